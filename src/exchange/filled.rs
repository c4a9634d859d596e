//! A questionnaire with answers in it, row by row: a draft, or why not.

use std::collections::BTreeSet;

use super::draft::{Draft, Drafting};
use super::import::{Change, Fate};
use super::skip::{Skip, answer_of};
use crate::knowledge::write::free_id;
use crate::knowledge::{KnowledgeBase, Verdict};
use crate::questionnaire::{Kind, Question, Questionnaire};
use crate::retrieval::{Reading, SameQuestions};
use crate::text::{Language, bare_question, normalise};
use crate::workbook::{Sheet, Workbook};

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A draft.
    Draft {
        /// Its path in the base.
        path: String,
    },
    /// It asks the same as an earlier row, and became a wording of its draft, or was one.
    Merged {
        /// The path of that draft.
        path: String,
        /// Whether its answer was another one, which is not taken.
        answer_differs: bool,
    },
    /// An entry of the base answers it already.
    Known {
        /// Its id.
        entry: String,
    },
    /// Nothing was made of it.
    Skipped(Skip),
}

/// A row of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledRow {
    /// File, sheet and cell.
    pub place: String,
    /// The question, without numbering.
    pub question: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// The questions that are answered: by entries of the base, by drafts of this run.
pub(super) struct Known {
    own: Language,
    asked: SameQuestions,
    /// Who answers each of them.
    answered_by: Vec<Answerer>,
}

/// Who answers a question.
#[derive(Clone, Debug)]
struct Answerer {
    by: By,
    /// Its verdict for that question.
    verdict: Option<Verdict>,
}

/// An answer that there is.
#[derive(Clone, Debug)]
enum By {
    /// An entry of the base, by its id.
    Entry(String),
    /// A draft of the same file, by its number.
    Draft(usize),
    /// A draft of another file.
    Elsewhere {
        /// Its path.
        path: String,
        /// What it says.
        answer: String,
    },
}

impl Known {
    /// Nothing, in a base of that language.
    pub(super) fn new(own: Language) -> Self {
        Self { own, asked: SameQuestions::default(), answered_by: Vec::new() }
    }

    /// The wordings of a base.
    pub(super) fn of(base: &KnowledgeBase) -> Self {
        let mut known = Self::new(super::export::own_language(base));
        for entry in &base.entries {
            for wording in &entry.wordings {
                known.asked.insert(&wording.text, wording.language);
                known
                    .answered_by
                    .push(Answerer { by: By::Entry(entry.id.clone()), verdict: wording.verdict });
            }
        }
        known
    }

    /// Who answers a question, and whether with another verdict than this. Of several the first that agrees: two products
    /// may have two answers.
    fn find(&self, question: &str, language: Language, verdict: Option<Verdict>) -> Option<(&By, bool)> {
        let found = self.asked.find(question, language);
        let mut answerers = found.iter().map(|at| &self.answered_by[*at]);
        let first = answerers.clone().next()?;
        let agreeing = answerers.find(|answerer| !opposed(answerer.verdict, verdict));
        Some((&agreeing.unwrap_or(first).by, agreeing.is_none()))
    }

    fn insert(&mut self, question: &str, draft: usize, verdict: Option<Verdict>) {
        self.asked.insert(question, self.own);
        self.answered_by.push(Answerer { by: By::Draft(draft), verdict });
    }

    /// The drafts of a file are done, and known by their paths from now on.
    fn close(&mut self, drafts: &[(String, Draft)]) {
        for answerer in &mut self.answered_by {
            if let By::Draft(at) = answerer.by {
                let (path, draft) = &drafts[at];
                answerer.by = By::Elsewhere { path: path.clone(), answer: draft.answer.clone() };
            }
        }
    }
}

