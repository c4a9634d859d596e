//! The line: a questionnaire and an index in, a response with a decision and its reasons for every row out.

mod answers;
mod compose;
mod docket;
mod edits;
mod judge;
mod provenance;
mod renewals;
mod shared;

pub use compose::{AskedPart, Composed};
pub use docket::{
    AppendedColumn, DOCKET_VERSION, Docket, DocketError, DocketFrame, DocketHead, DocketRow, DocketSeal,
    EntryMark, Offered, Proposal, Target, Value, Write, docket_seal, row_key,
};
pub use edits::{AMBER, Appended, added_columns, appended, drafts, edits};
pub use judge::{Judgement, Setting, Suggestion, judge};
pub use provenance::{Provenance, sha256};
pub use renewals::{Renewal, renewals};
pub use shared::settle_shared;

use std::borrow::Cow;

use self::answers::Answers;
use crate::answer::{
    Answer, CellRules, CellWrite, HouseChoices, Spoken, choose, comment, place, place_stated,
};
use crate::confidence::{Decision, Reason, ReasonCode, Standing};
use crate::knowledge::Verdict;
use crate::questionnaire::{Kind, Question, Questionnaire, SheetForm, VendorField};
use crate::retrieval::{Index, Query};
use crate::text::Language;
use crate::workbook::{CellRef, Choice, Choices, NewValue, Workbook};

/// How many matches a reviewer is offered: the right one is among the first three nearly always, and a fourth is not read.
pub const SUGGESTIONS: usize = 3;

/// What to do with general information that nothing is stated for.
const BY_HAND: &str = "it asks about the company itself; fill it in by hand, or once in [vendor] or [vendor.labels] of trustfill.toml";

/// One row of a response.
#[derive(Clone, Debug)]
pub struct Row<'b> {
    /// The sheet.
    pub sheet: &'b str,
    /// The question with its cells.
    pub question: Cow<'b, Question>,
    /// The decision; general information and answered rows are left.
    pub judgement: Judgement<'b>,
    /// What the cells get: of a fill all that is written, of a review what would be.
    pub writes: Vec<CellWrite>,
    /// The approved text for the comment cell of a question that an approved wording answers but for the choice: it is
    /// written, and a person chooses.
    pub comment: Option<CellWrite>,
    /// Why nothing of the proposed answer can be written.
    pub refused: Option<Reason>,
    /// What the cells would get of each of [`Row::others`], or why nothing.
    pub other_writes: Vec<Result<Vec<CellWrite>, Reason>>,
}

impl<'b> Row<'b> {
    /// The next best entries behind what is proposed, best first: a reviewer's second and third. Beside a composed answer the
    /// best single entry comes first.
    pub fn others(&self) -> &[Suggestion<'b>] {
        let behind = usize::from(self.judgement.composed.is_none());
        self.judgement.suggestions.get(behind..).unwrap_or_default()
    }

    /// The text of an answer as the form gets it: the short one where the long did not fit, and of a list cell the
    /// comment's. Where the form takes no text, the whole one for the reviewer.
    pub fn text(&self, answer: &Answer) -> String {
        let listed = !matches!(self.question.choices, Choices::Free);
        let own = |other: &Answer| std::ptr::eq(other, answer);
        let other = self.others().iter().position(|other| own(&other.answer));
        let writes = match other.and_then(|at| self.other_writes.get(at)) {
            _ if self.judgement.answer().is_some_and(own) => self.writes.as_slice(),
            Some(Ok(writes)) => writes.as_slice(),
            _ => &[],
        };
        let cell = if listed { self.question.comment } else { writes.first().map(|write| write.cell) };
        let write = writes.iter().find(|write| Some(write.cell) == cell);
        match write.map(|write| &write.value) {
            Some(NewValue::Text(text)) => text.to_string(),
            _ if listed => answer.narrative.to_string(),
            _ => answer.text.to_string(),
        }
    }
}

/// The rows of a questionnaire in their order, decided.
#[derive(Clone, Debug)]
pub struct Response<'b> {
    /// The language most questions are in.
    pub language: Language,
    /// The rows.
    pub rows: Vec<Row<'b>>,
}

/// How many rows came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows in all.
    pub rows: usize,
    /// Rows that ask something, without those of general information.
    pub questions: usize,
    /// Filled.
    pub filled: usize,
    /// Suggested.
    pub suggested: usize,
    /// Suggested at a probability of one half or more.
    pub likely: usize,
    /// Left without anything near.
    pub open: usize,
    /// Answered before.
    pub answered: usize,
    /// General information that is left to a person.
    pub general: usize,
    /// General information filled from what the house says of itself.
    pub stated: usize,
}

/// What came of comparing rows with what was sent before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Records of what was sent.
    pub records: usize,
    /// Rows whose question was answered before, for whomever.
    pub rows: usize,
    /// Rows of these that say something else now.
    pub differ: usize,
}

