//! An entry as a page of one language shows it.

use jiff::civil::Date;
use serde::Serialize;

use super::html::{html, may_link};
use super::site::{Content, slug};
use super::words::only_in;
use crate::knowledge::{Entry, Evidence};
use crate::text::Language;

/// A tag: its place in addresses, and what readers see.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TagShown {
    pub(super) slug: String,
    pub(super) label: String,
}

/// What proves an answer.
#[derive(Debug, Serialize)]
pub(super) struct EvidenceShown<'a> {
    pub(super) title: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) until: Option<String>,
}

/// An entry in the language of a page, or in its own where it has no approved text in that one.
#[derive(Debug, Serialize)]
pub(super) struct EntryShown<'a> {
    pub(super) slug: String,
    pub(super) lang: &'static str,
    /// The note that it stands in another language than the page.
    pub(super) only_in: Option<&'static str>,
    pub(super) question: &'a str,
    pub(super) html: String,
    pub(super) tags: Vec<TagShown>,
    pub(super) controls: &'a [String],
    pub(super) products: &'a [String],
    pub(super) reviewed: String,
    /// The day its review was due, where that has passed.
    pub(super) due: Option<String>,
    pub(super) evidence: Vec<EvidenceShown<'a>>,
}

/// The language that an entry is shown in on the pages of `page`.
pub(super) fn language_of(entry: &Entry, page: Language) -> Language {
    let has = entry.translation(page).is_some() && entry.is_approved(page);
    if has { page } else { entry.language }
}

/// The question and the Markdown of an entry in a language it has.
pub(super) fn text_of(entry: &Entry, language: Language) -> (&str, &str) {
    let translation = entry.translation(language).filter(|_| language != entry.language);
    translation.map_or((&entry.question, &entry.markdown), |t| (&t.question, &t.markdown))
}

/// The day a text was reviewed, and the day its next review was due where that has passed.
pub(super) fn review_of(entry: &Entry, language: Language, today: Date) -> (Date, Option<Date>) {
    let own = entry.translation(language).and_then(|t| t.review.as_ref());
    let reviews = [Some(&entry.review), own];
    let due = reviews.into_iter().flatten().filter_map(|r| r.was_due(today)).min();
    (own.unwrap_or(&entry.review).reviewed, due)
}

/// The evidence that has not ended; an address that no page may lead to is left out.
pub(super) fn evidence_of(entry: &Entry, today: Date) -> Vec<EvidenceShown<'_>> {
    let shown = |evidence: &'_ Evidence| evidence.last_day().map(|day| day.to_string());
    let standing = entry.evidence.iter().filter(|evidence| !evidence.has_ended(today));
    standing
        .map(|evidence| EvidenceShown {
            title: &evidence.title,
            url: evidence.url.as_deref().filter(|url| may_link(url)),
            until: shown(evidence),
        })
        .collect()
}

/// The tags of an entry in the words of a language.
pub(super) fn tags_of(content: &Content<'_>, entry: &Entry, language: Language) -> Vec<TagShown> {
    let own = content.view.organisation.translations.iter().find(|t| t.language == language);
    let label = |tag: &String| own.and_then(|t| t.tags.get(tag)).unwrap_or(tag).clone();
    entry.tags.iter().map(|tag| TagShown { slug: slug(tag), label: label(tag) }).collect()
}

impl<'a> EntryShown<'a> {
    pub(super) fn of(content: &Content<'_>, entry: &'a Entry, page: Language, today: Date) -> Self {
        let language = language_of(entry, page);
        let (question, markdown) = text_of(entry, language);
        let (reviewed, due) = review_of(entry, language, today);
        Self {
            slug: slug(&entry.id),
            lang: language.code().unwrap_or_default(),
            only_in: only_in(page, language),
            question,
            html: html(markdown),
            tags: tags_of(content, entry, page),
            controls: &entry.controls,
            products: &entry.products,
            reviewed: reviewed.to_string(),
            due: due.map(|day| day.to_string()),
            evidence: evidence_of(entry, today),
        }
    }
}
