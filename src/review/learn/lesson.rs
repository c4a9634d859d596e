//! A lesson: one change of the base that follows from a ruling, with the rows it follows from.

use super::super::{Reviewed, RuledRow};
use super::Review;
use super::draft::Draft;
use crate::confidence::Reason;
use crate::knowledge::{Audience, Scope, Verdict};
use crate::respond::DocketRow;
use crate::retrieval::Identity;
use crate::text::Language;
use crate::workbook::{Choice, Choices};

/// Where a ruling stands, and on what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file that was read.
    pub file: String,
    /// The row in it: `Review!17`.
    pub row: String,
    /// The question.
    pub question: String,
    /// Reviews in their order, rows in the form's.
    pub(super) order: (usize, usize),
}

impl Place {
    pub(super) fn of(number: usize, review: &Review, row: &DocketRow, ruled: &RuledRow) -> Self {
        let rows = &review.reviewed.docket.rows;
        let at = rows.iter().position(|other| other.key == row.key).unwrap_or_default();
        Self {
            file: review.name.clone(),
            row: ruled.place.clone(),
            question: row.question.clone(),
            order: (number, at),
        }
    }
}

/// Why nothing was learned from a row, or one of two things not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    code: &'static str,
    why: String,
}

impl Refusal {
    pub(super) fn new(code: &'static str, why: impl Into<String>) -> Self {
        Self { code, why: why.into() }
    }

    pub(super) fn of(self, place: Place) -> PassedOver {
        PassedOver { place, code: self.code, why: self.why }
    }
}

/// What was not learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The row.
    pub place: Place,
    /// A stable code, described in `docs/learn.md`.
    pub code: &'static str,
    /// A sentence without a full stop.
    pub why: String,
}

/// One change of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lesson {
    /// A question that the entry settles; a verdict only where it is not the entry's own.
    Wording {
        entry: String,
        file: String,
        text: String,
        language: Language,
        verdict: Option<Verdict>,
        /// Whether the entry has a verdict of its own, and another one.
        turned: bool,
        says: Said,
    },
    /// A question that it does not answer.
    NotFor { entry: String, file: String, text: String, language: Language },
    /// Another answer.
    Answer { entry: String, file: String, text: String },
    /// A new entry, to be approved.
    Draft(Draft),
}

/// What was said to the customer in one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) verdict: Option<Verdict>,
    pub(super) choice: Option<String>,
}

impl Lesson {
    pub(super) fn entry(&self) -> Option<&str> {
        match self {
            Self::Wording { entry, .. } | Self::NotFor { entry, .. } | Self::Answer { entry, .. } => {
                Some(entry)
            }
            Self::Draft(_) => None,
        }
    }
}

/// A lesson with the rows that it follows from, and how the first of them is asked.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) lesson: Lesson,
    pub(super) places: Vec<Place>,
    pub(super) identity: Option<Identity>,
    pub(super) asked: AskedRow,
}

/// A row, to be asked again.
#[derive(Clone, Debug)]
pub(super) struct AskedRow {
    pub(super) question: String,
    pub(super) section: Option<String>,
    pub(super) id: Option<String>,
    pub(super) language: Language,
    pub(super) choices: Choices,
    /// For whom, and for which products.
    pub(super) scope: Scope,
}

impl Planned {
    pub(super) fn new(place: &Place, reviewed: &Reviewed, row: &DocketRow, lesson: Lesson) -> Self {
        let language = language_of(row);
        Self {
            lesson,
            places: vec![place.clone()],
            identity: Identity::of(&row.question, language),
            asked: AskedRow {
                question: row.question.clone(),
                section: row.section.clone(),
                id: row.id.clone(),
                language,
                choices: offered(row).map_or(Choices::Free, Choices::List),
                scope: Scope {
                    audience: audience_of(&reviewed.docket.head.audience),
                    products: reviewed.docket.head.products.clone(),
                },
            },
        }
    }

    /// Whether both speak of one question.
    pub(super) fn meets(&self, other: &Self) -> bool {
        match (&self.identity, &other.identity) {
            (Some(own), Some(other)) => own.meets(other),
            _ => false,
        }
    }

    pub(super) fn taken(&self, held: Option<Held>) -> Taken {
        let (kind, entry) = match &self.lesson {
            Lesson::Wording { entry, .. } => ("wording", Some(entry)),
            Lesson::NotFor { entry, .. } => ("rejected wording", Some(entry)),
            Lesson::Answer { entry, .. } => ("answer", Some(entry)),
            Lesson::Draft(_) => ("draft", None),
        };
        let note = match &self.lesson {
            Lesson::Wording { verdict: Some(verdict), turned: true, .. } => {
                Some(format!("its verdict is {}, which is not the entry's", verdict.as_str()))
            }
            Lesson::Draft(draft) if draft.contradicts => {
                Some("a draft without a verdict: its text contradicts what was sent with it".to_owned())
            }
            _ => None,
        };
        Taken { kind, entry: entry.cloned(), places: self.places.clone(), held, note }
    }
}

/// Why a wording that was learned would still not be filled.
pub type Held = Vec<Reason>;

/// What was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// `wording`, `rejected wording`, `answer` or `draft`.
    pub kind: &'static str,
    /// The entry; `None` for a draft.
    pub entry: Option<String>,
    /// The rows it follows from.
    pub places: Vec<Place>,
    /// Of a wording: why its row would still not be filled; `None` where it would.
    pub held: Option<Held>,
    /// What a person should look at before it is committed.
    pub note: Option<String>,
}

/// The language of a row.
pub(super) fn language_of(row: &DocketRow) -> Language {
    Language::from_code(&row.language).unwrap_or(Language::Other)
}

/// The audience of a docket; what an unknown word means is for the house alone.
pub(super) fn audience_of(word: &str) -> Audience {
    let all = [Audience::Public, Audience::Nda, Audience::Internal];
    all.into_iter().find(|audience| audience.as_str() == word).unwrap_or(Audience::Internal)
}

/// What the answer cell of a row offers; `None` for free text.
pub(super) fn offered(row: &DocketRow) -> Option<Vec<Choice>> {
    let list = row.target.choices.as_ref()?;
    Some(list.iter().map(|c| Choice { text: c.text.clone(), number: c.number }).collect())
}
