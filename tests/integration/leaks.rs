//! Every word of an entry that an audience may not see, looked for in everything that is made for that audience.
//!
//! Each entry of a base of our own bears a word of its own in every field. All commands that read a base run over it, well
//! and badly used, and what they print and write is searched. A command that is not listed here fails the test: nobody
//! adds an output without saying whether it may be read outside the house.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use trustfill::knowledge::Audience;

use crate::support::{Desk, Ran, Run, TODAY, trustfill};

/// What the entries are about; the form asks the same, and something that no entry answers.
const QUESTIONS: [&str; 4] = [
    "Is stored data encrypted?",
    "Are backups tested?",
    "How are access rights reviewed?",
    "Which certificates do you hold?",
];
/// Commands that read no base, or tell nobody but the house what is in it: what they say is not searched.
const NOT_SEARCHED: [&str; 6] = ["init", "inspect", "completions", "man", "new", "import"];
/// Commands that are searched.
const SEARCHED: [&str; 10] =
    ["fill", "batch", "apply", "ask", "learn", "eval", "check", "stats", "export", "publish"];

/// The word that stands in a field of the entries of an audience. Letters and digits only, so that no format escapes it.
fn mark(audience: Audience, entry: usize, field: &str) -> String {
    format!("{}{entry}{field}", prefix(audience))
}

/// What every word of an audience begins with.
fn prefix(audience: Audience) -> String {
    format!("mark{}word", audience.as_str())
}

/// A base with all questions answered for each audience, a word in every field.
fn put_base(desk: &Desk) {
    let claims: String = Audience::ALL
        .into_iter()
        .map(|audience| {
            let id = mark(audience, 0, "id");
            format!("[[claims]]\ntitle = \"Claim\"\ntext = \"So it is.\"\nentry = \"{id}\"\n")
        })
        .collect();
    desk.put("knowledge/_index.md", format!("+++\ntitle = \"House\"\n{claims}+++\n"));
    desk.put("knowledge/all/_index.md", "+++\ntitle = \"All\"\n+++\n");
    for audience in Audience::ALL {
        let own = format!("{}only", prefix(audience));
        let blurb = mark(audience, 0, "blurb");
        desk.put(
            &format!("knowledge/{own}/_index.md"),
            format!("+++\ntitle = \"{own}\"\nblurb = \"{blurb}\"\n+++\n"),
        );
        let bare = mark(audience, QUESTIONS.len(), "bare");
        desk.put(
            &format!("knowledge/{bare}/{bare}.md"),
            format!(
                "+++\nquestion = \"Is {bare} so?\"\naudience = \"{}\"\nstatus = \"approved\"\nowner = \"{bare}\"\nreviewed = 2026-01-01\n+++\nYes, see [it](../all/{}.md).\n",
                audience.as_str(),
                mark(audience, 0, "id"),
            ),
        );
        for (number, question) in QUESTIONS.iter().enumerate() {
            let m = |field: &str| mark(audience, number, field);
            // One entry of each audience stands among those of the others, the rest in a folder of their own.
            let folder = if number == 0 { "all" } else { &own };
            let id = m("id");
            let verdict = if question.starts_with("How") || question.starts_with("Which") {
                ""
            } else {
                "verdict = \"yes\"\n"
            };
            // The public text stands under the very question; the others are near it, so that they would be seen if they could.
            let asked = if audience == Audience::Public {
                (*question).to_owned()
            } else {
                format!("{question} {}", m("question"))
            };
            desk.put(
                &format!("knowledge/{folder}/{id}.md"),
                format!(
                    "+++\n# {comment}\nquestion = \"{asked}\"\nalso_asked = [\"{also} {question}\"]\n{verdict}short = \"{short}\"\naudience = \"{word}\"\nstatus = \"approved\"\n{product}tags = [\"{tag}\"]\ncontrols = [\"{control}\"]\nowner = \"{owner}\"\nreviewed = 2026-01-01\nreview_every = \"{months} months\"\nevidence = [{{ title = \"{title}\", url = \"https://example.com/{url}\" }}]\nnot_for = [\"{not_for} {question}\"]\n+++\n{answer} is how it is done.\n\n<!-- {html} -->\n\nSee [{link}](https://example.com/{address}) and [more]({next}.md).<!-- {html} -->\n",
                    // What is no text is a note of the house, whoever may read the entry.
                    comment = mark(Audience::Internal, number, "comment"),
                    also = m("also"),
                    short = m("short"),
                    word = audience.as_str(),
                    // The others are for all products, and can be filled.
                    product = if number % 2 == 0 { String::new() } else { format!("products = [\"{}\"]\n", m("product")) },
                    tag = m("tag"),
                    control = m("control"),
                    owner = m("owner"),
                    // Some are stale, and are told as such.
                    months = if number % 2 == 0 { 24 } else { 6 },
                    title = m("title"),
                    url = m("url"),
                    not_for = m("notfor"),
                    answer = m("answer"),
                    html = mark(Audience::Internal, number, "html"),
                    link = m("link"),
                    address = m("address"),
                    // Of the same audience; entries that a reader sees do not name those that he does not.
                    next = mark(audience, (number + 1) % QUESTIONS.len(), "id"),
                ),
            );
            desk.put(
                &format!("knowledge/{folder}/{id}.sv.md"),
                format!(
                    "+++\nquestion = \"Fråga {}?\"\nshort = \"{}\"\n+++\n{} är svaret.\n",
                    m("svquestion"),
                    m("svshort"),
                    m("svanswer")
                ),
            );
        }
    }
}

