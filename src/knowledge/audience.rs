//! Who may read an answer, and for which products it is asked.

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

/// What of a base is loaded: for whom, and for which products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// For whom.
    pub audience: Audience,
    /// For which products; none means all.
    pub products: Vec<String>,
}

impl From<Audience> for Scope {
    fn from(audience: Audience) -> Self {
        Self { audience, products: Vec::new() }
    }
}

impl Scope {
    /// Whether an entry of that audience and of those products (none means all) is in it.
    pub fn holds(&self, audience: Audience, products: &[String]) -> bool {
        self.audience.may_see(audience)
            && (products.is_empty()
                || self.products.is_empty()
                || products.iter().any(|product| self.products.contains(product)))
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

    #[test]
    fn a_scope_holds_what_is_for_its_products_or_for_all() {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let scope = Scope { audience: Audience::Public, products: own(&["compute"]) };
        assert!(
            scope.holds(Audience::Public, &[]) && scope.holds(Audience::Public, &own(&["dns", "compute"]))
        );
        assert!(!scope.holds(Audience::Public, &own(&["dns"])) && !scope.holds(Audience::Nda, &[]));
        assert!(Scope::from(Audience::Public).holds(Audience::Public, &own(&["dns"])));
    }
}
