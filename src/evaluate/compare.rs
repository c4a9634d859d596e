//! A run against an earlier one: figures and questions that changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::metrics::{Metrics, named};
use super::outcome::VerdictCheck;
use super::previous::Previous;
use super::report::{Measured, QuestionLine};

/// A probability that moves further than this changes what a reviewer does with the row.
pub const MOVED: f64 = 0.2;
/// Two figures nearer than this are the same: JSON need not give back the last digit of a number.
const SAME: f64 = 1e-9;

/// An old value and a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// Then.
    pub old: T,
    /// Now.
    pub new: T,
}

impl<T: PartialEq> Change<T> {
    fn of(old: T, new: T) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The name of the earlier report.
    pub file: String,
    /// What the two runs do not share, of `version`, `date`, `knowledge` and `labels`.
    pub differs: Vec<&'static str>,
    /// The figures of the tool as it is, changed or not.
    pub shipped: Vec<FigureChange>,
    /// The figures of the fits, where both reports have one.
    pub held_out: Vec<FigureChange>,
    /// Questions whose entry, decision, rightness, verdict or probability changed.
    pub questions: Vec<QuestionChange>,
    /// Keys of questions that were not there then, or had another text.
    pub added: Vec<String>,
    /// Keys of questions that are not there any more, or have another text.
    pub removed: Vec<String>,
}

/// A figure then and now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FigureChange {
    /// Its name, as the path of its key below `metrics`.
    pub figure: &'static str,
    /// Then.
    pub old: Option<f64>,
    /// Now.
    pub new: Option<f64>,
}

impl FigureChange {
    /// Whether it is another number.
    pub fn is_change(&self) -> bool {
        match (self.old, self.new) {
            (Some(old), Some(new)) => (old - new).abs() > SAME,
            (old, new) => old.is_some() != new.is_some(),
        }
    }
}

/// A question that changed; what did not is `None`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionChange {
    /// Its key.
    pub key: String,
    /// The question, for a reader who has the labels; the JSON leaves it out.
    #[serde(skip)]
    pub question: String,
    /// The first entry.
    pub entry: Option<Change<Option<String>>>,
    /// The decision.
    pub decision: Option<Change<String>>,
    /// Whether the first entry is right; a changed label changes it too.
    pub right: Option<Change<bool>>,
    /// The verdict of the first entry against the label's.
    pub verdict: Option<Change<Option<VerdictCheck>>>,
    /// The probability, where it moved by more than [`MOVED`].
    pub confidence: Option<Change<f64>>,
}

/// Compares a run with an earlier one, whose file is called `file`.
pub fn compare(
    file: &str,
    previous: &Previous,
    measured: &Measured,
    shipped: &Metrics,
    held_out: Option<&Metrics>,
    questions: &[QuestionLine],
) -> Comparison {
    let old: BTreeMap<(&str, &str), &QuestionLine> =
        previous.questions.iter().map(|line| (name(line), line)).collect();
    let now: BTreeSet<(&str, &str)> = questions.iter().map(name).collect();
    let (mut changes, mut added) = (Vec::new(), Vec::new());
    for line in questions {
        match old.get(&name(line)) {
            Some(before) => changes.extend(change(before, line)),
            None => added.push(line.key.clone()),
        }
    }
    let gone = previous.questions.iter().filter(|line| !now.contains(&name(line)));
    Comparison {
        file: file.to_owned(),
        differs: differs(&previous.measured, measured),
        shipped: figures(&previous.shipped.metrics, shipped),
        held_out: match (&previous.held_out, held_out) {
            (Some(old), Some(new)) => figures(&old.metrics, new),
            _ => Vec::new(),
        },
        questions: changes,
        added,
        removed: gone.map(|line| line.key.clone()).collect(),
    }
}

/// A question is the same where key and text are.
fn name(line: &QuestionLine) -> (&str, &str) {
    (&line.key, &line.hash)
}

fn differs(old: &Measured, new: &Measured) -> Vec<&'static str> {
    let hashes = |measured: &Measured| -> Vec<String> {
        measured.labels.iter().map(|file| file.sha256.clone()).collect()
    };
    // The products say what of the same view is filled.
    let view = |measured: &Measured| (measured.knowledge.sha256.clone(), measured.knowledge.products.clone());
    [
        ("version", old.version == new.version),
        ("date", old.date == new.date),
        ("knowledge", view(old) == view(new)),
        ("labels", hashes(old) == hashes(new)),
    ]
    .into_iter()
    .filter(|(_, same)| !same)
    .map(|(what, _)| what)
    .collect()
}

fn figures(old: &Metrics, new: &Metrics) -> Vec<FigureChange> {
    named(old)
        .into_iter()
        .zip(named(new))
        .map(|((figure, old), (_, new))| FigureChange { figure, old, new })
        .collect()
}

