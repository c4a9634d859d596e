//! Whether something that is not public lies in a published folder. This reads the files as they are and knows nothing of
//! how they were made; only the base tells it what may stand there.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{html, may_link};
use crate::knowledge::{Audience, Category, Entry, Internal, Status, View, comments_in};

/// Words in a row that make a find: long enough that two people do not write them by chance, short enough that no
/// sentence of an answer slips through.
const RUN: usize = 8;
/// A text of fewer words is looked for as a whole, down to this many; "yes, around the clock" proves nothing.
const FEWEST: usize = 4;

/// Something in a file that may not be there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The file's path inside the folder.
    pub file: String,
    /// The entry it comes from, or the category.
    pub entry: String,
    /// Which part of the entry, or why the file may not be there.
    pub part: &'static str,
    /// The words found; empty for a file that may not be there.
    pub words: String,
}

/// What a search found, and how much it looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// The finds, by file and entry; of one entry's part in one file the first.
    pub found: Vec<Leak>,
    /// Entries and categories that may not be published, in whole or in a part.
    pub entries: usize,
    /// Rows of words that were looked for.
    pub runs: usize,
    /// Files that were read.
    pub files: usize,
}

/// Where words come from.
#[derive(Clone, Copy)]
struct Origin<'a> {
    entry: &'a str,
    part: &'static str,
}

/// A search through the files of a folder, one after the other.
///
/// Looked for are rows of eight words of entries that are not public or not approved, of drafts among translations, of
/// comments, of sentences about categories without a published entry, and of wordings, which may be a customer's; left out
/// is what the published texts say too. A page of an entry that is not published is found by its name.
pub struct Search<'a> {
    base: &'a View<Internal>,
    looked_for: BTreeMap<String, Origin<'a>>,
    /// The lengths of the rows, in words.
    lengths: BTreeSet<usize>,
    leaks: Leaks,
}

impl<'a> Search<'a> {
    /// A search for what may not be published of a base.
    pub fn of(base: &'a View<Internal>) -> Self {
        let mut open = BTreeSet::new();
        for text in published_texts(base) {
            let text = text.to_lowercase();
            let words = words(&text);
            for length in FEWEST..=RUN {
                open.extend(words.windows(length).map(|run| run.join(" ")));
            }
        }
        let mut looked_for: BTreeMap<String, Origin<'_>> = BTreeMap::new();
        for (origin, text, whole) in secret_texts(base) {
            let text = text.to_lowercase();
            let words = words(&text);
            let length = if words.len() >= RUN { RUN } else { words.len() };
            if length < RUN && (length < FEWEST || !whole) {
                continue;
            }
            for run in words.windows(length).map(|run| run.join(" ")).filter(|run| !open.contains(run)) {
                looked_for.entry(run).or_insert(origin);
            }
        }
        let lengths =
            looked_for.keys().map(|run| run.bytes().filter(|byte| *byte == b' ').count() + 1).collect();
        let hidden: BTreeSet<&str> = looked_for.values().map(|origin| origin.entry).collect();
        let leaks = Leaks { entries: hidden.len(), runs: looked_for.len(), files: 0, found: Vec::new() };
        Self { base, looked_for, lengths, leaks }
    }

    /// Looks through a file; `file` is its path inside the folder.
    pub fn look(&mut self, file: &str, bytes: &[u8]) {
        self.leaks.files += 1;
        let mut found: Vec<Leak> = stray_page(self.base, file).into_iter().collect();
        let text = String::from_utf8_lossy(bytes);
        for reading in READINGS {
            let Some(reading) = reading(&text) else { continue };
            let words = words(&reading);
            for length in &self.lengths {
                for run in words.windows(*length).map(|run| run.join(" ")) {
                    if let Some(Origin { entry, part }) = self.looked_for.get(&run) {
                        let (file, entry) = (file.to_owned(), (*entry).to_owned());
                        found.push(Leak { file, entry, part, words: run });
                    }
                }
            }
        }
        found.sort_by(|a, b| (&a.entry, a.part).cmp(&(&b.entry, b.part)));
        found.dedup_by(|a, b| (&a.entry, a.part) == (&b.entry, b.part));
        self.leaks.found.append(&mut found);
    }

