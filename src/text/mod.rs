//! What a text says, without knowing what it is for: normal form, language, words, stems, concepts, numbers and the
//! names of standards. A leaf: it imports nothing of the crate, and nothing here ranks or decides.

mod examples;
mod glossary;
mod hexadecimal;
mod language;
mod message;
mod normalise;
mod quantity;
mod standard;
mod stem;
mod stop_words;
mod tokenise;

pub use examples::split_examples;
pub use glossary::concepts;
pub use hexadecimal::hexadecimal;
pub use language::Language;
pub use message::plain_message;
pub use normalise::{bare_question, canonical_question, fold, normalise};
pub use quantity::{Bound, Quantity, Unit, quantities};
pub use standard::standards;
pub use stem::stem;
pub use stop_words::{is_function_word, is_genre_word, is_light_verb};
pub use tokenise::{Token, content_stems, tokenise};
