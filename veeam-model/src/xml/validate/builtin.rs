//! What the built-in types of XML Schema allow: the ends of every chain of [`Facets`].
//!
//! Source: XML Schema Part 2, section 3.

use super::Facets;
use super::datatype::Datatype;

macro_rules! builtin {
    ($($name:ident = $text:literal, $datatype:expr;)+) => {$(
        #[doc = concat!("`xs:", $text, "`")]
        pub static $name: Facets = Facets::builtin($datatype);
    )+};
}

macro_rules! lists {
    ($($name:ident = $text:literal, $item:ident;)+) => {$(
        #[doc = concat!("`xs:", $text, "`")]
        pub static $name: Facets = Facets::list(&$item).min_length(1);
    )+};
}

const fn from(least: i128, greatest: i128) -> Datatype {
    Datatype::Integer(Some(least), Some(greatest))
}

builtin! {
    ANY_SIMPLE_TYPE = "anySimpleType", Datatype::Text;
    STRING = "string", Datatype::Text;
    NORMALIZED_STRING = "normalizedString", Datatype::NormalizedText;
    TOKEN = "token", Datatype::Token;
    LANGUAGE = "language", Datatype::Language;
    NAME = "Name", Datatype::Name;
    NCNAME = "NCName", Datatype::NcName;
    NMTOKEN = "NMTOKEN", Datatype::NmToken;
    ID = "ID", Datatype::NcName;
    IDREF = "IDREF", Datatype::NcName;
    ENTITY = "ENTITY", Datatype::NcName;
    ANY_URI = "anyURI", Datatype::Token;
    QNAME = "QName", Datatype::QName;
    NOTATION = "NOTATION", Datatype::QName;
    BOOLEAN = "boolean", Datatype::Boolean;
    DECIMAL = "decimal", Datatype::Decimal;
    INTEGER = "integer", Datatype::Integer(None, None);
    NON_POSITIVE_INTEGER = "nonPositiveInteger", Datatype::Integer(None, Some(0));
    NEGATIVE_INTEGER = "negativeInteger", Datatype::Integer(None, Some(-1));
    NON_NEGATIVE_INTEGER = "nonNegativeInteger", Datatype::Integer(Some(0), None);
    POSITIVE_INTEGER = "positiveInteger", Datatype::Integer(Some(1), None);
    LONG = "long", from(i64::MIN as i128, i64::MAX as i128);
    INT = "int", from(i32::MIN as i128, i32::MAX as i128);
    SHORT = "short", from(i16::MIN as i128, i16::MAX as i128);
    BYTE = "byte", from(i8::MIN as i128, i8::MAX as i128);
    UNSIGNED_LONG = "unsignedLong", from(0, u64::MAX as i128);
    UNSIGNED_INT = "unsignedInt", from(0, u32::MAX as i128);
    UNSIGNED_SHORT = "unsignedShort", from(0, u16::MAX as i128);
    UNSIGNED_BYTE = "unsignedByte", from(0, u8::MAX as i128);
    FLOAT = "float", Datatype::Float;
    DOUBLE = "double", Datatype::Float;
    DURATION = "duration", Datatype::Duration;
    DATE_TIME = "dateTime", Datatype::DateTime;
    TIME = "time", Datatype::Time;
    DATE = "date", Datatype::Date;
    G_YEAR_MONTH = "gYearMonth", Datatype::GYearMonth;
    G_YEAR = "gYear", Datatype::GYear;
    G_MONTH_DAY = "gMonthDay", Datatype::GMonthDay;
    G_DAY = "gDay", Datatype::GDay;
    G_MONTH = "gMonth", Datatype::GMonth;
    HEX_BINARY = "hexBinary", Datatype::HexBinary;
    BASE64_BINARY = "base64Binary", Datatype::Base64Binary;
}

lists! {
    NMTOKENS = "NMTOKENS", NMTOKEN;
    IDREFS = "IDREFS", IDREF;
    ENTITIES = "ENTITIES", ENTITY;
}
