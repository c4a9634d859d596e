//! What a base learns from reviews: approved wordings, rejected ones, drafts, and the questions that it has no answer to.
//!
//! Files come in and go out as texts. `plan` says which lesson follows from which ruling, `agree` what becomes of lessons
//! that speak of one question, `front` and `draft` write, `check` asks the changed base again and takes back what does harm.

mod agree;
mod check;
mod contrary;
mod draft;
mod front;
mod gaps;
mod lesson;
mod plan;
mod pointing;
mod sent;
mod told;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use gaps::{GAPS_MARK, Gap, gaps_text};
pub use lesson::{Held, PassedOver, Place, Taken};
pub use told::{changes_text, summary_text};

use self::check::Check;
use self::lesson::{Lesson, Planned, Refusal};
use self::plan::Plan;
use super::Reviewed;
use crate::knowledge::{Audience, KnowledgeError, SourceFile, load_files, write};
use crate::respond::Setting;
use crate::retrieval::Index;

/// A review, with the name of the file that it was read from.
#[derive(Clone, Debug)]
pub struct Review {
    /// The file's name without folders.
    pub name: String,
    /// What was decided.
    pub reviewed: Reviewed,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Learning<'a> {
    /// What the wordings are asked again under; its date goes into drafts and updated entries.
    pub setting: &'a Setting,
    /// Whether an edited text takes the place of the entry's answer, and does not become a draft.
    pub update: bool,
}

/// A file of the base that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Path inside the base with `/` between its parts.
    pub path: String,
    /// The text as it was; `None` for a new file.
    pub before: Option<String>,
    /// The text as it becomes.
    pub after: String,
}

/// What was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// The files that change, by path.
    pub changes: Vec<FileChange>,
    /// What was taken into them, in the order of the reviews.
    pub taken: Vec<Taken>,
    /// What was not learned, and why, in the order of the reviews.
    pub passed_over: Vec<PassedOver>,
    /// Questions without an answer, most asked first.
    pub gaps: Vec<Gap>,
}

/// Learns from reviews. `files` are all files of the base.
///
/// # Errors
/// [`KnowledgeError`] where the base cannot be loaded.
pub fn learn(
    files: &[SourceFile],
    reviews: &[Review],
    learning: &Learning<'_>,
) -> Result<Learned, KnowledgeError> {
    let (mut learned, mut after) = turn(files, reviews, learning)?;
    // One wording may bring another row within reach of its entry, and a second run would still learn. Every turn but the last
    // takes a lesson, so the turns end.
    loop {
        let (more, then) = turn(&after, reviews, learning)?;
        if more.taken.is_empty() || changes(&after, then.clone()).is_empty() {
            break;
        }
        learned.passed_over.retain(|row| !more.taken.iter().any(|taken| taken.places.contains(&row.place)));
        learned.taken.extend(more.taken);
        learned.gaps = more.gaps;
        after = then;
    }
    learned.changes = changes(files, after);
    Ok(learned)
}