fn change(old: &QuestionLine, new: &QuestionLine) -> Option<QuestionChange> {
    let moved = (old.confidence - new.confidence).abs() > MOVED + SAME;
    let change = QuestionChange {
        key: new.key.clone(),
        question: new.question.clone(),
        entry: Change::of(old.entry.clone(), new.entry.clone()),
        decision: Change::of(old.decision.clone(), new.decision.clone()),
        right: Change::of(old.right, new.right),
        verdict: Change::of(old.verdict, new.verdict),
        confidence: moved.then_some(Change { old: old.confidence, new: new.confidence }),
    };
    let any = change.entry.is_some()
        || change.decision.is_some()
        || change.right.is_some()
        || change.verdict.is_some()
        || change.confidence.is_some();
    any.then_some(change)
}

#[cfg(test)]
mod tests {
    use super::super::metrics::measure;
    use super::super::outcome::testing::outcome;
    use super::super::previous::Figures;
    use super::super::report::MeasuredBase;
    use super::*;

    fn measured(version: &str) -> Measured {
        let knowledge = MeasuredBase {
            title: "Base".into(),
            sha256: "ab".into(),
            audience: "public".into(),
            products: Vec::new(),
            entries: 2,
        };
        Measured { version: version.into(), date: "2026-11-23".into(), knowledge, labels: Vec::new() }
    }

    #[test]
    fn the_same_base_for_another_product_is_told_as_another() {
        let mut other = measured("1");
        other.knowledge.products = vec!["dns".into()];
        assert_eq!(differs(&measured("1"), &other), ["knowledge"]);
    }

    fn line(key: &str, confidence: f64, entry: &str, decision: &str, right: bool) -> QuestionLine {
        QuestionLine {
            key: key.into(),
            hash: "00".into(),
            question: "Q?".into(),
            confidence,
            entry: Some(entry.into()),
            decision: decision.into(),
            answerable: true,
            right,
            right_in_three: right,
            near: right,
            verdict: None,
        }
    }

    fn previous(questions: Vec<QuestionLine>) -> Previous {
        let metrics = measure(&[outcome(0.5, true), outcome(0.5, false)]);
        Previous { measured: measured("1"), shipped: Figures { metrics }, held_out: None, questions }
    }

    fn against(previous: &Previous, now: &[QuestionLine]) -> Comparison {
        let metrics = measure(&[outcome(0.9, true), outcome(0.5, false)]);
        compare("old.json", previous, &measured("2"), &metrics, Some(&metrics), now)
    }

    #[test]
    fn only_questions_that_changed_are_told_and_only_what_changed_of_them() {
        let old = previous(vec![
            line("same", 0.3, "a", "review", true),
            line("entry", 0.3, "a", "review", true),
            line("filled", 0.3, "a", "review", true),
            line("nudged", 0.3, "a", "review", true),
            line("moved", 0.3, "a", "review", true),
            line("gone", 0.3, "a", "review", true),
        ]);
        let now = [
            line("same", 0.3, "a", "review", true),
            line("entry", 0.3, "b", "review", false),
            line("filled", 0.3, "a", "fill", true),
            line("nudged", 0.5, "a", "review", true),
            line("moved", 0.501, "a", "review", true),
            line("new", 0.3, "a", "review", true),
        ];
        let comparison = against(&old, &now);
        let keys: Vec<&str> = comparison.questions.iter().map(|q| q.key.as_str()).collect();
        assert_eq!(keys, ["entry", "filled", "moved"]);
        assert_eq!(comparison.questions[0].right, Some(Change { old: true, new: false }));
        assert_eq!(comparison.questions[1].entry, None);
        assert_eq!(comparison.questions[2].confidence, Some(Change { old: 0.3, new: 0.501 }));
        assert_eq!((comparison.added, comparison.removed), (vec!["new".into()], vec!["gone".into()]));
    }

    #[test]
    fn a_question_with_another_text_is_another_question() {
        let old = previous(vec![line("q", 0.3, "a", "review", true)]);
        let now = [QuestionLine { hash: "11".into(), ..line("q", 0.3, "a", "review", true) }];
        let comparison = against(&old, &now);
        assert_eq!((comparison.added.len(), comparison.removed.len()), (1, 1));
    }

    #[test]
    fn figures_stand_with_their_old_value_and_fits_only_where_both_have_one() {
        let comparison = against(&previous(Vec::new()), &[]);
        let auroc = comparison.shipped.iter().find(|f| f.figure == "auroc").unwrap();
        assert_eq!((auroc.old, auroc.new, auroc.is_change()), (Some(0.5), Some(1.0), true));
        let rows = comparison.shipped.iter().find(|f| f.figure == "questions").unwrap();
        assert!(!rows.is_change());
        assert!(comparison.held_out.is_empty());
        assert_eq!(comparison.differs, ["version"]);
    }
}
