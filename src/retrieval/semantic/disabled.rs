//! The stand-in for a build without the feature `semantic`: the same items, and no text has an embedding.

use std::convert::Infallible;

/// What a text means, of which there is none in this build.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::retrieval) struct Embedding(Infallible);

/// What the texts of a base have in common, of which there is nothing in this build.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::retrieval) struct Middle(Infallible);

impl Embedding {
    /// What several texts say together: there are none.
    pub(in crate::retrieval) fn together(_texts: &[Self]) -> Option<Self> {
        None
    }

    /// The mean of texts: there are none.
    pub(in crate::retrieval) fn middle(_texts: &[Self], _undirected: usize) -> Option<Middle> {
        None
    }

    /// The direction from a middle; never asked, because there is no middle.
    pub(in crate::retrieval) fn apart_from(self, middle: &Middle) -> Option<Self> {
        match middle.0 {}
    }

    /// How near two texts are; never asked, because no text has an embedding.
    pub(in crate::retrieval) fn cosine(&self, _other: &Self) -> f64 {
        match self.0 {}
    }
}

/// The embedding of a text: always `None`.
pub(in crate::retrieval) fn embed(_text: &str) -> Option<Embedding> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_feature_no_text_has_an_embedding() {
        assert_eq!(embed("Is data encrypted at rest?"), None);
    }
}
