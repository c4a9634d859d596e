//! A file of the base as a row of texts, and back. Comments in the front matter, and the text below that of an
//! `_index.md`, are no part of a row.

use std::collections::BTreeMap;

use super::cell::{shown, without_third, written};
use super::columns::{ANSWER, CATEGORY, CLAIMS, ID, KIND, LANGUAGE, RowKind, Shape};
use crate::knowledge::{
    INDEX, INDEX_STEM, KnowledgeError, SourceFile, front_matter, is_id, is_index, without_comments,
};
use crate::text::Language;

/// A file of the base, column by column. A text that is there and empty is told from one that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: RowKind,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// A row of the cells given, which belong to the kind.
    pub(super) fn new(kind: RowKind, cells: BTreeMap<&'static str, String>) -> Self {
        Self { kind, cells }
    }

    /// The text of a column; `None` where nothing is there.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        if column == KIND { Some(self.kind.word()) } else { self.cells.get(column).map(String::as_str) }
    }

    /// Takes the comments out of the answer, which are notes of the house.
    pub(super) fn drop_comments(&mut self) {
        if let Some(answer) = self.cells.get_mut(ANSWER) {
            *answer = without_comments(answer).trim_matches('\n').to_owned();
        }
    }

    /// Takes the entries of claims out that are not `seen`.
    pub(super) fn drop_unseen(&mut self, seen: impl Fn(&str) -> bool) {
        if let Some(claims) = self.cells.get_mut(CLAIMS) {
            *claims = without_third(claims, seen);
        }
    }

    /// The columns whose texts differ from another row's.
    pub(super) fn differing(&self, other: &Self) -> Vec<&'static str> {
        let columns: std::collections::BTreeSet<&'static str> =
            self.cells.keys().chain(other.cells.keys()).copied().collect();
        columns.into_iter().filter(|column| self.get(column) != other.get(column)).collect()
    }

    /// Where its file stands in the base. `own` is the language that entries are written in.
    ///
    /// # Errors
    /// What is wrong with id, category or language.
    pub(super) fn path(&self, own: Language) -> Result<String, String> {
        let place = |column: &str| match self.get(column).map(str::trim) {
            None | Some("") => Err(format!("`{column}` is empty")),
            Some(name) if is_id(name) => Ok(name.to_owned()),
            Some(name) => Err(format!("`{column}` is no name of a file: {name}")),
        };
        let language = || match self.get(LANGUAGE).map(str::trim) {
            None | Some("") => Ok(None),
            Some(code) => Language::from_code(code)
                .map(Some)
                .ok_or_else(|| format!("unknown language `{code}`; known are en and sv")),
        };
        match self.kind {
            RowKind::Organisation => Ok(INDEX.to_owned()),
            RowKind::Category => Ok(format!("{}/{INDEX}", place(CATEGORY)?)),
            RowKind::OrganisationTranslation | RowKind::CategoryTranslation => {
                let language = language()?.ok_or("`language` is empty")?;
                let file = format!("{INDEX_STEM}{}.md", code(language));
                Ok(match self.kind {
                    RowKind::CategoryTranslation => format!("{}/{file}", place(CATEGORY)?),
                    _ => file,
                })
            }
            RowKind::Entry | RowKind::Translation => {
                let (category, id) = (place(CATEGORY)?, place(ID)?);
                if id.contains('.') || is_index(&format!("{id}.md")) {
                    return Err(format!("`id` is no id: {id}; it holds no dots"));
                }
                match (self.kind, language()?) {
                    (RowKind::Entry, Some(language)) if language != own => Err(format!(
                        "an entry is in the language of the base, {}; make it a translation, or put {} first in `languages`",
                        code(own),
                        code(language)
                    )),
                    (RowKind::Entry, _) => Ok(format!("{category}/{id}.md")),
                    (_, Some(language)) => Ok(format!("{category}/{id}.{}.md", code(language))),
                    (_, None) => Err("`language` is empty".to_owned()),
                }
            }
        }
    }

    /// The text of its file.
    ///
    /// # Errors
    /// The column, and what is wrong with its text.
    pub(super) fn text(&self) -> Result<String, (&'static str, String)> {
        let mut text = String::from("+++\n");
        for (key, shape) in self.kind.keys() {
            // An empty word, date or number is one that is not there.
            let Some(cell) = self.get(key).filter(|cell| *shape == Shape::Text || !cell.trim().is_empty())
            else {
                continue;
            };
            let value = written(cell, *shape).map_err(|why| (*key, format!("`{key}` {why}")))?;
            if let Some(value) = value {
                text.push_str(&format!("{key} = {value}\n"));
            }
        }
        text.push_str("+++\n");
        if let Some(answer) = self.get(ANSWER) {
            text.push_str(&format!("{}\n", answer.trim_matches('\n')));
        }
        Ok(text)
    }
}

