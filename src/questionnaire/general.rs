//! General information: what a form asks about the vendor itself, left to a person and never answered from the
//! knowledge base.

use super::detect::CUSTOMER_PARTY;
use super::general_words::{
    ALWAYS, ATTRIBUTES, HEADINGS, IDEOGRAPHIC, IDEOGRAPHIC_HEADINGS, JOINING, NAMING, NOT_ALONE, OF_SECURITY,
    OTHER_PARTIES, PERSONS, PHRASES, SIGNATURES, SUBJECTS, TOPICS,
};
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
        // "Security organisation" is a chapter, "Name of the security officer" is not.
        _ if words.iter().any(|w| OF_SECURITY.contains(w))
            && !words.iter().any(|w| PERSONS.contains(w))
            && words
                .iter()
                .all(|w| !ATTRIBUTES.contains(w) || SUBJECTS.contains(w) && !NAMING.contains(w)) =>
        {
            false
        }
        _ => subjects > 0 && attributes > 0 && either > 1 && known,
    }
}

/// Whether a caption names a party other than the vendor: what stands below is about that one.
pub(crate) fn names_other_party(caption: &str) -> bool {
    tokens(&fold(caption)).iter().any(|w| OTHER_PARTIES.contains(w) || CUSTOMER_PARTY.contains(w))
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
            "System name",
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
            "Security organisation",
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
