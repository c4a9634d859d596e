//! A response as data for the hour after it: what was proposed for every row, and which cells it would go into.
//!
//! A docket travels inside the review workbook and inside the page of the report, through programs that sort, re-save and
//! re-encode. Its text is therefore plain ASCII, a JSON object a line, under a seal. What a reviewer sees beside it may be
//! sorted and commented; what is sent is made from the docket and the rulings.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Appended, Provenance, Response, Row, appended};
use crate::answer::CellWrite;
use crate::confidence::{Decision, Reason, Standing};
use crate::knowledge::{Entry, Verdict};
use crate::questionnaire::{Kind, Questionnaire};
use crate::text::{hexadecimal, normalise};
use crate::workbook::{CellRef, Choices, NewValue, Workbook};

/// Version of the docket's form; a docket of another version is refused.
pub const DOCKET_VERSION: u32 = 1;
/// Hexadecimal digits of a row's key: with 16 no two of a million rows share one by chance.
const KEY_DIGITS: usize = 16;

/// All rows of a response, with what they were made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Docket {
    /// What it was made from.
    pub head: DocketHead,
    /// The rows, in the order of the form.
    pub rows: Vec<DocketRow>,
}

/// What a docket was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocketHead {
    /// [`DOCKET_VERSION`].
    pub docket: u32,
    /// The version of this tool.
    pub version: String,
    /// The date of the run.
    pub date: String,
    /// The customer's file, its name without folders.
    pub file: String,
    /// Where it lies, seen from the folder of the review workbook, with `/` between its parts.
    pub place: String,
    /// SHA-256 of the customer's file, lower-case hexadecimal.
    pub file_sha256: String,
    /// The title of the base.
    pub base: String,
    /// SHA-256 of the view of the base.
    pub base_sha256: String,
    /// Whom the answers are for.
    pub audience: String,
    /// Which products they are for; none means that nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Whether the base is the sample that the binary carries.
    pub sample: bool,
    /// Columns that are added where an answer goes into them.
    pub appended: Vec<AppendedColumn>,
}

/// A column that the form lacks, for the rows of one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppendedColumn {
    /// The sheet.
    pub sheet: String,
    /// The header's cell.
    pub header: String,
    /// The header's text.
    pub title: String,
    /// The width in characters.
    pub width: u32,
    /// First and last row of the block, as the spreadsheet counts.
    pub rows: (u32, u32),
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocketRow {
    /// What the row is known by: a digest of sheet, cell and question.
    pub key: String,
    /// The sheet.
    pub sheet: String,
    /// The cell of the question.
    pub cell: String,
    /// The customer's id.
    pub id: Option<String>,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// Its language, `en`, `sv` or `other`.
    pub language: String,
    /// Whether it asks for general information and not for a matter of the base.
    pub general: bool,
    /// Whether it was answered before.
    pub answered: bool,
    /// What was decided.
    pub decision: String,
    /// Codes of the reasons.
    pub reasons: Vec<String>,
    /// Where an answer goes.
    pub target: Target,
    /// What is proposed; `None` where nothing is.
    pub proposed: Option<Proposal>,
    /// What stands in "2nd" and "3rd".
    pub others: Vec<Proposal>,
    /// Digests of what the tool wrote into the row of the review sheet, by header.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<(String, String)>,
}

/// The cells of a row that take an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The answer's cell; `None` where the form has none.
    pub answer: Option<String>,
    /// The cell of the explanation, where it is free.
    pub comment: Option<String>,
    /// What the answer cell offers; `None` for free text.
    pub choices: Option<Vec<Offered>>,
    /// Why nothing can be written into the answer cell, whatever it is.
    pub closed: Option<String>,
}

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offered {
    /// What the list shows.
    pub text: String,
    /// The number behind it, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
}

/// An answer that a reviewer may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The entries behind it: one, of a composed answer several, of general information none.
    pub entries: Vec<EntryMark>,
    /// The approved wording it was matched with; of a composed answer none.
    pub matched: Option<String>,
    /// Whether the question is that wording.
    pub approved: bool,
    /// Its probability in percent.
    pub percent: u8,
    /// What it says in one word.
    pub verdict: Option<Verdict>,
    /// The choice that says so.
    pub choice: Option<String>,
    /// The text: for a list cell the explanation, for a free cell the whole answer.
    pub text: String,
    /// What goes into which cell; empty where it cannot be written.
    pub writes: Vec<Write>,
    /// Why it cannot be written.
    pub refused: Option<String>,
}

/// An entry as it was when the answer was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryMark {
    /// Its id.
    pub id: String,
    /// [`Entry::digest`].
    pub sha256: String,
}

