//! What an output was made from.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::knowledge::{Audience, KnowledgeBase};
use crate::text::hexadecimal;

/// What a response was made from; every output that leaves the tool names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The customer's file, its name without folders.
    pub file: String,
    /// SHA-256 of the customer's file, lower-case hexadecimal.
    pub file_sha256: String,
    /// The name of the profile that corrected how the form is read, where there was one.
    pub profile: Option<String>,
    /// The title of the base.
    pub base: String,
    /// SHA-256 of the view of the base that the audience may see.
    pub base_sha256: String,
    /// Whether the base is the sample that the binary carries.
    pub sample: bool,
    /// Whom the answers are for.
    pub audience: Audience,
    /// Which products they are for; none means that nobody said.
    pub products: Vec<String>,
    /// The date that counts for what is stale.
    pub today: Date,
    /// The version of this tool.
    pub version: &'static str,
}

/// SHA-256 of a file's bytes, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(Sha256::digest(bytes))
}

impl Provenance {
    /// The provenance of a response to `file`, whose bytes are `bytes`; read without a profile.
    pub fn new(file: &str, bytes: &[u8], base: &KnowledgeBase, today: Date) -> Self {
        Self {
            file: file.to_owned(),
            file_sha256: sha256(bytes),
            profile: None,
            base: base.organisation.title.clone(),
            base_sha256: base.sha256.clone(),
            sample: base.sample,
            audience: base.audience,
            products: base.products.clone(),
            today,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
