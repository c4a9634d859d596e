//! A certificate that nothing proves.

use std::ops::Range;

use crate::knowledge::Status;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::text::pattern::{Pattern, patterns};

patterns! {
    /// What claims a certificate, or the report of an auditor, for the house itself.
    static CLAIM = Pattern::new(
        r"(?xi)\b(?:
            (?:we|services?|cloud|company|organi[sz]ation|platform|data\s+cent(?:er|re)s?)\s+(?:are|is|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:certified|accredited|attested)
          | certified\s+(?:to|according\s+to|against|in\s+accordance|under|for|since)
          | (?:our|hold|holds|have|has|maintain|maintains|valid|current)\s+(?:\w+\s+){0,2}(?:certifications?|certificates?|accreditations?|attestations?)
          | (?:iso|iec|soc|pci|csa|c5|isae|ssae)[\w\s/:.-]{0,24}(?:certified|certifications?|certificates?|attestations?|audit\s+reports?|type\s+(?:1|2|i|ii)\s+reports?)
          | (?:vi|tjänsten|tjänsterna|bolaget|plattformen)\s+är\s+(?:\w+\s+)?(?:certifierad\w*|ackrediterad\w*)
          | certifier(?:ade|ad)\s+(?:enligt|mot)
          | vår[at]?\s+(?:\w+\s+){0,3}certifi(?:kat|ering|eringar)
        )",
        &["certif", "accredit", "attest", "ackredit", "report"],
    );

    /// What turns it round, or speaks of another kind of certificate.
    static DENIED = Pattern::new(
        r"(?i)\b(?:not|no|never|without|plan|plans|planned|planning|intend|aim|working towards|inte|ingen|inga|ej|planerar|siktar|(?:tls|ssl|x\.509|client|server|device|root|signing|key|digital|web)\s+certificates?)\b",
        &[],
    );
}

patterns! {
    /// What begins another clause, whose no is about something else.
    static CLAUSE = Pattern::new(
        r"(?xi)[;:] | ,\s | \b(?:but|while|with|men|medan|utan|(?:and|och)\s+(?:we|it|are|is|was|were|have|has|had|hold|holds|found|got|show(?:s|ed)?|vi|är|var|har|hade|fick))\b",
        &[],
    );
}

pub(super) const RULE: Rule = Rule {
    code: "missing-evidence",
    level: Level::Warn,
    summary: "an approved answer claims a certificate or an attestation, and the entry names no evidence",
    doc: "\
\"We are certified to ISO 27001\" is the claim that customers check. A reviewer has to be able to name the certificate, and \
an entry with `evidence` says until when it holds (`expires`), so that it is told before it ends.

Add `evidence = [{ title = \"ISO 27001 certificate\", url = \"https://…\", expires = 2027-11-23 }]`; `title` is enough where \
the document has no address. A claim that is denied or planned is none; a \"no\" in another part of the sentence denies nothing.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let approved = context.entries.iter().filter(|checked| checked.entry.status == Status::Approved);
    let bare = approved.filter(|checked| checked.entry.evidence.is_empty());
    // A translation says what the entry says: one finding is enough.
    bare.filter_map(|checked| {
        checked.answers().find_map(|told| {
            let pieces = told.source.pieces();
            let (words, line) = pieces
                .iter()
                .find_map(|piece| claimed(&piece.text).map(|(words, at)| (words, piece.line_at(at))))?;
            let message = format!("\"{words}\" claims a certificate, and the entry has no evidence");
            Some(
                Found::at(told.source.path, line, message)
                    .of(&checked.entry.id)
                    .hint("add evidence = [{ title = \"…\", url = \"…\", expires = … }]"),
            )
        })
    })
    .collect()
}

/// The words that claim a certificate, and where they stand.
fn claimed(text: &str) -> Option<(String, usize)> {
    let mut start = 0;
    for sentence in text.split_inclusive(". ") {
        if let Some(found) = CLAIM.find(sentence)
            && !is_denied(sentence, &found)
        {
            return Some((sentence[found.clone()].to_owned(), start + found.start));
        }
        start += sentence.len();
    }
    None
}

/// Whether what turns a claim round stands in its own clause.
fn is_denied(sentence: &str, claim: &Range<usize>) -> bool {
    if DENIED.is_match(&sentence[claim.clone()]) {
        return true;
    }
    let before = &sentence[..claim.start];
    // A comma before the claim parts nothing: "We are not, as of today, certified".
    let parted = |text: &str| CLAUSE.hits(text).any(|hit| !hit.whole().starts_with(','));
    let mut from = 0;
    while let Some(denial) = DENIED.find(&before[from..]) {
        from += denial.end;
        if !parted(&before[from..]) {
            return true;
        }
    }
    let behind = &sentence[claim.end..];
    DENIED.find(behind).is_some_and(|denial| {
        // "Without exceptions" says how well, not that there is none.
        CLAUSE.find(&behind[..denial.start]).is_none()
            && !behind[denial].to_lowercase().starts_with("without")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn a_no_about_something_else_denies_no_claim() {
        for text in [
            "We are certified to ISO 27001 and had no major findings.",
            "We had no incidents and are certified to ISO 27001.",
            "We are certified to ISO 27001, not to SOC 2.",
            "We are certified to ISO 27001 without exceptions.",
            "Vi är certifierade enligt ISO 27001 och hade inga avvikelser.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]).len(), 1, "{text}");
        }
        for text in [
            "No, we are certified to nothing.",
            "We are not, as of today, certified to ISO 27001.",
            "Our certification is not complete yet.",
            "ISO 27001 certification is planned.",
            "Vi är inte certifierade enligt ISO 27001.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]), [], "{text}");
        }
    }

    #[test]
    fn a_claim_without_evidence_is_found_once() {
        for text in [
            "Yes. We are certified to ISO 27001.",
            "Our certifications are ISO 27001 and\nISO 27017.",
            "A SOC 2 Type II report is written each year.",
            "Vi är certifierade enligt ISO 27001.",
        ] {
            assert_eq!(only(&RULE, &[entry("a/one.md", "", text)]).1, Some(8), "{text}");
        }
    }

    #[test]
    fn evidence_denials_plans_and_other_certificates_are_fine() {
        let with = "evidence = [{ title = \"ISO 27001 certificate\" }]";
        assert_eq!(found(&RULE, &[entry("a/one.md", with, "We are certified to ISO 27001.")]), []);
        for text in [
            "We are not certified to ISO 27001.",
            "We plan to be certified to SOC 2.",
            "TLS certificates are rotated.",
            "We have automated TLS certificates.",
            "Passwords and certificates are stored safely.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]), [], "{text}");
        }
    }
}