    /// What was found.
    pub fn end(mut self) -> Leaks {
        self.leaks.found.sort_by(|a, b| (&a.file, &a.entry, a.part).cmp(&(&b.file, &b.entry, b.part)));
        self.leaks
    }
}

/// A page of an entry that is not in the base, or may not be published.
fn stray_page(base: &View<Internal>, file: &str) -> Option<Leak> {
    let path = file.split_once("/e/").map_or_else(|| file.strip_prefix("e/"), |(_, rest)| Some(rest))?;
    let id = path.strip_suffix(".html").filter(|id| !id.contains('/'))?;
    let part = match base.entry(id) {
        None => "a page of an entry that the base does not hold",
        Some(entry) if !is_published(entry) => "a page of an entry that may not be published",
        Some(_) => return None,
    };
    Some(Leak { file: file.to_owned(), entry: id.to_owned(), part, words: String::new() })
}

fn is_published(entry: &Entry) -> bool {
    entry.audience == Audience::Public && entry.status == Status::Approved
}

/// Whether pages name a category: those do that hold an answer.
fn is_shown(base: &View<Internal>, category: &Category) -> bool {
    base.entries.iter().any(|entry| entry.category == category.id && is_published(entry))
}

/// Whatever a page may say.
fn published_texts(base: &View<Internal>) -> Vec<String> {
    let organisation = &base.organisation;
    let mut texts = vec![organisation.title.clone()];
    let mut claims = vec![&organisation.claims];
    texts.extend(organisation.blurb.clone());
    for own in &organisation.translations {
        texts.push(own.title.clone());
        texts.extend(own.blurb.clone());
        claims.push(&own.claims);
    }
    texts.extend(claims.into_iter().flatten().flat_map(|c| [c.title.clone(), c.text.clone()]));
    for contact in
        organisation.contacts.iter().chain(organisation.translations.iter().flat_map(|t| &t.contacts))
    {
        texts.extend([contact.title.clone(), contact.email.clone()]);
    }
    texts.extend(organisation.translations.iter().flat_map(|own| own.tags.values().cloned()));
    for category in base.categories.iter().filter(|category| is_shown(base, category)) {
        texts.push(category.title.clone());
        texts.extend(category.blurb.clone());
        for own in &category.translations {
            texts.push(own.title.clone());
            texts.extend(own.blurb.clone());
        }
    }
    for entry in base.entries.iter().filter(|entry| is_published(entry)) {
        texts.extend([entry.question.clone(), entry.answer.clone(), as_shown(&entry.markdown)]);
        texts.extend(entry.evidence.iter().map(|evidence| evidence.title.clone()));
        let urls = entry.evidence.iter().filter_map(|evidence| evidence.url.clone());
        texts.extend(urls.filter(|url| may_link(url)));
        texts.extend([&entry.tags, &entry.controls, &entry.products].into_iter().flatten().cloned());
        for own in entry.translations.iter().filter(|own| own.status != Some(Status::Draft)) {
            texts.extend([own.question.clone(), own.answer.clone(), as_shown(&own.markdown)]);
        }
    }
    texts
}

