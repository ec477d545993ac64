//! A value of any type of a model to text and back to the same value.
//!
//! What has no form in XML is refused when it is written. Whatever was written can be read, and is
//! the same.
#![no_main]

#[path = "value/make.rs"]
mod make;
#[allow(dead_code, clippy::large_enum_variant)]
mod own {
    include!(concat!(env!("OUT_DIR"), "/own.rs"));
}
#[path = "value/written.rs"]
mod written;

mod makers {
    include!(concat!(env!("OUT_DIR"), "/makers.rs"));
}

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use make::{Make, Maker};
use veeam_model::{FromXml, ToXml, xml};

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    match kind % 8 {
        0..2 => there_and_back::<veeam_model::Document>(bytes),
        2 => there_and_back::<written::Value>(bytes),
        3 => there_and_back::<own::Values>(bytes),
        _ => there_and_back::<own::Document>(bytes),
    }
});

fn there_and_back<T: Make + FromXml + ToXml + PartialEq + Debug>(bytes: &[u8]) {
    let mut maker = Maker::new(bytes);
    let value = T::make(&mut maker);
    let compact = xml::to_string(&value);
    let pretty = xml::to_string_pretty(&value);
    let (compact, pretty) = match (compact, pretty) {
        (Ok(compact), Ok(pretty)) => (compact, pretty),
        (Err(compact), Err(pretty)) => {
            assert_eq!(compact.to_string(), pretty.to_string());
            return;
        }
        (compact, pretty) => panic!("{compact:?}, but {pretty:?}: {value:?}"),
    };
    let again = read(&compact, &value, xml::Options::new());
    if maker.moves {
        // What was put in has found its place, and stays there.
        let text = same_when_written(&again, &compact, xml::to_string);
        assert_eq!(read(&text, &value, xml::Options::new()), again, "{text}");
    } else {
        assert_eq!(again, value, "{compact}");
    }
    let spaced = read(&pretty, &value, xml::Options::new());
    same_when_written(&spaced, &pretty, xml::to_string_pretty);
    if !maker.moves && !maker.has_elements {
        assert_eq!(spaced, value, "{pretty}");
    }
    if !maker.has_unknown {
        let strict = xml::Options::new().deny_unknown(true);
        assert_eq!(read(&compact, &value, strict), again, "{compact}");
    }
}

/// What was read is written as the same elements, attributes and texts. Namespaces may be declared
/// elsewhere: what is read knows the prefixes that its texts may use.
fn same_when_written<T: ToXml + Debug>(
    value: &T,
    text: &str,
    write: impl Fn(&T) -> Result<String, xml::Error>,
) -> String {
    let written = write(value).expect("what was read can be written");
    let element = |text: &str| xml::from_str::<xml::Element>(text).expect("it is well-formed");
    assert_eq!(element(&written), element(text), "{value:?}");
    written
}

fn read<T: FromXml + Debug>(text: &str, value: &T, options: xml::Options) -> T {
    let read = options.from_str(text);
    read.unwrap_or_else(|error| panic!("{error}: {text}\n{value:?}"))
}
