//! A response as a review workbook: made without its rows first, which then go in one after the other.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::cells::{Cells, Marks};
use super::choices::ChoiceLists;
use super::columns::{DONE_SHEET, REVIEW_SHEET};
use super::read::Rulings;
use super::styles::Styles;
use super::table::Order;
use super::{cells, docket_sheet, how_to, list, summary};
use crate::confidence::Policy;
use crate::respond::{DocketFrame, Provenance, Response};
use crate::text::unlike_markup;
use crate::workbook::{LONGEST_TEXT, Stream, StreamError, part};

/// Why a review workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The writer refuses a value.
    #[error("could not make the review workbook: {0}")]
    Value(#[from] XlsxError),
    /// The rows could not be put in.
    #[error("could not make the review workbook: {0}")]
    Rows(#[from] StreamError),
    /// A row of the docket could not be made a text.
    #[error("could not make the review workbook: {0}")]
    Docket(#[from] serde_json::Error),
}

/// A text that no cell holds is cut with this mark, never silently.
const CUT: &str = " […]";

/// The sheets that get rows, by their places.
const REVIEW: usize = 0;
const DONE: usize = 1;
const DOCKET: usize = 4;

/// Writes the review workbook: a row for every question, on sheet "Review" where there is something to decide and on sheet
/// "Done" where there is not, then "Summary" and "How to use". Hidden behind them stand the docket, which learns here what each
/// row shows, and the values of long dropdowns where there are any.
///
/// `carried` are rulings of an earlier review of the same questions; they are put back where the question is unchanged.
/// `frame` is of the same response.
///
/// # Errors
/// [`WriteError`] where the writer refuses a value, which the checks here are to prevent.
pub fn write(
    response: &Response<'_>,
    provenance: &Provenance,
    policy: &Policy,
    carried: &Rulings,
    frame: &DocketFrame,
) -> Result<Vec<u8>, WriteError> {
    let order = Order::of(response);
    let empty = empty(response, &order, provenance, policy, carried)?;
    let parts = [REVIEW, DONE, DOCKET].map(part);
    let mut stream = Stream::begin(empty, &parts)?;
    let [review, done, docket] = &parts;
    let marks = Marks::read(&mut stream, review)?;
    let mut cells = Cells::new(response, carried, marks, provenance.today);
    cells.stream(&mut stream, review, &order.review, order.suggested)?;
    cells.stream(&mut stream, done, &order.done, order.done.len())?;
    docket_sheet::stream(&mut stream, docket, response, frame, &cells.shown)?;
    Ok(stream.finish()?)
}

/// The workbook without its rows.
fn empty(
    response: &Response<'_>,
    order: &Order,
    provenance: &Provenance,
    policy: &Policy,
    carried: &Rulings,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The date of the run, at midnight: two runs of one day are the same bytes.
    let year = u16::try_from(provenance.today.year()).unwrap_or(1980);
    let (month, day) = (provenance.today.month().unsigned_abs(), provenance.today.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_title("Review").set_creation_datetime(&created));
    let styles = Styles::new();
    let mut choices = ChoiceLists::default();
    let rows = |order: &[usize]| -> Vec<_> { order.iter().map(|at| &response.rows[*at]).collect() };

    let review = workbook.add_worksheet();
    list::set_up(review, REVIEW_SHEET, &rows(&order.review), &styles, &mut choices)?;
    Marks::leave(review, &styles)?;
    // Open rows can be folded away; they start unfolded, since a row that nobody sees is a row that nobody answers. That
    // there are such rows is told of the sheet, too.
    if order.suggested < order.review.len() {
        review.group_rows(1, 1)?;
    }
    list::set_up(workbook.add_worksheet(), DONE_SHEET, &rows(&order.done), &styles, &mut choices)?;
    let suggested = &order.review[..order.suggested];
    let decided =
        suggested.iter().filter(|at| !cells::ruling(&response.rows[**at], carried).is_empty()).count();
    let progress = summary::Progress { rows: order.review.len(), suggested: order.suggested, decided };
    summary::write(workbook.add_worksheet(), response, progress, provenance, policy, &styles)?;
    how_to::write(workbook.add_worksheet(), &styles)?;
    docket_sheet::set_up(workbook.add_worksheet())?;
    if !choices.is_empty() {
        choices.write(workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
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
