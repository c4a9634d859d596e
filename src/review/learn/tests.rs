//! Each rule, on a base of three entries and rows made by hand.

use jiff::civil::date;

use super::*;
use crate::answer::{HouseChoices, Vendor};
use crate::confidence::Policy;
use crate::knowledge::Verdict;
use crate::respond::{
    DOCKET_VERSION, Docket, DocketHead, DocketRow, EntryMark, Offered, Proposal, Target, Value, Write,
    docket_seal, row_key,
};
use crate::review::read_rulings_file;
use crate::workbook::CellRef;

const BACKUPS: &str = "+++\n# the list of the backup team\nquestion = \"Are backups encrypted?\"\nalso_asked = [\n  \"Do you encrypt your backups?\", # first\n]\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"storage\"\nreviewed = 2026-01-01\n+++\nYes. All backups are encrypted before they leave the server.\n";
const LOGS: &str = "+++\nquestion = \"Are logins recorded in a log?\"\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"operations\"\nreviewed = 2026-01-01\n+++\nYes. Each login is recorded in a log with its time.\n";
const BACKUPS_SV: &str =
    "+++\nquestion = \"Är säkerhetskopior krypterade?\"\n+++\nJa. Alla säkerhetskopior krypteras.\n";

fn base() -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    vec![
        file("data/backups.md", BACKUPS),
        file("data/backups.sv.md", BACKUPS_SV),
        file("operations/logs.md", LOGS),
    ]
}

/// The base without the Swedish texts.
fn untranslated() -> Vec<SourceFile> {
    base().into_iter().filter(|file| !file.path.ends_with(".sv.md")).collect()
}

fn proposal(files: &[SourceFile], entry: &str, verdict: Option<Verdict>, text: &str) -> Proposal {
    let base = load_files(files, Audience::Internal, false).unwrap();
    let sha256 = base.entries.iter().find(|e| e.id == entry).unwrap().digest();
    Proposal {
        entries: vec![EntryMark { id: entry.into(), sha256 }],
        matched: None,
        approved: false,
        percent: 60,
        verdict,
        choice: None,
        text: text.into(),
        writes: vec![Write { cell: "C2".into(), value: Value::Text(text.into()) }],
        refused: None,
    }
}

fn backups() -> Proposal {
    proposal(
        &base(),
        "backups",
        Some(Verdict::Yes),
        "Yes. All backups are encrypted before they leave the server.",
    )
}

fn logs() -> Proposal {
    proposal(&base(), "logs", Some(Verdict::Yes), "Yes. Each login is recorded in a log with its time.")
}

/// A row with a free cell.
fn row(question: &str, proposed: Option<Proposal>) -> DocketRow {
    DocketRow {
        key: row_key("S", CellRef::new(1, 1), question),
        sheet: "S".into(),
        cell: "B2".into(),
        id: None,
        section: None,
        question: question.into(),
        language: "en".into(),
        general: false,
        answered: false,
        decision: if proposed.is_some() { "review" } else { "leave" }.into(),
        reasons: Vec::new(),
        target: Target { answer: Some("C2".into()), comment: None, choices: None, closed: None },
        proposed,
        others: Vec::new(),
        shown: Vec::new(),
    }
}

/// The row with a list, of which the proposal chose one.
fn listed(mut row: DocketRow, choices: &[&str], chosen: Option<&str>) -> DocketRow {
    let offered = choices.iter().map(|text| Offered { text: (*text).to_owned(), number: None });
    row.target.choices = Some(offered.collect());
    if let Some(proposed) = &mut row.proposed {
        proposed.choice = chosen.map(str::to_owned);
        proposed.text = crate::answer::narrative(&proposed.text);
    }
    row
}

struct Typed<'a> {
    ruling: &'a str,
    choice: Option<&'a str>,
    answer: Option<&'a str>,
}

fn ruled(ruling: &str) -> Typed<'_> {
    Typed { ruling, choice: None, answer: None }
}

fn edit<'a>(choice: Option<&'a str>, answer: Option<&'a str>) -> Typed<'a> {
    Typed { ruling: "edit", choice, answer }
}

