//! How near two texts are in meaning, by static embeddings: each word piece has a vector, a text is the mean of its own.
//!
//! This finds the entry whose wording shares no word with the question ("Are laptops wiped before disposal?", "How is end
//! user hardware retired?"). It knows no order and no negation, and **English only**: the callers use it where the question
//! and the text compared are both English, and nothing it says may fill a cell.
//!
//! The weights are embedded (`model/README.md` tells where they come from) and read in place: nothing is unpacked or built
//! at the start. Without the cargo feature `semantic` the same items stand here, no text has an embedding
//! and every word is taken for a known one.

#[cfg(feature = "semantic")]
#[path = "enabled.rs"]
mod model;
#[cfg(not(feature = "semantic"))]
#[path = "disabled.rs"]
mod model;

pub(in crate::retrieval) use model::{Embedding, Middle, embed};
