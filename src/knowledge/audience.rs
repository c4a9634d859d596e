//! Who may read an answer.

use serde::Deserialize;

/// An audience; each holds the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Anyone: the trust center, any customer.
    Public,
    /// Customers under a non-disclosure agreement.
    Nda,
    /// The house only.
    Internal,
}

impl Audience {
    /// Every audience, widest first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Nda, Self::Internal];

    /// Whether a reader of this audience may see what is meant for `other`.
    pub fn may_see(self, other: Self) -> bool {
        other <= self
    }

    /// The word used in files and flags.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Nda => "nda",
            Self::Internal => "internal",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_audience_sees_the_ones_before_it_and_no_other() {
        assert!(Audience::Nda.may_see(Audience::Public) && Audience::Nda.may_see(Audience::Nda));
        assert!(!Audience::Nda.may_see(Audience::Internal) && !Audience::Public.may_see(Audience::Nda));
    }
}
