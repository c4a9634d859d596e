//! The site of small bases made here.

use jiff::civil::date;

use super::*;
use crate::knowledge::{Internal, Public, SourceFile, View, sample_files};
use crate::markup::contrast::{faint, misnamed};

const TEXTS: [(&str, &str); 13] = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("link", "paper"),
    ("link", "raised"),
    ("on-mark", "mark"),
    ("on-tag", "tag"),
    ("due", "paper"),
    ("on-sample", "sample"),
    ("link", "sample"),
    ("ink", "tag"),
    ("ink", "line"),
];
const MARKS: [(&str, &str); 5] =
    [("edge", "paper"), ("edge", "raised"), ("mark", "paper"), ("quiet", "paper"), ("link", "tag")];

fn options(templates: &Templates) -> Options<'_> {
    Options { today: date(2026, 11, 23), base_url: None, templates }
}

fn file(path: &str, front: &str, text: &str) -> SourceFile {
    let named = path.replace('"', "'");
    let text = format!(
        "+++\nquestion = \"What about {named}?\"\nowner = \"the owner of it\"\nreviewed = 2026-01-02\n{front}\n+++\n{text}\n"
    );
    SourceFile { path: path.into(), text }
}

const APPROVED: &str = "audience = \"public\"\nstatus = \"approved\"";
const DRAFT: &str = "audience = \"public\"\nstatus = \"draft\"";
const INTERNAL: &str = "audience = \"internal\"\nstatus = \"approved\"";

/// A base with one entry to show and three to keep.
fn base() -> Vec<SourceFile> {
    let nda = "audience = \"nda\"\nstatus = \"approved\"\nevidence = [{ title = \"The plan\" }]";
    vec![
        file(
            "a/shown.md",
            &format!(
                "{APPROVED}\nalso_asked = [\"Does Customer Ltd of Town need what the shown entry says here?\"]"
            ),
            "Every word of this may be read by all the world. <!-- a note to ourselves -->",
        ),
        file("a/draft.md", DRAFT, "Nobody has looked at this text yet and it may be wrong."),
        file("a/inner.md", INTERNAL, "The key to the back door lies below the third flower pot."),
        file("b/nda.md", nda, "Our auditors found two minor matters, which were mended in May."),
    ]
}

fn made(files: &[SourceFile]) -> Site {
    let view = View::<Public>::of(files, &[], false).unwrap();
    publish(&view, &options(&Templates::default())).unwrap()
}

fn found(files: &[SourceFile], site: &Site) -> Leaks {
    let base = View::<Internal>::of(files, &[], false).unwrap();
    let mut search = Search::of(&base);
    site.files.iter().for_each(|(path, bytes)| search.look(path, bytes));
    search.end()
}

#[test]
fn texts_and_marks_stand_out_in_light_dark_and_print() {
    assert_eq!(faint(templates::STYLE, &TEXTS, &MARKS), [""; 0]);
    assert_eq!(misnamed(templates::STYLE), [""; 0]);
}

#[test]
fn only_what_is_public_and_approved_is_in_the_site() {
    let site = made(&base());
    assert_eq!((site.entries, site.drafts.as_slice()), (1, ["draft".to_owned()].as_slice()));
    let all: String = site.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for kept in
        ["flower pot", "Nobody has", "auditors", "The plan", "Customer Ltd", "the owner of it", "note to"]
    {
        assert!(!all.contains(kept), "{kept}");
    }
    assert!(site.files.keys().eq(["answers.json", "e/shown.html", "index.html"]), "{:?}", site.files.keys());
    let leaks = found(&base(), &site);
    assert_eq!(leaks.found, []);
    assert!(leaks.runs > 10 && leaks.files == 3, "{leaks:?}");
}

#[test]
fn a_base_of_drafts_is_no_site() {
    let view = View::<Public>::of(&base()[1..2], &[], false).unwrap();
    let error = publish(&view, &options(&Templates::default())).unwrap_err();
    assert!(matches!(error, PublishError::Nothing));
}

