//! All figures over one set of judged questions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::{CoveragePoint, coverage_table};
use super::metrics::{Metrics, measure};
use super::outcome::Outcome;
use super::reliability::{Bin, reliability};

/// The figures with what they are drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The figures over all questions.
    pub metrics: Metrics,
    /// The bins of the reliability diagram.
    pub reliability: Vec<Bin>,
    /// Precision at a few coverages.
    pub coverage: Vec<CoveragePoint>,
    /// The figures of each source, by name.
    pub groups: Vec<Group>,
}

/// The figures of one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The source; the family where no source is named.
    pub name: String,
    /// Its figures.
    pub metrics: Metrics,
}

impl Evaluation {
    /// Computes everything; `groups` names the group of each outcome, in the same order.
    pub fn new(outcomes: &[Outcome], groups: &[&str]) -> Self {
        let mut by_group: BTreeMap<&str, Vec<Outcome>> = BTreeMap::new();
        for (outcome, group) in outcomes.iter().zip(groups) {
            by_group.entry(group).or_default().push(*outcome);
        }
        Self {
            metrics: measure(outcomes),
            reliability: reliability(outcomes),
            coverage: coverage_table(outcomes),
            groups: by_group
                .into_iter()
                .map(|(name, own)| Group { name: name.to_owned(), metrics: measure(&own) })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::*;

    #[test]
    fn every_question_counts_in_its_own_source() {
        let outcomes = [outcome(0.9, true), outcome(0.1, false), outcome(0.2, false)];
        let evaluation = Evaluation::new(&outcomes, &["b", "a", "b"]);
        let seen: Vec<(&str, usize, usize)> = evaluation
            .groups
            .iter()
            .map(|g| (g.name.as_str(), g.metrics.questions, g.metrics.answerable))
            .collect();
        assert_eq!(seen, [("a", 1, 0), ("b", 2, 1)]);
        assert_eq!(evaluation.metrics.questions, 3);
    }
}
