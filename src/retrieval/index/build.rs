//! From a base to its index.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::super::alias::{Aliases, Form};
use super::super::analysis::Analysis;
use super::super::control::codes;
use super::super::lexical::{Bag, Counted, Lexical, TermId, Terms, Vector, bag};
use super::{Index, Prepared, PreparedWording, agentless, answers, form_of, form_of_canonical};
use crate::knowledge::work::{LARGE, SMALL, side_by_side};
use crate::knowledge::{Entry, KnowledgeBase, Wording};
use crate::text::{Language, canonical_question, normal};

/// A question counts three times its answer: a name in an answer is often an aside.
const QUESTION_WEIGHT: f64 = 3.0;
/// Other wordings of the question, together with it, must not drown the answer.
const WORDING_WEIGHT: f64 = 0.5;
const ANSWER_WEIGHT: f64 = 1.0;

/// An entry taken apart, before the frequencies of its terms are known.
struct Parts {
    wordings: Vec<Analysis>,
    /// The forms of each wording, in which it is recognised.
    forms: Vec<Vec<Form>>,
    answers: Vec<Analysis>,
    heading: Analysis,
    /// Category, tags and controls.
    labels: Vec<Analysis>,
    rejected: Vec<Option<Form>>,
}

/// The same with its terms by number.
struct Numbered {
    wordings: Vec<Counted>,
    answers: Vec<Counted>,
    labels: Vec<Counted>,
    heading: Analysis,
}

impl<'b> Index<'b> {
    /// Builds the index of a base; its time grows with the words of the base.
    pub fn build(base: &'b KnowledgeBase) -> Self {
        let parts: Vec<Parts> = side_by_side(&base.entries, LARGE, |entry| take_apart(base, entry));
        let mut terms = Terms::default();
        let (mut approved, mut rejected) = (Aliases::default(), Aliases::default());
        let mut numbered: Vec<(&Entry, Numbered)> = Vec::with_capacity(parts.len());
        // One after the other: terms have their numbers in the order of the base, on however many cores.
        for (place, (entry, parts)) in base.entries.iter().zip(parts).enumerate() {
            let listed = |(at, form): (usize, Option<Form>)| form.map(|form| (form, at));
            for (at, forms) in parts.forms.into_iter().enumerate() {
                forms.into_iter().for_each(|form| approved.insert(form, place, at));
            }
            for (form, at) in parts.rejected.into_iter().enumerate().filter_map(listed) {
                rejected.insert(form, place, at);
            }
            let mut count =
                |texts: &[Analysis]| texts.iter().map(|text| terms.count(text)).collect::<Vec<_>>();
            let (wordings, answers) = (count(&parts.wordings), count(&parts.answers));
            let labels = count(&parts.labels);
            numbered.push((entry, Numbered { wordings, answers, labels, heading: parts.heading }));
        }
        let bags = side_by_side(&numbered, SMALL, |(entry, numbered)| bag_of(entry, numbered));
        let lexical = Lexical::build(terms, &bags);
        let taken: Vec<(&(&Entry, Numbered), &Bag)> = numbered.iter().zip(&bags).collect();
        let prepared =
            side_by_side(&taken, SMALL, |((entry, numbered), bag)| prepare(&lexical, entry, numbered, bag));
        Self { base, prepared, lexical, space: OnceLock::new(), approved, rejected }
    }
}

/// A wording taken apart, and its forms.
fn take_wording(wording: &Wording) -> (Analysis, Vec<Form>) {
    let canonical = canonical_question(&wording.text);
    let form = match normal(&wording.text) {
        Cow::Borrowed(whole) => form_of_canonical(&canonical, whole, wording.language),
        Cow::Owned(whole) => form_of(&whole, wording.language),
    };
    let without = agentless(&canonical, wording.language);
    (Analysis::of(&canonical, wording.language), form.into_iter().chain(without).collect())
}

fn take_apart(base: &KnowledgeBase, entry: &Entry) -> Parts {
    let category = base.category(&entry.category).map(|c| c.title.as_str());
    let labels = category.into_iter().chain(entry.tags.iter().chain(&entry.controls).map(String::as_str));
    let labels = labels.map(|label| Analysis::of(label, entry.language)).collect();
    let category = category.unwrap_or_default();
    let (wordings, forms) = entry.wordings.iter().map(take_wording).unzip();
    Parts {
        wordings,
        forms,
        labels,
        rejected: entry.not_for.iter().map(|text| form_of(text, Language::of(text))).collect(),
        answers: answers(entry)
            .into_iter()
            .flat_map(|(text, language)| text.split_inclusive(". ").map(move |s| Analysis::of(s, language)))
            .collect(),
        heading: Analysis::of(&format!("{category} {}", entry.question), entry.language),
    }
}

fn bag_of(entry: &Entry, numbered: &Numbered) -> Bag {
    let is_question =
        |text: &str| entry.question == text || entry.translations.iter().any(|t| t.question == text);
    let wordings = entry.wordings.iter().zip(&numbered.wordings).map(|(wording, counted)| {
        (counted, if is_question(&wording.text) { QUESTION_WEIGHT } else { WORDING_WEIGHT })
    });
    let others = numbered.answers.iter().chain(&numbered.labels).map(|counted| (counted, ANSWER_WEIGHT));
    bag(wordings
        .chain(others)
        .flat_map(|(counted, weight)| counted.terms().iter().map(move |(term, _)| (*term, weight))))
}

fn prepare(lexical: &Lexical, entry: &Entry, numbered: &Numbered, bag: &Bag) -> Prepared {
    let texts = numbered.wordings.iter().chain(&numbered.answers);
    let mut stems: Vec<TermId> = texts.flat_map(|text| text.terms().iter().map(|(term, _)| *term)).collect();
    stems.sort_unstable();
    stems.dedup();
    let wordings = entry.wordings.iter().zip(&numbered.wordings);
    Prepared {
        wordings: wordings
            .map(|(wording, counted)| PreparedWording {
                language: wording.language,
                stems: lexical.counted(counted.stems()),
                terms: lexical.counted(counted.terms()),
                reading: OnceLock::new(),
            })
            .collect(),
        whole: Vector { mass: bag.iter().map(|(_, weight)| weight).sum(), known: bag.clone() },
        stems,
        sentences: numbered.answers.iter().map(|sentence| lexical.counted(sentence.terms())).collect(),
        heading: lexical.terms(&numbered.heading),
        controls: entry.controls.iter().flat_map(|control| codes(control)).collect(),
        facts: OnceLock::new(),
        meaning: OnceLock::new(),
    }
}
