//! One of the two sheets with rows: "Review" or "Done".

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType, DataValidation, Note,
    Worksheet, XlsxError,
};

use super::choices::ChoiceLists;
use super::columns::{
    ANSWER, CELL, CHOICE, COLUMNS, CONFIDENCE, DECISION, DIFFERS, EDITED_ANSWER, EDITED_CHOICE, ENTRY,
    EVIDENCE, ID, INPUT, KEY, LAST_DECIDING, LAST_FIXED, MATCHED, NUMBER, OWNER, QUESTION, REVIEWED, RULING,
    Ruling, SECOND, SECTION, SHEET, THIRD, WHY,
};
use super::read::Rulings;
use super::reviewed::digest;
use super::styles::Styles;
use super::table::ReviewRow;
use super::write::bounded;
use crate::confidence::Decision;
use crate::respond::{Docket, row_key};

/// Rows are as high as their longest text needs, within what still fits a screen.
const LINE_HEIGHT: f64 = 13.5;
const MOST_LINES: usize = 16;
/// Characters of a text that a column holds for each unit of its width: widths are counted in digits of a larger font.
const CHARACTERS_A_UNIT: f64 = 1.15;
/// Number of the paper size A4 in a workbook.
const A4: u8 = 9;
/// Margins of a printed page in inches; what they leave makes the print larger.
const MARGIN: f64 = 0.4;
const FOOT: f64 = 0.2;

/// Columns whose texts a reviewer may not change: they say what is meant, and what would be sent.
const KEPT: [u16; 9] = [SHEET, CELL, QUESTION, DECISION, CHOICE, ANSWER, ENTRY, SECOND, THIRD];

/// What the sheets with rows have in common.
pub(super) struct Lists<'a> {
    pub(super) styles: &'a Styles,
    pub(super) carried: &'a Rulings,
    pub(super) choices: ChoiceLists,
    docket: &'a mut Docket,
    /// Where the docket has the row of a key.
    places: BTreeMap<String, usize>,
}

impl<'a> Lists<'a> {
    /// The docket learns what each row shows.
    pub(super) fn new(styles: &'a Styles, carried: &'a Rulings, docket: &'a mut Docket) -> Self {
        let places = docket.rows.iter().enumerate().map(|(at, row)| (row.key.clone(), at)).collect();
        Self { styles, carried, choices: ChoiceLists::default(), docket, places }
    }

