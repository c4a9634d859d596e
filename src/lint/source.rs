//! A file of the base with the lines that everything stands on.

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Item, Table, Value};

use crate::knowledge::{SourceFile, front_range};
use crate::text::{Language, normalise};

/// A text of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key that it stands under: `also_asked`, `evidence`, `question`.
    pub key: String,
    /// The key inside an item: `q` and `verdict` of a wording, `url` of evidence.
    pub sub: Option<String>,
    /// Its place in the list of that key; 0 where there is no list.
    pub item: usize,
    /// The text.
    pub text: String,
    /// The bytes of the whole item in the file.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: u32,
}

/// A wording as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'s> {
    /// The text and where it stands.
    pub field: &'s Field,
    /// The verdict that it bears itself.
    pub verdict: Option<&'s str>,
}

/// A stretch of text without an empty line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, with single blanks and one for each line end.
    pub text: String,
    /// For each line of it: where it begins in the text, and its number.
    lines: Vec<(usize, u32)>,
}

impl Piece {
    /// The line that a place of the text stands on.
    pub fn line_at(&self, at: usize) -> u32 {
        let before = self.lines.iter().take_while(|(start, _)| *start <= at);
        before.last().or(self.lines.first()).map_or(1, |(_, line)| *line)
    }
}

/// A file of the base, read for its places.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Path inside the base.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// The language that its texts are in.
    pub language: Language,
    /// The front matter in bytes, without its fences.
    pub front: Range<usize>,
    /// The texts of the front matter, in their order.
    pub fields: Vec<Field>,
    /// The bytes of the lists of the front matter, by key.
    lists: Vec<(String, Range<usize>)>,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Reads a file for its places. What cannot be read has no fields; a base with such a file does not load.
    pub fn of(file: &'a SourceFile, language: Language) -> Self {
        let text = file.text.as_str();
        let front = front_range(text).unwrap_or(0..0);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut source =
            Self { path: &file.path, text, language, front, fields: Vec::new(), lists: Vec::new(), starts };
        if let Ok(document) = Document::parse(&text[source.front.clone()]) {
            for (key, item) in document.iter() {
                source.take_item(key, item);
            }
        }
        source
    }

    fn take_item(&mut self, key: &str, item: &Item) {
        match item {
            Item::Value(Value::Array(list)) => self.take_list(key, list),
            Item::Value(Value::InlineTable(table)) => self.take_inline(key, 0, table),
            Item::Value(value) => self.take_value(key, None, 0, value, value.span()),
            Item::ArrayOfTables(tables) => {
                tables.iter().enumerate().for_each(|(at, table)| self.take_table(key, at, table));
            }
            Item::Table(table) => self.take_table(key, 0, table),
            Item::None => {}
        }
    }

    fn take_list(&mut self, key: &str, list: &Array) {
        if let Some(span) = list.span() {
            self.lists.push((key.to_owned(), self.in_file(&span)));
        }
        for (at, value) in list.iter().enumerate() {
            match value {
                Value::InlineTable(table) => self.take_inline(key, at, table),
                value => self.take_value(key, None, at, value, value.span()),
            }
        }
    }

    fn take_inline(&mut self, key: &str, at: usize, table: &InlineTable) {
        for (sub, value) in table.iter() {
            self.take_value(key, Some(sub), at, value, table.span());
        }
    }

    fn take_table(&mut self, key: &str, at: usize, table: &Table) {
        for (sub, item) in table.iter() {
            if let Some(value) = item.as_value() {
                self.take_value(key, Some(sub), at, value, value.span());
            }
        }
    }

    fn take_value(
        &mut self,
        key: &str,
        sub: Option<&str>,
        item: usize,
        value: &Value,
        span: Option<Range<usize>>,
    ) {
        let text = match value {
            Value::String(text) => text.value().clone(),
            Value::Datetime(day) => day.value().to_string(),
            _ => return,
        };
        let Some(span) = span else { return };
        let own = value.span().unwrap_or_else(|| span.clone());
        let line = self.line(self.front.start + own.start);
        let span = self.in_file(&span);
        self.fields.push(Field { key: key.to_owned(), sub: sub.map(str::to_owned), item, text, span, line });
    }

    fn in_file(&self, span: &Range<usize>) -> Range<usize> {
        self.front.start + span.start..self.front.start + span.end
    }

    /// The line that a byte stands on, from 1.
    pub fn line(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// The texts under a key.
    pub fn under<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Field> {
        self.fields.iter().filter(move |field| field.key == key)
    }

    /// The line of a key; the first line where it is not there.
    pub fn line_of(&self, key: &str) -> u32 {
        let list = self.lists.iter().find(|(own, _)| own == key).map(|(_, span)| self.line(span.start));
        list.or_else(|| self.under(key).next().map(|field| field.line)).unwrap_or(1)
    }

    /// The bytes of a list in brackets.
    pub fn list(&self, key: &str) -> Option<Range<usize>> {
        self.lists.iter().find(|(own, _)| own == key).map(|(_, span)| span.clone())
    }

    /// The wordings of the file: the question, then `also_asked`.
    pub fn asked(&self) -> Vec<Asked<'_>> {
        let verdict = |item: usize| {
            let found =
                self.under("also_asked").find(|f| f.item == item && f.sub.as_deref() == Some("verdict"));
            found.map(|field| field.text.as_str())
        };
        let question = self.under("question").map(|field| Asked { field, verdict: None });
        let also = self.under("also_asked").filter(|f| matches!(f.sub.as_deref(), None | Some("q")));
        question
            .chain(also.map(|field| Asked { field, verdict: verdict(field.item) }))
            .filter(|asked| !normalise(&asked.field.text).is_empty())
            .collect()
    }

    /// Where the text below the front matter begins.
    pub fn body(&self) -> usize {
        let fence = self.text[self.front.end..].find('\n');
        fence.map_or(self.text.len(), |end| self.front.end + end + 1)
    }

    /// The line that the answer begins on.
    pub fn body_line(&self) -> u32 {
        let body = &self.text[self.body()..];
        self.line(self.body() + (body.len() - body.trim_start().len()))
    }

    /// The text below the front matter in stretches without an empty line, as it is written.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open = false;
        let mut at = self.body();
        for line in self.text[at..].split_inclusive('\n') {
            let bare = line.trim();
            if bare.is_empty() {
                open = false;
            } else {
                if !open {
                    pieces.push(Piece { text: String::new(), lines: Vec::new() });
                }
                open = true;
                let number = self.line(at);
                if let Some(piece) = pieces.last_mut() {
                    if !piece.text.is_empty() {
                        piece.text.push(' ');
                    }
                    piece.lines.push((piece.text.len(), number));
                    let words: Vec<&str> = bare.split_whitespace().collect();
                    piece.text.push_str(&words.join(" "));
                }
            }
            at += line.len();
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}+++\r\nquestion = \"Q?\"\r\nalso_asked = [\r\n  \"A?\", # one\r\n  { q = \"B?\", verdict = \"no\" },\r\n]\r\nreviewed = 2026-01-01\r\n\r\n[[evidence]]\r\ntitle = \"T\"\r\nurl = \"u\"\r\n+++\r\n\r\nOne\r\ntwo.\r\n\r\nThree.\r\n";

    fn with_source(check: impl Fn(&Source<'_>)) {
        let file = SourceFile { path: "a/b.md".into(), text: TEXT.into() };
        check(&Source::of(&file, Language::English));
    }

    #[test]
    fn every_text_knows_its_line_and_its_bytes() {
        with_source(|source| {
            let lines: Vec<(&str, u32)> =
                source.fields.iter().map(|field| (field.text.as_str(), field.line)).collect();
            let want = [("Q?", 2), ("A?", 4), ("B?", 5), ("no", 5), ("2026-01-01", 7), ("T", 10), ("u", 11)];
            assert_eq!(lines, want);
            let item = source.under("also_asked").nth(1).unwrap();
            assert_eq!(&source.text[item.span.clone()], "{ q = \"B?\", verdict = \"no\" }");
            assert_eq!(source.line_of("also_asked"), 3);
            assert_eq!(source.body_line(), 14);
        });
    }

    #[test]
    fn wordings_bear_the_verdicts_that_stand_with_them() {
        with_source(|source| {
            let asked: Vec<_> = source.asked().iter().map(|a| (a.field.text.as_str(), a.verdict)).collect();
            assert_eq!(asked, [("Q?", None), ("A?", None), ("B?", Some("no"))]);
        });
    }

    #[test]
    fn pieces_are_paragraphs_that_know_their_lines() {
        with_source(|source| {
            let pieces = source.pieces();
            assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["One two.", "Three."]);
            assert_eq!([pieces[0].line_at(0), pieces[0].line_at(5), pieces[1].line_at(2)], [14, 15, 17]);
        });
    }
}
