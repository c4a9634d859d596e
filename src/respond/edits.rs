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
    let mut edits = Edits::default();
    let drafted = drafts.map(|least| drafted(response, least)).unwrap_or_default();
    let goes_in =
        |at: usize, row: &Row<'_>| row.judgement.decision == Decision::Fill || drafted.contains(&at);
    for (at, row) in response.rows.iter().enumerate() {
        // A reviewer may have ruled since, and then it is no longer for a person to choose.
        if let Some(write) = row.comment.as_ref().filter(|_| row.judgement.decision == Decision::Review) {
            edits.put(row, write.cell, write.value.clone(), None);
        }
        if goes_in(at, row) {
            let fill = drafted.contains(&at).then_some(AMBER);
            for write in &row.writes {
                edits.put(row, write.cell, write.value.clone(), fill);
            }
        }
    }
    // What stands beside the answers comes after them: no note takes the place of an answer.
    for (at, row) in response.rows.iter().enumerate() {
        let Some(block) = block_of(questionnaire, row) else { continue };
        if goes_in(at, row) && block.answer_column.is_none() {
            edits.head(row, block, block.append_column, answer_header(response.language));
        }
        if drafts.is_some() {
            let first = block.append_column + u32::from(block.answer_column.is_none());
            for (at, text) in (first..).zip(notes(row)) {
                edits.put(row, CellRef::new(row.question.cell.row, at), NewValue::Text(text.into()), None);
            }
            for (at, text) in (first..).zip(["Confidence", "Decision", "Entry"]) {
                edits.head(row, block, at, text);
            }
        }
    }
    edits.all
}

/// Edits as they are gathered. Rows can share a cell, and blocks a header: a cell is written once.
#[derive(Default)]
struct Edits<'r> {
    all: Vec<Edit>,
    written: BTreeSet<(&'r str, CellRef)>,
}

impl<'r> Edits<'r> {
    fn put(&mut self, row: &'r Row<'_>, cell: CellRef, value: NewValue, fill: Option<Rgb>) {
        if self.written.insert((row.sheet, cell)) {
            self.all.push(Edit { sheet: row.sheet.to_owned(), cell, value, fill });
        }
    }

    fn head(&mut self, row: &'r Row<'_>, block: &Block, column: u32, text: &str) {
        if let Some(header) = block.header_rows.last() {
            self.put(row, CellRef::new(*header, column), NewValue::Text(text.into()), None);
        }
    }
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
    drafted(response, least).iter().filter(|at| !response.rows[**at].writes.is_empty()).count()
}

/// The places of the rows whose suggestions go into the form: of several for one cell the first.
fn drafted(response: &Response<'_>, least: f64) -> BTreeSet<usize> {
    fn cells<'b>(row: &Row<'b>) -> Vec<(&'b str, CellRef)> {
        row.writes.iter().map(|write| (row.sheet, write.cell)).collect()
    }
    let filled = response.rows.iter().filter(|row| row.judgement.decision == Decision::Fill);
    let mut taken: BTreeSet<(&str, CellRef)> = filled.flat_map(cells).collect();
    let mut drafted = BTreeSet::new();
    for (at, row) in response.rows.iter().enumerate().filter(|(_, row)| is_draft(row, least)) {
        let cells = cells(row);
        if cells.iter().all(|cell| !taken.contains(cell)) {
            taken.extend(cells);
            drafted.insert(at);
        }
    }
    drafted
}

fn is_draft(row: &Row<'_>, least: f64) -> bool {
    row.judgement.decision == Decision::Review && row.judgement.sure().is_some_and(|sure| sure.get() >= least)
}

fn block_of<'q>(questionnaire: &'q Questionnaire, row: &Row<'_>) -> Option<&'q Block> {
    let form = questionnaire.sheets.iter().find(|form| form.name == row.sheet)?;
    form.blocks.iter().find(|block| (block.first_row..=block.last_row).contains(&row.question.cell.row))
}

fn answer_header(language: Language) -> &'static str {
    match language {
        Language::Swedish => "Svar",
        Language::English | Language::Other => "Answer",
    }
}

/// Confidence, decision and entry of a row that has something to say.
fn notes(row: &Row<'_>) -> Vec<String> {
    let judgement = &row.judgement;
    let entries: Vec<&str> = judgement.entries().iter().map(|entry| entry.id.as_str()).collect();
    let Some(sure) =
        judgement.sure().filter(|_| judgement.decision != Decision::Leave && !entries.is_empty())
    else {
        return Vec::new();
    };
    vec![format!("{} %", sure.percent()), judgement.decision.as_str().to_owned(), entries.join(" + ")]
}
