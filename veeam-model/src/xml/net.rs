//! Addresses of the Internet.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};

macro_rules! addresses {
    ($($type:ident: $expected:literal),+ $(,)?) => {$(
        /// The value is the address: one of version 6 is written in the shortest form.
        impl<'a> FromText<'a> for $type {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                trim(&text).parse().map_err(|_| ValueError::expected($expected))
            }
        }

        impl ToText for $type {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                out.write_display(self)
            }
        }

        crate::text_type!($type);
    )+};
}

addresses! {
    IpAddr: "an IP address such as 192.0.2.1 or 2001:db8::1",
    Ipv4Addr: "an IP address of version 4 such as 192.0.2.1",
    Ipv6Addr: "an IP address of version 6 such as 2001:db8::1",
    SocketAddr: "an IP address and a port such as 192.0.2.1:9398 or [2001:db8::1]:9398",
    SocketAddrV4: "an IP address of version 4 and a port such as 192.0.2.1:9398",
    SocketAddrV6: "an IP address of version 6 and a port such as [2001:db8::1]:9398",
}