    /// Writes a sheet; what comes back is how many of its rows bear a ruling.
    pub(super) fn write(
        &mut self,
        sheet: &mut Worksheet,
        name: &str,
        rows: &[ReviewRow<'_, '_>],
    ) -> Result<usize, XlsxError> {
        sheet.set_name(name)?;
        self.header(sheet)?;
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX - 1);
        page(sheet, last)?;
        let mut ruled = 0;
        for (line, row) in (1u32..).zip(rows) {
            let suggested = row.row.judgement.decision == Decision::Review;
            ruled += usize::from(self.row(sheet, line, row)? && suggested);
        }
        sheet.autofilter(0, 0, last.max(1), KEY)?;
        // The cursor waits where the first ruling goes.
        sheet.set_selection(1, RULING, 1, RULING)?;
        if last > 0 {
            let rulings = DataValidation::new()
                .allow_list_strings(&Ruling::ALL.map(Ruling::as_str))?
                .set_error_title("Ruling")?
                .set_error_message("Choose one of the list, or leave the cell empty.")?;
            sheet.add_data_validation(1, RULING, last, RULING, &rulings)?;
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, 1)
                .set_fill_color("#9FB3C8")
                .set_solid_fill(true)
                .set_direction(ConditionalFormatDataBarDirection::LeftToRight);
            sheet.add_conditional_format(1, CONFIDENCE, last, CONFIDENCE, &bar)?;
            self.choices.offer(sheet, rows)?;
        }
        Ok(ruled)
    }

    fn header(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_row_height(0, 30)?;
        for (at, column) in (0u16..).zip(COLUMNS) {
            let style = if INPUT.contains(&at) { &self.styles.input_header } else { &self.styles.header };
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, column.header, style)?;
            let note = Note::new(column.note).set_author("trustfill").add_author_prefix(false);
            sheet.insert_note(0, at, &note)?;
        }
        sheet.set_freeze_panes(1, LAST_FIXED + 1)?;
        Ok(())
    }

    /// Writes a row; what comes back is whether it bears a ruling.
    fn row(&mut self, sheet: &mut Worksheet, line: u32, row: &ReviewRow<'_, '_>) -> Result<bool, XlsxError> {
        let question = &row.row.question;
        let decision = row.row.judgement.decision;
        let key = row_key(&row.row.sheet, question.cell, &question.text);
        let tag = match decision {
            Decision::Fill => &self.styles.fill,
            Decision::Review => &self.styles.review,
            Decision::Leave => &self.styles.leave,
        };
        let cell = question.cell.to_string();
        let texts: [(u16, &str); 18] = [
            (ID, question.id.as_deref().unwrap_or_default()),
            (SECTION, question.section.as_deref().unwrap_or_default()),
            (QUESTION, &question.text),
            (CHOICE, &row.choice),
            (ANSWER, &row.answer),
            (WHY, &row.why),
            (SECOND, &row.others[0]),
            (THIRD, &row.others[1]),
            (MATCHED, &row.matched),
            (DIFFERS, &row.differs),
            (ENTRY, &row.entries.ids),
            (OWNER, &row.entries.owners),
            (EVIDENCE, &row.entries.evidence),
            (REVIEWED, &row.entries.reviewed),
            (DECISION, decision.as_str()),
            (SHEET, &row.row.sheet),
            (CELL, &cell),
            (KEY, &key),
        ];
        let mut shown = Vec::new();
        for (at, text) in texts {
            let text = bounded(text);
            if KEPT.contains(&at) {
                shown.push((COLUMNS[usize::from(at)].header.to_owned(), digest(&text)));
            }
            let style = if at == DECISION { tag } else { &self.styles.text };
            sheet.write_string_with_format(line, at, text, style)?;
        }
        sheet.write_number_with_format(line, NUMBER, line, tag)?;
        let sure = row.row.judgement.sure();
        match sure.filter(|_| decision != Decision::Leave && !row.row.judgement.suggestions.is_empty()) {
            Some(sure) => {
                sheet.write_number_with_format(line, CONFIDENCE, sure.get(), &self.styles.percent)?;
            }
            None => {
                sheet.write_blank(line, CONFIDENCE, &self.styles.text)?;
            }
        }
        if let Some(at) = self.places.get(&key) {
            self.docket.rows[*at].shown = shown;
        }
        let kept = self.carried.of(&row.row.sheet, question.cell, &question.text);
        let preset = if decision == Decision::Fill { Ruling::Accept.as_str() } else { "" };
        let ruling = kept.map_or(preset, |ruled| ruled.ruling.map_or("", Ruling::as_str));
        let edited = |text: Option<&String>| bounded(text.map(String::as_str).unwrap_or_default());
        let input = &self.styles.input;
        sheet.write_string_with_format(line, RULING, ruling, &self.styles.ruling)?;
        let choice = edited(kept.and_then(|ruled| ruled.choice.as_ref()));
        sheet.write_string_with_format(line, EDITED_CHOICE, choice, input)?;
        let answer = edited(kept.and_then(|ruled| ruled.answer.as_ref()));
        sheet.write_string_with_format(line, EDITED_ANSWER, answer, input)?;
        sheet.set_row_height(line, height(row))?;
        Ok(!ruling.is_empty())
    }
}

/// How the sheet is printed: the columns that it takes to decide, on pages as wide as they are, under their header.
fn page(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_margins(MARGIN, MARGIN, MARGIN, MARGIN + FOOT, FOOT, FOOT);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_area(0, 0, last.max(1), LAST_DECIDING)?;
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
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
