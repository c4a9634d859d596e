//! The colours of the page.

use super::STYLE;
use crate::markup::contrast::{faint, misnamed};

/// Texts and what they stand on.
const TEXTS: [(&str, &str); 21] = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("link", "paper"),
    ("link", "raised"),
    ("filled", "paper"),
    ("filled", "filled-paper"),
    ("suggested", "suggested-paper"),
    ("open", "open-paper"),
    ("other", "other-paper"),
    ("alarm", "paper"),
    ("alarm", "raised"),
    ("alarm", "alarm-paper"),
    ("on-strong", "strong"),
    ("suggested", "paper"),
    ("open", "paper"),
    ("other", "paper"),
    ("filled", "raised"),
    ("ink", "filled-paper"),
    ("ink", "suggested-paper"),
];
/// Marks and what they stand on.
const MARKS: [(&str, &str); 6] = [
    ("edge", "paper"),
    ("edge", "raised"),
    ("suggested", "paper"),
    ("filled", "raised"),
    ("link", "paper"),
    ("quiet", "line"),
];

#[test]
fn texts_and_marks_stand_out_in_every_scheme() {
    assert_eq!(faint(STYLE, &TEXTS, &MARKS), [""; 0]);
}

#[test]
fn a_colour_is_named_in_both_schemes_and_used_by_its_name() {
    assert_eq!(misnamed(STYLE), [""; 0]);
}
