//! For a person: a line a finding, files apart from each other, a count at the end.

use anstyle::{AnsiColor, Style};

use super::Report;
use crate::lint::finding::{Finding, Level};
use crate::text::shown;

pub(super) fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    for (file, what) in &report.fixed.done {
        out.push_str(&format!("{}: fixed: {}\n", shown(&report.named(file)), shown(what)));
    }
    let mut last: Option<&str> = None;
    for finding in report.findings {
        let file = finding.found.file.as_str();
        if !out.is_empty() && last != Some(file) {
            out.push('\n');
        }
        last = Some(file);
        out.push_str(&told(report, finding));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&counted(report));
    out
}

fn told(report: &Report<'_>, finding: &Finding) -> String {
    let Finding { rule, level, found } = finding;
    let colour = if *level == Level::Deny { AnsiColor::Red } else { AnsiColor::Yellow };
    let style = Style::new().fg_color(Some(colour.into())).bold();
    let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
    let fixable = if found.fix.is_some() { ", fixable" } else { "" };
    let mut out = format!(
        "{}{line}: {style}{}{style:#}: {} [{rule}{fixable}]\n",
        shown(&report.named(&found.file)),
        level.as_str(),
        shown(&found.message)
    );
    if let Some(hint) = &found.hint {
        out.push_str(&format!("  hint: {}\n", shown(hint)));
    }
    out
}

fn counted(report: &Report<'_>) -> String {
    let entries = report.base.entries.len();
    let (deny, warn) = (report.count(Level::Deny), report.count(Level::Warn));
    let fixable = report.findings.iter().filter(|finding| finding.found.fix.is_some()).count();
    let mut parts = Vec::new();
    if deny > 0 {
        parts.push(format!("{deny} denied"));
    }
    if warn > 0 {
        parts.push(format!("{warn} {}", if warn == 1 { "warning" } else { "warnings" }));
    }
    if fixable > 0 {
        parts.push(format!("{fixable} fixable with --fix"));
    }
    if parts.is_empty() {
        parts.push("nothing found".to_owned());
    }
    let entries = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
    let products = match report.base.products.as_slice() {
        [] => String::new(),
        [one] => format!("product {}, ", shown(one)),
        several => format!("products {}, ", shown(&several.join(", "))),
    };
    let (audience, found) = (report.base.audience.as_str(), parts.join(", "));
    format!("checked {entries} ({audience}, {products}{}): {found}\n", report.today)
}