impl Response<'_> {
    /// Counts the rows by what came of them.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { rows: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            counts.questions += usize::from(row.question.kind == Kind::Question);
            match row.judgement.decision {
                _ if row.question.answered => counts.answered += 1,
                Decision::Fill if row.question.kind == Kind::General => counts.stated += 1,
                _ if row.question.kind == Kind::General => counts.general += 1,
                Decision::Fill => counts.filled += 1,
                Decision::Leave => counts.open += 1,
                Decision::Review => {
                    counts.suggested += 1;
                    counts.likely += usize::from(row.judgement.sure().is_some_and(|c| c.get() >= 0.5));
                }
            }
        }
        counts
    }
}

/// Decides every row of a questionnaire.
pub fn respond<'b>(
    workbook: &Workbook,
    questionnaire: &'b Questionnaire,
    index: &Index<'b>,
    setting: &Setting,
) -> Response<'b> {
    let language = setting.language.unwrap_or_else(|| common_language(questionnaire));
    let mut rows = Vec::with_capacity(questionnaire.questions().count());
    let mut answers = Answers::default();
    for form in &questionnaire.sheets {
        let sheet = workbook.sheet(&form.name);
        for question in &form.questions {
            let asked = with_header_choices(form, question);
            let question = asked.as_ref();
            let appended = || appended_cell(form, question);
            let mut judgement = judge_row(question, index, setting, language);
            answers.share(&mut judgement);
            let rule =
                |cell: Option<CellRef>| cell.and_then(|cell| sheet.and_then(|sheet| sheet.constraint(cell)));
            let rules = CellRules { answer: rule(question.answer), comment: rule(question.comment) };
            let (mut writes, mut refused) = (Vec::new(), None);
            if question.kind == Kind::General && !question.answered {
                if asks_about_vendor(form, question) {
                    writes = state(&mut judgement, question, rules, setting);
                }
            } else if judgement.decision != Decision::Leave
                && let Some(answer) = judgement.answer()
            {
                match place(answer, question, rules, appended()) {
                    Ok(placed) => writes = placed,
                    Err(reason) => {
                        // Where no yes or no is proposed, that the cell was not given one goes without saying.
                        let proposed = answer.verdict.is_some() || question.answer_is_formula;
                        if proposed && judgement.reasons.iter().all(|r| r.code != reason.code) {
                            judgement.reasons.push(reason.clone());
                        }
                        judgement.decision = Decision::Review;
                        refused = Some(reason);
                    }
                }
            }
            let mut row = Row {
                sheet: &form.name,
                comment: lacks_only_the_choice(&judgement)
                    .then(|| judgement.answer().and_then(|answer| comment(answer, question, rules)))
                    .flatten(),
                judgement,
                writes,
                refused,
                other_writes: Vec::new(),
                question: asked.clone(),
            };
            if row.judgement.decision != Decision::Leave {
                let others = row.others().iter();
                row.other_writes =
                    others.map(|other| place(&other.answer, question, rules, appended())).collect();
            }
            rows.push(row);
        }
    }
    let mut response = Response { language, rows };
    settle_shared(&mut response, questionnaire);
    response
}

/// Whether the question is an approved wording, and all that keeps it from being filled is that the wording has no verdict.
fn lacks_only_the_choice(judgement: &Judgement<'_>) -> bool {
    let approved = judgement.suggestions.first().is_some_and(|first| first.standing == Standing::Approved);
    let only = |reason: &Reason| reason.code == ReasonCode::NoVerdict;
    approved
        && judgement.composed.is_none()
        && judgement.decision == Decision::Review
        && !judgement.reasons.is_empty()
        && judgement.reasons.iter().all(only)
}

/// Whether a row of general information stands where a form asks about the vendor: above its questions, under no heading
/// or caption of another party. A bare "Supplier" with an id is a topic.
fn asks_about_vendor(form: &SheetForm, question: &Question) -> bool {
    let follows_question = form.questions.iter().any(|other| {
        other.kind == Kind::Question && other.cell.row < question.cell.row && other.answer.is_some()
    });
    let topic = question.id.is_some() && VendorField::is_bare(&question.text);
    !follows_question && !topic && question.about_vendor
}

/// Fills a row of general information with what the house says of itself, and tells in the reasons where it came from
/// or what is in the way.
fn state(
    judgement: &mut Judgement<'_>,
    question: &Question,
    rules: CellRules<'_>,
    setting: &Setting,
) -> Vec<CellWrite> {
    let Some(stated) = setting.vendor.stated(&question.text) else { return Vec::new() };
    match place_stated(stated.value, question, rules) {
        Ok(writes) => {
            judgement.decision = Decision::Fill;
            let from = format!("filled from `{}` of [vendor]", stated.key);
            judgement.reasons = vec![Reason::new(ReasonCode::GeneralInformation, from)];
            writes
        }
        Err(reason) => {
            judgement.reasons.push(reason);
            Vec::new()
        }
    }
}

