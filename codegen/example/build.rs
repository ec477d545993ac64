//! Generates `$OUT_DIR/order.rs` from the schema whenever that changes.

fn main() -> Result<(), veeam_model_codegen::Error> {
    veeam_model_codegen::Builder::new()
        .schema("order.xsd")
        .samples("order.xml")
        .out_file("order.rs")
        .generate()
}
