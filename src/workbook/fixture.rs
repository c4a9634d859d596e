//! Packages for tests, zipped from strings.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook, WorkbookError};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The parts of a package, in order.
#[derive(Clone)]
pub(super) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// The part put in place of the one of that name, or at the end.
    pub(super) fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(part) => part.1 = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    /// The part's text changed.
    pub(super) fn replace(mut self, name: &str, from: &str, to: &str) -> Self {
        for (known, content) in &mut self.0 {
            if known == name {
                let text = String::from_utf8(content.clone()).unwrap();
                assert!(text.contains(from), "{name} has no {from}");
                *content = text.replace(from, to).into_bytes();
            }
        }
        self
    }

    /// The package without the part.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// Every part renamed.
    pub(super) fn renamed(mut self, rename: impl Fn(&str) -> String) -> Self {
        for (name, _) in &mut self.0 {
            *name = rename(name);
        }
        self
    }

    pub(super) fn zip(&self) -> Vec<u8> {
        self.zip_with(SimpleFileOptions::default())
    }

    pub(super) fn zip_with(&self, options: SimpleFileOptions) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    pub(super) fn open(&self) -> Result<Workbook, WorkbookError> {
        open(self.zip())
    }

    pub(super) fn book(&self) -> Workbook {
        self.open().unwrap()
    }
}

pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, WorkbookError> {
    Workbook::open(bytes, Format::Xlsx, &Limits::default())
}

/// A workbook of these sheets, each a name and the text of its part.
pub(super) fn package(sheets: &[(&str, &str)]) -> Parts {
    let mut list = String::new();
    let mut related = String::new();
    let mut parts = Vec::new();
    for (number, (name, text)) in (1..).zip(sheets) {
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"));
        related.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{RELATED}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        parts.push((format!("xl/worksheets/sheet{number}.xml"), text.as_bytes().to_vec()));
    }
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font/><font><b/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill/></fills>\
         <borders count=\"1\"><border/></borders><cellXfs count=\"4\"><xf/><xf numFmtId=\"14\"/>\
         <xf fontId=\"1\" fillId=\"1\"><protection locked=\"0\"/></xf><xf borderId=\"0\"/></cellXfs></styleSheet>"
    );
    related.push_str(&format!("<Relationship Id=\"rIdT\" Type=\"{RELATED}/styles\" Target=\"styles.xml\"/>"));
    let related = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{related}</Relationships>");
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATED}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let workbook =
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><sheets>{list}</sheets></workbook>");
    let all = Parts(Vec::new())
        .with("[Content_Types].xml", types)
        .with("_rels/.rels", root)
        .with("xl/workbook.xml", workbook)
        .with("xl/_rels/workbook.xml.rels", related)
        .with("xl/styles.xml", styles);
    parts.into_iter().fold(all, |all, (name, text)| all.with(&name, text))
}

/// A workbook of one sheet, `Q`.
pub(super) fn one(text: &str) -> Parts {
    package(&[("Q", text)])
}

/// The text of a sheet part: what stands in `sheetData`, and what follows it.
pub(super) fn sheet(rows: &str, tail: &str) -> String {
    format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><sheetData>{rows}</sheetData>{tail}</worksheet>"
    )
}

pub(super) fn at(cell: &str) -> CellRef {
    cell.parse().unwrap()
}

/// An edit of sheet `Q`.
pub(super) fn write(cell: &str, text: &str) -> Edit {
    Edit { sheet: "Q".to_owned(), cell: at(cell), value: NewValue::Text(text.into()), fill: None }
}

/// The bytes of the workbook with the edits.
pub(super) fn edited(book: &Workbook, edits: &[Edit]) -> Vec<u8> {
    book.edit(edits, &EditOptions::default()).unwrap().bytes
}

/// The text of a part of a package.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(part_bytes(bytes, name)).unwrap()
}

pub(super) fn part_bytes(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut content).unwrap();
    content
}

/// The names of the entries, in order.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}
