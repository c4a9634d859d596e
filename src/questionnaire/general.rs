//! General information: what a form asks about the vendor itself, left to a person and never answered from the
//! knowledge base.

use super::text_signs::{fold, is_asked, tokens, word_count};

/// Longest label; "Name and title of the person who completed this form" has ten words.
const LABEL_WORDS: usize = 10;

/// Share of the words of a label that must be known; a title ("Acme assessment of the vendor") has others.
const KNOWN: f32 = 0.7;
/// Words that join the others.
const JOINING: &[&str] = &[
    "of", "the", "and", "or", "for", "this", "who", "by", "your", "to", "de", "la", "le", "du", "des", "del",
    "da", "do", "den", "der", "die", "das", "och", "og", "und", "et", "y", "e", "i", "en", "van", "l",
    "form", "av", "for", "your", "all",
];

/// Words that are general information wherever they stand in a short label.
const ALWAYS: &[&str] = &[
    "email",
    "mail",
    "phone",
    "telephone",
    "fax",
    "telefon",
    "telefonnummer",
    "epost",
    "telefono",
    "telefone",
    "courriel",
    "duns",
    "vat",
    "website",
    "homepage",
    "url",
    "signature",
    "underskrift",
    "unterschrift",
    "firma",
    "signatur",
    "handtekening",
    "podpis",
    "assinatura",
    "firmante",
    "postcode",
    "zip",
    "メール",
    "電話番号",
    "电话",
    "邮箱",
];
/// Subjects that need one of [`ATTRIBUTES`] beside them (or nothing).
const SUBJECTS: &[&str] = &[
    "vendor",
    "supplier",
    "company",
    "organization",
    "organisation",
    "provider",
    "respondent",
    "contact",
    "bidder",
    "contractor",
    "product",
    "solution",
    "service",
    "application",
    "project",
    "assessment",
    "completion",
    "interviewer",
    "interview",
    "person",
    "persons",
    "representative",
    "author",
    "customer",
    "client",
    "institution",
    "leverantor",
    "leverantorens",
    "leverantoren",
    "foretagets",
    "bolagets",
    "virksomhedens",
    "selskapets",
    "leverandorens",
    "foretag",
    "kontaktperson",
    "produkt",
    "tjanst",
    "virksomhed",
    "leverandor",
    "selskap",
    "unternehmen",
    "lieferant",
    "ansprechpartner",
    "produktname",
    "firmenname",
    "fournisseur",
    "entreprise",
    "societe",
    "contact",
    "produit",
    "proveedor",
    "empresa",
    "contacto",
    "producto",
    "fornecedor",
    "contato",
    "produto",
    "dostawca",
    "firma",
    "kontakt",
    "produkt",
    "leverancier",
    "bedrijf",
    "contactpersoon",
    "system",
    "legal",
    "parent",
    "security",
    "privacy",
    "accessibility",
    "primary",
    "date",
    "datum",
    "dato",
    "fecha",
    "name",
    "namn",
    "navn",
    "nom",
    "nombre",
    "nome",
    "nazwa",
    "naam",
    "title",
    "address",
    "adress",
    "adresse",
    "direccion",
    "endereco",
    "adres",
    "country",
    "land",
    "pays",
    "pais",
    "kraj",
    "headquarters",
    "version",
    "completed",
    "location",
    "locations",
    "employee",
    "headquartered",
    "campus",
    "web",
    "link",
];
/// What is asked about a subject.
const ATTRIBUTES: &[&str] = &[
    "name",
    "names",
    "title",
    "date",
    "address",
    "country",
    "version",
    "description",
    "role",
    "position",
    "contact",
    "number",
    "namn",
    "titel",
    "datum",
    "adress",
    "land",
    "beskrivning",
    "roll",
    "navn",
    "dato",
    "adresse",
    "rolle",
    "beskrivelse",
    "nom",
    "titre",
    "pays",
    "fonction",
    "nombre",
    "cargo",
    "fecha",
    "direccion",
    "pais",
    "nome",
    "endereco",
    "funcao",
    "nazwa",
    "imie",
    "nazwisko",
    "adres",
    "stanowisko",
    "kraj",
    "naam",
    "functie",
    "interviewed",
    "interviewer",
    "completed",
    "headquarters",
    "location",
    "locations",
    "organization",
    "organisation",
    "company",
    "vendor",
    "supplier",
    "organisationsnummer",
    "orgnr",
    "link",
    "zone",
    "analyst",
    "project",
    "registration",
    "person",
    "author",
    "office",
];
/// Labels of ideographic languages, found anywhere in a short text.
const IDEOGRAPHIC: &[&str] = &[
    "会社名",
    "貴社名",
    "担当者",
    "氏名",
    "部署",
    "住所",
    "記入日",
    "日付",
    "連絡先",
    "公司名称",
    "联系人",
    "日期",
    "地址",
    "填写人",
    "供应商名称",
    "产品名称",
];
/// Words that make a real question of a label: "Company security policy", "Contact point for incidents".
const TOPICS: &[&str] = &[
    "policy",
    "process",
    "procedure",
    "plan",
    "encryption",
    "backup",
    "incident",
    "incidents",
    "training",
    "audit",
    "control",
    "controls",
    "management",
    "access",
    "test",
    "testing",
    "report",
    "certification",
    "certificate",
    "iso",
    "soc",
    "compliance",
    "risk",
    "statement",
    "notice",
    "data",
];

