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
    2.2392, 0.9661, 1.7161, 2.0888, 2.9295, 0.4434, 0.0, 1.0970, 0.8949, 3.0255, 1.5705, 0.0, 0.0, -0.0000,
    -0.3879, -0.0457, -0.0222, -0.4087, -1.3464,
];
/// Logit of an entry without any feature.
const INTERCEPT: f64 = -8.0546;
/// Weights for the logit.
const SETTLES: [f64; COUNT] = [
    0.0722, 0.2092, 0.4108, 0.4625, 0.4729, -0.3287, 0.0, -0.6271, -0.5083, 0.1145, -0.3646, 0.0, 0.0,
    0.5271, -0.8919, 0.8302, -0.6230, -0.4444, -0.0501,
];
/// Weight of the relevance in the logit.
const SETTLES_RELEVANCE: f64 = 0.6682;

/// The logit is a probability's own; the lead over the next entry adds to it.
pub(super) const CALIBRATION: Calibration = Calibration { lead: -0.1732 };

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
