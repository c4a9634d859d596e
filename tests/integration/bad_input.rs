//! Bad input: the exit code, one line that names the file and says why, the ways out, nothing left behind.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::package::parts;
use crate::support::{Desk, EXAMPLES, TODAY, ask, copy_folder, example, fill, knowledge, trustfill};

const FIRST: &str = EXAMPLES[0];

/// The bytes of a compound file with one stream of that name, as far as anybody looks at it.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

/// A package with one part of that name.
fn package_with(name: &str, text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in
        [("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>"), (name, text)]
    {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Runs `fill` and `inspect` on a file that cannot be read as a questionnaire.
#[track_caller]
fn refused(name: &str, bytes: &[u8], reason: &str) {
    let desk = Desk::new();
    desk.put(name, bytes);
    for ran in [fill(name), trustfill(["inspect", name])] {
        let ran = ran.in_dir(desk.path()).fails_with(3);
        let line = ran.stderr.lines().next().unwrap();
        assert!(line.contains(name) && line.contains(reason), "{line}\nwanted: {reason}");
        assert!(ran.stderr.contains("\nhint: "), "no way out: {}", ran.stderr);
        assert_eq!(desk.names(), [name]);
        assert_eq!(desk.read(name), bytes);
    }
}

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::new();
    for name in ["acme.xlsx", "no/such/folder/acme.xlsx"] {
        let ran = fill(name).in_dir(desk.path()).fails_with(3);
        assert!(ran.stderr.contains("acme.xlsx: there is no such file"), "{}", ran.stderr);
        assert!(desk.names().is_empty());
    }
}

#[test]
fn a_folder_instead_of_a_file() {
    let desk = Desk::new();
    desk.put("acme.xlsx/.keep", "");
    let ran = fill("acme.xlsx").in_dir(desk.path()).fails_with(3);
    assert!(ran.stderr.contains("acme.xlsx: it is a folder"), "{}", ran.stderr);
    assert_eq!(desk.names(), ["acme.xlsx"]);
}

#[test]
fn a_pipe_instead_of_a_file_is_not_waited_for() {
    let desk = Desk::new();
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, desk.join("acme.xlsx"), rustix::fs::FileType::Fifo, mode, 0)
        .unwrap();
    let ran = fill("acme.xlsx").in_dir(desk.path()).fails_with(3);
    assert!(ran.stderr.contains("acme.xlsx: it is no regular file"), "{}", ran.stderr);
}

#[test]
fn an_empty_file() {
    refused("acme.xlsx", b"", "empty");
    refused("acme.csv", b"", "empty");
}

#[test]
fn a_workbook_that_did_not_arrive_whole() {
    let whole = example(FIRST);
    for share in [10, 50, 90, 99] {
        refused("acme.xlsx", &whole[..whole.len() * share / 100], "");
    }
    refused("acme.xlsx", &whole[..whole.len() / 2], "cut short");
}

#[test]
fn a_workbook_with_a_damaged_part() {
    let mut bytes = example(FIRST);
    let name = b"xl/worksheets/sheet1.xml";
    let at = bytes.windows(name.len()).position(|w| w == name).unwrap() + name.len() + 40;
    for byte in &mut bytes[at..at + 64] {
        *byte ^= 0xFF;
    }
    refused("acme.xlsx", &bytes, "damaged");
}

#[test]
fn a_document_under_the_name_of_a_workbook() {
    refused("acme.xlsx", &package_with("word/document.xml", "<document/>"), "Word document");
}

#[test]
fn other_files_under_the_name_of_a_workbook() {
    refused("acme.xlsx", b"%PDF-1.7\n1 0 obj\n", "PDF");
    refused("acme.xlsx", b"<!DOCTYPE html>\n<html><table><tr><td>Question</td></tr></table></html>", "HTML");
    refused("acme.xlsx", b"ID;Question;Answer\n1;Is data encrypted?;\n", "text file");
    refused("acme.csv", &example(FIRST), "Excel workbook");
    refused("acme.xlsx", b"\x89PNG\r\n\x1a\n", "picture");
}

#[test]
fn formats_that_are_not_filled_are_told_what_to_do() {
    for (name, hint) in [
        ("acme.docx", "table"),
        ("acme.pdf", "spreadsheet"),
        ("acme.xls", ".xlsx"),
        ("acme.ods", ".xlsx"),
        ("acme.zip", "unpack"),
        ("acme.json", ".csv"),
        ("acme", ".xlsx"),
    ] {
        let desk = Desk::new();
        desk.put(name, b"whatever");
        let ran = fill(name).in_dir(desk.path()).fails_with(3);
        let (error, hints) = ran.stderr.split_once('\n').unwrap();
        assert!(error.contains(name) && hints.contains(hint), "{}", ran.stderr);
        assert_eq!(desk.names(), [name]);
    }
}

