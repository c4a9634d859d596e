//! A rule: what it is called, how much it weighs, why it is there.

use super::context::Context;
use super::finding::{Found, Level};

/// A rule of the lint. Its file holds nothing else.
#[derive(Debug)]
pub struct Rule {
    /// Its name in files, flags and reports, kebab-case; stable.
    pub code: &'static str,
    /// Its level where the configuration says nothing.
    pub level: Level,
    /// One line that says what it finds.
    pub summary: &'static str,
    /// Why it is there and what to do, as Markdown.
    pub doc: &'static str,
    /// Whether findings may bear a fix.
    pub fixable: bool,
    /// Finds; in any order.
    pub(super) check: fn(&Context<'_>) -> Vec<Found>,
}
