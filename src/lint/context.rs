//! What a rule sees.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::settings::Settings;
use super::source::Source;
use crate::knowledge::{Entry, KnowledgeBase, Wording};
use crate::retrieval::{Index, Place};
use crate::text::normalise;

/// An entry with its files.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its own file.
    pub own: Source<'a>,
    /// The files of its translations.
    pub translations: Vec<Source<'a>>,
}

/// What an entry says in a language.
#[derive(Clone, Copy, Debug)]
pub struct Answering<'c, 'a> {
    /// The file that it stands in.
    pub source: &'c Source<'a>,
    /// The answer, plain text.
    pub answer: &'a str,
    /// The answer as written, Markdown.
    pub markdown: &'a str,
    /// The short answer.
    pub short: Option<&'a str>,
}

impl<'a> Checked<'a> {
    /// The files of the entry, its own first.
    pub fn sources(&self) -> impl Iterator<Item = &Source<'a>> {
        std::iter::once(&self.own).chain(&self.translations)
    }

    /// What the entry says, a language each.
    pub fn answers(&self) -> impl Iterator<Item = Answering<'_, 'a>> {
        let entry = self.entry;
        self.sources().filter_map(move |source| {
            if source.language == entry.language {
                let (answer, markdown) = (&entry.answer, &entry.markdown);
                return Some(Answering { source, answer, markdown, short: entry.short.as_deref() });
            }
            let told = entry.translation(source.language)?;
            let (answer, markdown) = (&told.answer, &told.markdown);
            Some(Answering { source, answer, markdown, short: told.short.as_deref() })
        })
    }

    /// The file and the line of a wording.
    pub fn place_of(&self, wording: &Wording) -> (&'a str, u32) {
        let source = self.sources().find(|source| source.language == wording.language).unwrap_or(&self.own);
        let stands = source.asked().into_iter().find(|asked| normalise(&asked.field.text) == wording.text);
        (source.path, stands.map_or(1, |asked| asked.field.line))
    }
}

/// What a rule sees: the base, its files, the settings, the date.
pub struct Context<'a> {
    /// The base as it was loaded for the audience that is checked.
    pub base: &'a KnowledgeBase,
    /// The entries of the base, in its order.
    pub entries: Vec<Checked<'a>>,
    /// The `_index.md` of the base and of its categories, and their translations.
    pub indexes: Vec<Source<'a>>,
    /// Every file of the base by path, with its entry where it belongs to one that is seen.
    pub files: BTreeMap<&'a str, Option<&'a Entry>>,
    /// Whether nothing of the base is beyond what is checked.
    pub whole: bool,
    /// The settings.
    pub settings: &'a Settings,
    /// The date.
    pub today: Date,
    pub(super) index: OnceLock<Index<'a>>,
}

impl<'a> Context<'a> {
    /// The index of the base, made when a rule first asks for it.
    pub(super) fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::build(self.base))
    }

    /// The entry and the wording at a place of the index.
    pub(super) fn wording(&self, place: Place) -> (&Checked<'a>, &'a Wording) {
        let checked = &self.entries[place.0];
        (checked, &checked.entry.wordings[place.1])
    }

    /// Whether two entries are for different products: a run for one of them has only one of the entries in view.
    pub(super) fn apart(&self, one: Place, other: Place) -> bool {
        let (one, other) = (&self.entries[one.0].entry.products, &self.entries[other.0].entry.products);
        !one.is_empty() && !other.is_empty() && one.iter().all(|product| !other.contains(product))
    }
}
