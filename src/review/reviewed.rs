//! What a reviewer decided, with the docket that it was decided on: from the review workbook, or from the file of rulings that
//! the page of the report saves.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::columns::{
    COLUMNS, DECISION, DONE_SHEET, EDITED_ANSWER, EDITED_CHOICE, KEY, REVIEW_SHEET, RULING, Ruling,
};
use super::docket_sheet;
use super::read::ReadError;
use crate::respond::{Docket, DocketRow};
use crate::text::{hexadecimal, normalise};
use crate::workbook::{CellRef, Sheet, Workbook};

/// Rows that are searched for the header: a reviewer may have put lines of his own above it.
const HEADER_ROWS: u32 = 20;
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

/// Reads a review workbook, in whatever order its rows are now.
///
/// # Errors
/// [`ReadError`]: it is none, its docket is missing or broken, a ruling is none of the list, a row is missing, stands there
/// twice or was altered in a column of the tool.
pub fn read_review(workbook: &Workbook) -> Result<Reviewed, ReadError> {
    let docket = docket_sheet::read(workbook)?;
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut rulings = BTreeMap::new();
    for name in [REVIEW_SHEET, DONE_SHEET] {
        let sheet = match workbook.sheet(name) {
            Some(sheet) => sheet,
            None if name == REVIEW_SHEET => return Err(ReadError::NoSheet),
            None => continue,
        };
        let columns = Columns::of(sheet)?;
        for (row, _) in sheet.rows().filter(|(row, _)| *row > columns.header) {
            let place = format!("{name}!{}", row + 1);
            let ruled = columns.ruled(sheet, row, &place)?;
            let key = columns.text(sheet, row, KEY).trim().to_owned();
            let Some(docketed) = docket.row(&key) else {
                if ruled.is_some() || !key.is_empty() {
                    return Err(ReadError::UnknownRow { place });
                }
                continue;
            };
            if let Some(first) = seen.insert(key.clone(), place.clone()) {
                return Err(ReadError::TwiceThere { first, second: place });
            }
            columns.unaltered(sheet, row, docketed, &place)?;
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

/// The columns of a sheet of rows, wherever they stand now.
struct Columns {
    header: u32,
    places: Vec<(&'static str, u32)>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ReadError> {
        let find = |row: u32, header: &str| {
            let mut cells = sheet.row(row).iter().map(|(column, _)| *column);
            cells.find(|column| sheet.text(CellRef::new(row, *column)).trim() == header)
        };
        let key = COLUMNS[usize::from(KEY)].header;
        let header =
            (0..HEADER_ROWS).find(|row| find(*row, key).is_some()).ok_or(ReadError::NoColumn(key))?;
        let mut places = Vec::new();
        for column in COLUMNS {
            let place = find(header, column.header).ok_or(ReadError::NoColumn(column.header))?;
            places.push((column.header, place));
        }
        Ok(Self { header, places })
    }

    fn text(&self, sheet: &Sheet, row: u32, column: u16) -> String {
        let (_, place) = self.places[usize::from(column)];
        sheet.text(CellRef::new(row, place)).into_owned()
    }

    /// What a person decided in a row; a filled row that still bears its preset is no ruling.
    fn ruled(&self, sheet: &Sheet, row: u32, place: &str) -> Result<Option<RuledRow>, ReadError> {
        let some = |column: u16| Some(self.text(sheet, row, column)).filter(|text| !text.trim().is_empty());
        let (choice, answer) = (some(EDITED_CHOICE), some(EDITED_ANSWER));
        let written = self.text(sheet, row, RULING);
        let ruling = Ruling::parse(&written);
        if ruling.is_none() && !written.trim().is_empty() {
            return Err(ReadError::UnknownRuling { row: row + 1, text: written });
        }
        let preset = ruling == Some(Ruling::Accept)
            && self.text(sheet, row, DECISION) == "fill"
            && choice.is_none()
            && answer.is_none();
        let touched = (ruling.is_some() && !preset) || choice.is_some() || answer.is_some();
        Ok(touched.then(|| RuledRow { ruling, choice, answer, place: place.to_owned() }))
    }

    /// Refuses a row in which a column of the tool was changed: what was typed there would not be sent.
    fn unaltered(&self, sheet: &Sheet, row: u32, docketed: &DocketRow, place: &str) -> Result<(), ReadError> {
        for (header, shown) in &docketed.shown {
            let column = COLUMNS.iter().position(|column| column.header == header);
            let Some(column) = column.and_then(|at| u16::try_from(at).ok()) else { continue };
            if digest(&self.text(sheet, row, column)) != *shown {
                return Err(ReadError::Altered { place: place.to_owned(), header: header.clone() });
            }
        }
        Ok(())
    }
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
            return Err(ReadError::UnknownRuling { row: number, text });
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
