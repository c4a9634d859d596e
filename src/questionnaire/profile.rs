//! A correction that is remembered: what a person said about the layout of a form, and how the form is known again.
//!
//! The fingerprint holds, for each sheet of the form, its headers and hashes of some questions.
//! It holds no answers and no questions in plain text, so that it fits the next copy of the form, filled or not, and
//! can be kept beside the configuration.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::detect::one_line;
use super::overrides::Overrides;
use super::question::{Block, Questionnaire, SheetForm};
use super::text_signs::fold;
use crate::text::{hexadecimal, plain_message};
use crate::workbook::{CellRef, Sheet, Workbook};

/// Questions whose hashes are kept, spread evenly over a sheet: enough to tell two forms of one header apart.
const SAMPLE: usize = 16;

/// Share of the kept questions that a file must still ask, in percent: a new edition of a form changes a question here
/// and there. Chosen, not measured.
const STILL_ASKED: usize = 75;

/// Hexadecimal digits of a hash that are kept; 48 bits never meet by chance among the cells of one workbook.
const HASH_DIGITS: usize = 12;

/// A saved correction with the fingerprint of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The corrections.
    pub overrides: Overrides,
    forms: Vec<Fingerprint>,
}

/// Why a profile could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .line.map(|l| format!("line {l}: ")).unwrap_or_default())]
pub struct ProfileError {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    layout: Layout,
    form: Vec<Fingerprint>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Layout {
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    /// As the spreadsheet counts, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    header_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question_column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment_column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section_column: Option<String>,
}

/// How one sheet of a form is known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fingerprint {
    sheet: String,
    /// Hashes of questions.
    questions: Vec<String>,
    /// Cells of the header and their text.
    #[serde(default)]
    header: BTreeMap<String, String>,
}

impl Profile {
    /// The profile of a form that was read with `overrides`.
    pub fn new(workbook: &Workbook, form: &Questionnaire, overrides: Overrides) -> Self {
        let forms = form
            .sheets
            .iter()
            .filter(|sheet| !sheet.questions.is_empty())
            .filter_map(|sheet| Some(fingerprint(workbook.sheet(&sheet.name)?, sheet)))
            .collect::<Vec<_>>();
        let only = forms.iter().map(|form: &Fingerprint| form.sheet.clone()).collect();
        Self { overrides: Overrides { only, ..overrides }, forms }
    }

    /// Reads the text of a profile.
    ///
    /// # Errors
    /// [`ProfileError`] for bad TOML, an unknown key, a header row of 0, a fingerprint that would fit every file.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let whole = |message: &str| ProfileError { line: None, message: message.to_owned() };
        let file: File = toml::from_str(text).map_err(|error| ProfileError {
            line: error.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1),
            message: plain_message(error.message()),
        })?;
        if file.form.is_empty() || file.form.iter().any(|form| form.questions.is_empty()) {
            return Err(whole("the fingerprint has a form without questions and would fit other forms"));
        }
        let cells = file.form.iter().flat_map(|form| form.header.keys());
        if let Some(bad) = cells.into_iter().find(|cell| cell.parse::<CellRef>().is_err()) {
            return Err(whole(&format!("\"{bad}\" in the header is no cell")));
        }
        let layout = file.layout;
        let header_row = match layout.header_row {
            Some(0) => return Err(whole("header-row counts from 1")),
            row => row.map(|row| row - 1),
        };
        let overrides = Overrides {
            sheet: layout.sheet,
            header_row,
            question_column: layout.question_column,
            answer_column: layout.answer_column,
            comment_column: layout.comment_column,
            id_column: layout.id_column,
            section_column: layout.section_column,
            only: file.form.iter().map(|form| form.sheet.clone()).collect(),
        };
        Ok(Self { overrides, forms: file.form })
    }

    /// The profile as a file.
    ///
    /// # Errors
    /// None in practice; serialising plain data cannot fail.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        let overrides = self.overrides.clone();
        let layout = Layout {
            sheet: overrides.sheet,
            header_row: overrides.header_row.map(|row| row + 1),
            question_column: overrides.question_column,
            answer_column: overrides.answer_column,
            comment_column: overrides.comment_column,
            id_column: overrides.id_column,
            section_column: overrides.section_column,
        };
        toml::to_string(&File { layout, form: self.forms.clone() })
    }

    /// Whether a file is a copy or a near edition of the form: every sheet is there, the headers stand where they stood,
    /// and most of the questions are asked.
    pub fn fits(&self, workbook: &Workbook) -> bool {
        self.forms.iter().all(|form| {
            workbook.sheet(&form.sheet).is_some_and(|sheet| form.has_headers(sheet) && form.asks(sheet))
        })
    }
}

impl Profile {
    /// Why a file that asks the questions of this form is not read with the profile all the same: the first header that
    /// does not stand where it stood. `None` where the profile fits, or the form is another.
    pub fn misfit(&self, workbook: &Workbook) -> Option<String> {
        let asks = |form: &Fingerprint| workbook.sheet(&form.sheet).is_some_and(|sheet| form.asks(sheet));
        if !self.forms.iter().all(asks) {
            return None;
        }
        self.forms.iter().find_map(|form| {
            let sheet = workbook.sheet(&form.sheet)?;
            let moved = |(cell, header): &(&String, &String)| {
                cell.parse::<CellRef>().is_ok_and(|cell| plain(&sheet.text(cell)) != plain(header))
            };
            let (cell, header) = form.header.iter().find(moved)?;
            Some(format!("{cell} is not \"{header}\""))
        })
    }
}

impl Fingerprint {
    fn has_headers(&self, sheet: &Sheet) -> bool {
        self.header.iter().all(|(cell, header)| {
            cell.parse::<CellRef>().is_ok_and(|cell| plain(&sheet.text(cell)) == plain(header))
        })
    }

    fn asks(&self, sheet: &Sheet) -> bool {
        let wanted: BTreeSet<&str> = self.questions.iter().map(String::as_str).collect();
        let mut found = BTreeSet::new();
        for (row, cells) in sheet.rows() {
            for (column, _) in cells {
                let hash = hash(&sheet.text(CellRef::new(row, *column)));
                if let Some(known) = wanted.get(hash.as_str()) {
                    found.insert(*known);
                }
            }
        }
        found.len() * 100 >= wanted.len() * STILL_ASKED
    }
}

fn fingerprint(sheet: &Sheet, form: &SheetForm) -> Fingerprint {
    let mut header = BTreeMap::new();
    for block in &form.blocks {
        for row in &block.header_rows {
            // A column in use without a caption must stay without one.
            let captioned = sheet.row(*row).iter().map(|(column, _)| *column);
            for column in captioned.chain(columns(block)) {
                let cell = CellRef::new(*row, column);
                header.insert(cell.to_string(), one_line(&sheet.text(cell)));
            }
        }
    }
    let step = form.questions.len().div_ceil(SAMPLE).max(1);
    let questions = form.questions.iter().step_by(step).map(|q| hash(&sheet.text(q.cell))).collect();
    Fingerprint { sheet: form.name.clone(), questions, header }
}

fn columns(block: &Block) -> impl Iterator<Item = u32> {
    [Some(&block.question_column), block.answer_column.as_ref(), block.comment_column.as_ref()]
        .into_iter()
        .chain([block.id_column.as_ref(), block.section_column.as_ref()])
        .flatten()
        .map(|column| column.index)
}

fn plain(text: &str) -> String {
    fold(&one_line(text))
}

fn hash(text: &str) -> String {
    hexadecimal(Sha256::digest(plain(text).as_bytes())).chars().take(HASH_DIGITS).collect()
}
