//! Types of the standard library: addresses, and integers other than 0.

use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::NonZero;

use insta::assert_snapshot;
use veeam_model::{FromXml, xml};

use crate::{Document, document, kept};

fn refused<T>(text: &str) -> String
where
    Document<T>: FromXml + Debug,
{
    let read: Result<Document<T>, _> = xml::from_str(&document(text));
    read.unwrap_err().to_string()
}

fn read<T>(text: &str) -> T
where
    Document<T>: FromXml,
{
    xml::from_str::<Document<T>>(&document(text)).unwrap().e
}

#[test]
fn addresses() {
    assert_eq!(kept::<IpAddr>("192.0.2.1"), IpAddr::from([192, 0, 2, 1]));
    assert_eq!(kept::<IpAddr>("2001:db8::1").to_string(), "2001:db8::1");
    kept::<Ipv4Addr>("255.255.255.255");
    kept::<Ipv6Addr>("::ffff:192.0.2.1");
    assert_eq!(kept::<SocketAddr>("192.0.2.1:9398").port(), 9398);
    kept::<SocketAddr>("[::1]:9398");
    kept::<SocketAddrV4>("192.0.2.1:0");
    assert_eq!(kept::<SocketAddrV6>("[fe80::1%2]:65535").scope_id(), 2);
    assert_eq!(
        read::<Ipv6Addr>(" 2001:DB8:0:0::01\n"),
        Ipv6Addr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1])
    );
}

#[test]
fn what_is_no_address() {
    assert_snapshot!(refused::<IpAddr>("192.0.2"), @r#"1:7 /v/@a: invalid value "192.0.2": expected an IP address such as 192.0.2.1 or 2001:db8::1"#);
    assert_snapshot!(refused::<Ipv4Addr>("192.0.02.1"), @r#"1:7 /v/@a: invalid value "192.0.02.1": expected an IP address of version 4 such as 192.0.2.1"#);
    assert_snapshot!(refused::<Ipv6Addr>("192.0.2.1"), @r#"1:7 /v/@a: invalid value "192.0.2.1": expected an IP address of version 6 such as 2001:db8::1"#);
    assert_snapshot!(refused::<SocketAddr>("192.0.2.1"), @r#"1:7 /v/@a: invalid value "192.0.2.1": expected an IP address and a port such as 192.0.2.1:9398 or [2001:db8::1]:9398"#);
    assert_snapshot!(refused::<SocketAddrV4>("localhost:80"), @r#"1:7 /v/@a: invalid value "localhost:80": expected an IP address of version 4 and a port such as 192.0.2.1:9398"#);
    assert_snapshot!(refused::<SocketAddrV6>("::1:80"), @r#"1:7 /v/@a: invalid value "::1:80": expected an IP address of version 6 and a port such as [2001:db8::1]:9398"#);
}

#[test]
fn integers_other_than_0() {
    assert_eq!(kept::<NonZero<u8>>("255").get(), 255);
    assert_eq!(kept::<NonZero<i8>>("-128").get(), -128);
    kept::<NonZero<i128>>("-170141183460469231731687303715884105728");
    kept::<NonZero<usize>>("1");
    assert_eq!(read::<NonZero<u16>>(" +007 ").get(), 7);
    assert_snapshot!(refused::<NonZero<u8>>("0"), @r#"1:7 /v/@a: invalid value "0": expected an integer from 1 to 255"#);
    assert_snapshot!(refused::<NonZero<u8>>("256"), @r#"1:7 /v/@a: invalid value "256": expected an integer from 1 to 255"#);
    assert_snapshot!(refused::<NonZero<i8>>("-0"), @r#"1:7 /v/@a: invalid value "-0": expected an integer from -128 to 127 other than 0"#);
}
