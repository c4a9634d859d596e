//! The sheet "How to use": a review in ten lines, for somebody who has never seen one.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::columns::HOW_TO_SHEET;
use super::styles::Styles;

const LINES: [&str; 10] = [
    "Sheet \"Review\" lists what a person has to decide: first the suggestions, the least certain on top, then the rows that \
     nothing in the knowledge base fits. The latter are one group: the signs at the left edge fold it away and open it.",
    "Read Question, Choice and Answer. \"Why\" says what held the answer back; further right stand the second and third entry, the \
     matched wording, what differs from it, the entry with its owner, its evidence and its last review.",
    "Put your decision into Ruling: Alt and the arrow down open its list. The three columns with a frame are yours, the shaded ones \
     are the tool's. What you do not decide on this sheet stays open; sheet \"Summary\" counts what is left.",
    "accept: send Choice and Answer as they stand.",
    "use 2nd, use 3rd: send what stands in that column instead.",
    "edit: send what you put into Edited choice, whose list holds the customer's own choices, and Edited answer; fill in one or both.",
    "wrong match: send nothing, and remember that the entry does not answer this question. leave blank: send nothing.",
    "Sheet \"Done\" has the rows that need nothing: filled already, answered before, general information. What is filled \
     there is sent unless you rule otherwise, also where you clear its ruling: wrong match or leave blank takes it back.",
    "Sort, filter, hide and move what you like, and add columns of your own. Leave the texts of the shaded columns and the hidden \
     sheets alone: rows are known by them, and a changed one is refused.",
    "Save under the same name as an .xlsx file. This workbook is internal: it names entries, owners and wordings. Do not send it to \
     the customer.",
];

/// Widths of number and text: the text is read without scrolling.
const NUMBER_WIDTH: f64 = 4.0;
const TEXT_WIDTH: f64 = 110.0;

pub(super) fn write(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(HOW_TO_SHEET)?;
    sheet.set_column_width(0, NUMBER_WIDTH)?;
    sheet.set_column_width(1, TEXT_WIDTH)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, "How to use this workbook", &styles.title)?;
    for (row, (number, line)) in (2u32..).zip((1u32..).zip(LINES)) {
        sheet.write_number_with_format(row, 0, number, &styles.plain)?;
        sheet.write_string_with_format(row, 1, line, &styles.plain)?;
        // Two lines of text hold the longest of these.
        sheet.set_row_height(row, 34)?;
    }
    Ok(())
}
