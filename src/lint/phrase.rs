//! Phrases looked for in everything that an entry says.

use std::collections::BTreeSet;

use super::context::Context;
use super::finding::Found;
use super::source::{Piece, Source};
use crate::knowledge::Entry;

/// A text of the base with its place.
pub(super) struct Said<'s> {
    pub(super) file: &'s str,
    pub(super) text: String,
    /// None where the path of the file says it.
    line: Option<u32>,
    piece: Option<Piece>,
}

impl Said<'_> {
    /// The first of some phrases that is said, with its line.
    pub(super) fn first_of<'p>(&self, phrases: &'p Phrases) -> Option<(&'p str, Option<u32>)> {
        let (phrase, at) = phrases.place_in(&self.text)?;
        Some((phrase, self.line_at(at)))
    }

    /// The line that a place of the text stands on.
    pub(super) fn line_at(&self, at: usize) -> Option<u32> {
        self.piece.as_ref().map_or(self.line, |piece| Some(piece.line_at(at)))
    }
}

/// Everything that the wanted entries and the `_index.md` files say to a reader, with the id of the entry that says it:
/// questions and other wordings, answers, short answers, titles of evidence, tags, controls and products; titles, blurbs,
/// claims and contacts; the ids of entries and categories, which are addresses. Wordings that an entry does not answer are not
/// shown to anybody.
pub(super) fn said<'s>(
    context: &'s Context<'_>,
    wanted: impl Fn(&Entry) -> bool,
) -> Vec<(Option<&'s str>, Said<'s>)> {
    let mut all = Vec::new();
    let mut categories = BTreeSet::new();
    for checked in context.entries.iter().filter(|checked| wanted(checked.entry)) {
        let (id, category) = (checked.entry.id.as_str(), checked.entry.category.as_str());
        let names = [Some(id), categories.insert(category).then_some(category)];
        let named = names.into_iter().flatten().map(|name| of_path(checked.own.path, name));
        all.extend(named.chain(checked.sources().flat_map(told)).map(|said| (Some(id), said)));
    }
    all.extend(context.indexes.iter().flat_map(told).map(|said| (None, said)));
    all
}

/// A finding for each text that holds one of the phrases: which, what is wrong with it, and what to do.
pub(super) fn found_in(
    texts: Vec<(Option<&str>, Said<'_>)>,
    phrases: &Phrases,
    wrong: &str,
    hint: &str,
) -> Vec<Found> {
    let finding = |(entry, said): (Option<&str>, Said<'_>)| {
        let (phrase, line) = said.first_of(phrases)?;
        let found = Found::at(said.file, line, format!("\"{phrase}\" {wrong}")).hint(hint);
        Some(match entry {
            Some(id) => found.of(id),
            None => found,
        })
    };
    texts.into_iter().filter_map(finding).collect()
}

/// What a name of the path says: as it is written, and read as words.
fn of_path<'s>(file: &'s str, name: &str) -> Said<'s> {
    let words = name.replace(['-', '_'], " ");
    let text = if words == name { words } else { format!("{name}\n{words}") };
    Said { file, text, line: None, piece: None }
}

fn told<'s>(source: &'s Source<'_>) -> Vec<Said<'s>> {
    /// What steers the tool, and is told to nobody outside.
    const SILENT: [&str; 7] =
        ["not_for", "audience", "status", "owner", "reviewed", "review_every", "languages"];
    let heard =
        |key: &str, sub: Option<&str>| !SILENT.contains(&key) && sub != Some("verdict") && key != "verdict";
    let front = source.fields.iter().filter(|field| heard(&field.key, field.sub.as_deref()));
    let front =
        front.map(|f| Said { file: source.path, line: Some(f.line), text: f.text.clone(), piece: None });
    let body = source.pieces().into_iter().map(|piece| Said {
        file: source.path,
        line: Some(piece.line_at(0)),
        text: piece.text.clone(),
        piece: Some(piece),
    });
    front.chain(body).collect()
}

/// Where a phrase stands in a text, case put aside, not in the middle of a word; both in lower case.
fn place_of(text: &str, phrase: &str) -> Option<usize> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (phrase.chars().next()?, phrase.chars().next_back()?);
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + phrase.len()..].chars().next();
        // A phrase that begins or ends with a sign bounds itself.
        !(first.is_alphanumeric() && is_word(before) || last.is_alphanumeric() && is_word(behind))
    })
}

/// A text as phrases are compared: lower case, single blanks.
fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Phrases made ready to be looked for.
pub(super) struct Phrases(Vec<(String, String)>);

impl Phrases {
    pub(super) fn of<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        Self(phrases.into_iter().map(|phrase| (phrase.to_owned(), plain(phrase))).collect())
    }

    /// The first of the phrases that a text holds.
    pub(super) fn first_in(&self, text: &str) -> Option<&str> {
        self.place_in(text).map(|(phrase, _)| phrase)
    }

    fn place_in(&self, text: &str) -> Option<(&str, usize)> {
        let text = plain(text);
        self.0.iter().find_map(|(phrase, plain)| place_of(&text, plain).map(|at| (phrase.as_str(), at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_words_and_not_inside_one() {
        fn first<'p>(text: &str, phrase: &'p str) -> Option<&'p str> {
            Phrases::of([phrase]).first_in(text).map(|_| phrase)
        }
        assert_eq!(first("We are  the Best\nin class.", "best in class"), Some("best in class"));
        assert_eq!(first("Confidentiality counts.", "confidential"), None);
        assert_eq!(first("Up to 100 % safe!", "100 %"), Some("100 %"));
        assert_eq!(first("Über alles.", "über"), Some("über"));
    }
}
