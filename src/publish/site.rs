//! From a public view to files.

use std::collections::BTreeMap;
use std::error::Error;

use jiff::civil::Date;

use super::templates::Templates;
use super::{answers, pages, security_txt, sitemap};
use crate::knowledge::{Entry, Public, Status, View};
use crate::text::Language;

/// What a site is made with, beside the base.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The day of the run: what is past its review, which evidence has ended, when `security.txt` expires.
    pub today: Date,
    /// The address that the site will stand at, without a slash at its end; some files need one.
    pub base_url: Option<&'a str>,
    /// The templates.
    pub templates: &'a Templates,
}

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The base holds nothing that may be published.
    #[error("there is nothing to publish: the knowledge base holds no entry that is public and approved")]
    Nothing,
    /// A template cannot be used.
    #[error("could not use the template {name}: {why}")]
    Template {
        /// Its name.
        name: String,
        /// Why not.
        why: String,
    },
    /// Data could not be written as JSON.
    #[error("the site could not be made: {0}")]
    Json(#[from] serde_json::Error),
}

impl PublishError {
    /// A template engine's error, with its place and without its debug output.
    pub(super) fn template(name: &str, error: &minijinja::Error) -> Self {
        // What went wrong in a template that another includes stands below the error of the other.
        let mut error = error;
        while let Some(cause) = error.source().and_then(|source| source.downcast_ref()) {
            error = cause;
        }
        let place = error.name().unwrap_or(name);
        let name = error.line().map_or(place.to_owned(), |line| format!("{place}:{line}"));
        let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Self::Template { name, why }
    }
}

/// The files of a trust center.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Bytes by path, with `/` between its parts.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The languages of the pages, the base's own first.
    pub languages: Vec<Language>,
    /// How many entries are published.
    pub entries: usize,
    /// The public entries that are left out since they are drafts.
    pub drafts: Vec<String>,
    /// The published entries that are past their review. They are shown, with the day that it was due: an answer that
    /// vanishes without a word tells a buyer less than one that says how old it is.
    pub stale: Vec<String>,
    /// Whether there is a contact for `security.txt`.
    pub security_txt: bool,
}

/// Makes the site of what anyone may see of a base and what is approved of that.
///
/// # Errors
/// [`PublishError`].
pub fn publish(view: &View<Public>, options: &Options<'_>) -> Result<Site, PublishError> {
    let (entries, drafts): (Vec<&Entry>, Vec<&Entry>) =
        view.entries.iter().partition(|entry| entry.status == Status::Approved);
    if entries.is_empty() {
        return Err(PublishError::Nothing);
    }
    let mut languages = view.organisation.languages.clone();
    if languages.is_empty() {
        languages.push(entries[0].language);
    }
    let stale = entries.iter().filter(|e| languages.iter().any(|l| e.is_stale(*l, options.today)));
    let mut site = Site {
        files: BTreeMap::new(),
        entries: entries.len(),
        drafts: drafts.into_iter().map(|entry| entry.id.clone()).collect(),
        stale: stale.map(|entry| entry.id.clone()).collect(),
        security_txt: false,
        languages,
    };
    let security = security_txt::security_txt(view, &site.languages, options);
    site.security_txt = security.is_some();
    let content = Content { view, entries, languages: &site.languages, security_txt: site.security_txt };
    let mut files = pages::pages(&content, options)?;
    files.insert("answers.json".to_owned(), answers::answers(&content, options)?);
    for path in security_txt::PLACES {
        files.extend(security.iter().map(|text| (path.to_owned(), text.clone())));
    }
    if let Some(base_url) = options.base_url {
        files.insert("sitemap.xml".to_owned(), sitemap::sitemap(&content, base_url));
    }
    site.files = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    Ok(site)
}

/// What every file of the site is made from.
pub(super) struct Content<'a> {
    pub(super) view: &'a View<Public>,
    /// The approved entries, in the order of the view.
    pub(super) entries: Vec<&'a Entry>,
    pub(super) languages: &'a [Language],
    pub(super) security_txt: bool,
}

/// The folder of a language's pages: none for the base's own, else its code and a slash.
pub(super) fn folder(content: &Content<'_>, language: Language) -> String {
    match language.code() {
        Some(code) if content.languages.first() != Some(&language) => format!("{code}/"),
        _ => String::new(),
    }
}

/// A text as one part of an address; letters and digits stay, all else but `-._~` is written in percent.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
