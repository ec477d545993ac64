//! Values of any type of a model, made of arbitrary bytes.

use std::borrow::Cow;
use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use veeam_model::xml::{
    Attribute, Base64Binary, Child, Date, DateTime, Decimal, Duration, Element, FromText, GDay,
    GMonth, GMonthDay, GYear, GYearMonth, HexBinary, Integer, List, Name, Nillable,
    NillableElement, QualifiedName, Shape, Time, Unknown, ValueElement,
};
use veeam_model::{Flag, HierarchyObjRef, HourMask, Uid, Version};

/// A type whose values can be made. `build.rs` implements it for those of the models.
pub(crate) trait Make {
    fn make(m: &mut Maker<'_>) -> Self;
}

/// What mixed content is made of.
pub(crate) trait Part {
    /// The text, unless it is an element.
    fn text(&mut self) -> Option<&mut String>;
}

/// How deep values are nested.
const DEPTH: usize = 8;

pub(crate) struct Maker<'d> {
    data: Unstructured<'d>,
    /// What the types around declare, the innermost last.
    within: Vec<&'static Shape>,
    /// Something was put in that no type declares.
    pub(crate) has_unknown: bool,
    /// Something was put in that reads as an equal text, but has another place or name there.
    pub(crate) moves: bool,
    /// Elements stand within an element that no type knows: white space between them is text.
    pub(crate) has_elements: bool,
}

impl<'d> Maker<'d> {
    pub(crate) fn new(data: &'d [u8]) -> Self {
        Maker {
            data: Unstructured::new(data),
            within: Vec::new(),
            has_unknown: false,
            moves: false,
            has_elements: false,
        }
    }

