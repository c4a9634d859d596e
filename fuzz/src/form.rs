//! Forms drawn from bytes: sheets of headers, ids, questions, gaps and odd cells, with merges, dropdowns, looks and hidden
//! rows, as a workbook or as separated text.

use arbitrary::{Result, Unstructured};
use trustfill::workbook::{Format, column_name};

use crate::archive::{self, Part};

/// Rows and columns of a sheet at most: enough for a title, two headers and a few rows of each block.
const MOST: (u32, u32) = (14, 8);

const HEADERS: [&str; 28] = [
    "ID",
    "No.",
    "#",
    "Ref",
    "Question",
    "Security question",
    "Requirement",
    "Control",
    "Control ID",
    "Section",
    "Domain",
    "Answer",
    "Response",
    "Vendor response",
    "Yes/No",
    "Yes",
    "No",
    "N/A",
    "Comment",
    "Comments / evidence",
    "Guidance",
    "Fråga",
    "Svar",
    "Kommentar",
    "Krav",
    "Score",
    "Responsible",
    "Answer (Yes/No/N/A)",
];
const QUESTIONS: [&str; 22] = [
    "Is stored data encrypted?",
    "Do you encrypt customer data at rest and in transit?",
    "Are privileged accesses logged?",
    "Describe how you separate tenants.",
    "If yes, please explain.",
    "Where is data stored?",
    "Company name",
    "Name of vendor:",
    "Contact e-mail",
    "Date",
    "1.1 Is there a policy for access control?",
    "a) Do you patch within 30 days?",
    "The supplier shall log all access.",
    "Krypteras lagrade data?",
    "Har ni en incidentprocess?",
    "Is data never encrypted?",
    "How many engineers do you have? And where do they sit?",
    "Haben Sie eine Richtlinie zur Informationssicherheit?",
    "☐ Yes ☐ No",
    "Access control",
    "2. Network security",
    "Do you hold ISO 27001:2022, SOC 2 Type II, or a C5 attestation?",
];
const OTHERS: [&str; 22] = [
    "",
    "",
    "",
    "Yes",
    "No",
    "N/A",
    "x",
    "TBD",
    "Please answer",
    "<answer here>",
    "☐",
    "☑",
    "1",
    "1.1",
    "A&A-01.1",
    "Part 1",
    "Vendor Security Questionnaire",
    "Instructions: fill in column C.",
    "Select…",
    "…",
    "\u{a0}",
    "Choose one",
];
const IDS: [&str; 6] = ["1", "1.1", "Q-7", "A&A-01.1", "12.", ""];
const TABS: [&str; 8] =
    ["Questionnaire", "Q", "Security", "Instructions", "Lists", "Cover", "Scoring", "'a & <b>'"];
const LISTS: [&str; 7] = [
    "\"Yes,No,N/A\"",
    "\"Ja,Nej,Delvis\"",
    "\"Implemented,Planned,Not applicable\"",
    "$H$1:$H$4",
    "Words",
    "INDIRECT(A1)",
    "\"1,2,3\"",
];

/// A form.
#[derive(Debug)]
pub struct Form {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their format.
    pub format: Format,
}

/// What a column of a drawn form holds below its header.
#[derive(Clone, Copy)]
enum Holds {
    Ids,
    Questions,
    Nothing,
    Anything,
}

impl Form {
    /// Draws a form.
    ///
    /// # Errors
    /// None where the bytes end: what is missing is drawn as zeros.
    pub fn draw(u: &mut Unstructured<'_>) -> Result<Self> {
        if u.ratio(1u8, 6u8)? {
            let delimiter = *u.choose(&[',', ';', '\t'])?;
            let rows = grid(u)?;
            let field = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line =
                |row: &Vec<String>| row.iter().map(field).collect::<Vec<_>>().join(&delimiter.to_string());
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
            return Ok(Self { bytes: text.into_bytes(), format: Format::Csv });
        }
        let count = u.int_in_range(1..=3usize)?;
        let mut sheets = Vec::new();
        for _ in 0..count {
            sheets.push(Drawn {
                text: sheet(u)?,
                tab: u.int_in_range(0..=TABS.len() - 1)?,
                hidden: u.ratio(1u8, 8u8)?,
            });
        }
        Ok(Self {
            bytes: archive::zip(package(&sheets).iter().map(|(n, c)| (n.as_str(), c.as_slice()))),
            format: Format::Xlsx,
        })
    }
}

struct Drawn {
    text: String,
    tab: usize,
    hidden: bool,
}

fn cell(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=15u8)? {
        0..=4 => (*u.choose(&OTHERS)?).to_owned(),
        5..=8 => (*u.choose(&QUESTIONS)?).to_owned(),
        9..=12 => (*u.choose(&HEADERS)?).to_owned(),
        13 => format!("{} {}", u.choose(&QUESTIONS)?, u.choose(&QUESTIONS)?),
        14 => crate::draw::text(u)?,
        _ => String::new(),
    })
}

fn grid(u: &mut Unstructured<'_>) -> Result<Vec<Vec<String>>> {
    let (rows, columns) = (u.int_in_range(1..=MOST.0)?, u.int_in_range(1..=MOST.1)?);
    let mut holds = Vec::new();
    for _ in 0..columns {
        holds.push(*u.choose(&[Holds::Ids, Holds::Questions, Holds::Nothing, Holds::Anything])?);
    }
    let header = u.int_in_range(0..=3u32)?;
    let mut grid = Vec::new();
    for row in 0..rows {
        let mut cells = Vec::new();
        // A second header, or a heading, in the middle of the rows.
        let heads = row == header || u.ratio(1u8, 12u8)?;
        for what in &holds {
            cells.push(match what {
                _ if row < header => cell(u)?,
                _ if heads => (*u.choose(&HEADERS)?).to_owned(),
                Holds::Ids => (*u.choose(&IDS)?).to_owned(),
                Holds::Questions => (*u.choose(&QUESTIONS)?).to_owned(),
                Holds::Nothing => String::new(),
                Holds::Anything => cell(u)?,
            });
        }
        grid.push(cells);
    }
    Ok(grid)
}

