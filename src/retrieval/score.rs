//! The suggest score: which entry comes first, and how sure that it settles the question.
//!
//! Two linear models over the features, fitted with `trustfill eval LABELS --fit --fit-order-with KNOWLEDGE LABELS` on 825
//! labelled questions of nine families of questionnaires against the 25 entries in `knowledge/`, the order also on 228
//! questions about the controls of a standard (`scripts/pairs_to_base.py`): a conditional logit that orders the entries of a
//! question, and a logistic regression on the first entry alone that says how likely it settles the question. How they
//! hold on families left out of the fit is in `docs/quality.md`.

use super::features::{COUNT, Features};
use crate::confidence::{Calibration, Score};

/// Weights for the order, by the features of [`super::features::FEATURE_NAMES`].
const RELEVANCE: [f64; COUNT] = [
    2.7281, 0.8847, 1.8080, 2.6158, 1.2828, -0.7862, 1.1045, 0.4069, 2.0689, 1.9665, 3.4803, 3.6444, 0.0000,
    0.0145, -0.4553, -0.1761, -0.3870, -1.5107,
];
/// Logit of an entry without any feature.
const INTERCEPT: f64 = -6.8906;
/// Weights for the logit.
const SETTLES: [f64; COUNT] = [
    3.4396, -0.6418, 3.0512, 1.2873, 2.1297, -1.0198, -0.8877, -0.8573, 0.7136, -0.0927, -3.7109, 4.7624,
    0.2804, -1.3017, 0.7104, -1.8344, -0.6683, -0.6367,
];
/// Weight of the relevance in the logit.
const SETTLES_RELEVANCE: f64 = 0.0072;

/// The logit is a probability's own. The lead over the next entry takes a little from it, against what one would expect: the
/// signals that make an entry lead say it already, and a far lead is oftener that of the only entry that is near at all.
pub(super) const CALIBRATION: Calibration = Calibration { lead: -0.1947 };

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
