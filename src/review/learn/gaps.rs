//! The questions that the base has no answer to, counted over all reviews.

use super::super::{Reviewed, Ruling};
use super::Review;
use super::lesson::language_of;
use crate::confidence::Decision;
use crate::knowledge::{Audience, KnowledgeError, SourceFile, load_files};
use crate::respond::DocketRow;
use crate::retrieval::{Identity, Index};
use crate::text::{Language, normalise};

/// The first line of the file, by which the tool knows its own.
pub const GAPS_MARK: &str = "<!-- written by trustfill learn, which writes it anew each time -->";

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The question, as it was first asked.
    pub question: String,
    /// The heading it stood under there.
    pub section: Option<String>,
    /// How many rows ask it.
    pub count: usize,
    /// The customers' files, in the order of the reviews.
    pub files: Vec<String>,
}

struct Found {
    gap: Gap,
    language: Language,
    identity: Option<Identity>,
    /// Digest of the file and key of the row: a review that is given twice counts once.
    rows: Vec<(String, String)>,
}

/// The gaps of reviews, most asked first. `after` are the files of the base with what was learned.
///
/// # Errors
/// [`KnowledgeError`] where the base cannot be loaded.
pub(super) fn gaps(reviews: &[Review], after: &[SourceFile]) -> Result<Vec<Gap>, KnowledgeError> {
    let base = load_files(after, Audience::Internal, false)?;
    let index = Index::build(&base);
    let mut found: Vec<Found> = Vec::new();
    for review in reviews {
        let head = &review.reviewed.docket.head;
        for row in review.reviewed.docket.rows.iter().filter(|row| !row.general && !row.answered) {
            let language = language_of(row);
            let open = match without_answer(&review.reviewed, row) {
                Open::Ruled => true,
                Open::Left => index.listed(&row.question, language).is_empty(),
                Open::No => false,
            };
            if open {
                add(&mut found, row, language, (&head.file, &head.file_sha256));
            }
        }
    }
    let mut gaps: Vec<Gap> = found.into_iter().map(|found| found.gap).collect();
    gaps.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.question.cmp(&b.question)));
    Ok(gaps)
}

enum Open {
    /// A person said that nothing of the base answers it.
    Ruled,
    /// Nothing came near, and nobody wrote an answer.
    Left,
    No,
}

fn without_answer(reviewed: &Reviewed, row: &DocketRow) -> Open {
    match reviewed.ruling(row).and_then(|ruled| ruled.ruling) {
        Some(Ruling::WrongMatch | Ruling::LeaveBlank) => Open::Ruled,
        Some(Ruling::Edit) => Open::No,
        _ if row.proposed.is_none() && row.decision == Decision::Leave.as_str() => Open::Left,
        _ => Open::No,
    }
}

fn add(found: &mut Vec<Found>, row: &DocketRow, language: Language, (file, sha256): (&str, &str)) {
    let question = normalise(&row.question);
    let identity = Identity::of(&question, language);
    let same = found.iter_mut().find(|other| {
        let meets = match (&identity, &other.identity) {
            (Some(own), Some(other)) => own == other,
            _ => false,
        };
        meets || (other.language == language && other.gap.question.to_lowercase() == question.to_lowercase())
    });
    let from = (sha256.to_owned(), row.key.clone());
    match same {
        Some(same) if same.rows.contains(&from) => {}
        Some(same) => {
            same.rows.push(from);
            same.gap.count += 1;
            if !same.gap.files.iter().any(|known| known == file) {
                same.gap.files.push(file.to_owned());
            }
        }
        None => found.push(Found {
            gap: Gap { question, section: row.section.clone(), count: 1, files: vec![file.to_owned()] },
            language,
            identity,
            rows: vec![from],
        }),
    }
}

/// The gaps as a file: a Markdown table.
pub fn gaps_text(gaps: &[Gap]) -> String {
    let mut out = format!("{GAPS_MARK}\n\n# Questions without an answer\n\n");
    if gaps.is_empty() {
        out.push_str("None.\n");
        return out;
    }
    out.push_str("| asked | question | section | files |\n|---:|---|---|---|\n");
    for gap in gaps {
        let section = gap.section.as_deref().unwrap_or_default();
        let files = gap.files.join(", ");
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            gap.count,
            cell(&gap.question),
            cell(section),
            cell(&files)
        ));
    }
    out
}

/// A text as a cell of a table: on one line, and without any mark that Markdown or a page would obey.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in normalise(text).chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
