//! The labels measure something only as long as the knowledge base was not written from them: no wording may be a label,
//! a trap or a row of a questionnaire in other dress, beyond the headings of the page that the facts come from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use trustfill::knowledge::{Audience, load};
use trustfill::text::{Language, content_stems, fold};

use crate::corpus::{corpus, questionnaires};
use crate::floors::SAME_QUESTION;
use crate::support::{knowledge, trustfill};

/// The headings of the source: everybody asks these in the same words.
const HEADINGS: [&str; 25] = [
    "Digital Sovereignty",
    "Data Stays in Sweden",
    "Certified Security",
    "High Availability",
    "No Vendor Lock-In",
    "How is secret authentication information (for example passwords and keys) handled?",
    "What is expected of users regarding secret authentication information?",
    "Is the environment monitored around the clock?",
    "Is privileged access to the infrastructure logged?",
    "How do you detect capacity shortages before they affect the service?",
    "Can we access our own logs and monitor the service?",
    "How long is monitoring data retained?",
    "Capacity management",
    "Event logging",
    "Protection of log information",
    "Clock synchronisation",
    "How do you work with vulnerabilities and patching?",
    "How do you harden the systems?",
    "How do I report a vulnerability to you?",
    "How do you protect against malicious code?",
    "How do you keep different customers' environments separate?",
    "How do you protect against DDoS and network attacks?",
    "How do you govern and secure your network services?",
    "What role does Elastx have under GDPR?",
    "Is data encrypted at rest?",
];

/// Headings of the source in Swedish, as anybody would translate them.
const SWEDISH_HEADINGS: [&str; 8] = [
    "Övervakas miljön dygnet runt?",
    "Hur länge sparas övervakningsdata?",
    "Loggas privilegierad åtkomst till infrastrukturen?",
    "Hur skyddar ni er mot skadlig kod?",
    "Hur rapporterar jag en sårbarhet till er?",
    "Hur arbetar ni med sårbarheter och patchning?",
    "Hur håller ni olika kunders miljöer åtskilda?",
    "Är data krypterade i vila?",
];

/// What a wording must not be taken from: text and where it stands.
fn measured(corpus: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for name in ["labels.jsonl", "traps.jsonl"] {
        for line in std::fs::read_to_string(corpus.join("gold").join(name)).unwrap().lines() {
            let label: Value = serde_json::from_str(line).unwrap();
            texts.insert(label["question"].as_str().unwrap().to_owned(), format!("{name} {}", label["id"]));
        }
    }
    for path in questionnaires(corpus, &["xlsx", "xlsm", "csv", "tsv"]) {
        let ran = trustfill(["inspect", "--format", "json"]).arg(&path).run();
        let layout: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
        let sheets = layout["sheets"].as_array().into_iter().flatten();
        for row in sheets.flat_map(|sheet| sheet["questions"].as_array().into_iter().flatten()) {
            let place = format!("{} {}", path.file_name().unwrap().to_string_lossy(), row["cell"]);
            texts.insert(row["question"].as_str().unwrap().to_owned(), place);
        }
    }
    texts
}

fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count();
    if shared == 0 { 0.0 } else { shared as f64 / (a.len() + b.len() - shared) as f64 }
}

/// The wordings that are as good as a measured text; a heading of the source is nobody's, on either side.
fn taken(corpus: &Path, wordings: &[(String, Language, String)]) -> Vec<String> {
    let headings: BTreeSet<String> =
        HEADINGS.iter().chain(&SWEDISH_HEADINGS).map(|heading| fold(heading)).collect();
    let texts = measured(corpus);
    let mut found = Vec::new();
    for language in [Language::English, Language::Swedish] {
        let measured: Vec<_> = texts
            .iter()
            .filter(|(text, _)| !headings.contains(&fold(text)))
            .map(|(text, place)| (content_stems(text, language), text, place))
            .collect();
        for (entry, _, text) in
            wordings.iter().filter(|(_, l, text)| *l == language && !headings.contains(&fold(text)))
        {
            let stems = content_stems(text, language);
            let same = measured.iter().find(|(other, _, _)| jaccard(&stems, other) >= SAME_QUESTION);
            found.extend(same.map(|(_, other, place)| format!("{entry}: {text}  =  {place}: {other}")));
        }
    }
    found
}

#[test]
fn no_wording_was_taken_from_what_it_is_measured_on() {
    let Some(corpus) = corpus() else { return };
    let base = load(&knowledge(), Audience::Internal).unwrap();
    let wordings: Vec<(String, Language, String)> = base
        .entries
        .iter()
        .flat_map(|entry| entry.wordings.iter().map(|w| (entry.id.clone(), w.language, w.text.clone())))
        .collect();
    let found = taken(&corpus, &wordings);
    assert!(found.is_empty(), "{} of {}: {found:#?}", found.len(), wordings.len());
}

#[test]
fn no_rejected_wording_was_taken_from_what_it_is_measured_on() {
    let Some(corpus) = corpus() else { return };
    let base = load(&knowledge(), Audience::Internal).unwrap();
    let wordings: Vec<(String, Language, String)> = base
        .entries
        .iter()
        .flat_map(|entry| {
            entry.not_for.iter().map(|text| (entry.id.clone(), Language::of(text), text.clone()))
        })
        .collect();
    let found = taken(&corpus, &wordings);
    assert!(found.is_empty(), "{} of {}: {found:#?}", found.len(), wordings.len());
}
