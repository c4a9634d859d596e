//! A share with the counts behind it and how far it can be trusted.

use serde::{Deserialize, Serialize};

/// The quantile of the normal distribution for a two-sided interval of 95 %.
const NORMAL_95: f64 = 1.959_964;

/// So many of so many, with the Wilson score interval (Wilson 1927), which also holds for a handful of rows and for
/// shares at nothing and at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The share, 0 to 1; `None` of nothing.
    pub share: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
}

impl Share {
    /// The share of `count` in `of`.
    pub fn new(count: usize, of: usize) -> Self {
        if of == 0 {
            return Self { count, of, ..Self::default() };
        }
        let rows = of as f64;
        let share = count as f64 / rows;
        let squared = NORMAL_95 * NORMAL_95;
        let shrink = 1.0 + squared / rows;
        let middle = (share + squared / (2.0 * rows)) / shrink;
        let half = NORMAL_95 / shrink * (share * (1.0 - share) / rows + squared / (4.0 * rows * rows)).sqrt();
        // The interval ends at the bounds of a share; rounding may leave it a hair beyond.
        let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if count == of { 1.0 } else { (middle + half).min(1.0) };
        Self { count, of, share: Some(share), low: Some(low), high: Some(high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: Option<f64>, want: f64) -> bool {
        value.is_some_and(|v| (v - want).abs() < 5e-4)
    }

    #[test]
    fn the_interval_is_that_of_the_tables() {
        let half = Share::new(5, 10);
        assert_eq!(half.share, Some(0.5));
        assert!(close(half.low, 0.2366) && close(half.high, 0.7634), "{half:?}");
        let none = Share::new(0, 10);
        assert!(none.low == Some(0.0) && close(none.high, 0.2775), "{none:?}");
        assert_eq!(Share::new(10, 10).high, Some(1.0));
    }

    #[test]
    fn a_share_of_nothing_is_no_number() {
        assert_eq!(Share::new(0, 0).share, None);
    }
}