/// The forms, labels and questions that go in.
fn put_inputs(desk: &Desk) {
    let rows: String = QUESTIONS.iter().map(|question| format!("{question},\n")).collect();
    desk.put("form.csv", format!("Question,Answer\n{rows}Do you run a canteen?,\n\"Is stored data encrypted, and are backups tested?\",\n"));
    desk.put("empty.csv", "a,b\n1,2\n");
    let labels: String = QUESTIONS
        .iter()
        .map(|q| {
            format!("{}\n", serde_json::json!({"question": q, "full": [mark(Audience::Public, 0, "id")]}))
        })
        .collect();
    desk.put("labels.jsonl", labels);
    desk.put("bad.jsonl", "{\"question\": 1}\n");
}

/// What a run printed, with the name it is told by.
type Printed = (String, Ran);

/// Runs everything that is made for an audience on a desk; the outputs stay in its folder `out`.
fn made_for(desk: &Desk, audience: Audience) -> Vec<Printed> {
    let mut printed = Vec::new();
    let mut ran = |name: &str, run: Run, code: i32| {
        let ran = run.in_dir(desk.path()).ends_with(code);
        printed.push((name.to_owned(), ran));
    };
    let audience = audience.as_str();
    let run = |arguments: &[&str]| trustfill(arguments).args(["--audience", audience, "--today", TODAY]);
    std::fs::create_dir_all(desk.join("out")).unwrap();
    let fill = ["fill", "form.csv", "--with-evidence", "--report", "html,json"];

    ran("fill", run(&fill).args(["--out-dir", "out"]), 0);
    ran("fill --drafts", run(&fill).args(["--drafts=0", "-o", "out/drafts.csv"]), 0);
    let own = mark(Audience::Public, 1, "product");
    ran("fill --product", run(&fill).args(["--product", &own, "-o", "out/product.csv"]), 0);
    ran("fill --format json", run(&fill).args(["--dry-run", "--format", "json"]), 0);
    ran("fill over itself", run(&fill).args(["--out-dir", "out"]), 4);
    ran("fill of a file without a form", run(&["fill", "empty.csv", "--out-dir", "out"]), 3);
    ran("fill for an unknown product", run(&fill).args(["--product", "nothing", "--dry-run"]), 2);
    ran("fill of nothing", run(&["fill", "nowhere.csv"]), 3);

    let batch = ["batch", "form.csv", "empty.csv", "--report", "html,json"];
    ran("batch", run(&batch).args(["--out-dir", "out/batch", "--events", "out/events.jsonl"]), 3);
    ran("batch again", run(&batch).args(["--out-dir", "out/batch", "--events", "-"]), 3);

    let ruled = |options: &[&str]| {
        trustfill(["apply", "out/form.review.xlsx", "--today", TODAY]).args(options.iter())
    };
    ran("apply", ruled(&["--allow-open", "--original", "form.csv", "--out-dir", "out"]), 0);
    ran("fill --records", run(&fill).args(["--records", "out", "--dry-run"]), 0);
    ran("apply with open rows", ruled(&["--original", "form.csv", "-o", "out/other.csv"]), 1);
    ran("apply to another form", ruled(&["--original", "empty.csv", "-o", "out/third.csv"]), 3);

    for question in QUESTIONS {
        ran("ask --explain", run(&["ask", question, "--explain", "--top", "30"]), 0);
        ran(
            "ask --format json",
            run(&["ask", question, "--format", "json", "--choice", "Yes", "--choice", "No"]),
            0,
        );
    }
    let lines: String =
        QUESTIONS.iter().map(|q| format!("{}\n", serde_json::json!({"id": 1, "question": q}))).collect();
    ran("ask --stdin", run(&["ask", "--stdin", "--top", "30"]).input(lines), 0);
    ran("ask in Swedish", run(&["ask", "Är lagrade data krypterade?", "--language", "sv", "--explain"]), 0);
    ran("ask of nothing", run(&["ask", " "]), 2);
    ran("ask of what is no JSON", run(&["ask", "--stdin"]).input("{"), 3);

    ran("eval", run(&["eval", "labels.jsonl"]), 0);
    ran(
        "eval --format json",
        run(&["eval", "labels.jsonl", "--format", "json", "--diagram", "out/eval.svg"]),
        0,
    );
    ran("eval of what is no label", run(&["eval", "bad.jsonl"]), 3);

    for format in ["human", "json", "sarif", "github"] {
        ran("check", run(&["check", "--strict", "--format", format]), 1);
    }
    ran("stats", run(&["stats"]), 0);
    ran("stats --format json", run(&["stats", "--format", "json"]), 0);
    ran("export", trustfill(["export", "-o", "out/base.xlsx", "--audience", audience]), 0);
    ran("export over itself", trustfill(["export", "-o", "out/base.xlsx", "--audience", audience]), 4);
    ran("export to csv", trustfill(["export", "-o", "out/base.csv", "--audience", audience]), 0);
    let publish = ["publish", "--out-dir", "out/site", "--base-url", "https://example.com", "--today", TODAY];
    ran("publish", trustfill(publish), 0);
    ran("publish for an unknown product", trustfill(publish).args(["--product", "nothing"]), 2);

    crate::apply::rule(desk, "out/form.csv", |row| {
        let ruling =
            if row.decision == "review" { ["accept", "", ""] } else { ["edit", "", "Yes. At noon."] };
        (row.decision != "fill").then(|| ruling.map(str::to_owned))
    });
    let learn = ["learn", "out/form.review.xlsx", "--today", TODAY, "--gaps", "out/gaps.md"];
    ran("learn", trustfill(learn), 0);
    ran("learn from a form", trustfill(["learn", "form.csv", "--today", TODAY]), 3);
    printed
}

