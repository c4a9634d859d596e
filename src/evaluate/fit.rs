//! The fit of the suggest score: logistic regression with a ridge penalty, by Newton's method
//! (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 4.4.1), and of its calibration.

use std::collections::BTreeSet;

use super::labels::Label;
use super::metrics::Judged;
use crate::retrieval::{FEATURE_NAMES, Index, Query};

/// Pulls every weight towards nothing: 77 full answers carry no more than a handful of strong weights.
const RIDGE: f64 = 2.0;
/// Newton's method is still long before this.
const MOST_STEPS: usize = 50;
const STILL: f64 = 1e-9;
/// The lead stops counting here, as in the calibration.
const LEAD_CAP: f64 = 3.0;

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
    /// The questions judged by weights that were fitted without their family.
    pub out_of_fold: Vec<Judged>,
}

/// Looks up the candidates of every label.
pub fn samples(index: &Index<'_>, labels: &[Label]) -> Vec<Sample> {
    labels
        .iter()
        .map(|label| {
            let ranking = index.rank(&Query {
                question: &label.question,
                section: label.section.as_deref(),
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
                        id,
                    }
                })
                .collect();
            Sample { family: label.family.clone(), answerable: !label.full.is_empty(), candidates }
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

/// Fits on all samples, and on all but one family for each family in turn.
pub fn fit(samples: &[Sample]) -> Fitted {
    let families: BTreeSet<&str> = samples.iter().map(|s| s.family.as_str()).collect();
    // Relevance of every candidate by weights that never saw its family: the second fit must not be fed on a first one
    // that knows the answers.
    let mut held_out: Vec<Vec<f64>> = vec![Vec::new(); samples.len()];
    for family in &families {
        let weights = fit_relevance(samples.iter().filter(|s| s.family != *family));
        for (at, sample) in samples.iter().enumerate().filter(|(_, s)| s.family == *family) {
            held_out[at] = sample.candidates.iter().map(|c| dot(&weights, &c.features)).collect();
        }
    }
    let tops: Vec<Option<Top>> = held_out.iter().map(|scores| top(scores)).collect();
    let mut out_of_fold = Vec::new();
    for family in &families {
        let curve = fit_settles(samples.iter().zip(&tops).filter(|(s, _)| s.family != *family));
        let inside = samples.iter().zip(&tops).zip(&held_out).filter(|((s, _), _)| s.family == *family);
        out_of_fold.extend(inside.map(|((sample, top), scores)| judge(sample, *top, scores, &curve)));
    }
    let relevance = fit_relevance(samples.iter());
    let settles = fit_settles(samples.iter().zip(&tops));
    let named = |weights: &[f64]| FEATURE_NAMES.iter().copied().zip(weights.iter().copied()).collect();
    let count = FEATURE_NAMES.len();
    Fitted {
        relevance: named(&relevance),
        intercept: settles[0],
        settles: named(&settles[1..=count]),
        relevance_and_lead: [settles[count + 1], settles[count + 2]],
        out_of_fold,
    }
}

fn judge(sample: &Sample, top: Option<Top>, scores: &[f64], curve: &[f64]) -> Judged {
    let Some(top) = top else {
        return Judged {
            confidence: 0.0,
            answerable: sample.answerable,
            right: false,
            right_in_three: false,
            near: false,
            filled: false,
        };
    };
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| {
        scores[*b].total_cmp(&scores[*a]).then(sample.candidates[*a].id.cmp(&sample.candidates[*b].id))
    });
    let candidate = &sample.candidates[top.place];
    Judged {
        confidence: sigmoid(curve[0] + dot(&curve[1..], &settles_row(candidate, &top))),
        answerable: sample.answerable,
        right: candidate.full,
        right_in_three: order.iter().take(3).any(|i| sample.candidates[*i].full),
        near: candidate.full || candidate.partial,
        filled: false,
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
        let mut gradient: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        let mut hessian: Vec<Vec<f64>> =
            (0..size).map(|i| (0..size).map(|j| if i == j { RIDGE } else { 0.0 }).collect()).collect();
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
    logistic(&rows)
}

fn dot(weights: &[f64], features: &[f64]) -> f64 {
    weights.iter().zip(features).map(|(w, x)| w * x).sum::<f64>()
}

fn sigmoid(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Intercept and weights that make the rows likeliest, under the ridge penalty.
fn logistic(rows: &[(Vec<f64>, bool)]) -> Vec<f64> {
    let size = rows.first().map_or(0, |(x, _)| x.len()) + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..MOST_STEPS {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (features, truth) in rows {
            let p = sigmoid(weights[0] + dot(&weights[1..], features));
            let value = |i: usize| if i == 0 { 1.0 } else { features[i - 1] };
            for (i, (slope, row)) in gradient.iter_mut().zip(&mut hessian).enumerate() {
                *slope += (f64::from(*truth) - p) * value(i);
                for (j, cell) in row.iter_mut().enumerate() {
                    *cell += p * (1.0 - p) * value(i) * value(j);
                }
            }
        }
        // The intercept is not pulled: how rare an answer is has nothing to do with the features.
        for (i, (slope, row)) in gradient.iter_mut().zip(&mut hessian).enumerate().skip(1) {
            *slope -= RIDGE * weights[i];
            row[i] += RIDGE;
        }
        hessian[0][0] += STILL;
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
        if step.iter().all(|s| s.abs() < STILL) {
            break;
        }
    }
    weights
}

/// Solves a system of linear equations by elimination with pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))
            .unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let head = matrix[column][column];
        if head.abs() < f64::MIN_POSITIVE {
            continue;
        }
        for row in 0..size {
            if row == column {
                continue;
            }
            let factor = matrix[row][column] / head;
            let above = matrix[column].clone();
            for (cell, above) in matrix[row].iter_mut().zip(&above).skip(column) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    (0..size).map(|i| if matrix[i][i] == 0.0 { 0.0 } else { right[i] / matrix[i][i] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_of_equations_is_solved() {
        let x = solve(vec![vec![0.0, 2.0], vec![3.0, 1.0]], vec![4.0, 5.0]);
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_fit_finds_which_feature_tells() {
        let rows: Vec<(Vec<f64>, bool)> =
            (0..200).map(|i| (vec![f64::from(i % 2), f64::from(i % 7) / 7.0], i % 2 == 1)).collect();
        let weights = logistic(&rows);
        assert!(weights[1] > 2.0 && weights[2].abs() < 0.3, "{weights:?}");
    }
}
