//! A response as a review workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, DataValidation, DocProperties,
    ExcelDateTime, Note, Workbook, Worksheet, XlsxError,
};

use super::columns::{
    ANSWER, CELL, CHOICE, COLUMNS, CONFIDENCE, DECISION, EDITED_ANSWER, EDITED_CHOICE, ENTRY, ID, KEY,
    MATCHED, NUMBER, OWNER, QUESTION, REVIEW_SHEET, RULING, Ruling, SECOND, SECTION, SHEET, THIRD, WHY,
};
use super::docket_sheet;
use super::read::Rulings;
use super::reviewed::digest;
use super::styles::Styles;
use super::summary;
use super::table::{self, ReviewRow};
use crate::confidence::{Decision, Policy};
use crate::respond::{Docket, Provenance, Response, Row, row_key};
use crate::workbook::LONGEST_TEXT;

/// Why a review workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("could not make the review workbook: {0}")]
pub struct WriteError(#[from] XlsxError);

/// A text that no cell holds is cut with this mark, never silently.
const CUT: &str = " […]";
/// Excel takes a literal list of at most this many characters (with its commas).
const LIST_CHARACTERS: usize = 255;
/// Rows are as high as their longest text needs, within what still fits a screen.
const LINE_HEIGHT: f64 = 13.5;
const MOST_LINES: usize = 14;

/// Writes the review workbook: sheet "Review" with a row for every question, sheet "Summary", and the docket in a hidden
/// sheet, which learns here what each row shows.
///
/// `carried` are rulings of an earlier review of the same questions; they are put back where the question is unchanged.
///
/// # Errors
/// [`WriteError`] where the writer refuses a value, which the checks here are to prevent.
pub fn write(
    response: &Response<'_>,
    provenance: &Provenance,
    policy: &Policy,
    carried: &Rulings,
    mut docket: Docket,
) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    // The date of the run, at midnight: two runs of one day are the same bytes.
    let year = u16::try_from(provenance.today.year()).unwrap_or(1980);
    let (month, day) = (provenance.today.month().unsigned_abs(), provenance.today.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_title("Review").set_creation_datetime(&created));
    let styles = Styles::new();
    let rows = table::rows(response);
    write_rows(workbook.add_worksheet(), &rows, &styles, carried, &mut docket)?;
    summary::write(workbook.add_worksheet(), response, provenance, policy, &styles)?;
    docket_sheet::write(workbook.add_worksheet(), &docket)?;
    Ok(workbook.save_to_buffer()?)
}

fn write_rows(
    sheet: &mut Worksheet,
    rows: &[ReviewRow<'_, '_>],
    styles: &Styles,
    carried: &Rulings,
    docket: &mut Docket,
) -> Result<(), XlsxError> {
    let keys = docket.rows.iter().enumerate().map(|(at, row)| (row.key.clone(), at));
    let keys: BTreeMap<String, usize> = keys.collect();
    sheet.set_name(REVIEW_SHEET)?;
    sheet.set_row_height(0, 30)?;
    for (at, column) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.header, &styles.header)?;
        sheet.insert_note(0, at, &Note::new(column.note).set_author("trustfill").add_author_prefix(false))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX - 1);
    for (line, row) in (1u32..).zip(rows) {
        let key = row_key(&row.row.sheet, row.row.question.cell, &row.row.question.text);
        let shown = write_row(sheet, line, row, styles, carried, &key)?;
        if let Some(at) = keys.get(&key) {
            docket.rows[*at].shown = shown;
        }
    }
    sheet.autofilter(0, 0, last.max(1), KEY)?;
    if last > 0 {
        let rulings = DataValidation::new()
            .allow_list_strings(&Ruling::ALL.map(Ruling::as_str))?
            .set_error_title("Ruling")?
            .set_error_message("Choose one of the list, or leave the cell empty.")?;
        sheet.add_data_validation(1, RULING, last, RULING, &rulings)?;
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(rust_xlsxwriter::ConditionalFormatType::Number, 0)
            .set_maximum(rust_xlsxwriter::ConditionalFormatType::Number, 1)
            .set_fill_color("#9FB3C8")
            .set_solid_fill(true)
            .set_direction(ConditionalFormatDataBarDirection::LeftToRight);
        sheet.add_conditional_format(1, CONFIDENCE, last, CONFIDENCE, &bar)?;
    }
    Ok(())
}

/// Columns whose texts a reviewer may not change: they say what is meant, and what would be sent.
const KEPT: [u16; 9] = [SHEET, CELL, QUESTION, DECISION, CHOICE, ANSWER, ENTRY, SECOND, THIRD];

