//! Shared formulas whose master gives way: the first cell left of the group takes the formula over.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::reference::{CellRange, CellRef, plain_reference};
use super::super::xml::{Node, Tag, Walk};

/// What a cell takes over from the master of its group.
#[derive(Debug, PartialEq)]
pub(super) struct Promotion {
    pub(super) formula: String,
    /// The cells that are left of the group.
    pub(super) range: CellRange,
}

#[derive(Debug)]
struct Group {
    master: CellRef,
    formula: String,
    dependents: Vec<CellRef>,
}

/// The cells that must take over a formula when the formulas of `replaced` are gone.
pub(super) fn promotions(
    text: &str,
    part: &str,
    replaced: &[CellRef],
    limits: &Limits,
) -> Result<BTreeMap<CellRef, Promotion>, WorkbookError> {
    let mut promotions = BTreeMap::new();
    if replaced.is_empty() {
        return Ok(promotions);
    }
    let gone: HashSet<CellRef> = replaced.iter().copied().collect();
    let mut walk = Walk::new(text, part, limits);
    for group in groups(&mut walk)?.into_iter().filter(|group| gone.contains(&group.master)) {
        let mut left = group.dependents.iter().copied().filter(|cell| !gone.contains(cell));
        let Some(heir) = left.next() else { continue };
        let range = left.fold(CellRange::spanning(heir, heir), |range, cell| CellRange {
            first: CellRef::new(range.first.row.min(cell.row), range.first.column.min(cell.column)),
            last: CellRef::new(range.last.row.max(cell.row), range.last.column.max(cell.column)),
        });
        let place = |cell: CellRef| (cell.row, cell.column);
        let formula = calamine::expand_shared_formula(&group.formula, place(group.master), place(heir))
            .map_err(|error| {
                walk.bad(&format!("the shared formula of {} cannot be moved: {error}", group.master))
            })?;
        promotions.insert(heir, Promotion { formula, range });
    }
    Ok(promotions)
}

fn groups(walk: &mut Walk<'_>) -> Result<Vec<Group>, WorkbookError> {
    let mut groups = Groups::default();
    let (mut row, mut next_row, mut column, mut next_column) = (0, 0, 0, 0);
    let mut in_rows = false;
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.depth == 1 => in_rows = tag.local() == "sheetData",
            Node::Open(tag) if in_rows => match (tag.depth, tag.local()) {
                (2, "row") => {
                    row = tag
                        .attribute("r")?
                        .and_then(|r| r.trim().parse::<u32>().ok())
                        .map_or(next_row, |r| r - 1);
                    (next_row, next_column) = (row + 1, 0);
                }
                (3, "c") => {
                    let at = tag.attribute("r")?.and_then(|r| plain_reference(r.trim()));
                    column = at.map_or(next_column, |at| at.column);
                    next_column = column + 1;
                }
                (4, "f") if tag.attribute("t")?.as_deref() == Some("shared") => {
                    groups.add(walk, &tag, CellRef::new(row, column))?;
                }
                _ => {}
            },
            Node::Eof => return Ok(groups.found),
            _ => {}
        }
    }
}

/// The groups of a sheet. Some programs use the number of a group again for a later one.
#[derive(Debug, Default)]
struct Groups {
    found: Vec<Group>,
    current: HashMap<u32, usize>,
}

impl Groups {
    fn add(&mut self, walk: &mut Walk<'_>, tag: &Tag<'_>, at: CellRef) -> Result<(), WorkbookError> {
        let Some(number) = tag.attribute("si")?.and_then(|si| si.parse::<u32>().ok()) else { return Ok(()) };
        let is_master = tag.attribute("ref")?.is_some();
        let formula = walk.text_of(tag)?;
        match self.current.get(&number).and_then(|group| self.found.get_mut(*group)) {
            Some(group) if !is_master => group.dependents.push(at),
            _ => {
                self.current.insert(number, self.found.len());
                self.found.push(Group { master: at, formula, dependents: Vec::new() });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cell_left_takes_a_shared_formula_over() {
        let text = "<worksheet><sheetData>\
            <row r='1'><c r='B1'><f t='shared' ref='B1:B4' si='3'>A1&amp;\"A1\"&amp;$A$9</f></c></row>\
            <row><c r='B2'><f t='shared' si='3'/></c></row>\
            <row><c r='B3'><f t='shared' si='3'></f></c></row>\
            <row><c r='B4'><f t='shared' si='3'/></c></row></sheetData></worksheet>";
        let cell = |text: &str| text.parse::<CellRef>().unwrap();
        let moved = promotions(text, "p", &[cell("B1"), cell("B2")], &Limits::default()).unwrap();
        let expected = Promotion { formula: "A3&\"A1\"&$A$9".to_owned(), range: "B3:B4".parse().unwrap() };
        assert_eq!(moved, BTreeMap::from([(cell("B3"), expected)]));
        let again = text.replace(
            "</sheetData>",
            "<row><c r='Z5'><f t='shared' ref='Z5' si='3'>1</f></c></row></sheetData>",
        );
        assert_eq!(promotions(&again, "p", &[cell("B1"), cell("B2")], &Limits::default()).unwrap(), moved);
        assert!(promotions(text, "p", &[cell("B2")], &Limits::default()).unwrap().is_empty());
    }
}