/// The texts in which a word could stand: the bytes as they are, and every part of a zip.
fn texts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = vec![bytes.to_vec()];
    if bytes.starts_with(b"PK")
        && let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(bytes))
    {
        for at in 0..package.len() {
            let mut part = package.by_index(at).unwrap();
            let mut inside = part.name().unwrap().as_bytes().to_vec();
            part.read_to_end(&mut inside).unwrap();
            texts.push(inside);
        }
    }
    texts
}

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").unwrap());
static ESCAPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\\u00([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2});|&#([0-9]{2,3});").unwrap());

/// Whether a word stands in bytes: in any case, through tags and behind escapes of XML, HTML and JSON, and as base64.
fn holds(bytes: &[u8], word: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(word);
    texts(bytes).iter().any(|text| {
        let text = String::from_utf8_lossy(text);
        let untagged = TAG.replace_all(&text, "");
        has(&text)
            || has(&untagged)
            || has(&unescaped(&text))
            || in_base64(word).iter().any(|code| text.contains(code))
    })
}

/// The text with `\u0061`, `&#97;` and `&#x61;` as the letters that they stand for.
fn unescaped(text: &str) -> String {
    let letter = |found: &Captures<'_>| {
        let hex = found.get(1).or(found.get(2)).map(|m| u8::from_str_radix(m.as_str(), 16));
        let code = hex.unwrap_or_else(|| found[3].parse()).unwrap_or(b'?');
        char::from(code).to_string()
    };
    ESCAPE.replace_all(text, letter).into_owned()
}

