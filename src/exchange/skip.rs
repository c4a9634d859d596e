//! The answer of a row, and the reasons why a row gives none.

use crate::answer::{HouseChoices, leading_verdict, narrative, said, verdict_word};
use crate::knowledge::Verdict;
use crate::questionnaire::{Question, is_box};
use crate::text::{Language, fold, normalise};
use crate::workbook::{CellRef, Choice, Choices, Sheet};

/// Why nothing was made of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// No answer, or a placeholder.
    NoAnswer,
    /// It asks who the vendor is.
    General,
    /// The row is hidden or filtered away.
    Hidden,
    /// It is answered by boxes, and not by a mark in one of them.
    Ticks,
    /// A formula makes the answer.
    Formula,
    /// The answer stands elsewhere: "see attached".
    Elsewhere,
    /// The answer says nothing that could be told again.
    ShortAnswer,
    /// The question is a single word.
    ShortQuestion,
    /// The question is a document in a cell.
    LongQuestion,
    /// The question is not in the language of the base.
    Language,
    /// The question leans on another row.
    Dependent,
    /// An entry of the base, or an earlier row, answers the same and its verdict is another one.
    Contradicts {
        /// The id of the entry, or the path of the draft that was made of the row.
        entry: String,
        /// Where the row stands, if it is one of the same file.
        row: Option<String>,
    },
}

impl Skip {
    /// The code, for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAnswer => "no-answer",
            Self::General => "general",
            Self::Hidden => "hidden",
            Self::Ticks => "ticks",
            Self::Formula => "formula",
            Self::Elsewhere => "elsewhere",
            Self::ShortAnswer => "short-answer",
            Self::ShortQuestion => "short-question",
            Self::LongQuestion => "long-question",
            Self::Language => "language",
            Self::Dependent => "dependent",
            Self::Contradicts { .. } => "contradicts",
        }
    }

    /// The reason, for a person.
    pub fn told(&self) -> String {
        match self {
            Self::NoAnswer => "it holds no answer".to_owned(),
            Self::General => "it asks who the vendor is; [vendor] in trustfill.toml answers that".to_owned(),
            Self::Hidden => "the row is hidden".to_owned(),
            Self::Ticks => "it is answered by boxes, and which one is meant is not certain".to_owned(),
            Self::Formula => "a formula makes the answer".to_owned(),
            Self::Elsewhere => "the answer stands elsewhere".to_owned(),
            Self::ShortAnswer => "the answer says nothing that could be told again".to_owned(),
            Self::ShortQuestion => "the question is a single word".to_owned(),
            Self::LongQuestion => "the question is longer than one".to_owned(),
            Self::Language => "the question is not in the language of the base".to_owned(),
            Self::Dependent => "the question leans on another row".to_owned(),
            Self::Contradicts { row: Some(place), .. } => {
                format!("{place} asks the same, and its verdict is another one")
            }
            Self::Contradicts { entry, row: None } => {
                format!("`{entry}` answers it, and its verdict is another one")
            }
        }
    }
}

/// Parts of answers that send their reader elsewhere, folded.
const ELSEWHERE: &[&str] = &[
    "see attach",
    "see the attach",
    "as attached",
    "attached",
    "see appendix",
    "see annex",
    "see enclos",
    "see above",
    "see below",
    "as above",
    "see previous",
    "see prior",
    "see answer",
    "see response",
    "see question",
    "see row",
    "see comment",
    "same as",
    "refer to",
    "please see",
    "see document",
    "see link",
    "see policy",
    "see our",
    "ditto",
    "idem",
    "se bilaga",
    "bifoga",
    "se ovan",
    "enligt ovan",
    "se nedan",
    "se svar",
    "se fråga",
    "samma som",
    "se kommentar",
    "se dokument",
];
/// Words of an answer that only sends its reader elsewhere; a longer one says something too.
const SENDS_WORDS: usize = 8;
/// Letters of an answer that is no verdict; "x" and "12" tell nothing without their form.
const LEAST_LETTERS: usize = 3;

/// Verdict and text of the answer of a row.
pub(super) fn answer_of(
    sheet: &Sheet,
    question: &Question,
    language: Language,
) -> Result<(Option<Verdict>, String), Skip> {
    let text_at = |cell: Option<CellRef>, there: bool| {
        cell.filter(|_| there).map(|cell| sheet.text(cell).trim().replace("\r\n", "\n")).unwrap_or_default()
    };
    let answer = if question.ticks.is_empty() {
        text_at(question.answer, question.answered)
    } else {
        ticked(sheet, question)?
    };
    let comment = text_at(question.comment, question.commented);
    if answer.is_empty() && comment.is_empty() {
        return Err(Skip::NoAnswer);
    }
    let (verdict, text) = spoken(&answer, &comment, &question.choices, language);
    let (rest, bare) = (narrative(&text), is_bare_verdict(&text));
    if !bare && sends_elsewhere(&rest) {
        return Err(Skip::Elsewhere);
    }
    if !bare && rest.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return Err(Skip::ShortAnswer);
    }
    Ok((verdict, text))
}