#[test]
fn an_encrypted_workbook() {
    refused("acme.xlsx", &compound_file("EncryptedPackage"), "password-protected");
    refused("acme.xlsx", &compound_file("DRMEncryptedTransform"), "rights management");
    refused("acme.xlsx", &compound_file("Workbook"), "Excel 97");
}

#[test]
fn a_workbook_without_a_form_is_told_what_was_seen() {
    let desk = Desk::new();
    desk.put("prices.csv", "Item,Amount,Price\nBolt,4,1.20\nNut,9,0.80\nWasher,20,0.10\n");
    for ran in [fill("prices.csv"), trustfill(["inspect", "prices.csv"])] {
        let ran = ran.in_dir(desk.path()).fails_with(3);
        assert!(
            ran.stderr.contains("prices.csv") && ran.stderr.contains("question column"),
            "{}",
            ran.stderr
        );
        assert!(
            ran.stderr.contains("\"Amount\"") && ran.stderr.contains("--question-column"),
            "{}",
            ran.stderr
        );
        assert_eq!(desk.names(), ["prices.csv"]);
    }
}

#[test]
fn a_csv_with_an_open_quote_or_with_bytes_that_are_no_text() {
    refused("acme.csv", b"ID,Question,Answer\n1,\"Is data encrypted?,\n2,Do you log?,\n", "quote");
    refused("acme.csv", b"\x00\x01\x02\x03\x00\x00\xFF\xFE\x00", "");
}

#[test]
fn names_cannot_forge_lines_or_colours() {
    let desk = Desk::new();
    let name = "a\u{1b}[31m\nerror: forged\u{202e}.xlsx";
    desk.put(name, b"");
    let ran = fill(name).in_dir(desk.path()).fails_with(3);
    assert!(!ran.stderr.contains('\u{202e}'), "{:?}", ran.stderr);
}

/// Runs `fill` with a base that is broken by changing one file of it.
#[track_caller]
fn broken_base(file: &str, change: impl Fn(String) -> String, place: &str, reason: &str) {
    let desk = Desk::with_example(FIRST);
    copy_folder(&knowledge(), &desk.join("kb"));
    let path = desk.join("kb").join(file);
    let text = change(std::fs::read_to_string(&path).unwrap_or_default());
    std::fs::write(&path, text).unwrap();
    let ran = trustfill(["fill", FIRST, "--today", TODAY, "-k", "kb"]).in_dir(desk.path()).fails_with(2);
    let line = ran.stderr.lines().next().unwrap();
    assert!(line.contains(place) && line.contains(reason), "{line}\nwanted: {place} … {reason}");
    assert!(ran.stderr.contains("\nhint: "), "no way out: {}", ran.stderr);
    assert_eq!(desk.names(), [FIRST, "kb"]);
}

#[test]
fn a_broken_knowledge_base_is_refused_with_file_and_line() {
    const FILE: &str = "why-us/no-lock-in.md";
    broken_base(FILE, |t| t.replace("owner = ", "ownr = "), FILE, "ownr");
    broken_base(FILE, |t| t.replacen("question = \"", "question = ", 1), &format!("{FILE}:2"), "");
    broken_base(FILE, |t| t.replace("audience = \"public\"", "audience = \"everyone\""), FILE, "everyone");
    broken_base(FILE, |t| t.replace("audience = \"public\"\n", ""), FILE, "audience");
    broken_base(FILE, |t| t.replace("reviewed = 2026-11-23", "reviewed = 2026-13-23"), FILE, "");
    broken_base(FILE, |_| "no front matter".to_owned(), FILE, "");
    broken_base(
        "access-and-authorization/no-lock-in.md",
        |_| std::fs::read_to_string(knowledge().join(FILE)).unwrap(),
        FILE,
        "no-lock-in",
    );
    broken_base(
        "why-us/nothing.sv.md",
        |_| "+++\nquestion = \"Vad?\"\n+++\nSvar.\n".to_owned(),
        "why-us/nothing.sv.md",
        "",
    );
}

#[test]
fn a_knowledge_base_that_is_not_there_or_holds_nothing() {
    let desk = Desk::with_example(FIRST);
    desk.put("empty/README.md", "Nothing here.");
    for (arguments, reason) in
        [(&[][..], "no knowledge base"), (&["-k", "none"], "none"), (&["-k", "empty"], "empty")]
    {
        let ran =
            trustfill(["fill", FIRST, "--today", TODAY]).args(arguments).in_dir(desk.path()).fails_with(2);
        assert!(ran.stderr.lines().next().unwrap().contains(reason), "{}", ran.stderr);
        assert!(ran.stderr.contains("hint: ") && ran.stderr.contains("trustfill init"), "{}", ran.stderr);
        assert_eq!(desk.names(), [FIRST, "empty"]);
    }
}