/// One value for one cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Write {
    /// The cell.
    pub cell: String,
    /// The value.
    pub value: Value,
}

/// A value as JSON has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// TRUE or FALSE.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
}

/// Why a text is no docket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocketError {
    /// The seal is of another text.
    #[error("the data that the tool keeps beside the rows was changed")]
    Broken,
    /// Not the form of a docket.
    #[error("the data that the tool keeps beside the rows cannot be read: {0}")]
    Unreadable(String),
    /// Made by a version with another form.
    #[error("it was made by trustfill {0}, whose data this version cannot read")]
    OtherVersion(String),
}

/// What the rows of a docket have in common. Of a long form the rows are large: whoever needs them one at a time makes
/// them one at a time.
#[derive(Clone, Debug)]
pub struct DocketFrame {
    /// What the docket is made from.
    pub head: DocketHead,
    columns: Vec<Appended>,
}

impl DocketFrame {
    /// The frame of a response's docket. `place` is where the customer's file lies, seen from the folder of the review
    /// workbook.
    pub fn of(
        response: &Response<'_>,
        questionnaire: &Questionnaire,
        workbook: &Workbook,
        provenance: &Provenance,
        place: &str,
    ) -> Self {
        let columns = appended(response, questionnaire, workbook);
        let head = DocketHead {
            docket: DOCKET_VERSION,
            version: provenance.version.to_owned(),
            date: provenance.today.to_string(),
            file: provenance.file.clone(),
            place: place.to_owned(),
            file_sha256: provenance.file_sha256.clone(),
            base: provenance.base.clone(),
            base_sha256: provenance.base_sha256.clone(),
            audience: provenance.audience.as_str().to_owned(),
            products: provenance.products.clone(),
            sample: provenance.sample,
            appended: columns.iter().map(AppendedColumn::of).collect(),
        };
        Self { head, columns }
    }

    /// The docket's row of a response's row.
    pub fn row(&self, row: &Row<'_>) -> DocketRow {
        DocketRow::of(row, &self.columns)
    }
}

impl Docket {
    /// The docket of a response.
    pub fn of(response: &Response<'_>, frame: &DocketFrame) -> Self {
        Self { head: frame.head.clone(), rows: response.rows.iter().map(|row| frame.row(row)).collect() }
    }

    /// The row of a key.
    pub fn row(&self, key: &str) -> Option<&DocketRow> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// The docket as text: the head's JSON object, then a row's a line. Plain ASCII without `_`, `<`, `>` and `&`, which
    /// spreadsheets and pages give meanings of their own.
    ///
    /// # Errors
    /// None in practice; serialising plain data cannot fail.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut text = self.head.line()?;
        for row in &self.rows {
            text.push('\n');
            text.push_str(&row.line()?);
        }
        Ok(text)
    }

    /// Reads the text back.
    ///
    /// # Errors
    /// [`DocketError`] where the seal is not of this text, or the text is none of this version's dockets.
    pub fn from_text(text: &str, seal: &str) -> Result<Self, DocketError> {
        if docket_seal(text) != seal.trim() {
            return Err(DocketError::Broken);
        }
        let unreadable = |error: serde_json::Error| DocketError::Unreadable(error.to_string());
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or_default();
        let head: serde_json::Value = serde_json::from_str(first).map_err(unreadable)?;
        if head["docket"] != DOCKET_VERSION {
            let version = head["version"].as_str().unwrap_or("of an unknown version");
            return Err(DocketError::OtherVersion(version.to_owned()));
        }
        let head = serde_json::from_value(head).map_err(unreadable)?;
        let rows = lines.map(serde_json::from_str).collect::<Result<_, _>>().map_err(unreadable)?;
        Ok(Self { head, rows })
    }
}

/// What tells a docket's text from every other: its SHA-256, lower-case hexadecimal.
pub fn docket_seal(text: &str) -> String {
    hexadecimal(Sha256::digest(text))
}

/// [`docket_seal`] of a text that comes line by line.
#[derive(Clone, Debug, Default)]
pub struct DocketSeal {
    digest: Sha256,
    begun: bool,
}

impl DocketSeal {
    /// Takes the next line, without its end.
    pub fn add(&mut self, line: &str) {
        if std::mem::replace(&mut self.begun, true) {
            self.digest.update("\n");
        }
        self.digest.update(line);
    }

    /// The seal.
    pub fn finish(self) -> String {
        hexadecimal(self.digest.finalize())
    }
}