#[test]
fn whatever_part_of_a_kept_entry_reaches_a_file_is_found_however_it_is_written() {
    let clean = made(&base());
    let planted = [
        ("the answer", "inner", "x.html", "<p>the key to the <b>back</b> door lies below the third</p>"),
        ("the answer", "inner", "x.html", "<!-- The key to the back door lies below the third -->"),
        (
            "the answer",
            "nda",
            "x.json",
            "{\"a\":\"Our\\nauditors found two \\u006dinor matters, which were\"}",
        ),
        ("a wording", "shown", "x.js", "let a = 'does customer ltd of town need what the shown'"),
        ("a comment", "shown", "x.html", "<p title=\"a note to ourselves\">"),
        ("the answer", "draft", "deep/x.txt", "nobody has looked at this text yet and"),
    ];
    for (part, entry, path, text) in planted {
        let mut site = clean.clone();
        site.files.insert(path.to_owned(), text.as_bytes().to_vec());
        let leaks = found(&base(), &site).found;
        let got: Vec<(&str, &str, &str)> =
            leaks.iter().map(|leak| (leak.part, leak.entry.as_str(), leak.file.as_str())).collect();
        assert_eq!(got, [(part, entry, path)], "{text}");
    }
}

#[test]
fn a_page_that_was_left_behind_is_found_by_its_name() {
    let mut site = made(&base());
    for path in ["e/inner.html", "sv/e/gone.html"] {
        site.files.insert(path.to_owned(), b"<p>x</p>".to_vec());
    }
    let leaks = found(&base(), &site).found;
    assert_eq!(leaks.iter().map(|leak| leak.entry.as_str()).collect::<Vec<_>>(), ["inner", "gone"]);
}

#[test]
fn words_that_a_published_text_says_too_are_no_leak() {
    let mut files = base();
    files.push(file("a/twin.md", INTERNAL, "Every word of this may be read by all the world."));
    assert_eq!(found(&files, &made(&files)).found, []);
}

#[test]
fn what_pages_show_beside_an_answer_is_no_leak_and_a_category_that_they_do_not_show_is_one() {
    let proof = "evidence = [{ title = \"C\", url = \"https://example.com/a/certificate/of/ours/of/the/year/2026\" }]\n\
                 tags = [\"A tag of more words than eight there are of\"]";
    let blurb = "Where we keep what the auditors told us of the cellar.";
    let index = |path: &str| SourceFile {
        path: path.into(),
        text: format!("+++\ntitle = \"T\"\nblurb = \"{blurb}\"\n+++\n"),
    };
    let mut files = vec![
        file("a/shown.md", &format!("{APPROVED}\n{proof}"), "Text."),
        index("b/_index.md"),
        file("b/nda.md", &format!("audience = \"nda\"\nstatus = \"approved\"\n{proof}"), "Kept."),
    ];
    let mut site = made(&files);
    assert_eq!(found(&files, &site).found, []);
    site.files.insert("x.html".to_owned(), blurb.as_bytes().to_vec());
    let leaks = found(&files, &site).found;
    assert_eq!(
        leaks.iter().map(|leak| (leak.part, leak.entry.as_str())).collect::<Vec<_>>(),
        [("the category", "b")]
    );
    files.push(file("b/shown_too.md", APPROVED, "Text."));
    assert_eq!(found(&files, &site).found, [], "a category with an answer is shown");
}

#[test]
fn a_page_leads_to_a_few_entries_of_its_category_and_all_pages_are_led_to() {
    let paths: Vec<String> =
        (0..40).map(|n| format!("a/n{n:02}.md")).chain(["b/other.md".to_owned()]).collect();
    let files: Vec<SourceFile> = paths.iter().map(|path| file(path, APPROVED, "Text.")).collect();
    let site = made(&files);
    let mut led_to = std::collections::BTreeSet::new();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.starts_with("e/n")) {
        let page = String::from_utf8_lossy(bytes).into_owned();
        let more: Vec<&str> =
            page.split("<li><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(more.len(), 8, "{path}: {more:?}");
        assert!(
            !more.contains(&path.trim_start_matches("e/")) && !more.contains(&"other.html"),
            "{path}: {more:?}"
        );
        led_to.extend(more.into_iter().map(str::to_owned));
    }
    assert_eq!(led_to.len(), 40);
    assert!(!String::from_utf8_lossy(&site.files["e/other.html"]).contains("class=\"more\""));
}

