//! References to objects of a virtual infrastructure.

use uuid::Uuid;

use crate::kept_text::kept_text;
use crate::xml::simple::hyphenated;

/// A reference to an object of a virtual infrastructure, such as
/// `urn:VMware:Vm:45237d2c-c163-4cb1-9f6e-c9913cdea868.vm-19`: the platform, the kind of object,
/// the hierarchy root that holds it, and the platform's own name for it.
///
/// It keeps any text the server sends, and gives the parts where the text has them:
///
/// ```
/// use veeam_model::HierarchyObjRef;
///
/// let vm = HierarchyObjRef::from("urn:VMware:Vm:45237d2c-c163-4cb1-9f6e-c9913cdea868.vm-19");
/// assert_eq!(vm.platform(), Some("VMware"));
/// assert_eq!(vm.kind(), Some("Vm"));
/// assert!(vm.hierarchy_root().is_some());
/// assert_eq!(vm.object(), Some("vm-19"));
///
/// let vdc = "urn:vCloud:OrgVdc:2dcfebc9-eb06-4d3b-a639-c1cfa8483621.urn:vcloud:vdc:1d0bf8ae-8eac-4772-b675-5a4cf06fcbc1";
/// assert_eq!(
///     HierarchyObjRef::from(vdc).object(),
///     Some("urn:vcloud:vdc:1d0bf8ae-8eac-4772-b675-5a4cf06fcbc1"),
/// );
/// assert_eq!(HierarchyObjRef::from("").platform(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HierarchyObjRef(Box<str>);

impl HierarchyObjRef {
    /// Platform, kind, and what follows them.
    fn parts(&self) -> Option<(&str, &str, &str)> {
        let (platform, rest) = self.0.strip_prefix("urn:")?.split_once(':')?;
        let (kind, object) = rest.split_once(':')?;
        Some((platform, kind, object))
    }

    /// The platform, such as `VMware`, `HyperV` or `vCloud`.
    pub fn platform(&self) -> Option<&str> {
        self.parts().map(|(platform, ..)| platform)
    }

    /// The kind of object, such as `Vm`. The server is not consistent about upper and lower case.
    pub fn kind(&self) -> Option<&str> {
        self.parts().map(|(_, kind, _)| kind)
    }

    /// The GUID of the hierarchy root that holds the object.
    pub fn hierarchy_root(&self) -> Option<Uuid> {
        let (.., rest) = self.parts()?;
        hyphenated(rest.split_once('.').map_or(rest, |(root, _)| root))
    }

    /// The platform's own name for the object, such as `vm-19`.
    pub fn object(&self) -> Option<&str> {
        let (.., rest) = self.parts()?;
        rest.split_once('.').map(|(_, object)| object)
    }
}

kept_text!(HierarchyObjRef);
