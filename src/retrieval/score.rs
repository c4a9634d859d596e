//! The suggest score: which entry comes first, and how sure that it settles the question.
//!
//! Two linear models over the features, fitted with `trustfill eval LABELS --fit` on 825 labelled questions of nine
//! families of questionnaires against the 25 entries in `knowledge/`: a conditional logit that orders the entries of a
//! question, and a logistic regression on the first entry alone that says how likely it settles the question. How they
//! hold on families left out of the fit is in `docs/quality.md`.

use super::features::{COUNT, Features};
use crate::confidence::{Calibration, Score};

/// Weights for the order, by the features of [`super::features::FEATURE_NAMES`].
const RELEVANCE: [f64; COUNT] = [
    2.3407, 0.7119, 1.7439, 1.7157, 1.3876, -0.7536, 2.7237, 0.8732, 0.4855, 1.9397, 1.8140, 3.5168, 3.5568,
    0.0000, 0.0186, -0.4489, -0.1618, -0.3591, -1.4351,
];
/// Logit of an entry without any feature.
const INTERCEPT: f64 = -7.7373;
/// Weights for the logit.
const SETTLES: [f64; COUNT] = [
    3.6294, -1.1761, 3.6063, 0.1141, 2.3786, -1.2671, 2.5642, -1.0705, -0.9949, 0.6212, -0.1105, -3.7462,
    5.1506, 0.3431, -1.4190, 0.7934, -2.0703, -0.7058, -0.6267,
];
/// Weight of the relevance in the logit.
const SETTLES_RELEVANCE: f64 = -0.0446;

/// The logit is a probability's own; the lead over the next entry adds to it.
pub(super) const CALIBRATION: Calibration = Calibration { lead: -0.1885 };

/// What an entry loses that a reviewer rejected for this question: it goes behind everything else.
pub(super) const REJECTED: f64 = -20.0;

/// The place of an entry among the others: higher comes first.
pub(super) fn relevance(features: &Features) -> f64 {
    features.0.iter().zip(RELEVANCE).map(|(x, w)| x * w).sum()
}

/// The logit that the entry settles the question, before its lead is known.
pub(super) fn score(features: &Features) -> Score {
    Score(
        INTERCEPT
            + SETTLES_RELEVANCE * relevance(features)
            + features.0.iter().zip(SETTLES).map(|(x, w)| x * w).sum::<f64>(),
    )
}

/// What each feature adds to the logit, in order.
pub(super) fn contributions(features: &Features) -> [f64; COUNT] {
    std::array::from_fn(|i| features.0[i] * (SETTLES[i] + SETTLES_RELEVANCE * RELEVANCE[i]))
}
