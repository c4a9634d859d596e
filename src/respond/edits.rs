//! A response as edits of the customer's workbook.

use std::collections::BTreeSet;

use super::{Response, Row};
use crate::confidence::Decision;
use crate::questionnaire::{Block, Question, Questionnaire};
use crate::text::Language;
use crate::workbook::{AddedColumn, CellRef, Edit, NewValue, Rgb, Workbook};

/// The colour of a suggestion in the form; light enough for black text, and clearly darker than white in grey.
pub const AMBER: Rgb = Rgb(0xFF, 0xD9, 0x66);

/// Narrower, an answer of the usual two or three sentences is a tower; wider, its lines are hard to follow.
const ANSWER_WIDTHS: (f64, f64) = (45.0, 80.0);
/// Confidence, decision and entry: a percentage, a word, an id.
const NOTE_WIDTHS: [u32; 3] = [12, 10, 28];

/// The edits of a response: the answers of filled rows, and the header of an answer column that has to be added.
///
/// With `drafts`, suggestions of at least that probability go in too, in amber, and three columns right of each block
/// say confidence, decision and entry of every row: a form to read in house, not to send.
pub fn edits(response: &Response<'_>, questionnaire: &Questionnaire, drafts: Option<f64>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut headed: BTreeSet<(String, u32)> = BTreeSet::new();
    for row in &response.rows {
        let draft = is_draft(row, drafts);
        let block = block_of(questionnaire, row);
        // A reviewer may have ruled since, and then it is no longer for a person to choose.
        if let Some(write) = row.comment.as_ref().filter(|_| row.judgement.decision == Decision::Review) {
            let (sheet, value) = (row.sheet.to_owned(), write.value.clone());
            edits.push(Edit { sheet, cell: write.cell, value, fill: None });
        }
        if row.judgement.decision == Decision::Fill || draft {
            for write in &row.writes {
                let fill = draft.then_some(AMBER);
                edits.push(Edit {
                    sheet: row.sheet.to_owned(),
                    cell: write.cell,
                    value: write.value.clone(),
                    fill,
                });
            }
            if let Some(block) = block.filter(|block| block.answer_column.is_none())
                && headed.insert((row.sheet.to_owned(), block.first_row))
            {
                edits.extend(header(row, block, block.append_column, answer_header(response.language)));
            }
        }
        if drafts.is_some()
            && let Some(block) = block
        {
            let first = block.append_column + u32::from(block.answer_column.is_none());
            edits.extend(notes(row, first));
            if headed.insert((format!("{}\0notes", row.sheet), block.first_row)) {
                for (at, text) in (first..).zip(["Confidence", "Decision", "Entry"]) {
                    edits.extend(header(row, block, at, text));
                }
            }
        }
    }
    edits
}

/// The columns that these edits add, to look like the questions beside them.
pub fn added_columns(
    edits: &[Edit],
    response: &Response<'_>,
    questionnaire: &Questionnaire,
    workbook: &Workbook,
    drafts: Option<f64>,
) -> Vec<AddedColumn> {
    let mut added: Vec<AddedColumn> = Vec::new();
    let edited: BTreeSet<(&str, u32)> =
        edits.iter().map(|edit| (edit.sheet.as_str(), edit.cell.column)).collect();
    for row in &response.rows {
        let Some(block) = block_of(questionnaire, row) else { continue };
        let like = block.question_column.index;
        let stated = workbook.sheet(row.sheet).and_then(|sheet| sheet.column_width(like));
        let mut columns = Vec::new();
        if block.answer_column.is_none() {
            columns.push((block.append_column, answer_width(stated)));
        }
        if drafts.is_some() {
            let first = block.append_column + u32::from(block.answer_column.is_none());
            columns.extend((first..).zip(NOTE_WIDTHS));
        }
        for (column, width) in columns {
            let new = added.iter().all(|other| other.column != column || other.sheet != row.sheet);
            if new && edited.contains(&(row.sheet, column)) {
                added.push(AddedColumn { sheet: row.sheet.to_owned(), column, width });
            }
        }
    }
    added
}

