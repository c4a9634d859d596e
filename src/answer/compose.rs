//! The answers of several entries as one: a question that asks several things, answered part by part.

use std::sync::Arc;

use super::choice::{HouseChoices, Spoken};
use super::fit::{Answer, chosen, is_upright};
use crate::confidence::{Reason, ReasonCode};
use crate::knowledge::{Entry, Verdict};
use crate::text::Language;
use crate::workbook::Choices;

/// One part of a question with the answer that covers it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The words of the question that it answers.
    pub words: &'a str,
    /// Whether the part wants a yes or no.
    pub confirms: bool,
    /// The entry.
    pub entry: &'a Entry,
    /// Its answer.
    pub answer: &'a Answer,
}

/// How the pieces stand to the whole question.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// Its language.
    pub language: Language,
    /// Whether some part of it has no piece.
    pub open: bool,
    /// What the answer cell offers.
    pub choices: &'a Choices,
    /// The house's own words for verdicts.
    pub house: &'a HouseChoices,
}

/// Makes one answer of several: each entry's once, in the order of the question, led by the words that it answers.
pub fn compose(pieces: &[Piece<'_>], whole: &Whole<'_>) -> Answer {
    let mut reasons = Vec::new();
    for reason in pieces.iter().flat_map(|piece| &piece.answer.reasons) {
        // What a part finds of the cell is told of the whole.
        let of_cell = matches!(
            reason.code,
            ReasonCode::NoVerdict | ReasonCode::NotInChoices | ReasonCode::UnknownChoices
        );
        let told = Reason::new(reason.code, reason.detail.clone());
        if !of_cell && !reasons.contains(&told) {
            reasons.push(told);
        }
    }
    let offers_partial =
        |list: &[_]| chosen(Spoken { verdict: Verdict::Partial, upright: true }, list, whole.house).is_ok();
    let (spoken, choice) = match whole.choices {
        Choices::List(list) => {
            let spoken = verdict(pieces, whole.open, offers_partial(list));
            let choice = spoken.map(|spoken| chosen(spoken, list, whole.house));
            (spoken, choice.and_then(|choice| choice.map_err(|reason| reasons.push(reason)).ok()))
        }
        Choices::Free => (verdict(pieces, whole.open, false), None),
        Choices::Unknown(source) => {
            let why = format!("the cell's list could not be read ({source})");
            reasons.push(Reason::new(ReasonCode::UnknownChoices, why));
            (verdict(pieces, whole.open, false), None)
        }
    };
    let text: Arc<str> = joined(pieces, whole.language, |answer| answer.text.clone()).into();
    let short = pieces.iter().any(|piece| piece.answer.short.is_some());
    let shorter = |answer: &Answer| answer.short.clone().unwrap_or_else(|| answer.text.clone());
    Answer {
        verdict: spoken.map(|spoken| spoken.verdict),
        choice,
        // The parts may have different verdicts: each keeps its own, in a comment too.
        narrative: text.clone(),
        short: short.then(|| joined(pieces, whole.language, shorter).into()),
        text,
        reasons,
    }
}

/// The verdict of the whole: what all parts that want a yes or no agree on. An open part may turn out either way, so that
/// nothing is said then, not even "partial". A yes beside a no is "partial" only where the form has a word for it.
fn verdict(pieces: &[Piece<'_>], open: bool, offers_partial: bool) -> Option<Spoken> {
    let unsaid = |piece: &Piece<'_>| piece.confirms && piece.answer.verdict.is_none();
    if open || pieces.iter().any(unsaid) || !pieces.iter().any(|piece| piece.confirms) {
        return None;
    }
    // A part that wants a description needs no verdict; where its answer has one, it is heard.
    let said: Vec<Spoken> = pieces
        .iter()
        .filter_map(|piece| {
            let verdict = piece.answer.verdict?;
            Some(Spoken { verdict, upright: is_upright(piece.entry, verdict) })
        })
        .collect();
    let upright = said.iter().all(|spoken| spoken.upright);
    let agreed = |spoken: &&Spoken| said.iter().all(|other| other.verdict == spoken.verdict);
    if let Some(first) = said.first().filter(agreed) {
        return Some(Spoken { verdict: first.verdict, upright });
    }
    let has = |verdict: Verdict| said.iter().any(|spoken| spoken.verdict == verdict);
    // A no to "Are any disks left unencrypted?" takes nothing away from a yes.
    let upright_no = said.iter().any(|spoken| spoken.verdict == Verdict::No && spoken.upright);
    let plain = !has(Verdict::NotApplicable) && (!has(Verdict::No) || upright_no);
    (offers_partial && plain && has(Verdict::Yes)).then_some(Spoken { verdict: Verdict::Partial, upright })
}

/// The paragraphs of the answer. Parts that one entry answers share a paragraph, unless their verdicts differ.
fn joined(pieces: &[Piece<'_>], language: Language, text: impl Fn(&Answer) -> Arc<str>) -> String {
    let lead = match language {
        Language::Swedish => "Angående",
        Language::English | Language::Other => "On",
    };
    let spoken = |piece: &Piece<'_>| piece.answer.verdict.filter(|_| piece.confirms);
    let mut paragraphs: Vec<Vec<&Piece<'_>>> = Vec::new();
    for piece in pieces {
        let shares = |others: &Vec<&Piece<'_>>| {
            let verdicts = others.iter().copied().chain([piece]).filter_map(spoken);
            let mut verdicts: Vec<Verdict> = verdicts.collect();
            verdicts.dedup();
            others.iter().all(|other| other.entry.id == piece.entry.id) && verdicts.len() < 2
        };
        match paragraphs.iter_mut().find(|others| shares(others)) {
            Some(others) => others.push(piece),
            None => paragraphs.push(vec![piece]),
        }
    }
    let told: Vec<String> = paragraphs
        .iter()
        .filter_map(|pieces| {
            let words: Vec<&str> = pieces.iter().map(|piece| piece.words).collect();
            // The one that says yes or no says all the others do.
            let fullest = pieces.iter().find(|piece| spoken(piece).is_some()).or(pieces.first())?;
            Some(format!("{lead} \"{}\": {}", words.join("\", \""), text(fullest.answer)))
        })
        .collect();
    told.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Audience, sample};
    use crate::workbook::Choice;

    fn answer(verdict: Option<Verdict>, text: &str) -> Answer {
        Answer {
            verdict,
            choice: None,
            text: text.into(),
            narrative: text.into(),
            short: None,
            reasons: Vec::new(),
        }
    }

    /// What the pieces make together: of each the words, the entry by its place in the sample, verdict and text.
    fn made(pieces: &[(&str, usize, Option<Verdict>, &str)], open: bool, choices: &[&str]) -> Answer {
        let base = sample(Audience::Public).unwrap();
        let answers: Vec<Answer> =
            pieces.iter().map(|(_, _, verdict, text)| answer(*verdict, text)).collect();
        let pieces: Vec<Piece<'_>> = pieces
            .iter()
            .zip(&answers)
            .map(|((words, entry, verdict, _), answer)| Piece {
                words,
                confirms: verdict.is_some(),
                entry: &base.entries[*entry],
                answer,
            })
            .collect();
        let list = choices.iter().map(|text| Choice { text: (*text).to_owned(), number: None }).collect();
        let choices = if choices.is_empty() { Choices::Free } else { Choices::List(list) };
        let whole =
            Whole { language: Language::English, open, choices: &choices, house: &HouseChoices::default() };
        compose(&pieces, &whole)
    }

    const YES: Option<Verdict> = Some(Verdict::Yes);
    const NO: Option<Verdict> = Some(Verdict::No);

    #[test]
    fn each_answer_stands_once_in_the_order_of_the_question_behind_the_words_it_answers() {
        let made = made(
            &[("a", 0, YES, "Yes. One."), ("b", 1, YES, "Yes. Two."), ("c", 0, None, "One.")],
            false,
            &[],
        );
        assert_eq!(&*made.text, "On \"a\", \"c\": Yes. One.\nOn \"b\": Yes. Two.");
    }

    #[test]
    fn one_entry_with_two_verdicts_keeps_both() {
        let made = made(&[("a", 0, YES, "Yes. One."), ("b", 0, NO, "No. One.")], false, &[]);
        assert_eq!(&*made.text, "On \"a\": Yes. One.\nOn \"b\": No. One.");
    }

    #[test]
    fn a_verdict_is_what_all_parts_that_want_one_agree_on() {
        let all = ["Yes", "No", "Partial"];
        let choice = |pieces: &[_], open| made(pieces, open, &all).choice.map(|choice| choice.text);
        assert_eq!(choice(&[("a", 0, YES, "x"), ("b", 1, YES, "y")], false).as_deref(), Some("Yes"));
        assert_eq!(choice(&[("a", 0, YES, "x"), ("b", 1, None, "y")], false).as_deref(), Some("Yes"));
        assert_eq!(choice(&[("a", 0, None, "x"), ("b", 1, None, "y")], false), None);
        assert_eq!(choice(&[("a", 0, YES, "x"), ("b", 1, YES, "y")], true), None, "a part is open");
    }

    #[test]
    fn a_yes_beside_a_partial_is_partial_only_where_the_form_says_so() {
        let pieces = [("a", 0, YES, "x"), ("b", 1, Some(Verdict::Partial), "y")];
        assert_eq!(made(&pieces, false, &["Yes", "No", "Partial"]).choice.unwrap().text, "Partial");
        assert_eq!(made(&pieces, false, &["Yes", "No"]).choice, None);
        assert_eq!(made(&pieces, true, &["Yes", "No", "Partial"]).choice, None, "a part is open");
    }

    #[test]
    fn the_no_of_a_wording_that_asks_for_an_absence_makes_no_partial() {
        let base = sample(Audience::Public).unwrap();
        let positive = base.entries.iter().position(|entry| entry.verdict == YES).unwrap();
        let pieces = [("a", positive, YES, "x"), ("b", positive, NO, "y")];
        assert_eq!(made(&pieces, false, &["Yes", "No", "Partial"]).verdict, None);
    }
}
