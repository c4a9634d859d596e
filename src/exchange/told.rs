//! What an import did or would do, as text and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::filled::Outcome;
use super::import::{Fate, Import};
use super::skip::Skip;

/// Version of the JSON; a change that breaks a reader counts it up.
const SCHEMA: u32 = 1;

/// How many of what, counted by the code of their outcome.
fn counts(import: &Import) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let rows = import.rows.iter().map(|row| code(&row.outcome));
    for code in rows.chain(import.changes.iter().map(|change| word(&change.fate))) {
        *counts.entry(code).or_default() += 1;
    }
    counts
}

fn code(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Draft { .. } => "draft",
        Outcome::Merged { .. } => "merged",
        Outcome::Known { .. } => "known",
        Outcome::Skipped(_) => "skipped",
    }
}

fn word(fate: &Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Unchanged => "unchanged",
        Fate::Replaced(_) => "replaced",
        Fate::Differs(_) => "differs",
    }
}

/// The report as text: the files, the rows that became none with the reason (those without an answer
/// in one line), the counts. `written` tells whether the files
/// were written.
pub fn import_text(import: &Import, written: bool) -> String {
    let mut out = String::new();
    for change in &import.changes {
        match &change.fate {
            Fate::New => {
                let standing = change.standing.as_ref().map(|said| format!(" ({said})")).unwrap_or_default();
                out.push_str(&format!("new        {}{standing}\n", change.path));
            }
            Fate::Replaced(columns) => {
                out.push_str(&format!("replaced   {} ({})\n", change.path, columns.join(", ")));
            }
            Fate::Differs(columns) => {
                out.push_str(&format!("differs    {} ({})\n", change.path, columns.join(", ")));
            }
            Fate::Unchanged => {}
        }
    }
    let mut unanswered: (Option<&str>, usize) = (None, 0);
    for row in &import.rows {
        match &row.outcome {
            Outcome::Draft { .. } => {}
            Outcome::Merged { path, answer_differs } => {
                let other =
                    if *answer_differs { "; its answer is another one, and was not taken" } else { "" };
                out.push_str(&format!("merged     {} into {path}{other}\n", row.place));
            }
            Outcome::Known { entry } => {
                out.push_str(&format!("known      {}: `{entry}` answers it\n", row.place));
            }
            // A form that is half answered has hundreds of them.
            Outcome::Skipped(Skip::NoAnswer) => {
                unanswered.0.get_or_insert(&row.place);
                unanswered.1 += 1;
            }
            Outcome::Skipped(skip) => {
                out.push_str(&format!("skipped    {}: {}\n", row.place, skip.told()));
            }
        }
    }
    if let (Some(first), count) = unanswered {
        out.push_str(&format!("skipped    {count} without an answer (first {first})\n"));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let counts = counts(import);
    let count = |code: &str| counts.get(code).copied().unwrap_or(0);
    if !import.rows.is_empty() {
        out.push_str(&format!(
            "{} rows: {} drafts, {} merged, {} known, {} skipped\n",
            import.rows.len(),
            count("draft"),
            count("merged"),
            count("known"),
            count("skipped")
        ));
    }
    let verb = if written { "written" } else { "to write" };
    out.push_str(&format!(
        "{verb}: {} new, {} replaced; {} unchanged{}\n",
        count("new"),
        count("replaced"),
        count("unchanged"),
        match count("differs") {
            0 => String::new(),
            differs => format!(", {differs} that differ"),
        }
    ));
    if !written && import.written().next().is_some() {
        out.push_str("nothing is written without --write\n");
    }
    out
}

/// The report as JSON.
pub fn import_json(import: &Import, written: bool) -> Value {
    let changes = import.changes.iter().map(|change| {
        let columns: &[&str] = match &change.fate {
            Fate::Replaced(columns) | Fate::Differs(columns) => columns,
            Fate::New | Fate::Unchanged => &[],
        };
        json!({"path": change.path, "change": word(&change.fate), "columns": columns})
    });
    let rows = import.rows.iter().map(|row| {
        let (entry, reason, told) = match &row.outcome {
            Outcome::Draft { path } | Outcome::Merged { path, .. } => (Some(path.as_str()), None, None),
            Outcome::Known { entry } => (Some(entry.as_str()), None, None),
            Outcome::Skipped(skip) => {
                let entry = match skip {
                    Skip::Contradicts { entry, .. } => Some(entry.as_str()),
                    _ => None,
                };
                (entry, Some(skip.code()), Some(skip.told()))
            }
        };
        let differs = matches!(row.outcome, Outcome::Merged { answer_differs: true, .. });
        json!({
            "place": row.place,
            "question": row.question,
            "outcome": code(&row.outcome),
            "entry": entry,
            "answer_differs": differs,
            "reason": reason,
            "told": told,
        })
    });
    json!({
        "schema": SCHEMA,
        "written": written,
        "counts": counts(import),
        "changes": changes.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "other_columns": import.other_columns,
    })
}