fn range(u: &mut Unstructured<'_>) -> Result<String> {
    let (top, left) = (u.int_in_range(0..=MOST.0)?, u.int_in_range(0..=MOST.1)?);
    let (height, width) = (u.int_in_range(0..=5u32)?, u.int_in_range(0..=3u32)?);
    Ok(format!("{}{}:{}{}", column_name(left), top + 1, column_name(left + width), top + height + 1))
}

/// The text of a sheet part.
fn sheet(u: &mut Unstructured<'_>) -> Result<String> {
    let mut rows = String::new();
    for (row, cells) in (1..).zip(grid(u)?) {
        let hidden = if u.ratio(1u8, 16u8)? { " hidden=\"1\"" } else { "" };
        rows.push_str(&format!("<row r=\"{row}\"{hidden}>"));
        for (column, text) in (0..).zip(cells) {
            let at = format!("{}{row}", column_name(column));
            let style = if u.ratio(1u8, 4u8)? { u.int_in_range(0..=6u8)? } else { 0 };
            let content = match u.int_in_range(0..=15u8)? {
                15 => {
                    format!("<c r=\"{at}\" s=\"{style}\" t=\"str\"><f>\"a\"</f><v>{}</v></c>", escaped(&text))
                }
                14 => format!("<c r=\"{at}\" s=\"{style}\"><v>{row}</v></c>"),
                _ if text.is_empty() => format!("<c r=\"{at}\" s=\"{style}\"/>"),
                _ => format!(
                    "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(&text)
                ),
            };
            rows.push_str(&content);
        }
        rows.push_str("</row>");
    }
    let mut tail = String::new();
    if u.ratio(1u8, 8u8)? {
        tail.push_str("<sheetProtection sheet=\"1\"/>");
    }
    let mut merges = String::new();
    for _ in 0..u.int_in_range(0..=4u8)? {
        merges.push_str(&format!("<mergeCell ref=\"{}\"/>", range(u)?));
    }
    if !merges.is_empty() {
        tail.push_str(&format!("<mergeCells>{merges}</mergeCells>"));
    }
    let mut lists = String::new();
    for _ in 0..u.int_in_range(0..=3u8)? {
        let (at, source) = (range(u)?, *u.choose(&LISTS)?);
        let kind = *u.choose(&["list", "list", "list", "textLength", "decimal", "custom"])?;
        lists.push_str(&format!(
            "<dataValidation type=\"{kind}\" operator=\"lessThan\" sqref=\"{at}\"><formula1>{}</formula1></dataValidation>",
            escaped(if kind == "list" { source } else { "40" })
        ));
    }
    if !lists.is_empty() {
        tail.push_str(&format!("<dataValidations>{lists}</dataValidations>"));
    }
    Ok(format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{tail}</worksheet>"))
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook of the sheets. A tab that is drawn twice gets a number.
fn package(sheets: &[Drawn]) -> Vec<Part> {
    let (mut list, mut related, mut parts) = (String::new(), String::new(), archive::good());
    parts.retain(|(name, _)| name == "_rels/.rels");
    for (number, sheet) in (1..).zip(sheets) {
        let again = sheets[..number - 1].iter().any(|other| other.tab == sheet.tab);
        let name = escaped(TABS[sheet.tab]) + if again { if number == 2 { " 2" } else { " 3" } } else { "" };
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"r{number}\"/>"));
        related.push_str(&format!(
            "<Relationship Id=\"r{number}\" Type=\"{RELATED}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.text.clone().into_bytes()));
    }
    related.push_str(&format!("<Relationship Id=\"rS\" Type=\"{RELATED}/styles\" Target=\"styles.xml\"/>"));
    let names = "<definedNames><definedName name=\"Words\">Lists!$A$1:$A$5</definedName></definedNames>";
    let mut add = |name: &str, text: String| parts.push((name.to_owned(), text.into_bytes()));
    add(
        "xl/workbook.xml",
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><sheets>{list}</sheets>{names}</workbook>"),
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    add(
        "xl/_rels/workbook.xml.rels",
        format!("<Relationships xmlns=\"{package}\">{related}</Relationships>"),
    );
    add(
        "xl/styles.xml",
        format!(
            "<styleSheet xmlns=\"{MAIN}\"><fonts><font/><font><b/></font></fonts><fills><fill/><fill/><fill>\
             <patternFill patternType=\"solid\"><fgColor rgb=\"FFDDDDDD\"/></patternFill></fill></fills><borders><border/>\
             <border><left style=\"thin\"/></border></borders><cellXfs><xf/><xf fontId=\"1\"/><xf fillId=\"2\"/>\
             <xf borderId=\"1\"/><xf><protection locked=\"0\"/></xf><xf fontId=\"1\" fillId=\"2\"/><xf numFmtId=\"14\"/>\
             </cellXfs></styleSheet>"
        ),
    );
    parts
}

/// A text as XML, without what XML forbids.
fn escaped(text: &str) -> String {
    let plain = crate::splice::plain(text);
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
