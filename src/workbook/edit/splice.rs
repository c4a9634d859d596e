//! The pass that writes: the text of a sheet part copied piece by piece, new cells in between.
//!
//! A new cell or row goes right behind its neighbour, so that blanks and comments between the old ones stay with them.

use std::collections::{BTreeMap, btree_map};
use std::iter::Peekable;

use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::reference::{CellRange, CellRef, plain_reference};
use super::super::sheet::inherited_style;
use super::super::sheet_data::SheetData;
use super::super::xml::{Node, Tag, Walk};
use super::columns;
use super::fills::FilledFormats;
use super::formulas::Promotion;
use super::height;
use super::pieces::Pieces;
use super::plan::{NewCell, SheetPlan};
use super::retag::{Change, retag};
use super::text::{escaped, needs_preserve};
use super::{AddedColumn, NewValue};

/// What the splice needs besides the text.
pub(super) struct Inputs<'a> {
    pub(super) part: &'a str,
    pub(super) data: &'a SheetData,
    pub(super) plan: &'a SheetPlan,
    /// Cells that take over a shared formula, with what they take over.
    pub(super) promotions: &'a BTreeMap<CellRef, Promotion>,
    pub(super) fit_rows: bool,
    /// Columns that the sheet did not have, in order.
    pub(super) added: &'a [&'a AddedColumn],
    pub(super) limits: &'a Limits,
}

/// The text of the part, in pieces, with the cells of the plan in place, and how many of their texts are longer than
/// their rows show.
pub(super) fn splice(
    text: &str,
    inputs: &Inputs<'_>,
    fills: &mut FilledFormats,
) -> Result<(Pieces, usize), WorkbookError> {
    let mut splice = Splice {
        inputs,
        fills,
        walk: Walk::new(text, inputs.part, inputs.limits),
        out: Pieces::default(),
        copied: 0,
        pending: inputs.plan.cells.iter().peekable(),
        prefix: String::new(),
        widened: columns::to_widen(inputs.data, inputs.added),
        cut: 0,
    };
    splice.run()?;
    splice.out.keep(splice.copied, text.len());
    Ok((splice.out, splice.cut))
}

struct Splice<'a, 'f> {
    inputs: &'a Inputs<'a>,
    fills: &'f mut FilledFormats,
    walk: Walk<'a>,
    out: Pieces,
    /// Where the text is copied to.
    copied: usize,
    /// The cells of the plan that are not written yet, in order, as the part has its cells.
    pending: Peekable<btree_map::Iter<'a, CellRef, NewCell>>,
    /// Prefix of the part's elements, with its colon.
    prefix: String,
    /// Added columns that still need a `col` element, in order.
    widened: Vec<&'a AddedColumn>,
    /// New texts that their rows do not show whole.
    cut: usize,
}

