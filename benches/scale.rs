//! How long an index and a question take over bases of 25, 1,000 and 10,000 entries.
//!
//! The bases are made here, of words that are put together from two lists: an entry has a question, eight wordings and
//! an answer of five sentences. `docs/performance.md` tells how to run this on one core, and what came out.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use trustfill::knowledge::{Audience, KnowledgeBase, SourceFile, load_files};
use trustfill::retrieval::{Index, Query};

/// Entries of the bases: a first one, a large one, and one that nobody has written yet.
const SIZES: [usize; 3] = [25, 1_000, 10_000];
/// Questions that are asked in turn: so many that most meet entries for the first time in a base of 10,000.
const QUESTIONS: usize = 2_000;

/// First and second halves of words; a base has some 6,000 different ones, as many as a large one of real entries.
const HEADS: &[&str] = &[
    "access",
    "archive",
    "asset",
    "audit",
    "backup",
    "badge",
    "basket",
    "bridge",
    "cable",
    "capacity",
    "carrier",
    "chain",
    "channel",
    "change",
    "clock",
    "cluster",
    "code",
    "container",
    "contract",
    "copy",
    "customer",
    "data",
    "device",
    "disk",
    "domain",
    "door",
    "engine",
    "event",
    "export",
    "failure",
    "fence",
    "field",
    "file",
    "filter",
    "folder",
    "gate",
    "group",
    "guard",
    "host",
    "image",
    "incident",
    "key",
    "label",
    "laptop",
    "ledger",
    "library",
    "limit",
    "link",
    "log",
    "mail",
    "media",
    "memory",
    "message",
    "meter",
    "mirror",
    "network",
    "node",
    "office",
    "order",
    "owner",
    "packet",
    "paper",
    "patch",
    "path",
    "person",
    "power",
    "print",
    "queue",
    "rack",
    "record",
    "region",
    "report",
    "risk",
    "room",
    "route",
    "rule",
    "scan",
    "script",
    "sensor",
    "server",
];
const TAILS: &[&str] = &[
    "band", "base", "board", "book", "box", "card", "case", "check", "count", "course", "day", "desk",
    "drive", "edge", "end", "face", "form", "frame", "front", "grid", "hand", "head", "hold", "house",
    "lane", "layer", "line", "list", "lock", "map", "mark", "mate", "mill", "name", "net", "pack", "pad",
    "page", "pass", "piece", "place", "plan", "plate", "point", "pool", "port", "post", "range", "rate",
    "ring", "ship", "side", "sight", "size", "space", "spot", "stack", "stage", "stamp", "stand", "step",
    "stock", "stone", "store", "stream", "strip", "sum", "table", "tag", "time", "tool", "track", "trail",
    "view", "walk", "ward", "watch", "way", "work", "yard",
];

/// Numbers that look random and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap_or_default()
    }

    fn words(&mut self, count: usize) -> String {
        let mut word = || HEADS[self.below(HEADS.len())].to_owned() + TAILS[self.below(TAILS.len())];
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    }
}

fn base(entries: usize) -> KnowledgeBase {
    let mut dice = Dice(7);
    let files: Vec<SourceFile> = (0..entries)
        .map(|entry| {
            let wordings: Vec<String> = (0..8).map(|_| format!("\"Do you {}?\"", dice.words(9))).collect();
            let sentences: Vec<String> = (0..5).map(|_| format!("We {}.", dice.words(12))).collect();
            SourceFile {
                path: format!("made/entry-{entry}.md"),
                text: format!(
                    "+++\nquestion = \"Is {}?\"\nalso_asked = [{}]\nverdict = \"yes\"\naudience = \"public\"\n\
                     status = \"approved\"\nowner = \"bench\"\nreviewed = 2026-01-01\n+++\n{}\n",
                    dice.words(9),
                    wordings.join(", "),
                    sentences.join(" ")
                ),
            }
        })
        .collect();
    load_files(&files, Audience::Public, false).expect("entries that load")
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut dice = Dice(11);
    let questions: Vec<String> = (0..QUESTIONS).map(|_| format!("Do you {}?", dice.words(8))).collect();
    for entries in SIZES {
        let base = base(entries);
        let mut group = criterion.benchmark_group("index");
        group.sample_size(10).measurement_time(Duration::from_secs(10));
        group.bench_function(BenchmarkId::from_parameter(entries), |b| b.iter(|| Index::build(&base)));
        group.finish();
        let index = Index::build(&base);
        let mut next = questions.iter().cycle();
        let mut group = criterion.benchmark_group("question");
        group.bench_function(BenchmarkId::from_parameter(entries), |b| {
            b.iter(|| {
                let question = next.next().map(String::as_str).unwrap_or_default();
                index.rank(black_box(&Query { question, section: None, id: None, language: None }))
            });
        });
        group.finish();
    }
    criterion.final_summary();
}
