//! Out and in again, as a whole.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::knowledge::{Audience, KnowledgeBase, SourceFile, load_files, sample_files};
use crate::questionnaire::{Overrides, detect};
use crate::workbook::{Format, Limits, Workbook};

const DRAFTING: Drafting<'_> =
    Drafting { audience: Audience::Nda, category: "drafts", owner: "security", today: date(2026, 11, 23) };

fn open(bytes: Vec<u8>, format: Format) -> Workbook {
    Workbook::open(bytes, format, &Limits::default()).unwrap()
}

fn import_of(existing: &[SourceFile], workbook: &Workbook, replace: bool) -> Result<Import, ExchangeError> {
    import(existing, &[Source::Export { name: "base", workbook }], &DRAFTING, replace)
}

/// The files of a base after an import.
fn after(existing: &[SourceFile], import: &Import) -> Vec<SourceFile> {
    let mut files: BTreeMap<String, String> =
        existing.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    files.extend(import.written().map(|change| (change.path.clone(), change.text.clone())));
    files.into_iter().map(|(path, text)| SourceFile { path, text }).collect()
}

/// A base without what tells where and when it was written.
fn said(files: &[SourceFile]) -> KnowledgeBase {
    KnowledgeBase { sha256: String::new(), ..load_files(files, Audience::Internal, false).unwrap() }
}

/// Out and into an empty folder: the same base, and the same export again, in both formats.
#[track_caller]
fn round_trip(files: &[SourceFile]) {
    let export = Export::of(files, Audience::Internal).unwrap();
    let (xlsx, csv) = (export.to_xlsx().unwrap(), export.to_csv());
    for (bytes, format) in [(&xlsx, Format::Xlsx), (&csv, Format::Csv)] {
        let workbook = open(bytes.clone(), format);
        assert!(is_export(&workbook));
        let import = import_of(&[], &workbook, false).unwrap();
        assert_eq!(import.other_columns, [""; 0]);
        let made = after(&[], &import);
        assert_eq!(said(&made), said(files));
        let again = Export::of(&made, Audience::Internal).unwrap();
        assert!(again.to_csv() == csv && again.to_xlsx().unwrap() == xlsx, "{format:?}");
        // A second import has nothing to do, into the new base and into the one it came from.
        for base in [files, made.as_slice()] {
            let import = import_of(base, &workbook, false).unwrap();
            assert!(import.changes.iter().all(|change| change.fate == Fate::Unchanged));
        }
    }
}

#[test]
fn the_sample_base_goes_out_and_comes_back_as_it_was() {
    round_trip(&sample_files());
}

#[test]
fn a_base_in_swedish_goes_out_and_comes_back_as_it_was() {
    let text = "+++\nquestion = \"Är data krypterade?\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\nJa.\n";
    let translation =
        "+++\nquestion = \"Is data encrypted?\"\nalso_asked = [\"Encryption of data\"]\n+++\nYes.\n";
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let files = [
        file("_index.md", "+++\ntitle = \"T\"\nlanguages = [\"sv\", \"en\"]\n+++\n"),
        file("a/one.en.md", translation),
        file("a/one.md", text),
    ];
    round_trip(&files);
    // Asked in English, and the translation answers it; nothing else of that language is taken.
    let import = filled(
        &files,
        "Question,Answer\nIs data encrypted?,Yes\nWho patches the servers?,We do that each month.\nVem uppdaterar era servrar?,Det gör vi varje månad.\n",
    );
    assert_eq!(outcomes(&import), ["known one", "language", "draft drafts/vem-uppdaterar-era-servrar.md"]);
}

/// Texts with what breaks tables: quotes, line ends, delimiters, signs of formulas, escapes of XML and of our own.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@'\"<>&,;|\\\\()\\[\\] a-cåλ😀_x0D\n\t]{0,16}",
        Just("_x000D_ & _x005F_".to_owned()),
        Just("[no] \"quoted\", (expires 2027-01-01)".to_owned()),
    ]
    .prop_map(|text| format!("{text}x"))
}

