//! The fit of the suggest score: logistic regression with a ridge penalty, by Newton's method
//! (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 4.4.1), and of its calibration.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::Label;
use super::logistic::{MOST_STEPS, STILL, dot, logistic, sigmoid, solve};
use super::outcome::{FIRST, Outcome};
use crate::confidence::{Calibration, LEAD_CAP};
use crate::retrieval::{FEATURE_NAMES, Index, Query};

/// Pulls the weights of the order towards nothing; weaker than for the probability, because four hundred questions tell
/// about the order. With 2 the order was as good to within one question.
const ORDER_RIDGE: f64 = 1.0;

/// A question with its candidates, ready for fitting.
#[derive(Clone, Debug)]
pub struct Sample {
    family: String,
    answerable: bool,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Debug)]
struct Candidate {
    id: String,
    features: Vec<f64>,
    full: bool,
    partial: bool,
    /// Whether a guard opposes it, which bounds what it may claim.
    opposed: bool,
}

/// Weights with the figures of the fit on families that were left out.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Weights of the features for the order of the entries.
    pub relevance: Vec<(&'static str, f64)>,
    /// Intercept of the logit that the first entry settles the question.
    pub intercept: f64,
    /// Weights of the features in that logit.
    pub settles: Vec<(&'static str, f64)>,
    /// Weights of relevance and lead in that logit.
    pub relevance_and_lead: [f64; 2],
    /// The questions in their order, judged by weights that were fitted without their family.
    pub held_out: Vec<Outcome>,
}

/// Looks up the candidates of every label.
pub fn samples(index: &Index<'_>, labels: &[Label]) -> Vec<Sample> {
    labels
        .iter()
        .map(|label| {
            let ranking = index.rank(&Query {
                question: &label.question,
                section: label.section.as_deref(),
                id: None,
                language: None,
            });
            let candidates = ranking
                .matches
                .iter()
                .map(|found| {
                    let id = index.entry(found).id.clone();
                    Candidate {
                        full: label.full.contains(&id),
                        partial: label.partial.contains(&id),
                        features: found.features.0.to_vec(),
                        opposed: found.objections.iter().any(|reason| reason.code.opposes()),
                        id,
                    }
                })
                .collect();
            Sample { family: label.family().to_owned(), answerable: !label.full.is_empty(), candidates }
        })
        .collect()
}

/// The first entry of a question by relevance.
#[derive(Clone, Copy)]
struct Top {
    place: usize,
    relevance: f64,
    lead: f64,
}

/// How many families the samples come from; with fewer than two, none can be left out.
pub fn families(samples: &[Sample]) -> usize {
    samples.iter().map(|sample| sample.family.as_str()).collect::<BTreeSet<_>>().len()
}

/// Fits on all samples, and on all but one family for each family in turn. Samples of another base (`elsewhere`) help
/// with the order of entries alone: what share of questions a base answers is its own.
pub fn fit(samples: &[Sample], elsewhere: &[Sample]) -> Fitted {
    let families: BTreeSet<&str> = samples.iter().map(|s| s.family.as_str()).collect();
    // Relevance of every candidate by weights that never saw its family: the second fit must not be fed on a first one
    // that knows the answers.
    let mut held_out: Vec<Vec<f64>> = vec![Vec::new(); samples.len()];
    for family in &families {
        let weights = fit_relevance(samples.iter().filter(|s| s.family != *family).chain(elsewhere));
        for (at, sample) in samples.iter().enumerate().filter(|(_, s)| s.family == *family) {
            held_out[at] = sample.candidates.iter().map(|c| dot(&weights, &c.features)).collect();
        }
    }
    let tops: Vec<Option<Top>> = held_out.iter().map(|scores| top(scores)).collect();
    let curves: BTreeMap<&str, Vec<f64>> = families
        .iter()
        .map(|family| (*family, fit_settles(samples.iter().zip(&tops).filter(|(s, _)| s.family != *family))))
        .collect();
    let judged = samples
        .iter()
        .zip(&tops)
        .zip(&held_out)
        .map(|((sample, top), scores)| judge(sample, *top, scores, &curves[sample.family.as_str()]))
        .collect();
    let relevance = fit_relevance(samples.iter().chain(elsewhere));
    let settles = fit_settles(samples.iter().zip(&tops));
    let named = |weights: &[f64]| FEATURE_NAMES.iter().copied().zip(weights.iter().copied()).collect();
    let count = FEATURE_NAMES.len();
    Fitted {
        relevance: named(&relevance),
        intercept: settles[0],
        settles: named(&settles[1..=count]),
        relevance_and_lead: [settles[count + 1], settles[count + 2]],
        held_out: judged,
    }
}

fn judge(sample: &Sample, top: Option<Top>, scores: &[f64], curve: &[f64]) -> Outcome {
    let Some(top) = top else {
        return Outcome {
            confidence: 0.0,
            answerable: sample.answerable,
            right: false,
            right_in_three: false,
            near: false,
            filled: None,
        };
    };
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| {
        scores[*b].total_cmp(&scores[*a]).then(sample.candidates[*a].id.cmp(&sample.candidates[*b].id))
    });
    let candidate = &sample.candidates[top.place];
    let said = sigmoid(curve[0] + dot(&curve[1..], &settles_row(candidate, &top)));
    Outcome {
        confidence: if candidate.opposed { said.min(Calibration::most_opposed()) } else { said },
        answerable: sample.answerable,
        right: candidate.full,
        right_in_three: order.iter().take(FIRST).any(|i| sample.candidates[*i].full),
        near: candidate.full || candidate.partial,
        filled: None,
    }
}