#[test]
fn an_unknown_audience_date_language_or_configuration_key() {
    let desk = Desk::with_example(FIRST);
    for wrong in [["--audience", "everyone"], ["--today", "2026-02-30"], ["--language", "xx"]] {
        let ran = trustfill(["fill", FIRST]).args(wrong).in_dir(desk.path()).ends_with(2);
        assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains(wrong[1]), "{}", ran.stderr);
    }
    desk.put("trustfill.toml", "language = \"en\"\nknowlege = \"x\"\n");
    let ran = fill(FIRST).in_dir(desk.path()).fails_with(2);
    assert!(
        ran.stderr.contains("trustfill.toml: line 2") && ran.stderr.contains("knowlege"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.names(), [FIRST, "trustfill.toml"]);
}

#[test]
fn a_folder_that_cannot_be_written_to() {
    let desk = Desk::with_example(FIRST);
    if std::fs::metadata(desk.path()).unwrap().uid() == 0 {
        println!("skipped: nothing is unwritable for root");
        return;
    }
    desk.put("out/.keep", "");
    std::fs::set_permissions(desk.join("out"), Permissions::from_mode(0o555)).unwrap();
    let ran = fill(FIRST).args(["--out-dir", "out"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("filled.xlsx") || ran.stderr.contains("review.xlsx"), "{}", ran.stderr);
    std::fs::set_permissions(desk.join("out"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(std::fs::read_dir(desk.join("out")).unwrap().count(), 1);
}

#[test]
fn a_missing_workbook_part_is_named() {
    let kept: Vec<(String, Vec<u8>)> =
        parts(&example(FIRST)).into_iter().filter(|(name, _)| name != "xl/worksheets/sheet1.xml").collect();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in kept {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, &bytes).unwrap();
    }
    refused("acme.xlsx", &writer.finish().unwrap().into_inner(), "");
}

#[test]
fn a_base_that_the_configuration_names_wrongly_is_told_with_the_configuration() {
    let desk = Desk::with_example(EXAMPLES[0]);
    desk.put("trustfill.toml", "knowledge = \"nowhere\"\n");
    let ran = trustfill(["fill", EXAMPLES[0]]).in_dir(desk.path()).fails_with(2);
    assert!(ran.stderr.contains("nowhere") && ran.stderr.contains("trustfill.toml"), "{}", ran.stderr);
    let ran = trustfill(["fill", EXAMPLES[0], "--knowledge", "elsewhere"]).in_dir(desk.path()).fails_with(2);
    assert!(!ran.stderr.contains("trustfill.toml"), "{}", ran.stderr);
}

#[test]
fn a_label_of_the_vendor_that_is_empty_or_stands_twice_is_named() {
    let desk = Desk::with_example(EXAMPLES[0]);
    for (labels, named) in [
        ("\"\" = \"x\"\n", "the key \"\" names no label"),
        ("\"DUNS\" = \"1\"\n\"duns:\" = \"2\"\n", "\"DUNS\" and \"duns:\" are one label"),
    ] {
        desk.put("trustfill.toml", format!("[vendor.labels]\n{labels}"));
        let ran = trustfill(["fill", EXAMPLES[0]]).in_dir(desk.path()).fails_with(2);
        assert!(ran.stderr.contains(named), "{}", ran.stderr);
    }
}

#[test]
fn no_message_speaks_the_language_of_the_program() {
    let desk = Desk::with_example(EXAMPLES[0]);
    let told = |text: &[u8]| {
        desk.put("trustfill.toml", text);
        trustfill(["fill", EXAMPLES[0]]).in_dir(desk.path()).fails_with(2).stderr
    };
    assert!(told(b"suggest-from = \"a\"\n").contains("expected a number"));
    assert!(told(b"\xff").contains("trustfill.toml: the text is not UTF-8"));
    let ran = ask().args(["--stdin"]).input("{\"question\": 3}\n").ends_with(3);
    let top = ask().args(["x", "--top", "many"]).ends_with(2);
    assert!(top.stderr.contains("a whole number from 1 to 30 is wanted"), "{}", top.stderr);
    for word in ["f64", "u8", "Utf8", "Option", "unwrap", "ParseInt", "digit found"] {
        assert!(!ran.stderr.contains(word) && !top.stderr.contains(word), "{word}");
    }
}
