//! The workbook part: which sheets there are, what names stand for, what is protected.

use std::collections::HashMap;

use super::cell::Visibility;
use super::error::{WorkbookError, printable};
use super::limits::Limits;
use super::package::{Budget, Package, part_key};
use super::relationships::{Relationship, relationships};
use super::warning::Warning;
use super::xml::{Node, Walk, XmlText, is_true};

/// Longest name of a sheet: Excel takes 31 characters, some programs write more, and a cell of the review workbook names it.
const LONGEST_NAME: usize = 255;

/// What the workbook part says.
#[derive(Clone, Debug, Default)]
pub(super) struct BookIndex {
    /// Name of the workbook part.
    pub(super) part: String,
    /// The worksheets, in tab order.
    pub(super) sheets: Vec<SheetEntry>,
    /// What defined names stand for; see [`BookIndex::name`].
    names: HashMap<(String, Option<u32>), String>,
    /// Whether dates count from 1904.
    pub(super) date1904: bool,
    /// Relationships of the workbook part.
    pub(super) relationships: Vec<Relationship>,
    /// What a user should know.
    pub(super) warnings: Vec<Warning>,
}

/// A worksheet, before its part is read.
#[derive(Clone, Debug)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) part: String,
    /// The number by which the calculation chain calls the sheet.
    pub(super) sheet_id: u32,
    /// Place among all tabs, by which local names call the sheet.
    position: u32,
}

impl SheetEntry {
    /// A sheet without name and part.
    pub(super) fn plain(visibility: Visibility) -> Self {
        Self { name: String::new(), visibility, part: String::new(), sheet_id: 0, position: 0 }
    }
}

impl BookIndex {
    /// Reads the workbook part that the package names.
    pub(super) fn read(
        package: &Package,
        budget: &mut Budget,
        limits: &Limits,
    ) -> Result<Self, WorkbookError> {
        let part = relationships(package, "", budget, limits)?
            .into_iter()
            .find(|r| r.kind == "officeDocument")
            .and_then(|r| r.target)
            .ok_or(WorkbookError::NoWorkbook)?;
        let related = relationships(package, &part, budget, limits)?;
        let xml = XmlText::decode(&part, package.read(&part, budget)?)?;
        let mut index = Self { part: part.clone(), relationships: related, ..Self::default() };
        index.walk(package, &mut Walk::new(xml.text(), &part, limits))?;
        if index.sheets.is_empty() {
            return Err(WorkbookError::NoSheets);
        }
        let (mut seen, mut parts) = (HashMap::new(), HashMap::new());
        for sheet in &index.sheets {
            if sheet.name.encode_utf16().count() > LONGEST_NAME {
                let detail = format!("a sheet has a name of more than {LONGEST_NAME} characters");
                return Err(WorkbookError::DamagedFile { detail });
            }
            // What is written into the one would change the other.
            if let Some(first) = parts.insert(part_key(&sheet.part), &sheet.name) {
                let (first, second) = (printable(first), printable(&sheet.name));
                return Err(WorkbookError::SharedPart { first, second });
            }
            if seen.insert(sheet.name.to_lowercase(), ()).is_some() {
                return Err(WorkbookError::DuplicateSheet { sheet: printable(&sheet.name) });
            }
        }
        Ok(index)
    }

    fn walk(&mut self, package: &Package, walk: &mut Walk<'_>) -> Result<(), WorkbookError> {
        let mut section = String::new();
        let mut position = 0;
        loop {
            match walk.step()? {
                Node::Open(tag) if tag.depth == 0 && tag.local() != "workbook" => {
                    return Err(WorkbookError::NoWorkbook);
                }
                Node::Open(tag) if tag.depth == 1 => {
                    tag.local().clone_into(&mut section);
                    match tag.local() {
                        "workbookPr" => {
                            self.date1904 = tag.attribute("date1904")?.is_some_and(|v| is_true(&v))
                        }
                        "workbookProtection"
                            if tag.attribute("lockStructure")?.is_some_and(|v| is_true(&v)) =>
                        {
                            self.warnings.push(Warning::ProtectedStructure);
                        }
                        _ => {}
                    }
                }
                Node::Open(tag) if tag.depth == 2 && section == "sheets" && tag.local() == "sheet" => {
                    let (mut name, mut id, mut sheet_id) = (String::new(), String::new(), 0);
                    let mut visibility = Visibility::Visible;
                    for attribute in tag.attributes() {
                        let (key, value) = attribute?;
                        match key {
                            "name" => name = value.into_owned(),
                            "sheetId" => sheet_id = value.parse().unwrap_or(0),
                            "state" if value == "hidden" => visibility = Visibility::Hidden,
                            "state" if value == "veryHidden" => visibility = Visibility::VeryHidden,
                            // The prefix of the relationships namespace is the producer's choice.
                            key if key.ends_with(":id") => id = value.into_owned(),
                            _ => {}
                        }
                    }
                    self.add_sheet(
                        package,
                        SheetEntry { name, visibility, part: String::new(), sheet_id, position },
                        &id,
                    )?;
                    position += 1;
                }
                Node::Open(tag)
                    if tag.depth == 2 && section == "definedNames" && tag.local() == "definedName" =>
                {
                    let name = tag.attribute("name")?.unwrap_or_default().to_lowercase();
                    let sheet = tag.attribute("localSheetId")?.and_then(|value| value.parse().ok());
                    let stands_for = walk.text_of(&tag)?;
                    self.names.insert((name, sheet), stands_for);
                }
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn add_sheet(&mut self, package: &Package, entry: SheetEntry, id: &str) -> Result<(), WorkbookError> {
        let homeless = || WorkbookError::SheetWithoutPart { sheet: printable(&entry.name) };
        let related = self.relationships.iter().find(|r| r.id == id).ok_or_else(homeless)?;
        if related.kind != "worksheet" {
            let warning = Warning::NoWorksheet { sheet: entry.name.clone(), kind: related.kind.clone() };
            self.warnings.push(warning);
            return Ok(());
        }
        let part = related.target.clone().filter(|part| package.has(part)).ok_or_else(homeless)?;
        self.sheets.push(SheetEntry { part, ..entry });
        Ok(())
    }

    /// What a defined name stands for on a sheet: a name of the sheet goes before one of the workbook.
    pub(super) fn name(&self, name: &str, sheet: usize) -> Option<&str> {
        let name = name.to_lowercase();
        let position = self.sheets.get(sheet).map(|entry| entry.position);
        self.names
            .get(&(name.clone(), position))
            .or_else(|| self.names.get(&(name, None)))
            .map(String::as_str)
    }

    /// The worksheet of that name, in any case.
    pub(super) fn sheet_named(&self, name: &str) -> Option<usize> {
        let folded = name.to_lowercase();
        self.sheets.iter().position(|entry| entry.name == name || entry.name.to_lowercase() == folded)
    }

    /// The part of that kind that the workbook part names.
    pub(super) fn related(&self, kind: &str) -> Option<&str> {
        self.relationships.iter().find(|r| r.kind == kind).and_then(|r| r.target.as_deref())
    }
}
