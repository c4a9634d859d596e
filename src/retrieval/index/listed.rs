//! Which entries list a question already: asked before a wording is added to the base, not when a row is filled.

use super::{Form, Index, form_of};
use crate::retrieval::reading::Reading;
use crate::retrieval::signature::Signature;
use crate::text::Language;

/// What of a question has to be equal for it to be the same question: its words in their order, and what it asks beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    form: Form,
    signature: Signature,
}

impl Identity {
    /// The identity of a question; `None` where no word is left to compare, or it is too long to be read whole.
    pub fn of(question: &str, language: Language) -> Option<Self> {
        let form = form_of(question, language)?;
        Some(Self { form, signature: Reading::of(question, language).signature })
    }

    /// Whether an answer to one of the two is taken for an answer to the other.
    pub fn meets(&self, other: &Self) -> bool {
        self.form == other.form
            && (self.signature.settles(&other.signature) || other.signature.settles(&self.signature))
    }
}

/// A wording of the base that a question meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The entry, by its place in the base.
    pub entry: usize,
    /// The wording, by its place in the entry.
    pub wording: usize,
    /// Whether the question is settled by it; the other way round, the question would settle the wording.
    pub settles: bool,
}

impl Index<'_> {
    /// The wordings that are this question, or that would be it where it stood in the base, in the order of the base.
    pub fn listed(&self, question: &str, language: Language) -> Vec<Listed> {
        let Some(identity) = Identity::of(question, language) else { return Vec::new() };
        let met = |(entry, wording): &(usize, usize)| {
            let own = &self.reading(*entry, *wording).signature;
            let settles = own.settles(&identity.signature);
            (settles || identity.signature.settles(own)).then_some(Listed {
                entry: *entry,
                wording: *wording,
                settles,
            })
        };
        self.approved.find(&identity.form).iter().filter_map(met).collect()
    }

    /// The entries that list this question as one they do not answer, by their places in the base.
    pub fn ruled_out(&self, question: &str, language: Language) -> Vec<usize> {
        let Some(form) = form_of(question, language) else { return Vec::new() };
        self.rejections(&form, &Reading::of(question, language)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(one: &str, other: &str) -> bool {
        let of = |text| Identity::of(text, Language::English).unwrap();
        of(one).meets(&of(other))
    }

    #[test]
    fn a_question_meets_itself_in_other_dress_and_not_its_opposite() {
        assert!(meets("Do you encrypt stored data?", "3.1 The supplier shall encrypt stored data."));
        assert!(!meets("Are disks encrypted?", "Are disks not encrypted?"));
        assert!(!meets("Are disks encrypted?", "Are disks locked?"));
    }
}
