//! The calculation chain: entries of formulas that gave way go, and with the last of them the part itself.

use std::collections::HashSet;

use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::package::part_key;
use super::super::reference::{CellRef, plain_reference};
use super::super::xml::{Node, Walk};
use super::retag::{Change, retag};

/// A chain without the entries.
#[derive(Debug, PartialEq)]
pub(super) enum Trimmed {
    /// The text that is left.
    Left(String),
    /// No entry is left, which a chain must have.
    Empty,
}

/// Takes entries out of a chain. An entry that names no sheet is of the sheet that the one before it names, so that
/// number is carried to the next entry that stays.
pub(super) fn trim(
    text: &str,
    part: &str,
    gone: &HashSet<(u32, CellRef)>,
    limits: &Limits,
) -> Result<Trimmed, WorkbookError> {
    let mut walk = Walk::new(text, part, limits);
    let mut out = String::with_capacity(text.len());
    let (mut copied, mut left) = (0, 0usize);
    // The sheet that the original entry is of, and the one that the written entries have come to.
    let (mut sheet, mut written_sheet) = (0, 0);
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.depth == 1 && tag.local() == "c" => {
                let start = walk.start();
                let own = tag.attribute("i")?.and_then(|value| value.parse::<u32>().ok());
                sheet = own.unwrap_or(sheet);
                let cell = tag.attribute("r")?.and_then(|value| plain_reference(value.trim()));
                let after_tag = walk.end();
                walk.skip(&tag)?;
                if cell.is_some_and(|cell| gone.contains(&(sheet, cell))) {
                    out.push_str(&text[copied..start]);
                    copied = walk.end();
                    continue;
                }
                left += 1;
                if own.is_none() && written_sheet != sheet {
                    out.push_str(&text[copied..start]);
                    out.push_str(&retag(&tag, tag.empty, &[Change::Set("i", sheet.to_string())]));
                    copied = after_tag;
                }
                written_sheet = sheet;
            }
            Node::Eof => break,
            _ => {}
        }
    }
    out.push_str(&text[copied..]);
    Ok(if left == 0 { Trimmed::Empty } else { Trimmed::Left(out) })
}

/// The text of a part without the elements that name a part: relationships and content types.
pub(super) fn without_part(
    text: &str,
    part: &str,
    element: &str,
    names: impl Fn(&str) -> bool,
    limits: &Limits,
) -> Result<String, WorkbookError> {
    let mut walk = Walk::new(text, part, limits);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.depth == 1 && tag.local() == element => {
                let start = walk.start();
                let mut named = false;
                for attribute in tag.attributes() {
                    let (key, value) = attribute?;
                    named |= matches!(key, "PartName" | "Id") && names(&value);
                }
                walk.skip(&tag)?;
                if named {
                    out.push_str(&text[copied..start]);
                    copied = walk.end();
                }
            }
            Node::Eof => break,
            _ => {}
        }
    }
    out.push_str(&text[copied..]);
    Ok(out)
}

/// Whether a content type's part name is that part.
pub(super) fn same_part(written: &str, part: &str) -> bool {
    part_key(written) == part_key(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(text: &str, gone: &[(u32, &str)]) -> Trimmed {
        let gone = gone.iter().map(|(sheet, cell)| (*sheet, cell.parse().unwrap())).collect();
        trim(text, "calcChain", &gone, &Limits::default()).unwrap()
    }

    #[test]
    fn an_inherited_sheet_is_carried_over_a_removed_entry() {
        let chain = "<calcChain>\n<c r='B1' i='2'/><c r='B2' l='1'/><c r='B3'/><c r='A1' i='1'/></calcChain>";
        assert_eq!(
            trimmed(chain, &[(2, "B1")]),
            Trimmed::Left(
                "<calcChain>\n<c r='B2' l='1' i=\"2\"/><c r='B3'/><c r='A1' i='1'/></calcChain>".into()
            )
        );
        assert_eq!(
            trimmed(chain, &[(2, "B2"), (1, "A1"), (1, "B3")]),
            Trimmed::Left("<calcChain>\n<c r='B1' i='2'/><c r='B3'/></calcChain>".into())
        );
    }

    #[test]
    fn a_chain_without_entries_is_dropped() {
        assert_eq!(trimmed("<calcChain><c r='B1' i='2'></c></calcChain>", &[(2, "B1")]), Trimmed::Empty);
    }

    #[test]
    fn the_elements_that_name_a_part_go() {
        let types = "<Types><Default Extension='xml'/><Override PartName='/xl/calcChain.xml'/><Override PartName='/x'/></Types>";
        let left = without_part(
            types,
            "t",
            "Override",
            |name| same_part(name, "xl/calcchain.xml"),
            &Limits::default(),
        );
        assert_eq!(left.unwrap(), "<Types><Default Extension='xml'/><Override PartName='/x'/></Types>");
    }
}
