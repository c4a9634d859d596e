//! Data validations, and the lists that stand in cells of their own.

use super::super::super::cell::Visibility;
use super::super::super::edit::escaped;
use super::super::super::reference::{CellRange, CellRef, MAX_COLUMNS, column_name};
use super::super::model::{Allows, Book, Cell, Rule, Sheet, Value, make_plain};
use super::names;

/// Excel takes a list that is written out only up to this length, with its commas.
const LONGEST_LIST: usize = 255;
/// A formula that no program resolves: the list was there, its source could not be carried over.
const LOST_SOURCE: &str = "INDIRECT(\"source not carried over\")";
/// Ranges in one validation; more make an attribute that some programs cut.
const MOST_RANGES: usize = 400;

/// Lists that have to stand in cells, since they are too long for a validation or hold a comma. They go to a hidden
/// sheet of their own behind the others.
#[derive(Debug)]
pub(super) struct Lists {
    sheet: usize,
    lists: Vec<Vec<String>>,
}

impl Lists {
    /// Finds them and adds their sheet where there are any. The validations are [`make_valid`].
    pub(super) fn gather(book: &mut Book) -> Self {
        let mut lists: Vec<Vec<String>> = Vec::new();
        for rule in book.sheets.iter().flat_map(|sheet| &sheet.rules) {
            if let Allows::Items(items) = &rule.allows
                && !fits_inline(items)
                && !lists.contains(items)
                && lists.len() < MAX_COLUMNS as usize
            {
                lists.push(items.clone());
            }
        }
        let gathered = Self { sheet: book.sheets.len(), lists };
        if !gathered.lists.is_empty() {
            let mut sheet = Sheet::new(names::unused_in(book, "Lists"), Visibility::VeryHidden);
            for (column, list) in (0..).zip(&gathered.lists) {
                sheet.cells.extend((0..).zip(list).map(|(row, item)| {
                    let value = Some(Value::Text(item.clone()));
                    (CellRef::new(row, column), Cell { value, ..Cell::default() })
                }));
            }
            book.sheets.push(sheet);
        }
        gathered
    }

    fn place(&self, items: &[String]) -> Option<(usize, CellRange)> {
        let column = u32::try_from(self.lists.iter().position(|list| list == items)?).ok()?;
        let last = u32::try_from(items.len().checked_sub(1)?).ok()?;
        Some((self.sheet, CellRange { first: CellRef::new(0, column), last: CellRef::new(last, column) }))
    }
}

/// Makes the items of every list such as a cell holds; of a list of nothing it is only known that it was there.
pub(super) fn make_valid(book: &mut Book) {
    for rule in book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rules) {
        if let Allows::Items(items) = &mut rule.allows {
            items.iter_mut().for_each(make_plain);
            items.retain(|item| !item.is_empty());
            if items.is_empty() {
                rule.allows = Allows::UnknownList;
            }
        }
    }
}

fn fits_inline(items: &[String]) -> bool {
    let length: usize = items.iter().map(|item| item.encode_utf16().count() + 1).sum();
    length <= LONGEST_LIST && !items.iter().any(|item| item.contains([',', '"']))
}

/// Writes the validations of a sheet.
pub(super) fn write(out: &mut String, rules: &[Rule], names: &[String], lists: &Lists) {
    let mut text = String::new();
    let mut count = 0;
    for rule in rules {
        let reference = |sheet: Option<usize>, range: CellRange| {
            let name =
                sheet.and_then(|at| names.get(at)).map(|name| format!("'{}'!", name.replace('\'', "''")));
            format!("{}{}", name.unwrap_or_default(), absolute(range))
        };
        let (kind, formula) = match &rule.allows {
            Allows::Items(items) if fits_inline(items) => ("list", format!("\"{}\"", items.join(","))),
            Allows::Items(items) => {
                let place = lists.place(items).map(|(sheet, range)| reference(Some(sheet), range));
                ("list", place.unwrap_or_else(|| LOST_SOURCE.to_owned()))
            }
            Allows::Range(sheet, range) => ("list", reference(*sheet, *range)),
            Allows::UnknownList => ("list", LOST_SOURCE.to_owned()),
            Allows::TextLength(most) => ("textLength\" operator=\"lessThanOrEqual", most.to_string()),
            Allows::Number => ("decimal\" operator=\"greaterThanOrEqual", "-1E+300".to_owned()),
        };
        for ranges in rule.ranges.chunks(MOST_RANGES) {
            let places = ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            text.push_str(&format!(
                "<dataValidation type=\"{kind}\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{places}\">\
                 <formula1>{}</formula1></dataValidation>",
                escaped(&formula)
            ));
            count += 1;
        }
    }
    if count > 0 {
        out.push_str(&format!("<dataValidations count=\"{count}\">{text}</dataValidations>"));
    }
}

fn absolute(range: CellRange) -> String {
    let corner = |at: CellRef| format!("${}${}", column_name(at.column), at.row + 1);
    if range.is_single() {
        corner(range.first)
    } else {
        format!("{}:{}", corner(range.first), corner(range.last))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::{Choices, Format, Limits, Workbook};
    use super::super::write;
    use super::*;

    #[test]
    fn a_list_with_characters_that_no_cell_holds_is_carried_over_without_them() {
        for items in [vec!["Ye\u{1}s", "\u{0}", "No\u{ffff}"], vec!["Ye\u{1b}s", "No, \u{2}never"]] {
            let mut sheet = Sheet::new("Form".to_owned(), Visibility::Visible);
            let at = CellRef::new(1, 1);
            let allows = Allows::Items(items.iter().map(|item| (*item).to_owned()).collect());
            sheet.rules.push(Rule { ranges: vec![CellRange { first: at, last: at }], allows });
            let bytes = write(Book { sheets: vec![sheet], date1904: false }, &Limits::default()).unwrap();
            let book = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
            let Choices::List(list) = book.sheets()[0].choices(at) else { panic!("no list") };
            assert_eq!(list.len(), 2);
            assert!(list[0].text == "Yes" && list[1].text.starts_with("No"), "{list:?}");
        }
    }

    #[test]
    fn a_list_of_nothing_is_one_that_could_not_be_carried_over() {
        let mut sheet = Sheet::new("Form".to_owned(), Visibility::Visible);
        let at = CellRef::new(1, 1);
        let allows = Allows::Items(vec!["\u{1}".to_owned()]);
        sheet.rules.push(Rule { ranges: vec![CellRange { first: at, last: at }], allows });
        let bytes = write(Book { sheets: vec![sheet], date1904: false }, &Limits::default()).unwrap();
        let book = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
        assert!(matches!(book.sheets()[0].choices(at), Choices::Unknown(_)));
    }
}