/// The most relevant candidate with its lead over the next.
fn top(scores: &[f64]) -> Option<Top> {
    let place = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]))?;
    let second = scores
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != place)
        .map(|(_, s)| *s)
        .fold(f64::NEG_INFINITY, f64::max);
    Some(Top { place, relevance: scores[place], lead: (scores[place] - second).min(LEAD_CAP) })
}

/// Weights that put the entries that answer before the others: conditional logit (McFadden 1974) over the candidates of
/// a question. Where no entry answers in full, those that answer in part are to come first; that is what a reviewer
/// wants to see, and there are four times as many of them.
fn fit_relevance<'s>(samples: impl Iterator<Item = &'s Sample>) -> Vec<f64> {
    let races: Vec<(Vec<&[f64]>, Vec<bool>)> = samples
        .filter_map(|sample| {
            let wanted: Vec<bool> = if sample.candidates.iter().any(|c| c.full) {
                sample.candidates.iter().map(|c| c.full).collect()
            } else {
                sample.candidates.iter().map(|c| c.partial).collect()
            };
            let any = wanted.contains(&true) && wanted.contains(&false);
            any.then(|| (sample.candidates.iter().map(|c| c.features.as_slice()).collect(), wanted))
        })
        .collect();
    let size = FEATURE_NAMES.len();
    let mut weights = vec![0.0; size];
    for _ in 0..MOST_STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|w| -ORDER_RIDGE * w).collect();
        let mut hessian: Vec<Vec<f64>> =
            (0..size).map(|i| (0..size).map(|j| if i == j { ORDER_RIDGE } else { 0.0 }).collect()).collect();
        for (rows, wanted) in &races {
            let all = shares(rows, &weights, |_| true);
            let right = shares(rows, &weights, |i| wanted[i]);
            let mean: Vec<f64> =
                (0..size).map(|k| rows.iter().zip(&all).map(|(x, p)| x[k] * p).sum()).collect();
            for k in 0..size {
                gradient[k] +=
                    rows.iter().zip(right.iter().zip(&all)).map(|(x, (r, p))| x[k] * (r - p)).sum::<f64>();
                for j in 0..size {
                    hessian[k][j] += rows
                        .iter()
                        .zip(&all)
                        .map(|(x, p)| p * (x[k] - mean[k]) * (x[j] - mean[j]))
                        .sum::<f64>();
                }
            }
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < STILL) {
            break;
        }
    }
    weights
}

/// The share of each candidate among those that count, by the exponential of its score.
fn shares(rows: &[&[f64]], weights: &[f64], counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let scores: Vec<f64> = rows.iter().map(|x| dot(weights, x)).collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raw: Vec<f64> =
        scores.iter().enumerate().map(|(i, s)| if counts(i) { (s - most).exp() } else { 0.0 }).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|r| if sum > 0.0 { r / sum } else { 0.0 }).collect()
}

fn settles_row(candidate: &Candidate, top: &Top) -> Vec<f64> {
    candidate.features.iter().copied().chain([top.relevance, top.lead]).collect()
}

fn fit_settles<'s>(rows: impl Iterator<Item = (&'s Sample, &'s Option<Top>)>) -> Vec<f64> {
    let rows: Vec<(Vec<f64>, bool)> = rows
        .filter_map(|(sample, top)| {
            top.as_ref().map(|top| {
                let candidate = &sample.candidates[top.place];
                (settles_row(candidate, top), candidate.full)
            })
        })
        .collect();
    // The features of the entry, its relevance and its lead.
    logistic(&rows, FEATURE_NAMES.len() + 2)
}
