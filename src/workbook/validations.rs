//! Data validations as a sheet part writes them, classic and x14.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::cell::{Choices, Constraint};
use super::error::WorkbookError;
use super::ranges::RangeIndex;
use super::reference::{CellRange, CellRef};
use super::xml::{Node, Tag, Walk};

/// The validations of a sheet, found by cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Validations {
    rules: Vec<Rule>,
    index: RangeIndex,
    lists: Vec<ListSource>,
}

/// Where the items of a list come from; many validations of a form share one.
#[derive(Clone, Debug)]
pub(super) struct ListSource {
    /// The formula, or the items where the part lists them one by one.
    pub(super) formula: String,
    /// Items as Excel 2010 and later writes them where an item holds a comma; they go before the formula.
    pub(super) items: Option<String>,
    /// What it comes to, once it was asked for.
    pub(super) resolved: OnceLock<Choices>,
}

#[derive(Clone, Debug)]
enum Rule {
    List(usize),
    Other(Constraint),
}

impl Validations {
    /// The lists that a cell's value is chosen from, in the order of the part.
    pub(super) fn lists_at(&self, cell: CellRef) -> Vec<&ListSource> {
        let mut seen = Vec::new();
        for number in self.index.find_all(cell) {
            if let Some(Rule::List(list)) = self.rules.get(number as usize)
                && !seen.contains(list)
            {
                seen.push(*list);
            }
        }
        seen.into_iter().filter_map(|list| self.lists.get(list)).collect()
    }

    /// The first validation of a cell that is no list.
    pub(super) fn constraint_at(&self, cell: CellRef) -> Option<&Constraint> {
        self.index.find_all(cell).into_iter().find_map(|number| match self.rules.get(number as usize) {
            Some(Rule::Other(constraint)) => Some(constraint),
            _ => None,
        })
    }
}

/// Takes validations in as the scan meets them.
#[derive(Debug, Default)]
pub(super) struct ValidationsBuilder {
    rules: Vec<Rule>,
    ranges: Vec<(CellRange, u32)>,
    lists: Vec<ListSource>,
    known: HashMap<(String, Option<String>), usize>,
}

impl ValidationsBuilder {
    /// Reads the `dataValidation` element that was just opened, to its end. Returns the number of its ranges.
    pub(super) fn read(&mut self, walk: &mut Walk<'_>, tag: &Tag<'_>) -> Result<usize, WorkbookError> {
        let (mut kind, mut operator, mut sqref) = (String::new(), String::new(), String::new());
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "type" => kind = value.into_owned(),
                "operator" => operator = value.into_owned(),
                "sqref" => sqref = value.into_owned(),
                _ => {}
            }
        }
        let Elements { first, second, sqref, items } = Elements::read(walk, tag, sqref)?;
        let rule = match kind.as_str() {
            "" | "none" => return Ok(0),
            "list" => Rule::List(self.list(first.trim().to_owned(), items)),
            "textLength" => Rule::Other(Constraint::TextLength { max: longest(&operator, &first, &second) }),
            _ => Rule::Other(Constraint::Other(kind)),
        };
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        let before = self.ranges.len();
        self.ranges.extend(sqref.split_whitespace().filter_map(|range| Some((range.parse().ok()?, number))));
        self.rules.push(rule);
        Ok(self.ranges.len() - before)
    }

    fn list(&mut self, formula: String, items: Option<String>) -> usize {
        let lists = &mut self.lists;
        *self.known.entry((formula, items)).or_insert_with_key(|(formula, items)| {
            lists.push(ListSource {
                formula: formula.clone(),
                items: items.clone(),
                resolved: OnceLock::new(),
            });
            lists.len() - 1
        })
    }

    pub(super) fn build(self) -> Validations {
        Validations { rules: self.rules, index: RangeIndex::new(self.ranges), lists: self.lists }
    }
}

/// What the elements inside a validation hold.
#[derive(Debug, Default)]
struct Elements {
    first: String,
    second: String,
    sqref: String,
    items: Option<String>,
}

impl Elements {
    /// Reads them to the end of the validation. In x14 each formula, and the ranges, stand in elements of their own.
    fn read(walk: &mut Walk<'_>, tag: &Tag<'_>, sqref: String) -> Result<Self, WorkbookError> {
        let mut elements = Self { sqref, ..Self::default() };
        if tag.empty {
            return Ok(elements);
        }
        let mut inside = "";
        loop {
            match walk.step()? {
                Node::Open(child) if !child.empty => match child.local() {
                    "formula1" => inside = "formula1",
                    "formula2" => inside = "formula2",
                    "sqref" => inside = "sqref",
                    "list" => inside = "list",
                    _ => {}
                },
                Node::Text(text) => match inside {
                    "formula1" => elements.first.push_str(&text),
                    "formula2" => elements.second.push_str(&text),
                    "sqref" => elements.sqref.push_str(&text),
                    "list" => elements.items.get_or_insert_default().push_str(&text),
                    _ => {}
                },
                Node::Close if walk.depth() == tag.depth => return Ok(elements),
                Node::Close if walk.depth() == tag.depth + 1 => inside = "",
                Node::Eof => return Err(walk.bad("it ends inside a data validation")),
                _ => {}
            }
        }
    }
}

/// The longest text that a `textLength` validation lets through, where its bounds are numbers.
fn longest(operator: &str, first: &str, second: &str) -> Option<usize> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    match operator {
        "" | "between" => number(second),
        "lessThanOrEqual" | "equal" => number(first),
        "lessThan" => number(first).map(|bound| bound.saturating_sub(1)),
        _ => None,
    }
}