/// What becomes of every row, and the drafts.
pub(super) fn rows_of(
    name: &str,
    workbook: &Workbook,
    form: &Questionnaire,
    drafting: &Drafting<'_>,
    known: &mut Known,
    taken: &mut BTreeSet<String>,
) -> (Vec<FilledRow>, Vec<Change>) {
    let mut rows = Vec::new();
    let mut drafts: Vec<(String, Draft)> = Vec::new();
    for (sheet_name, question) in form.questions() {
        let Some(sheet) = workbook.sheet(sheet_name) else { continue };
        let bare = bare_question(&question.text);
        let text = if bare.trim().is_empty() { normalise(&question.text) } else { bare };
        let place = match sheet_name {
            "" => format!("{name}, {}", question.cell),
            _ => format!("{name}, {sheet_name}!{}", question.cell),
        };
        let language = Language::detected(&text).unwrap_or(known.own);
        let taken_of = take(sheet, question, &text, (language, known.own));
        let verdict = match &taken_of {
            Ok((verdict, _)) => *verdict,
            // A translation may answer what no draft can be made of.
            Err(Skip::Language) => answer_of(sheet, question, language).map_or(None, |(verdict, _)| verdict),
            Err(_) => None,
        };
        let outcome = match (taken_of, known.find(&text, language, verdict)) {
            (Ok(_) | Err(Skip::Language), Some((by, true))) => {
                let (entry, row) = match by {
                    By::Entry(id) => (id, None),
                    By::Draft(at) => (&drafts[*at].0, Some(drafts[*at].1.from.clone())),
                    By::Elsewhere { path, .. } => (path, None),
                };
                Outcome::Skipped(Skip::Contradicts { entry: entry.clone(), row })
            }
            (Ok(_) | Err(Skip::Language), Some((By::Entry(entry), false))) => {
                Outcome::Known { entry: entry.clone() }
            }
            (Err(skip), _) => Outcome::Skipped(skip),
            (Ok((verdict, answer)), by) => match by {
                Some((By::Elsewhere { path, answer: other }, _)) => {
                    Outcome::Merged { path: path.clone(), answer_differs: *other != answer }
                }
                Some((By::Draft(at), _)) => {
                    let (path, draft) = &mut drafts[*at];
                    let is_new = |known: &String| known.to_lowercase() != text.to_lowercase();
                    if is_new(&draft.question) && draft.also_asked.iter().all(is_new) {
                        draft.also_asked.push(text.clone());
                    }
                    Outcome::Merged { path: path.clone(), answer_differs: draft.answer != answer }
                }
                Some((By::Entry(entry), _)) => Outcome::Known { entry: entry.clone() },
                None => {
                    let path = format!("{}/{}.md", drafting.category, free_id(&text, taken));
                    known.insert(&text, drafts.len(), verdict);
                    let draft = Draft {
                        question: text.clone(),
                        also_asked: Vec::new(),
                        verdict,
                        answer,
                        from: match &question.id {
                            Some(id) => format!("{place} ({id})"),
                            None => place.clone(),
                        },
                    };
                    drafts.push((path.clone(), draft));
                    Outcome::Draft { path }
                }
            },
        };
        rows.push(FilledRow { place, question: text, outcome });
    }
    known.close(&drafts);
    let changes = drafts
        .into_iter()
        .map(|(path, draft)| Change { path, text: draft.text(drafting), fate: Fate::New, standing: None })
        .collect();
    (rows, changes)
}

/// Whether one of two verdicts has to be wrong.
fn opposed(one: Option<Verdict>, other: Option<Verdict>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Verdict and answer of a row that can be taken.
fn take(
    sheet: &Sheet,
    question: &Question,
    text: &str,
    (language, own): (Language, Language),
) -> Result<(Option<Verdict>, String), Skip> {
    /// Words of a question that stands alone; one word is a label.
    const LEAST_WORDS: usize = 2;
    /// Characters of a question; a longer one is a document in a cell.
    const MOST_CHARS: usize = 1_000;
    if question.kind == Kind::General {
        return Err(Skip::General);
    }
    if question.hidden {
        return Err(Skip::Hidden);
    }
    if question.is_box() {
        return Err(Skip::NoAnswer);
    }
    if question.answer_is_formula {
        return Err(Skip::Formula);
    }
    let (verdict, answer) = answer_of(sheet, question, own)?;
    if text.split_whitespace().count() < LEAST_WORDS {
        return Err(Skip::ShortQuestion);
    }
    if text.chars().count() > MOST_CHARS {
        return Err(Skip::LongQuestion);
    }
    if language != own {
        return Err(Skip::Language);
    }
    if question.conditional || Reading::of(text, own).signature.dependent {
        return Err(Skip::Dependent);
    }
    Ok((verdict, answer))
}