/// What one reading of the reviews teaches, and the files with it.
fn turn(
    files: &[SourceFile],
    reviews: &[Review],
    learning: &Learning<'_>,
) -> Result<(Learned, Vec<SourceFile>), KnowledgeError> {
    let base = load_files(files, Audience::Internal, false)?;
    let index = Index::build(&base);
    let plan = Plan::new(&index, learning);
    let (mut lessons, mut refused): (Vec<Planned>, Vec<(Place, Refusal)>) = (Vec::new(), Vec::new());
    for (number, review) in reviews.iter().enumerate() {
        for row in &review.reviewed.docket.rows {
            let Some(ruled) = review.reviewed.ruling(row) else { continue };
            let place = Place::of(number, review, row, ruled);
            let (found, refusals) = plan.row(&review.reviewed.docket.head, row, ruled);
            lessons
                .extend(found.into_iter().map(|lesson| Planned::new(&place, &review.reviewed, row, lesson)));
            refused.extend(refusals.into_iter().map(|refusal| (place.clone(), refusal)));
        }
    }
    let (mut lessons, disagreeing) = agree::agree(lessons);
    refused.extend(disagreeing);

    let check = Check::new(files, &base, &index, learning.setting);
    // Every turn takes a lesson back, so the turns end.
    let (after, held) = loop {
        let (after, failed) = applied(files, &lessons, learning);
        let (broken, held) =
            if failed.is_empty() { check.run(&after, &lessons)? } else { (failed, Vec::new()) };
        if broken.is_empty() {
            break (after, held);
        }
        let mut at = 0;
        lessons.retain(|lesson| {
            let why = broken.get(&at).cloned();
            at += 1;
            if let Some(why) = &why {
                refused.extend(lesson.places.iter().map(|place| (place.clone(), why.clone())));
            }
            why.is_none()
        });
    };
    let gaps = gaps::gaps(reviews, &after)?;
    refused.sort_by_key(|(lesson, _)| lesson.order);
    let learned = Learned {
        changes: Vec::new(),
        taken: lessons.iter().zip(held).map(|(lesson, held)| lesson.taken(held)).collect(),
        passed_over: refused.into_iter().map(|(place, refusal)| refusal.of(place)).collect(),
        gaps,
    };
    Ok((learned, after))
}

/// The files with the lessons in them, and the lessons that could not be written.
fn applied(
    files: &[SourceFile],
    lessons: &[Planned],
    learning: &Learning<'_>,
) -> (Vec<SourceFile>, BTreeMap<usize, Refusal>) {
    let mut texts: BTreeMap<String, String> =
        files.iter().map(|f| (f.path.clone(), f.text.clone())).collect();
    let mut ids: BTreeSet<String> = files.iter().filter_map(|file| id_of(&file.path)).collect();
    let today = learning.setting.today;
    let mut failed = BTreeMap::new();
    for (at, planned) in lessons.iter().enumerate() {
        let changed = match &planned.lesson {
            Lesson::Draft(draft) => {
                let path = draft.path(&mut ids);
                Ok((path, draft.file(today)))
            }
            Lesson::Wording { file, text, verdict, .. } => {
                written(&texts, file, |old| front::push(old, "also_asked", &write::wording(text, *verdict)))
            }
            Lesson::NotFor { file, text, .. } => {
                written(&texts, file, |old| front::push(old, "not_for", &write::quoted(text)))
            }
            Lesson::Answer { file, text, .. } => written(&texts, file, |old| {
                front::set_reviewed(&front::set_body(old, &write::markdown(text))?, today)
            }),
        };
        match changed {
            Ok((path, text)) => {
                texts.insert(path, text);
            }
            Err(why) => {
                failed.insert(at, Refusal::new("not-writable", why));
            }
        }
    }
    (texts.into_iter().map(|(path, text)| SourceFile { path, text }).collect(), failed)
}

fn written(
    texts: &BTreeMap<String, String>,
    file: &str,
    change: impl FnOnce(&str) -> Result<String, String>,
) -> Result<(String, String), String> {
    let old = texts.get(file).ok_or_else(|| format!("there is no {file}"))?;
    change(old).map(|new| (file.to_owned(), new)).map_err(|why| format!("{file}: {why}"))
}

/// The id that a file of the base stands for, or translates.
fn id_of(path: &str) -> Option<String> {
    let name = path.split_once('/')?.1.strip_suffix(".md")?;
    Some(name.split('.').next().unwrap_or(name).to_owned())
}

fn changes(before: &[SourceFile], after: Vec<SourceFile>) -> Vec<FileChange> {
    let before: BTreeMap<&str, &str> = before.iter().map(|f| (f.path.as_str(), f.text.as_str())).collect();
    let changed = after.into_iter().filter_map(|file| {
        let old = before.get(file.path.as_str()).map(|text| (*text).to_owned());
        (old.as_ref() != Some(&file.text)).then_some(FileChange {
            path: file.path,
            before: old,
            after: file.text,
        })
    });
    changed.collect()
}
