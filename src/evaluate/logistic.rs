//! Logistic regression with a ridge penalty, by Newton's method.

/// Pulls every weight towards nothing: 77 full answers carry no more than a handful of strong weights. A choice between 3 and 8,
/// which differ by three questions on families left out.
pub(super) const RIDGE: f64 = 4.0;
/// Newton's method is still long before this.
pub(super) const MOST_STEPS: usize = 50;
/// A step smaller than this is none.
pub(super) const STILL: f64 = 1e-9;

/// The weighted sum.
pub(super) fn dot(weights: &[f64], features: &[f64]) -> f64 {
    weights.iter().zip(features).map(|(w, x)| w * x).sum::<f64>()
}

/// A logit as a probability.
pub(super) fn sigmoid(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Intercept and weights that make the rows of so many features likeliest, under the ridge penalty.
///
/// The penalty is on features at unit spread, as is usual (Hastie, Tibshirani and Friedman, 3.4.1): else it would hold back
/// a feature for nothing but its unit.
pub(super) fn logistic(rows: &[(Vec<f64>, bool)], features: usize) -> Vec<f64> {
    let spread = spreads(rows, features);
    let even = |row: &Vec<f64>| row.iter().zip(&spread).map(|(x, s)| x / s).collect();
    let rows: Vec<(Vec<f64>, bool)> = rows.iter().map(|(row, truth)| (even(row), *truth)).collect();
    let mut weights = logistic_of_even(&rows, features);
    weights.iter_mut().skip(1).zip(&spread).for_each(|(w, s)| *w /= s);
    weights
}

/// The standard deviation of each feature; 1 where it does not vary.
fn spreads(rows: &[(Vec<f64>, bool)], features: usize) -> Vec<f64> {
    let count = rows.len().max(1) as f64;
    (0..features)
        .map(|i| {
            let mean = rows.iter().map(|(row, _)| row[i]).sum::<f64>() / count;
            let spread = (rows.iter().map(|(row, _)| (row[i] - mean).powi(2)).sum::<f64>() / count).sqrt();
            if spread > STILL { spread } else { 1.0 }
        })
        .collect()
}

fn logistic_of_even(rows: &[(Vec<f64>, bool)], features: usize) -> Vec<f64> {
    let size = features + 1;
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
pub(super) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
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
    fn the_unit_of_a_feature_changes_nothing_but_its_weight() {
        let rows = |unit: f64| -> Vec<(Vec<f64>, bool)> {
            (0..50).map(|i| (vec![f64::from(i) * unit, f64::from(i % 3)], i % 5 > 1 || i > 40)).collect()
        };
        let (one, hundred) = (logistic(&rows(1.0), 2), logistic(&rows(100.0), 2));
        assert!((one[1] - 100.0 * hundred[1]).abs() < 1e-9 && (one[2] - hundred[2]).abs() < 1e-9);
    }

    #[test]
    fn the_fit_finds_which_feature_tells() {
        let rows: Vec<(Vec<f64>, bool)> =
            (0..200).map(|i| (vec![f64::from(i % 2), f64::from(i % 7) / 7.0], i % 2 == 1)).collect();
        let weights = logistic(&rows, 2);
        assert_eq!(logistic(&[], 2), [0.0; 3]);
        assert!(weights[1] > 2.0 && weights[2].abs() < 0.3, "{weights:?}");
    }
}
