//! For a script.

use serde::Serialize;

use super::Report;
use crate::lint::finding::Level;

/// The version of the JSON.
pub const CHECK_SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    tool: &'static str,
    version: &'a str,
    date: String,
    knowledge: Base<'a>,
    fixed: Vec<Done<'a>>,
    denied: usize,
    warned: usize,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Base<'a> {
    title: &'a str,
    audience: &'static str,
    products: &'a [String],
    sha256: &'a str,
    entries: usize,
    sample: bool,
}

#[derive(Serialize)]
struct Done<'a> {
    file: String,
    what: &'a str,
}

#[derive(Serialize)]
struct Line<'a> {
    rule: &'static str,
    level: Level,
    file: String,
    line: Option<u32>,
    entry: Option<&'a str>,
    message: &'a str,
    hint: Option<&'a str>,
    fixable: bool,
}

pub(super) fn text(report: &Report<'_>) -> Result<String, serde_json::Error> {
    let base = report.base;
    let done = report.fixed.done.iter();
    let told = Told {
        schema: CHECK_SCHEMA,
        tool: "trustfill",
        version: report.version,
        date: report.today.to_string(),
        knowledge: Base {
            title: &base.organisation.title,
            audience: base.audience.as_str(),
            products: &base.products,
            sha256: &base.sha256,
            entries: base.entries.len(),
            sample: base.sample,
        },
        fixed: done.map(|(file, what)| Done { file: report.named(file), what }).collect(),
        denied: report.count(Level::Deny),
        warned: report.count(Level::Warn),
        findings: report
            .findings
            .iter()
            .map(|finding| Line {
                rule: finding.rule,
                level: finding.level,
                file: report.named(&finding.found.file),
                line: finding.found.line,
                entry: finding.found.entry.as_deref(),
                message: &finding.found.message,
                hint: finding.found.hint.as_deref(),
                fixable: finding.found.fix.is_some(),
            })
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&told)? + "\n")
}
