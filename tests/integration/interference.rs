//! Non-interference: what an audience and a product get is made, byte for byte, as if nothing else stood in the base.

use std::cell::Cell;

use proptest::prelude::*;
use serde_json::Value;
use trustfill::confidence::Policy;
use trustfill::config::Config;
use trustfill::exchange::Export;
use trustfill::knowledge::{Audience, KnowledgeBase, Public, Scope, SourceFile, View, load_files};
use trustfill::lint::{Checking, Fixed, Format as Told, Report, check, render};
use trustfill::publish::{Options, Templates, publish};
use trustfill::questionnaire::{Overrides, Questionnaire, detect};
use trustfill::report::{
    FillReport, OutputNames, answer_line, answer_text, explain_text, fill_json, fill_page, fill_summary,
};
use trustfill::respond::{Docket, DocketFrame, Provenance, SUGGESTIONS, Setting, edits, judge, respond};
use trustfill::retrieval::{Index, Query};
use trustfill::review::{self, Rulings};
use trustfill::stats::{Stats, stats_json, stats_text};
use trustfill::workbook::{EditOptions, Format, Limits, Workbook};

use crate::support::TODAY;

/// Random bases that the law is tried on.
const BASES: u32 = 1_000;
/// Most entries of one, beside the one that everybody sees.
const ENTRIES: usize = 5;
/// What entries are about, and the form asks: a question, another wording of it, a word of the answer.
const TOPICS: [[&str; 3]; 3] = [
    ["Is stored data encrypted?", "Do you encrypt data at rest?", "AES-256"],
    ["Are backups tested?", "How often are backups tested?", "monthly"],
    ["Is there an incident process?", "Är incidenthantering på plats?", "on call"],
];
const PRODUCTS: [&str; 2] = ["compute", "dns"];

/// Folders of a random base; the last has no `_index.md`.
const CATEGORIES: usize = 4;

/// The place of the JSON report among what is made.
const REPORT: usize = 2;

/// A questionnaire, opened.
pub(crate) struct Asked {
    name: String,
    bytes: Vec<u8>,
    workbook: Workbook,
    form: Questionnaire,
}

impl Asked {
    /// A form of comma separated values.
    pub(crate) fn of(name: &str, bytes: Vec<u8>) -> Self {
        let workbook = Workbook::open(bytes.clone(), Format::Csv, &Limits::default()).unwrap();
        let form = detect(&workbook, &Overrides::default()).unwrap();
        Self { name: name.to_owned(), bytes, workbook, form }
    }

    /// Everything that is made of a base for this form, and for its questions one by one.
    pub(crate) fn made(&self, base: &KnowledgeBase) -> Vec<Vec<u8>> {
        let setting = Setting {
            policy: Policy::DEFAULT,
            today: TODAY.parse().unwrap(),
            language: None,
            house: Config::default().choices,
            vendor: Config::default().vendor,
            with_evidence: true,
        };
        let index = Index::build(base);
        let response = respond(&self.workbook, &self.form, &index, &setting);
        let provenance = Provenance::new(&self.name, &self.bytes, base, setting.today);
        let edits = edits(&response, &self.form, None);
        let filled = self.workbook.edit(&edits, &EditOptions::default()).unwrap().bytes;
        let frame = DocketFrame::of(&response, &self.form, &self.workbook, &provenance, &self.name);
        let docket = Docket::of(&response, &frame);
        let rulings = Rulings::default();
        let review = review::write(&response, &provenance, &setting.policy, &rulings, &frame).unwrap();
        let outputs = OutputNames::default();
        let report = FillReport {
            response: &response,
            provenance: &provenance,
            outputs: &outputs,
            folder: "",
            drafts: None,
            cut: 0,
            compared: None,
            carried: None,
            note: None,
            warnings: &[],
        };
        let mut made = vec![
            filled,
            review,
            fill_json(&report).unwrap().into_bytes(),
            fill_page(&report, &docket, "rulings.json").unwrap().into_bytes(),
            fill_summary(&report).into_bytes(),
        ];
        for (_, question) in self.form.questions() {
            let query = Query { question: &question.text, section: None, id: None, language: None };
            let judgement = judge(&index, &query, &question.choices, SUGGESTIONS, &setting);
            let line = serde_json::to_string(&answer_line(serde_json::Value::Null, &judgement)).unwrap();
            made.push((line + &answer_text(&judgement) + &explain_text(&judgement)).into_bytes());
        }
        made
    }
}

