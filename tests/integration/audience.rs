//! Promise 5: what an audience may not see leaves no trace in what is made for it.

use proptest::prelude::*;
use trustfill::knowledge::{Audience, SourceFile, load_files, read_folder};

use crate::interference::Asked;
use crate::support::{Desk, TODAY, ask, beside, example, knowledge, trustfill};

const FORM: &str = "kommun-leverantorsfragor.csv";
/// Entries of a base: some for everybody, the rest for fewer.
const ENTRIES: usize = 12;

/// The checkout's base with these entries made for these audiences.
fn relabelled(audiences: &[(usize, Audience)]) -> Vec<SourceFile> {
    let mut files = read_folder(&knowledge()).unwrap();
    let entries: Vec<usize> = (0..files.len()).filter(|at| is_entry(&files[*at].path)).collect();
    let kept: Vec<String> =
        audiences.iter().map(|(at, _)| files[entries[at % entries.len()]].path.clone()).collect();
    files
        .retain(|file| !is_part_of_an_entry(&file.path) || kept.iter().any(|path| belongs(&file.path, path)));
    for ((_, audience), path) in audiences.iter().zip(&kept) {
        let file = files.iter_mut().find(|file| file.path == *path).unwrap();
        file.text =
            file.text.replace("audience = \"public\"", &format!("audience = \"{}\"", audience.as_str()));
    }
    files
}

fn is_part_of_an_entry(path: &str) -> bool {
    path.ends_with(".md") && !path.ends_with("_index.md")
}

fn is_entry(path: &str) -> bool {
    is_part_of_an_entry(path) && !path.ends_with(".sv.md")
}

/// Whether a file is the entry or a translation of it.
fn belongs(file: &str, entry: &str) -> bool {
    file == entry || file.strip_suffix(".sv.md") == entry.strip_suffix(".md")
}

/// The files without the entries that `audience` may not see.
fn visible(files: &[SourceFile], audience: Audience) -> Vec<SourceFile> {
    let hidden: Vec<String> = files
        .iter()
        .filter(|file| is_entry(&file.path))
        .filter(|file| {
            Audience::ALL.iter().any(|a| {
                !audience.may_see(*a) && file.text.contains(&format!("audience = \"{}\"", a.as_str()))
            })
        })
        .map(|file| file.path.clone())
        .collect();
    files.iter().filter(|file| !hidden.iter().any(|path| belongs(&file.path, path))).cloned().collect()
}

fn some_audience() -> impl Strategy<Value = Audience> {
    prop_oneof![Just(Audience::Public), Just(Audience::Nda), Just(Audience::Internal)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_an_audience_gets_is_made_as_if_the_rest_were_not_there(
        audiences in prop::collection::vec(some_audience(), 2..ENTRIES),
        first in 0usize..25,
        reader in some_audience(),
    ) {
        let places: Vec<(usize, Audience)> =
            audiences.iter().enumerate().map(|(at, audience)| (first + at, *audience)).collect();
        let all = relabelled(&places);
        let rest = visible(&all, reader);
        prop_assume!(rest.iter().any(|file| is_entry(&file.path)));
        let (with, without) =
            (load_files(&all, reader, false).unwrap(), load_files(&rest, reader, false).unwrap());
        prop_assert_eq!(&with.sha256, &without.sha256);
        prop_assert!(with == without);
        let asked = Asked::of(FORM, example(FORM));
        prop_assert!(asked.made(&with) == asked.made(&without));
    }
}

/// Writes files below a folder of the desk.
fn put_base(desk: &Desk, folder: &str, files: &[SourceFile]) {
    for file in files {
        desk.put(&format!("{folder}/{}", file.path), &file.text);
    }
}

#[test]
fn the_program_answers_the_public_as_if_nothing_else_were_known() {
    let places: Vec<(usize, Audience)> = (0..25).map(|at| (at, Audience::ALL[at % 3])).collect();
    let all = relabelled(&places);
    let rest = visible(&all, Audience::Public);
    assert!(rest.len() < all.len());
    let questions: String = load_files(&all, Audience::Internal, false)
        .unwrap()
        .entries
        .iter()
        .map(|entry| format!("{}\n", serde_json::json!({"id": entry.id, "question": entry.question})))
        .collect();
    let run = |files: &[SourceFile]| {
        let desk = Desk::with_example(FORM);
        put_base(&desk, "knowledge", files);
        let filled =
            trustfill(["fill", FORM, "--today", TODAY, "--format", "json", "--drafts"]).in_dir(desk.path());
        let report = filled.success().stdout;
        let asked =
            trustfill(["ask", "--stdin", "--format", "json", "--today", TODAY]).input(questions.as_str());
        let answers = asked.in_dir(desk.path()).success().stdout;
        let explained = trustfill(["ask", "How are logs protected?", "--explain", "--today", TODAY]);
        let explained = explained.in_dir(desk.path()).success().stdout;
        (desk.read(&beside(FORM, "filled")), desk.read(&beside(FORM, "review")), report, answers, explained)
    };
    assert!(run(&all) == run(&rest));
}

#[test]
fn an_internal_answer_is_given_only_to_those_who_ask_for_it() {
    let desk = Desk::new();
    let mut files = read_folder(&knowledge()).unwrap();
    let entry = files.iter_mut().find(|file| file.path.ends_with("/encryption-at-rest.md")).unwrap();
    entry.text = entry.text.replace("audience = \"public\"", "audience = \"internal\"");
    put_base(&desk, "kb", &files);
    let question = "Is stored data encrypted?";
    let told = |audience: &[&str]| {
        trustfill(["ask", question, "-k", "kb", "--today", TODAY])
            .args(audience)
            .in_dir(desk.path())
            .success()
            .stdout
    };
    assert!(told(&["--audience", "internal"]).contains("AES-256"));
    for hidden in [&[][..], &["--audience", "public"], &["--audience", "nda"]] {
        let told = told(hidden);
        assert!(!told.contains("AES-256") && !told.contains("encryption-at-rest"), "{told}");
    }
    assert!(ask().arg(question).success().stdout.contains("AES-256"));
}

#[test]
fn a_base_with_nothing_for_the_audience_is_refused() {
    let desk = Desk::with_example(FORM);
    let places: Vec<(usize, Audience)> = (0..25).map(|at| (at, Audience::Internal)).collect();
    put_base(&desk, "knowledge", &relabelled(&places));
    let ran = trustfill(["fill", FORM, "--today", TODAY]).in_dir(desk.path()).fails_with(2);
    assert!(ran.stderr.contains("no entry for the audience public"), "{}", ran.stderr);
    assert!(!desk.names().contains(&beside(FORM, "filled")), "{:?}", desk.names());
}
