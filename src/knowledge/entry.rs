//! One answer, with everything a reviewer would ask about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::audience::Audience;
use crate::text::{Language, hexadecimal};

/// The answer to a yes/no question in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is so in part.
    Partial,
    /// The question does not concern the service.
    NotApplicable,
}

impl Verdict {
    /// The word used in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// Whether a person has approved the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// May be filled.
    Approved,
    /// May be suggested only.
    Draft,
}

/// A wording that a person approved as one this entry settles in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The question as asked.
    pub text: String,
    /// The language it is asked in.
    pub language: Language,
    /// The verdict for this wording; the entry's own where the wording bears none.
    pub verdict: Option<Verdict>,
}

/// A document that proves the answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// The day it ends, where it does.
    pub expires: Option<toml::value::Datetime>,
}

impl Evidence {
    /// Its last day, where it has one.
    pub fn last_day(&self) -> Option<Date> {
        let day = self.expires.and_then(|at| at.date)?;
        Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?)
            .ok()
    }

    /// Whether it is past its day; a certificate that has ended proves nothing.
    pub fn has_ended(&self, today: Date) -> bool {
        self.last_day().is_some_and(|day| day < today)
    }
}

/// When a person last looked at the entry, and when one has to again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The day of the last review.
    pub reviewed: Date,
    /// The day after which the entry is stale; `None` means that the review does not run out.
    pub due: Option<Date>,
}

impl Review {
    /// Whether the entry is stale on that day: its review is over, or lies ahead. Nobody has reviewed it on a day that is
    /// yet to come, and a year that is written wrongly must not keep an answer for good.
    pub fn is_stale(&self, today: Date) -> bool {
        self.was_due(today).is_some()
    }

    /// Whether the review lies ahead of that day.
    pub fn lies_ahead(&self, today: Date) -> bool {
        self.reviewed > today
    }

    /// The day that a review was due, where the entry is stale on `today`; where the last one lies ahead, that is `today`.
    pub fn was_due(&self, today: Date) -> Option<Date> {
        if self.lies_ahead(today) { Some(today) } else { self.due.filter(|due| today > *due) }
    }
}

/// The entry in another language; what it leaves out is the entry's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// The question in that language.
    pub question: String,
    /// The answer in that language, plain text.
    pub answer: String,
    /// The answer in that language as written, Markdown.
    pub markdown: String,
    /// The short answer in that language.
    pub short: Option<String>,
    /// Its own status, where it bears one.
    pub status: Option<Status>,
    /// Its own review, where it bears one.
    pub review: Option<Review>,
}

/// One answer of the knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file stem; unique in the base.
    pub id: String,
    /// The folder it stands in.
    pub category: String,
    /// The language of its own file; translations stand beside it.
    pub language: Language,
    /// The question it answers.
    pub question: String,
    /// The question and every other approved wording, translations' among them.
    pub wordings: Vec<Wording>,
    /// The answer in one word, where it is a yes/no matter.
    pub verdict: Option<Verdict>,
    /// The answer, plain text.
    pub answer: String,
    /// The answer as written, Markdown.
    pub markdown: String,
    /// The answer for cells that cannot hold the text.
    pub short: Option<String>,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it is approved.
    pub status: Status,
    /// The products it speaks of; none means all.
    pub products: Vec<String>,
    /// Laws and topics.
    pub tags: Vec<String>,
    /// Controls of standards that it speaks to.
    pub controls: Vec<String>,
    /// Who keeps it true.
    pub owner: String,
    /// Its age.
    pub review: Review,
    /// What proves it.
    pub evidence: Vec<Evidence>,
    /// Wordings that a reviewer said it does not answer.
    pub not_for: Vec<String>,
    /// The entry in other languages.
    pub translations: Vec<Translation>,
}

impl Entry {
    /// The translation into a language, if there is one.
    pub fn translation(&self, language: Language) -> Option<&Translation> {
        self.translations.iter().find(|t| t.language == language)
    }

    /// The answer in a language; `None` where the entry has none in it.
    pub fn answer_in(&self, language: Language) -> Option<&str> {
        if language == self.language {
            return Some(&self.answer);
        }
        self.translation(language).map(|t| t.answer.as_str())
    }

    /// The short answer in a language.
    pub fn short_in(&self, language: Language) -> Option<&str> {
        if language == self.language {
            return self.short.as_deref();
        }
        self.translation(language).and_then(|t| t.short.as_deref())
    }

