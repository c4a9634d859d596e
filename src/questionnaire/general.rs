//! General information: what a form asks about the vendor itself, left to a person and never answered from the
//! knowledge base.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::text_signs::{fold, is_asked, strip_number, tokens, word_count};

/// Longest label; "Name and title of the person who completed this form" has ten words.
const LABEL_WORDS: usize = 10;

/// Share of the words of a label that must be known; a title ("Acme assessment of the vendor") has others.
const KNOWN: f32 = 0.7;
/// The same in bytes, generously.
const LABEL_BYTES: usize = 400;
/// Longest heading of a signature block.
const SIGNATURE_WORDS: usize = 14;
const SIGNATURE_BYTES: usize = 300;

/// Openings of labels whose words alone say too little.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "corporate identity",
        "company identity",
        "sitio web",
        "site web",
        "pagina web",
        "web site",
        "web address",
        "webbadress",
        "strona internetowa",
        "completed by",
        "filled in by",
        "filled out by",
        "answered by",
        "prepared by",
        "ifylld av",
        "ifyllt av",
        "besvarad av",
        "besvarat av",
        "uppgiftslamnare",
        "udfyldt af",
        "besvaret af",
        "utfylt av",
        "besvart av",
        "ausgefullt von",
        "ausgefullt durch",
        "bearbeitet von",
        "rempli par",
        "complete par",
        "cumplimentado por",
        "completado por",
        "rellenado por",
        "preenchido por",
        "respondido por",
        "wypelnione przez",
        "wypelnil",
        "ingevuld door",
    ])
});
/// Headings over general information, by language.
static HEADINGS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "general information, general info, general details, general data, company information, company details, \
     vendor information, vendor details, supplier information, supplier details, provider information, \
     provider details, respondent information, respondent details, organization information, organization details, \
     organisation information, organisation details, contact information, contact details, contact data, \
     administrative information, applicant information, applicant details",
        "allman information, allmanna uppgifter, allmanna upplysningar, leverantorsuppgifter, foretagsuppgifter, \
     kontaktuppgifter, leverantorsinformation, foretagsinformation, kontaktinformation, uppgifter om leverantoren, \
     uppgifter om foretaget, information om leverantoren",
        "generelle oplysninger, generel information, virksomhedsoplysninger, leverandoroplysninger, kontaktoplysninger, \
     oplysninger om leverandoren, oplysninger om virksomheden",
        "generell informasjon, generelle opplysninger, leverandoropplysninger, firmaopplysninger, kontaktopplysninger, \
     kontaktinformasjon, opplysninger om leverandoren, informasjon om leverandoren",
        "allgemeine angaben, allgemeine informationen, allgemeine daten, unternehmensangaben, firmenangaben, \
     unternehmensdaten, firmendaten, stammdaten, kontaktdaten, angaben zum unternehmen, angaben zur firma, \
     angaben zum lieferanten, angaben zum anbieter, angaben zum auftragnehmer",
        "informations generales, renseignements generaux, coordonnees, informations sur l entreprise, \
     informations sur la societe, informations sur le fournisseur, identification du fournisseur, \
     identification de l entreprise",
        "informacion general, datos generales, datos de la empresa, datos del proveedor, datos de contacto, \
     informacion de contacto, informacion de la empresa, informacion del proveedor",
        "informacoes gerais, dados gerais, dados da empresa, dados do fornecedor, dados de contato, dados de contacto, \
     informacoes da empresa, informacoes do fornecedor, informacoes de contato",
        "informacje ogolne, dane ogolne, dane firmy, dane dostawcy, dane kontaktowe, informacje o firmie, \
     informacje o dostawcy",
        "algemene informatie, algemene gegevens, bedrijfsgegevens, contactgegevens, leveranciersgegevens, \
     gegevens leverancier, gegevens van de leverancier, bedrijfsinformatie",
    ])
});
/// The same in ideographic languages, found anywhere in a short text.
const IDEOGRAPHIC_HEADINGS: &[&str] = &[
    "一般情報",
    "基本情報",
    "会社情報",
    "会社概要",
    "企業情報",
    "連絡先情報",
    "基本信息",
    "一般信息",
    "公司信息",
    "企业信息",
    "供应商信息",
    "联系信息",
];
/// Openings of a signature block, by language.
static SIGNATURES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "signed, signature, signatures, signatory, authorised signature, authorized signature, authorised signatory, \
     authorized signatory, sign off, signoff",
        "undertecknat, undertecknas, undertecknad, underskrift, underskrifter, namnteckning, signatur, signerat",
        "underskrevet, undertegnet, undertegnede, signeret, signert",
        "unterschrift, unterschriften, unterzeichnet, unterzeichner, gezeichnet",
        "signe, signee, signataire, lu et approuve",
        "firmado, firmante, firma del, firma de, firma y, firma autorizada, firmas",
        "assinado, assinatura, assinaturas",
        "podpis, podpisy, podpisano",
        "handtekening, ondertekend, ondertekening, getekend",
    ])
});
/// Whom a contact detail belongs to.
const PERSONS: &[&str] =
    &["contact", "officer", "person", "responsible", "manager", "kontakt", "contacto", "contato"];
