//! What can be wrong with a knowledge base. Messages are for its owner and may name files.

use std::path::PathBuf;

/// A base that is refused as a whole; nothing runs on half of one.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// The folder or a file of it could not be read.
    #[error("could not read {}: {}", .path.display(), .source)]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file says something that cannot be taken.
    #[error("could not read {file}{}: {message}", .line.map(|l| format!(":{l}")).unwrap_or_default())]
    File {
        /// The file, relative to the base.
        file: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong there.
        message: String,
    },
    /// Two files make the same id.
    #[error("could not load the knowledge base: entry id `{id}` stands in {first} and in {second}")]
    DuplicateId {
        /// The id.
        id: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
    /// No entry at all.
    #[error("could not load the knowledge base {place}: it holds no entry")]
    Empty {
        /// Where it was looked for.
        place: String,
    },
    /// A product that no entry of the view and not the organisation names.
    #[error(
        "could not load the knowledge base for the product `{product}`: the audience {audience} sees no such product"
    )]
    UnknownProduct {
        /// The product.
        product: String,
        /// For whom the base was to be loaded.
        audience: &'static str,
        /// The products that there are.
        known: Vec<String>,
    },
    /// More, or larger, than a base can be.
    #[error("could not load the knowledge base: {0}")]
    TooLarge(String),
}

impl KnowledgeError {
    /// Ways out, one sentence each.
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::Read { .. } => {
                vec!["name a folder with --knowledge DIR, or make one with `trustfill init`".into()]
            }
            Self::File { message, .. }
                if message.contains("field `audience`") && message.contains("missing")
                    || message.contains("`nda`") =>
            {
                vec!["write audience = \"public\", \"nda\" or \"internal\"; there is no default".into()]
            }
            Self::File { .. } => vec!["the format is described in docs/knowledge-format.md".into()],
            Self::DuplicateId { .. } => vec!["rename one of the two files; the id is the file's name".into()],
            Self::Empty { .. } => {
                vec!["entries are files category/entry-id.md; `trustfill init` makes a first one".into()]
            }
            Self::UnknownProduct { known, .. } if known.is_empty() => {
                vec!["no entry names a product; leave --product out, and `product` of trustfill.toml".into()]
            }
            Self::UnknownProduct { known, .. } => vec![format!("its products are: {}", known.join(", "))],
            Self::TooLarge(_) => vec!["split the base".into()],
        }
    }
}