/// JSON in plain ASCII, without the characters that spreadsheets and pages read in their own way.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() && !matches!(c, '_' | '<' | '>' | '&' | '\u{7f}') {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

impl AppendedColumn {
    fn of(column: &Appended) -> Self {
        Self {
            sheet: column.sheet.clone(),
            header: column.header.to_string(),
            title: column.title.to_owned(),
            width: column.width,
            rows: (column.first_row + 1, column.last_row + 1),
        }
    }
}

impl DocketHead {
    /// The first line of the docket's text.
    ///
    /// # Errors
    /// None in practice, as of [`Docket::to_text`].
    pub fn line(&self) -> Result<String, serde_json::Error> {
        Ok(ascii(&serde_json::to_string(self)?))
    }
}

impl DocketRow {
    /// The row's line of the docket's text.
    ///
    /// # Errors
    /// None in practice, as of [`Docket::to_text`].
    pub fn line(&self) -> Result<String, serde_json::Error> {
        Ok(ascii(&serde_json::to_string(self)?))
    }

    fn of(row: &Row<'_>, columns: &[Appended]) -> Self {
        let (question, judgement) = (&row.question, &row.judgement);
        Self {
            key: row_key(row.sheet, question.cell, &question.text),
            sheet: row.sheet.to_owned(),
            cell: question.cell.to_string(),
            id: question.id.clone(),
            section: question.section.clone(),
            question: question.text.clone(),
            language: judgement.language.code().unwrap_or("other").to_owned(),
            general: question.kind == Kind::General,
            answered: question.answered,
            decision: judgement.decision.as_str().to_owned(),
            reasons: judgement.reasons.iter().map(|reason| reason.code.as_str().to_owned()).collect(),
            target: Target::of(row, columns),
            proposed: proposed(row),
            others: others(row),
            shown: Vec::new(),
        }
    }
}

/// What a row is known by: a digest of sheet, cell and question.
pub fn row_key(sheet: &str, cell: CellRef, question: &str) -> String {
    let digest = Sha256::digest(format!("{sheet}\0{cell}\0{}", normalise(question)));
    let mut key = hexadecimal(digest);
    key.truncate(KEY_DIGITS);
    key
}

impl Target {
    fn of(row: &Row<'_>, columns: &[Appended]) -> Self {
        let question = &row.question;
        let column = columns.iter().find(|column| column.holds(row.sheet, question));
        let answer = question.answer.or(column.map(|c| CellRef::new(question.cell.row, c.header.column)));
        let closed = match (&question.choices, answer) {
            _ if question.answered => Some("the row was answered before".to_owned()),
            (_, None) => Some("the form has no cell for the answer".to_owned()),
            (_, Some(cell)) if question.answer_is_formula => Some(format!("{cell} holds a formula")),
            (_, Some(cell)) if !question.ticks.is_empty() || question.is_box() => {
                Some(format!("{cell} is a box to tick"))
            }
            (Choices::Unknown(source), _) => Some(format!("the cell's list could not be read ({source})")),
            _ => None,
        };
        Self {
            answer: answer.map(|cell| cell.to_string()),
            comment: question.comment.filter(|_| !question.commented).map(|cell| cell.to_string()),
            choices: match &question.choices {
                Choices::List(list) => {
                    Some(list.iter().map(|c| Offered { text: c.text.clone(), number: c.number }).collect())
                }
                Choices::Free | Choices::Unknown(_) => None,
            },
            closed,
        }
    }
}

fn proposed(row: &Row<'_>) -> Option<Proposal> {
    let judgement = &row.judgement;
    if row.question.answered || judgement.decision == Decision::Leave {
        return None;
    }
    let Some(answer) = judgement.answer() else {
        // What the house says of itself has no entry behind it.
        return (!row.writes.is_empty()).then(|| Proposal {
            entries: Vec::new(),
            matched: None,
            approved: true,
            percent: 100,
            verdict: None,
            choice: None,
            text: row.writes.first().map(|write| write.value.to_string()).unwrap_or_default(),
            writes: writes(&row.writes),
            refused: None,
        });
    };
    let first = judgement.suggestions.first().filter(|_| judgement.composed.is_none());
    Some(Proposal {
        entries: judgement.entries().into_iter().map(EntryMark::of).collect(),
        matched: first.map(|first| first.wording.text.clone()),
        approved: first.is_some_and(|first| first.standing == Standing::Approved),
        percent: judgement.sure().map_or(0, |sure| sure.percent()),
        verdict: answer.verdict,
        choice: answer.choice.as_ref().map(|choice| choice.text.clone()),
        text: row.text(answer),
        writes: writes(&row.writes),
        refused: row.refused.as_ref().map(|reason| reason.detail.clone()),
    })
}

