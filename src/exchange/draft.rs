//! A draft entry as a file.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::columns::{CATEGORY, ID, RowKind};
use super::error::ExchangeError;
use super::row::Row;
use crate::knowledge::write::{free_id, markdown, quoted, wording};
use crate::knowledge::{Audience, SourceFile, Verdict};
use crate::text::{Language, normalise};

/// What every draft of a run has in common.
#[derive(Clone, Copy, Debug)]
pub struct Drafting<'a> {
    /// Who may read the answers.
    pub audience: Audience,
    /// The folder they go to.
    pub category: &'a str,
    /// Who has to look at them.
    pub owner: &'a str,
    /// The day they are made.
    pub today: Date,
}

/// What a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) question: String,
    /// Other wordings, each with a verdict of its own where it has one.
    pub(super) also_asked: Vec<String>,
    pub(super) verdict: Option<Verdict>,
    /// Plain text.
    pub(super) answer: String,
    /// File, cell and the id of the row.
    pub(super) from: String,
}

impl Draft {
    /// The file.
    pub(super) fn text(&self, drafting: &Drafting<'_>) -> String {
        let mut text = String::from("+++\n");
        // A name of a file may hold what ends a comment.
        let from: String = self.from.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        text.push_str(&format!("# imported from {from}\n"));
        text.push_str(&format!("question = {}\n", quoted(&self.question)));
        if !self.also_asked.is_empty() {
            let items: Vec<String> = self.also_asked.iter().map(|asked| wording(asked, None)).collect();
            text.push_str(&format!("also_asked = [\n  {},\n]\n", items.join(",\n  ")));
        }
        if let Some(verdict) = self.verdict {
            text.push_str(&format!("verdict = \"{}\"\n", verdict.as_str()));
        }
        text.push_str(&format!(
            "audience = \"{}\"\nstatus = \"draft\"\nowner = {}\nreviewed = {}\n+++\n{}\n",
            drafting.audience.as_str(),
            quoted(drafting.owner),
            drafting.today,
            markdown(&self.answer)
        ));
        text
    }
}

/// An entry that somebody begins by hand, as a file of the base: a draft with what can be added, in comments. `existing` are
/// the files of the base; without an `id` one is made of the question. `answer` is plain text.
///
/// # Errors
/// [`ExchangeError::Name`]: an id that is taken, an id or a category that cannot be the name of a file.
pub fn begin(
    existing: &[SourceFile],
    question: &str,
    id: Option<&str>,
    answer: Option<&str>,
    drafting: &Drafting<'_>,
) -> Result<SourceFile, ExchangeError> {
    let mut taken: BTreeSet<String> = existing.iter().filter_map(|file| id_of(&file.path)).collect();
    let question = normalise(question);
    let id = match id {
        Some(id) if taken.contains(id) => {
            return Err(ExchangeError::Name(format!("there is an entry `{id}` already")));
        }
        Some(id) => id.to_owned(),
        None => free_id(&question, &mut taken),
    };
    let cells = [(ID, id), (CATEGORY, drafting.category.to_owned())];
    let path = Row::new(RowKind::Entry, cells.into()).path(Language::English).map_err(ExchangeError::Name)?;
    Ok(SourceFile { path, text: template(&question, answer, drafting) })
}

/// The id of an entry by its path.
fn id_of(path: &str) -> Option<String> {
    let stem = path.split_once('/')?.1.strip_suffix(".md")?;
    Some(stem.split('.').next().unwrap_or(stem).to_owned())
}

fn template(question: &str, answer: Option<&str>, drafting: &Drafting<'_>) -> String {
    format!(
        "+++
question = {}
# Other wordings that the answer below, as it stands, settles in full; one may bear a verdict of its own.
# also_asked = [
#   \"The same in other words?\",
#   {{ q = \"The same asked the other way round?\", verdict = \"no\" }},
# ]
# yes, no, partial or not-applicable; leave it out where the answer is a description.
# verdict = \"yes\"
# For cells that cannot hold the text.
# short = \"A few words.\"
# public, nda or internal.
audience = \"{}\"
# A draft is suggested, never filled. Write \"approved\" when it is true of your organisation.
status = \"draft\"
# controls = [\"ISO 27001:2022 A.5.1\", \"CCM v4 GRC-01\"]
owner = {}
reviewed = {}
# review_every = \"12 months\"
# evidence = [{{ title = \"A certificate\", url = \"https://example.com/certificate\", expires = {} }}]
# not_for = [\"A question that comes near and is another?\"]
+++
{}
",
        quoted(question),
        drafting.audience.as_str(),
        quoted(drafting.owner),
        drafting.today,
        drafting.today,
        answer.map_or_else(|| NOT_WRITTEN.to_owned(), markdown)
    )
}

/// The text of an entry that nobody has written yet; an entry without any text refuses the base.
const NOT_WRITTEN: &str = "Not written yet.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Status, parse_entry};

    const DRAFTING: Drafting<'_> = Drafting {
        audience: Audience::Nda,
        category: "drafts",
        owner: "se\"curity",
        today: jiff::civil::date(2026, 11, 23),
    };

    #[test]
    fn a_draft_loads_with_what_it_says() {
        let draft = Draft {
            question: "Is \"it\"?".into(),
            also_asked: vec!["It?".into()],
            verdict: Some(Verdict::No),
            answer: "No.\n1. never".into(),
            from: "a\nb.csv, B2".into(),
        };
        let entry = parse_entry("a/b.md", "a", "b", &draft.text(&DRAFTING), Language::English).unwrap();
        assert_eq!((entry.question.as_str(), entry.wordings.len()), ("Is \"it\"?", 2));
        assert_eq!(
            (entry.status, entry.audience, entry.owner.as_str()),
            (Status::Draft, Audience::Nda, "se\"curity")
        );
        assert_eq!(entry.answer, "No.\n1. never");
    }

    #[test]
    fn a_new_entry_takes_no_name_that_is_taken_or_leaves_the_base() {
        let begun = |existing: &[SourceFile], id: Option<&str>, category: &str| {
            begin(existing, "1. Is it?", id, None, &Drafting { category, ..DRAFTING })
        };
        let first = begun(&[], None, "a").unwrap();
        assert_eq!(first.path, "a/1-is-it.md");
        let existing = [first];
        assert_eq!(begun(&existing, None, "b").unwrap().path, "b/1-is-it-2.md");
        assert!(begun(&existing, Some("1-is-it"), "b").is_err());
        for (id, category) in [("../x", "a"), ("x", ".."), ("x.sv", "a"), ("_index", "a")] {
            assert!(begun(&existing, Some(id), category).is_err(), "{category}/{id}");
        }
    }

    #[test]
    fn a_template_loads_with_and_without_its_comments() {
        let text = template("Is it?", None, &DRAFTING);
        let entry = parse_entry("a/b.md", "a", "b", &text, Language::English).unwrap();
        assert_eq!((entry.answer.as_str(), entry.wordings.len(), entry.verdict), (NOT_WRITTEN, 1, None));
        // Sentences begin with a capital, keys and items do not.
        let offered: Vec<String> = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with([' ', ']']) => rest.to_owned(),
                _ => line.to_owned(),
            })
            .collect();
        let entry = parse_entry("a/b.md", "a", "b", &offered.join("\n"), Language::English).unwrap();
        assert_eq!((entry.wordings.len(), entry.verdict, entry.evidence.len()), (3, Some(Verdict::Yes), 1));
        assert_eq!((entry.controls.len(), entry.not_for.len()), (2, 1));
    }
}