/// Subjects that are chapters of a questionnaire too.
const OF_SECURITY: &[&str] = &["security", "privacy", "accessibility", "system", "assessment", "legal"];
/// Words that say nothing about the vendor where they stand alone.
const NOT_ALONE: &[&str] = &[
    "web",
    "link",
    "business",
    "corporate",
    "registration",
    "registered",
    "registro",
    "number",
    "nummer",
    "numero",
    "numer",
    "primary",
    "parent",
    "employee",
    "application",
    "interview",
    "completion",
];
/// Words that join the others.
const JOINING: &[&str] = &[
    "of", "the", "and", "or", "for", "this", "who", "by", "your", "to", "de", "la", "le", "du", "des", "del",
    "da", "do", "den", "der", "die", "das", "och", "og", "und", "et", "y", "e", "i", "en", "van", "l",
    "form", "av", "your", "all", "if", "any", "on", "om", "zum", "zur", "del", "el",
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
    "webbplats",
    "hemsida",
    "hjemmeside",
    "nettside",
    "nettsted",
    "webseite",
    "correo",
    "siret",
    "siren",
    "cvr",
    "orgnr",
    "cnpj",
    "regon",
    "kvk",
    "organisationsnummer",
    "organisasjonsnummer",
    "handelsregisternummer",
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
    "insured",
    "personne",
    "persona",
    "pessoa",
    "osoba",
    "persoon",
    "applicant",
    "policyholder",
    "tenderer",
    "corporate",
    "business",
    "registration",
    "registered",
    "job",
    "headoffice",
    "forsakringstagare",
    "forsakringstagaren",
    "forsakringstagarens",
    "virksomheden",
    "leverandoren",
    "versicherungsnehmer",
    "versicherungsnehmers",
    "lieferanten",
    "unternehmens",
    "anbieter",
    "anbieters",
    "assure",
    "asegurado",
    "tomador",
    "segurado",
    "ubezpieczajacy",
    "verzekerde",
];
/// What is asked about a subject.
const ATTRIBUTES: &[&str] = &[
    "contacto",
    "contato",
    "kontaktowa",
    "kontaktu",
    "electronico",
    "electronica",
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
    "rejestracyjny",
    "numer",
    "numero",
    "nummer",
    "befattning",
    "stilling",
    "stillingsbetegnelse",
    "registro",
];
/// Labels of ideographic languages, found anywhere in a short text.
const IDEOGRAPHIC: &[&str] = &[
    "会社名",
    "貴社名",
    "法人番号",
    "記入者",
    "役職",
    "统一社会信用代码",
    "职务",
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
    if label.is_empty() || label.len() > LABEL_BYTES || is_asked(label) || word_count(label) > LABEL_WORDS {
        return false;
    }
    let folded = fold(label);
    if IDEOGRAPHIC.iter().any(|l| folded.contains(&fold(l))) {
        return true;
    }
    let words = tokens(&folded);
    if PHRASES.open(&words).is_some() {
        return true;
    }
    let known = |w: &&str| {
        SUBJECTS.contains(w) || ATTRIBUTES.contains(w) || JOINING.contains(w) || ALWAYS.contains(w)
    };
    let known = words.iter().filter(|w| known(w)).count() as f32 >= KNOWN * words.len() as f32;
    let topical = words.iter().any(|w| TOPICS.contains(w)) && !words.contains(&"contact");
    // "E-mail filtering" and "E-mail security" are topics, "E-mail of the security contact" is none.
    let security = words.contains(&"security") && !words.iter().any(|w| PERSONS.contains(w));
    if words.iter().any(|w| ALWAYS.contains(w)) {
        return known && !topical && !(security && words.len() <= 3);
    }
    if topical {
        return words.len() <= 2 && words.iter().all(|w| SUBJECTS.contains(w) || ATTRIBUTES.contains(w));
    }
    let subjects = words.iter().filter(|w| SUBJECTS.contains(w)).count();
    let attributes = words.iter().filter(|w| ATTRIBUTES.contains(w)).count();
    // "Supplier" is both, but one word cannot be the attribute of itself.
    let either = words.iter().filter(|w| SUBJECTS.contains(w) || ATTRIBUTES.contains(w)).count();
    match words.len() {
        0 => false,
        1 => subjects + attributes > 0 && !OF_SECURITY.contains(&words[0]) && !NOT_ALONE.contains(&words[0]),
        _ => subjects > 0 && attributes > 0 && either > 1 && known,
    }
}

