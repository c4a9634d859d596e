//! The sample base that the binary carries: one provider's trust center, to try the tool with.

use super::audience::Scope;
use super::base::KnowledgeBase;
use super::error::KnowledgeError;
use super::load::{SourceFile, load_files};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// The files of the sample base.
pub fn sample_files() -> Vec<SourceFile> {
    FILES
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect()
}

/// The sample base for an audience or a scope. It is marked as a sample, and every output says so.
///
/// # Errors
/// None in a released binary: the files are checked by a test.
pub fn sample(scope: impl Into<Scope>) -> Result<KnowledgeBase, KnowledgeError> {
    load_files(&sample_files(), scope, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Audience;

    #[test]
    fn the_sample_base_loads_for_every_audience() {
        for audience in Audience::ALL {
            assert!(sample(audience).unwrap().sample);
        }
    }
}
