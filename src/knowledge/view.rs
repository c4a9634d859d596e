//! Views of a base whose audience is a type: what is made for everybody takes a [`View<Public>`] and nothing wider.

use std::marker::PhantomData;
use std::ops::Deref;

use super::audience::{Audience, Scope};
use super::base::KnowledgeBase;
use super::error::KnowledgeError;
use super::load::{SourceFile, load_files};

/// An audience as a type.
pub trait Reader {
    /// The audience.
    const AUDIENCE: Audience;
}

/// Anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public;
/// Customers under a non-disclosure agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nda;
/// The house only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Internal;

impl Reader for Public {
    const AUDIENCE: Audience = Audience::Public;
}
impl Reader for Nda {
    const AUDIENCE: Audience = Audience::Nda;
}
impl Reader for Internal {
    const AUDIENCE: Audience = Audience::Internal;
}

/// A base that holds what the audience `R` may see and nothing else. It can only be made from the files, by the filter
/// of [`load_files`]; a base that was loaded for another audience cannot become one.
///
/// A function for everybody's eyes takes a `&View<Public>`:
///
/// ```
/// # use trustfill::knowledge::{Nda, Public, View, sample_files};
/// fn page(view: &View<Public>) -> usize { view.entries.len() }
/// page(&View::<Public>::of(&sample_files(), &[], true)?);
/// # Ok::<(), trustfill::knowledge::KnowledgeError>(())
/// ```
///
/// With another view, or with a base that was loaded for whomever, it does not compile:
///
/// ```compile_fail,E0308
/// # use trustfill::knowledge::{Nda, Public, View, sample_files};
/// fn page(view: &View<Public>) -> usize { view.entries.len() }
/// page(&View::<Nda>::of(&sample_files(), &[], true)?);
/// # Ok::<(), trustfill::knowledge::KnowledgeError>(())
/// ```
///
/// ```compile_fail,E0308
/// # use trustfill::knowledge::{Audience, Public, View, sample};
/// fn page(view: &View<Public>) -> usize { view.entries.len() }
/// page(&sample(Audience::Public)?);
/// # Ok::<(), trustfill::knowledge::KnowledgeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View<R> {
    base: KnowledgeBase,
    reader: PhantomData<R>,
}

impl<R: Reader> View<R> {
    /// The view of `R` on the files of a base, for the products given; none given means all.
    ///
    /// # Errors
    /// As [`load_files`].
    pub fn of(files: &[SourceFile], products: &[String], sample: bool) -> Result<Self, KnowledgeError> {
        let scope = Scope { audience: R::AUDIENCE, products: products.to_vec() };
        Ok(Self { base: load_files(files, scope, sample)?, reader: PhantomData })
    }
}

impl<R> Deref for View<R> {
    type Target = KnowledgeBase;

    fn deref(&self) -> &KnowledgeBase {
        &self.base
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::sample_files;

    #[test]
    fn a_view_bears_its_audience() {
        let files = sample_files();
        assert_eq!(View::<Public>::of(&files, &[], true).unwrap().audience, Audience::Public);
        assert_eq!(View::<Nda>::of(&files, &[], true).unwrap().audience, Audience::Nda);
        assert_eq!(View::<Internal>::of(&files, &[], true).unwrap().audience, Audience::Internal);
    }
}
