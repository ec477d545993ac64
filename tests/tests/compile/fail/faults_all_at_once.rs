use veeam_model::{FromXml, ToXml, xml};

// Each fault is reported on its own, once for both derives, and …
#[derive(FromXml, ToXml)]
#[xml(rename_all = "Pascal", unknown = "keep")]
struct Job<'a, T> {
    #[xml(atribute)]
    id: &'a str,
    #[xml(attribute, text)]
    name: T,
    #[xml(name = "a b")]
    note: Option<String>,
}

// … those who use the type see none of their own.
#[derive(FromXml, ToXml)]
struct Session<'a> {
    job: Job<'a, u32>,
    #[xml(choice)]
    choice: Option<Job<'a, u32>>,
}

fn main() -> Result<(), xml::Error> {
    let session: Session<'_> = xml::from_str("<Session/>")?;
    xml::to_string(&session)?;
    xml::to_string(&session.job)?;
    Ok(())
}
