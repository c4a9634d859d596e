//! SARIF 2.1.0 (OASIS), as code scanning services take it.

use serde_json::{Value, json};

use super::Report;
use crate::lint::finding::{Finding, Level};
use crate::lint::rules::RULES;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn text(report: &Report<'_>) -> Result<String, serde_json::Error> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.summary },
                "help": { "text": rule.doc, "markdown": rule.doc },
                "defaultConfiguration": { "enabled": rule.level != Level::Allow, "level": level(rule.level) },
            })
        })
        .collect();
    let results: Vec<Value> = report.findings.iter().map(|finding| result(report, finding)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "trustfill", "version": report.version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

fn result(report: &Report<'_>, finding: &Finding) -> Value {
    let found = &finding.found;
    let text = match &found.hint {
        Some(hint) => format!("{}. {hint}", found.message),
        None => found.message.clone(),
    };
    json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.code == finding.rule),
        "level": level(finding.level),
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&report.named(&found.file)) },
                // A service shows a finding on a line; one of a whole file stands on its first.
                "region": { "startLine": found.line.unwrap_or(1) },
            },
        }],
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "none",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}

/// A path as a relative reference (RFC 3986): what is no plain character is written in hexadecimal.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference_that_every_reader_takes() {
        assert_eq!(uri("knowledge/a b/år.md"), "knowledge/a%20b/%C3%A5r.md");
        assert_eq!(uri("../kb/one.sv.md"), "../kb/one.sv.md");
    }
}
