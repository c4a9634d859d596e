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
    2.5508, 1.1806, 2.0659, 2.4456, 3.5014, 0.7361, 1.4083, 0.9430, 0.0000, -0.3853, -0.0960, -0.0260,
    -0.4098, -1.4275, -0.3827, 0.0000,
];
/// Logit of an entry without any feature.
const INTERCEPT: f64 = -7.7398;
/// Weights for the logit.
const SETTLES: [f64; COUNT] = [
    0.1887, 0.1804, 0.3245, 0.3329, 0.4042, -0.3770, -0.6895, -0.4007, 0.6715, -0.7278, 0.8947, -0.6267,
    -0.3468, -0.0310, 0.1277, -0.0858,
];
/// Weight of the relevance in the logit.
const SETTLES_RELEVANCE: f64 = 0.6562;

/// The logit is a probability's own; the lead over the next entry adds to it.
pub(super) const CALIBRATION: Calibration = Calibration { lead: -0.0114 };

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
