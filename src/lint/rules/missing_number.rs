//! "How often?" without a number.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::retrieval::{Asked, asked_for};
use crate::text::pattern::{Pattern, patterns};
use crate::text::quantities;

patterns! {
    /// How often or how long, said without a figure and still for certain.
    static CERTAIN = Pattern::new(
        r"(?xi)\b(?:
            continuous(?:ly)?|in\s+real\s+time|real-time|around\s+the\s+clock|day\s+and\s+night|immediate(?:ly)?|instant(?:ly)?|always|never|permanent(?:ly)?
          | indefinite(?:ly)?|unlimited|no\s+(?:limit|extra\s+cost|charge|cost)|free\s+of\s+charge|costs?\s+nothing|at\s+each|for\s+each|with\s+each|at\s+every|on\s+every|whenever|every\s+time|once|twice
          | löpande|kontinuerlig\w*|i\s+realtid|dygnet\s+runt|omedelbart|direkt|alltid|aldrig|obegränsa\w*|vid\s+varje|kostar\s+inget|utan\s+(?:extra\s+)?kostnad
        )\b",
        &[],
    );
}

patterns! {
    /// A figure that is part of a name, and says neither how often nor how many: a standard, a version, a level, a chapter.
    static NAMED = Pattern::new(
        r"(?xi)\b(?:
            (?:iso|iec|nist|sp|soc|pci|dss|csa|ccm|cis|nis|gdpr|rfc|fips|ssae|isae|tls|ssl|aes|rsa|sha|saml|oauth|ipv|http|csf|bsi|c)
          | (?:level|tier|type|part|section|chapter|clause|article|art|annex|appendix|control|version|release|v|step|phase|class|category)
          | (?:nivå|typ|del|avsnitt|kapitel|klausul|artikel|bilaga|kontroll|steg|fas|klass|kategori)
        )(?:[/\s-]+(?:iec|sp|dss|v))*\.?[/\s-]*v?\.?(?:[a-z]{1,3}[.-])?\d[\d.:,/-]*",
        &[],
    );
}

pub(super) const RULE: Rule = Rule {
    code: "missing-number",
    level: Level::Warn,
    summary: "a wording asks how often, how long, how many or when, and the answer names no number and no date",
    doc: "\
\"How often are backups tested?\" is not settled by \"regularly\". A wording that asks for a frequency, a span, an amount or \
a point in time promises one; \"continuously\", \"24/7\" or \"never\" do as well as a figure. The number of a standard, a version \
or a level is none.

Put the figure into the answer, or take the wording out (`not_for` holds near questions that the entry does not answer).
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        for told in checked.answers() {
            if names_number(told.answer) {
                continue;
            }
            for asked in told.source.asked() {
                let text = &asked.field.text;
                let wanted = wanted(&asked_for(text, told.source.language));
                found.extend(wanted.map(|kind| {
                    let message =
                        format!("\"{text}\" asks {kind}, and the answer names no number and no date");
                    Found::at(told.source.path, asked.field.line, message)
                        .of(&checked.entry.id)
                        .hint("put the figure into the answer, or take the wording out")
                }));
            }
        }
    }
    found
}

/// Which of the kinds asked for wants a number, in words.
fn wanted(asked: &std::collections::BTreeSet<Asked>) -> Option<&'static str> {
    const NUMBERS: [Asked; 4] = [Asked::Frequency, Asked::Duration, Asked::Amount, Asked::When];
    NUMBERS.into_iter().find(|kind| asked.contains(kind)).map(Asked::in_words)
}

fn names_number(answer: &str) -> bool {
    let answer = NAMED.replace(answer, |_| " ");
    answer.bytes().any(|b| b.is_ascii_digit()) || !quantities(&answer).is_empty() || CERTAIN.is_match(&answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    const HOW_OFTEN: &str =
        "also_asked = [\n  \"Are backups tested?\",\n  \"How often are backups tested?\",\n]";

    #[test]
    fn a_wording_that_asks_for_a_number_is_found_where_the_answer_has_none() {
        let (_, line, message) =
            only(&RULE, &[entry("a/one.md", HOW_OFTEN, "Backups are tested regularly.")]);
        assert_eq!(line, Some(9));
        assert!(message.contains("how often"), "{message}");
    }

    #[test]
    fn a_figure_that_is_part_of_a_name_settles_nothing() {
        for text in [
            "Regularly, at level 3 of ISO 9001.",
            "Regularly, as ISO/IEC 27001:2022 and SOC 2 ask.",
            "Regularly, see PCI DSS v4.0 and section 12.3, over TLS 1.2.",
            "Regelbundet, enligt nivå 2 och NIST SP 800-53.",
        ] {
            assert_eq!(only(&RULE, &[entry("a/one.md", HOW_OFTEN, text)]).1, Some(9), "{text}");
        }
        for text in [
            "Every 90 days, as ISO 27001:2022 asks.",
            "SOC 2 asks for 4 tests a year.",
            "By part of the staff 3 times a year.",
            "Last on 2026-05-01.",
            "Under en 12 månaders period.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", HOW_OFTEN, text)]), [], "{text}");
        }
    }

    #[test]
    fn figures_words_for_them_and_wordings_that_ask_for_none_are_fine() {
        for text in [
            "Every 90 days.",
            "Backups are tested annually.",
            "They are tested continuously.",
            "Två gånger per år, varje halvår.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", HOW_OFTEN, text)]), [], "{text}");
        }
        let other = "also_asked = [\"Describe how backups are tested.\"]";
        assert_eq!(found(&RULE, &[entry("a/one.md", other, "Backups are tested regularly.")]), []);
    }
}
