//! Rulings read back from a review workbook.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{CELL, DONE_SHEET, QUESTION, REVIEW_SHEET, Ruling, SHEET};
use super::docket_sheet;
use super::lines::{Lines, bears_rulings};
use crate::confidence::{Decision, Reason, ReasonCode};
use crate::knowledge::{Audience, KnowledgeBase};
use crate::respond::{Docket, DocketError, DocketRow, Proposal, Response, Row};
use crate::text::normalise;
use crate::workbook::{CellRef, Workbook};

/// Why a workbook is no review workbook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no sheet "Review".
    #[error("there is no sheet \"Review\": this is no review workbook")]
    NoSheet,
    /// It is a review workbook, and one of its sheets is gone.
    #[error("the sheet \"{0}\" of this review workbook is gone")]
    SheetGone(&'static str),
    /// Another sheet looks like one with rulings.
    #[error("sheet \"{0}\" has a column of rulings too, and is neither \"Review\" nor \"Done\"")]
    Stray(String),
    /// A header that we read by stands there twice.
    #[error("sheet \"{sheet}\" has two columns \"{header}\"")]
    TwoColumns {
        /// The header.
        header: &'static str,
        /// The sheet.
        sheet: &'static str,
    },
    /// A cell of a reviewer whose text is not what was typed.
    #[error("{place}: column \"{header}\" holds {holds}")]
    NotTyped {
        /// Where it stands.
        place: String,
        /// The column.
        header: &'static str,
        /// What it holds, and what to do.
        holds: &'static str,
    },
    /// A ruling that is none of the list.
    #[error("{place} has the ruling \"{text}\", which is none of the list")]
    UnknownRuling {
        /// Where it stands.
        place: String,
        /// What stands there.
        text: String,
    },
    /// The hidden sheet with the docket is missing.
    #[error("the hidden sheet \"Docket\" is missing, which says what was proposed and where it goes")]
    NoDocket,
    /// The hidden sheet with the docket is there and cannot be read.
    #[error("the hidden sheet \"Docket\" cannot be read: {why}")]
    DocketUnread {
        /// Why not.
        why: String,
        /// The way out.
        hint: String,
    },
    /// The docket is of no use.
    #[error(transparent)]
    Docket(#[from] DocketError),
    /// No file of rulings.
    #[error("it is no file of rulings: {0}")]
    NoRulingsFile(String),
    /// A row that is none of the docket's.
    #[error("{place} is a row that the tool did not write")]
    UnknownRow {
        /// Where it stands.
        place: String,
    },
    /// A row that stands there twice.
    #[error("{first} and {second} are one row, copied")]
    TwiceThere {
        /// Where it stands first.
        first: String,
        /// Where it stands again.
        second: String,
    },
    /// A row that was deleted.
    #[error("the row of {sheet}!{cell} is missing")]
    MissingRow {
        /// The sheet of the customer's file.
        sheet: String,
        /// The cell of the question there.
        cell: String,
    },
    /// A column of the tool that was changed.
    #[error("{place}: the text in column \"{header}\" was changed")]
    Altered {
        /// Where it stands.
        place: String,
        /// The column.
        header: String,
    },
    /// A column of the contract is missing; header and sheet.
    #[error("there is no column {0}")]
    NoColumn(String),
}

/// What a reviewer decided about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// The ruling; `None` where only an edited cell is filled in yet.
    pub ruling: Option<Ruling>,
    /// What stands in "Edited choice".
    pub choice: Option<String>,
    /// What stands in "Edited answer".
    pub answer: Option<String>,
    /// The question, as the review sheet has it.
    question: String,
}

impl Ruled {
    /// Whether what the reviewer wants sent is what the row would send: accepted, or edited to the same.
    fn agrees(&self, row: &Row<'_>) -> bool {
        let Some(answer) = row.judgement.answer() else { return self.ruling == Some(Ruling::Accept) };
        let choice = answer.choice.as_ref().map(|choice| choice.text.trim().to_lowercase());
        let same_choice = self.choice.as_ref().is_none_or(|own| Some(own.trim().to_lowercase()) == choice);
        let same_text = self.answer.as_ref().is_none_or(|own| normalise(own) == normalise(&row.text(answer)));
        match self.ruling {
            Some(Ruling::Accept) => true,
            Some(Ruling::Edit) => {
                same_choice && same_text && (self.choice.is_some() || self.answer.is_some())
            }
            _ => false,
        }
    }
}