fn others(row: &Row<'_>) -> Vec<Proposal> {
    let other = |(suggestion, placed): (&super::Suggestion<'_>, &Result<Vec<CellWrite>, Reason>)| Proposal {
        entries: vec![EntryMark::of(suggestion.entry)],
        matched: Some(suggestion.wording.text.clone()),
        approved: suggestion.standing == Standing::Approved,
        percent: suggestion.confidence.percent(),
        verdict: suggestion.answer.verdict,
        choice: suggestion.answer.choice.as_ref().map(|choice| choice.text.clone()),
        text: row.text(&suggestion.answer),
        writes: placed.as_deref().map(writes).unwrap_or_default(),
        refused: placed.as_ref().err().map(|reason| reason.detail.clone()),
    };
    row.others().iter().zip(&row.other_writes).map(other).collect()
}

fn writes(writes: &[CellWrite]) -> Vec<Write> {
    writes
        .iter()
        .map(|write| Write { cell: write.cell.to_string(), value: Value::of(&write.value) })
        .collect()
}

impl Value {
    fn of(value: &NewValue) -> Self {
        match value {
            NewValue::Text(text) => Self::Text(text.to_string()),
            NewValue::Number(number) => Self::Number(*number),
            NewValue::Bool(value) => Self::Bool(*value),
        }
    }

    /// The value as the workbook takes it.
    pub fn to_new(&self) -> NewValue {
        match self {
            Self::Text(text) => NewValue::Text(text.as_str().into()),
            Self::Number(number) => NewValue::Number(*number),
            Self::Bool(value) => NewValue::Bool(*value),
        }
    }
}

impl EntryMark {
    fn of(entry: &Entry) -> Self {
        Self { id: entry.id.clone(), sha256: entry.digest() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docket(question: &str) -> Docket {
        let target = Target {
            answer: Some("C3".into()),
            comment: None,
            choices: Some(vec![Offered { text: "1,5 <&>_x0041_".into(), number: Some(0.1) }]),
            closed: None,
        };
        Docket {
            head: DocketHead {
                docket: DOCKET_VERSION,
                version: "0".into(),
                date: "2026-11-23".into(),
                file: "å.xlsx".into(),
                place: "../å.xlsx".into(),
                file_sha256: String::new(),
                base: "B".into(),
                base_sha256: String::new(),
                audience: "public".into(),
                products: Vec::new(),
                sample: true,
                appended: Vec::new(),
            },
            rows: vec![DocketRow {
                key: row_key("S", CellRef::new(2, 1), question),
                sheet: "S".into(),
                cell: "B3".into(),
                id: None,
                section: Some("A\nB".into()),
                question: question.into(),
                language: "en".into(),
                general: false,
                answered: false,
                decision: "review".into(),
                reasons: vec!["vague".into()],
                target,
                proposed: None,
                others: Vec::new(),
                shown: vec![("Question".into(), "00".into())],
            }],
        }
    }

    #[test]
    fn a_docket_reads_back_from_its_text_whatever_stands_in_it() {
        for question in ["Is it?", "😀 _x000D_ </script>\r\n\u{7f}", "\u{2028}\"\\", ""] {
            let docket = docket(question);
            let text = docket.to_text().unwrap();
            assert!(text.is_ascii() && !text.contains(['_', '<', '>', '&', '\r', '\u{7f}']));
            assert_eq!(Docket::from_text(&text, &docket_seal(&text)).unwrap(), docket);
        }
    }

    #[test]
    fn a_docket_that_was_changed_or_is_of_another_version_is_refused() {
        let text = docket("Is it?").to_text().unwrap();
        let seal = docket_seal(&text);
        assert_eq!(Docket::from_text(&text.replace("C3", "C4"), &seal), Err(DocketError::Broken));
        let other = text.replacen("\"docket\":1", "\"docket\":2", 1);
        let read = Docket::from_text(&other, &docket_seal(&other));
        assert_eq!(read, Err(DocketError::OtherVersion("0".into())));
    }

    #[test]
    fn the_key_of_a_row_knows_its_place_and_its_question() {
        let at = CellRef::new(2, 1);
        assert_eq!(row_key("S", at, "Is  it?\r\n"), row_key("S", at, "Is it?"));
        for other in [
            row_key("T", at, "Is it?"),
            row_key("S", CellRef::new(3, 1), "Is it?"),
            row_key("S", at, "Was it?"),
        ] {
            assert_ne!(other, row_key("S", at, "Is it?"));
        }
    }
}
