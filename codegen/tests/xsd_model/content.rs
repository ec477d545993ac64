//! Content that is more than fields, and values that are more than one.

use insta::assert_snapshot;

use super::{content, model, model_of, schema};

#[test]
fn wildcards() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:element name='a' type='xs:string'/>
           <xs:any namespace='##other' minOccurs='0' maxOccurs='unbounded'/>
         </xs:sequence>
         <xs:anyAttribute/>"
    ));
}

#[test]
fn wildcards_between_elements_and_in_a_choice() {
    assert_snapshot!(content(
        "<xs:sequence>
           <xs:any namespace='urn:b'/>
           <xs:element name='a' type='xs:string'/>
           <xs:any namespace='urn:c'/>
         </xs:sequence>"
    ));
    assert_snapshot!(content(
        "<xs:choice>
           <xs:element name='a' type='xs:string'/>
           <xs:any namespace='##other'/>
         </xs:choice>"
    ));
}

#[test]
fn mixed_content() {
    assert_snapshot!(model_of(
        "<xs:complexType name='P' mixed='true'>
           <xs:choice minOccurs='0' maxOccurs='unbounded'>
             <xs:element name='b' type='P'/>
             <xs:element name='i' type='xs:string'/>
           </xs:choice>
         </xs:complexType>
         <xs:complexType name='Q' mixed='true'>
           <xs:complexContent mixed='true'>
             <xs:extension base='P'><xs:sequence><xs:element name='u' type='xs:int'/></xs:sequence></xs:extension>
           </xs:complexContent>
         </xs:complexType>
         <xs:complexType name='T' mixed='true'/>"
    ));
}

#[test]
fn substitution_groups() {
    assert_snapshot!(model_of(
        "<xs:element name='shape' type='Shape' abstract='true'/>
         <xs:element name='circle' substitutionGroup='shape'/>
         <xs:element name='square' substitutionGroup='shape'/>
         <xs:element name='cube' substitutionGroup='square'/>
         <xs:complexType name='Shape'><xs:attribute name='size' type='xs:int'/></xs:complexType>
         <xs:complexType name='Drawing'>
           <xs:sequence><xs:element ref='shape' maxOccurs='unbounded'/></xs:sequence>
         </xs:complexType>
         <xs:complexType name='Icon'><xs:sequence><xs:element ref='shape'/></xs:sequence></xs:complexType>
         <xs:complexType name='Other'>
           <xs:choice><xs:element ref='square'/><xs:element name='text' type='xs:string'/></xs:choice>
         </xs:complexType>"
    ));
}

#[test]
fn types_that_are_extended() {
    assert_snapshot!(model_of(
        "<xs:complexType name='Vehicle' abstract='true'>
           <xs:sequence><xs:element name='wheels' type='xs:int'/></xs:sequence>
         </xs:complexType>
         <xs:complexType name='Car'>
           <xs:complexContent><xs:extension base='Vehicle'>
             <xs:attribute name='doors' type='xs:int'/>
           </xs:extension></xs:complexContent>
         </xs:complexType>
         <xs:complexType name='Van'><xs:complexContent><xs:extension base='Car'/></xs:complexContent></xs:complexType>
         <xs:complexType name='Fleet'>
           <xs:sequence>
             <xs:element name='vehicle' type='Vehicle' maxOccurs='unbounded'/>
             <xs:element name='flagship' type='Car'/>
             <xs:element name='van' type='Van'/>
           </xs:sequence>
         </xs:complexType>"
    ));
}

#[test]
fn lists_and_unions() {
    assert_snapshot!(model_of(
        "<xs:simpleType name='Sizes'><xs:list itemType='Size'/></xs:simpleType>
         <xs:simpleType name='Size'><xs:union memberTypes='Named xs:decimal'/></xs:simpleType>
         <xs:simpleType name='Named'>
           <xs:restriction base='xs:token'><xs:enumeration value='small'/><xs:enumeration value='large'/></xs:restriction>
         </xs:simpleType>
         <xs:simpleType name='Word'>
           <xs:union memberTypes='Named'>
             <xs:simpleType><xs:restriction base='xs:token'><xs:enumeration value='huge'/></xs:restriction></xs:simpleType>
           </xs:union>
         </xs:simpleType>
         <xs:simpleType name='Whole'><xs:union memberTypes='xs:int xs:date'/></xs:simpleType>
         <xs:complexType name='A'>
           <xs:attribute name='many'><xs:simpleType><xs:list itemType='xs:int'/></xs:simpleType></xs:attribute>
           <xs:attribute name='one' type='Whole'/>
         </xs:complexType>"
    ));
}

#[test]
fn anything() {
    assert_snapshot!(model_of(
        "<xs:element name='root'/>
         <xs:complexType name='A'>
           <xs:sequence><xs:element name='a' type='xs:anyType'/></xs:sequence>
         </xs:complexType>
         <xs:complexType name='B'>
           <xs:complexContent><xs:extension base='xs:anyType'><xs:attribute name='id'/></xs:extension></xs:complexContent>
         </xs:complexType>"
    ));
}

#[test]
fn redefinitions() {
    let b = schema(
        "",
        "<xs:complexType name='Person'><xs:sequence><xs:element name='name' type='Name'/></xs:sequence></xs:complexType>
         <xs:simpleType name='Name'><xs:restriction base='xs:string'/></xs:simpleType>
         <xs:group name='G'><xs:sequence><xs:element name='g' type='xs:int'/></xs:sequence></xs:group>
         <xs:attributeGroup name='AG'><xs:attribute name='x'/></xs:attributeGroup>
         <xs:complexType name='User'><xs:sequence><xs:group ref='G'/><xs:element name='person' type='Person'/></xs:sequence><xs:attributeGroup ref='AG'/></xs:complexType>",
    );
    let a = schema(
        "targetNamespace='urn:a' xmlns='urn:a'",
        "<xs:redefine schemaLocation='b.xsd'>
           <xs:complexType name='Person'>
             <xs:complexContent><xs:extension base='Person'>
               <xs:sequence><xs:element name='age' type='xs:int'/></xs:sequence>
             </xs:extension></xs:complexContent>
           </xs:complexType>
           <xs:simpleType name='Name'><xs:restriction base='Name'><xs:maxLength value='9'/></xs:restriction></xs:simpleType>
           <xs:group name='G'><xs:sequence><xs:group ref='G'/><xs:element name='h' type='xs:int'/></xs:sequence></xs:group>
           <xs:attributeGroup name='AG'><xs:attributeGroup ref='AG'/><xs:attribute name='y'/></xs:attributeGroup>
         </xs:redefine>",
    );
    assert_snapshot!(model(&[("a.xsd", &a), ("b.xsd", &b)]));
}
