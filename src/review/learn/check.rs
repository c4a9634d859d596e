//! The changed base, asked again: what was learned has to be recognised, and what was filled before has to be filled still.

use std::collections::{BTreeMap, BTreeSet};

use super::lesson::{AskedRow, Held, Lesson, Planned, Refusal, Said};
use crate::answer::leading_verdict;
use crate::confidence::{Decision, Reason, ReasonCode, Standing};
use crate::knowledge::{
    Audience, Entry, KnowledgeBase, KnowledgeError, Scope, SourceFile, Verdict, Wording, load_files,
};
use crate::respond::{Judgement, SUGGESTIONS, Setting, judge};
use crate::retrieval::{Identity, Index, Query};
use crate::workbook::Choices;

/// The base before, to compare with.
pub(super) struct Check<'a> {
    files: &'a [SourceFile],
    base: &'a KnowledgeBase,
    index: &'a Index<'a>,
    setting: &'a Setting,
}

/// Lessons that have to be taken back, by their places, and for each lesson why its row would still not be filled.
type Checked = (BTreeMap<usize, Refusal>, Vec<Option<Held>>);

impl<'a> Check<'a> {
    /// `files` are those of the base.
    pub(super) fn new(
        files: &'a [SourceFile],
        base: &'a KnowledgeBase,
        index: &'a Index<'a>,
        setting: &'a Setting,
    ) -> Self {
        Self { files, base, index, setting }
    }

    /// Asks a changed base.
    ///
    /// # Errors
    /// [`KnowledgeError`] where it cannot be loaded; what is written here always can.
    pub(super) fn run(&self, after: &[SourceFile], lessons: &[Planned]) -> Result<Checked, KnowledgeError> {
        let mut broken = BTreeMap::new();
        let mut held: Vec<Option<Held>> = vec![None; lessons.len()];
        let mut scopes: Vec<&Scope> = Vec::new();
        for lesson in lessons {
            if !scopes.contains(&&lesson.asked.scope) {
                scopes.push(&lesson.asked.scope);
            }
        }
        for scope in scopes {
            let view = load_files(after, known(after, scope)?, false)?;
            let index = Index::build(&view);
            for (at, planned) in lessons.iter().enumerate().filter(|(_, l)| l.asked.scope == *scope) {
                match self.learned(&index, planned) {
                    Ok(reasons) => held[at] = reasons,
                    Err(refusal) => {
                        broken.insert(at, refusal);
                    }
                }
            }
        }
        if broken.is_empty() {
            let whole = load_files(after, Audience::Internal, false)?;
            self.unharmed((self.index, &Index::build(&whole)), &[], lessons, &mut broken);
            // What is bound to products is filled only where they are asked about.
            let bound = touched(lessons).into_iter().filter_map(|id| self.base.entry(id));
            let products: BTreeSet<&[String]> =
                bound.map(|entry| entry.products.as_slice()).filter(|p| !p.is_empty()).collect();
            for products in products {
                let scope = Scope { audience: Audience::Internal, products: products.to_vec() };
                let views = [self.files, after].map(|files| load_files(files, scope.clone(), false));
                let [before, after] = views;
                let (before, after) = (before?, after?);
                let indexes = (&Index::build(&before), &Index::build(&after));
                self.unharmed(indexes, products, lessons, &mut broken);
            }
        }
        Ok((broken, held))
    }

    /// Whether a lesson does what it is for; of a wording, why its row would still not be filled.
    fn learned(&self, index: &Index<'_>, planned: &Planned) -> Result<Option<Held>, Refusal> {
        let asked = &planned.asked;
        match &planned.lesson {
            Lesson::Wording { entry, says, .. } => {
                let judgement = self.ask(index, asked);
                let first = judgement
                    .suggestions
                    .first()
                    .filter(|first| first.entry.id == *entry && first.standing == Standing::Approved);
                let Some(first) = first else {
                    let why = format!("{entry} would still not be known to answer it");
                    return Err(Refusal::new("not-recognised", why));
                };
                let answer = &first.answer;
                let choice = answer.choice.as_ref().map(|choice| choice.text.as_str());
                if !agrees(says, choice, &answer.text, &asked.choices) {
                    let why = "the row would be filled with another verdict than was sent";
                    return Err(Refusal::new("other-verdict", why));
                }
                // Where a thing is asked for, no choice is proposed, and the row waits for a person.
                let unsaid = matches!(asked.choices, Choices::List(_)) && choice.is_none();
                let filled = judgement.decision == Decision::Fill && !unsaid;
                let mut opposed: Held = judgement.reasons.into_iter().filter(|r| r.code.vetoes()).collect();
                if unsaid && opposed.is_empty() {
                    let why = "no yes or no is proposed for what it asks, and the cell wants a choice";
                    opposed.push(Reason::new(ReasonCode::NotInChoices, why));
                }
                Ok((!filled).then_some(opposed))
            }
            Lesson::NotFor { entry, language, .. } => {
                let ruled_out = index.ruled_out(&asked.question, *language);
                if ruled_out.iter().any(|at| index.base().entries[*at].id == *entry) {
                    return Ok(None);
                }
                Err(Refusal::new("not-recognised", format!("{entry} would not be ruled out for it")))
            }
            Lesson::Answer { .. } | Lesson::Draft(_) => Ok(None),
        }
    }

