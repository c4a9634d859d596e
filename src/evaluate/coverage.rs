//! Precision against coverage: how right the rows are that a reviewer takes from the top.

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::share::Share;

/// Coverages of the table: few questions of a form have an answer in a base, so the steps lie close at the top.
const STEPS: [f64; 7] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];

/// The rows from one probability up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoveragePoint {
    /// The probability of the lowest row.
    pub from: f64,
    /// How many rows of all questions.
    pub coverage: Share,
    /// Of these, right in full.
    pub strict: Share,
    /// Of these, right at least in part.
    pub lenient: Share,
    /// Right ones, of the answerable questions.
    pub recall: Share,
}

/// A point for every probability that was claimed, the highest first. Rows of one probability cannot be told apart, so
/// they come in together.
pub fn coverage_curve(outcomes: &[Outcome]) -> Vec<CoveragePoint> {
    let mut sorted: Vec<&Outcome> = outcomes.iter().collect();
    sorted.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let answerable = outcomes.iter().filter(|one| one.answerable).count();
    let (mut right, mut near) = (0, 0);
    let mut points = Vec::new();
    for (at, one) in sorted.iter().enumerate() {
        right += usize::from(one.right);
        near += usize::from(one.near);
        let next = sorted.get(at + 1);
        if next.is_none_or(|next| next.confidence < one.confidence) {
            points.push(CoveragePoint {
                from: one.confidence,
                coverage: Share::new(at + 1, sorted.len()),
                strict: Share::new(right, at + 1),
                lenient: Share::new(near, at + 1),
                recall: Share::new(right, answerable),
            });
        }
    }
    points
}

/// The curve at a few coverages: of each step the first point that reaches it.
pub fn coverage_table(outcomes: &[Outcome]) -> Vec<CoveragePoint> {
    let curve = coverage_curve(outcomes);
    let mut table: Vec<CoveragePoint> = STEPS
        .iter()
        .filter_map(|step| curve.iter().find(|point| point.coverage.share.is_some_and(|c| c >= *step)))
        .copied()
        .collect();
    table.dedup();
    table
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::*;

    #[test]
    fn rows_of_one_probability_come_in_together() {
        let rows = [outcome(0.9, true), outcome(0.4, true), outcome(0.4, false), outcome(0.1, false)];
        let curve = coverage_curve(&rows);
        let seen: Vec<(usize, usize, usize)> =
            curve.iter().map(|p| (p.coverage.count, p.strict.count, p.recall.of)).collect();
        assert_eq!(seen, [(1, 1, 2), (3, 2, 2), (4, 2, 2)]);
        assert_eq!(curve[1].strict.share, Some(2.0 / 3.0));
        assert_eq!(curve[1].recall.share, Some(1.0));
    }

    #[test]
    fn a_step_takes_the_first_point_that_reaches_it_and_none_twice() {
        let rows: Vec<Outcome> = (0..10).map(|i| outcome(f64::from(i) / 10.0, i >= 8)).collect();
        let table: Vec<usize> = coverage_table(&rows).iter().map(|p| p.coverage.count).collect();
        assert_eq!(table, [1, 2, 5, 10]);
        assert!(coverage_table(&[]).is_empty());
    }
}