/// The answer whose box is marked, by its caption; empty where none is.
fn ticked(sheet: &Sheet, question: &Question) -> Result<String, Skip> {
    const MARKS: [&str; 10] =
        ["x", "yes", "ja", "true", "1", "\u{2713}", "\u{2714}", "\u{2611}", "\u{2612}", "\u{25CF}"];
    let filled: Vec<(&str, String)> = question
        .ticks
        .iter()
        .map(|tick| (tick.label.as_str(), sheet.text(tick.cell).trim().to_lowercase()))
        .filter(|(_, mark)| !mark.is_empty() && !is_box(mark))
        .collect();
    match filled.as_slice() {
        [] => Ok(String::new()),
        [(label, mark)] if MARKS.contains(&mark.as_str()) => Ok((*label).to_owned()),
        _ => Err(Skip::Ticks),
    }
}

/// The verdict, where it is certain, and the text: answer and comment, a choice as the word for its verdict.
fn spoken(answer: &str, comment: &str, choices: &Choices, language: Language) -> (Option<Verdict>, String) {
    let own = [Choice { text: answer.to_owned(), number: None }];
    let list = match choices {
        Choices::List(list) if list.iter().any(|choice| choice.text == answer) => list.as_slice(),
        _ => &own,
    };
    // Only the plain words count: "Compliant" may be the bad news.
    let chosen = said(answer, false, list, &HouseChoices::default());
    let verdict = chosen.or_else(|| leading_verdict(answer));
    let is_word = chosen.is_some() || is_bare_verdict(answer);
    let text = match (verdict, is_word, comment.is_empty()) {
        (Some(verdict), true, true) => format!("{}.", verdict_word(verdict, language)),
        (Some(verdict), true, false) => match leading_verdict(comment) {
            // The comment says otherwise: a person has to read both.
            Some(other) if other != verdict => return (None, comment.to_owned()),
            _ => format!("{}. {}", verdict_word(verdict, language), narrative(comment)),
        },
        (_, _, true) => answer.to_owned(),
        _ if answer.is_empty() || normalise(answer) == normalise(comment) => {
            return (leading_verdict(comment), comment.to_owned());
        }
        _ => format!("{answer}\n{comment}"),
    };
    (verdict, text)
}

/// Whether a text is a verdict and nothing else.
fn is_bare_verdict(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    leading_verdict(text).is_some()
        && (!bare.contains(' ')
            || ["in part", "not applicable", "ej tillämpligt"].contains(&bare.to_lowercase().as_str()))
}

/// Whether a text only says where the answer stands.
fn sends_elsewhere(text: &str) -> bool {
    let folded = fold(text);
    folded.split_whitespace().count() <= SENDS_WORDS && ELSEWHERE.iter().any(|part| folded.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Choices {
        Choices::List(texts.iter().map(|t| Choice { text: (*t).to_owned(), number: None }).collect())
    }

    fn of(answer: &str, comment: &str, choices: &Choices) -> (Option<Verdict>, String) {
        spoken(answer, comment, choices, Language::English)
    }

    #[test]
    fn a_choice_becomes_the_verdict_and_the_comment_the_text() {
        let choices = list(&["Yes", "No", "NA"]);
        assert_eq!(of("Yes", "disks use AES.", &choices), (Some(Verdict::Yes), "Yes. Disks use AES.".into()));
        assert_eq!(of("NA", "", &choices), (Some(Verdict::NotApplicable), "Not applicable.".into()));
        assert_eq!(of("n/a", "", &Choices::Free), (Some(Verdict::NotApplicable), "Not applicable.".into()));
        assert_eq!(of("Yes. All.", "", &Choices::Free), (Some(Verdict::Yes), "Yes. All.".into()));
        assert_eq!(of("", "No, never.", &Choices::Free), (Some(Verdict::No), "No, never.".into()));
    }

    #[test]
    fn a_verdict_that_is_not_certain_is_none() {
        assert_eq!(of("Compliant", "All.", &list(&["Compliant", "Non-compliant"])).0, None);
        assert_eq!(of("Yes", "No, not yet.", &list(&["Yes", "No"])), (None, "No, not yet.".into()));
        assert_eq!(of("Planned", "In May.", &list(&["Yes", "Planned"])), (None, "Planned\nIn May.".into()));
    }

    #[test]
    fn an_answer_that_stands_elsewhere_is_none_and_a_long_one_that_names_a_document_is_one() {
        for text in ["See attached.", "Please see our policy", "Se bilaga 2", "As above"] {
            assert!(sends_elsewhere(text), "{text}");
        }
        assert!(!sends_elsewhere(
            "All disks are encrypted with AES-256, see the attached policy for how keys are kept."
        ));
        assert!(!sends_elsewhere("Attackers are kept out."));
    }
}
