//! One of the two sheets with rows, "Review" or "Done", before its rows are in.

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType, DataValidation, Note,
    Worksheet, XlsxError,
};

use super::choices::ChoiceLists;
use super::columns::{COLUMNS, CONFIDENCE, INPUT, KEY, LAST_DECIDING, LAST_FIXED, RULING, Ruling};
use super::styles::Styles;
use crate::respond::Row;

/// Number of the paper size A4 in a workbook.
const A4: u8 = 9;
/// Margins of a printed page in inches; what they leave makes the print larger.
const MARGIN: f64 = 0.4;
const FOOT: f64 = 0.2;

/// Makes a sheet what it is to be for these rows: headers, dropdowns, bars, filter, print.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    rows: &[&Row<'_>],
    styles: &Styles,
    choices: &mut ChoiceLists,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    header(sheet, styles)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX - 1);
    page(sheet, last)?;
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
        choices.offer(sheet, rows)?;
    }
    Ok(())
}

fn header(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 30)?;
    for (at, column) in (0u16..).zip(COLUMNS) {
        let style = if INPUT.contains(&at) { &styles.input_header } else { &styles.header };
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.header, style)?;
        let note = Note::new(column.note).set_author("trustfill").add_author_prefix(false);
        sheet.insert_note(0, at, &note)?;
    }
    sheet.set_freeze_panes(1, LAST_FIXED + 1)?;
    Ok(())
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