/// Every text that no page may say, with where it comes from and whether it is looked for as a whole where it is short.
fn secret_texts(base: &View<Internal>) -> Vec<(Origin<'_>, String, bool)> {
    let mut texts = Vec::new();
    for category in base.categories.iter().filter(|category| !is_shown(base, category)) {
        let own = category.translations.iter().map(|own| (&own.title, &own.blurb));
        for (title, blurb) in std::iter::once((&category.title, &category.blurb)).chain(own) {
            let origin = Origin { entry: &category.id, part: "the category" };
            texts.push((origin, title.clone(), false));
            texts.push((origin, blurb.clone().unwrap_or_default(), true));
        }
    }
    for entry in &base.entries {
        let mut add = |part: &'static str, text: &str, whole: bool| {
            texts.push((Origin { entry: &entry.id, part }, text.to_owned(), whole));
        };
        // Comments first: they name themselves where an answer would be found by them too.
        for comment in comments_in(&entry.markdown) {
            add("a comment", comment, true);
        }
        let hidden = !is_published(entry);
        if hidden {
            add("the answer", &entry.answer, true);
            add("the answer", &as_shown(&entry.markdown), true);
            add("the short answer", entry.short.as_deref().unwrap_or_default(), true);
            add("the question", &entry.question, false);
            for evidence in &entry.evidence {
                add("the evidence", &evidence.title, false);
                add("the evidence", evidence.url.as_deref().unwrap_or_default(), true);
            }
        }
        for own in &entry.translations {
            for comment in comments_in(&own.markdown) {
                add("a comment", comment, true);
            }
            if hidden || own.status == Some(Status::Draft) {
                add("the answer of a translation", &own.answer, true);
                add("the answer of a translation", &as_shown(&own.markdown), true);
                add("the short answer of a translation", own.short.as_deref().unwrap_or_default(), true);
                add("the question of a translation", &own.question, false);
            }
        }
        for wording in &entry.wordings {
            add("a wording", &wording.text, false);
        }
        for wording in &entry.not_for {
            add("a rejected wording", wording, false);
        }
    }
    texts
}

/// An answer as a page says it: lists have no numbers, links no addresses, and HTML is text.
fn as_shown(markdown: &str) -> String {
    unescaped(&without_tags(&html(markdown), " "))
}

/// A file as it may be read: as it stands, with tags between words, with tags inside words; always in lower case and with
/// the escapes of HTML and JSON taken back. Made one by one, since a first page can be large.
const READINGS: [fn(&str) -> Option<String>; 3] =
    [|text| Some(unescaped(text).to_lowercase()), |text| untagged(text, " "), |text| untagged(text, "")];

fn untagged(text: &str, instead: &str) -> Option<String> {
    text.contains('<').then(|| unescaped(&without_tags(text, instead)).to_lowercase())
}

fn without_tags(text: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push_str(instead);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The names of characters that pages write otherwise.
const NAMED: [(&str, char); 6] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];

/// The text with `&#x2f;`, `&amp;`, `\u00e5` and `\n` read as what they stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (read, length) = entity(escape).or_else(|| json_escape(escape)).unwrap_or_else(|| {
            let own = escape.chars().next().unwrap_or(' ');
            (own, own.len_utf8())
        });
        out.push(read);
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}

/// Letters of the longest name or number of a character that is read; a bound on what is looked through for its end.
const LONGEST_NAME: usize = 12;

fn entity(text: &str) -> Option<(char, usize)> {
    let text = text.strip_prefix('&')?;
    let end = text.bytes().take(LONGEST_NAME).position(|byte| byte == b';')?;
    let name = text.get(..end)?;
    let read = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((read, name.len() + 2))
}

fn json_escape(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('\\')?;
    match rest.chars().next()? {
        'n' | 't' | 'r' | 'b' | 'f' => Some((' ', 2)),
        // Half of a pair stands for no character of a word.
        'u' => {
            let code = u32::from_str_radix(rest.get(1..5)?, 16).ok()?;
            Some((char::from_u32(code).unwrap_or(' '), 6))
        }
        escaped => Some((escaped, 1 + escaped.len_utf8())),
    }
}

/// The words of a text: letters and digits.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_html_and_json_are_read_as_what_they_stand_for() {
        assert_eq!(
            unescaped("a&#x2f;b &amp; &#229; \\u00e5\\nc \\\"d &none; \\"),
            "a/b & å å c \"d &none; \\"
        );
    }

    #[test]
    fn tags_between_and_inside_words_hide_nothing() {
        let page = "<p>one <b>t</b>wo</p><p>Three</p>";
        assert!(READINGS[1](page).unwrap().split_whitespace().any(|word| word == "three"));
        assert!(READINGS[2](page).unwrap().contains("one two"));
    }
}
