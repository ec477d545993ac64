//! What schemas amount to: the model of small schemas.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod content;
#[path = "../common/said.rs"]
mod said;
mod show;

use insta::assert_snapshot;

use said::read;
use show::show;

/// The model of a schema of several documents, of which the first is named.
fn model(documents: &[(&str, &str)]) -> String {
    let (model, said) = read(documents);
    assert!(said.is_empty(), "{said}");
    show(&model.unwrap())
}

/// The model of a schema document with these components.
fn model_of(components: &str) -> String {
    model(&[(
        "a.xsd",
        &schema(
            "targetNamespace='urn:a' xmlns='urn:a' elementFormDefault='qualified'",
            components,
        ),
    )])
}

/// The model of a schema document with one complex type of this content.
fn content(content: &str) -> String {
    model_of(&format!(
        "<xs:complexType name='A'>{content}</xs:complexType>"
    ))
}

fn schema(attributes: &str, components: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' {attributes}>{components}</xs:schema>"
    )
}

#[test]
fn occurrences_multiply_and_nested_sequences_flatten() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:element name='a' type='xs:string'/>
           <xs:sequence minOccurs='0'>
             <xs:element name='b' type='xs:int'/>
             <xs:sequence><xs:element name='c' type='xs:int' maxOccurs='3'/></xs:sequence>
           </xs:sequence>
           <xs:sequence minOccurs='2' maxOccurs='4'><xs:element name='d' type='xs:int' minOccurs='0' maxOccurs='2'/></xs:sequence>
           <xs:element name='never' type='xs:int' minOccurs='0' maxOccurs='0'/>
         </xs:sequence>"
    ), @r"
    complex A
      a: String 1..1
      b: Int 0..1
      c: Int 0..3
      d: Int 0..8
    ");
}

#[test]
fn all_is_fields_in_schema_order() {
    assert_snapshot!(content(
        "<xs:all minOccurs='0'>
           <xs:element name='b' type='xs:boolean'/>
           <xs:element name='a' type='xs:boolean' minOccurs='0'/>
         </xs:all>"
    ), @r"
    complex A
      b: Boolean 0..1
      a: Boolean 0..1
    ");
}

#[test]
fn adjacent_elements_of_one_name_are_one_field() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:element name='a' type='xs:int'/>
           <xs:element name='a' type='xs:int' minOccurs='0' nillable='true'/>
           <xs:element name='b' type='xs:int'/>
           <xs:element name='b' type='xs:int' maxOccurs='unbounded'/>
         </xs:sequence>"
    ), @r"
    complex A
      a: Int 1..2 nillable
      b: Int 2..*
    ");
}

#[test]
fn a_name_that_comes_back_makes_a_repeated_choice_of_what_is_between() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:element name='first' type='xs:int'/>
           <xs:element name='a' type='xs:int'/>
           <xs:element name='b' type='xs:int' minOccurs='0'/>
           <xs:element name='a' type='xs:int' maxOccurs='2'/>
           <xs:element name='last' type='xs:int'/>
         </xs:sequence>"
    ), @r"
    complex A
      first: Int 1..1
      A/choice 2..4
      last: Int 1..1
    choice A/choice
      a: Int
      b: Int
    ");
}

#[test]
fn a_repeated_sequence_is_a_repeated_choice() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:element name='head' type='xs:int'/>
           <xs:sequence minOccurs='0' maxOccurs='unbounded'>
             <xs:element name='key' type='xs:string'/>
             <xs:element name='value' type='xs:string' minOccurs='0'/>
           </xs:sequence>
         </xs:sequence>"
    ), @r"
    complex A
      head: Int 1..1
      A/choice 0..*
    choice A/choice
      key: String
      value: String
    ");
}