/// What is made of a base alone: both exports, the figures, the findings, and the site where the scope is for everybody.
fn made_alone(files: &[SourceFile], scope: &Scope) -> Vec<Vec<u8>> {
    let today = TODAY.parse().unwrap();
    let base = load_files(files, scope.clone(), false).unwrap();
    let export = Export::of(files, scope.clone()).unwrap();
    let stats = Stats::of(&base, today, 30);
    let findings = check(&Checking { files, base: &base, settings: &Config::default().check, today });
    let report = Report {
        findings: &findings,
        fixed: &Fixed::default(),
        base: &base,
        folder: "knowledge",
        today,
        version: "0",
    };
    let mut made = vec![
        export.to_csv(),
        export.to_xlsx().unwrap(),
        stats_text(&stats).into_bytes(),
        stats_json(&stats).to_string().into_bytes(),
        render(&report, Told::Json).unwrap().into_bytes(),
    ];
    if scope.audience == Audience::Public {
        let view = View::<Public>::of(files, &scope.products, false).unwrap();
        let options =
            Options { today, base_url: Some("https://example.com"), templates: &Templates::default() };
        match publish(&view, &options) {
            Ok(site) => {
                made.extend(site.files.into_iter().flat_map(|(path, bytes)| [path.into_bytes(), bytes]))
            }
            Err(error) => made.push(error.to_string().into_bytes()),
        }
    }
    made
}

/// An entry of a random base.
#[derive(Clone, Debug)]
struct Random {
    topic: usize,
    category: usize,
    audience: Audience,
    products: Vec<&'static str>,
    /// Whether it bears the wording that the form asks; two may.
    asked: bool,
    no: bool,
    draft: bool,
    stale: bool,
    translated: bool,
    ruled_out: bool,
}

impl Random {
    fn visible(&self, scope: &Scope) -> bool {
        let named = |product: &&str| scope.products.iter().any(|asked| asked == product);
        let product =
            self.products.is_empty() || scope.products.is_empty() || self.products.iter().any(named);
        self.audience <= scope.audience && product
    }

    fn files(&self, number: usize) -> Vec<SourceFile> {
        let [question, other, answer] = TOPICS[self.topic];
        let asked = if self.asked { question } else { other };
        let verdict = if self.no { "no" } else { "yes" };
        let products =
            self.products.iter().map(|product| format!("\"{product}\"")).collect::<Vec<_>>().join(", ");
        let text = format!(
            "+++\nquestion = \"{asked}\"\nalso_asked = [\"Aspect {number} of {other}\"]\nverdict = \"{verdict}\"\naudience = \"{}\"\nstatus = \"{}\"\nproducts = [{products}]\ntags = [\"tag{number}\"]\nowner = \"owner {number}\"\nreviewed = 2026-01-01\nreview_every = \"{}\"\nevidence = [{{ title = \"Proof {number}\" }}]\nnot_for = [{}]\n+++\nIt is {answer}, says entry {number}.\n\n<!-- note {number} -->\n\nSee [the next](../c{}/e{}.md).\n",
            self.audience.as_str(),
            if self.draft { "draft" } else { "approved" },
            if self.stale { "1 month" } else { "5 years" },
            if self.ruled_out {
                format!("\"{}\"", TOPICS[(self.topic + 1) % TOPICS.len()][0])
            } else {
                String::new()
            },
            // Of the entry that comes next, or of one that is nowhere: who sees neither cannot tell which.
            (self.category + 1) % CATEGORIES,
            number + 1,
        );
        let path = format!("c{}/e{number}", self.category);
        let mut files = vec![SourceFile { path: format!("{path}.md"), text }];
        if self.translated {
            let text =
                format!("+++\nquestion = \"Hur är det med {answer}?\"\n+++\nSå säger post {number}.\n");
            files.push(SourceFile { path: format!("{path}.sv.md"), text });
        }
        files
    }
}

fn random_entry() -> impl Strategy<Value = Random> {
    let audience = prop_oneof![Just(Audience::Public), Just(Audience::Nda), Just(Audience::Internal)];
    let products = prop::sample::subsequence(PRODUCTS.to_vec(), 0..=PRODUCTS.len());
    let flags = prop::array::uniform6(any::<bool>());
    (0..TOPICS.len(), 0..CATEGORIES, audience, products, flags).prop_map(
        |(topic, category, audience, products, [asked, no, draft, stale, translated, ruled_out])| Random {
            topic,
            category,
            audience,
            products,
            asked,
            no,
            draft: draft && stale,
            stale,
            translated,
            ruled_out,
        },
    )
}

/// A claim for every entry that a base may have, whether it is there or not.
fn claims() -> String {
    let claim = |number| {
        format!("[[claims]]\ntitle = \"Claim {number}\"\ntext = \"So it is.\"\nentry = \"e{number}\"\n")
    };
    (0..=ENTRIES).map(claim).collect()
}

