//! The `col` elements of added columns.

use super::super::error::WorkbookError;
use super::super::sheet_data::SheetData;
use super::super::xml::Tag;
use super::AddedColumn;
use super::retag::{Change, retag};

/// The added columns that the sheet does not show wide enough, in order.
pub(super) fn to_widen<'a>(data: &SheetData, added: &[&'a AddedColumn]) -> Vec<&'a AddedColumn> {
    let shown = |column: &AddedColumn| {
        let stored = data.columns_at(column.column).filter(|columns| !columns.hidden);
        stored.and_then(|columns| columns.width).is_some_and(|width| width >= f64::from(column.width))
    };
    added.iter().copied().filter(|column| !shown(column)).collect()
}

/// The element of a column that the sheet says nothing of.
pub(super) fn new(column: &AddedColumn, prefix: &str) -> String {
    let at = column.column + 1;
    format!("<{prefix}col min=\"{at}\" max=\"{at}\" width=\"{}\" customWidth=\"1\"/>", column.width)
}

/// The columns of an element, from 1.
pub(super) fn range(tag: &Tag<'_>) -> Result<Option<(u32, u32)>, WorkbookError> {
    let number = |name| -> Result<Option<u32>, WorkbookError> {
        Ok(tag.attribute(name)?.and_then(|value| value.trim().parse().ok()))
    };
    Ok(number("min")?.zip(number("max")?))
}

/// An element with some of its columns widened: what stands before, between and behind them stays as it was.
pub(super) fn split(tag: &Tag<'_>, (min, max): (u32, u32), widened: &[&AddedColumn]) -> String {
    let piece = |from: u32, to: u32| {
        retag(tag, true, &[Change::Set("min", from.to_string()), Change::Set("max", to.to_string())])
    };
    let mut out = String::new();
    let mut from = min;
    for column in widened {
        let at = column.column + 1;
        if from < at {
            out.push_str(&piece(from, at - 1));
        }
        let changes = [
            Change::Set("min", at.to_string()),
            Change::Set("max", at.to_string()),
            Change::Set("width", column.width.to_string()),
            Change::Set("customWidth", "1".to_owned()),
            Change::Drop("hidden"),
        ];
        out.push_str(&retag(tag, true, &changes));
        from = at + 1;
    }
    if from <= max {
        out.push_str(&piece(from, max));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::Limits;
    use super::super::super::xml::{Node, Walk};
    use super::*;

    fn added(column: u32, width: u32) -> AddedColumn {
        AddedColumn { sheet: String::new(), column, width }
    }

    #[test]
    fn a_column_within_a_range_is_widened_alone_and_shown() {
        let text = "<x:col min='3' max='16384' width='9.1' hidden='1' style='4'/>";
        let limits = Limits::default();
        let mut walk = Walk::new(text, "p", &limits);
        let Node::Open(tag) = walk.step().unwrap() else { unreachable!("the text is one tag") };
        assert_eq!(
            split(&tag, range(&tag).unwrap().unwrap(), &[&added(4, 50)]),
            "<x:col min='3' max='4' width='9.1' hidden='1' style='4'/>\
             <x:col min='5' max='5' width='50' style='4' customWidth=\"1\"/>\
             <x:col min='6' max='16384' width='9.1' hidden='1' style='4'/>"
        );
    }
}