fn entry() -> impl Strategy<Value = toml::Table> {
    let verdict = prop::sample::select(vec!["yes", "no", "partial", "not-applicable"]);
    let wording = (text(), prop::option::of(verdict.clone())).prop_map(|(text, verdict)| match verdict {
        Some(verdict) => toml::Value::Table(
            [("q".to_owned(), text.into()), ("verdict".to_owned(), verdict.into())].into_iter().collect(),
        ),
        None => text.into(),
    });
    let evidence = (text(), prop::option::of(text()), any::<bool>()).prop_map(|(title, url, expires)| {
        let mut table = toml::Table::new();
        table.insert("title".into(), title.into());
        if let Some(url) = url {
            table.insert("url".into(), url.into());
        }
        if expires {
            let date: toml::value::Datetime = "2027-02-28".parse().unwrap();
            table.insert("expires".into(), date.into());
        }
        toml::Value::Table(table)
    });
    let lists = prop::collection::vec(prop::collection::vec(text(), 0..3), 4);
    (
        text(),
        prop::collection::vec(wording, 0..3),
        prop::option::of(verdict),
        prop::option::of(prop_oneof![text(), Just(String::new())]),
        lists,
        prop::collection::vec(evidence, 0..3),
    )
        .prop_map(|(question, also_asked, verdict, short, lists, evidence)| {
            let mut table = toml::Table::new();
            table.insert("question".into(), question.into());
            table.insert("also_asked".into(), also_asked.into());
            if let Some(verdict) = verdict {
                table.insert("verdict".into(), verdict.into());
            }
            if let Some(short) = short {
                table.insert("short".into(), short.into());
            }
            table.insert("audience".into(), "nda".into());
            table.insert("status".into(), "draft".into());
            table.insert("owner".into(), "= o".into());
            let date: toml::value::Datetime = "2026-01-31".parse().unwrap();
            table.insert("reviewed".into(), date.into());
            table.insert("review_every".into(), "1 month".into());
            for (key, list) in ["products", "tags", "controls", "not_for"].into_iter().zip(lists) {
                table.insert(key.into(), list.into());
            }
            table.insert("evidence".into(), evidence.into());
            table
        })
}

