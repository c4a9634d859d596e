//! The knowledge base: entries that people wrote and approved, as Markdown files with TOML front matter.
//!
//! Parsing is pure; [`load`] is the only file reading of the library. A base is loaded *for* an [`Audience`]: what
//! that audience may not see is not in it, so nothing downstream can leak it.

mod audience;
mod base;
mod comments;
mod entry;
mod error;
mod front;
mod load;
mod markdown;
mod names;
mod parse;
mod sample;
mod view;
pub(crate) mod work;
pub(crate) mod write;

pub use audience::{Audience, Scope};
pub use base::{
    Category, CategoryTranslation, Claim, Contact, ContactKind, KnowledgeBase, Organisation,
    OrganisationTranslation,
};
pub use comments::{comments_in, without_comments};
pub use entry::{Entry, Evidence, Review, Status, Translation, Verdict, Wording};
pub use error::KnowledgeError;
pub use front::front_range;
pub(crate) use load::{MAX_FILE_BYTES, MAX_FILES};
pub use load::{SourceFile, load, load_files, read_folder};
pub use markdown::plain_text;
pub(crate) use names::{INDEX, INDEX_STEM, is_id, is_index};
pub(crate) use parse::front_matter;
pub use parse::{
    parse_category, parse_category_translation, parse_entry, parse_organisation,
    parse_organisation_translation, parse_translation,
};
pub use sample::{sample, sample_files};
pub use view::{Internal, Nda, Public, Reader, View};