/// The rulings of a review workbook, by the cell of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rulings {
    rows: BTreeMap<(String, String), Ruled>,
    /// What was proposed when they were made; `None` where the workbook does not say it any more.
    docket: Option<Docket>,
    /// Rulings that were made on another answer than the present one.
    outdated: BTreeMap<(String, String), Ruling>,
}

impl Rulings {
    /// The ruling on a question, if its text is unchanged.
    pub fn of(&self, sheet: &str, cell: CellRef, question: &str) -> Option<&Ruled> {
        self.rows
            .get(&(sheet.to_owned(), cell.to_string()))
            .filter(|ruled| ruled.question == normalise(question))
    }

    /// Drops the rulings that were made on another answer than what is proposed now: nobody has seen that one. What comes
    /// back names them, `Form!B3 (accept)`. An edited text is a reviewer's own and stays, without its ruling where that
    /// is dropped.
    pub fn settle(&mut self, now: &Docket) -> Vec<String> {
        let place = |row: &DocketRow| (row.sheet.clone(), row.cell.clone());
        let new: BTreeMap<_, _> = now.rows.iter().map(|row| (place(row), row)).collect();
        let old: BTreeMap<_, _> =
            self.docket.iter().flat_map(|docket| &docket.rows).map(|row| (place(row), row)).collect();
        for (place, ruled) in &self.rows {
            let Some(ruling) = ruled.ruling else { continue };
            if !holds(ruling, old.get(place).copied(), new.get(place).copied()) {
                self.outdated.insert(place.clone(), ruling);
            }
        }
        for place in self.outdated.keys() {
            let typed = self.rows.get_mut(place).filter(|row| row.choice.is_some() || row.answer.is_some());
            match typed {
                Some(row) => row.ruling = None,
                None => drop(self.rows.remove(place)),
            }
        }
        let told = self.outdated.iter().map(|((sheet, cell), ruling)| {
            let at = if sheet.is_empty() { cell.clone() } else { format!("{sheet}!{cell}") };
            format!("{at} ({})", ruling.as_str())
        });
        told.collect()
    }

    /// Why the rulings must not go into what is made of this base now: they hold a reviewer's own texts, and were made for
    /// readers who may see more, or for other products. `None` where they may.
    pub fn beyond(&self, base: &KnowledgeBase) -> Option<String> {
        if self.rows.values().all(|row| row.choice.is_none() && row.answer.is_none()) {
            return None;
        }
        let now = base.audience.as_str();
        let Some(docket) = &self.docket else {
            return (base.audience != Audience::Internal).then(|| {
                format!("it does not say any more for whom its rulings were made, and this run is for {now}")
            });
        };
        let made_for = Audience::ALL.into_iter().find(|audience| audience.as_str() == docket.head.audience);
        if !made_for.is_some_and(|made_for| base.audience.may_see(made_for)) {
            let audience = &docket.head.audience;
            return Some(format!("its rulings were made for {audience} readers, and this run is for {now}"));
        }
        let named = |products: &[String]| match products {
            [] => "no product by name".to_owned(),
            names => names.join(", "),
        };
        (docket.head.products != base.products).then(|| {
            let (then, now) = (named(&docket.head.products), named(&base.products));
            format!("its rulings were made for {then}, and this run is for {now}")
        })
    }

    /// Whether it is known what was proposed when the rulings were made.
    pub fn has_docket(&self) -> bool {
        self.docket.is_some()
    }

