//! The documents to read, made from two documents of a server: always the same ones.

use crate::{Error, Result};

/// Input (a): one restore session, as a server sent it.
pub const SESSION: &str = include_str!("../../schemas/samples/RestoreSession.xml");

/// One reference, as a server sent it.
const REFERENCE: &str = include_str!("../../schemas/samples/EntityRef.xml");

const NAMESPACE: &str = r#" xmlns="http://www.veeam.com/ent/v1.0""#;

/// Input (b): restore sessions in one list, of about that many bytes.
///
/// # Errors
/// When the sample does not hold what is to vary.
pub fn sessions(bytes: usize) -> Result<String> {
    list("RestoreSessions", SESSION, bytes)
}

/// Input (c): references in one list, of about that many bytes.
///
/// # Errors
/// When the sample does not hold what is to vary.
pub fn references(bytes: usize) -> Result<String> {
    let item = replace(REFERENCE, "<EntityRef", "<Ref")?;
    let item = replace(&item, "</EntityRef>", "</Ref>")?;
    list("EntityReferences", &item, bytes)
}

fn list(root: &str, item: &str, bytes: usize) -> Result<String> {
    let item = replace(item.trim_end(), NAMESPACE, "")?;
    let mut random = Random(2014);
    let mut text = format!("<{root}{NAMESPACE}>\n");
    while text.len() < bytes {
        text.push_str(&vary(&item, &mut random)?);
        text.push('\n');
    }
    text.push_str(&format!("</{root}>\n"));
    Ok(text)
}

/// The same item with other identifiers, names and times.
fn vary(item: &str, random: &mut Random) -> Result<String> {
    let machine = random.machine();
    let server = format!("vbr{:02}.example.com", random.below(8));
    let day = format!(
        "{}-{:02}-{:02}",
        2014 + random.below(10),
        1 + random.below(12),
        1 + random.below(28)
    );
    let mut item = replace(item, "676dc837-f441-4ac1-8470-15be06b4cffc", &random.guid())?;
    item = replace(
        &item,
        "ce15a8c7-aa49-495e-b05b-ee3398c91018",
        &random.guid(),
    )?;
    item = replace(&item, "srv02.veeam.local", &server)?;
    item = replace(&item, "srv04", &machine)?;
    item = replace(&item, "2014-10-19", &day)?;
    item = replace(&item, "05:59:18", &random.time())?;
    // Only a session has these.
    item = item.replace("fb87163e-687d-4006-96c9-0451b5423b85", &random.guid());
    item = item.replace("06:28:24", &random.time());
    item = item.replace("05:25:15", &random.time());
    item = item.replace(
        ">0</Progress>",
        &format!(">{}</Progress>", random.below(101)),
    );
    Ok(item)
}

fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    match text.contains(from) {
        true => Ok(text.replace(from, to)),
        false => Err(Error::from(format!(
            "the sample does not hold {from:?} any more"
        ))),
    }
}

/// `SplitMix64`: always the same numbers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn guid(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xffff,
            b >> 48,
            b & 0xffff_ffff_ffff
        )
    }

    fn time(&mut self) -> String {
        format!(
            "{:02}:{:02}:{:02}",
            self.below(24),
            self.below(60),
            self.below(60)
        )
    }

    /// A machine's name as it stands in a document: now and then with references or with letters
    /// beyond ASCII.
    fn machine(&mut self) -> String {
        let number = self.below(1000);
        match self.below(40) {
            0 => format!("R&amp;D &lt;{number}&gt; &#x2014; old"),
            1 => format!("Büro-Süd-{number}"),
            2 => format!("会議室-{number}"),
            _ => format!("srv{number:03}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{references, sessions};
    use crate::content::Content;

    #[test]
    fn lists_have_the_size_asked_for_and_vary() -> crate::Result<()> {
        for text in [sessions(200_000)?, references(200_000)?] {
            assert!((200_000..202_000).contains(&text.len()));
            assert!(text.contains("&amp;") && text.contains("ü"));
            assert!(!text.contains("676dc837"));
            assert!(Content::of(&text)?.attributes > 1000);
        }
        assert_eq!(sessions(10_000)?, sessions(10_000)?);
        Ok(())
    }
}
