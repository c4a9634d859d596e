//! One pass over a sheet part: cells with their values, and what the sheet says about them.
//!
//! The values are read here instead of by a spreadsheet reader, because the same pass is needed for merges, formulas
//! and validations, and because a part that this pass accepts is one that [`super::edit`] can splice.

use super::cell::{Cell, Value};
use super::dates::{self, Shown};
use super::error::{WorkbookError, printable};
use super::limits::{Limit, Limits};
use super::package::over;
use super::ranges::RangeIndex;
use super::reference::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS, plain_reference};
use super::sheet_data::{Columns, Row, SheetData};
use super::strings::{rich_text, unescape};
use super::styles::Formats;
use super::validations::ValidationsBuilder;
use super::xml::{Node, Tag, Walk, is_true};

/// What a pass needs to know about the workbook around the sheet.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) strings: &'a [Box<str>],
    pub(super) formats: &'a Formats,
    pub(super) date1904: bool,
    pub(super) limits: &'a Limits,
}

/// What the sheets read so far hold together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    cells: usize,
    stored: usize,
    text: usize,
    ranges: usize,
}

/// Reads a sheet part.
pub(super) fn scan(
    text: &str,
    part: &str,
    sheet: &str,
    around: Surroundings<'_>,
    tally: &mut Tally,
) -> Result<SheetData, WorkbookError> {
    run(text, part, sheet, around, tally, None)
}

/// What is told of each row that stores cells: its number and its cells.
pub(super) type EachRow<'r> = &'r mut dyn FnMut(u32, &[(u32, Cell)]);

/// Reads a sheet part row by row and keeps no rows. Cells inside an array formula are not marked as formulas, since its
/// range may be known only behind them.
pub(super) fn scan_rows(
    text: &str,
    part: &str,
    sheet: &str,
    around: Surroundings<'_>,
    each: EachRow<'_>,
) -> Result<(), WorkbookError> {
    run(text, part, sheet, around, &mut Tally::default(), Some(each)).map(drop)
}

fn run<'t>(
    text: &str,
    part: &str,
    sheet: &str,
    around: Surroundings<'_>,
    tally: &'t mut Tally,
    each: Option<EachRow<'t>>,
) -> Result<SheetData, WorkbookError> {
    let walk = Walk::new(text, part, around.limits);
    Scan {
        walk,
        each,
        sheet,
        around,
        tally,
        data: SheetData::default(),
        merges: Vec::new(),
        arrays: Vec::new(),
        validations: ValidationsBuilder::default(),
        next_row: 0,
        next_column: 0,
        seen_rows: false,
    }
    .run()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Rows,
    Columns,
    Merges,
    Validations,
    Tables,
    Extensions,
    Other,
}

struct Scan<'a, 't> {
    walk: Walk<'a>,
    each: Option<EachRow<'t>>,
    sheet: &'a str,
    around: Surroundings<'a>,
    tally: &'t mut Tally,
    data: SheetData,
    merges: Vec<(CellRange, u32)>,
    arrays: Vec<(CellRange, u32)>,
    validations: ValidationsBuilder,
    next_row: u32,
    next_column: u32,
    seen_rows: bool,
}

impl Scan<'_, '_> {
    fn run(mut self) -> Result<SheetData, WorkbookError> {
        let mut section = Section::Other;
        loop {
            match self.walk.step()? {
                Node::Open(tag) => match (tag.depth, section) {
                    (0, _) if tag.local() != "worksheet" => {
                        return Err(self.walk.bad("it is not a worksheet"));
                    }
                    (0, _) => {}
                    (1, _) => section = self.section(&tag)?,
                    (2, Section::Rows) if tag.local() == "row" => self.row(&tag)?,
                    (2, Section::Columns) if tag.local() == "col" => self.columns(&tag)?,
                    (2, Section::Merges) if tag.local() == "mergeCell" => {
                        let range = tag.attribute("ref")?.and_then(|value| value.parse::<CellRange>().ok());
                        let range =
                            range.ok_or_else(|| self.walk.bad("a merged range has no valid reference"))?;
                        self.count_ranges(1)?;
                        self.merges.push((range, 0));
                    }
                    (2, Section::Tables) if tag.local() == "tablePart" => {
                        for attribute in tag.attributes() {
                            let (key, value) = attribute?;
                            if key.ends_with(":id") {
                                self.data.table_ids.push(value.into_owned());
                            }
                        }
                    }
                    (2, Section::Validations) | (4, Section::Extensions)
                        if tag.local() == "dataValidation" =>
                    {
                        let ranges = self.validations.read(&mut self.walk, &tag)?;
                        self.count_ranges(ranges)?;
                    }
                    _ => {}
                },
                Node::Close if self.walk.depth() == 1 => section = Section::Other,
                Node::Eof => break,
                _ => {}
            }
        }
        if !self.seen_rows {
            return Err(self.walk.bad("it has no sheetData"));
        }
        self.data.columns.sort_by_key(|columns| columns.first);
        self.data.merges = RangeIndex::new(self.merges);
        self.data.arrays = RangeIndex::new(self.arrays);
        self.data.validations = self.validations.build();
        mark_arrays(&mut self.data);
        Ok(self.data)
    }