/// A column that the form lacks: where a block's answers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The sheet.
    pub sheet: String,
    /// The cell of its header.
    pub header: CellRef,
    /// The text of its header.
    pub title: &'static str,
    /// The width in characters that it has at least.
    pub width: u32,
    /// The first row of the block, from 0.
    pub first_row: u32,
    /// The last row of the block, from 0.
    pub last_row: u32,
}

impl Appended {
    /// Whether the answer to a question goes into this column.
    pub(super) fn holds(&self, sheet: &str, question: &Question) -> bool {
        let within = (self.first_row..=self.last_row).contains(&question.cell.row);
        within && self.sheet == sheet && question.ticks.is_empty()
    }
}

/// The columns that are added where an answer goes into them, whatever is filled today.
pub fn appended(
    response: &Response<'_>,
    questionnaire: &Questionnaire,
    workbook: &Workbook,
) -> Vec<Appended> {
    let mut columns = Vec::new();
    for form in &questionnaire.sheets {
        for block in form.blocks.iter().filter(|block| block.answer_column.is_none()) {
            let Some(header) = block.header_rows.last() else { continue };
            let stated =
                workbook.sheet(&form.name).and_then(|sheet| sheet.column_width(block.question_column.index));
            columns.push(Appended {
                sheet: form.name.clone(),
                header: CellRef::new(*header, block.append_column),
                title: answer_header(response.language),
                width: answer_width(stated),
                first_row: block.first_row,
                last_row: block.last_row,
            });
        }
    }
    columns
}

/// As wide as the questions, within what is read well.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn answer_width(questions: Option<f64>) -> u32 {
    let (least, most) = ANSWER_WIDTHS;
    questions.unwrap_or(0.0).clamp(least, most).round() as u32
}

/// How many suggestions [`edits`] puts into the form.
pub fn drafts(response: &Response<'_>, least: f64) -> usize {
    response.rows.iter().filter(|row| is_draft(row, Some(least)) && !row.writes.is_empty()).count()
}

fn is_draft(row: &Row<'_>, drafts: Option<f64>) -> bool {
    row.judgement.decision == Decision::Review
        && drafts.is_some_and(|least| row.judgement.sure().is_some_and(|c| c.get() >= least))
}

fn block_of<'q>(questionnaire: &'q Questionnaire, row: &Row<'_>) -> Option<&'q Block> {
    let form = questionnaire.sheets.iter().find(|form| form.name == row.sheet)?;
    form.blocks.iter().find(|block| (block.first_row..=block.last_row).contains(&row.question.cell.row))
}

fn header(row: &Row<'_>, block: &Block, column: u32, text: &str) -> Option<Edit> {
    let at = block.header_rows.last()?;
    Some(Edit {
        sheet: row.sheet.to_owned(),
        cell: CellRef::new(*at, column),
        value: NewValue::Text(text.into()),
        fill: None,
    })
}

fn answer_header(language: Language) -> &'static str {
    match language {
        Language::Swedish => "Svar",
        Language::English | Language::Other => "Answer",
    }
}

/// Confidence, decision and entry of a row that has something to say.
fn notes(row: &Row<'_>, first: u32) -> Vec<Edit> {
    let judgement = &row.judgement;
    let entries: Vec<&str> = judgement.entries().iter().map(|entry| entry.id.as_str()).collect();
    let Some(sure) =
        judgement.sure().filter(|_| judgement.decision != Decision::Leave && !entries.is_empty())
    else {
        return Vec::new();
    };
    let texts =
        [format!("{} %", sure.percent()), judgement.decision.as_str().to_owned(), entries.join(" + ")];
    (first..)
        .zip(texts)
        .map(|(column, text)| Edit {
            sheet: row.sheet.to_owned(),
            cell: CellRef::new(row.question.cell.row, column),
            value: NewValue::Text(text.into()),
            fill: None,
        })
        .collect()
}
