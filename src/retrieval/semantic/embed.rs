//! The vector of a text: the mean of its tokens' vectors at unit length, and how near two of them are.
//!
//! Only additions, multiplications, one division and a square root in a fixed order, all of them exact to the last bit in
//! IEEE arithmetic: the same text has the same vector on every machine.

use super::matrix::{DIMENSIONS, Matrix};

/// Sums kept side by side in a dot product. Eight fill the registers that every x86-64 and AArch64 machine has, and as the
/// order of additions is written down, the compiler may use them without changing the result.
const LANES: usize = 8;

/// What a text means: a vector of unit length.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::retrieval) struct Embedding(Box<[f32; DIMENSIONS]>);

/// What the texts of a base have in common: their mean, shorter than 1.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::retrieval) struct Middle(Box<[f32; DIMENSIONS]>);

impl Embedding {
    /// The mean of the rows of tokens, at unit length; `None` where there are none or they cancel out. A token without a
    /// row is left out.
    pub(super) fn mean(matrix: &Matrix, tokens: &[u16]) -> Option<Self> {
        let mut sum = Box::new([0.0; DIMENSIONS]);
        for token in tokens {
            matrix.add(*token, &mut sum);
        }
        // The mean and the sum point the same way; the length goes anyway.
        unit(sum)
    }

    /// What several texts say together: their mean at unit length; `None` where there are none or they cancel out.
    pub(in crate::retrieval) fn together(texts: &[Self]) -> Option<Self> {
        unit(sum(texts))
    }

    /// The mean of texts, with `undirected` vectors of length 0 among them; `None` without any text.
    pub(in crate::retrieval) fn middle(texts: &[Self], undirected: usize) -> Option<Middle> {
        let mut middle = sum(texts);
        let count = (texts.len() + undirected) as f32;
        middle.iter_mut().for_each(|number| *number /= count);
        (!texts.is_empty()).then_some(Middle(middle))
    }

    /// The direction from a middle to this text; `None` where they are the same.
    pub(in crate::retrieval) fn apart_from(mut self, middle: &Middle) -> Option<Self> {
        self.0.iter_mut().zip(middle.0.iter()).for_each(|(number, middle)| *number -= middle);
        unit(self.0)
    }

    /// How near two texts are in meaning: 1 is the same, 0 unrelated, and below 0 rare.
    pub(in crate::retrieval) fn cosine(&self, other: &Self) -> f64 {
        f64::from(dot(&self.0, &other.0)).clamp(-1.0, 1.0)
    }
}

fn sum(texts: &[Embedding]) -> Box<[f32; DIMENSIONS]> {
    let mut sum = Box::new([0.0; DIMENSIONS]);
    for text in texts {
        sum.iter_mut().zip(text.0.iter()).for_each(|(sum, number)| *sum += number);
    }
    sum
}

/// A vector at unit length; `None` where it has none.
fn unit(mut vector: Box<[f32; DIMENSIONS]>) -> Option<Embedding> {
    let length = dot(&vector, &vector).sqrt();
    if length == 0.0 {
        return None;
    }
    vector.iter_mut().for_each(|number| *number /= length);
    Some(Embedding(vector))
}

/// The sum of products, in [`LANES`] partial sums that are added in order at the end.
fn dot(one: &[f32; DIMENSIONS], other: &[f32; DIMENSIONS]) -> f32 {
    const { assert!(DIMENSIONS.is_multiple_of(LANES), "a rest would be left out") };
    let mut sums = [0.0; LANES];
    for (one, other) in one.as_chunks::<LANES>().0.iter().zip(other.as_chunks::<LANES>().0) {
        // By index over arrays of one length: the compiler makes one step of it.
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::super::matrix::MATRIX;
    use super::*;

    /// Ordinary tokens, whichever they are.
    const TOKENS: [u16; 4] = [1200, 2400, 9999, 25000];

    #[test]
    fn an_embedding_has_unit_length() {
        let embedding = Embedding::mean(&MATRIX, &TOKENS).expect("tokens");
        assert!((dot(&embedding.0, &embedding.0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn no_tokens_are_no_embedding() {
        assert_eq!(Embedding::mean(&MATRIX, &[]), None);
    }

    #[test]
    fn tokens_said_twice_point_the_same_way() {
        let once = Embedding::mean(&MATRIX, &TOKENS).expect("tokens");
        let twice = Embedding::mean(&MATRIX, &[TOKENS, TOKENS].concat()).expect("tokens");
        assert!((once.cosine(&twice) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn partial_sums_give_what_a_plain_sum_gives() {
        let one = Embedding::mean(&MATRIX, &TOKENS[..2]).expect("tokens");
        let other = Embedding::mean(&MATRIX, &TOKENS[1..]).expect("tokens");
        let plain: f64 = one.0.iter().zip(other.0.iter()).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
        assert!((one.cosine(&other) - plain).abs() < 1e-6);
        assert_eq!(one.cosine(&other), other.cosine(&one));
    }
}
