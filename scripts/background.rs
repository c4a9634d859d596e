//! Counts in how many questions of real questionnaires each stem and concept stands, for the background frequencies
//! that the suggest score weighs words with.
//!
//! `TRUSTFILL_CORPUS=DIR cargo run --release --example background > src/retrieval/background.tsv`
//!
//! Reads `DIR/questionnaires/*` and the `question` of `DIR/pairs/*.jsonl`; only counts of words leave it, no text.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a script, not the library")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use trustfill::questionnaire::{Overrides, detect};
use trustfill::retrieval::terms;
use trustfill::text::Language;
use trustfill::workbook::{Format, Limits, Workbook};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let corpus = std::env::var("TRUSTFILL_CORPUS")?;
    let mut questions: BTreeSet<String> = BTreeSet::new();
    for path in sorted(&Path::new(&corpus).join("questionnaires"))? {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let Some(format) = Format::from_extension(extension) else { continue };
        let Ok(workbook) = Workbook::open(std::fs::read(&path)?, format, &Limits::default()) else {
            continue;
        };
        if let Ok(form) = detect(&workbook, &Overrides::default()) {
            questions.extend(form.questions().map(|(_, q)| q.text.clone()));
        }
    }
    for path in sorted(&Path::new(&corpus).join("pairs"))? {
        for line in std::fs::read_to_string(&path)?.lines() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            questions.extend(value["question"].as_str().map(str::to_owned));
        }
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents = 0;
    for question in questions.iter().filter(|q| Language::of(q) == Language::English) {
        documents += 1;
        for term in terms(question, Language::English) {
            *counts.entry(term).or_default() += 1;
        }
    }
    println!("# questions\t{documents}");
    for (term, count) in counts.iter().filter(|(_, count)| **count > 1) {
        println!("{term}\t{count}");
    }
    Ok(())
}

fn sorted(folder: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|item| item.map(|i| i.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}
