//! The rulings of a reviewer as edits of the customer's original: what is sent, what stays blank, what cannot be done.
//!
//! Nothing here looks at the filled form: the final one is made from the original, the docket and the rulings alone, so it
//! is the same whatever program saved the review workbook and however its rows were sorted.

mod decide;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::columns::Ruling;
use super::record::RecordRow;
use super::reviewed::Reviewed;
use crate::respond::{AppendedColumn, DocketRow};
use crate::workbook::{AddedColumn, CellRef, Edit, NewValue, Workbook};
pub(super) use decide::find;
use decide::{Blank, Outcome, Refused, Sending, decide};

/// What comes of the rulings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    /// The edits of the original, in the order of the form.
    pub edits: Vec<Edit>,
    /// The columns that the edits add.
    pub added: Vec<AddedColumn>,
    /// How many rows came to what.
    pub counts: ApplyCounts,
    /// The rows that got an answer or were left blank on purpose, in the order of the form.
    pub rows: Vec<RecordRow>,
    /// Rows that wait for a ruling, `Sheet!B3`; they stay blank.
    pub open: Vec<String>,
    /// Rows whose edited answer has no cell to go to: their choice is sent, their text is not.
    pub unsent: Vec<String>,
    /// Rows that got another choice beside the text that was proposed.
    pub kept_text: Vec<String>,
    /// Rows that got another text beside the choice that was proposed.
    pub kept_choice: Vec<String>,
}

/// How many rows came to what; all but `rows` and `answered` add up to `rows`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplyCounts {
    /// Rows in all.
    pub rows: usize,
    /// Rows that got an answer, by whatever way.
    pub answered: usize,
    /// Filled, and nobody ruled otherwise.
    pub filled: usize,
    /// Accepted.
    pub accepted: usize,
    /// Answered with what stood in "2nd".
    pub used_2nd: usize,
    /// Answered with what stood in "3rd".
    pub used_3rd: usize,
    /// Answered with what the reviewer wrote.
    pub edited: usize,
    /// Ruled a wrong match.
    pub wrong_match: usize,
    /// Ruled to be left blank.
    pub left_blank: usize,
    /// Suggested, and nobody ruled.
    pub open: usize,
    /// Nothing was found for them, and nobody ruled.
    pub nothing_found: usize,
    /// Answered before.
    pub answered_before: usize,
    /// General information that is left to a person.
    pub general: usize,
}

/// A row that has to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: `Review!5 (Form!B3)`.
    pub place: String,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub way_out: &'static str,
}

/// The rows that have to be corrected before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyErrors {
    /// They, in the order of the form.
    pub problems: Vec<Problem>,
}

impl fmt::Display for ApplyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [one] => write!(f, "{}: {}", one.place, one.why),
            several => write!(f, "{} rows have to be corrected", several.len()),
        }
    }
}

impl std::error::Error for ApplyErrors {}

/// Makes the edits of the original from a reviewed docket. `workbook` is the original, opened; it is not changed.
///
/// A row that was filled needs no ruling; a row for review without one is open and stays blank.
///
/// # Errors
/// [`ApplyErrors`] names every row whose ruling cannot be carried out: nothing is guessed and nothing is left out.
pub fn apply(reviewed: &Reviewed, workbook: &Workbook) -> Result<Applied, ApplyErrors> {
    let mut applied = Applied::default();
    let mut problems = Vec::new();
    let mut claimed = BTreeMap::new();
    for row in &reviewed.docket.rows {
        let ruled = reviewed.ruling(row);
        let outcome = decide(row, ruled, workbook).and_then(|outcome| match outcome {
            Outcome::Send(sending) => {
                claim(&mut claimed, row, &sending, workbook).map(|()| Outcome::Send(sending))
            }
            other => Ok(other),
        });
        match outcome {
            Ok(outcome) => applied.take(row, outcome),
            Err(problem) => {
                let at = address(row);
                // A file of rulings names the customer's cell, which is told once.
                let place = match ruled.map(|ruled| ruled.place.trim_start_matches('!')) {
                    Some(place) if place != at => format!("{place} ({at})"),
                    _ => at,
                };
                problems.push(Problem { place, why: problem.why, way_out: problem.way_out });
            }
        }
    }
    if !problems.is_empty() {
        return Err(ApplyErrors { problems });
    }
    // Rows that share a cell agree here, and a cell is written once.
    let mut written = BTreeSet::new();
    applied
        .edits
        .retain(|edit| written.insert((edit.sheet.clone(), anchor(workbook, &edit.sheet, edit.cell))));
    applied.counts.rows = reviewed.docket.rows.len();
    applied.add_columns(&reviewed.docket.head.appended);
    Ok(applied)
}

