//! The sample base that the binary carries: one provider's trust center, to try the tool with.

use super::audience::Audience;
use super::base::KnowledgeBase;
use super::error::KnowledgeError;
use super::load::{SourceFile, load_files};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// The sample base for an audience. It is marked as a sample, and every output says so.
///
/// # Errors
/// None in a released binary: the files are checked by a test.
pub fn sample(audience: Audience) -> Result<KnowledgeBase, KnowledgeError> {
    let files: Vec<SourceFile> = FILES
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect();
    load_files(&files, audience, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_base_loads_for_every_audience() {
        for audience in Audience::ALL {
            assert!(sample(audience).unwrap().sample);
        }
    }
}