/// Whether a heading says that general information on the vendor follows: "General information", "2. Company details".
pub(crate) fn heads_general(heading: &str) -> bool {
    let heading = strip_number(heading.trim());
    if heading.is_empty() || is_asked(heading) || word_count(heading) > LABEL_WORDS {
        return false;
    }
    let folded = fold(heading);
    if IDEOGRAPHIC_HEADINGS.iter().any(|h| folded.contains(&fold(h))) {
        return true;
    }
    let words = tokens(&folded);
    let opening = (0..words.len()).find_map(|at| HEADINGS.open(&words[at..]).map(|length| (at, at + length)));
    // What else the heading says must be about the vendor: "General information security" is a chapter.
    let about = |w: &&str| {
        w.len() == 1
            || *w == "about"
            || JOINING.contains(w)
            || (SUBJECTS.contains(w) && !OF_SECURITY.contains(w))
    };
    opening.is_some_and(|(from, to)| words[..from].iter().chain(&words[to..]).all(about))
}

/// Whether a text opens the signatures below a form: "Signed on behalf of the supplier", "Unterschrift".
pub(crate) fn heads_signature(text: &str) -> bool {
    if text.len() > SIGNATURE_BYTES || is_asked(text) || word_count(text) > SIGNATURE_WORDS {
        return false;
    }
    let folded = fold(text);
    if ["署名", "記名押印", "押印", "签名", "签字", "签章", "盖章", "簽名", "簽章"]
        .iter()
        .any(|w| text.contains(w))
    {
        return true;
    }
    let words = tokens(&folded);
    SIGNATURES.open(&words).is_some()
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
            "Name of the insured",
            "Corporate identity number",
            "Registration number",
            "Completed by (name, e-mail)",
            "Title / role",
            "E-mail of the security contact",
            "Organisationsnummer",
            "Försäkringstagarens namn",
            "Ausgefüllt von",
            "Numéro SIRET",
            "Personne de contact",
            "Persona de contacto",
            "Correo electrónico",
            "Pessoa de contato",
            "Osoba kontaktowa",
            "Sitio web",
            "Strona internetowa firmy",
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
            "E-mail filtering",
            "Email security",
            "Signature-based detection",
            "Mobile phone encryption",
            "Identity provider",
            "Web application",
            "Privacy",
        ] {
            assert!(!is_general(text), "{text}");
        }
    }

    #[test]
    fn headings_over_general_information_are_known_in_twelve_languages() {
        for heading in [
            "General information",
            "1. Company details",
            "General information about the vendor",
            "Uppgifter om leverantören",
            "Kontaktoplysninger",
            "Generelle opplysninger",
            "Angaben zum Unternehmen",
            "Informations générales",
            "Datos del proveedor",
            "Informações gerais",
            "Dane firmy",
            "Bedrijfsgegevens",
            "会社情報",
            "供应商信息",
        ] {
            assert!(heads_general(heading), "{heading}");
        }
        for other in
            ["General information security", "General", "Information security", "Company profile", "Data"]
        {
            assert!(!heads_general(other), "{other}");
        }
    }

    #[test]
    fn headings_over_signatures_are_known_in_twelve_languages() {
        for heading in [
            "Signed on behalf of the supplier",
            "Authorised signature",
            "Undertecknas av behörig firmatecknare",
            "Underskrift",
            "Undertegnet av",
            "Unterschrift des Anbieters",
            "Signé par le fournisseur",
            "Firma y sello del proveedor",
            "Assinatura do responsável",
            "Podpis osoby upoważnionej",
            "Handtekening leverancier",
            "署名",
            "签字盖章",
        ] {
            assert!(heads_signature(heading), "{heading}");
        }
        for other in ["Firma", "Are commits signed?", "Design review", "Do you sign?"] {
            assert!(!heads_signature(other), "{other}");
        }
    }
}