    /// A number below `end`; 0 where there are no bytes left.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.data.int_in_range(0..=end - 1).unwrap_or(0)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn any<T: Arbitrary<'d>>(&mut self) -> T {
        let value = T::arbitrary(&mut self.data);
        value.unwrap_or_else(|_| T::arbitrary(&mut Unstructured::new(&[])).expect("it takes none"))
    }

    /// Makes the content of a type that declares `shape`.
    pub(crate) fn within<T>(
        &mut self,
        shape: &'static Shape,
        make: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.within.push(shape);
        let made = make(self);
        self.within.pop();
        made
    }

    /// Whether there is to be more within what is being made.
    fn goes_on(&mut self) -> bool {
        self.within.len() < DEPTH && !self.data.is_empty() && self.below(3) > 0
    }

    pub(crate) fn optional<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.goes_on().then(|| make(self))
    }

    pub(crate) fn list<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        while items.len() < 5 && self.goes_on() {
            items.push(make(self));
        }
        items
    }

    fn text(&mut self) -> String {
        match self.below(3) {
            0 => self.one_of(&TEXTS).to_owned(),
            1 => self.any::<String>(),
            _ => format!("{}{}", self.one_of(&TEXTS), self.one_of(&TEXTS)),
        }
    }

    /// A value as it is read from a text: of one of `texts`, if not of another.
    fn read<T: for<'a> FromText<'a>>(&mut self, texts: &[&str]) -> T {
        let read = |text: &str| T::from_text(Cow::Owned(text.to_owned()));
        let text = match self.below(3) {
            0 => self.text(),
            _ => self.one_of(texts).to_owned(),
        };
        let first = || texts.first().and_then(|text| read(text).ok());
        read(&text)
            .ok()
            .or_else(first)
            .expect("the first text is one")
    }

    /// A value of an enumeration or a union.
    pub(crate) fn read_from_text<T: for<'a> FromText<'a>>(&mut self) -> T {
        self.read(&VALUES)
    }

    fn name(&mut self) -> QualifiedName {
        let local = match self.below(8) {
            0 => self.text(),
            _ => self.one_of(&LOCALS).to_owned(),
        };
        let namespace = match self.below(8) {
            0 => self.text(),
            _ => self.one_of(&NAMESPACES).to_owned(),
        };
        let prefix = match self.below(8) {
            0 => self.text(),
            _ => self.one_of(&["", "p", "q", "xsi", "ns1"]).to_owned(),
        };
        QualifiedName::new(namespace, local).with_prefix(prefix)
    }

    fn fill(&mut self, mut element: Element, depth: usize) -> Element {
        for _ in 0..self.below(3) {
            let name = self.name();
            element = element.with_attribute(name, self.text());
        }
        for _ in 0..self.below(4) {
            element = match self.below(2) {
                0 if depth < 4 => {
                    self.has_elements = true;
                    let child = Element::new(self.name());
                    element.with_child(self.fill(child, depth + 1))
                }
                _ => element.with_text(self.text()),
            };
        }
        element
    }

    pub(crate) fn element_called(&mut self, namespace: &str, local: &str) -> Element {
        self.fill(Element::new(QualifiedName::new(namespace, local)), 0)
    }

    /// An element whose name is neither one of `names` nor declared by the type around it.
    pub(crate) fn element_of_any_name(&mut self, names: &[Name]) -> Element {
        let mut name = self.name();
        let declared = |name: &QualifiedName| {
            let around = self.within.last();
            names.iter().any(|declared| *name == *declared)
                || around.is_some_and(|shape| declares(shape, name))
        };
        if declared(&name) {
            name = QualifiedName::new("urn:declared-by-none", name.local());
        }
        self.fill(Element::new(name), 0)
    }

    /// An attribute that is not declared by the type around it.
    pub(crate) fn attribute_of_any_name(&mut self) -> Attribute {
        let name = self.name();
        Attribute::new(name, self.text())
    }

    /// An element that says a type by `xsi:type` that nobody knows. Its name is that of the place
    /// where it will stand.
    pub(crate) fn element_of_unknown_type(&mut self) -> Element {
        self.moves = true;
        let text = "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:t='urn:t' xsi:type='t:Unknown'/>";
        let element = veeam_model::xml::from_str(text).expect("it is an element");
        self.fill(element, 0)
    }

    /// Elements that neither the type around them nor `names`, those in its mixed content, declare.
    pub(crate) fn unknown(&mut self, takes_any: bool, names: &[Name]) -> Unknown {
        let mut unknown = Unknown::default();
        if !takes_any && !self.data.is_empty() && self.below(8) == 7 {
            self.has_unknown = true;
            self.moves = true;
            for _ in 0..=self.below(2) {
                unknown.push(self.element_of_any_name(names));
            }
        }
        unknown
    }

    /// Text stands between elements in one piece, and is not empty.
    pub(crate) fn mixed<T: Make + Part>(&mut self) -> Vec<T> {
        let mut parts: Vec<T> = Vec::new();
        for mut part in self.list(T::make) {
            match (parts.last_mut().and_then(T::text), part.text()) {
                (_, Some(text)) if text.is_empty() => {}
                (Some(before), Some(text)) => before.push_str(text),
                _ => parts.push(part),
            }
        }
        parts
    }
}

fn declares(shape: &Shape, name: &QualifiedName) -> bool {
    shape.children.iter().any(|child| match child {
        Child::Element(declared) => *name == declared.name,
        Child::Choice { names, .. } => names.iter().any(|declared| *name == *declared),
        Child::Group(group) => declares(group, name),
    })
}

const TEXTS: [&str; 24] = [
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "text",
    "a b",
    " a ",
    "p:name",
    "true",
    "1",
    "-07.50",
    "<",
    "&amp;",
    "]]>",
    "\"'",
    "\u{85}\u{2028}",
    "\u{a0}",
    "\u{feff}",
    "\u{1f600}",
    "\0",
    "\u{fffe}",
    "red",
    "none",
];
const LOCALS: [&str; 12] = [
    "a", "b", "id", "item", "name", "ratio", "last", "One", "x-1.y_", "\u{e9}", "square", "known",
];
const NAMESPACES: [&str; 9] = [
    "",
    "urn:fuzz",
    "urn:v",
    "urn:w",
    "urn:other",
    "a&\"<'\n",
    "http://www.veeam.com/ent/v1.0",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/2000/xmlns/",
];
const VALUES: [&str; 12] = [
    "small",
    "large",
    "1.50",
    "2014-10-19",
    "2014-10-19T05:59:18Z",
    "red",
    "dark blue",
    "Success",
    "Working",
    "Other",
    " Success ",
    "1 2",
];

