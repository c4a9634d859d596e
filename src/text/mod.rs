//! What a text says, without knowing what it is for: normal form, language, words, stems, concepts, numbers and the
//! names of standards. A leaf: it imports nothing of the crate, and nothing here ranks or decides.

mod addressee;
mod canonical;
mod examples;
mod glossary;
mod hexadecimal;
mod language;
pub(crate) mod lexeme;
pub(crate) mod list;
mod message;
mod normalise;
mod numbering;
pub(crate) mod pattern;
mod quantity;
mod shown;
pub(crate) mod signs;
mod standard;
mod stem;
mod stop_words;
mod tokenise;

use std::collections::HashMap;

/// A table of words: the hash is made for short keys, and keyed anew for each table.
pub(crate) type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// An empty table.
pub(crate) fn map<K, V>() -> Map<K, V> {
    Map::default()
}

pub use canonical::{bare_question, canonical_question};
pub use examples::split_examples;
pub use glossary::concepts;
pub(crate) use glossary::concepts_of_lower;
pub use hexadecimal::hexadecimal;
pub use language::Language;
pub use message::plain_message;
pub(crate) use normalise::normal;
pub use normalise::{fold, normalise};
pub use quantity::{Bound, Quantity, Unit, quantities};
pub use shown::{shown, unlike_markup};
pub use standard::standards;
pub use stem::stem;
pub use stop_words::{is_function_word, is_genre_word, is_light_verb};
pub use tokenise::{Token, content_stems, tokenise};
