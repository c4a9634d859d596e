//! Verdict to choice, in the cell's own vocabulary.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::knowledge::Verdict;
use crate::text::fold;
use crate::text::list::{Words, words};
use crate::workbook::Choice;

const YES: &[&str] = &[
    "yes",
    "y",
    "ja",
    "j",
    "si",
    "sí",
    "sì",
    "oui",
    "sim",
    "tak",
    "da",
    "kylla",
    "true",
    "compliant",
    "fully compliant",
    "in compliance",
    "conformant",
    "conforms",
    "implemented",
    "fully implemented",
    "in place",
    "fully in place",
    "met",
    "fully met",
    "meets",
    "satisfied",
    "fulfilled",
    "complies",
    "comply",
    "valid",
    "pass",
    "passed",
    "supported",
    "fully supported",
    "conform",
    "conforme",
    "cumple",
    "uppfyllt",
    "uppfylls",
    "uppfyller",
    "uppfylld",
    "helt",
    "infört",
    "införd",
    "implementerat",
    "implementerad",
    "erfüllt",
    "umgesetzt",
    "vollständig",
    "vorhanden",
    "opfyldt",
    "oppfylt",
    "voldoet",
    "はい",
    "対応済",
    "対応済み",
    "是",
    "有",
    "符合",
    "已实施",
];
const NO: &[&str] = &[
    "no",
    "n",
    "nej",
    "nein",
    "non",
    "nao",
    "nie",
    "nee",
    "nei",
    "ne",
    "ei",
    "false",
    "non-compliant",
    "non compliant",
    "noncompliant",
    "not compliant",
    "not implemented",
    "not in place",
    "not met",
    "does not meet",
    "unsatisfied",
    "not satisfied",
    "invalid",
    "non-valid",
    "not valid",
    "fail",
    "failed",
    "not supported",
    "unsupported",
    "no cumple",
    "non conforme",
    "não conforme",
    "ej uppfyllt",
    "uppfylls ej",
    "uppfyller inte",
    "uppfylls inte",
    "inte uppfyllt",
    "ej infört",
    "nicht erfüllt",
    "nicht umgesetzt",
    "ikke opfyldt",
    "ikke oppfylt",
    "いいえ",
    "未対応",
    "否",
    "无",
    "不符合",
    "未实施",
];
const PARTIAL: &[&str] = &[
    "partial",
    "partially",
    "partly",
    "in part",
    "partially compliant",
    "partially implemented",
    "partially met",
    "partially in place",
    "partially supported",
    "delvis",
    "delvis uppfyllt",
    "uppfylls delvis",
    "delvis infört",
    "teilweise",
    "teilweise erfüllt",
    "parcial",
    "parcialmente",
    "partiel",
    "partiellement",
    "parziale",
    "czesciowo",
    "częściowo",
    "deels",
    "gedeeltelijk",
    "一部対応",
    "部分",
    "部分符合",
];
const NOT_APPLICABLE: &[&str] = &[
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "n a",
    "not applicable",
    "non applicable",
    "does not apply",
    "ej tillämpligt",
    "ej tillämplig",
    "inte tillämpligt",
    "ej aktuellt",
    "ej relevant",
    "entfällt",
    "nicht zutreffend",
    "nicht anwendbar",
    "no aplica",
    "não aplicável",
    "nao aplicavel",
    "sans objet",
    "non applicabile",
    "nie dotyczy",
    "niet van toepassing",
    "nvt",
    "ikke relevant",
    "ikke aktuelt",
    "該当なし",
    "対象外",
    "不适用",
];

/// A house's own words for verdicts, from `[choices]` in `trustfill.toml`; they come before the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HouseChoices {
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
    /// Words for partial.
    pub partial: Vec<String>,
    /// Words for not applicable.
    pub not_applicable: Vec<String>,
}

impl HouseChoices {
    fn of(&self, verdict: Verdict) -> &[String] {
        match verdict {
            Verdict::Yes => &self.yes,
            Verdict::No => &self.no,
            Verdict::Partial => &self.partial,
            Verdict::NotApplicable => &self.not_applicable,
        }
    }
}

/// What a verdict says, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The verdict of the wording.
    pub verdict: Verdict,
    /// Whether the wording asks for the control itself. "Are any disks left unencrypted?" asks for its absence: there "no"
    /// is good news, and a list of "Pass / Fail" or "Compliant / Non-compliant" would say the opposite.
    pub upright: bool,
}

/// Whether a folded choice is one of a kind.
type Test<'t> = &'t dyn Fn(&str) -> bool;

