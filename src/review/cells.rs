//! The cells of a row of the sheets "Review" and "Done".

use jiff::civil::Date;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::columns::{
    ANSWER, CELL, CHOICE, COLUMNS, CONFIDENCE, DECISION, DIFFERS, EDITED_ANSWER, EDITED_CHOICE, ENTRY,
    EVIDENCE, ID, KEPT, KEY, MATCHED, NUMBER, OWNER, QUESTION, REVIEWED, RULING, Ruling, SECOND, SECTION,
    SHEET, THIRD, WHY,
};
use super::read::{Ruled, Rulings};
use super::reviewed::Shown;
use super::styles::Styles;
use super::table::{ReviewRow, review_row};
use super::write::bounded;
use crate::confidence::Decision;
use crate::respond::{Response, Row, row_key};
use crate::workbook::{CellRef, Rows, Stream, StreamError};

/// Rows are as high as their longest text needs, within what still fits a screen.
const LINE_HEIGHT: f64 = 13.5;
const MOST_LINES: usize = 16;
/// Characters of a text that a column holds for each unit of its width: widths are counted in digits of a larger font.
const CHARACTERS_A_UNIT: f64 = 1.15;
/// The numbers that the formats of rows have in the workbook.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    text: u32,
    fill: u32,
    review: u32,
    leave: u32,
    percent: u32,
    ruling: u32,
    input: u32,
}

impl Marks {
    /// The row of the empty sheet that bears each format once, from 0.
    const ROW: u32 = 1;

    /// Leaves the formats in a row of the empty sheet: the writer gives them their numbers when it saves.
    pub(super) fn leave(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        let Styles { text, fill, review, leave, percent, ruling, input, .. } = styles;
        let formats: [&Format; 7] = [text, fill, review, leave, percent, ruling, input];
        for (at, format) in (0u16..).zip(formats) {
            sheet.write_blank(Self::ROW, at, format)?;
        }
        Ok(())
    }

    /// Reads the numbers from the empty sheet.
    pub(super) fn read(stream: &mut Stream, part: &str) -> Result<Self, StreamError> {
        match stream.formats(part, Self::ROW, 7)?.as_slice() {
            &[text, fill, review, leave, percent, ruling, input] => {
                Ok(Self { text, fill, review, leave, percent, ruling, input })
            }
            _ => Err(StreamError::Lacks("formats")),
        }
    }
}

