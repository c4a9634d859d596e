//! What a reviewer decided, with the docket that it was decided on: from the review workbook, or from the file of rulings that
//! the page of the report saves.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::columns::{COLUMNS, KEPT, KEY, Ruling};
use super::docket_sheet;
use super::lines::Lines;
use super::read::ReadError;
use crate::respond::{Docket, DocketRow};
use crate::text::{hexadecimal, normalise};
use crate::workbook::Workbook;

/// Hexadecimal digits of a shown text's digest.
const SHOWN_DIGITS: usize = 16;
/// Version of the file of rulings.
pub const RULINGS_VERSION: u32 = 1;

/// A reviewed docket.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// What was proposed.
    pub docket: Docket,
    rulings: BTreeMap<String, RuledRow>,
}

/// What a reviewer decided about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuledRow {
    /// The ruling; `None` where only an edited cell is filled in.
    pub ruling: Option<Ruling>,
    /// What stands in "Edited choice".
    pub choice: Option<String>,
    /// What stands in "Edited answer".
    pub answer: Option<String>,
    /// Where it stands, for messages: `Review!17`.
    pub place: String,
}

impl Reviewed {
    /// What a person decided about a row; `None` where nobody did, also where a filled row bears its preset.
    pub fn ruling(&self, row: &DocketRow) -> Option<&RuledRow> {
        self.rulings.get(&row.key)
    }

    /// How many rows a person has ruled on.
    pub fn len(&self) -> usize {
        self.rulings.len()
    }

    /// Whether nobody has ruled on anything.
    pub fn is_empty(&self) -> bool {
        self.rulings.is_empty()
    }
}

/// The digest of a text as it is shown; blanks and line ends, which programs change, aside.
pub(super) fn digest(text: &str) -> String {
    let mut digest = hexadecimal(Sha256::digest(normalise(text)));
    digest.truncate(SHOWN_DIGITS);
    digest
}

/// What a row of the sheets shows in the columns of [`KEPT`], as digests one behind the other: of a long form little enough to
/// be held for every row.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown(String);

impl Shown {
    /// Adds the text of the next column.
    pub(super) fn add(&mut self, text: &str) {
        self.0.push_str(&digest(text));
    }

    /// Headers and digests.
    pub(super) fn columns(&self) -> Vec<(String, String)> {
        let digests = self.0.as_bytes().chunks(SHOWN_DIGITS).map(String::from_utf8_lossy);
        let header = |at: u16| COLUMNS[usize::from(at)].header.to_owned();
        KEPT.into_iter().map(header).zip(digests.map(|digest| digest.into_owned())).collect()
    }
}

/// Whether a workbook is one that the tool wrote for a reviewer, and no questionnaire.
pub fn is_review(workbook: &Workbook) -> bool {
    docket_sheet::is_there(workbook)
}

/// Reads a review workbook, in whatever order its rows are now.
///
/// # Errors
/// [`ReadError`]: it is none, its docket is missing or broken, a ruling is none of the list, a row is missing, stands there
/// twice or was altered in a column of the tool.
pub fn read_review(workbook: &Workbook) -> Result<Reviewed, ReadError> {
    // What is no review workbook is told before what one lacks.
    let lists = Lines::of(workbook, &[KEY])?;
    let docket = docket_sheet::read(workbook)?;
    let known: BTreeMap<&str, &DocketRow> = docket.rows.iter().map(|row| (row.key.as_str(), row)).collect();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut rulings = BTreeMap::new();
    for lines in lists {
        for row in lines.rows() {
            let ruled = lines.ruled(row)?;
            let key = lines.text(row, KEY)?.trim().to_owned();
            let Some(docketed) = known.get(key.as_str()) else {
                if ruled.is_some() || !key.is_empty() {
                    return Err(ReadError::UnknownRow { place: lines.shown(row) });
                }
                continue;
            };
            if let Some(first) = seen.insert(key.clone(), lines.shown(row)) {
                return Err(ReadError::TwiceThere { first, second: lines.shown(row) });
            }
            unaltered(&lines, row, docketed)?;
            if let Some(ruled) = ruled {
                rulings.insert(key, ruled);
            }
        }
    }
    match docket.rows.iter().find(|row| !seen.contains_key(&row.key)) {
        Some(lost) => Err(ReadError::MissingRow { sheet: lost.sheet.clone(), cell: lost.cell.clone() }),
        None => Ok(Reviewed { docket, rulings }),
    }
}

/// Refuses a row in which a column of the tool was changed: what was typed there would not be sent.
fn unaltered(lines: &Lines<'_>, row: u32, docketed: &DocketRow) -> Result<(), ReadError> {
    for (header, shown) in &docketed.shown {
        let column = (0u16..).zip(COLUMNS).find(|(_, column)| column.header == header);
        let Some((column, _)) = column else { continue };
        if digest(&lines.text(row, column)?) != *shown {
            return Err(ReadError::Altered { place: lines.shown(row), header: header.clone() });
        }
    }
    Ok(())
}

/// The file of rulings that the page of the report saves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulingsFile {
    rulings: u32,
    docket: String,
    seal: String,
    rows: Vec<RulingsRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulingsRow {
    key: String,
    ruling: Option<String>,
    #[serde(default)]
    choice: Option<String>,
    #[serde(default)]
    answer: Option<String>,
}

/// Reads a file of rulings: `{"rulings": 1, "docket": "…", "seal": "…", "rows": [{"key", "ruling", "choice", "answer"}]}`,
/// the docket as its text. Rows that nobody decided on may be left out.
///
/// # Errors
/// [`ReadError`]: it is no such file, its docket is broken, a ruling is none of the list, a row is unknown or there twice.
pub fn read_rulings_file(text: &str) -> Result<Reviewed, ReadError> {
    let file: RulingsFile =
        serde_json::from_str(text).map_err(|error| ReadError::NoRulingsFile(error.to_string()))?;
    if file.rulings != RULINGS_VERSION {
        return Err(ReadError::NoRulingsFile(format!("its version is {}", file.rulings)));
    }
    let docket = Docket::from_text(&file.docket, &file.seal)?;
    let mut rulings: BTreeMap<String, RuledRow> = BTreeMap::new();
    for (number, row) in (1u32..).zip(file.rows) {
        let docketed = docket.row(&row.key);
        let place =
            docketed.map_or_else(|| format!("row {number}"), |row| format!("{}!{}", row.sheet, row.cell));
        if docketed.is_none() {
            return Err(ReadError::UnknownRow { place });
        }
        let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let written = some(row.ruling);
        let ruling = written.as_deref().and_then(Ruling::parse);
        if let (None, Some(text)) = (ruling, written) {
            return Err(ReadError::UnknownRuling { place, text });
        }
        let (choice, answer) = (some(row.choice), some(row.answer));
        if ruling.is_none() && choice.is_none() && answer.is_none() {
            continue;
        }
        let ruled = RuledRow { ruling, choice, answer, place: place.clone() };
        if let Some(first) = rulings.insert(row.key, ruled) {
            return Err(ReadError::TwiceThere { first: first.place, second: place });
        }
    }
    Ok(Reviewed { docket, rulings })
}