    /// SHA-256, lower-case hexadecimal, of what the entry says in every language: answers, short answers and verdict, not the
    /// wordings that it is found by.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let own = [Some(self.answer.as_str()), self.short.as_deref(), self.verdict.map(Verdict::as_str)];
        let others = self.translations.iter().flat_map(|t| [Some(t.answer.as_str()), t.short.as_deref()]);
        for part in own.into_iter().chain(others) {
            // Lengths keep two texts apart that read alike in a row, and a missing one from an empty one.
            hash.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        hexadecimal(hash.finalize())
    }

    /// Whether what stands in that language is approved.
    pub fn is_approved(&self, language: Language) -> bool {
        self.status == Status::Approved
            && self.translation(language).and_then(|t| t.status).unwrap_or(Status::Approved)
                == Status::Approved
    }

    /// The review that what stands in that language is past on that day: the entry's own or its translation's, of two the
    /// one that was due first.
    pub fn overdue(&self, language: Language, today: Date) -> Option<&Review> {
        let own = self.translation(language).and_then(|t| t.review.as_ref());
        let reviews = std::iter::once(&self.review).chain(own);
        reviews.filter(|review| review.is_stale(today)).min_by_key(|review| review.was_due(today))
    }

    /// Whether what stands in that language is past its review on that day.
    pub fn is_stale(&self, language: Language, today: Date) -> bool {
        self.overdue(language, today).is_some()
    }

    /// Whether the answer holds for what is asked about: the entry names no product, or every one of these. Where none is
    /// asked for, any may be meant, and an entry that names some cannot know.
    pub fn holds_for(&self, asked: &[String]) -> bool {
        let named = |product| self.products.contains(product);
        self.products.is_empty() || !asked.is_empty() && asked.iter().all(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::parse_entry;

    fn entry(front: &str) -> Entry {
        let text = format!(
            "+++\nquestion = \"Q?\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\n{front}+++\nText.\n"
        );
        parse_entry("c/e.md", "c", "e", &text, Language::English).unwrap()
    }

    #[test]
    fn an_answer_holds_where_all_that_is_asked_about_is_among_its_products() {
        let asked = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let general = entry("reviewed = 2026-01-01\n");
        let bound = entry("reviewed = 2026-01-01\nproducts = [\"compute\", \"dns\"]\n");
        assert!(general.holds_for(&[]) && general.holds_for(&asked(&["compute"])));
        assert!(bound.holds_for(&asked(&["dns"])) && bound.holds_for(&asked(&["dns", "compute"])));
        assert!(!bound.holds_for(&[]) && !bound.holds_for(&asked(&["dns", "storage"])));
    }

    #[test]
    fn of_two_overdue_reviews_the_one_that_was_due_first_is_told() {
        let mut stale = entry("reviewed = 2026-02-01\nreview_every = \"1 month\"\n");
        let translation =
            "+++\nquestion = \"F?\"\nreviewed = 2026-01-01\nreview_every = \"1 month\"\n+++\nText.\n";
        crate::knowledge::parse_translation("c/e.sv.md", translation, Language::Swedish, &mut stale).unwrap();
        let due = |language, day: &str| {
            stale
                .overdue(language, day.parse().unwrap())
                .and_then(|review| review.due)
                .map(|due| due.to_string())
        };
        assert_eq!(due(Language::English, "2026-02-28"), None);
        assert_eq!(due(Language::English, "2026-03-02").unwrap(), "2026-03-01");
        assert_eq!(due(Language::Swedish, "2026-02-28").unwrap(), "2026-02-01");
        assert_eq!(due(Language::Swedish, "2026-03-02").unwrap(), "2026-02-01");
    }

    #[test]
    fn a_review_that_lies_ahead_counts_for_nothing() {
        let today: Date = "2026-11-23".parse().unwrap();
        for every in ["", "review_every = \"1 month\"\n"] {
            let stale = |day: &str| {
                let entry = entry(&format!("reviewed = {day}\n{every}"));
                (entry.is_stale(Language::English, today), entry.review.was_due(today))
            };
            assert_eq!(stale("2026-11-24"), (true, Some(today)));
            assert_eq!(stale("2062-11-23"), (true, Some(today)));
            assert_eq!(stale("2026-11-23"), (false, None));
        }
    }
}
