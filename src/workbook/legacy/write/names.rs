//! Names of sheets that other formats allow and an .xlsx does not.

use std::collections::HashSet;

use super::super::super::edit::plain;
use super::super::model::Book;

/// The most UTF-16 units of a sheet's name.
const LONGEST: usize = 31;
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// Makes every name valid and different from the others; a valid one stays as it is.
pub(super) fn make_valid(book: &mut Book) {
    let mut taken = HashSet::new();
    for sheet in &mut book.sheets {
        sheet.name = unused(&valid(&sheet.name), &taken);
        taken.insert(sheet.name.to_lowercase());
    }
}

/// A name like the wanted one that no sheet has.
pub(super) fn unused_in(book: &Book, wanted: &str) -> String {
    let taken = book.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
    unused(wanted, &taken)
}

fn valid(name: &str) -> String {
    let name: String =
        plain(name).chars().map(|c| if FORBIDDEN.contains(&c) || c < ' ' { '_' } else { c }).collect();
    let name = name.trim_matches('\'');
    if name.trim().is_empty() { "Sheet".to_owned() } else { cut(name, LONGEST).to_owned() }
}

fn unused(name: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(&name.to_lowercase()) {
        return name.to_owned();
    }
    // One more number than there are names: one of them is free.
    for number in 2..=taken.len() + 2 {
        let mark = format!("~{number}");
        let candidate = format!("{}{mark}", cut(name, LONGEST - mark.len()));
        if !taken.contains(&candidate.to_lowercase()) {
            return candidate;
        }
    }
    name.to_owned()
}

fn cut(name: &str, units: usize) -> &str {
    let mut count = 0;
    let end = name.char_indices().find(|(_, c)| {
        count += c.len_utf16();
        count > units
    });
    end.map_or(name, |(at, _)| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::super::super::super::cell::Visibility;
    use super::super::super::model::Sheet;
    use super::*;

    #[test]
    fn names_become_valid_and_different() {
        let long = "A long name that goes on beyond what Excel takes";
        let names = ["Q/A: part?", "q_a_ part_", "", long, long, "Frågor"];
        let sheets = names.map(|name| Sheet::new(name.to_owned(), Visibility::Visible));
        let mut book = Book { sheets: sheets.into(), date1904: false };
        make_valid(&mut book);
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names[..3], ["Q_A_ part_", "q_a_ part_~2", "Sheet"]);
        assert_eq!(
            names[3..],
            ["A long name that goes on beyond", "A long name that goes on beyo~2", "Frågor"]
        );
    }
}