    fn section(&mut self, tag: &Tag<'_>) -> Result<Section, WorkbookError> {
        let section = match tag.local() {
            "sheetData" if self.seen_rows => return Err(self.walk.bad("it has sheetData twice")),
            "sheetData" => {
                self.seen_rows = true;
                Section::Rows
            }
            "cols" => Section::Columns,
            "mergeCells" => Section::Merges,
            "dataValidations" => Section::Validations,
            "tableParts" => Section::Tables,
            "extLst" => Section::Extensions,
            "sheetProtection" => {
                self.data.protected = tag.attribute("sheet")?.is_some_and(|value| is_true(&value));
                Section::Other
            }
            "sheetFormatPr" => {
                self.data.zero_height = tag.attribute("zeroHeight")?.is_some_and(|value| is_true(&value));
                self.data.zero_width =
                    tag.attribute("defaultColWidth")?.and_then(|value| value.parse().ok()) == Some(0.0);
                Section::Other
            }
            _ => Section::Other,
        };
        Ok(if tag.empty { Section::Other } else { section })
    }

    fn columns(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let mut columns = Columns { first: 0, last: 0, width: None, style: None, hidden: false };
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "min" => columns.first = value.parse::<u32>().unwrap_or(0).saturating_sub(1),
                "max" => columns.last = value.parse::<u32>().unwrap_or(0).saturating_sub(1),
                "width" => columns.width = value.parse().ok(),
                "style" => columns.style = value.parse().ok(),
                "hidden" => columns.hidden = is_true(&value),
                _ => {}
            }
        }
        columns.hidden |= columns.width == Some(0.0);
        self.count_ranges(1)?;
        self.data.columns.push(columns);
        Ok(())
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let mut number = self.next_row;
        let (mut style, mut custom_format, mut hidden) = (None, false, false);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "r" => {
                    number = value
                        .trim()
                        .parse::<u32>()
                        .ok()
                        .and_then(|r| r.checked_sub(1))
                        .ok_or_else(|| self.damaged(&format!("`{value}` is no row")))?;
                }
                "s" => style = value.parse().ok(),
                "customFormat" => custom_format = is_true(&value),
                "hidden" => hidden |= is_true(&value),
                "ht" => hidden |= value.parse() == Ok(0.0),
                _ => {}
            }
        }
        if number >= MAX_ROWS {
            return Err(self.damaged(&format!("row {} is outside the grid", u64::from(number) + 1)));
        }
        if number < self.next_row {
            return Err(self.damaged(&format!("row {} stands twice or out of order", number + 1)));
        }
        self.next_row = number + 1;
        self.next_column = 0;
        let first = self.data.cells.len();
        if !tag.empty {
            self.cells(number)?;
        }
        if let Some(each) = &mut self.each {
            if !self.data.cells.is_empty() {
                each(number, &self.data.cells);
                self.data.cells.clear();
            }
            return Ok(());
        }
        let end = self.data.cells.len();
        let style = style.filter(|_| custom_format);
        if end > first || hidden || style.is_some() {
            // Bounded by `Limits::stored_cells`.
            let at = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            self.data.rows.push(Row { number, first: at(first), end: at(end), style, hidden });
        }
        Ok(())
    }

    /// The cells of the row that was just opened, to its end.
    fn cells(&mut self, row: u32) -> Result<(), WorkbookError> {
        let depth = self.walk.depth();
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == depth && tag.local() == "c" => self.cell(&tag, row)?,
                Node::Close if self.walk.depth() < depth => return Ok(()),
                Node::Eof => return Err(self.walk.bad("it ends inside a row")),
                _ => {}
            }
        }
    }

    fn cell(&mut self, tag: &Tag<'_>, row: u32) -> Result<(), WorkbookError> {
        let (mut column, mut style, mut kind) = (self.next_column, 0, Kind::Number);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "r" => {
                    let at = plain_reference(value.trim())
                        .ok_or_else(|| self.damaged(&format!("`{}` is no cell", printable(&value))))?;
                    if at.row != row {
                        return Err(self.damaged(&format!("cell {at} stands in row {}", row + 1)));
                    }
                    column = at.column;
                }
                "s" => style = value.parse().unwrap_or(0),
                "t" => kind = Kind::of(&value),
                _ => {}
            }
        }
        let at = CellRef::new(row, column);
        if column >= MAX_COLUMNS {
            return Err(self.damaged(&format!("row {} has cells outside the grid", row + 1)));
        }
        if column < self.next_column {
            return Err(self.damaged(&format!("cell {at} stands twice or out of order")));
        }
        self.next_column = column + 1;
        self.tally.stored += 1;
        if self.tally.stored > self.around.limits.stored_cells {
            return Err(over(
                Limit::StoredCells,
                self.around.limits,
                "the number of stored cells",
                self.around.limits.stored_cells as u64,
            ));
        }
        let mut cell = Cell { value: None, formula: false, style };
        if !tag.empty {
            self.content(at, kind, &mut cell)?;
        }
        if cell.value.is_some() {
            self.count_value(&cell)?;
        }
        self.data.has_formulas |= cell.formula;
        self.data.cells.push((column, cell));
        Ok(())
    }

    /// The value and the formula of the cell that was just opened, to its end.
    fn content(&mut self, at: CellRef, kind: Kind, cell: &mut Cell) -> Result<(), WorkbookError> {
        let depth = self.walk.depth();
        let mut raw = String::new();
        let mut inline = None;
        let mut in_value = false;
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == depth => match tag.local() {
                    "v" => in_value = !tag.empty,
                    "is" => inline = Some(rich_text(&mut self.walk, &tag)?),
                    "f" => {
                        cell.formula = true;
                        self.formula(&tag, at)?;
                    }
                    _ => self.walk.skip(&tag)?,
                },
                Node::Text(text) if in_value && self.walk.depth() == depth + 1 => raw.push_str(&text),
                Node::Close if self.walk.depth() == depth => in_value = false,
                Node::Close if self.walk.depth() < depth => break,
                Node::Eof => return Err(self.walk.bad("it ends inside a cell")),
                _ => {}
            }
        }
        cell.value = match inline {
            Some(text) => Some(text).filter(|text| !text.is_empty()).map(Value::Text),
            None => self.value(at, kind, raw, cell.style)?,
        };
        Ok(())
    }

    /// Notes what an `f` element covers and passes over it.
    fn formula(&mut self, tag: &Tag<'_>, at: CellRef) -> Result<(), WorkbookError> {
        let (mut range, mut array) = (None, false);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "t" => array = matches!(&*value, "array" | "dataTable"),
                "ref" => range = value.parse::<CellRange>().ok(),
                _ => {}
            }
        }
        if array {
            self.count_ranges(1)?;
            self.arrays.push((range.unwrap_or(CellRange::spanning(at, at)), 0));
        }
        self.walk.skip(tag)
    }

    fn value(
        &self,
        at: CellRef,
        kind: Kind,
        raw: String,
        style: u32,
    ) -> Result<Option<Value>, WorkbookError> {
        if raw.is_empty() {
            return Ok(None);
        }
        Ok(Some(match kind {
            Kind::Shared => {
                let string =
                    raw.trim().parse::<usize>().ok().and_then(|index| self.around.strings.get(index));
                let string = string.ok_or_else(|| {
                    self.damaged(&format!("cell {at} points to a shared string that is not there"))
                })?;
                if string.is_empty() {
                    return Ok(None);
                }
                Value::Text(string.to_string())
            }
            Kind::Text => Value::Text(match unescape(&raw) {
                std::borrow::Cow::Borrowed(_) => raw,
                std::borrow::Cow::Owned(plain) => plain,
            }),
            Kind::Bool => Value::Bool(!matches!(raw.trim(), "0" | "false" | "FALSE")),
            Kind::Error => Value::Error(raw),
            Kind::Date => Value::DateTime(raw),
            Kind::Number => match raw.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, style),
                _ => Value::Text(raw),
            },
        }))
    }

    fn number(&self, number: f64, style: u32) -> Value {
        if self.around.formats.get(style).shown == Shown::DateTime
            && let Some(date) = dates::iso(number, self.around.date1904)
        {
            return Value::DateTime(date);
        }
        Value::Number(number)
    }

    fn count_value(&mut self, cell: &Cell) -> Result<(), WorkbookError> {
        let limits = self.around.limits;
        self.tally.cells += 1;
        if self.tally.cells > limits.cells {
            return Err(over(Limit::Cells, limits, "the number of filled cells", limits.cells as u64));
        }
        if let Some(Value::Text(text)) = &cell.value {
            self.tally.text = self.tally.text.saturating_add(text.len());
            if self.tally.text > limits.text_bytes {
                return Err(over(
                    Limit::TextMib,
                    limits,
                    "the text of the workbook",
                    limits.text_bytes as u64,
                ));
            }
        }
        Ok(())
    }

    fn count_ranges(&mut self, ranges: usize) -> Result<(), WorkbookError> {
        self.tally.ranges = self.tally.ranges.saturating_add(ranges);
        if self.tally.ranges > self.around.limits.ranges {
            return Err(over(
                Limit::Ranges,
                self.around.limits,
                "the number of merges and validations",
                self.around.limits.ranges as u64,
            ));
        }
        Ok(())
    }

    fn damaged(&self, detail: &str) -> WorkbookError {
        WorkbookError::DamagedSheet { sheet: printable(self.sheet), detail: detail.to_owned() }
    }
}

/// The `t` of a cell.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

impl Kind {
    fn of(word: &str) -> Self {
        match word {
            "s" => Self::Shared,
            "str" | "inlineStr" => Self::Text,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Number,
        }
    }
}

/// Marks the cells that an array formula or data table of another cell fills.
fn mark_arrays(data: &mut SheetData) {
    if data.arrays.is_empty() {
        return;
    }
    for row in &data.rows {
        for (column, cell) in &mut data.cells[row.first as usize..row.end as usize] {
            cell.formula |= data.arrays.find(CellRef::new(row.number, *column)).is_some();
        }
    }
}