/// The one choice that says the verdict, or `None` where none does or more than one could.
///
/// A choice says a verdict when it is a word for it, or such a word with a tail that adds nothing ("Yes - in place").
/// "Yes, planned" says something else, and so does "Yes / Partial": then nothing is chosen. Words of conformance
/// ("Compliant", "Pass") are answers only to an upright wording.
pub fn choose<'c>(spoken: Spoken, choices: &'c [Choice], house: &HouseChoices) -> Option<&'c Choice> {
    let verdict = spoken.verdict;
    let own: Vec<String> = house.of(verdict).iter().map(|w| fold(w)).collect();
    let folded: Vec<String> = choices.iter().map(|choice| fold(&choice.text)).collect();
    let hits = |test: &dyn Fn(&str) -> bool| -> Vec<&'c Choice> {
        choices.iter().zip(&folded).filter(|(_, text)| test(text)).map(|(choice, _)| choice).collect()
    };
    let plain = plain(verdict);
    let opens_plain = |choice: &str| {
        plain
            .iter()
            .any(|w| choice.strip_prefix(w).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    let words = words(verdict);
    let stages: [(bool, Test<'_>); 4] = [
        (true, &|choice| own.iter().any(|w| w == choice)),
        // The plain word before its synonyms: a list may hold "Yes" and "Compliant".
        (true, &|choice| plain.contains(&bare(choice))),
        (spoken.upright, &|choice| words.iter().any(|w| w == bare(choice))),
        (spoken.upright, &|choice| {
            words.iter().any(|w| w.chars().count() > 1 && is_word_with_tail(choice, w))
        }),
    ];
    for (at, (allowed, stage)) in stages.into_iter().enumerate() {
        match hits(stage).as_slice() {
            _ if !allowed => {}
            [] => {}
            [hit] => {
                // Beside "Yes, planned", any other word for yes than the plain ones of our languages is one of two.
                let rival = choices.iter().zip(&folded).any(|(c, text)| *c != **hit && opens_plain(text));
                let ours = ["yes", "no", "ja", "nej"].contains(&bare(&fold(&hit.text)));
                // "Valid" beside "Expired" is about a document: it answers only where its opposite is offered.
                let opposed = opposite(verdict).is_none_or(|other| {
                    let others = self::words(other);
                    folded
                        .iter()
                        .any(|text| others.iter().any(|w| w == bare(text) || is_word_with_tail(text, w)))
                });
                let doubtful = (at > 0 && rival && !ours) || (bare(&fold(&hit.text)) == "valid" && !opposed);
                return (!doubtful).then_some(*hit);
            }
            _ => return None,
        }
    }
    None
}

/// The verdict that one of the choices says, where exactly one does. `upright` as in [`Spoken`].
pub fn said(choice: &str, upright: bool, choices: &[Choice], house: &HouseChoices) -> Option<Verdict> {
    const VERDICTS: [Verdict; 4] = [Verdict::Yes, Verdict::No, Verdict::Partial, Verdict::NotApplicable];
    let mut found = VERDICTS.into_iter().filter(|verdict| {
        let chosen = choose(Spoken { verdict: *verdict, upright }, choices, house);
        chosen.is_some_and(|chosen| chosen.text == choice)
    });
    found.next().filter(|_| found.next().is_none())
}

/// The verdict that a synonym has to be told from.
fn opposite(verdict: Verdict) -> Option<Verdict> {
    match verdict {
        Verdict::Yes => Some(Verdict::No),
        Verdict::No => Some(Verdict::Yes),
        Verdict::Partial | Verdict::NotApplicable => None,
    }
}

/// Tails that a choice may bear without saying more than its first word.
static TAILS: Words = words![
    "in place",
    "fully in place",
    "implemented",
    "fully implemented",
    "documented",
    "compliant",
    "fully compliant",
    "met",
    "fully met",
    "explain",
    "please explain",
    "describe",
    "please describe",
    "comment",
    "please comment",
    "specify",
    "please specify",
    "see comment",
    "see comments",
    "explain below",
    "not in place",
    "not implemented",
    "not compliant",
    "non-compliant",
    "not met",
    "beskriv",
    "kommentera",
    "se kommentar",
    "infört",
    "ej infört",
    "uppfyllt",
    "ej uppfyllt",
];

/// The built-in words for a verdict, folded.
fn words(verdict: Verdict) -> &'static [String] {
    static FOLDED: LazyLock<[Vec<String>; 4]> = LazyLock::new(|| {
        [YES, NO, PARTIAL, NOT_APPLICABLE].map(|list| list.iter().map(|w| fold(w)).collect())
    });
    match verdict {
        Verdict::Yes => &FOLDED[0],
        Verdict::No => &FOLDED[1],
        Verdict::Partial => &FOLDED[2],
        Verdict::NotApplicable => &FOLDED[3],
    }
}

fn plain(verdict: Verdict) -> &'static [&'static str] {
    match verdict {
        Verdict::Yes => &["yes", "ja", "si", "oui", "sim", "tak"],
        Verdict::No => &["no", "nej", "nein", "non", "nao", "nie", "nee", "nei"],
        Verdict::Partial => &["partial", "partially", "partly", "delvis", "teilweise", "parcial"],
        Verdict::NotApplicable => &["na", "n/a", "not applicable"],
    }
}

fn bare(choice: &str) -> &str {
    choice.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '"' | '\'' | '*'))
}

