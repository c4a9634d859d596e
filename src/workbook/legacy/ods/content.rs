//! The tables of an OpenDocument spreadsheet, their validations and names.

use std::collections::{BTreeMap, HashMap};

use super::super::super::cell::Visibility;
use super::super::super::error::WorkbookError;
use super::super::super::format::{Format, Kind};
use super::super::super::limits::Limits;
use super::super::super::reference::{CellRange, MAX_COLUMNS};
use super::super::super::xml::{Node, Tag, Walk};
use super::super::model::{Allows, Book, Columns, Look, Rule, Sheet, Tally};
use super::formula::{self, Condition};
use super::rows::Rows;
use super::styles::Styles;

/// Names that stand for names: a circle ends here.
const DEEPEST_NAME: usize = 5;
/// Depth of `office:spreadsheet` inside the document and its body.
const SPREADSHEET_DEPTH: usize = 2;

/// Reads the content part.
pub(super) fn read(text: &str, part: &str, styles: &Styles, limits: &Limits) -> Result<Book, WorkbookError> {
    let mut reader = Reader {
        walk: Walk::new(text, part, limits),
        styles,
        tally: Tally::new(limits),
        validations: HashMap::new(),
        names: HashMap::new(),
        book: Book::default(),
        used: Vec::new(),
    };
    let mut spreadsheet = false;
    loop {
        match reader.walk.step()? {
            Node::Open(tag) if tag.depth < SPREADSHEET_DEPTH => {
                if tag.depth == 1 && tag.local() != "body" {
                    reader.walk.skip(&tag)?;
                }
            }
            Node::Open(tag) if tag.depth == SPREADSHEET_DEPTH => {
                spreadsheet |= tag.local() == "spreadsheet";
            }
            Node::Open(tag) => match tag.local() {
                "content-validations" | "named-expressions" => {}
                "content-validation" => reader.validation(&tag)?,
                "named-range" | "named-expression" => reader.name(&tag)?,
                "table" => reader.table(&tag)?,
                _ => reader.walk.skip(&tag)?,
            },
            Node::Close | Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    if !spreadsheet {
        return Err(WorkbookError::WrongKind { expected: Format::Ods, found: Kind::OpenDocument });
    }
    Ok(reader.finish())
}

struct Reader<'a, 'l> {
    walk: Walk<'a>,
    styles: &'a Styles,
    tally: Tally<'l>,
    validations: HashMap<String, Condition>,
    names: HashMap<String, String>,
    book: Book,
    /// Sheet, name of the validation, where it stands.
    used: Vec<(usize, String, Vec<CellRange>)>,
}

impl Reader<'_, '_> {
    fn validation(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let name = tag.attribute("table:name")?;
        let condition = tag.attribute("table:condition")?;
        if let Some((name, condition)) = name.zip(condition) {
            self.validations.insert(name.into_owned(), formula::condition(&condition));
        }
        self.walk.skip(tag)
    }

    fn name(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let place = match tag.attribute("table:cell-range-address")? {
            Some(place) => Some(place),
            None => tag.attribute("table:expression")?,
        };
        if let Some((name, place)) = tag.attribute("table:name")?.zip(place) {
            self.names.insert(name.to_lowercase(), place.into_owned());
        }
        self.walk.skip(tag)
    }

    fn table(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let (mut name, mut style, mut protected) = (String::new(), String::new(), false);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "table:name" => name = value.into_owned(),
                "table:style-name" => style = value.into_owned(),
                "table:protected" => protected = &*value == "true",
                _ => {}
            }
        }
        let visibility = if self.styles.shown(&style) { Visibility::Visible } else { Visibility::Hidden };
        let mut sheet = Sheet::new(name, visibility);
        sheet.protected = protected;
        let mut rows = Rows::new(self.styles);
        let mut column = 0;
        while let Some(node) = self.walk.inside(tag)? {
            match node {
                Node::Open(child) => match child.local() {
                    "table-column" => {
                        column = self.columns(&child, &mut sheet, &mut rows, column)?;
                        self.walk.skip(&child)?;
                    }
                    "table-row" => rows.read(&mut self.walk, &child, &mut sheet, &mut self.tally)?,
                    "table-columns"
                    | "table-header-columns"
                    | "table-column-group"
                    | "table-rows"
                    | "table-header-rows"
                    | "table-row-group"
                    | "named-expressions" => {}
                    "named-range" | "named-expression" => self.name(&child)?,
                    _ => self.walk.skip(&child)?,
                },
                Node::Close | Node::Text(_) | Node::Eof => {}
            }
        }
        let number = self.book.sheets.len();
        let used: BTreeMap<String, Vec<CellRange>> = rows.into_validated();
        self.used.extend(used.into_iter().map(|(name, ranges)| (number, name, ranges)));
        self.book.sheets.push(sheet);
        Ok(())
    }

    /// Takes a `table-column` in; gives the column behind it.
    fn columns(
        &mut self,
        tag: &Tag<'_>,
        sheet: &mut Sheet,
        rows: &mut Rows<'_>,
        first: u32,
    ) -> Result<u32, WorkbookError> {
        let (mut repeated, mut width, mut hidden, mut look) = (1, None, false, Look::default());
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "table:number-columns-repeated" => repeated = count(&value, MAX_COLUMNS),
                "table:style-name" => width = self.styles.width(&value),
                "table:visibility" => hidden = &*value != "visible",
                "table:default-cell-style-name" => look = self.styles.look(&value),
                _ => {}
            }
        }
        let last = first.saturating_add(repeated - 1).min(MAX_COLUMNS - 1);
        if first <= last {
            self.tally.range()?;
            sheet.columns.push(Columns { first, last, width, hidden });
            rows.add_default(first, last, look);
        }
        Ok(last + 1)
    }

    /// Follows the sources of lists, now that all sheets and names are known.
    fn finish(mut self) -> Book {
        for (number, name, ranges) in std::mem::take(&mut self.used) {
            let allows = match self.validations.get(&name).cloned() {
                Some(Condition::Allows(allows)) => allows,
                Some(Condition::Range(sheet, range)) => self.range_of(number, sheet.as_deref(), range),
                Some(Condition::Name(name)) => self.name_of(number, name),
                Some(Condition::None) | None => continue,
            };
            if let Some(sheet) = self.book.sheets.get_mut(number) {
                sheet.rules.push(Rule { ranges, allows });
            }
        }
        self.book
    }

    fn range_of(&self, own: usize, sheet: Option<&str>, range: CellRange) -> Allows {
        let Some(name) = sheet else { return Allows::Range(Some(own), range) };
        match self.book.sheets.iter().position(|sheet| sheet.name.eq_ignore_ascii_case(name)) {
            Some(number) => Allows::Range(Some(number), range),
            None => Allows::UnknownList,
        }
    }

    fn name_of(&self, own: usize, mut name: String) -> Allows {
        for _ in 0..DEEPEST_NAME {
            let Some(place) = self.names.get(&name.to_lowercase()) else { break };
            if let Some((sheet, range)) = formula::reference(place) {
                return self.range_of(own, sheet.as_deref(), range);
            }
            name.clone_from(place);
        }
        Allows::UnknownList
    }
}

/// A count of repetitions: at least 1, at most `most`, whatever is written.
pub(super) fn count(text: &str, most: u32) -> u32 {
    let digits = text.trim();
    match digits.parse::<u64>() {
        Ok(number) => u32::try_from(number).unwrap_or(most).clamp(1, most),
        // More digits than any number that makes sense.
        Err(_) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => most,
        Err(_) => 1,
    }
}
