//! What is wrong, or soon will be, with the entries of a base: one rule a file in `rules/`, each with a code, a level and a
//! text that explains it. [`check`] makes findings, [`fix`] mends what is mechanical, [`render()`] makes bytes of findings.
//!
//! A rule sees a [`Context`]: the base as it was loaded, its files with the lines that everything stands on, and the settings.
//! It knows no clock and prints nothing. A base that does not load never comes here.

mod context;
mod finding;
mod fix;
mod phrase;
mod render;
mod rule;
mod rules;
mod run;
mod settings;
mod source;
#[cfg(test)]
mod testing;

pub use context::{Checked, Context};
pub use finding::{Edit, Finding, Fix, Found, Level};
pub use fix::{Fixed, fix};
pub use render::{CHECK_SCHEMA, Format, Report, explain, explain_all, render};
pub use rule::Rule;
pub use rules::RULES;
pub use run::{Checking, check};
pub use settings::{Settings, SettingsError};
pub use source::{Field, Source};
