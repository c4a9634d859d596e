//! What a base holds and where it has gaps: entries by category, status, audience, language, tag and control framework, and
//! what is out of date.

mod frameworks;
mod told;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::knowledge::{Audience, Entry, KnowledgeBase, Review, Status};
use crate::text::Language;

pub use frameworks::{Covered, Framework};
pub use told::{stats_json, stats_text};

/// A category and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryCount {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// All its entries.
    pub entries: usize,
    /// Those that nobody has approved.
    pub drafts: usize,
}

/// A day that concerns an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its id.
    pub entry: String,
    /// Who keeps it true.
    pub owner: String,
    /// The last day of its review.
    pub due: Date,
}

/// How many wordings entries have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wordings {
    /// All of them, in every language.
    pub total: usize,
    /// Of the entry with the fewest.
    pub fewest: usize,
    /// Of the entry in the middle; the lower of two.
    pub median: usize,
    /// Of the entry with the most.
    pub most: usize,
}

/// The figures of a base, as an audience sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Whose base.
    pub title: String,
    /// For whom it was loaded.
    pub audience: Audience,
    /// For which products it was loaded; none means all.
    pub only_products: Vec<String>,
    /// The date that staleness is measured on.
    pub today: Date,
    /// All entries.
    pub entries: usize,
    /// The entries that nobody has approved.
    pub drafts: Vec<String>,
    /// By category, in the order of the base.
    pub categories: Vec<CategoryCount>,
    /// By who may read them, widest first.
    pub audiences: Vec<(Audience, usize)>,
    /// By the languages of the base: entries that have an answer in it.
    pub languages: Vec<(Language, usize)>,
    /// By tag.
    pub tags: BTreeMap<String, usize>,
    /// By product; entries for all products are in none.
    pub products: BTreeMap<String, usize>,
    /// How many wordings there are.
    pub wordings: Wordings,
    /// The entries that are known by their question alone.
    pub single_wording: Vec<String>,
    /// The known control frameworks.
    pub frameworks: Vec<Framework>,
    /// Entries by any other framework that their controls name.
    pub other_frameworks: BTreeMap<String, usize>,
    /// Entries that name no control.
    pub without_controls: Vec<String>,
    /// Entries whose review is over, longest first, or lies ahead.
    pub stale: Vec<Due>,
    /// Entries whose review ends within [`Stats::soon_days`].
    pub soon: Vec<Due>,
    /// The days that [`Stats::soon`] looks ahead.
    pub soon_days: u32,
}

impl Stats {
    /// Counts a base; `soon_days` is how far ahead the end of a review is told.
    pub fn of(base: &KnowledgeBase, today: Date, soon_days: u32) -> Self {
        let entries = &base.entries;
        let ids = |test: &dyn Fn(&Entry) -> bool| -> Vec<String> {
            entries.iter().filter(|entry| test(entry)).map(|entry| entry.id.clone()).collect()
        };
        let count = |test: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| test(entry)).count();
        let is_draft = |entry: &Entry| entry.status == Status::Draft;
        let named = |of: fn(&Entry) -> &[String]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for name in entries.iter().flat_map(of) {
                *counts.entry(name.clone()).or_default() += 1;
            }
            counts
        };
        let (frameworks, other_frameworks) = frameworks::coverage(entries);
        let (stale, soon) = due(entries, today, soon_days);
        Self {
            title: base.organisation.title.clone(),
            audience: base.audience,
            only_products: base.products.clone(),
            today,
            entries: entries.len(),
            drafts: ids(&is_draft),
            categories: base
                .categories
                .iter()
                .map(|category| CategoryCount {
                    id: category.id.clone(),
                    title: category.title.clone(),
                    entries: count(&|entry| entry.category == category.id),
                    drafts: count(&|entry| entry.category == category.id && is_draft(entry)),
                })
                .collect(),
            audiences: Audience::ALL
                .into_iter()
                .filter(|audience| base.audience.may_see(*audience))
                .map(|audience| (audience, count(&|entry| entry.audience == audience)))
                .collect(),
            languages: languages(base)
                .into_iter()
                .map(|language| (language, count(&|entry| entry.answer_in(language).is_some())))
                .collect(),
            tags: named(|entry| &entry.tags),
            products: named(|entry| &entry.products),
            wordings: wordings(entries),
            single_wording: ids(&|entry| {
                entry.wordings.iter().filter(|wording| wording.language == entry.language).count() < 2
            }),
            frameworks,
            other_frameworks,
            without_controls: ids(&|entry| entry.controls.is_empty()),
            stale,
            soon,
            soon_days,
        }
    }
}

/// The languages that the base names, and those that it only has.
fn languages(base: &KnowledgeBase) -> Vec<Language> {
    let mut languages = base.organisation.languages.clone();
    for entry in &base.entries {
        let own = std::iter::once(entry.language);
        for language in own.chain(entry.translations.iter().map(|translation| translation.language)) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
    }
    languages
}