/// The question with the choices that its answer column's header lists ("Answer (Yes/No/Partial)"), where the cell has
/// no dropdown and the words have a comment cell to go to.
fn with_header_choices<'q>(form: &'q SheetForm, question: &'q Question) -> Cow<'q, Question> {
    let row = question.cell.row;
    let block = form.blocks.iter().find(|block| (block.first_row..=block.last_row).contains(&row));
    if matches!(question.choices, Choices::Free)
        && question.comment.is_some()
        && let Some(column) = block.and_then(|block| block.answer_column.as_ref())
        && let Some(listed) = listed_choices(&column.header)
    {
        return Cow::Owned(Question { choices: Choices::List(listed), ..question.clone() });
    }
    Cow::Borrowed(question)
}

/// Most choices that a header lists; more in brackets is an explanation.
const HEADER_CHOICES: usize = 6;

/// The choices in the brackets of a header, where they say yes and no.
fn listed_choices(header: &str) -> Option<Vec<Choice>> {
    let (_, rest) = header.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    // "N/A" has the mark that may also stand between two choices.
    const NOT_APPLICABLE: [&str; 2] = ["N/A", "n/a"];
    let marked = NOT_APPLICABLE.iter().fold(inside.to_owned(), |text, na| text.replace(na, "\u{0}"));
    let by_comma = marked.contains([',', '|', ';']);
    let listed: Vec<Choice> = marked
        .split(|c| if by_comma { matches!(c, ',' | '|' | ';') } else { c == '/' })
        .map(|text| Choice { text: text.trim().replace('\u{0}', NOT_APPLICABLE[0]), number: None })
        .filter(|choice| !choice.text.is_empty())
        .collect();
    let says =
        |verdict| choose(Spoken { verdict, upright: true }, &listed, &HouseChoices::default()).is_some();
    (listed.len() <= HEADER_CHOICES && says(Verdict::Yes) && says(Verdict::No)).then_some(listed)
}

fn appended_cell(form: &SheetForm, question: &Question) -> Option<CellRef> {
    let row = question.cell.row;
    // A row of boxes to tick has its place for the answer already.
    if !question.ticks.is_empty() {
        return None;
    }
    form.blocks
        .iter()
        .find(|block| block.answer_column.is_none() && (block.first_row..=block.last_row).contains(&row))
        .map(|block| CellRef::new(row, block.append_column))
}

fn judge_row<'b>(
    question: &Question,
    index: &Index<'b>,
    setting: &Setting,
    form_language: Language,
) -> Judgement<'b> {
    let left = |code, detail: &str| Judgement {
        language: form_language,
        decision: Decision::Leave,
        confidence: None,
        reasons: vec![Reason::new(code, detail)],
        suggestions: Vec::new(),
        composed: None,
    };
    if question.answered {
        return left(
            ReasonCode::AlreadyAnswered,
            "the row holds an answer already, which is never overwritten",
        );
    }
    if question.kind == Kind::General {
        return left(ReasonCode::GeneralInformation, BY_HAND);
    }
    let language = setting.language.or_else(|| Language::detected(&question.text)).unwrap_or(form_language);
    let query = Query {
        question: &question.text,
        section: question.section.as_deref(),
        id: question.id.as_deref(),
        language: Some(language),
    };
    let mut judgement = judge(index, &query, &question.choices, SUGGESTIONS, setting);
    if question.conditional && judgement.reasons.iter().all(|r| r.code != ReasonCode::Dependent) {
        judgement
            .reasons
            .insert(0, Reason::new(ReasonCode::Dependent, "the row only counts after another answer"));
        if judgement.decision == Decision::Fill {
            judgement.decision = Decision::Review;
        }
    }
    judgement
}

/// The language that most questions with a sign of one are in.
fn common_language(questionnaire: &Questionnaire) -> Language {
    let mut counts = [(Language::English, 0usize), (Language::Swedish, 0), (Language::Other, 0)];
    for (_, question) in questionnaire.questions() {
        if let Some(language) = Language::detected(&question.text)
            && let Some(count) = counts.iter_mut().find(|(l, _)| *l == language)
        {
            count.1 += 1;
        }
    }
    // English, the first, wins a tie: a form without any sign is read as English.
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    counts.iter().find(|(_, n)| *n == most).map_or(Language::English, |(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_lists_yes_and_no_offers_them() {
        let words =
            |header| listed_choices(header).map(|c| c.into_iter().map(|c| c.text).collect::<Vec<_>>());
        assert_eq!(words("Svar (Ja/Nej/Delvis)").unwrap(), ["Ja", "Nej", "Delvis"]);
        assert_eq!(words("Compliance (Yes, No, N/A)").unwrap(), ["Yes", "No", "N/A"]);
        assert_eq!(words("Met? (Yes/No/N/A)").unwrap(), ["Yes", "No", "N/A"]);
        assert_eq!(words("Answer (see guidance)"), None);
        assert_eq!(words("Answer"), None);
    }
}