/// The language of a translated index, by its name.
fn index_language(name: &str) -> Option<&str> {
    name.strip_prefix(INDEX_STEM)?.strip_suffix(".md")
}

/// The code of a language that entries can be in.
fn code(language: Language) -> &'static str {
    language.code().unwrap_or_default()
}

/// A file of the base as a row; `None` where it is no file that the loader reads. `own` is the language that entries are
/// written in.
///
/// # Errors
/// [`KnowledgeError::File`]: what the loader refuses, a key that has no column, a value that no cell can give back.
pub(super) fn row_of(file: &SourceFile, own: Language) -> Result<Option<Row>, KnowledgeError> {
    let mut cells: BTreeMap<&'static str, String> = BTreeMap::new();
    let kind = match file.path.split_once('/') {
        None if file.path == INDEX => RowKind::Organisation,
        None => match index_language(&file.path) {
            Some(code) => {
                cells.insert(LANGUAGE, code.to_owned());
                RowKind::OrganisationTranslation
            }
            None => return Ok(None),
        },
        Some((category, name)) => {
            let Some(stem) = name.strip_suffix(".md") else { return Ok(None) };
            cells.insert(CATEGORY, category.to_owned());
            if name == INDEX {
                RowKind::Category
            } else if let Some(code) = index_language(name) {
                cells.insert(LANGUAGE, code.to_owned());
                RowKind::CategoryTranslation
            } else {
                let (id, code) = stem.split_once('.').unwrap_or((stem, code(own)));
                cells.insert(ID, id.to_owned());
                cells.insert(LANGUAGE, code.to_owned());
                if id == stem { RowKind::Entry } else { RowKind::Translation }
            }
        }
    };
    let refused = |message: String| KnowledgeError::File { file: file.path.clone(), line: None, message };
    let (front, body) = front_matter::<toml::Table>(&file.path, &file.text)?;
    let keys = kind.keys();
    if let Some(key) = front.keys().find(|key| keys.iter().all(|(known, _)| known != key)) {
        return Err(refused(format!("the key `{key}` has no column in an export")));
    }
    for (key, shape) in keys {
        let Some(value) = front.get(*key) else { continue };
        let text = shown(value, *shape).map_err(|why| refused(format!("`{key}` {why}")))?;
        if let Some(text) = text {
            cells.insert(key, text);
        }
    }
    if kind.has_answer() {
        cells.insert(ANSWER, body.trim_matches('\n').to_owned());
    }
    for (column, text) in &cells {
        // XML has no way to write most of them, and csv readers stop at some.
        if let Some(c) = text.chars().find(|c| !is_plain(*c)) {
            return Err(refused(format!("`{column}` holds the control character {}", c.escape_unicode())));
        }
    }
    Ok(Some(Row { kind, cells }))
}

/// Whether a cell of every format gives the character back.
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::sample_files;

    fn back(row: &Row) -> SourceFile {
        SourceFile { path: row.path(Language::English).unwrap(), text: row.text().unwrap() }
    }

    #[test]
    fn every_file_of_the_sample_base_comes_back_as_the_same_row() {
        for file in sample_files() {
            let Some(row) = row_of(&file, Language::English).unwrap() else { continue };
            let made = back(&row);
            assert_eq!(made.path, file.path);
            assert_eq!(row_of(&made, Language::English).unwrap().unwrap(), row, "{}", file.path);
        }
    }

    #[test]
    fn what_no_cell_gives_back_is_refused_by_name() {
        let front = "question = \"Q?\"\naudience = \"public\"\nstatus = \"draft\"\nowner = \"o\"\nreviewed = 2026-01-01\n";
        for (more, told) in [
            ("comment = \"x\"\n", "the key `comment` has no column"),
            ("tags = [\" \"]\n", "`tags` holds an empty text"),
            ("short = \"a\\u0007\"\n", "control character"),
        ] {
            let file = SourceFile { path: "a/b.md".into(), text: format!("+++\n{front}{more}+++\nText.\n") };
            let message = row_of(&file, Language::English).unwrap_err().to_string();
            assert!(message.contains(told), "{message}");
        }
    }

    #[test]
    fn a_path_that_leaves_the_base_is_refused() {
        for (id, category) in [("../x", "a"), ("x", ".."), ("x", "a/b"), (".x", "a"), ("x.y", "a"), ("", "a")]
        {
            let cells = [(ID, id), (CATEGORY, category)].map(|(column, text)| (column, text.to_owned()));
            assert!(
                Row::new(RowKind::Entry, cells.into()).path(Language::English).is_err(),
                "{id} {category}"
            );
        }
    }
}