/// A base of these entries, by their numbers, and one that everybody sees.
fn base_of<'r>(entries: impl Iterator<Item = (usize, &'r Random)>) -> Vec<SourceFile> {
    let index = |path: &str, front: &str| SourceFile {
        path: format!("{path}_index.md"),
        text: format!("+++\ntitle = \"T\"\n{front}+++\n"),
    };
    let seen_by_all = Random {
        topic: 2,
        category: 0,
        audience: Audience::Public,
        products: Vec::new(),
        asked: true,
        no: false,
        draft: false,
        stale: false,
        translated: false,
        ruled_out: false,
    };
    let mut files = vec![
        index("", &format!("languages = [\"en\", \"sv\"]\nproducts = [\"compute\", \"dns\"]\n{}", claims())),
        index("c0/", ""),
        index("c1/", "order = 2\n"),
        index("c2/", "order = 1\n"),
    ];
    files.extend(seen_by_all.files(0));
    files.extend(entries.flat_map(|(number, entry)| entry.files(number)));
    files
}

fn form() -> Asked {
    let rows: String = TOPICS.iter().map(|[question, ..]| format!("{question},\n")).collect();
    Asked::of("form.csv", format!("Question,Answer\n{rows}").into_bytes())
}

#[test]
fn a_scope_gets_no_trace_and_no_fill_of_what_is_beyond_it_in_a_thousand_bases() {
    let form = form();
    let entries = prop::collection::vec(random_entry(), 1..=ENTRIES);
    let audience = prop_oneof![4 => Just(Audience::Public), 1 => Just(Audience::Nda)];
    let products = prop::sample::subsequence(PRODUCTS.to_vec(), 0..=PRODUCTS.len());
    let config = ProptestConfig { cases: BASES, failure_persistence: None, ..ProptestConfig::default() };
    let (hidden, filled) = (Cell::new(0u32), Cell::new(0u32));
    proptest::test_runner::TestRunner::new(config)
        .run(&(entries, audience, products), |(entries, audience, products)| {
            let scope = Scope { audience, products: products.into_iter().map(str::to_owned).collect() };
            let numbered = || entries.iter().enumerate().map(|(at, entry)| (at + 1, entry));
            let all = base_of(numbered());
            let rest = base_of(numbered().filter(|(_, entry)| entry.visible(&scope)));
            hidden.set(hidden.get() + u32::from(rest.len() < all.len()));
            let with = load_files(&all, scope.clone(), false).unwrap();
            let without = load_files(&rest, scope.clone(), false).unwrap();
            prop_assert_eq!(&with.sha256, &without.sha256);
            let made = form.made(&with);
            prop_assert!(made == form.made(&without), "{:?}", entries);
            prop_assert!(made_alone(&all, &scope) == made_alone(&rest, &scope), "{:?}", entries);
            let report: Value = serde_json::from_slice(&made[REPORT]).unwrap();
            for row in report["rows"].as_array().unwrap().iter().filter(|row| row["decision"] == "fill") {
                let number: usize = row["entry"].as_str().unwrap()[1..].parse().unwrap();
                let Some(entry) = number.checked_sub(1).map(|at| &entries[at]) else { continue };
                let named = |asked: &String| entry.products.contains(&asked.as_str());
                let bound = !entry.products.is_empty();
                prop_assert!(
                    !bound || !with.products.is_empty() && with.products.iter().all(named),
                    "{:?}",
                    row
                );
                prop_assert!(!entry.stale && !entry.draft, "{:?}", row);
                filled.set(filled.get() + u32::from(bound));
            }
            Ok(())
        })
        .unwrap();
    let hidden = hidden.get();
    assert!(hidden > BASES / 2, "only {hidden} bases hide something");
    let filled = filled.get();
    assert!(filled > BASES / 50, "only {filled} rows are filled from an entry of a product");
}

#[test]
fn what_a_scope_may_see_does_leave_a_trace() {
    // Else the law would hold of a program that says nothing.
    let form = form();
    let made = |audience: Audience, entries: &[(usize, &Random)]| {
        let files = base_of(entries.iter().copied());
        form.made(&load_files(&files, audience, false).unwrap())
    };
    let entry = Random {
        topic: 0,
        category: 1,
        audience: Audience::Nda,
        products: Vec::new(),
        asked: true,
        no: false,
        draft: false,
        stale: false,
        translated: false,
        ruled_out: false,
    };
    let (with, without) = (made(Audience::Nda, &[(1, &entry)]), made(Audience::Nda, &[]));
    for (at, (with, without)) in with.iter().zip(&without).take(6).enumerate() {
        assert!(with != without, "output {at}");
    }
    let public = Random { audience: Audience::Public, ..entry };
    let alone = |entries: &[(usize, &Random)]| {
        made_alone(&base_of(entries.iter().copied()), &Scope::from(Audience::Public))
    };
    let (with, without) = (alone(&[(1, &public)]), alone(&[]));
    for (at, (with, without)) in with.iter().zip(&without).take(5).enumerate() {
        assert!(with != without, "output {at} of the base alone");
    }
    assert!(with.len() > without.len(), "the site has no page of the entry");
}