/// What of a word is certain in base64, for each place that it may begin at.
fn in_base64(word: &str) -> Vec<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    (0..3)
        .map(|skipped| {
            word.as_bytes()[skipped..]
                .chunks_exact(3)
                .flat_map(|three| {
                    let bits = three.iter().fold(0usize, |bits, byte| bits << 8 | usize::from(*byte));
                    [18, 12, 6, 0].map(|shift| char::from(LETTERS[bits >> shift & 63]))
                })
                .collect()
        })
        .collect()
}

/// The files below a folder, as name and bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            ));
        }
    }
    found
}

/// Where words of an audience stand among outputs.
fn leaks(desk: &Desk, printed: &[Printed], hidden: Audience) -> BTreeSet<String> {
    let word = prefix(hidden);
    let mut found = BTreeSet::new();
    for (name, ran) in printed {
        for (stream, text) in [("output", &ran.stdout), ("errors", &ran.stderr)] {
            if holds(text.as_bytes(), &word) {
                found.insert(format!("{name}, {stream}"));
            }
        }
    }
    for (name, bytes) in files(&desk.join("out")) {
        if name.to_lowercase().contains(&word) || holds(&bytes, &word) {
            found.insert(name);
        }
    }
    found
}

#[test]
fn no_word_of_a_hidden_entry_stands_in_any_output() {
    for reader in [Audience::Public, Audience::Nda] {
        let desk = Desk::new();
        put_base(&desk);
        put_inputs(&desk);
        let printed = made_for(&desk, reader);
        for hidden in Audience::ALL.into_iter().filter(|audience| !reader.may_see(*audience)) {
            let found = leaks(&desk, &printed, hidden);
            assert!(found.is_empty(), "{} for {}: {found:#?}", hidden.as_str(), reader.as_str());
        }
        // The search is worth something only where it finds what is there to be found.
        let own = leaks(&desk, &printed, Audience::Public);
        for output in [
            "fill --format json, output",
            "ask --stdin, output",
            "form.filled.csv",
            "form.review.xlsx",
            "form.report.html",
            "form.report.json",
            "form.record.json",
            "check, output",
            "stats, output",
            "base.xlsx",
            "base.csv",
            "index.html",
            "answers.json",
            "fill for an unknown product, errors",
        ] {
            assert!(own.contains(output), "{output} of {own:#?}");
        }
    }
}

#[test]
fn every_command_is_searched_or_said_not_to_be() {
    let help = trustfill(["--help"]).success().stdout;
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    let commands: BTreeSet<&str> = rest
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    let listed: BTreeSet<&str> = SEARCHED.into_iter().chain(NOT_SEARCHED).collect();
    assert_eq!(commands, listed, "say in `made_for` how a new command is run, and list it");
    let desk = Desk::new();
    put_base(&desk);
    put_inputs(&desk);
    let printed = made_for(&desk, Audience::Public);
    for command in SEARCHED {
        assert!(
            printed.iter().any(|(name, _)| name.split(' ').next() == Some(command)),
            "{command} is not run"
        );
    }
}

#[test]
fn a_word_is_found_wherever_it_hides() {
    let word = prefix(Audience::Nda);
    let zipped = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("a.xml", zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, format!("<t>{word}</t>").as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    };
    let escaped: String = word.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    let entities: String = word.bytes().map(|byte| format!("&#{byte};")).collect();
    for hidden in [
        format!("a {word}1 b").into_bytes(),
        word.to_uppercase().into_bytes(),
        b"<r>mark</r><r>ndaword</r>".to_vec(),
        escaped.into_bytes(),
        entities.into_bytes(),
        b"bWFya25kYXdvcmQ=".to_vec(),
        b"eG1hcmtuZGF3b3Jk".to_vec(),
        b"eHhtYXJrbmRhd29yZA==".to_vec(),
        zipped,
    ] {
        assert!(holds(&hidden, &word), "{}", String::from_utf8_lossy(&hidden));
    }
    assert!(!holds(b"mark nda markpublicword <b>mark</b> ndaword", &word));
}
