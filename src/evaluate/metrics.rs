//! Figures over judged questions.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::outcome::{Filled, Outcome};
use super::reliability::calibration_error;
use super::share::Share;

/// From here on a match is more likely right than wrong; drafts begin here too.
pub const LIKELY: f64 = 0.5;
/// Most questions have no answer in a base and claim next to nothing, which makes the calibration error over all rows
/// small by itself. From here on the rows are those whose number a reviewer looks at.
pub const UPPER: f64 = 0.2;

/// The figures. What cannot be computed, as a recall without an answerable question, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Questions.
    pub questions: usize,
    /// Questions with a full answer in the base.
    pub answerable: usize,
    /// Of the answerable, those whose first match is right.
    pub recall_at_1: Share,
    /// Of the answerable, those with a right one among the first three.
    pub recall_at_3: Share,
    /// How well the confidence tells answerable from not: area under the ROC curve.
    pub auroc: Option<f64>,
    /// Expected calibration error over ten bins of equal width.
    pub calibration_error: Option<f64>,
    /// The same over the rows at [`UPPER`] or more.
    pub upper_calibration_error: Option<f64>,
    /// How many rows those are.
    pub upper_rows: usize,
    /// Brier score: the mean square of the gap between the confidence and what came true, 1 or 0.
    pub brier: Option<f64>,
    /// Of all questions, those whose first match is right.
    pub base_rate: Share,
    /// Brier skill: how much of the Brier score is saved against always claiming the base rate; 1 is perfect, 0 no better.
    pub brier_skill: Option<f64>,
    /// The rows at [`LIKELY`] or more.
    pub likely: Likely,
    /// The fills; `None` where nothing was decided.
    pub fills: Option<Fills>,
}

/// The rows at [`LIKELY`] or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Likely {
    /// How many.
    pub rows: usize,
    /// Strict precision: those right in full.
    pub strict: Share,
    /// Lenient precision: those right at least in part.
    pub lenient: Share,
    /// Recall: right ones, of the answerable.
    pub recall: Share,
}

/// The filled rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fills {
    /// How many.
    pub rows: usize,
    /// Of these, wrong: an entry that does not answer in full, or a verdict other than the label's.
    pub wrong: usize,
    /// Of the wrong ones, those with a right entry and a wrong verdict.
    pub wrong_verdicts: usize,
    /// Fill recall: right fills, of the answerable.
    pub recall: Share,
}

/// Computes the figures.
pub fn measure(outcomes: &[Outcome]) -> Metrics {
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|one| test(one)).count();
    let questions = outcomes.len();
    let answerable = count(&|one| one.answerable);
    let upper: Vec<Outcome> = outcomes.iter().filter(|one| one.confidence >= UPPER).copied().collect();
    let base_rate = Share::new(count(&|one| one.right), questions);
    let brier = brier(outcomes);
    let likely = count(&|one| one.confidence >= LIKELY);
    let likely_right = count(&|one| one.confidence >= LIKELY && one.right);
    Metrics {
        questions,
        answerable,
        recall_at_1: Share::new(count(&|one| one.answerable && one.right), answerable),
        recall_at_3: Share::new(count(&|one| one.answerable && one.right_in_three), answerable),
        auroc: auroc(outcomes),
        calibration_error: calibration_error(outcomes),
        upper_calibration_error: calibration_error(&upper),
        upper_rows: upper.len(),
        brier,
        base_rate,
        brier_skill: skill(brier, base_rate.share),
        likely: Likely {
            rows: likely,
            strict: Share::new(likely_right, likely),
            lenient: Share::new(count(&|one| one.confidence >= LIKELY && one.near), likely),
            recall: Share::new(likely_right, answerable),
        },
        fills: fills(outcomes, answerable),
    }
}

fn fills(outcomes: &[Outcome], answerable: usize) -> Option<Fills> {
    let filled: Vec<Filled> = outcomes.iter().map(|one| one.filled).collect::<Option<_>>()?;
    let count = |kind: Filled| filled.iter().filter(|one| **one == kind).count();
    let (right, wrong_verdicts) = (count(Filled::Right), count(Filled::WrongVerdict));
    let wrong = count(Filled::WrongEntry) + wrong_verdicts;
    Some(Fills { rows: right + wrong, wrong, wrong_verdicts, recall: Share::new(right, answerable) })
}

/// Brier score (Brier 1950).
fn brier(outcomes: &[Outcome]) -> Option<f64> {
    let sum: f64 = outcomes.iter().map(|one| (one.confidence - f64::from(one.right)).powi(2)).sum();
    (!outcomes.is_empty()).then(|| sum / outcomes.len() as f64)
}

/// The share of the Brier score of the base rate that was saved; `None` where the base rate itself is never wrong.
fn skill(brier: Option<f64>, base_rate: Option<f64>) -> Option<f64> {
    let rate = base_rate?;
    let reference = rate * (1.0 - rate);
    (reference > 0.0).then_some(1.0 - brier? / reference)
}

/// The share of pairs (answerable, not) in which the answerable one has the higher confidence; ties count half.
fn auroc(outcomes: &[Outcome]) -> Option<f64> {
    let (yes, no): (Vec<&Outcome>, Vec<&Outcome>) = outcomes.iter().partition(|one| one.answerable);
    let mut won = 0.0;
    for a in &yes {
        for b in &no {
            won += match a.confidence.total_cmp(&b.confidence) {
                Ordering::Greater => 1.0,
                Ordering::Equal => 0.5,
                Ordering::Less => 0.0,
            };
        }
    }
    let pairs = yes.len() * no.len();
    (pairs > 0).then(|| won / pairs as f64)
}

