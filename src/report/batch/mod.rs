//! What a batch did: a few lines for a person, JSON for a script, a page for whoever looks after the pipeline. Only what the
//! inputs, the base and the configuration decide stands in it: no folder, time, number of workers or of resumed files.

mod page;

use serde::{Deserialize, Serialize};

use super::fill::named_count;
use crate::batch::{FileRecord, Head, Knowledge, Outcome, PassedOver, SCHEMA_VERSION, Shard, Totals};
use crate::text::shown;

pub use page::{batch_page, is_batch_page};

/// What a report says it is.
const KIND: &str = "batch";
/// Files of a kind that the summary names; the report has them all.
const SHOWN_FILES: usize = 10;

/// Everything a report of a batch tells.
#[derive(Clone, Copy, Debug)]
pub struct BatchReport<'a> {
    /// What holds for all files.
    pub head: &'a Head,
    /// The shard, where the inputs were shared out.
    pub shard: Option<Shard>,
    /// The files, in the order of their paths.
    pub files: &'a [FileRecord],
}

/// A report that was read back, to be merged with those of other shards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchPart {
    /// What holds for all files.
    pub head: Head,
    /// The shard; `None` for a report on all files.
    pub shard: Option<Shard>,
    /// Its files.
    pub files: Vec<FileRecord>,
}

#[derive(Deserialize)]
struct ReadBack {
    schema: u32,
    kind: String,
    version: String,
    date: String,
    #[serde(default)]
    shard: Option<String>,
    run: String,
    inputs: String,
    knowledge: Knowledge,
    passed_over: Vec<PassedOver>,
    files: Vec<FileRecord>,
}

/// Reads a report of [`batch_json`].
///
/// # Errors
/// A sentence: it is no report of a batch, or of another version of the format.
pub fn read_batch_json(text: &str) -> Result<BatchPart, String> {
    let read: ReadBack = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if read.kind != KIND || read.schema != SCHEMA_VERSION {
        return Err(format!(
            "it is a report of kind {} and schema {}, not {KIND} and {SCHEMA_VERSION}",
            read.kind, read.schema
        ));
    }
    let shard =
        read.shard.map(|shard| shard.parse::<Shard>().map_err(|error| error.to_string())).transpose()?;
    let ReadBack { version, date, run, inputs, knowledge, passed_over, files, .. } = read;
    Ok(BatchPart { head: Head { version, date, knowledge, run, inputs, passed_over }, shard, files })
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    tool: &'static str,
    kind: &'static str,
    version: &'a str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: Option<String>,
    run: &'a str,
    inputs: &'a str,
    knowledge: &'a Knowledge,
    counts: Totals,
    passed_over: &'a [PassedOver],
    files: &'a [FileRecord],
}

/// The report as JSON, indented, with a line end.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn batch_json(report: &BatchReport<'_>) -> Result<String, serde_json::Error> {
    let BatchReport { head, shard, files } = *report;
    let text = serde_json::to_string_pretty(&Report {
        schema: SCHEMA_VERSION,
        tool: "trustfill",
        kind: KIND,
        version: &head.version,
        date: &head.date,
        shard: shard.map(|shard| shard.to_string()),
        run: &head.run,
        inputs: &head.inputs,
        knowledge: &head.knowledge,
        counts: Totals::of(files),
        passed_over: &head.passed_over,
        files,
    })?;
    Ok(text + "\n")
}

/// Characters of a reason in the summary; the whole one stands in the report.
const REASON: usize = 100;

/// A failed file with why it failed, on one line.
fn with_reason(record: &FileRecord) -> String {
    let file = shown(&record.file);
    let Some(error) = record.error.as_deref() else { return file };
    // Most errors name their file first.
    let own = record.file.rsplit('/').next().unwrap_or_default();
    let bare = error.strip_prefix("could not read ").unwrap_or(error);
    let named =
        [record.file.as_str(), own].into_iter().find_map(|name| bare.strip_prefix(name)?.strip_prefix(": "));
    let reason = named.unwrap_or(error);
    let mut short: String = shown(reason).chars().take(REASON).collect();
    if reason.chars().nth(REASON).is_some() {
        short.push('…');
    }
    format!("{file} ({short})")
}

/// The report for a terminal: the counts, and the failed files by name, with why. `resumed` is how many files were done already.
pub fn batch_summary(report: &BatchReport<'_>, resumed: usize) -> String {
    let BatchReport { head, shard, files } = *report;
    let totals = Totals::of(files);
    let rows = totals.rows;
    let mut out = format!("{}: {} done", named_count(totals.files, "questionnaire"), totals.done);
    for (count, what) in [(totals.failed, "failed"), (totals.not_run, "not run")] {
        if count > 0 {
            out.push_str(&format!(", {count} {what}"));
        }
    }
    out.push('\n');
    let mut fact = |label: &str, text: &str| out.push_str(&format!("  {label:<18}  {text}\n"));
    if let Some(shard) = shard {
        fact("shard", &shard.to_string());
    }
    if resumed > 0 {
        fact("done before", &resumed.to_string());
    }
    fact(
        "questions",
        &format!(
            "{}: {} filled, {} suggested, {} open",
            rows.filled + rows.suggested + rows.open,
            rows.filled,
            rows.suggested,
            rows.open
        ),
    );
    let sample = if head.knowledge.sample { ", the SAMPLE base and not your own" } else { "" };
    let hash = &head.knowledge.sha256;
    let hash = hash.get(..super::HASH_SHOWN).unwrap_or(hash);
    fact(
        "knowledge base",
        &format!("{} ({}, {hash}{sample})", head.knowledge.title, head.knowledge.audience),
    );
    if !head.knowledge.products.is_empty() {
        fact("products", &shown(&head.knowledge.products.join(", ")));
    }
    fact("date", &head.date);
    let failed = files.iter().filter(|file| file.outcome == Outcome::Failed).map(with_reason);
    let over = head.passed_over.iter().map(|over| format!("{} ({})", shown(&over.file), over.why));
    for (label, lines) in [("failed", failed.collect::<Vec<_>>()), ("passed over", over.collect())] {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        lines.iter().take(SHOWN_FILES).zip(labels).for_each(|(line, label)| fact(label, line));
        if lines.len() > SHOWN_FILES {
            fact("", &format!("and {} more", lines.len() - SHOWN_FILES));
        }
    }
    out
}