#[test]
fn a_choice_of_elements_is_an_enum_with_nested_choices_in_it() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:choice>
             <xs:annotation><xs:documentation>How to pay.</xs:documentation></xs:annotation>
             <xs:element name='card' type='xs:string' nillable='true' default='x'/>
             <xs:choice minOccurs='0'>
               <xs:element name='cash' type='xs:decimal'/>
               <xs:element name='cheque' type='xs:decimal' fixed='1'/>
             </xs:choice>
           </xs:choice>
           <xs:choice minOccurs='0' maxOccurs='5'>
             <xs:element name='x' type='xs:int'/>
             <xs:element name='y' type='xs:int' maxOccurs='2'/>
           </xs:choice>
           <xs:choice><xs:element name='only' type='xs:int'/></xs:choice>
         </xs:sequence>"
    ), @r#"
    complex A
      A/choice 0..1  // How to pay.
      A/choice 0..10
      only: Int 1..1
    choice A/choice  // How to pay.
      card: String nillable default "x"
      cash: Decimal
      cheque: Decimal fixed "1"
    choice A/choice
      x: Int
      y: Int
    "#);
}

#[test]
fn a_choice_of_sequences_is_optional_fields() {
    assert_snapshot!(content(
        "<xs:choice>
           <xs:sequence>
             <xs:element name='a' type='xs:int'/>
             <xs:choice><xs:element name='b' type='xs:int'/><xs:element name='c' type='xs:int'/></xs:choice>
           </xs:sequence>
           <xs:element name='d' type='xs:int' maxOccurs='unbounded'/>
         </xs:choice>"
    ), @r"
    complex A
      a: Int 0..1  // One of: `a` with `b` or `c`; `d`.
      A/choice 0..1
      d: Int 0..*  // One of: `a` with `b` or `c`; `d`.
    choice A/choice
      b: Int
      c: Int
    ");
}

#[test]
fn branches_of_a_choice_share_fields_where_their_order_agrees() {
    assert_snapshot!(content(
        "<xs:choice>
           <xs:sequence>
             <xs:element name='a' type='xs:int'/>
             <xs:element name='both' type='xs:int'/>
             <xs:element name='last' type='xs:int'/>
           </xs:sequence>
           <xs:sequence>
             <xs:element name='b' type='xs:int'/>
             <xs:element name='both' type='xs:int' maxOccurs='3'/>
             <xs:element name='c' type='xs:int'/>
           </xs:sequence>
         </xs:choice>"
    ), @r"
    complex A
      a: Int 0..1  // One of: `a` with `both` with `last`; `b` with `both` with `c`.
      b: Int 0..1  // One of: `a` with `both` with `last`; `b` with `both` with `c`.
      both: Int 1..3
      last: Int 0..1  // One of: `a` with `both` with `last`; `b` with `both` with `c`.
      c: Int 0..1  // One of: `a` with `both` with `last`; `b` with `both` with `c`.
    ");
}

#[test]
fn branches_of_a_choice_whose_order_differs_are_a_repeated_choice() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:choice>
             <xs:sequence><xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:int'/></xs:sequence>
             <xs:sequence><xs:element name='b' type='xs:int'/><xs:element name='a' type='xs:int' minOccurs='0'/></xs:sequence>
           </xs:choice>
           <xs:element name='c' type='xs:int'/>
         </xs:sequence>"
    ), @r"
    complex A
      A/choice 1..2
      c: Int 1..1
    choice A/choice
      a: Int
      b: Int
    ");
}