/// Whether a label asks for general information on the vendor.
pub(crate) fn is_general(label: &str) -> bool {
    let label = label.trim().trim_end_matches([':', '：', '*', ' ']);
    if label.is_empty() || is_asked(label) || word_count(label) > LABEL_WORDS {
        return false;
    }
    let folded = fold(label);
    if IDEOGRAPHIC.iter().any(|l| folded.contains(&fold(l))) {
        return true;
    }
    let words = tokens(&folded);
    if words.iter().any(|w| ALWAYS.contains(w)) {
        return true;
    }
    let topical = words.iter().any(|w| TOPICS.contains(w)) && !words.contains(&"contact");
    if topical {
        return words.len() <= 2 && words.iter().all(|w| SUBJECTS.contains(w) || ATTRIBUTES.contains(w));
    }
    let subjects = words.iter().filter(|w| SUBJECTS.contains(w)).count();
    let attributes = words.iter().filter(|w| ATTRIBUTES.contains(w)).count();
    // "Supplier" is both, but one word cannot be the attribute of itself.
    let either = words.iter().filter(|w| SUBJECTS.contains(w) || ATTRIBUTES.contains(w)).count();
    let known = |w: &&&str| SUBJECTS.contains(w) || ATTRIBUTES.contains(w) || JOINING.contains(w);
    let known = words.iter().filter(known).count();
    match words.len() {
        0 => false,
        1 => subjects + attributes > 0,
        _ => subjects > 0 && attributes > 0 && either > 1 && known as f32 >= KNOWN * words.len() as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_on_the_vendor_are_general() {
        for label in [
            "Vendor Name",
            "Company:",
            "Contact e-mail",
            "Date completed",
            "Telefonnummer",
            "Leverantörens namn",
            "Firmenname",
            "Ansprechpartner",
            "Nom de l'entreprise",
            "Nombre de la empresa",
            "会社名",
            "Title of the supplier contact",
            "Country of the head office",
        ] {
            assert!(is_general(label), "{label}");
        }
    }

    #[test]
    fn questions_on_security_are_not() {
        for text in [
            "Do you have a contact for incidents?",
            "Access control policy",
            "Backup plan",
            "Hardening of web servers",
            "Company security policy",
            "Encryption of customer data",
        ] {
            assert!(!is_general(text), "{text}");
        }
    }
}
