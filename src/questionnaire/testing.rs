//! Small workbooks for tests: packages written from strings, with just the parts that detection looks at.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{DetectError, Overrides, Questionnaire, SheetForm, detect};
use crate::workbook::{CellRange, CellRef, Format, Limits, Workbook};

/// How a cell looks; the number is its place in the styles part below.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Bold = 1,
    Filled = 2,
    Boxed = 3,
    Unlocked = 4,
    Heading = 5,
}

/// A sheet being built.
#[derive(Clone, Default)]
pub(crate) struct Tab {
    name: String,
    rows: Vec<Vec<String>>,
    looks: BTreeMap<CellRef, Look>,
    lists: Vec<(String, String)>,
    merges: Vec<String>,
    hidden_rows: Vec<u32>,
    protected: bool,
    hidden: bool,
}

impl Tab {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_string(), ..Self::default() }
    }

    /// Adds a row; `=f|v` is a formula with its cached value.
    pub(crate) fn row(mut self, cells: &[&str]) -> Self {
        self.rows.push(cells.iter().map(|c| (*c).to_string()).collect());
        self
    }

    pub(crate) fn rows(self, rows: &[&[&str]]) -> Self {
        rows.iter().fold(self, |tab, row| tab.row(row))
    }

    pub(crate) fn look(mut self, range: &str, look: Look) -> Self {
        let range: CellRange = range.parse().unwrap();
        for row in range.first.row..=range.last.row {
            for column in range.first.column..=range.last.column {
                self.looks.insert(CellRef::new(row, column), look);
            }
        }
        self
    }

    /// A dropdown; the source is `Yes,No` or a reference with a leading `=`.
    pub(crate) fn list(mut self, range: &str, source: &str) -> Self {
        let formula = source.strip_prefix('=').map_or_else(|| format!("\"{source}\""), str::to_string);
        self.lists.push((range.to_string(), formula));
        self
    }

    pub(crate) fn merge(mut self, range: &str) -> Self {
        self.merges.push(range.to_string());
        self
    }

    pub(crate) fn hide_row(mut self, row: u32) -> Self {
        self.hidden_rows.push(row);
        self
    }

    pub(crate) fn protect(mut self) -> Self {
        self.protected = true;
        self
    }

    pub(crate) fn hide(mut self) -> Self {
        self.hidden = true;
        self
    }

    fn xml(&self) -> String {
        let mut data = String::new();
        let last = self.looks.keys().map(|c| c.row + 1).max().unwrap_or(0).max(self.rows.len() as u32);
        for row in 0..last {
            let hidden = if self.hidden_rows.contains(&(row + 1)) { " hidden=\"1\"" } else { "" };
            data += &format!("<row r=\"{}\"{hidden}>", row + 1);
            for column in 0..40 {
                let at = CellRef::new(row, column);
                let text = self
                    .rows
                    .get(row as usize)
                    .and_then(|r| r.get(column as usize))
                    .map_or("", String::as_str);
                let style = self.looks.get(&at).map(|l| *l as u32);
                if text.is_empty() && style.is_none() {
                    continue;
                }
                let style = style.map_or_else(String::new, |s| format!(" s=\"{s}\""));
                data += &match text.strip_prefix('=').and_then(|f| f.split_once('|')) {
                    Some((formula, value)) => {
                        format!(
                            "<c r=\"{at}\" t=\"str\"{style}><f>{}</f><v>{}</v></c>",
                            escape(formula),
                            escape(value)
                        )
                    }
                    None if text.is_empty() => format!("<c r=\"{at}\"{style}/>"),
                    None => {
                        format!("<c r=\"{at}\" t=\"inlineStr\"{style}><is><t>{}</t></is></c>", escape(text))
                    }
                };
            }
            data += "</row>";
        }
        let protection = if self.protected { "<sheetProtection sheet=\"1\"/>" } else { "" };
        let merges: String = self.merges.iter().map(|m| format!("<mergeCell ref=\"{m}\"/>")).collect();
        let merges = if merges.is_empty() { merges } else { format!("<mergeCells>{merges}</mergeCells>") };
        let lists: String = self
            .lists
            .iter()
            .map(|(range, formula)| {
                let formula = escape(formula);
                format!("<dataValidation type=\"list\" sqref=\"{range}\"><formula1>{formula}</formula1></dataValidation>")
            })
            .collect();
        let lists =
            if lists.is_empty() { lists } else { format!("<dataValidations>{lists}</dataValidations>") };
        format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData>{protection}{merges}{lists}</worksheet>"
        )
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = r#"<fonts count="2"><font/><font><b/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFCCCCCC"/></patternFill></fill></fills>
<borders count="2"><border/><border><left style="thin"/><right style="thin"/></border></borders>
<cellXfs count="6"><xf fontId="0" fillId="0" borderId="0"/><xf fontId="1" fillId="0" borderId="0"/>
<xf fontId="0" fillId="2" borderId="0"/><xf fontId="0" fillId="0" borderId="1"/>
<xf fontId="0" fillId="0" borderId="0" applyProtection="1"><protection locked="0"/></xf>
<xf fontId="1" fillId="2" borderId="0"/></cellXfs>"#;

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The bytes of a workbook of these sheets.
pub(crate) fn package(tabs: &[Tab]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut sheets, mut links, mut types) = (String::new(), String::new(), String::new());
    for (n, tab) in tabs.iter().enumerate() {
        let n = n + 1;
        let state = if tab.hidden { " state=\"hidden\"" } else { "" };
        sheets += &format!("<sheet name=\"{}\" sheetId=\"{n}\"{state} r:id=\"rId{n}\"/>", escape(&tab.name));
        links += &format!(
            "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        types += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        parts.push((format!("xl/worksheets/sheet{n}.xml"), tab.xml()));
    }
    let n = tabs.len() + 1;
    links += &format!("<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
    let package_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    parts.extend([
        (
            "[Content_Types].xml".to_string(),
            format!(
                "<Types xmlns=\"{package_types}\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_string(),
            format!(
                "<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_string(),
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_string(),
            format!("<Relationships xmlns=\"{RELATIONSHIPS}\">{links}</Relationships>"),
        ),
        ("xl/styles.xml".to_string(), format!("<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")),
    ]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads sheets with corrections.
/// The tabs as a workbook.
pub(crate) fn workbook(tabs: &[Tab]) -> Workbook {
    Workbook::open(package(tabs), Format::Xlsx, &Limits::default()).unwrap()
}

pub(crate) fn read_with(tabs: &[Tab], overrides: &Overrides) -> Result<Questionnaire, DetectError> {
    let workbook = Workbook::open(package(tabs), Format::Xlsx, &Limits::default()).unwrap();
    detect(&workbook, overrides)
}

/// Reads sheets that hold a form.
pub(crate) fn read(tabs: &[Tab]) -> Questionnaire {
    read_with(tabs, &Overrides::default()).unwrap()
}

/// Reads csv text that holds a form.
pub(crate) fn read_csv(text: &str) -> Questionnaire {
    let workbook = Workbook::open(text.as_bytes().to_vec(), Format::Csv, &Limits::default()).unwrap();
    detect(&workbook, &Overrides::default()).unwrap()
}

/// "cell > answer, comment" of each question, `-` where there is no such cell.
pub(crate) fn cells(sheet: &SheetForm) -> Vec<String> {
    let name = |cell: Option<CellRef>| cell.map_or_else(|| "-".to_string(), |c| c.to_string());
    sheet.questions.iter().map(|q| format!("{} > {}, {}", q.cell, name(q.answer), name(q.comment))).collect()
}

/// The choices as plain texts.
pub(crate) fn choices(choices: &crate::workbook::Choices) -> Vec<String> {
    match choices {
        crate::workbook::Choices::List(list) => list.iter().map(|c| c.text.clone()).collect(),
        _ => Vec::new(),
    }
}
