//! The trust center as static files: pages in every language of the base, the answers as JSON, `security.txt`.
//!
//! A [`Site`] is made from a [`View`](crate::knowledge::View) of what anyone may see and from nothing wider, and of it
//! only from approved entries. What finds an entry (other wordings, rejected wordings) and who owns it never reaches a
//! page: wordings may be a customer's words.
//! [`Search`] is a second way to the same promise: it reads what lies in a folder and knows nothing of how it was made.

mod answers;
mod entry;
mod html;
mod leaks;
mod manifest;
mod pages;
mod security_txt;
mod site;
mod sitemap;
mod templates;
#[cfg(test)]
mod tests;
mod words;

pub use leaks::{Leak, Leaks, Search};
pub use manifest::{MANIFEST, Manifest};
pub use site::{Options, PublishError, Site, publish};
pub use templates::{TEMPLATES, Templates};
