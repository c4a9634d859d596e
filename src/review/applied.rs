//! What `apply` did: about eight lines for a person, JSON for a script.

use serde::Serialize;

use super::record::Record;
use crate::respond::DocketHead;

/// Version of the JSON; it rises when a key changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;
/// Digits of the base's hash that a person compares.
const SHOWN_DIGITS: usize = 12;

/// Everything that is told of a run.
#[derive(Clone, Copy, Debug)]
pub struct ApplyReport<'a> {
    /// What the rulings were made on.
    pub head: &'a DocketHead,
    /// What was written.
    pub record: &'a Record,
    /// The names of the final form and of the record; `None` on a dry run.
    pub outputs: Option<(&'a str, &'a str)>,
    /// The folder they are in, as a person named it; empty for the folder of the run.
    pub folder: &'a str,
    /// How many answers are longer than their cells show.
    pub cut: usize,
    /// That the final form is no copy of the customer's file, where it is not.
    pub note: Option<&'a str>,
    /// What a person should know.
    pub warnings: &'a [String],
}

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    tool: &'a str,
    version: &'a str,
    date: &'a str,
    file: &'a str,
    file_sha256: &'a str,
    final_sha256: &'a str,
    outputs: Outputs<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    counts: super::apply::ApplyCounts,
    cut: usize,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct Outputs<'a> {
    #[serde(rename = "final")]
    sent: Option<&'a str>,
    record: Option<&'a str>,
}

/// The run as JSON, indented; the rows stand in the record.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn apply_json(report: &ApplyReport<'_>) -> Result<String, serde_json::Error> {
    let ApplyReport { record, outputs, note, cut, warnings, .. } = *report;
    serde_json::to_string_pretty(&Told {
        schema: SCHEMA_VERSION,
        tool: &record.tool,
        version: &record.version,
        date: &record.date,
        file: &record.original.file,
        file_sha256: &record.original.sha256,
        final_sha256: &record.sent.sha256,
        outputs: Outputs { sent: outputs.map(|o| o.0), record: outputs.map(|o| o.1) },
        note,
        counts: record.counts,
        cut,
        warnings,
    })
}

/// The run for a terminal: what was sent, what stays blank, where it is. Names from outside are given as they are; whoever
/// prints the text makes them fit to be shown.
pub fn apply_summary(report: &ApplyReport<'_>, shown: impl Fn(&str) -> String) -> String {
    let counts = report.record.counts;
    let head = report.head;
    let mut out = report.note.map(|note| format!("note: {note}\n")).unwrap_or_default();
    let mut line = |label: &str, text: &str| out.push_str(&format!("  {label:<20}{text}\n"));
    let first = format!(
        "{}: {} of {} rows answered",
        shown(&report.record.original.file),
        counts.answered,
        counts.rows
    );
    let listed = |parts: &[(usize, &str)]| {
        let told = parts.iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    };
    let answered = listed(&[
        (counts.filled, "filled without a ruling"),
        (counts.accepted, "accepted"),
        (counts.used_2nd, "from 2nd"),
        (counts.used_3rd, "from 3rd"),
        (counts.edited, "edited"),
    ]);
    let blank = listed(&[
        (counts.wrong_match, "wrong match"),
        (counts.left_blank, "left blank"),
        (counts.open, "open"),
        (counts.nothing_found, "nothing found"),
        (counts.general, "general information"),
    ]);
    if !answered.is_empty() {
        line("answered", &answered);
    }
    if !blank.is_empty() {
        line("blank", &blank);
    }
    if counts.answered_before > 0 {
        line("left as they are", &format!("{} answered before", counts.answered_before));
    }
    let sample = if head.sample { ", the SAMPLE base and not your own" } else { "" };
    let digits = head.base_sha256.get(..SHOWN_DIGITS).unwrap_or(&head.base_sha256);
    line("knowledge base", &format!("{} ({}, {digits}{sample})", shown(&head.base), head.audience));
    if !head.products.is_empty() {
        line("products", &shown(&head.products.join(", ")));
    }
    line("date", &report.record.date);
    if report.cut > 0 {
        let answers = if report.cut == 1 {
            "1 answer is longer than its cell shows".to_owned()
        } else {
            format!("{} answers are longer than their cells show", report.cut)
        };
        line("hint", &format!("{answers}; --fit-rows makes the rows higher"));
    }
    match report.outputs {
        None => line("dry run", "nothing was written"),
        Some((sent, record)) => {
            line("final form", &shown(sent));
            line("record", &shown(record));
            if !report.folder.is_empty() {
                line("folder", &shown(report.folder));
            }
        }
    }
    let at = report.note.map_or(0, |note| "note: ".len() + note.len() + 1);
    out.insert_str(at, &(first + "\n"));
    out
}
