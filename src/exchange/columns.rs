//! The columns of an export: which there are, and how the values of each stand in a cell.

/// What a row of an export stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowKind {
    /// `_index.md` of the base.
    Organisation,
    /// `<category>/_index.md`.
    Category,
    /// `_index.<language>.md`.
    OrganisationTranslation,
    /// `<category>/_index.<language>.md`.
    CategoryTranslation,
    /// `<category>/<id>.md`.
    Entry,
    /// `<category>/<id>.<language>.md`.
    Translation,
}

/// How the value of a key stands in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The text.
    Text,
    /// A word of a fixed few; blanks around it do not count.
    Word,
    /// A date.
    Date,
    /// A whole number.
    Number,
    /// A text a line.
    List,
    /// A wording a line, one with a verdict of its own as `[no] text`.
    Wordings,
    /// A document a line: `title <url> (expires DATE)`.
    Evidence,
    /// A table a line: `first | second`, with ` | third` where it has the last key, which it may lack.
    Tables(&'static [&'static str; 3]),
    /// A name and its text a line: `name | text`.
    Map,
}

const CLAIM: Shape = Shape::Tables(&["title", "text", "entry"]);
const CONTACT: Shape = Shape::Tables(&["title", "email", "kind"]);

/// A key of the front matter, which is a column of the same name.
pub(super) type Key = (&'static str, Shape);

impl RowKind {
    /// Every kind.
    pub(super) const ALL: [Self; 6] = [
        Self::Organisation,
        Self::Category,
        Self::OrganisationTranslation,
        Self::CategoryTranslation,
        Self::Entry,
        Self::Translation,
    ];

    /// The kinds of the sheet that has no entries.
    pub(super) const OF_THE_BASE: [Self; 4] =
        [Self::Organisation, Self::Category, Self::OrganisationTranslation, Self::CategoryTranslation];

    /// The word in the column [`KIND`].
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Category => "category",
            Self::OrganisationTranslation => "organisation translation",
            Self::CategoryTranslation => "category translation",
            Self::Entry => "entry",
            Self::Translation => "translation",
        }
    }

    /// The keys of its file, in the order they are written.
    pub(super) fn keys(self) -> &'static [Key] {
        match self {
            Self::Organisation => &[
                ("title", Shape::Text),
                ("blurb", Shape::Text),
                ("languages", Shape::List),
                ("products", Shape::List),
                (CLAIMS, CLAIM),
                ("contacts", CONTACT),
            ],
            Self::OrganisationTranslation => &[
                ("title", Shape::Text),
                ("blurb", Shape::Text),
                (CLAIMS, CLAIM),
                ("contacts", CONTACT),
                ("tags", Shape::Map),
            ],
            Self::CategoryTranslation => &[("title", Shape::Text), ("blurb", Shape::Text)],
            Self::Category => &[("title", Shape::Text), ("order", Shape::Number), ("blurb", Shape::Text)],
            Self::Entry => &[
                ("question", Shape::Text),
                (ALSO_ASKED, Shape::Wordings),
                ("verdict", Shape::Word),
                ("short", Shape::Text),
                ("audience", Shape::Word),
                ("status", Shape::Word),
                ("products", Shape::List),
                ("tags", Shape::List),
                ("controls", Shape::List),
                ("owner", Shape::Text),
                ("reviewed", Shape::Date),
                ("review_every", Shape::Text),
                ("evidence", Shape::Evidence),
                ("not_for", Shape::List),
            ],
            Self::Translation => &[
                ("question", Shape::Text),
                (ALSO_ASKED, Shape::Wordings),
                ("short", Shape::Text),
                ("status", Shape::Word),
                ("reviewed", Shape::Date),
                ("review_every", Shape::Text),
            ],
        }
    }

    /// The columns that its path is made of.
    pub(super) fn place(self) -> &'static [&'static str] {
        match self {
            Self::Organisation => &[],
            Self::Category => &[CATEGORY],
            Self::OrganisationTranslation => &[LANGUAGE],
            Self::CategoryTranslation => &[CATEGORY, LANGUAGE],
            Self::Entry | Self::Translation => &[ID, CATEGORY, LANGUAGE],
        }
    }

    /// Whether it has an answer below its front matter.
    pub(super) fn has_answer(self) -> bool {
        matches!(self, Self::Entry | Self::Translation)
    }

    /// Whether a cell of that column belongs to it.
    pub(super) fn takes(self, column: &str) -> bool {
        column == KIND
            || self.place().contains(&column)
            || (column == ANSWER && self.has_answer())
            || self.keys().iter().any(|(key, _)| *key == column)
    }
}

pub(super) const KIND: &str = "kind";
pub(super) const ID: &str = "id";
pub(super) const CATEGORY: &str = "category";
pub(super) const LANGUAGE: &str = "language";
pub(super) const QUESTION: &str = "question";
pub(super) const ALSO_ASKED: &str = "also_asked";
pub(super) const ANSWER: &str = "answer";
pub(super) const CLAIMS: &str = "claims";

/// The columns of entries and translations.
pub(super) const ENTRY_COLUMNS: &[&str] = &[
    KIND,
    ID,
    CATEGORY,
    LANGUAGE,
    QUESTION,
    ALSO_ASKED,
    "verdict",
    "short",
    ANSWER,
    "audience",
    "status",
    "products",
    "tags",
    "controls",
    "owner",
    "reviewed",
    "review_every",
    "evidence",
    "not_for",
];
/// The columns of categories, of the organisation, and of their translations.
pub(super) const BASE_COLUMNS: &[&str] = &[
    KIND,
    CATEGORY,
    LANGUAGE,
    "title",
    "order",
    "blurb",
    "languages",
    "products",
    CLAIMS,
    "contacts",
    "tags",
];

/// The columns of a table that holds everything, each once.
pub(super) fn all_columns() -> Vec<&'static str> {
    let more = BASE_COLUMNS.iter().filter(|column| !ENTRY_COLUMNS.contains(column));
    ENTRY_COLUMNS.iter().chain(more).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_every_part_of_a_path_has_a_column() {
        for kind in RowKind::ALL {
            let columns = match kind {
                RowKind::Entry | RowKind::Translation => ENTRY_COLUMNS,
                _ => BASE_COLUMNS,
            };
            for column in kind.keys().iter().map(|(key, _)| key).chain(kind.place()) {
                assert!(columns.contains(column), "{} has no column {column}", kind.word());
            }
            let wanted = columns.iter().filter(|column| kind.takes(column)).count();
            assert!(wanted > kind.keys().len());
        }
    }
}