/// Types whose values come as they are.
macro_rules! plain {
    ($($ty:ty)*) => {$(
        impl Make for $ty {
            fn make(m: &mut Maker<'_>) -> Self {
                m.any()
            }
        }
    )*};
}

plain!(bool i8 i16 i32 i64 u8 u16 u32 u64);

/// Types that keep their text, with texts that they are read from.
macro_rules! read {
    ($($ty:ty: [$($text:expr),*])*) => {$(
        impl Make for $ty {
            fn make(m: &mut Maker<'_>) -> Self {
                m.read(&[$($text),*])
            }
        }
    )*};
}

read! {
    Decimal: ["0", "-0", "+1.50", ".5", "5.", "00012345678901234567890.10"]
    Integer: ["0", "-0", "+7", "007", "-123456789012345678901234567890"]
    DateTime: ["2014-10-19T05:59:18Z", "2014-10-19T05:59:18.1230000000001+01:00", "-0001-01-01T24:00:00", "20014-02-28T00:00:00-14:00", "2014-10-19T05:59:18+00:00"]
    Date: ["2014-10-19", "2016-02-29Z", "-0044-03-15+14:00"]
    Time: ["05:59:18", "24:00:00Z", "00:00:00.000-00:30"]
    Duration: ["P1Y2M3DT4H5M6.700S", "-P0D", "PT0.0S", "P400D"]
    GYear: ["2014", "-0001Z", "12014+01:00"]
    GYearMonth: ["2014-10", "2014-01-05:00"]
    GMonth: ["--10", "--12Z"]
    GMonthDay: ["--02-29", "--12-31+14:00"]
    GDay: ["---01", "---31Z"]
    Base64Binary: ["", "AA==", "AAECAwQ=", " A A E C "]
    HexBinary: ["", "00", "fFfF"]
    Uid: ["urn:veeam:RestoreSession:676dc837-f441-4ac1-8470-15be06b4cffc", "", " x ", "urn:veeam:Job:676DC837-F441-4AC1-8470-15BE06B4CFFC"]
    HierarchyObjRef: ["urn:VMware:Vm:676dc837-f441-4ac1-8470-15be06b4cffc.vm-1", "", "x"]
    Version: ["12.1.0.2131", "", "1.", " 9 "]
    Flag: ["True", "true", "False", "0", "maybe"]
    HourMask: ["111111111111111111111111", "0", ""]
}

/// It differs from itself if it is no number.
impl Make for f64 {
    fn make(m: &mut Maker<'_>) -> Self {
        let number: f64 = m.any();
        if number.is_nan() { 0.0 } else { number }
    }
}

impl Make for String {
    fn make(m: &mut Maker<'_>) -> Self {
        m.text()
    }
}

impl Make for QualifiedName {
    fn make(m: &mut Maker<'_>) -> Self {
        m.name()
    }
}

impl<T: Make> Make for Option<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        m.optional(T::make)
    }
}

impl<T: Make> Make for Vec<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        m.list(T::make)
    }
}

impl<T: Make> Make for Box<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        Box::new(T::make(m))
    }
}

impl<T: Make> Make for List<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        List(m.list(T::make))
    }
}

impl<T: Make> Make for Nillable<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        match m.below(3) {
            0 => Nillable::Nil,
            _ => Nillable::Value(T::make(m)),
        }
    }
}

impl<T: Make + Debug> Make for ValueElement<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        T::make(m).into()
    }
}

impl<T: Make> Make for NillableElement<T> {
    fn make(m: &mut Maker<'_>) -> Self {
        NillableElement {
            value: m.optional(T::make),
            unknown: Unknown::default(),
        }
    }
}