    /// Takes back the fills that a person ruled otherwise on: what a reviewer rejected does not go to the customer again.
    pub fn heed(&self, response: &mut Response<'_>) {
        for row in response.rows.iter_mut().filter(|row| row.judgement.decision == Decision::Fill) {
            let place = (row.sheet.to_owned(), row.question.cell.to_string());
            if let Some(ruling) = self.outdated.get(&place) {
                row.judgement.decision = Decision::Review;
                let detail =
                    format!("a reviewer ruled \"{}\" on another answer to this row", ruling.as_str());
                row.judgement.reasons.push(Reason::new(ReasonCode::RejectedBefore, detail));
                continue;
            }
            let ruled = self.of(row.sheet, row.question.cell, &row.question.text);
            let other = ruled.filter(|ruled| !ruled.agrees(row)).and_then(|ruled| ruled.ruling);
            if let Some(ruling) = other {
                row.judgement.decision = Decision::Review;
                let detail = format!("a reviewer ruled \"{}\" on this row", ruling.as_str());
                row.judgement.reasons.push(Reason::new(ReasonCode::RejectedBefore, detail));
            }
        }
    }

    /// The cells of rulings that no row of a response takes over: their question changed or is gone.
    pub fn orphans(&self, response: &Response<'_>) -> Vec<String> {
        let kept: BTreeSet<(String, String)> = response
            .rows
            .iter()
            .filter(|row| self.of(row.sheet, row.question.cell, &row.question.text).is_some())
            .map(|row| (row.sheet.to_owned(), row.question.cell.to_string()))
            .collect();
        let lost = self.rows.keys().filter(|place| !kept.contains(*place));
        lost.map(|(sheet, cell)| format!("{sheet}!{cell}")).collect()
    }

    /// How many rows a person has ruled on.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody has ruled on anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether a ruling holds for what is proposed now. What takes an answer of the tool as it stands holds for that answer alone.
fn holds(ruling: Ruling, old: Option<&DocketRow>, new: Option<&DocketRow>) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return !matches!(ruling, Ruling::Accept | Ruling::UseSecond | Ruling::UseThird);
    };
    let first = |row: &DocketRow| {
        row.proposed.as_ref().and_then(|proposed| proposed.entries.first()).map(|entry| entry.id.clone())
    };
    match ruling {
        Ruling::Accept => same(old.proposed.as_ref(), new.proposed.as_ref()),
        Ruling::UseSecond => same(old.others.first(), new.others.first()),
        Ruling::UseThird => same(old.others.get(1), new.others.get(1)),
        Ruling::WrongMatch => first(old) == first(new),
        Ruling::Edit | Ruling::LeaveBlank => true,
    }
}

/// Whether two proposals say the same, by the same entries.
fn same(old: Option<&Proposal>, new: Option<&Proposal>) -> bool {
    let said =
        |proposal: &Proposal| (proposal.entries.clone(), proposal.choice.clone(), normalise(&proposal.text));
    old.map(said) == new.map(said)
}

/// Reads what a person decided, on both sheets with rows; a filled row that still bears its preset is no ruling.
///
/// # Errors
/// [`ReadError`] where the workbook is none that [`super::write`] made.
pub fn read_rulings(workbook: &Workbook) -> Result<Rulings, ReadError> {
    let mut rows = BTreeMap::new();
    let lists = Lines::of(workbook, &[SHEET, CELL, QUESTION])?;
    let known = |name: &str| [REVIEW_SHEET, DONE_SHEET].iter().any(|ours| ours.eq_ignore_ascii_case(name));
    if let Some(stray) = workbook.sheets().iter().find(|sheet| !known(sheet.name()) && bears_rulings(sheet)) {
        return Err(ReadError::Stray(stray.name().to_owned()));
    }
    for lines in lists {
        for row in lines.rows() {
            let Some(ruled) = lines.ruled(row)? else { continue };
            let question = normalise(&lines.text(row, QUESTION)?);
            let ruled = Ruled { ruling: ruled.ruling, choice: ruled.choice, answer: ruled.answer, question };
            rows.insert((lines.text(row, SHEET)?, lines.text(row, CELL)?), ruled);
        }
    }
    Ok(Rulings { rows, docket: docket_sheet::read(workbook).ok(), outdated: BTreeMap::new() })
}