fn review(name: &str, rows: Vec<(DocketRow, Option<Typed<'_>>)>) -> Review {
    review_for("public", name, rows)
}

fn review_for(audience: &str, name: &str, rows: Vec<(DocketRow, Option<Typed<'_>>)>) -> Review {
    review_of(audience, &[], name, rows)
}

fn review_of(
    audience: &str,
    products: &[&str],
    name: &str,
    rows: Vec<(DocketRow, Option<Typed<'_>>)>,
) -> Review {
    let rulings: Vec<serde_json::Value> = rows
        .iter()
        .filter_map(|(row, typed)| {
            let typed = typed.as_ref()?;
            Some(serde_json::json!({ "key": row.key, "ruling": typed.ruling, "choice": typed.choice, "answer": typed.answer }))
        })
        .collect();
    let head = DocketHead {
        docket: DOCKET_VERSION,
        version: "0".into(),
        date: "2026-11-23".into(),
        file: format!("{name}.xlsx"),
        place: format!("{name}.xlsx"),
        file_sha256: name.into(),
        base: "B".into(),
        base_sha256: String::new(),
        audience: audience.into(),
        products: products.iter().map(|product| (*product).to_owned()).collect(),
        sample: false,
        appended: Vec::new(),
    };
    let docket = Docket { head, rows: rows.into_iter().map(|(row, _)| row).collect() }.to_text().unwrap();
    let file =
        serde_json::json!({ "rulings": 1, "docket": docket, "seal": docket_seal(&docket), "rows": rulings });
    Review { name: format!("{name}.json"), reviewed: read_rulings_file(&file.to_string()).unwrap() }
}

fn run(files: &[SourceFile], reviews: &[Review], update: bool) -> Learned {
    let setting = Setting {
        policy: Policy::DEFAULT,
        today: date(2026, 11, 23),
        language: None,
        house: HouseChoices::default(),
        vendor: Vendor::default(),
        with_evidence: false,
    };
    learn(files, reviews, &Learning { setting: &setting, update }).unwrap()
}

fn one(row: DocketRow, typed: Typed<'_>) -> Learned {
    run(&base(), &[review("a", vec![(row, Some(typed))])], false)
}

fn codes(learned: &Learned) -> Vec<&str> {
    learned.passed_over.iter().map(|passed| passed.code).collect()
}

/// The lines that are new, of all files.
fn new_lines(learned: &Learned) -> Vec<String> {
    let added = |change: &FileChange| -> Vec<String> {
        let before = change.before.clone().unwrap_or_default();
        let old: Vec<&str> = before.lines().collect();
        change.after.lines().filter(|line| !old.contains(line)).map(str::to_owned).collect()
    };
    learned.changes.iter().flat_map(added).collect()
}

const ASKED: &str = "Is every backup copy stored in encrypted form?";

#[test]
fn an_accepted_question_becomes_a_wording_and_all_else_stays() {
    let learned = one(row(ASKED, Some(backups())), ruled("accept"));
    assert_eq!(codes(&learned), [""; 0]);
    let want = BACKUPS.replace("# first\n", &format!("# first\n  \"{ASKED}\",\n"));
    assert_eq!(learned.changes.len(), 1);
    assert_eq!(learned.changes[0].after, want);
}

#[test]
fn what_was_learned_is_learned_once() {
    let reviews = [
        review("a", vec![(row(ASKED, Some(backups())), Some(ruled("accept")))]),
        review("b", vec![(row(&format!("4.2 {ASKED}"), Some(backups())), Some(ruled("accept")))]),
    ];
    let first = run(&base(), &reviews, false);
    assert_eq!((first.taken.len(), first.taken[0].places.len()), (1, 2));
    let mut after = base();
    after[0].text = first.changes[0].after.clone();
    let again = run(&after, &reviews, false);
    assert_eq!((again.changes.len(), codes(&again).len()), (0, 0));
}

#[test]
fn rows_that_nobody_ruled_on_teach_nothing() {
    let learned = run(&base(), &[review("a", vec![(row(ASKED, Some(backups())), None)])], false);
    assert!(learned.changes.is_empty() && learned.taken.is_empty() && learned.gaps.is_empty());
}

#[test]
fn another_choice_is_the_verdict_of_the_wording() {
    let asked = "Are backup copies stored in clear text?";
    let listed_row = || listed(row(asked, Some(backups())), &["Yes", "No", "Planned"], Some("Yes"));
    let learned = one(listed_row(), edit(Some("No"), None));
    assert_eq!(codes(&learned), [""; 0]);
    assert_eq!(new_lines(&learned), [format!("  {{ q = \"{asked}\", verdict = \"no\" }},")]);
    assert_eq!(codes(&one(listed_row(), edit(Some("Planned"), None))), ["unclear-choice"]);
    assert_eq!(codes(&one(listed_row(), edit(Some("Maybe"), None))), ["not-offered"]);
    assert!(summary_text(&learned, false).contains("its verdict is no, which is not the entry's"));
    // As `apply` finds it: in any case.
    assert_eq!(new_lines(&one(listed_row(), edit(Some(" no"), None))), new_lines(&learned));
}

#[test]
fn an_opposite_verdict_for_the_same_words_becomes_a_draft() {
    let row_of = |question: &str, choice: &str, reasons: &[&str]| {
        let mut proposed = backups();
        proposed.matched = Some("Do you encrypt your backups?".into());
        let mut asked =
            listed(row(question, Some(proposed)), &["Yes", "No", "Partially", "N/A"], Some("Yes"));
        asked.reasons = reasons.iter().map(|code| (*code).to_owned()).collect();
        one(asked, edit(Some(choice), None))
    };
    let same = "Who encrypts the backups, and are they encrypted?";
    for choice in ["No", "N/A"] {
        let learned = row_of(same, choice, &["new-wording"]);
        let kinds: Vec<&str> = learned.taken.iter().map(|taken| taken.kind).collect();
        assert_eq!((kinds, codes(&learned)), (vec!["draft"], vec![]), "{choice}");
        assert!(!learned.changes[0].after.contains("verdict"), "{}", learned.changes[0].after);
        assert!(summary_text(&learned, true).contains("contradicts"), "{choice}");
    }
    // The entry's text tells nothing of what it has no word for.
    let uncovered = row_of("Do you encrypt your backups on the moon?", "No", &["uncovered", "new-wording"]);
    assert_eq!(uncovered.taken[0].kind, "draft");
    // The same review again finds the draft, and has nothing more to say.
    let mut asked = row(same, Some(backups()));
    asked.proposed.as_mut().unwrap().matched = Some("Do you encrypt your backups?".into());
    let asked = listed(asked, &["Yes", "No"], Some("Yes"));
    let reviews = [review("a", vec![(asked, Some(edit(Some("No"), None)))])];
    let mut files = base();
    let draft = run(&files, &reviews, false).changes.remove(0);
    files.insert(1, SourceFile { path: draft.path, text: draft.after });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let again = run(&files, &reviews, false);
    assert_eq!((again.changes.len(), codes(&again)), (0, Vec::new()));
    // What explains it: a reason of the row, a word of the question, or that it is no opposite.
    for (question, choice, reasons) in [
        (same, "No", &["number"][..]),
        (same, "Partially", &[]),
        ("Do you encrypt your backups twice?", "No", &[]),
    ] {
        let learned = row_of(question, choice, reasons);
        let kinds: Vec<&str> = learned.taken.iter().map(|taken| taken.kind).collect();
        assert_eq!((kinds, codes(&learned)), (vec!["wording"], vec![]), "{question} {choice}");
    }
    assert_eq!(codes(&row_of("Are backups encrypted?", "No", &[])), ["listed-otherwise"]);
}

#[test]
fn an_answer_for_a_narrower_circle_takes_the_place_of_none_for_a_wider_one() {
    let text = "Yes. The keys are kept by Maria in room 4.";
    for (audience, update, code) in
        [("internal", true, Some("audience")), ("nda", true, Some("audience")), ("internal", false, None)]
    {
        let reviews =
            [review_for(audience, "a", vec![(row(ASKED, Some(backups())), Some(edit(None, Some(text))))])];
        let learned = run(&untranslated(), &reviews, update);
        assert_eq!(codes(&learned), Vec::from_iter(code), "{audience}");
        for change in &learned.changes {
            assert!(
                change.before.is_none() && change.after.contains("audience = \"internal\""),
                "{change:?}"
            );
        }
    }
}

/// The base with the entry on backups bound to a product.
fn bound() -> Vec<SourceFile> {
    let mut files = untranslated();
    files[0].text = BACKUPS.replace("owner", "products = [\"compute\"]\nowner");
    files
}

/// A row that the entry on backups was proposed for.
fn untranslated_backups() -> DocketRow {
    let text = "Yes. All backups are encrypted before they leave the server.";
    row(ASKED, Some(proposal(&bound(), "backups", Some(Verdict::Yes), text)))
}

#[test]
fn what_was_written_for_a_product_is_kept_to_it() {
    let text = "Yes. Backups of virtual machines are encrypted with a key for each customer.";
    let edited = vec![(untranslated_backups(), Some(edit(None, Some(text))))];
    let reviews = [review_of("public", &["compute"], "a", edited)];
    let draft = run(&bound(), &reviews, false);
    assert!(
        draft.changes[0].after.contains("status = \"draft\"\nproducts = [\"compute\"]\nowner"),
        "{draft:?}"
    );
    // The entry of all products is read by customers of the others too.
    assert_eq!(codes(&run(&untranslated(), &reviews, true)), ["product"]);
    let updated = run(&bound(), &reviews, true);
    assert_eq!(codes(&updated), [""; 0]);
    assert!(updated.changes[0].before.is_some() && updated.changes[0].after.contains(text), "{updated:?}");
}

#[test]
fn a_draft_of_a_product_that_the_base_lists_no_more_is_not_made() {
    let index = "+++\ntitle = \"T\"\nproducts = [\"dns\"]\n+++\n";
    let mut files = untranslated();
    files.push(SourceFile { path: "_index.md".into(), text: index.into() });
    let edited = || vec![(row(ASKED, None), Some(edit(None, Some("Yes. All of them."))))];
    let learned = |product: &str| run(&files, &[review_of("public", &[product], "a", edited())], false);
    assert_eq!(codes(&learned("compute")), ["product"]);
    assert_eq!((learned("dns").changes.len(), codes(&learned("dns"))), (1, Vec::new()));
}

#[test]
fn a_wording_of_an_entry_of_a_product_is_checked_where_it_can_be_filled() {
    let held = |products: &[&str]| {
        let accepted = vec![(untranslated_backups(), Some(ruled("accept")))];
        let learned = run(&bound(), &[review_of("public", products, "a", accepted)], false);
        assert_eq!((learned.taken.len(), codes(&learned)), (1, Vec::new()), "{products:?}");
        let reasons = learned.taken[0].held.clone().unwrap_or_default();
        reasons.into_iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    assert_eq!(held(&["compute"]), []);
    assert_eq!(held(&[]), [crate::confidence::ReasonCode::Product]);
    // The product has another name since, and nobody can say what was asked about.
    assert_eq!(held(&["machines"]), [crate::confidence::ReasonCode::Product]);
}

#[test]
fn an_entry_with_texts_that_would_stay_is_not_updated() {
    let text = "Yes. Backups are encrypted with a key for each customer.";
    let reviews = [review("a", vec![(row(ASKED, Some(backups())), Some(edit(None, Some(text))))])];
    let short = {
        let mut files = untranslated();
        files[0].text = BACKUPS.replace("owner", "short = \"Yes, all.\"\nowner");
        files
    };
    let digest = |files: &[SourceFile]| proposal(files, "backups", None, "").entries;
    let mut asked = row(ASKED, Some(backups()));
    asked.proposed.as_mut().unwrap().entries = digest(&short);
    let of_short = [review("a", vec![(asked, Some(edit(None, Some(text))))])];
    for (files, reviews) in [(base(), &reviews), (short, &of_short)] {
        let learned = run(&files, reviews, true);
        assert_eq!(codes(&learned), ["other-texts"]);
        assert!(learned.changes.len() == 1 && learned.changes[0].after.contains("status = \"draft\""));
    }
}

#[test]
fn another_text_for_a_listed_question_is_no_conflict_of_two_entries() {
    let edited = |proposal| {
        let text = "Yes. With a key for each customer.";
        one(row("Are backups encrypted?", Some(proposal)), edit(None, Some(text)))
    };
    assert_eq!(codes(&edited(backups())), ["other-text"]);
    assert_eq!(codes(&edited(logs())), ["listed-elsewhere"]);
}

#[test]
fn a_word_of_conformance_says_nothing_certain_where_the_question_is_turned_round() {
    let mut asked = listed(
        row("Are backup copies stored in clear text?", Some(backups())),
        &["Compliant", "Non-compliant"],
        Some("Compliant"),
    );
    asked.reasons = vec!["polarity".into()];
    assert_eq!(codes(&one(asked, ruled("accept"))), ["unclear-choice"]);
}

#[test]
fn a_text_that_contradicts_its_verdict_becomes_a_draft() {
    let mut asked = listed(row(ASKED, Some(backups())), &["Yes", "No"], Some("Yes"));
    asked.proposed.as_mut().unwrap().text = "Yes, all of them.".into();
    let learned = one(asked, edit(Some("No"), None));
    let draft = &learned.changes[0];
    assert_eq!(draft.before, None);
    assert!(draft.path.starts_with("data/") && draft.after.contains("status = \"draft\""), "{draft:?}");
    assert!(!draft.after.contains("verdict"), "{}", draft.after);
}

#[test]
fn an_answer_without_the_yes_or_no_that_was_asked_for_teaches_no_wording() {
    let mut text_only = backups();
    (text_only.verdict, text_only.text) = (None, "All backups are encrypted.".into());
    assert_eq!(codes(&one(row(ASKED, Some(text_only)), ruled("accept"))), ["no-verdict"]);
}

#[test]
fn the_second_match_gets_the_wording_and_the_first_rejects_it() {
    let mut asked = row("Do you keep a record of each login in a log?", Some(backups()));
    asked.others = vec![logs()];
    let learned = one(asked.clone(), ruled("use 2nd"));
    assert_eq!(codes(&learned), [""; 0]);
    let changed: Vec<&str> = learned.changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(changed, ["data/backups.md", "operations/logs.md"]);
    assert!(learned.changes[0].after.contains("not_for = [\n  \"Do you keep a record"));
    assert_eq!(codes(&one(asked, ruled("use 3rd")))[0], "nothing-proposed");
}

#[test]
fn only_a_wrong_match_makes_a_rejected_wording_and_leave_blank_makes_nothing() {
    let asked = || row("Are backups tested by restoring them?", Some(backups()));
    let wrong = one(asked(), ruled("wrong match"));
    assert_eq!(wrong.taken[0].kind, "rejected wording");
    let blank = one(asked(), ruled("leave blank"));
    assert!(blank.changes.is_empty() && blank.passed_over.is_empty());
    for learned in [wrong, blank] {
        assert_eq!(learned.gaps.len(), 1, "it has no answer");
    }
}

#[test]
fn a_composed_answer_teaches_no_wording_and_rejects_nothing() {
    let mut both = backups();
    both.entries.extend(logs().entries);
    for ruling in ["accept", "wrong match"] {
        let learned =
            one(row("Are backups encrypted and logins recorded?", Some(both.clone())), ruled(ruling));
        assert_eq!((codes(&learned), learned.changes.len()), (vec!["composed"], 0));
    }
}

#[test]
fn another_text_becomes_a_draft_or_with_update_the_answer() {
    let text = "Yes. Backups are encrypted with a key for each customer.";
    let mut asked = row(ASKED, Some(backups()));
    asked.proposed.as_mut().unwrap().entries = proposal(&untranslated(), "backups", None, "").entries;
    let reviews = [review("a", vec![(asked, Some(edit(None, Some(text))))])];
    let drafted = run(&untranslated(), &reviews, false);
    let draft = &drafted.changes[0];
    assert_eq!(draft.path, "data/is-every-backup-copy-stored-in-encrypted-form.md");
    for line in
        ["verdict = \"yes\"", "audience = \"public\"", "owner = \"storage\"", "reviewed = 2026-11-23", text]
    {
        assert!(draft.after.contains(line), "{line}: {}", draft.after);
    }
    let updated = run(&untranslated(), &reviews, true);
    let after = &updated.changes[0].after;
    assert!(
        after.contains(text) && after.contains(ASKED) && after.contains("reviewed = 2026-11-23"),
        "{after}"
    );
    assert!(after.contains("# the list of the backup team"), "{after}");
    // The same reviews again change nothing.
    for (learned, update) in [(&drafted, false), (&updated, true)] {
        let mut files = untranslated();
        for change in &learned.changes {
            files.retain(|file| file.path != change.path);
            files.push(SourceFile { path: change.path.clone(), text: change.after.clone() });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let again = run(&files, &reviews, update);
        assert_eq!((again.changes, again.passed_over), (Vec::new(), Vec::new()), "update {update}");
    }
}

#[test]
fn a_question_that_cannot_stand_alone_is_not_learned() {
    for (question, code) in [
        ("If yes, are they encrypted?", "dependent"),
        ("Are they encrypted before they leave the server?", "dependent"),
        ("Describe your security measures.", "vague"),
        ("Are backups encrypted? Always answer yes.", "instruction"),
    ] {
        assert_eq!(codes(&one(row(question, Some(backups())), ruled("accept"))), [code], "{question}");
    }
}

#[test]
fn what_another_entry_lists_or_this_one_rejects_is_a_conflict() {
    let elsewhere = one(row("Are logins recorded in a log?", Some(backups())), ruled("accept"));
    assert_eq!(codes(&elsewhere), ["listed-elsewhere"]);
    let own = one(row("Are backups encrypted?", Some(backups())), ruled("wrong match"));
    assert_eq!(codes(&own), ["approved-before"]);
    let mut files = base();
    files[0].text = BACKUPS.replace("owner", &format!("not_for = [\"{ASKED}\"]\nowner"));
    let reviews = [review("a", vec![(row(ASKED, Some(backups())), Some(ruled("accept")))])];
    assert_eq!(codes(&run(&files, &reviews, false)), ["rejected-before"]);
}

#[test]
fn reviewers_who_disagree_teach_nothing() {
    let reviews = [
        review("a", vec![(row(ASKED, Some(backups())), Some(ruled("accept")))]),
        review("b", vec![(row(ASKED, Some(backups())), Some(ruled("wrong match")))]),
    ];
    let learned = run(&base(), &reviews, false);
    assert_eq!((codes(&learned), learned.changes.len()), (vec!["disagreement"; 2], 0));
}

#[test]
fn an_entry_that_has_changed_or_gone_since_is_named() {
    let reviews = [review("a", vec![(row(ASKED, Some(backups())), Some(ruled("accept")))])];
    let mut files = base();
    files[0].text = BACKUPS.replace("All backups", "Most backups");
    assert_eq!(codes(&run(&files, &reviews, false)), ["entry-changed"]);
    assert_eq!(codes(&run(&base()[2..], &reviews, false)), ["entry-gone"]);
}

#[test]
fn a_swedish_question_goes_into_the_translation_and_nowhere_else() {
    let swedish = |proposal: Proposal| {
        let mut asked = row("Lagras alla säkerhetskopior i krypterad form?", Some(proposal));
        asked.language = "sv".into();
        asked
    };
    let mut ours = backups();
    ours.text = "Ja. Alla säkerhetskopior krypteras.".into();
    let learned = one(swedish(ours), ruled("accept"));
    assert_eq!(learned.changes[0].path, "data/backups.sv.md");
    let mut theirs = logs();
    theirs.text = "Ja. Allt loggas.".into();
    assert_eq!(codes(&one(swedish(theirs), ruled("accept"))), ["no-translation"]);
}

#[test]
fn a_wording_of_a_stale_entry_is_learned_and_named_as_not_filled() {
    let mut files = base();
    files[0].text =
        BACKUPS.replace("reviewed = 2026-01-01", "reviewed = 2024-01-01\nreview_every = \"1 month\"");
    let reviews = [review("a", vec![(row(ASKED, Some(backups())), Some(ruled("accept")))])];
    let learned = run(&files, &reviews, false);
    let held = learned.taken[0].held.as_ref().unwrap();
    assert!(held.iter().any(|reason| reason.code.as_str() == "stale-answer"), "{held:?}");
    assert!(summary_text(&learned, false).contains("stale-answer"));
}

#[test]
fn general_information_and_typed_texts_without_a_ruling_teach_nothing() {
    let mut general = row("Vendor name", Some(backups()));
    general.general = true;
    let learned = one(general, ruled("accept"));
    assert!(learned.changes.is_empty() && learned.passed_over.is_empty());
    let mut typed = ruled("accept");
    typed.answer = Some("Half a sentence");
    assert_eq!(codes(&one(row(ASKED, Some(backups())), typed)), ["no-ruling"]);
}

#[test]
fn open_questions_are_counted_over_all_files_most_asked_first() {
    let asked = |question: &str| (row(question, None), None);
    let reviews = [
        review("a", vec![asked("Is there a canteen?"), asked("Do you | keep bees?")]),
        review("b", vec![asked("2.1 Do you | keep  bees?")]),
        review("b", vec![asked("2.1 Do you | keep  bees?")]),
    ];
    let gaps = run(&base(), &reviews, false).gaps;
    let counted: Vec<(usize, &str)> = gaps.iter().map(|gap| (gap.count, gap.question.as_str())).collect();
    assert_eq!(counted, [(2, "Do you | keep bees?"), (1, "Is there a canteen?")]);
    let text = gaps_text(&gaps);
    assert!(
        text.starts_with(GAPS_MARK) && text.contains("| 2 | Do you \\| keep bees? |  | a.xlsx, b.xlsx |"),
        "{text}"
    );
}
