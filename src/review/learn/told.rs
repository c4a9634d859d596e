//! What was learned, as text for a terminal: the changes line by line, and what was not learned and why.

use similar::TextDiff;

use super::{FileChange, Learned, PassedOver, Place, Taken};
use crate::text::normalise;

/// Characters of a question in a line of the summary.
const SHOWN_QUESTION: usize = 80;

/// The changes as a unified diff. `folder` is what the paths begin with.
pub fn changes_text(changes: &[FileChange], folder: &str) -> String {
    let mut out = String::new();
    for change in changes {
        let old =
            if change.before.is_some() { format!("a/{folder}{}", change.path) } else { "/dev/null".into() };
        let before = change.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &change.after);
        let new = format!("b/{folder}{}", change.path);
        out.push_str(&diff.unified_diff().header(&old, &new).to_string());
    }
    // What a file holds cannot steer a terminal.
    out.chars()
        .flat_map(|c| {
            let plain = !c.is_control() || matches!(c, '\n' | '\t');
            if plain {
                vec![c]
            } else if c == '\r' {
                Vec::new()
            } else {
                c.escape_unicode().collect()
            }
        })
        .collect()
}

/// What was learned, what of it is not filled yet, and what was not learned. `written` tells whether the files were changed.
pub fn summary_text(learned: &Learned, written: bool) -> String {
    let kinds = [
        ("wording", "wordings"),
        ("rejected wording", "rejected wordings"),
        ("answer", "answers"),
        ("draft", "drafts"),
    ];
    let counted: Vec<String> = kinds
        .iter()
        .filter_map(|(one, several)| {
            let count = learned.taken.iter().filter(|taken| taken.kind == *one).count();
            (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { several }))
        })
        .collect();
    let what = if counted.is_empty() { "nothing new".to_owned() } else { counted.join(", ") };
    let did = if written { "learned" } else { "to learn" };
    let mut out = format!("{did}: {what}, in {}\n", files(learned.changes.len()));
    let noted: Vec<(&Taken, &String)> =
        learned.taken.iter().filter_map(|taken| Some((taken, taken.note.as_ref()?))).collect();
    if !noted.is_empty() {
        out.push_str(&format!("learned, and to be read again: {}\n", noted.len()));
        for (taken, note) in noted {
            for place in &taken.places {
                out.push_str(&row(place, note));
            }
        }
    }
    let held: Vec<&Taken> = learned.taken.iter().filter(|taken| taken.held.is_some()).collect();
    if !held.is_empty() {
        out.push_str(&format!("learned, and still not filled: {}\n", held.len()));
        for taken in held {
            let reasons = taken.held.iter().flatten();
            let why: Vec<String> = reasons.map(|r| format!("{}: {}", r.code.as_str(), r.detail)).collect();
            for place in &taken.places {
                out.push_str(&row(place, &why.join("; ")));
            }
        }
    }
    if !learned.passed_over.is_empty() {
        out.push_str(&format!("not learned: {}\n", learned.passed_over.len()));
        for PassedOver { place, code, why } in &learned.passed_over {
            out.push_str(&row(place, &format!("{code}: {why}")));
        }
    }
    out
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn row(place: &Place, why: &str) -> String {
    let question = normalise(&place.question);
    let mut shown: String = question.chars().take(SHOWN_QUESTION).collect();
    if shown.len() < question.len() {
        shown.push('…');
    }
    let line = format!("  {} {}: {why}: \"{shown}\"", place.file, place.row);
    format!("{}\n", line.replace(char::is_control, " "))
}