/// Writes a row; what comes back is the digest of each text that has to stay as it is, with its header.
fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &ReviewRow<'_, '_>,
    styles: &Styles,
    carried: &Rulings,
    key: &str,
) -> Result<Vec<(String, String)>, XlsxError> {
    let question = &row.row.question;
    let judgement = &row.row.judgement;
    let used = judgement.decision != Decision::Leave;
    let sure = judgement.sure().filter(|_| used && !judgement.suggestions.is_empty());
    let of_entries = |told: fn(&Row<'_>) -> String| if used { told(row.row) } else { String::new() };
    let decision = match judgement.decision {
        Decision::Fill => &styles.fill,
        Decision::Review => &styles.review,
        Decision::Leave => &styles.leave,
    };
    let mut shown = Vec::new();
    let mut keep = |at: u16, value: &str| {
        if KEPT.contains(&at) {
            shown.push((COLUMNS[usize::from(at)].header.to_owned(), digest(value)));
        }
    };
    keep(DECISION, judgement.decision.as_str());
    let mut text = |sheet: &mut Worksheet, at: u16, value: &str| -> Result<(), XlsxError> {
        let value = bounded(value);
        keep(at, &value);
        sheet.write_string_with_format(line, at, value, &styles.text)?;
        Ok(())
    };
    sheet.write_number_with_format(line, NUMBER, line, &styles.text)?;
    text(sheet, SHEET, &row.row.sheet)?;
    text(sheet, CELL, &question.cell.to_string())?;
    text(sheet, ID, question.id.as_deref().unwrap_or_default())?;
    text(sheet, SECTION, question.section.as_deref().unwrap_or_default())?;
    text(sheet, QUESTION, &question.text)?;
    sheet.write_string_with_format(line, DECISION, judgement.decision.as_str(), decision)?;
    match sure {
        Some(sure) => {
            sheet.write_number_with_format(line, CONFIDENCE, sure.get(), &styles.percent)?;
        }
        None => text(sheet, CONFIDENCE, "")?,
    }
    text(sheet, CHOICE, &row.choice)?;
    text(sheet, ANSWER, &row.answer)?;
    text(sheet, WHY, &row.why)?;
    text(sheet, ENTRY, &of_entries(table::entries))?;
    text(sheet, OWNER, &of_entries(table::owners))?;
    text(sheet, MATCHED, &of_entries(table::matched))?;
    text(sheet, SECOND, &row.others[0])?;
    text(sheet, THIRD, &row.others[1])?;
    text(sheet, KEY, key)?;
    let kept = carried.of(&row.row.sheet, question.cell, &question.text);
    let preset = if judgement.decision == Decision::Fill { Ruling::Accept.as_str() } else { "" };
    let ruling = kept.map_or(preset, |ruled| ruled.ruling.map_or("", Ruling::as_str));
    sheet.write_string_with_format(line, RULING, ruling, &styles.input)?;
    let edited = |value: Option<&String>| value.map(String::as_str).unwrap_or_default().to_owned();
    sheet.write_string_with_format(
        line,
        EDITED_CHOICE,
        bounded(&edited(kept.and_then(|k| k.choice.as_ref()))),
        &styles.input,
    )?;
    sheet.write_string_with_format(
        line,
        EDITED_ANSWER,
        bounded(&edited(kept.and_then(|k| k.answer.as_ref()))),
        &styles.input,
    )?;
    let characters: usize = row.choices.iter().map(|c| c.chars().count() + 1).sum();
    // A choice with a comma cannot stand in a literal list, which has no escape for it.
    if !row.choices.is_empty()
        && characters <= LIST_CHARACTERS
        && row.choices.iter().all(|c| !c.contains(','))
    {
        let own = DataValidation::new().allow_list_strings(&row.choices)?;
        sheet.add_data_validation(line, EDITED_CHOICE, line, EDITED_CHOICE, &own)?;
    }
    sheet.set_row_height(line, height(row))?;
    Ok(shown)
}

/// A height at which the longest of a row's texts can be read, in points.
fn height(row: &ReviewRow<'_, '_>) -> f64 {
    let lines = |text: &str, at: u16| {
        let width = COLUMNS[usize::from(at)].width;
        text.lines().map(|line| (line.chars().count() as f64 / width).ceil().max(1.0)).sum::<f64>()
    };
    let most = [
        lines(&row.row.question.text, QUESTION),
        lines(&row.answer, ANSWER),
        lines(&row.why, WHY),
        lines(row.row.question.section.as_deref().unwrap_or_default(), SECTION),
    ]
    .into_iter()
    .fold(1.0, f64::max);
    most.min(MOST_LINES as f64) * LINE_HEIGHT + 3.0
}

/// The text, or its head with a mark where a cell cannot hold it.
fn bounded(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut units = CUT.encode_utf16().count();
    let head: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST_TEXT
        })
        .collect();
    head + CUT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_holds_is_cut_with_a_mark() {
        let long = "😀".repeat(20_000);
        let cut = bounded(&long);
        assert!(cut.encode_utf16().count() <= LONGEST_TEXT && cut.ends_with(CUT));
        assert_eq!(bounded("short"), "short");
    }
}