/// What makes rows into cells.
pub(super) struct Cells<'a> {
    response: &'a Response<'a>,
    carried: &'a Rulings,
    marks: Marks,
    today: Date,
    /// What each row of the response showed.
    pub(super) shown: Vec<Shown>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(response: &'a Response<'a>, carried: &'a Rulings, marks: Marks, today: Date) -> Self {
        Self { response, carried, marks, today, shown: vec![Shown::default(); response.rows.len()] }
    }

    /// Writes the rows of a sheet, named by their places in the response. Those from `folds` on can be folded away.
    pub(super) fn stream(
        &mut self,
        stream: &mut Stream,
        part: &str,
        order: &[usize],
        folds: usize,
    ) -> Result<(), StreamError> {
        let last = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let range = format!("A1:{}", CellRef::new(last, KEY.into()));
        stream.rows(part, &range, 1, |rows| {
            for (number, at) in order.iter().enumerate() {
                let line = u32::try_from(number + 1).unwrap_or(u32::MAX);
                let row = review_row(&self.response.rows[*at], self.today);
                rows.begin(line, Some(height(&row)), number >= folds);
                self.shown[*at] = self.row(rows, line, &row);
                rows.end()?;
            }
            Ok(())
        })
    }

    /// Writes the cells of a row; what comes back is what it shows.
    fn row(&self, rows: &mut Rows<'_>, line: u32, row: &ReviewRow<'_, '_>) -> Shown {
        let question = &row.row.question;
        let judgement = &row.row.judgement;
        let decision = judgement.decision;
        let marks = self.marks;
        let tag = match decision {
            Decision::Fill => marks.fill,
            Decision::Review => marks.review,
            Decision::Leave => marks.leave,
        };
        let sure = judgement.sure();
        let sure = sure.filter(|_| decision != Decision::Leave && !judgement.suggestions.is_empty());
        let kept = kept(row.row, self.carried);
        let cell = question.cell.to_string();
        let key = row_key(row.row.sheet, question.cell, &question.text);
        let mut shown = Shown::default();
        for at in 0..=KEY {
            let (text, mark) = match at {
                NUMBER => {
                    rows.number(at, tag, line.into());
                    continue;
                }
                CONFIDENCE => {
                    match sure {
                        Some(sure) => rows.number(at, marks.percent, sure.get()),
                        None => {
                            rows.text(at, marks.text, "");
                        }
                    }
                    continue;
                }
                ID => (question.id.as_deref().unwrap_or_default(), marks.text),
                SECTION => (question.section.as_deref().unwrap_or_default(), marks.text),
                QUESTION => (question.text.as_str(), marks.text),
                CHOICE => (row.choice.as_str(), marks.text),
                ANSWER => (row.answer.as_str(), marks.text),
                WHY => (row.why.as_str(), marks.text),
                RULING => (ruling(row.row, self.carried), marks.ruling),
                EDITED_CHOICE => {
                    (kept.and_then(|ruled| ruled.choice.as_deref()).unwrap_or_default(), marks.input)
                }
                EDITED_ANSWER => {
                    (kept.and_then(|ruled| ruled.answer.as_deref()).unwrap_or_default(), marks.input)
                }
                SECOND => (row.others[0].as_str(), marks.text),
                THIRD => (row.others[1].as_str(), marks.text),
                MATCHED => (row.matched.as_str(), marks.text),
                DIFFERS => (row.differs.as_str(), marks.text),
                ENTRY => (row.entries.ids.as_str(), marks.text),
                OWNER => (row.entries.owners.as_str(), marks.text),
                EVIDENCE => (row.entries.evidence.as_str(), marks.text),
                REVIEWED => (row.entries.reviewed.as_str(), marks.text),
                DECISION => (decision.as_str(), tag),
                SHEET => (row.row.sheet, marks.text),
                CELL => (cell.as_str(), marks.text),
                _ => (key.as_str(), marks.text),
            };
            let held = rows.text(at, mark, &bounded(text));
            if KEPT.contains(&at) {
                shown.add(&held);
            }
        }
        shown
    }
}

/// What a reviewer ruled on the row before.
fn kept<'r>(row: &Row<'_>, carried: &'r Rulings) -> Option<&'r Ruled> {
    carried.of(row.sheet, row.question.cell, &row.question.text)
}

/// What stands in the row's "Ruling".
pub(super) fn ruling(row: &Row<'_>, carried: &Rulings) -> &'static str {
    let preset = if row.judgement.decision == Decision::Fill { Ruling::Accept.as_str() } else { "" };
    kept(row, carried).map_or(preset, |ruled| ruled.ruling.map_or("", Ruling::as_str))
}

/// A height at which the longest of the texts that a row is decided by can be read, in points.
fn height(row: &ReviewRow<'_, '_>) -> f64 {
    let question = &row.row.question;
    let most = [
        (question.text.as_str(), QUESTION),
        (&row.answer, ANSWER),
        (&row.why, WHY),
        (question.section.as_deref().unwrap_or_default(), SECTION),
        (question.id.as_deref().unwrap_or_default(), ID),
    ]
    .into_iter()
    .map(|(text, at)| lines(text, COLUMNS[usize::from(at)].width))
    .fold(1, usize::max);
    most.min(MOST_LINES) as f64 * LINE_HEIGHT + 3.0
}

/// How many lines a text takes in a column: words go to the next line as a whole.
fn lines(text: &str, width: f64) -> usize {
    let holds = ((width * CHARACTERS_A_UNIT) as usize).max(1);
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let long = word.chars().count();
            if used > 0 && used + 1 + long > holds {
                lines += 1;
                used = 0;
            }
            used += long + usize::from(used > 0);
            // A word that is longer than a line is broken.
            lines += used.saturating_sub(1) / holds;
            used = if used > holds { used % holds } else { used };
        }
        lines
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        let width = 10.0 / CHARACTERS_A_UNIT;
        assert_eq!(lines("", width), 1);
        assert_eq!(lines("four five", width), 1);
        assert_eq!(lines("fourteen words", width), 2);
        assert_eq!(lines("a\nb", width), 2);
        assert_eq!(lines(&"x".repeat(25), width), 3);
    }
}