/// Whether a choice is the word with a harmless tail behind a dash, comma, colon or bracket.
fn is_word_with_tail(choice: &str, word: &str) -> bool {
    choice.strip_prefix(word).is_some_and(|rest| {
        let rest = rest.trim_start();
        let parted = rest.starts_with(['-', ',', ':', ';', '(', '.']);
        let tail = rest.trim_matches(|c: char| !c.is_alphanumeric());
        parted && (tail.is_empty() || TAILS.contains(tail))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Vec<Choice> {
        items.iter().map(|t| Choice { text: (*t).to_owned(), number: None }).collect()
    }

    fn chosen(verdict: Verdict, items: &[&str]) -> Option<String> {
        let spoken = Spoken { verdict, upright: true };
        choose(spoken, &list(items), &HouseChoices::default()).map(|c| c.text.clone())
    }

    #[test]
    fn a_choice_says_one_verdict_or_none() {
        let house = HouseChoices::default();
        let words = list(&["Yes", "No", "Yes, planned", "Partially"]);
        assert_eq!(said("Yes", false, &words, &house), Some(Verdict::Yes));
        assert_eq!(said("Partially", false, &words, &house), Some(Verdict::Partial));
        assert_eq!(said("Yes, planned", true, &words, &house), None);
        let conformance = list(&["Compliant", "Non-compliant"]);
        assert_eq!(said("Non-compliant", true, &conformance, &house), Some(Verdict::No));
        assert_eq!(said("Non-compliant", false, &conformance, &house), None);
    }

    #[test]
    fn a_verdict_finds_its_word_in_many_vocabularies() {
        for (items, yes, no) in [
            (&["Yes", "No", "NA"][..], "Yes", "No"),
            (&["Ja", "Nej", "Delvis"], "Ja", "Nej"),
            (&["Si", "No", "Parcial", "N/A"], "Si", "No"),
            (&["Compliant", "Non-compliant", "Partially compliant"], "Compliant", "Non-compliant"),
            (&["Implemented", "Not implemented", "Not applicable"], "Implemented", "Not implemented"),
            (&["Y", "N"], "Y", "N"),
            (&["Valid", "Non-valid", "Not Applicable"], "Valid", "Non-valid"),
            (&["Yes - in place", "No - not in place"], "Yes - in place", "No - not in place"),
        ] {
            assert_eq!(chosen(Verdict::Yes, items).as_deref(), Some(yes), "{items:?}");
            assert_eq!(chosen(Verdict::No, items).as_deref(), Some(no), "{items:?}");
        }
    }

    #[test]
    fn a_list_that_does_not_offer_the_verdict_gets_nothing() {
        assert_eq!(chosen(Verdict::Partial, &["Yes", "No"]), None);
        assert_eq!(chosen(Verdict::Yes, &["1", "2", "3", "N/A"]), None);
        assert_eq!(chosen(Verdict::NotApplicable, &["Yes", "No"]), None);
    }

    #[test]
    fn graded_sentences_that_begin_alike_are_left_to_a_person() {
        assert_eq!(chosen(Verdict::Yes, &["No", "Yes, for some of them", "Yes, for all of them"]), None);
        assert_eq!(chosen(Verdict::Yes, &["Yes with CCW", "Nothing"]), None);
    }

    #[test]
    fn a_qualified_or_combined_choice_is_never_the_verdict() {
        for choice in [
            "Yes, planned",
            "Yes, partially",
            "Yes/Partial",
            "Yes / No",
            "Ja, delvis",
            "Ja (planerat)",
            "Yes (roadmap)",
            "Yes, but not for all",
            "Yes (with exceptions)",
            "Yes (N/A)",
            "Implemented - not effective",
            "oui, partiellement",
        ] {
            assert_eq!(chosen(Verdict::Yes, &[choice, "Other"]), None, "{choice}");
        }
        assert_eq!(chosen(Verdict::Yes, &["Tak", "Yes, planned"]), None);
        assert_eq!(chosen(Verdict::Yes, &["Valid", "Expired"]), None);
        assert_eq!(chosen(Verdict::Yes, &["Compliant", "Yes, alternate", "No"]), None);
    }

    #[test]
    fn a_good_no_is_no_failed_control() {
        let good_no = Spoken { verdict: Verdict::No, upright: false };
        for items in [
            &["Pass", "Fail"][..],
            &["Compliant", "Non-compliant"],
            &["In place", "Not in place"],
            &["Full", "None"],
        ] {
            assert!(choose(good_no, &list(items), &HouseChoices::default()).is_none(), "{items:?}");
        }
        let items = list(&["Yes", "No"]);
        assert_eq!(choose(good_no, &items, &HouseChoices::default()).map(|c| c.text.as_str()), Some("No"));
    }

    #[test]
    fn the_plain_word_wins_over_its_synonyms_and_the_house_over_both() {
        assert_eq!(chosen(Verdict::Yes, &["Compliant", "Yes", "No"]).as_deref(), Some("Yes"));
        let house = HouseChoices { yes: vec!["Grade A".into()], ..HouseChoices::default() };
        let items = list(&["Grade A", "Grade B", "Yes"]);
        assert_eq!(
            choose(Spoken { verdict: Verdict::Yes, upright: true }, &items, &house).map(|c| c.text.as_str()),
            Some("Grade A")
        );
    }
}