/// The single numbers of the figures by name, for a comparison.
pub(super) fn named(metrics: &Metrics) -> Vec<(&'static str, Option<f64>)> {
    let rows = |count: usize| Some(count as f64);
    vec![
        ("questions", rows(metrics.questions)),
        ("answerable", rows(metrics.answerable)),
        ("recall_at_1", metrics.recall_at_1.share),
        ("recall_at_3", metrics.recall_at_3.share),
        ("auroc", metrics.auroc),
        ("calibration_error", metrics.calibration_error),
        ("upper_calibration_error", metrics.upper_calibration_error),
        ("upper_rows", rows(metrics.upper_rows)),
        ("brier", metrics.brier),
        ("brier_skill", metrics.brier_skill),
        ("likely.rows", rows(metrics.likely.rows)),
        ("likely.strict", metrics.likely.strict.share),
        ("likely.lenient", metrics.likely.lenient.share),
        ("likely.recall", metrics.likely.recall.share),
        ("fills.rows", metrics.fills.map(|fills| fills.rows as f64)),
        ("fills.wrong", metrics.fills.map(|fills| fills.wrong as f64)),
        ("fills.recall", metrics.fills.and_then(|fills| fills.recall.share)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::*;

    fn close(value: Option<f64>, want: f64) -> bool {
        value.is_some_and(|v| (v - want).abs() < 1e-9)
    }

    #[test]
    fn a_perfect_order_has_an_area_of_one_and_a_tie_counts_half() {
        assert_eq!(measure(&[outcome(0.9, true), outcome(0.1, false)]).auroc, Some(1.0));
        assert_eq!(measure(&[outcome(0.5, true), outcome(0.5, false)]).auroc, Some(0.5));
        // .8 and .4 against .4 and .1: won, won, tied, won.
        let rows = [outcome(0.8, true), outcome(0.4, true), outcome(0.4, false), outcome(0.1, false)];
        assert_eq!(measure(&rows).auroc, Some(0.875));
        assert_eq!(measure(&[outcome(0.5, true)]).auroc, None);
    }

    #[test]
    fn the_brier_score_is_the_mean_square_and_its_skill_is_against_the_base_rate() {
        // (.2² + .3² + .1² + .1²) / 4 = .0375, against .5 * .5.
        let rows = [outcome(0.8, true), outcome(0.7, true), outcome(0.1, false), outcome(0.1, false)];
        let metrics = measure(&rows);
        assert!(close(metrics.brier, 0.0375) && close(metrics.brier_skill, 0.85), "{metrics:?}");
        assert_eq!(metrics.base_rate.share, Some(0.5));
        let constant = [outcome(0.5, true), outcome(0.5, false)];
        assert!(close(measure(&constant).brier_skill, 0.0));
        assert_eq!(measure(&[outcome(0.5, false)]).brier_skill, None);
    }

    #[test]
    fn the_upper_calibration_error_leaves_the_many_small_claims_out() {
        // Of the three rows from .2 up: |.2 - 0| for one, |.6 - .5| for two: (.2 + .2) / 3.
        let mut rows = vec![outcome(0.01, false); 97];
        rows.extend([outcome(0.2, false), outcome(0.6, true), outcome(0.6, false)]);
        let metrics = measure(&rows);
        assert_eq!(metrics.upper_rows, 3);
        assert!(close(metrics.upper_calibration_error, 0.4 / 3.0), "{metrics:?}");
        assert!(close(metrics.calibration_error, (0.97 + 0.4) / 100.0), "{metrics:?}");
    }

    #[test]
    fn recall_is_of_the_answerable_and_precision_of_the_likely() {
        let right = outcome(0.6, true);
        let second = Outcome { right: false, confidence: 0.5, ..right };
        let part = Outcome { answerable: false, right_in_three: false, near: true, ..outcome(0.7, false) };
        let missed = Outcome { answerable: true, ..outcome(0.1, false) };
        let metrics = measure(&[right, second, part, missed]);
        assert_eq!((metrics.answerable, metrics.recall_at_1.count, metrics.recall_at_3.count), (3, 1, 2));
        let likely = metrics.likely;
        assert_eq!((likely.rows, likely.strict.count, likely.lenient.count), (3, 1, 3));
        assert_eq!((likely.recall.count, likely.recall.of), (1, 3));
    }

    #[test]
    fn a_wrong_verdict_makes_a_wrong_fill() {
        let of = |filled| Outcome { filled: Some(filled), ..outcome(0.95, true) };
        let rows = [of(Filled::Right), of(Filled::WrongVerdict), of(Filled::WrongEntry), of(Filled::No)];
        let fills = measure(&rows).fills.unwrap();
        assert_eq!((fills.rows, fills.wrong, fills.wrong_verdicts), (3, 2, 1));
        assert_eq!(fills.recall.share, Some(0.25));
        assert_eq!(measure(&[outcome(0.9, true)]).fills, None);
    }

    #[test]
    fn of_no_question_there_are_no_figures() {
        let metrics = measure(&[]);
        assert_eq!((metrics.questions, metrics.brier, metrics.recall_at_1.share), (0, None, None));
    }
}