    /// Finds the lessons because of which an approved wording of an entry with these products is no longer filled as it was.
    fn unharmed(
        &self,
        (before, after): (&Index<'_>, &Index<'_>),
        products: &[String],
        lessons: &[Planned],
        broken: &mut BTreeMap<usize, Refusal>,
    ) {
        let touched = touched(lessons);
        let bound = self.base.entries.iter().filter(|entry| entry.products == products);
        for entry in bound.filter(|entry| touched.contains(entry.id.as_str())) {
            for wording in &entry.wordings {
                let before = self.filled(before, entry, wording);
                if before.is_none() || self.filled(after, entry, wording) == before {
                    continue;
                }
                let why = || {
                    Refusal::new(
                        "harm",
                        format!("{} would no longer be filled for \"{}\"", entry.id, wording.text),
                    )
                };
                let identity = Identity::of(&wording.text, wording.language);
                let meets = |planned: &Planned| match (&identity, &planned.identity) {
                    (Some(own), Some(other)) => own.meets(other),
                    _ => false,
                };
                let of_entry = |planned: &Planned| planned.lesson.entry() == Some(entry.id.as_str());
                let any = lessons.iter().any(&meets);
                for (at, planned) in lessons.iter().enumerate() {
                    if if any { meets(planned) } else { of_entry(planned) } {
                        broken.insert(at, why());
                    }
                }
            }
        }
    }

    /// The verdict that an entry's own wording is filled with; `None` where it is not filled.
    fn filled(&self, index: &Index<'_>, entry: &Entry, wording: &Wording) -> Option<Option<Verdict>> {
        let query =
            Query { question: &wording.text, section: None, id: None, language: Some(wording.language) };
        let judgement = judge(index, &query, &Choices::Free, 1, self.setting);
        let first = judgement.suggestions.first().filter(|first| first.entry.id == entry.id)?;
        (judgement.decision == Decision::Fill).then_some(first.answer.verdict)
    }

    fn ask<'b>(&self, index: &Index<'b>, asked: &AskedRow) -> Judgement<'b> {
        let query = Query {
            question: &asked.question,
            section: asked.section.as_deref(),
            id: asked.id.as_deref(),
            language: Some(asked.language),
        };
        judge(index, &query, &asked.choices, SUGGESTIONS, self.setting)
    }
}

/// The entries that lessons change.
fn touched(lessons: &[Planned]) -> BTreeSet<&str> {
    lessons.iter().filter_map(|lesson| lesson.lesson.entry()).collect()
}

/// The scope without products that the base does not know any more: a review may be older than a product's name.
fn known(files: &[SourceFile], scope: &Scope) -> Result<Scope, KnowledgeError> {
    let mut scope = scope.clone();
    if !scope.products.is_empty() {
        let known = load_files(files, scope.audience, false)?.known_products();
        scope.products.retain(|product| known.contains(product));
    }
    Ok(scope)
}

/// Whether an answer says what was sent; where either says nothing in one word, nothing contradicts.
fn agrees(says: &Said, choice: Option<&str>, text: &str, choices: &Choices) -> bool {
    match choices {
        Choices::List(_) => match (&says.choice, choice) {
            (Some(sent), Some(choice)) => sent == choice,
            _ => true,
        },
        _ => match (says.verdict, leading_verdict(text)) {
            (Some(sent), Some(said)) => sent == said,
            _ => true,
        },
    }
}
