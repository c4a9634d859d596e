//! The report of a batch as one page: it asks nothing of any network, and links to the files beside it.

use minijinja::value::Serde;
use serde::Serialize;

use super::BatchReport;
use crate::batch::{Counts, FileRecord, Outcome, Totals};
use crate::markup::{self, policy};
use crate::report::html::{PageError, STYLE, short};
use crate::text::shown;

const PAGE: &str = include_str!("page.html");
/// What every page of this tool has in its head, and only this one in its body.
const GENERATOR: &str = "<meta name=\"generator\" content=\"trustfill ";
const KICKER: &str = "<p class=\"kicker\">Report of a batch</p>";

#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    version: &'a str,
    date: &'a str,
    shard: Option<String>,
    base: &'a str,
    base_sha256: &'a str,
    audience: &'a str,
    products: Option<String>,
    sample: bool,
    totals: Totals,
    failed: Vec<File>,
    files: Vec<File>,
    passed_over: Vec<(String, &'a str)>,
}

#[derive(Serialize)]
struct File {
    name: String,
    state: &'static str,
    counts: Option<Counts>,
    outputs: Vec<Link>,
    warnings: Vec<String>,
    error: Option<String>,
    hints: Vec<String>,
}

#[derive(Serialize)]
struct Link {
    words: &'static str,
    address: String,
}

/// The report as a page.
///
/// # Errors
/// [`PageError`]; none in practice, since the template is part of the program.
pub fn batch_page(report: &BatchReport<'_>) -> Result<String, PageError> {
    let BatchReport { head, shard, files } = *report;
    let knowledge = &head.knowledge;
    let page = Page {
        policy: policy(STYLE, &[]),
        style: STYLE,
        version: &head.version,
        date: &head.date,
        shard: shard.map(|shard| shard.to_string()),
        base: &knowledge.title,
        base_sha256: short(&knowledge.sha256),
        audience: &knowledge.audience,
        products: (!knowledge.products.is_empty()).then(|| shown(&knowledge.products.join(", "))),
        sample: knowledge.sample,
        totals: Totals::of(files),
        failed: files.iter().filter(|file| file.outcome == Outcome::Failed).map(File::of).collect(),
        files: files.iter().map(File::of).collect(),
        passed_over: head.passed_over.iter().map(|over| (shown(&over.file), over.why.as_str())).collect(),
    };
    let mut environment = markup::environment()?;
    environment.add_template("batch.html", PAGE)?;
    Ok(environment.get_template("batch.html")?.render(Serde(&page))?)
}

/// Whether a page is one of [`batch_page`], of this version or another.
pub fn is_batch_page(page: &str) -> bool {
    page.contains(GENERATOR) && page.contains(KICKER)
}

impl File {
    fn of(record: &FileRecord) -> Self {
        let done = record.outcome == Outcome::Done;
        Self {
            name: shown(&record.file),
            state: match record.outcome {
                Outcome::Done => "done",
                Outcome::Failed => "failed",
                Outcome::NotRun => "not run",
            },
            counts: record.counts,
            outputs: record.outputs.iter().filter(|_| done).map(|made| Link::of(&made.path)).collect(),
            warnings: record.warnings.iter().map(|text| safe(text)).collect(),
            error: record.error.as_deref().map(safe),
            hints: record.hints.iter().map(|text| safe(text)).collect(),
        }
    }
}

/// A sentence of our own with names from outside in it: nothing hides in it, and its own `>` stays readable.
fn safe(text: &str) -> String {
    shown(text).replace("\\u{3e}", ">").replace("\\u{3c}", "<")
}

impl Link {
    fn of(path: &str) -> Self {
        let words = match path {
            path if path.ends_with(".review.xlsx") => "review workbook",
            path if path.ends_with(".report.html") => "report",
            path if path.ends_with(".report.json") => "report as JSON",
            _ => "form",
        };
        Self { words, address: address(path) }
    }
}

/// A path as a relative address: every byte but the unreserved ones of RFC 3986 and the slash is escaped, and it never
/// begins with what could be taken for a scheme.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let escaped: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("./{escaped}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{Head, Knowledge, Made, PassedOver};

    #[test]
    fn a_name_never_becomes_a_tag_a_scheme_or_a_part_of_an_address() {
        assert_eq!(address("javascript:alert(1)"), "./javascript%3Aalert%281%29");
        assert_eq!(address("a b/å?#.xlsx"), "./a%20b/%C3%A5%3F%23.xlsx");
        let hostile = "<img src=x onerror=alert(1)>\u{202e}\".xlsx";
        let file = FileRecord {
            file: hostile.to_owned(),
            sha256: None,
            outcome: Outcome::Failed,
            exit: 3,
            counts: None,
            outputs: vec![Made { path: hostile.to_owned(), sha256: String::new() }],
            warnings: vec![hostile.to_owned()],
            error: Some(hostile.to_owned()),
            hints: vec![hostile.to_owned()],
        };
        let head = Head {
            version: "1".to_owned(),
            date: "2026-11-23".to_owned(),
            knowledge: Knowledge {
                title: hostile.to_owned(),
                sha256: "0".repeat(64),
                audience: "public".to_owned(),
                products: vec![hostile.to_owned()],
                sample: true,
            },
            run: String::new(),
            inputs: String::new(),
            passed_over: vec![PassedOver { file: hostile.to_owned(), why: hostile.to_owned() }],
        };
        let mut done = file.clone();
        done.outcome = Outcome::Done;
        let page = batch_page(&BatchReport { head: &head, shard: None, files: &[file, done] }).unwrap();
        assert!(!page.contains("<img"), "{page}");
        assert!(is_batch_page(&page) && !is_batch_page("<p>Report of a batch</p>"));
        assert!(page.contains("SAMPLE") && page.contains("href=\".&#x2f;%3Cimg"), "{page}");
    }
}
