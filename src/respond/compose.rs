//! A question that asks several things, answered from several entries: each part is asked alone, and what is found is put
//! together. It is a proposal for a reviewer and never fills.

use super::judge::{Setting, Suggestion, request};
use crate::answer::{Answer, Piece, Whole, compose};
use crate::confidence::{Confidence, Reason, ReasonCode, Standing};
use crate::knowledge::Entry;
use crate::retrieval::{Asked, Index, Match, Query, Ranking, divide};
use crate::workbook::Choices;

/// From this probability on an entry covers a part. Of 770 pairs of labelled questions joined by "and", 17 were composed at
/// this bar, all with entries that the labels name; at 40 % 22 of 26, at 30 % 39 of 49. Counted with the weights before the present ones.
const COVERS_FROM: f64 = 0.5;

/// The least share of the question's words, by rarity, that an entry has which covers a part: of five parts one. Most questions
/// have no two such entries, and their parts need not be asked.
const HOLDS_A_PART: f64 = 0.2;

/// One part of a question, with the entry that comes nearest to it.
#[derive(Clone, Debug)]
pub struct AskedPart<'b> {
    /// The words of the question for it.
    pub words: String,
    /// The question that was asked for it; `None` where the part leans on another one.
    pub question: Option<String>,
    /// The nearest entry, with its answer to this part.
    pub nearest: Option<Suggestion<'b>>,
    /// Whether the part wants a yes or no.
    pub confirms: bool,
    /// Whether the nearest entry covers it; an open part is left to a person.
    pub covered: bool,
}

/// An answer put together from several entries.
#[derive(Clone, Debug)]
pub struct Composed<'b> {
    /// The parts, in the order of the question.
    pub parts: Vec<AskedPart<'b>>,
    /// The answers of the covered parts as one.
    pub answer: Answer,
    /// No more than the weakest covered part claims, nor than the first entry for the whole question does.
    pub confidence: Confidence,
}

impl<'b> AskedPart<'b> {
    /// The suggestion that covers the part.
    pub fn covering(&self) -> Option<&Suggestion<'b>> {
        self.nearest.as_ref().filter(|_| self.covered)
    }
}

impl<'b> Composed<'b> {
    /// The entries, each once, in the order of the question.
    pub fn entries(&self) -> Vec<&'b Entry> {
        let mut entries: Vec<&'b Entry> = Vec::new();
        for suggestion in self.parts.iter().filter_map(AskedPart::covering) {
            if entries.iter().all(|entry| entry.id != suggestion.entry.id) {
                entries.push(suggestion.entry);
            }
        }
        entries
    }

    /// Which entry covers which part, and what is open, as a reason.
    pub(super) fn reason(&self) -> Reason {
        let told = self.parts.iter().map(|part| match part.covering() {
            Some(found) => {
                format!("\"{}\": {} ({} %)", part.words, found.entry.id, found.confidence.percent())
            }
            None => format!("\"{}\": open", part.words),
        });
        Reason::new(ReasonCode::Composed, told.collect::<Vec<_>>().join("; "))
    }
}

/// The composed answer to a question, where it is better than the first entry's: the question falls into parts that
/// stand alone, two entries cover a part each, and the first entry leaves one open.
pub(super) fn composed<'b>(
    index: &Index<'b>,
    query: &Query<'_>,
    ranking: &Ranking,
    choices: &Choices,
    setting: &Setting,
) -> Option<Composed<'b>> {
    let first = ranking.matches.first()?;
    let says = |code: ReasonCode| first.objections.iter().any(|reason| reason.code == code);
    let held = ranking.matches.iter().filter(|found| found.features.coverage() >= HOLDS_A_PART).count();
    let whole = first.standing == Standing::Approved || held < 2;
    if whole || says(ReasonCode::Dependent) || says(ReasonCode::Instruction) {
        return None;
    }
    let language = ranking.question.language;
    let mut leaves_open = says(ReasonCode::Compound);
    let mut parts: Vec<AskedPart<'b>> = Vec::new();
    for part in divide(query.question, language) {
        let mut asked =
            AskedPart { words: part.words, question: None, nearest: None, confirms: false, covered: false };
        if let Some(question) = part.question {
            let ranking = index.rank(&Query { question: &question, language: Some(language), ..*query });
            asked.confirms = ranking.question.signature.asked.contains(&Asked::Confirm);
            asked.question = Some(question);
            if let Some(found) = ranking.matches.first() {
                let request = request(index, &ranking, found, choices, setting);
                asked.nearest = Some(Suggestion::of(index, found, &request));
                asked.covered = covers(found);
            }
            // The words of a part may stand in the first entry without being answered there.
            let alone = ranking.matches.iter().find(|found| found.entry == first.entry);
            leaves_open |= asked.covered && !alone.is_some_and(covers);
        }
        parts.push(asked);
    }
    let covering: Vec<(&AskedPart<'b>, &Suggestion<'b>)> =
        parts.iter().filter_map(|part| Some((part, part.covering()?))).collect();
    let entry = covering.first()?.1.entry;
    if !leaves_open || covering.iter().all(|(_, found)| std::ptr::eq(found.entry, entry)) {
        return None;
    }
    let pieces: Vec<Piece<'_>> = covering
        .iter()
        .map(|(part, found)| Piece {
            words: &part.words,
            confirms: part.confirms,
            entry: found.entry,
            answer: &found.answer,
        })
        .collect();
    let whole = Whole { language, open: covering.len() < parts.len(), choices, house: &setting.house };
    let answer = compose(&pieces, &whole);
    let confidence = covering
        .iter()
        .map(|(_, found)| found.confidence)
        .fold(first.confidence, |least, other| if other < least { other } else { least });
    Some(Composed { parts, answer, confidence })
}

/// Whether an entry settles a part: likely enough, and no guard says that another thing is asked.
fn covers(found: &Match) -> bool {
    found.confidence.get() >= COVERS_FROM && !found.objections.iter().any(|reason| reason.code.vetoes())
}