fn file(path: &str, front: &toml::Table, answer: &str) -> SourceFile {
    let front = toml::to_string(front).unwrap();
    SourceFile { path: path.to_owned(), text: format!("+++\n{front}+++\n{answer}\n") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_base_goes_out_and_comes_back_as_it_was(
        entries in prop::collection::vec((entry(), "[-=+@'\"<>&#| a\n]{0,20}yes\n[-=+@'\"<>&#| a\n]{0,20}yes"), 1..4),
        translated in (text(), text()),
        title in text(),
    ) {
        let mut files: Vec<SourceFile> = Vec::new();
        let titled: toml::Table = [("title".to_owned(), title.into())].into_iter().collect();
        files.push(file("_index.md", &titled, ""));
        files.push(file("a/_index.md", &titled, ""));
        let translation: toml::Table = [
            ("question".to_owned(), translated.0.clone().into()),
            ("short".to_owned(), translated.1.into()),
        ].into_iter().collect();
        for (number, (front, answer)) in entries.iter().enumerate() {
            files.push(file(&format!("a/e{number}.md"), front, answer));
        }
        files.push(file("a/e0.sv.md", &translation, &translated.0));
        // A question of signs alone is none, and the loader says so.
        prop_assume!(load_files(&files, Audience::Internal, false).is_ok());
        round_trip(&files);
    }
}

/// A base of one entry.
fn one(more: &str) -> Vec<SourceFile> {
    vec![SourceFile {
        path: "a/one.md".into(),
        text: format!(
            "+++\n# why\nquestion = \"Is stored data encrypted?\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n{more}+++\nYes. All of it.\n"
        ),
    }]
}

#[test]
fn an_entry_that_says_the_same_is_left_with_its_comments_and_another_is_refused() {
    let csv = Export::of(&one(""), Audience::Public).unwrap().to_csv();
    let workbook = open(csv, Format::Csv);
    let same = import_of(&one(""), &workbook, false).unwrap();
    assert_eq!(same.changes[0].fate, Fate::Unchanged);
    let other = one("tags = [\"GDPR\"]\n");
    let differs = import_of(&other, &workbook, false).unwrap();
    assert_eq!(differs.changes[0].fate, Fate::Differs(vec!["tags"]));
    assert!(differs.refusal().unwrap().to_string().contains("a/one.md"));
    let forced = import_of(&other, &workbook, true).unwrap();
    assert!(forced.refusal().is_none() && forced.written().count() == 1);
}

#[test]
fn a_row_that_the_loader_would_refuse_is_told_with_its_place() {
    let csv = String::from_utf8(Export::of(&one(""), Audience::Public).unwrap().to_csv()).unwrap();
    for (from, to, told) in [
        ("\"public\"", "\"pubic\"", "base, record 2: "),
        ("\"2026-01-01\"", "\"1/1/26\"", "`reviewed` is no date"),
        ("\"one\"", "\"../one\"", "`id` is no name of a file"),
        ("\"entry\"", "\"entri\"", "`kind` is"),
        (",owner,", ",own,", "there is no column `owner`"),
        (",owner,", ",tags,", "column `tags` is there twice"),
    ] {
        let workbook = open(csv.replace(from, to).into_bytes(), Format::Csv);
        let error = import_of(&[], &workbook, false).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

fn filled(existing: &[SourceFile], csv: &str) -> Import {
    let workbook = open(csv.as_bytes().to_vec(), Format::Csv);
    let form = detect(&workbook, &Overrides::default()).unwrap();
    import(
        existing,
        &[Source::Filled { name: "acme.csv", workbook: &workbook, form: &form }],
        &DRAFTING,
        false,
    )
    .unwrap()
}

fn outcomes(import: &Import) -> Vec<String> {
    let rows = import.rows.iter();
    rows.map(|row| match &row.outcome {
        Outcome::Draft { path } => format!("draft {path}"),
        Outcome::Merged { path, answer_differs } => format!("merged {path} {answer_differs}"),
        Outcome::Known { entry } => format!("known {entry}"),
        Outcome::Skipped(skip) => skip.code().to_owned(),
    })
    .collect()
}

#[test]
fn an_answered_row_becomes_a_draft_and_every_other_row_says_why_not() {
    let csv = "ID,Question,Answer,Comment\n\
        1,Do you encrypt stored data?,Yes,It is.\n\
        2,Do you scan for malware?,Yes,We scan all hosts.\n\
        3,The supplier shall scan for malware.,Yes,We scan all hosts.\n\
        4,Do you have a security policy?,See attached,\n\
        5,Are backups tested each year?,,\n\
        6,\"If yes, how often are they tested?\",Monthly,\n\
        7,Do you scan for malware?,No,Never.\n\
        8,How do you train your staff?,\"Each year, with a test at the end.\",\n";
    let import = filled(&one(""), csv);
    assert_eq!(
        outcomes(&import),
        [
            "known one",
            "draft drafts/do-you-scan-for-malware.md",
            "merged drafts/do-you-scan-for-malware.md false",
            "elsewhere",
            "no-answer",
            "dependent",
            "contradicts",
            "draft drafts/how-do-you-train-your-staff.md",
        ]
    );
    let base = said(&after(&one(""), &import));
    let entry = base.entry("do-you-scan-for-malware").unwrap();
    assert_eq!(entry.wordings.len(), 2);
    assert_eq!(entry.answer, "Yes. We scan all hosts.");
    assert_eq!((entry.audience, entry.owner.as_str()), (Audience::Nda, "security"));
    assert!(entry.verdict.is_some() && !entry.is_approved(entry.language));
    let text = import_text(&import, false);
    assert!(text.contains("skipped    1 without an answer (first acme.csv, B6)"), "{text}");
    assert!(text.contains("8 rows: 2 drafts, 1 merged, 1 known, 4 skipped"), "{text}");
    assert_eq!(import_json(&import, false)["rows"][3]["reason"], "elsewhere");
}

#[test]
fn a_mark_in_a_box_is_the_answer_of_its_caption() {
    let csv = "Nr,Question,Yes,No,N/A,Comment\n\
        1,Do you scan for malware?,x,,,We scan all hosts.\n\
        2,Do you sell customer data?,,x,,\n\
        3,Do you keep bees?,,,x,\n\
        4,Do you train your staff?,x,x,,\n\
        5,Do you test your backups?,,,,\n";
    let import = filled(&[], csv);
    let [first, second, third, ..] = import.changes.as_slice() else { panic!("{:?}", outcomes(&import)) };
    assert!(first.text.contains("verdict = \"yes\"") && first.text.ends_with("Yes. We scan all hosts.\n"));
    assert!(second.text.contains("verdict = \"no\"") && third.text.contains("verdict = \"not-applicable\""));
    assert_eq!(outcomes(&import)[3..], ["ticks", "no-answer"]);
}

#[test]
fn a_new_base_takes_its_first_entries_from_a_questionnaire() {
    let import = filled(
        &[],
        "Question,Answer\nIs data encrypted at rest?,Yes\nWho patches the servers?,We do that each month.\n",
    );
    assert_eq!(import.changes.len(), 2);
    assert_eq!(said(&after(&[], &import)).entries.len(), 2);
}

#[test]
fn what_an_answered_form_says_against_the_base_is_told_and_taken_nowhere() {
    let entry = |path: &str, question: &str, more: &str| SourceFile {
        path: path.into(),
        text: format!(
            "+++\nquestion = \"{question}\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n{more}+++\nText.\n"
        ),
    };
    let translation = SourceFile {
        path: "a/one.sv.md".into(),
        text: "+++\nquestion = \"Krypteras lagrade data?\"\n+++\nText.\n".into(),
    };
    let base = [
        entry(
            "a/one.md",
            "Is stored data encrypted?",
            "verdict = \"yes\"\nalso_asked = [{ q = \"Is any disk left plain?\", verdict = \"no\" }]\n",
        ),
        translation,
        entry("a/two.md", "Are zones signed?", "verdict = \"yes\"\nproducts = [\"a\"]\n"),
        entry("a/three.md", "Are zones signed?", "verdict = \"no\"\nproducts = [\"b\"]\n"),
    ];
    let import = filled(
        &base,
        "Question,Answer\nIs stored data encrypted?,No\nIs any disk left plain?,Yes\nIs any disk left plain?,No\nKrypteras lagrade data?,Nej\nAre zones signed?,No\n",
    );
    assert_eq!(outcomes(&import), ["contradicts", "contradicts", "known one", "contradicts", "known three"]);
    assert!(import_text(&import, false).contains("`one` answers it, and its verdict is another one"));
    assert_eq!(import_json(&import, false)["rows"][0]["entry"], "one");
}

#[test]
fn what_a_second_form_says_against_the_first_is_told() {
    let forms = [
        "Question,Answer\nDo you keep bees?,Yes\nDo you keep cats?,Yes\nDo you keep dogs?,Yes\n",
        "Question,Answer\nDo you keep bees?,No\nDo you keep cats?,Yes\nDo you keep dogs?,\"Yes, two.\"\n",
    ]
    .map(|csv| open(csv.as_bytes().to_vec(), Format::Csv));
    let read = forms.each_ref().map(|workbook| detect(workbook, &Overrides::default()).unwrap());
    let sources = [0, 1].map(|at| Source::Filled { name: "f.csv", workbook: &forms[at], form: &read[at] });
    let import = import(&[], &sources, &DRAFTING, false).unwrap();
    assert_eq!(
        outcomes(&import)[3..],
        ["contradicts", "merged drafts/do-you-keep-cats.md false", "merged drafts/do-you-keep-dogs.md true"]
    );
    assert_eq!(import_json(&import, false)["rows"][3]["entry"], "drafts/do-you-keep-bees.md");
}

#[test]
fn an_export_for_others_holds_no_comment_and_no_entry_of_a_claim_that_they_do_not_see() {
    let mut files = one("");
    files[0].text.push_str("\n<!-- ask Kim -->\n\nWe strip `<!-- code -->`.\n");
    files.push(SourceFile {
        path: "a/hidden.md".into(),
        text: files[0].text.replace("\"public\"", "\"nda\"").replace("stored", "other"),
    });
    let claim =
        |entry: &str| format!("[[claims]]\ntitle = \"T\"\ntext = \"a \\\\ | b\"\nentry = \"{entry}\"\n");
    files.push(SourceFile {
        path: "_index.md".into(),
        text: format!("+++\ntitle = \"T\"\n{}{}+++\n", claim("hidden"), claim("one")),
    });
    let csv = |scope: Audience| String::from_utf8(Export::of(&files, scope).unwrap().to_csv()).unwrap();
    let public = csv(Audience::Public);
    assert!(!public.contains("hidden") && !public.contains("Kim"), "{public}");
    assert!(public.contains("| one") && public.contains("`<!-- code -->`"), "{public}");
    let nda = csv(Audience::Nda);
    assert!(nda.contains("| hidden") && !nda.contains("Kim"), "{nda}");
    assert!(csv(Audience::Internal).contains("<!-- ask Kim -->"));
    round_trip(&files);
}
