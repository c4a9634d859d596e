//! Separated text: its dialect found, its fields read, single fields replaced while every other byte stays.

mod edit;
mod records;
mod sniff;

pub(super) use self::edit::{field_text, splice};
pub(super) use self::records::read;
pub(super) use self::sniff::{Dialect, TextEncoding};
