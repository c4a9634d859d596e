//! Figures over judged questions.

/// One judged question: what the tool said, and what was right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Probability of the first match; 0 without any.
    pub confidence: f64,
    /// Whether any entry answers the question in full.
    pub answerable: bool,
    /// Whether the first match does.
    pub right: bool,
    /// Whether one of the first three does.
    pub right_in_three: bool,
    /// Whether the first match answers at least a part.
    pub near: bool,
    /// Whether the question was filled.
    pub filled: bool,
}

/// The figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Questions.
    pub questions: usize,
    /// Questions with a full answer in the base.
    pub answerable: usize,
    /// Share of the answerable whose first match is right.
    pub recall_at_1: f64,
    /// Share of the answerable with a right one among the first three.
    pub recall_at_3: f64,
    /// How well the confidence tells answerable from not: area under the ROC curve.
    pub auroc: f64,
    /// Expected calibration error over ten bins of equal width.
    pub calibration_error: f64,
    /// Questions filled.
    pub fills: usize,
    /// Of these, wrongly: the entry does not answer in full.
    pub wrong_fills: usize,
    /// Questions at a probability of one half or more.
    pub likely: usize,
    /// Of these, share right in full.
    pub likely_strict: f64,
    /// Of these, share right at least in part.
    pub likely_lenient: f64,
}

const BINS: usize = 10;

/// Computes the figures.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability times ten")]
pub fn measure(judged: &[Judged]) -> Metrics {
    let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f64 / of as f64 };
    let count = |test: &dyn Fn(&Judged) -> bool| judged.iter().filter(|j| test(j)).count();
    let answerable = count(&|j| j.answerable);
    let likely = count(&|j| j.confidence >= 0.5);
    let mut bins = [(0usize, 0.0, 0usize); BINS];
    for one in judged {
        let bin = &mut bins[((one.confidence * BINS as f64) as usize).min(BINS - 1)];
        *bin = (bin.0 + 1, bin.1 + one.confidence, bin.2 + usize::from(one.right));
    }
    let gap: f64 = bins.iter().map(|(_, said, right)| (said - *right as f64).abs()).sum();
    Metrics {
        questions: judged.len(),
        answerable,
        recall_at_1: share(count(&|j| j.answerable && j.right), answerable),
        recall_at_3: share(count(&|j| j.answerable && j.right_in_three), answerable),
        auroc: auroc(judged),
        calibration_error: if judged.is_empty() { 0.0 } else { gap / judged.len() as f64 },
        fills: count(&|j| j.filled),
        wrong_fills: count(&|j| j.filled && !j.right),
        likely,
        likely_strict: share(count(&|j| j.confidence >= 0.5 && j.right), likely),
        likely_lenient: share(count(&|j| j.confidence >= 0.5 && j.near), likely),
    }
}

/// The share of pairs (answerable, not) in which the answerable one has the higher confidence; ties count half.
fn auroc(judged: &[Judged]) -> f64 {
    let (yes, no): (Vec<&Judged>, Vec<&Judged>) = judged.iter().partition(|j| j.answerable);
    let mut won = 0.0;
    for a in &yes {
        for b in &no {
            won += match a.confidence.total_cmp(&b.confidence) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    let pairs = yes.len() * no.len();
    if pairs == 0 { 0.0 } else { won / pairs as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f64, right: bool) -> Judged {
        Judged { confidence, answerable: right, right, right_in_three: right, near: right, filled: false }
    }

    #[test]
    fn a_perfect_order_has_an_area_of_one_and_a_coin_one_half() {
        assert_eq!(measure(&[judged(0.9, true), judged(0.1, false)]).auroc, 1.0);
        assert_eq!(measure(&[judged(0.5, true), judged(0.5, false)]).auroc, 0.5);
    }

    #[test]
    fn calibration_error_is_the_gap_between_said_and_seen() {
        let honest: Vec<Judged> = (0..10).map(|i| judged(0.75, i < 8)).collect();
        assert!((measure(&honest).calibration_error - 0.05).abs() < 1e-9);
    }
}
