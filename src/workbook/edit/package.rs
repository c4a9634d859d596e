//! Edits of a package: the parts that change, and the package written around them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{BufWriter, Cursor, Write};

use zip::{CompressionMethod, ZipWriter};

use super::super::book::Book;
use super::super::error::{WorkbookError, printable};
use super::super::limits::Limits;
use super::super::package::{Budget, Package, part_key};
use super::super::relationships::relationships_part;
use super::super::warning::Warning;
use super::super::xml::XmlText;
use super::calc_chain::{self, Trimmed};
use super::fills::{FilledFormats, StylesPlaces};
use super::formulas::promotions;
use super::pieces::Pieces;
use super::plan::{SheetPlan, plan};
use super::recalculate;
use super::splice::{Inputs, splice};
use super::{AddedColumn, Edit, EditOptions, Edited, verify};

/// What becomes of parts, by [`part_key`].
pub(super) type Changes = HashMap<String, Change>;

/// What becomes of a part.
pub(super) enum Change {
    /// It gets these bytes.
    Bytes(Vec<u8>),
    /// It keeps most of its text.
    Spliced(XmlText, Pieces),
    /// It goes.
    Gone,
}

/// Edits a package.
pub(in super::super) fn edit(
    package: &Package,
    book: &Book,
    limits: &Limits,
    edits: &[Edit],
    options: &EditOptions,
) -> Result<Edited, WorkbookError> {
    let mut warnings = Vec::new();
    let plans = plan(book, edits, options, &mut warnings)?;
    let mut parts = Parts { package, limits, budget: Budget::new(limits), changes: Changes::new() };
    let wants_fill = plans.values().any(|plan| plan.cells.values().any(|cell| cell.fill.is_some()));
    let styles = if wants_fill { parts.styles(book)? } else { None };
    if wants_fill && styles.is_none() {
        warnings.push(Warning::NoFills);
    }
    let mut fills = FilledFormats::new(styles.as_ref().map(|(_, _, places)| places));
    let mut cut = 0;
    for (number, plan) in &plans {
        book.check_readable(*number)?;
        cut += parts.sheet(book, *number, plan, options, &mut fills)?;
    }
    if let Some((part, xml, places)) = &styles
        && !fills.is_empty()
    {
        parts.change(part, xml.encode(fills.add_to(xml.text(), places)?));
    }
    parts.calculation(book, &plans)?;
    let bytes = write(package, &parts.changes)?;
    // Only which parts change matters from here on; of a long form the texts are large.
    let changed = parts.changes.into_iter().map(|(part, new)| (part, matches!(new, Change::Gone))).collect();
    let bytes = verify::check(package, book, limits, bytes, &changed, &plans)?;
    Ok(Edited { bytes, warnings, cut })
}

struct Parts<'a> {
    package: &'a Package,
    limits: &'a Limits,
    budget: Budget,
    changes: Changes,
}

