//! Which entry answers a question: an approved wording recognised (`alias`), or the entries that come near
//! (`lexical`, `fuzzy`, `semantic`), with what speaks against each (`guards`).
//!
//! Only the first kind may fill. Similarity, however high, only suggests: "Is data encrypted at rest and in transit?"
//! is very similar to "Is data encrypted at rest?" and is another question.

mod alias;
mod analysis;
mod background;
mod control;
mod division;
mod explain;
mod features;
mod fuzzy;
mod guards;
mod index;
mod letters;
mod lexical;
mod meaning;
mod reading;
mod same;
mod score;
mod semantic;
mod sequence;
mod signature;
mod slips;

pub use analysis::terms;
pub use division::{Part, divide};
pub use explain::{Explanation, Signal};
pub use features::{FEATURE_NAMES, Features};
pub use guards::{Facts, GUARDS, Guard, Subject, leans};
pub use index::{Identity, Index, Listed, MOST_COMPARED, Match, Near, Place, Query, Ranking, Twins};
pub use reading::Reading;
pub use same::{SameQuestions, same_question};
pub use signature::{Actor, Asked, Signature, asked_for};