impl<'a> Splice<'a, '_> {
    fn run(&mut self) -> Result<(), WorkbookError> {
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == 1 => match tag.local() {
                    "dimension" => self.dimension(&tag)?,
                    "cols" => self.columns(&tag)?,
                    "sheetData" => {
                        tag.prefix().clone_into(&mut self.prefix);
                        if !self.widened.is_empty() {
                            self.copy_to(self.walk.start());
                            self.out.push_str(&format!("<{}cols>", self.prefix));
                            self.new_columns(u32::MAX);
                            self.out.push_str(&format!("</{}cols>", self.prefix));
                        }
                        self.sheet_data(&tag)?;
                    }
                    _ => self.walk.skip(&tag)?,
                },
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The next cell of the plan that stands before `end`, if one is left.
    fn next_before(&mut self, end: Option<CellRef>) -> Option<(CellRef, &'a NewCell)> {
        let next = self.pending.next_if(|(cell, _)| end.is_none_or(|end| **cell < end));
        next.map(|(cell, new)| (*cell, new))
    }

    /// Whether a cell of the plan that stands before `end` is left.
    fn left_before(&mut self, end: Option<CellRef>) -> bool {
        self.pending.peek().is_some_and(|(cell, _)| end.is_none_or(|end| **cell < end))
    }

    /// Whether the plan has a cell left in the row; those before the row are written.
    fn touches(&mut self, row: u32) -> bool {
        self.left_before(Some(CellRef::new(row + 1, 0)))
    }

    fn copy_to(&mut self, end: usize) {
        self.out.keep(self.copied, end);
        self.copied = end;
    }

    fn dimension(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let written = tag.attribute("ref")?.and_then(|value| value.parse::<CellRange>().ok());
        let cells = &self.inputs.plan.cells;
        let columns = cells.keys().map(|cell| cell.column);
        if let (Some(range), Some((first, _)), Some((last, _)), Some(left), Some(right)) =
            (written, cells.first_key_value(), cells.last_key_value(), columns.clone().min(), columns.max())
        {
            let wide = CellRange {
                first: CellRef::new(range.first.row.min(first.row), range.first.column.min(left)),
                last: CellRef::new(range.last.row.max(last.row), range.last.column.max(right)),
            };
            if wide != range {
                self.copy_to(self.walk.start());
                self.out.push_str(&retag(tag, tag.empty, &[Change::Set("ref", wide.to_string())]));
                self.copied = self.walk.end();
            }
        }
        self.walk.skip(tag)
    }

    fn columns(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        tag.prefix().clone_into(&mut self.prefix);
        if self.widened.is_empty() || tag.empty {
            return self.walk.skip(tag);
        }
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == 2 && tag.local() == "col" => {
                    let start = self.walk.start();
                    let range = columns::range(&tag)?;
                    self.walk.skip(&tag)?;
                    let Some((min, max)) = range else { continue };
                    if self.widened.first().is_some_and(|column| column.column + 1 < min) {
                        self.copy_to(start);
                        self.new_columns(min);
                    }
                    let within = self.widened.iter().take_while(|column| column.column < max).count();
                    if within > 0 {
                        self.copy_to(start);
                        let inside: Vec<&AddedColumn> = self.widened.drain(..within).collect();
                        self.out.push_str(&columns::split(&tag, (min, max), &inside));
                        self.copied = self.walk.end();
                    }
                }
                Node::Close if self.walk.depth() == 1 => {
                    if !self.widened.is_empty() {
                        self.copy_to(self.walk.start());
                        self.new_columns(u32::MAX);
                    }
                    return Ok(());
                }
                Node::Eof => return Err(self.walk.bad("it ends inside its columns")),
                _ => {}
            }
        }
    }

    /// Elements of the added columns before a column, counted from 1.
    fn new_columns(&mut self, before: u32) {
        let some = self.widened.iter().take_while(|column| column.column + 1 < before).count();
        for column in self.widened.drain(..some) {
            self.out.push_str(&columns::new(column, &self.prefix));
        }
    }

    fn sheet_data(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        if tag.empty {
            self.copy_to(self.walk.start());
            self.out.push_str(&retag(tag, false, &[]));
            self.new_rows(None);
            self.out.push_str(&format!("</{}sheetData>", self.prefix));
            self.copied = self.walk.end();
            return Ok(());
        }
        let mut behind = self.walk.end();
        let mut next_row = 0;
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == 2 && tag.local() == "row" => {
                    let row = match tag.attribute("r")? {
                        Some(value) => value.trim().parse::<u32>().unwrap_or(0).saturating_sub(1),
                        None => next_row,
                    };
                    next_row = row + 1;
                    self.new_rows_behind(behind, Some(CellRef::new(row, 0)));
                    if self.touches(row) || !self.inputs.promotions.is_empty() {
                        self.row(&tag, row)?;
                    } else {
                        self.walk.skip(&tag)?;
                    }
                    behind = self.walk.end();
                }
                Node::Close if self.walk.depth() == 1 => {
                    self.new_rows_behind(behind, None);
                    return Ok(());
                }
                Node::Eof => return Err(self.walk.bad("it ends inside its rows")),
                _ => {}
            }
        }
    }

    /// Puts the rows before `end` that the part does not have right behind `behind`.
    fn new_rows_behind(&mut self, behind: usize, end: Option<CellRef>) {
        if self.left_before(end) {
            self.copy_to(behind);
            self.new_rows(end);
        }
    }

    fn new_rows(&mut self, end: Option<CellRef>) {
        let mut open = None;
        while let Some((cell, new)) = self.next_before(end) {
            if open != Some(cell.row) {
                if open.is_some() {
                    self.out.push_str(&format!("</{}row>", self.prefix));
                }
                self.out.push_str(&format!("<{}row r=\"{}\">", self.prefix, cell.row + 1));
                open = Some(cell.row);
            }
            self.new_cell(cell, new);
        }
        if open.is_some() {
            self.out.push_str(&format!("</{}row>", self.prefix));
        }
    }

    fn row(&mut self, tag: &Tag<'_>, row: u32) -> Result<(), WorkbookError> {
        let touched = self.touches(row);
        let changes = if touched { self.row_changes(tag, row)? } else { Vec::new() };
        if !changes.is_empty() || (tag.empty && touched) {
            self.copy_to(self.walk.start());
            self.out.push_str(&retag(tag, false, &changes));
            self.copied = self.walk.end();
        }
        let end = Some(CellRef::new(row + 1, 0));
        if tag.empty {
            if touched {
                self.new_cells(end);
                self.out.push_str(&format!("</{}row>", self.prefix));
            }
            return Ok(());
        }
        let mut behind = self.walk.end();
        let mut next_column = 0;
        loop {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == 3 && tag.local() == "c" => {
                    let column = match tag.attribute("r")? {
                        Some(value) => plain_reference(value.trim()).map_or(next_column, |at| at.column),
                        None => next_column,
                    };
                    next_column = column + 1;
                    let at = CellRef::new(row, column);
                    self.new_cells_behind(behind, Some(at));
                    if let Some((_, new)) = self.pending.next_if(|(cell, _)| **cell == at) {
                        self.copy_to(self.walk.start());
                        self.replaced_cell(&tag, at, new)?;
                        self.walk.skip(&tag)?;
                        self.copied = self.walk.end();
                    } else if let Some(promotion) = self.inputs.promotions.get(&at) {
                        self.promote(&tag, promotion)?;
                    } else {
                        self.walk.skip(&tag)?;
                    }
                    behind = self.walk.end();
                }
                Node::Close if self.walk.depth() == 2 => {
                    self.new_cells_behind(behind, end);
                    return Ok(());
                }
                Node::Eof => return Err(self.walk.bad("it ends inside a row")),
                _ => {}
            }
        }
    }

    fn row_changes(&mut self, tag: &Tag<'_>, row: u32) -> Result<Vec<Change<'static>>, WorkbookError> {
        let mut changes = Vec::new();
        let cells = &self.inputs.plan.cells;
        let columns =
            cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0)).map(|(at, _)| at.column + 1);
        if let (Some(spans), Some(left), Some(right)) =
            (tag.attribute("spans")?, columns.clone().min(), columns.max())
            && let Some((first, last)) = spans.trim().split_once(':')
            && let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>())
            && (left < first || right > last)
        {
            changes.push(Change::Set("spans", format!("{}:{}", left.min(first), right.max(last))));
        }
        let cells = cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0));
        let heights = cells.map(|(at, cell)| height::needed(self.inputs.data, self.inputs.added, *at, cell));
        let stored = tag.attribute("ht")?.and_then(|ht| ht.trim().parse::<f64>().ok());
        if self.inputs.fit_rows {
            let needed = heights.fold(height::LINE, f64::max);
            if needed > stored.unwrap_or(0.0) {
                changes.push(Change::Set("ht", needed.to_string()));
                changes.push(Change::Set("customHeight", "1".to_owned()));
            }
        } else if let Some(stored) = stored {
            // A row without a height of its own is made high enough by the program that shows it.
            self.cut += heights.filter(|needed| *needed > stored && *needed > height::LINE).count();
        }
        Ok(changes)
    }

    fn new_cells_behind(&mut self, behind: usize, end: Option<CellRef>) {
        if self.left_before(end) {
            self.copy_to(behind);
            self.new_cells(end);
        }
    }

    fn new_cells(&mut self, end: Option<CellRef>) {
        while let Some((cell, new)) = self.next_before(end) {
            self.new_cell(cell, new);
        }
    }

    /// A cell that the part did not have: it takes the format that it was shown with.
    fn new_cell(&mut self, at: CellRef, new: &NewCell) {
        let style = self.fills.style(inherited_style(self.inputs.data, at), new.fill);
        let style = if style == 0 { String::new() } else { format!(" s=\"{style}\"") };
        let tag = format!("<{}c r=\"{at}\"{style}", self.prefix);
        self.content(&tag, new);
    }

    /// A cell in the place of an old one: format and phonetic flag stay, type and metadata of the old value go.
    fn replaced_cell(&mut self, tag: &Tag<'_>, at: CellRef, new: &NewCell) -> Result<(), WorkbookError> {
        let mut changes = vec![Change::Drop("t"), Change::Drop("cm"), Change::Drop("vm")];
        let old: u32 = tag.attribute("s")?.and_then(|value| value.parse().ok()).unwrap_or(0);
        let style = self.fills.style(old, new.fill);
        if style != old {
            changes.push(Change::Set("s", style.to_string()));
        }
        if tag.attribute("r")?.is_none() {
            changes.push(Change::Set("r", at.to_string()));
        }
        let tag = retag(tag, false, &changes);
        self.content(tag.trim_end_matches('>').trim_end(), new);
        Ok(())
    }

    /// Writes a cell whose start tag lacks type and end.
    fn content(&mut self, tag: &str, new: &NewCell) {
        let p = &self.prefix;
        self.out.push_str(tag);
        match &new.value {
            NewValue::Text(text) if text.is_empty() => self.out.push_str("/>"),
            NewValue::Text(text) => {
                let space = if needs_preserve(text) { " xml:space=\"preserve\"" } else { "" };
                let text = escaped(text);
                self.out
                    .push_str(&format!(" t=\"inlineStr\"><{p}is><{p}t{space}>{text}</{p}t></{p}is></{p}c>"));
            }
            NewValue::Number(number) => self.out.push_str(&format!("><{p}v>{number}</{p}v></{p}c>")),
            NewValue::Bool(value) => {
                self.out.push_str(&format!(" t=\"b\"><{p}v>{}</{p}v></{p}c>", u8::from(*value)))
            }
        }
    }

    /// Makes the cell that was just opened the master of a shared formula.
    fn promote(&mut self, cell: &Tag<'_>, promotion: &Promotion) -> Result<(), WorkbookError> {
        while self.walk.depth() > cell.depth {
            match self.walk.step()? {
                Node::Open(tag) if tag.depth == cell.depth + 1 && tag.local() == "f" => {
                    self.copy_to(self.walk.start());
                    self.out.push_str(&retag(
                        &tag,
                        false,
                        &[Change::Set("ref", promotion.range.to_string())],
                    ));
                    self.out.push_str(&escaped_formula(&promotion.formula));
                    self.out.push_str(&format!("</{}f>", self.prefix));
                    self.walk.skip(&tag)?;
                    self.copied = self.walk.end();
                }
                Node::Eof => return Err(self.walk.bad("it ends inside a cell")),
                _ => {}
            }
        }
        Ok(())
    }
}

fn escaped_formula(formula: &str) -> String {
    quick_xml::escape::minimal_escape(formula).into_owned()
}