impl Parts<'_> {
    fn read(&mut self, part: &str) -> Result<XmlText, WorkbookError> {
        XmlText::decode(part, self.package.read(part, &mut self.budget)?)
    }

    fn change(&mut self, part: &str, bytes: Vec<u8>) {
        self.changes.insert(part_key(part), Change::Bytes(bytes));
    }

    /// The styles part, its text and where its lists are.
    fn styles(&mut self, book: &Book) -> Result<Option<(String, XmlText, StylesPlaces)>, WorkbookError> {
        let Some(part) = book.index.related("styles").filter(|part| self.package.has(part)) else {
            return Ok(None);
        };
        let xml = self.read(part)?;
        let places = StylesPlaces::find(xml.text(), part, self.limits)?;
        // A cell of a format that is not there would take the first one that is added.
        let places = places.filter(|_| book.formats_are_there());
        Ok(places.map(|places| (part.to_owned(), xml, places)))
    }

    fn sheet(
        &mut self,
        book: &Book,
        number: usize,
        plan: &SheetPlan,
        options: &EditOptions,
        fills: &mut FilledFormats,
    ) -> Result<usize, WorkbookError> {
        let part = &book.index.sheets[number].part;
        let xml = self.read(part)?;
        let promotions = promotions(xml.text(), part, &plan.replaced_formulas, self.limits)?;
        let name = &book.index.sheets[number].name;
        let mut added: Vec<&AddedColumn> =
            options.added.iter().filter(|column| column.sheet == *name).collect();
        added.sort_by_key(|column| column.column);
        let inputs = Inputs {
            part,
            data: book.data(number),
            plan,
            promotions: &promotions,
            fit_rows: options.fit_rows,
            added: &added,
            limits: self.limits,
        };
        let (text, cut) = splice(xml.text(), &inputs, fills)?;
        self.changes.insert(part_key(part), Change::Spliced(xml, text));
        Ok(cut)
    }

    /// Trims the calculation chain and asks for a calculation, where the workbook has formulas.
    fn calculation(&mut self, book: &Book, plans: &BTreeMap<usize, SheetPlan>) -> Result<(), WorkbookError> {
        let chain = book.index.related("calcChain").filter(|part| self.package.has(part));
        let gone: HashSet<_> = plans
            .iter()
            .flat_map(|(number, plan)| {
                let sheet = book.index.sheets[*number].sheet_id;
                plan.replaced_formulas.iter().map(move |cell| (sheet, *cell))
            })
            .collect();
        if let Some(chain) = chain
            && !gone.is_empty()
        {
            let xml = self.read(chain)?;
            match calc_chain::trim(xml.text(), chain, &gone, self.limits)? {
                Trimmed::Left(text) if text != xml.text() => self.change(chain, xml.encode(text)),
                Trimmed::Left(_) => {}
                Trimmed::Empty => self.drop_chain(book, chain)?,
            }
        }
        if chain.is_some() || (0..book.count()).any(|sheet| book.data(sheet).has_formulas) {
            let part = &book.index.part;
            let xml = self.read(part)?;
            if let Some(text) = recalculate::set_flag(xml.text(), part, self.limits)? {
                self.change(part, xml.encode(text));
            }
        }
        Ok(())
    }

    /// Takes the chain out of the package, with its relationship and its content type.
    fn drop_chain(&mut self, book: &Book, chain: &str) -> Result<(), WorkbookError> {
        const TYPES: &str = "[Content_Types].xml";
        let ids: BTreeSet<&str> = book
            .index
            .relationships
            .iter()
            .filter(|r| r.kind == "calcChain")
            .map(|r| r.id.as_str())
            .collect();
        let related = relationships_part(&book.index.part);
        let xml = self.read(&related)?;
        let text = calc_chain::without_part(
            xml.text(),
            &related,
            "Relationship",
            |id| ids.contains(id),
            self.limits,
        )?;
        self.change(&related, xml.encode(text));
        if self.package.has(TYPES) {
            let xml = self.read(TYPES)?;
            let is_chain = |name: &str| calc_chain::same_part(name, chain);
            let text = calc_chain::without_part(xml.text(), TYPES, "Override", is_chain, self.limits)?;
            self.change(TYPES, xml.encode(text));
        }
        self.changes.insert(part_key(chain), Change::Gone);
        Ok(())
    }
}

/// How hard changed parts are packed: Excel too writes with a fast setting. Against the usual 6 this saves a third of
/// the time of a large edit and costs a few per cent of size.
const DEFLATE_LEVEL: i64 = 3;
/// Bytes that are packed at once: many pieces of a spliced part, which are some hundred bytes each.
const PACKED_AT_ONCE: usize = 64 << 10;

/// The package with the changes: the other entries are copied as they are, the order and each entry's time, system
/// and attributes stay.
fn write(package: &Package, changes: &Changes) -> Result<Vec<u8>, WorkbookError> {
    let failed =
        |error: &dyn std::fmt::Display| WorkbookError::Verification { detail: printable(&error.to_string()) };
    let mut archive = package.archive();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.set_raw_comment(archive.comment().into()).map_err(|e| failed(&e))?;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|e| failed(&e))?;
        let name = file.name().map_err(|e| failed(&e))?.into_owned();
        match changes.get(&part_key(&name)) {
            None => writer.raw_copy_file(file).map_err(|e| failed(&e))?,
            Some(Change::Gone) => {}
            Some(change) => {
                let stored = file.compression() == CompressionMethod::Stored;
                let level = if stored { None } else { Some(DEFLATE_LEVEL) };
                let options = file.options().compression_level(level);
                drop(file);
                writer.start_file(name, options).map_err(|e| failed(&e))?;
                let wrote = match change {
                    Change::Bytes(bytes) => writer.write_all(bytes),
                    Change::Spliced(xml, pieces) => {
                        let mut buffer = BufWriter::with_capacity(PACKED_AT_ONCE, &mut writer);
                        xml.write_pieces(pieces, &mut buffer)
                            // A flush of the buffer would flush the packer, too, and leave a mark in the part.
                            .and_then(|()| buffer.into_inner().map(drop).map_err(Into::into))
                    }
                    Change::Gone => Ok(()),
                };
                wrote.map_err(|e| failed(&e))?;
            }
        }
    }
    Ok(writer.finish().map_err(|e| failed(&e))?.into_inner())
}
