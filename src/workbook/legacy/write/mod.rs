//! The model as the bytes of a new .xlsx: the same sheets, the same cells in the same places.

mod looks;
mod names;
mod rules;
mod sheet;

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::looks::Looks;
use super::super::cell::Visibility;
use super::super::edit::escaped;
use super::super::error::{WorkbookError, printable};
use super::super::limits::Limits;
use super::model::Book;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The package, the same bytes for the same model: entries bear the zip format's first date.
pub(super) fn write(mut book: Book, limits: &Limits) -> Result<Vec<u8>, WorkbookError> {
    if book.sheets.is_empty() {
        return Err(WorkbookError::NoSheets);
    }
    names::make_valid(&mut book);
    rules::make_valid(&mut book);
    let lists = rules::Lists::gather(&mut book);
    if !book.sheets.iter().any(|sheet| sheet.visibility == Visibility::Visible) {
        // No spreadsheet program opens a workbook without a sheet to show.
        if let Some(first) = book.sheets.first_mut() {
            first.visibility = Visibility::Visible;
        }
    }
    let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut looks = Looks::default();
    let mut package = Package(ZipWriter::new(Cursor::new(Vec::new())));
    package.part("[Content_Types].xml", &content_types(names.len()))?;
    package.part("_rels/.rels", &root_relationships())?;
    package.part("xl/workbook.xml", &workbook(&book))?;
    package.part("xl/_rels/workbook.xml.rels", &relationships(names.len()))?;
    for (at, sheet) in book.sheets.into_iter().enumerate() {
        let text = sheet::text(sheet, &names, &lists, &mut looks, limits)?;
        package.part(&format!("xl/worksheets/sheet{}.xml", at + 1), &text)?;
    }
    package.part("xl/styles.xml", &looks.text())?;
    let bytes = package.0.finish().map_err(failed)?;
    Ok(bytes.into_inner())
}

struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    fn part(&mut self, name: &str, text: &str) -> Result<(), WorkbookError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        self.0.start_file(name, options).map_err(failed)?;
        self.0.write_all(text.as_bytes()).map_err(|error| failed(ZipError::Io(error)))
    }
}

fn failed(error: ZipError) -> WorkbookError {
    WorkbookError::NotCarriedOver { detail: printable(&error.to_string()) }
}

fn content_types(sheets: usize) -> String {
    let mut text = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{CONTENT}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{CONTENT}.styles+xml\"/>"
    );
    for number in 1..=sheets {
        text.push_str(&format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{CONTENT}.worksheet+xml\"/>"
        ));
    }
    text + "</Types>"
}

fn root_relationships() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATED}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
}

fn relationships(sheets: usize) -> String {
    let mut text = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        text.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{RELATED}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
    }
    text.push_str(&format!(
        "<Relationship Id=\"rId{}\" Type=\"{RELATED}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    ));
    text
}

fn workbook(book: &Book) -> String {
    let mut text = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\">");
    if book.date1904 {
        text.push_str("<workbookPr date1904=\"1\"/>");
    }
    let active = book.sheets.iter().position(|sheet| sheet.visibility == Visibility::Visible).unwrap_or(0);
    text.push_str(&format!("<bookViews><workbookView activeTab=\"{active}\"/></bookViews><sheets>"));
    for (number, sheet) in (1..).zip(&book.sheets) {
        let state = match sheet.visibility {
            Visibility::Visible => "",
            Visibility::Hidden => " state=\"hidden\"",
            Visibility::VeryHidden => " state=\"veryHidden\"",
        };
        let name = escaped(&sheet.name).replace('"', "&quot;");
        text.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>"));
    }
    text + "</sheets></workbook>"
}
