//! How honest the probabilities are: bins of claimed against observed.

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::share::Share;
use crate::confidence::{BINS, bin};

/// The questions of one range of probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Lower end of the range, within.
    pub from: f64,
    /// Upper end, without; within for the last.
    pub to: f64,
    /// The mean of what was claimed; `None` of an empty bin.
    pub claimed: Option<f64>,
    /// How many first matches were right.
    pub observed: Share,
}

/// The bins of a reliability diagram, empty ones too.
pub fn reliability(outcomes: &[Outcome]) -> Vec<Bin> {
    let mut sums = [(0usize, 0.0, 0usize); BINS];
    for one in outcomes {
        let sum = &mut sums[bin(one.confidence)];
        *sum = (sum.0 + 1, sum.1 + one.confidence, sum.2 + usize::from(one.right));
    }
    (0..BINS)
        .zip(sums)
        .map(|(at, (rows, claimed, right))| Bin {
            from: at as f64 / BINS as f64,
            to: (at + 1) as f64 / BINS as f64,
            claimed: (rows > 0).then(|| claimed / rows as f64),
            observed: Share::new(right, rows),
        })
        .collect()
}

/// Expected calibration error: the mean gap between claimed and observed over the bins, by their rows.
pub(super) fn calibration_error(outcomes: &[Outcome]) -> Option<f64> {
    let gap: f64 = reliability(outcomes)
        .iter()
        .filter_map(|bin| Some((bin.claimed? - bin.observed.share?).abs() * bin.observed.of as f64))
        .sum();
    (!outcomes.is_empty()).then(|| gap / outcomes.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::*;

    #[test]
    fn calibration_error_is_the_gap_between_claimed_and_observed() {
        let honest: Vec<Outcome> = (0..10).map(|i| outcome(0.75, i < 8)).collect();
        assert!(calibration_error(&honest).is_some_and(|error| (error - 0.05).abs() < 1e-9));
        assert_eq!(calibration_error(&[]), None);
    }

    #[test]
    fn calibration_error_counts_a_bin_by_its_rows() {
        // Three rows that claim .1 and are never right, one that claims .9 and is: (3 * .1 + 1 * .1) / 4.
        let rows = [outcome(0.1, false), outcome(0.1, false), outcome(0.1, false), outcome(0.9, true)];
        assert!(calibration_error(&rows).is_some_and(|error| (error - 0.1).abs() < 1e-9));
    }

    #[test]
    fn a_bin_holds_its_lower_end_and_the_last_one_its_upper_end_too() {
        let bins = reliability(&[outcome(0.1, true), outcome(0.0999, false), outcome(1.0, true)]);
        let rows: Vec<usize> = bins.iter().map(|bin| bin.observed.of).collect();
        assert_eq!(rows, [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!((bins[1].claimed, bins[1].observed.share, bins[2].claimed), (Some(0.1), Some(1.0), None));
    }
}