fn wordings(entries: &[Entry]) -> Wordings {
    let mut counts: Vec<usize> = entries.iter().map(|entry| entry.wordings.len()).collect();
    counts.sort_unstable();
    Wordings {
        total: counts.iter().sum(),
        fewest: counts.first().copied().unwrap_or_default(),
        median: counts.get(counts.len().saturating_sub(1) / 2).copied().unwrap_or_default(),
        most: counts.last().copied().unwrap_or_default(),
    }
}

/// What is over, and what soon will be, by day, then id. Of an entry and its translations the first day counts.
fn due(entries: &[Entry], today: Date, soon_days: u32) -> (Vec<Due>, Vec<Due>) {
    let until = today.saturating_add(i64::from(soon_days).days());
    let by_day = |day: &dyn Fn(&Review) -> Option<Date>| {
        let mut dues: Vec<Due> = entries
            .iter()
            .filter_map(|entry| {
                let own = entry.translations.iter().filter_map(|translation| translation.review.as_ref());
                let due = std::iter::once(&entry.review).chain(own).filter_map(day).min()?;
                Some(Due { entry: entry.id.clone(), owner: entry.owner.clone(), due })
            })
            .collect();
        dues.sort_by(|a, b| (a.due, &a.entry).cmp(&(b.due, &b.entry)));
        dues
    };
    let stale = by_day(&|review| review.was_due(today));
    let mut soon = by_day(&|review| review.due);
    soon.retain(|due| due.due <= until && stale.iter().all(|over| over.entry != due.entry));
    (stale, soon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{SourceFile, load_files};
    use jiff::civil::date;

    fn file(path: &str, more: &str) -> SourceFile {
        SourceFile {
            path: path.into(),
            text: format!(
                "+++\nquestion = \"Q of {path}?\"\nowner = \"o\"\nreviewed = 2026-01-01\n{more}\n+++\nText.\n"
            ),
        }
    }

    fn base() -> KnowledgeBase {
        let files = [
            file(
                "a/one.md",
                "audience = \"public\"\nstatus = \"approved\"\nreview_every = \"1 month\"\ntags = [\"GDPR\"]\ncontrols = [\"CCM v4 CEK-01\", \"CCM v4 CEK-03\", \"ISO 27001:2022 A.8.24\", \"NIST CSF PR.DS-1\"]\nalso_asked = [\"Other?\"]",
            ),
            file("a/two.md", "audience = \"nda\"\nstatus = \"draft\"\nreview_every = \"11 months\""),
            file("b/three.md", "audience = \"public\"\nstatus = \"approved\"\ntags = [\"GDPR\", \"NIS2\"]"),
        ];
        load_files(&files, Audience::Nda, false).unwrap()
    }

    #[test]
    fn every_entry_is_counted_where_it_belongs() {
        let stats = Stats::of(&base(), date(2026, 11, 23), 30);
        assert_eq!((stats.entries, stats.drafts.as_slice()), (3, ["two".to_owned()].as_slice()));
        assert_eq!(stats.audiences, [(Audience::Public, 2), (Audience::Nda, 1)]);
        assert_eq!(
            stats.categories.iter().map(|c| (c.entries, c.drafts)).collect::<Vec<_>>(),
            [(2, 1), (1, 0)]
        );
        assert_eq!((stats.tags["GDPR"], stats.tags["NIS2"]), (2, 1));
        assert_eq!(stats.wordings, Wordings { total: 4, fewest: 1, median: 1, most: 2 });
        assert_eq!(stats.single_wording, ["two", "three"]);
        assert_eq!(stats.without_controls, ["two", "three"]);
    }

    #[test]
    fn parts_of_a_framework_without_any_entry_are_gaps() {
        let stats = Stats::of(&base(), date(2026, 11, 23), 30);
        let [ccm, iso] = stats.frameworks.as_slice() else { panic!("{:?}", stats.frameworks) };
        assert_eq!((ccm.gaps().count(), iso.gaps().count()), (16, 3));
        let cek = ccm.parts.iter().find(|part| part.code == "CEK").unwrap();
        assert_eq!((cek.entries, cek.controls), (1, 2));
        assert_eq!(stats.other_frameworks["NIST CSF"], 1);
    }

    #[test]
    fn what_is_over_and_what_soon_will_be_is_named_by_day() {
        let named = |dues: &[Due]| dues.iter().map(|due| due.entry.clone()).collect::<Vec<_>>();
        let at = |today| {
            let stats = Stats::of(&base(), today, 30);
            (named(&stats.stale), named(&stats.soon))
        };
        assert_eq!(at(date(2026, 11, 23)), (vec!["one".into()], vec!["two".into()]));
        assert_eq!(at(date(2026, 2, 1)), (vec![], vec!["one".into()]));
        assert_eq!(at(date(2026, 12, 2)).0, ["one", "two"]);
        // Before the day that they say they were reviewed on nobody has reviewed them.
        assert_eq!(at(date(2025, 12, 31)), (vec!["one".into(), "three".into(), "two".into()], vec![]));
        let stats = Stats::of(&base(), date(2026, 11, 23), 3);
        assert_eq!((named(&stats.soon), stats.soon_days), (vec![], 3));
    }
}
