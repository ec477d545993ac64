//! Bytes to a document of the API, and what was read to text and back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use veeam_model::{Document, xml};

fuzz_target!(|bytes: &[u8]| {
    let strict = xml::Options::new().deny_unknown(true);
    let _ = strict.from_slice::<Document>(bytes);
    let Ok(document) = xml::from_slice::<Document>(bytes) else {
        return;
    };
    let text = xml::to_string(&document).expect("what was read can be written");
    let again = xml::from_str::<Document>(&text).expect("what was written can be read");
    assert_eq!(again, document, "{text}");
    let pretty = xml::to_string_pretty(&document).expect("what was read can be written");
    xml::from_str::<Document>(&pretty).expect("what was written can be read");
});