#[test]
fn categories_of_any_name_keep_names_of_their_own_in_the_page() {
    let names = ["all", "query", "found", "main", "contacts", "claims", "toc", "e--n0", "x", "x--title"];
    let files: Vec<SourceFile> = names
        .iter()
        .enumerate()
        .map(|(n, name)| file(&format!("{name}/n{n}.md"), APPROVED, "Text."))
        .collect();
    let index = String::from_utf8_lossy(&made(&files).files["index.html"]).into_owned();
    let ids: Vec<&str> = index.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut each = ids.clone();
    each.sort_unstable();
    each.dedup();
    assert_eq!(each.len(), ids.len(), "{ids:?}");
    assert!(names.iter().all(|name| index.contains(&format!("href=\"#c--{name}\""))));
}

#[test]
fn an_answer_for_some_products_is_not_told_as_one_for_all() {
    let bound = format!("{APPROVED}\nproducts = [\"compute\"]");
    let site =
        made(&[file("a/all.md", APPROVED, "Yes, everywhere."), file("a/some.md", &bound, "Yes, there.")]);
    let index = String::from_utf8_lossy(&site.files["index.html"]).into_owned();
    let data = index.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(data.contains("Yes, everywhere.") && !data.contains("Yes, there."), "{data}");
    assert!(index.contains("<p>Yes, there.</p>") && index.contains("compute"));
}

#[test]
fn the_sample_is_published_as_a_sample_and_holds_nothing_else() {
    let files = sample_files();
    let view = View::<Public>::of(&files, &[], true).unwrap();
    let templates = Templates::default();
    let site = publish(&view, &options(&templates)).unwrap();
    assert_eq!(site.files.len(), 2 * (view.entries.len() + 1) + 3);
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(page.contains("class=\"sample\"") && page.contains("noindex"), "{path}");
    }
    assert_eq!(found(&files, &site).found, []);
    assert_eq!(site, publish(&view, &options(&templates)).unwrap());
}

#[test]
fn a_stale_entry_is_shown_with_the_day_that_its_review_was_due() {
    let front = format!(
        "{APPROVED}\nreview_every = \"1 month\"\nevidence = [{{ title = \"Ended\", expires = 2026-11-22 }}, {{ title = \"Stands\", url = \"javascript:x\", expires = 2026-11-23 }}]"
    );
    let site = made(&[file("a/old.md", &front, "Text.")]);
    assert_eq!(site.stale, ["old"]);
    let page = String::from_utf8_lossy(&site.files["e/old.html"]).into_owned();
    assert!(page.contains("datetime=\"2026-01-02\"") && page.contains("datetime=\"2026-02-02\""), "{page}");
    assert!(page.contains("Stands") && !page.contains("Ended") && !page.contains("javascript"), "{page}");
}

#[test]
fn a_page_without_a_text_of_its_language_shows_the_other_and_says_so() {
    let organisation = SourceFile {
        path: "_index.md".into(),
        text: "+++\ntitle = \"T\"\nlanguages = [\"en\", \"sv\"]\n+++\n".into(),
    };
    let mut translation = file("a/one.sv.md", "status = \"draft\"", "Text på svenska.");
    translation.text = translation.text.replace("owner = \"the owner of it\"\n", "");
    let site = made(&[organisation, file("a/one.md", APPROVED, "Text in English."), translation]);
    let page = String::from_utf8_lossy(&site.files["sv/e/one.html"]).into_owned();
    assert!(page.contains("<html lang=\"sv\">") && page.contains("<article lang=\"en\">"), "{page}");
    assert!(page.contains("bara på engelska") && !page.contains("på svenska"), "{page}");
}

#[test]
fn ids_and_tags_of_any_signs_stay_inside_their_address() {
    let front = format!("{APPROVED}\ntags = [\"A & B\", \"å/ä\"]");
    let site = made(&[file("a b/x \"y\" å#?.md", &front, "Text.")]);
    let index = String::from_utf8_lossy(&site.files["index.html"]).into_owned();
    assert!(index.contains("href=\"e/x%20%22y%22%20%C3%A5%23%3F.html\""), "{index}");
    assert!(index.contains("data-tags=\"A%20%26%20B %C3%A5%2F%C3%A4 \""), "{index}");
    assert!(site.files.contains_key("e/x \"y\" å#?.html"));
}