fn anchor(workbook: &Workbook, sheet: &str, cell: CellRef) -> CellRef {
    workbook.sheet(sheet).map_or(cell, |sheet| sheet.anchor(cell))
}

/// What goes into which cell, and the row that it comes from.
type Claimed = BTreeMap<(String, CellRef), (NewValue, String)>;

/// Refuses a row whose cell another row fills otherwise: questions may share a merged answer cell, which holds one answer.
fn claim(
    claimed: &mut Claimed,
    row: &DocketRow,
    sending: &Sending,
    workbook: &Workbook,
) -> Result<(), Refused> {
    for (cell, value) in &sending.writes {
        let anchor = anchor(workbook, &row.sheet, *cell);
        let taken =
            claimed.entry((row.sheet.clone(), anchor)).or_insert_with(|| (value.clone(), address(row)));
        if taken.0 != *value {
            return Err(Refused {
                why: format!(
                    "its cell {anchor} is the one of {} too, which another answer goes into",
                    taken.1
                ),
                way_out: "give both rows the same answer, or choose the ruling leave blank for one",
            });
        }
    }
    Ok(())
}

/// Where a row stands in the customer's file; separated text has no sheets.
fn address(row: &DocketRow) -> String {
    if row.sheet.is_empty() { row.cell.clone() } else { format!("{}!{}", row.sheet, row.cell) }
}

impl Applied {
    fn take(&mut self, row: &DocketRow, outcome: Outcome) {
        let counts = &mut self.counts;
        match outcome {
            Outcome::Send(sending) => {
                *match sending.ruling {
                    None => &mut counts.filled,
                    Some(Ruling::UseSecond) => &mut counts.used_2nd,
                    Some(Ruling::UseThird) => &mut counts.used_3rd,
                    Some(Ruling::Edit) => &mut counts.edited,
                    Some(_) => &mut counts.accepted,
                } += 1;
                counts.answered += 1;
                self.send(row, sending);
            }
            Outcome::Blank(blank) => {
                *match blank {
                    Blank::WrongMatch => &mut counts.wrong_match,
                    Blank::LeftBlank => &mut counts.left_blank,
                } += 1;
                self.rows.push(RecordRow::blank(row, blank.ruling()));
            }
            Outcome::Open => {
                counts.open += 1;
                self.open.push(address(row));
            }
            Outcome::NothingFound => counts.nothing_found += 1,
            Outcome::AnsweredBefore => counts.answered_before += 1,
            Outcome::General => counts.general += 1,
        }
    }

    fn send(&mut self, row: &DocketRow, sending: Sending) {
        if sending.unsent {
            self.unsent.push(address(row));
        }
        if sending.kept_text {
            self.kept_text.push(address(row));
        }
        if sending.kept_choice {
            let choice = sending.choice.as_deref().unwrap_or_default();
            self.kept_choice.push(format!("{} (\"{choice}\")", address(row)));
        }
        for (cell, value) in &sending.writes {
            self.edits.push(Edit { sheet: row.sheet.clone(), cell: *cell, value: value.clone(), fill: None });
        }
        self.rows.push(RecordRow {
            choice: sending.choice,
            text: sending.text,
            verdict: sending.verdict,
            cells: sending.writes.iter().map(|(cell, _)| cell.to_string()).collect(),
            entries: sending.entries,
            percent: sending.percent,
            ..RecordRow::blank(row, sending.ruling)
        });
    }

    /// Heads the columns that the form lacks, where an answer goes into them.
    fn add_columns(&mut self, appended: &[AppendedColumn]) {
        let mut headers = Vec::new();
        for column in appended {
            let Ok(header) = column.header.parse::<CellRef>() else { continue };
            let (first, last) = column.rows;
            let holds = |edit: &Edit| {
                edit.sheet == column.sheet
                    && edit.cell.column == header.column
                    && (first..=last).contains(&(edit.cell.row + 1))
            };
            if !self.edits.iter().any(holds) {
                continue;
            }
            let headed = |other: &Edit| other.sheet == column.sheet && other.cell == header;
            // Blocks can share a header.
            if headers.iter().any(headed) {
                continue;
            }
            let value = NewValue::Text(column.title.as_str().into());
            headers.push(Edit { sheet: column.sheet.clone(), cell: header, value, fill: None });
            let known = |added: &AddedColumn| added.sheet == column.sheet && added.column == header.column;
            if !self.added.iter().any(known) {
                // Blocks that share a column share its width: that of the first, as `fill` has it.
                let same = |other: &&AppendedColumn| {
                    other.sheet == column.sheet
                        && other.header.parse::<CellRef>().is_ok_and(|at| at.column == header.column)
                };
                let width = appended.iter().find(same).map_or(column.width, |first| first.width);
                self.added.push(AddedColumn { sheet: column.sheet.clone(), column: header.column, width });
            }
        }
        self.edits.extend(headers);
    }
}
