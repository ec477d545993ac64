//! Nothing has to be in scope, and what is in scope may hide the prelude.

#![allow(dead_code)]

mod model {
    pub const NAMESPACE: &str = "urn:example";

    pub struct Option;
    pub struct Some;
    pub struct None;
    pub struct Result;
    pub struct Ok;
    pub struct Err;
    pub struct Vec;
    pub struct Box;
    pub struct String;
    pub struct Default;

    mod core {}
    mod std {}
    mod veeam_model {}

    #[derive(Debug, PartialEq, ::veeam_model::FromXml, ::veeam_model::ToXml)]
    #[xml(ns = NAMESPACE, rename_all = "PascalCase")]
    pub struct Session {
        #[xml(attribute)]
        pub id: ::std::option::Option<u32>,
        pub state: ::std::vec::Vec<State>,
        #[xml(choice)]
        pub job: ::std::option::Option<::std::boxed::Box<Job>>,
        #[xml(unknown)]
        pub unknown: ::veeam_model::xml::Unknown,
    }

    #[derive(Debug, PartialEq, ::veeam_model::FromXml, ::veeam_model::ToXml)]
    pub enum State {
        Good,
        #[xml(other)]
        Other(::std::string::String),
    }

    #[derive(Debug, PartialEq, ::veeam_model::FromXml, ::veeam_model::ToXml)]
    #[xml(ns = NAMESPACE)]
    pub enum Job {
        Backup(Id),
    }

    #[derive(Debug, PartialEq, ::veeam_model::FromXml, ::veeam_model::ToXml)]
    pub struct Id(pub u32);
}

fn main() {
    let text = r#"<Session xmlns="urn:example" Id="1"><State>Good</State><Backup>2</Backup></Session>"#;
    let session: model::Session = ::veeam_model::xml::from_str(text).unwrap();
    assert_eq!(session.job, Some(Box::new(model::Job::Backup(model::Id(2)))));
    assert_eq!(::veeam_model::xml::to_string(&session).unwrap(), text);
}
