//! The base as a whole: entries, categories, the organisation.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::audience::Audience;
use super::entry::Entry;
use crate::text::Language;

/// A folder of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The folder's name.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// Its place among the categories.
    pub order: i64,
    /// A sentence about it.
    pub blurb: Option<String>,
    /// It in other languages.
    pub translations: Vec<CategoryTranslation>,
}

impl Category {
    /// Its title and its blurb in a language; what is not translated is the base's own.
    pub fn in_language(&self, language: Language) -> (&str, Option<&str>) {
        let own = self.translations.iter().find(|t| t.language == language);
        (
            own.map_or(&self.title, |t| &t.title),
            own.and_then(|t| t.blurb.as_deref()).or(self.blurb.as_deref()),
        )
    }
}

/// A category in another language; what it leaves out is the category's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryTranslation {
    /// Its language.
    pub language: Language,
    /// The title in that language.
    pub title: String,
    /// The sentence in that language.
    pub blurb: Option<String>,
}

/// A headline of the published page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// A few words.
    pub title: String,
    /// One sentence.
    pub text: String,
    /// The entry that says more.
    pub entry: Option<String>,
}

/// Whom to write to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What for.
    pub title: String,
    /// The address.
    pub email: String,
    /// What it is known for, where that matters.
    pub kind: Option<ContactKind>,
}

/// What a contact is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    /// Reports of vulnerabilities; stands in `security.txt`.
    Security,
    /// Personal data.
    Privacy,
}

/// Whose answers these are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The name on the page.
    pub title: String,
    /// A sentence about it.
    pub blurb: Option<String>,
    /// The headline claims.
    pub claims: Vec<Claim>,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// The languages of the base; the first is the one entries are written in.
    pub languages: Vec<Language>,
    /// The products that a run can be for. Where it names some, entries may name no other.
    pub products: Vec<String>,
    /// Its texts in other languages.
    pub translations: Vec<OrganisationTranslation>,
}

/// The organisation's texts in another language; what it leaves out is the organisation's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationTranslation {
    /// Its language.
    pub language: Language,
    /// The name on the page in that language.
    pub title: String,
    /// The sentence in that language.
    pub blurb: Option<String>,
    /// All claims in that language, or none.
    pub claims: Vec<Claim>,
    /// All contacts in that language, or none.
    pub contacts: Vec<Contact>,
    /// Tags as entries bear them, with what readers of that language see.
    pub tags: BTreeMap<String, String>,
}

/// What one audience may see of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnowledgeBase {
    /// Whose answers.
    pub organisation: Organisation,
    /// The categories that hold an entry of this view, by order, then id.
    pub categories: Vec<Category>,
    /// The entries of this view, by category, then id.
    pub entries: Vec<Entry>,
    /// For whom the view was made.
    pub audience: Audience,
    /// For which products it was made, each once, sorted; none means all.
    pub products: Vec<String>,
    /// SHA-256 of the view, lower-case hexadecimal: equal for two bases that show this audience the same.
    pub sha256: String,
    /// Whether this is the sample base that the binary carries.
    pub sample: bool,
}

impl KnowledgeBase {
    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The products that can be named: those of the organisation, and those of the entries; each once, sorted.
    pub fn known_products(&self) -> Vec<String> {
        known_products(&self.organisation, self.entries.iter())
    }

    /// The category of an entry.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }
}

/// The products that an organisation and these entries name, each once, sorted.
pub(super) fn known_products<'e>(
    organisation: &Organisation,
    entries: impl Iterator<Item = &'e Entry>,
) -> Vec<String> {
    let named = entries.flat_map(|entry| &entry.products).chain(&organisation.products);
    named.collect::<BTreeSet<_>>().into_iter().cloned().collect()
}
