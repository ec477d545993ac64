//! Schemas of our own making that stand for real ones: of the same size and the same constructs.
//! They are the same text in each run.

mod document;
mod management;
mod payment;

pub use document::document;
pub use management::{management, management_with_member_types};
pub use payment::payment;

/// A schema: documents that refer to each other.
pub struct Family {
    /// What it stands for.
    pub name: &'static str,
    /// The file that leads to all others.
    pub entry: String,
    /// Names and texts of the files.
    pub files: Vec<(String, String)>,
}

impl Family {
    /// The bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|(_, text)| text.len()).sum()
    }
}

/// Words that names are made of.
const WORDS: [&str; 40] = [
    "Account",
    "Address",
    "Agent",
    "Amount",
    "Balance",
    "Bank",
    "Cluster",
    "Code",
    "Config",
    "Country",
    "Credit",
    "Currency",
    "Date",
    "Device",
    "Disk",
    "Event",
    "Group",
    "Host",
    "Image",
    "Instruction",
    "Item",
    "Job",
    "Limit",
    "Link",
    "Network",
    "Order",
    "Owner",
    "Party",
    "Policy",
    "Pool",
    "Port",
    "Record",
    "Region",
    "Report",
    "Rule",
    "Session",
    "Storage",
    "Task",
    "Type",
    "Value",
];

/// Numbers that look arbitrary and are the same in each run.
struct Dice(u64);

impl Dice {
    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bound = u64::try_from(bound).unwrap_or(1).max(1);
        usize::try_from((self.0 >> 33) % bound).unwrap_or(0)
    }

    fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let index = self.below(from.len());
        from.get(index).copied().unwrap_or_default()
    }

    /// Two words.
    fn name(&mut self) -> String {
        format!("{}{}", self.pick(&WORDS), self.pick(&WORDS))
    }
}

/// The start tag of a schema document.
fn head(namespace: &str, more: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns=\"{namespace}\" targetNamespace=\"{namespace}\" elementFormDefault=\"qualified\"{more}>\n"
    )
}