#[test]
fn a_repeated_choice_of_sequences_counts_its_elements() {
    assert_snapshot!(content(
        "<xs:choice minOccurs='2' maxOccurs='3'>
           <xs:sequence><xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:int'/></xs:sequence>
           <xs:element name='c' type='xs:int' maxOccurs='4'/>
         </xs:choice>"
    ), @r"
    complex A
      A/choice 2..12
    choice A/choice
      a: Int
      b: Int
      c: Int
    ");
}

#[test]
fn empty_content_models_are_empty() {
    assert_snapshot!(model_of(
        "<xs:complexType name='A'/>
         <xs:complexType name='B'><xs:sequence><xs:choice/><xs:sequence maxOccurs='unbounded'/></xs:sequence></xs:complexType>
         <xs:complexType name='C'><xs:choice><xs:sequence/><xs:element name='c' type='xs:int'/></xs:choice></xs:complexType>"
    ), @r"
    complex A
    complex B
    complex C
      c: Int 0..1
    ");
}

#[test]
fn extension_goes_on_where_the_base_ends() {
    assert_snapshot!(model_of(
        "<xs:complexType name='Task'>
           <xs:complexContent>
             <xs:extension base='Entity'>
               <xs:sequence><xs:element name='State' type='xs:string'/></xs:sequence>
               <xs:attribute name='Kind' type='xs:string'/>
             </xs:extension>
           </xs:complexContent>
         </xs:complexType>
         <xs:complexType name='Resource' abstract='true'>
           <xs:annotation><xs:documentation>Anything.</xs:documentation></xs:annotation>
           <xs:sequence>
             <xs:choice><xs:element name='x' type='xs:int'/><xs:element name='y' type='xs:int'/></xs:choice>
             <xs:element name='Links'>
               <xs:complexType><xs:sequence><xs:element name='Link' type='xs:anyURI' maxOccurs='unbounded'/></xs:sequence></xs:complexType>
             </xs:element>
           </xs:sequence>
           <xs:attribute name='Href' type='xs:anyURI'/>
         </xs:complexType>
         <xs:complexType name='Entity'>
           <xs:complexContent>
             <xs:extension base='Resource'><xs:attribute name='UID' type='xs:string' use='required'/></xs:extension>
           </xs:complexContent>
         </xs:complexType>"
    ));
}

#[test]
fn extension_that_repeats_a_name_of_its_base_keeps_the_order() {
    assert_snapshot!(model_of(
        "<xs:complexType name='B'>
           <xs:sequence><xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:int'/></xs:sequence>
         </xs:complexType>
         <xs:complexType name='D'>
           <xs:complexContent>
             <xs:extension base='B'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:extension>
           </xs:complexContent>
         </xs:complexType>"
    ), @r"
    complex B
      a: Int 1..1
      b: Int 1..1
    complex extends B D
      D/choice 3..3
    choice D/choice
      a: Int
      b: Int
    ");
}

#[test]
fn restriction_has_the_content_that_it_declares_and_the_attributes_of_its_base() {
    assert_snapshot!(model_of(
        "<xs:complexType name='B'>
           <xs:sequence><xs:element name='a' type='xs:int' minOccurs='0'/><xs:element name='b' type='xs:int' minOccurs='0'/></xs:sequence>
           <xs:attribute name='p' type='xs:string'/>
           <xs:attribute name='q' type='xs:string'/>
           <xs:attribute name='r' type='xs:string'/>
         </xs:complexType>
         <xs:complexType name='R'>
           <xs:complexContent>
             <xs:restriction base='B'>
               <xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>
               <xs:attribute name='q' type='xs:token' use='required'/>
               <xs:attribute name='r' use='prohibited'/>
             </xs:restriction>
           </xs:complexContent>
         </xs:complexType>"
    ), @r"
    complex B
      @{}p: String
      @{}q: String
      @{}r: String
      a: Int 0..1
      b: Int 0..1
    complex R
      @{}p: String from B
      @{}q: Token required
      a: Int 1..1
    ");
}

#[test]
fn simple_content_is_a_text() {
    assert_snapshot!(model_of(
        "<xs:complexType name='Price'>
           <xs:simpleContent>
             <xs:extension base='xs:decimal'><xs:attribute name='currency' type='xs:string' default='EUR'/></xs:extension>
           </xs:simpleContent>
         </xs:complexType>
         <xs:complexType name='NetPrice'><xs:simpleContent><xs:extension base='Price'/></xs:simpleContent></xs:complexType>
         <xs:complexType name='SmallPrice'>
           <xs:simpleContent><xs:restriction base='Price'><xs:maxInclusive value='10'/></xs:restriction></xs:simpleContent>
         </xs:complexType>
         <xs:complexType name='RoundPrice'>
           <xs:simpleContent>
             <xs:restriction base='SmallPrice'>
               <xs:enumeration value=' 1 '/><xs:enumeration value='10'/><xs:enumeration value='1'/>
               <xs:attribute name='currency' fixed='EUR' type='xs:string'/>
             </xs:restriction>
           </xs:simpleContent>
         </xs:complexType>"
    ));
}

#[test]
fn simple_types_with_names_and_without() {
    assert_snapshot!(model_of(
        "<xs:simpleType name='Result'>
           <xs:annotation><xs:documentation>How it
             ended.

             For good.</xs:documentation></xs:annotation>
           <xs:restriction base='xs:string'>
             <xs:enumeration value='None'/>
             <xs:enumeration value='Success'><xs:annotation><xs:documentation>Well.</xs:documentation></xs:annotation></xs:enumeration>
             <xs:enumeration value='None'/>
             <xs:enumeration value=' '/>
           </xs:restriction>
         </xs:simpleType>
         <xs:simpleType name='Final'><xs:restriction base='Result'><xs:enumeration value='Success'/></xs:restriction></xs:simpleType>
         <xs:simpleType name='Code'>
           <xs:restriction>
             <xs:simpleType><xs:restriction base='xs:token'><xs:minLength value='1'/></xs:restriction></xs:simpleType>
             <xs:pattern value='[A-Z]+'/><xs:maxLength value='3' fixed='true'/>
           </xs:restriction>
         </xs:simpleType>
         <xs:complexType name='T'>
           <xs:sequence>
             <xs:element name='plain'><xs:simpleType><xs:restriction base='Code'/></xs:simpleType></xs:element>
             <xs:element name='short'><xs:simpleType><xs:restriction base='Code'><xs:length value='1'/></xs:restriction></xs:simpleType></xs:element>
           </xs:sequence>
           <xs:attribute name='kind'>
             <xs:simpleType><xs:restriction base='xs:NMTOKEN'><xs:enumeration value='a'/><xs:enumeration value='b'/></xs:restriction></xs:simpleType>
           </xs:attribute>
           <xs:attribute name='anything'/>
         </xs:complexType>"
    ));
}

#[test]
fn groups_stand_where_they_are_used() {
    assert_snapshot!(model_of(
        "<xs:group name='Target'>
           <xs:annotation><xs:documentation>Where to.</xs:documentation></xs:annotation>
           <xs:choice>
             <xs:element name='file'><xs:complexType><xs:attribute name='path' type='xs:string'/></xs:complexType></xs:element>
             <xs:element name='machine' type='xs:string'/>
           </xs:choice>
         </xs:group>
         <xs:group name='Common'>
           <xs:sequence><xs:element name='id' type='xs:int'/><xs:group ref='Target' minOccurs='0'/></xs:sequence>
         </xs:group>
         <xs:attributeGroup name='Names'>
           <xs:attribute name='name' type='xs:string' use='required'/>
           <xs:attributeGroup ref='Flags'/>
         </xs:attributeGroup>
         <xs:attributeGroup name='Flags'>
           <xs:attribute name='on' type='xs:boolean'/>
           <xs:attribute name='kind'><xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='x'/></xs:restriction></xs:simpleType></xs:attribute>
         </xs:attributeGroup>
         <xs:complexType name='A'><xs:group ref='Common'/><xs:attributeGroup ref='Names'/></xs:complexType>
         <xs:complexType name='B'>
           <xs:sequence><xs:group ref='Target' maxOccurs='unbounded'/></xs:sequence>
           <xs:attributeGroup ref='Flags'/>
         </xs:complexType>"
    ));
}

#[test]
fn types_may_hold_themselves() {
    assert_snapshot!(model_of(
        "<xs:element name='tree' type='Node'/>
         <xs:complexType name='Node'>
           <xs:sequence>
             <xs:element ref='tree' minOccurs='0' maxOccurs='unbounded'/>
             <xs:element name='leaf'>
               <xs:complexType><xs:sequence><xs:element name='back' type='Node' minOccurs='0'/></xs:sequence></xs:complexType>
             </xs:element>
           </xs:sequence>
         </xs:complexType>
         <xs:element name='list'>
           <xs:complexType><xs:sequence><xs:element ref='list' minOccurs='0'/></xs:sequence></xs:complexType>
         </xs:element>"
    ), @r"
    complex Node
      tree: Node 0..*
      leaf: Node/leaf 1..1
    complex Node/leaf
      back: Node 0..1
    complex list
      list: list 0..1
    root tree: Node
    root list: list
    ");
}

#[test]
fn names_are_qualified_as_the_schema_says() {
    assert_snapshot!(model(&[(
        "a.xsd",
        &schema(
            "targetNamespace='urn:a' xmlns='urn:a' attributeFormDefault='qualified'",
            "<xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='http://www.w3.org/2001/xml.xsd'/>
             <xs:element name='e' type='xs:string' abstract='true'/>
             <xs:attribute name='g' type='xs:int' default='1'><xs:annotation><xs:documentation>Global.</xs:documentation></xs:annotation></xs:attribute>
             <xs:complexType name='A'>
               <xs:sequence>
                 <xs:element name='unqualified' type='xs:int'/>
                 <xs:element name='qualified' form='qualified' type='xs:int'/>
                 <xs:element ref='e'/>
               </xs:sequence>
               <xs:attribute name='q' type='xs:int'/>
               <xs:attribute name='u' form='unqualified' type='xs:int'/>
               <xs:attribute ref='g' use='required'/>
               <xs:attribute ref='g2' fixed='7'/>
               <xs:attribute ref='xml:lang'/>
             </xs:complexType>
             <xs:attribute name='g2' type='xs:int' default='1'/>"
        )
    )]));
}

#[test]
fn a_document_without_a_namespace_takes_that_of_its_includer() {
    let part = schema(
        "",
        "<xs:include schemaLocation='deep.xsd'/>
         <xs:element name='part' type='Part'/>
         <xs:complexType name='Part'><xs:sequence><xs:element name='local' type='Deep'/></xs:sequence></xs:complexType>",
    );
    let deep = schema(
        "",
        "<xs:include schemaLocation='part.xsd'/>
         <xs:simpleType name='Deep'><xs:restriction base='xs:string'/></xs:simpleType>",
    );
    assert_snapshot!(model(&[
        (
            "a.xsd",
            &schema(
                "targetNamespace='urn:a' xmlns:b='urn:b'",
                "<xs:include schemaLocation='common/part.xsd'/>
                 <xs:import namespace='urn:b' schemaLocation='b.xsd'/>
                 <xs:element name='a' type='b:Part'/>"
            )
        ),
        ("b.xsd", &schema("targetNamespace='urn:b'", "<xs:include schemaLocation='common/part.xsd'/>")),
        ("common/part.xsd", &part),
        ("common/deep.xsd", &deep),
    ]), @r"
    complex Part
      {}local: Deep 1..1
    simple Deep = String
    complex {urn:b}Part
      {}local: {urn:b}Deep 1..1
    simple {urn:b}Deep = String
    root a: {urn:b}Part
    root part: Part
    root {urn:b}part: {urn:b}Part
    ");
}

#[test]
fn documents_may_import_each_other() {
    let a = schema(
        "targetNamespace='urn:a' xmlns:b='urn:b'",
        "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>
         <xs:import schemaLocation='none.xsd'/>
         <xs:element name='a'><xs:complexType><xs:sequence><xs:element ref='b:b'/><xs:element ref='n'/></xs:sequence></xs:complexType></xs:element>",
    );
    let b = schema(
        "targetNamespace='urn:b' xmlns:a='urn:a'",
        "<xs:import namespace='urn:a' schemaLocation='a.xsd'/>
         <xs:element name='b'><xs:complexType><xs:sequence><xs:element ref='a:a' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>",
    );
    let none = schema("", "<xs:element name='n' type='xs:int'/>");
    assert_snapshot!(model(&[("a.xsd", &a), ("b.xsd", &b), ("none.xsd", &none)]), @r"
    complex a
      {urn:b}b: {urn:b}b 1..1
      {}n: Int 1..1
    complex {urn:b}b
      a: a 0..1
    root a: a
    root {urn:b}b: {urn:b}b
    root {}n: Int
    ");
}
