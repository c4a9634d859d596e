//! A response as a review workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::columns::{DONE_SHEET, REVIEW_SHEET};
use super::list::Lists;
use super::read::Rulings;
use super::styles::Styles;
use super::{docket_sheet, how_to, summary, table};
use crate::confidence::Policy;
use crate::respond::{Docket, Provenance, Response};
use crate::text::unlike_markup;
use crate::workbook::LONGEST_TEXT;

/// Why a review workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("could not make the review workbook: {0}")]
pub struct WriteError(#[from] XlsxError);

/// A text that no cell holds is cut with this mark, never silently.
const CUT: &str = " […]";

/// Writes the review workbook: a row for every question, on sheet "Review" where there is something to decide and on sheet
/// "Done" where there is not, then "Summary" and "How to use". Hidden behind them stand the docket, which learns here what each
/// row shows, and the values of long dropdowns where there are any.
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
    let rows = table::lists(response, provenance.today);
    let mut lists = Lists::new(&styles, carried, &mut docket);

    let review = workbook.add_worksheet();
    let decided = lists.write(review, REVIEW_SHEET, &rows.review)?;
    // Open rows can be folded away; they start unfolded, since a row that nobody sees is a row that nobody answers.
    let last = u32::try_from(rows.review.len()).unwrap_or(u32::MAX);
    let open = u32::try_from(rows.suggested).unwrap_or(u32::MAX).saturating_add(1);
    if open <= last {
        review.group_rows(open, last)?;
    }
    lists.write(workbook.add_worksheet(), DONE_SHEET, &rows.done)?;
    let choices = lists.choices;
    let progress = summary::Progress { rows: rows.review.len(), suggested: rows.suggested, decided };
    summary::write(workbook.add_worksheet(), response, progress, provenance, policy, &styles)?;
    how_to::write(workbook.add_worksheet(), &styles)?;
    docket_sheet::write(workbook.add_worksheet(), &docket)?;
    // Saving takes the most memory, and needs neither of them.
    drop((rows, docket));
    if !choices.is_empty() {
        choices.write(workbook.add_worksheet())?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The text, or its head with a mark where a cell cannot hold it.
pub(super) fn bounded(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return unlike_markup(text);
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
