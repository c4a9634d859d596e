//! What is refused, and with which words.

use zip::write::SimpleFileOptions;

use super::super::fixture::{one, open, package, sheet, write};
use super::super::{EditOptions, Format, Kind, Limits, Workbook, WorkbookError};

const ROWS: &str = "<row r='1'><c r='A1'><v>7</v></c></row>";

fn refusal(text: &str) -> String {
    one(text).open().unwrap_err().to_string()
}

/// The bytes with every occurrence of `from` made `to`, which is as long.
fn patched(bytes: &[u8], from: &str, to: &str, times: usize) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    for _ in 0..times {
        let place = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        bytes[place..place + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

fn ole(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 504]);
    for stream in streams {
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    }
    bytes
}

#[test]
fn files_that_are_no_workbook_are_told_apart() {
    let docx = one(&sheet(ROWS, "")).renamed(|name| name.replace("xl/", "word/"));
    let cases: [(Vec<u8>, &str); 11] = [
        (Vec::new(), "the file is empty"),
        (b"%PDF-1.7 x".to_vec(), "this is a PDF document, not a .xlsx file"),
        (b"ID,Question\n1,x\n".to_vec(), "this is a text file, not a .xlsx file"),
        (b"<html><table></table></html>".to_vec(), "this is an HTML page, not a .xlsx file"),
        (b"\x7FELF....".to_vec(), "this is a program, not a .xlsx file"),
        (ole(&["Workbook"]), "this is an Excel 97-2003 workbook (xls), not a .xlsx file"),
        (ole(&["WordDocument"]), "this is an OLE container without a workbook in it, not a .xlsx file"),
        (ole(&["EncryptedPackage"]), "the workbook is password-protected (encrypted), it cannot be read"),
        (
            ole(&["EncryptedPackage", "DRMEncryptedTransform"]),
            "the workbook is encrypted by rights management (IRM), it cannot be read",
        ),
        (docx.zip(), "this is a Word document, not a .xlsx file"),
        (
            one("").renamed(|name| format!("notes/{}", name.len())).zip()[..60].to_vec(),
            "the file is cut short: a zip package without its directory",
        ),
    ];
    for (bytes, message) in cases {
        let error = open(bytes).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(!error.hints().is_empty(), "{message}");
    }
}

#[test]
fn a_workbook_under_the_name_of_a_text_file_is_refused() {
    let read = |bytes: Vec<u8>| Workbook::open(bytes, Format::Csv, &Limits::default()).unwrap_err();
    let error = read(one(&sheet(ROWS, "")).zip());
    assert!(matches!(error, WorkbookError::WrongKind { expected: Format::Csv, found: Kind::Workbook }));
    assert!(matches!(read(b"\x1F\x8Bgzip".to_vec()), WorkbookError::WrongKind { found: Kind::Archive, .. }));
}

#[test]
fn a_package_cut_anywhere_is_refused() {
    let whole = one(&sheet(ROWS, "")).zip();
    for percent in [10, 50, 95, 99] {
        let cut = whole[..whole.len() * percent / 100].to_vec();
        assert!(matches!(open(cut), Err(WorkbookError::Truncated)), "{percent}%");
    }
}

#[test]
fn two_parts_of_one_name_are_refused_in_any_case() {
    let parts = one(&sheet(ROWS, "")).with("xl/worksheets/sheetX.xml", sheet("", ""));
    let twins = patched(&parts.zip(), "sheetX.xml", "sheet1.xml", 2);
    assert!(open(twins).unwrap_err().to_string().contains("two parts have one name"));
    let twins = patched(&parts.zip(), "sheetX.xml", "SHEET1.XML", 2);
    assert!(matches!(open(twins), Err(WorkbookError::DuplicatePart { .. })));
}

#[test]
fn headers_that_contradict_each_other_are_refused() {
    let bytes = patched(&one(&sheet(ROWS, "")).zip(), "worksheets/sheet1.xml", "worksheets/sheetX.xml", 1);
    assert!(matches!(open(bytes), Err(WorkbookError::DamagedPackage { .. })));
}

#[test]
fn names_that_lead_out_of_the_package_are_refused() {
    for name in ["../evil", "xl/../../evil", "/etc/evil", "C:\\evil", "xl\\..\\..\\evil"] {
        let error = one(&sheet(ROWS, "")).with(name, "x").open().unwrap_err();
        assert!(matches!(error, WorkbookError::UnsafeName { .. }), "{name}");
    }
}

#[test]
fn a_sheet_outside_the_package_is_never_followed() {
    let related = "xl/_rels/workbook.xml.rels";
    let climbing = one(&sheet(ROWS, "")).replace(related, "worksheets/sheet1.xml", "../../etc/passwd");
    assert!(matches!(climbing.open(), Err(WorkbookError::SheetWithoutPart { .. })));
    let external =
        one(&sheet(ROWS, "")).replace(related, "sheet1.xml\"", "sheet1.xml\" TargetMode='External'");
    assert!(matches!(external.open(), Err(WorkbookError::SheetWithoutPart { .. })));
}

#[test]
fn a_part_that_fails_its_checksum_is_refused() {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let bytes = patched(&one(&sheet(ROWS, "")).zip_with(stored), "<v>7</v>", "<v>8</v>", 1);
    assert!(matches!(open(bytes), Err(WorkbookError::DamagedPart { .. })));
}

#[test]
fn limits_are_counted_while_reading() {
    let text = sheet(
        &format!("{}{}", ROWS, " ".repeat(100_000)),
        "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
    );
    let bytes = one(&text).zip();
    let full = Limits::default();
    for limits in [
        Limits { file_bytes: 100, ..full.clone() },
        Limits { entries: 3, ..full.clone() },
        Limits { part_bytes: 50_000, ..full.clone() },
        Limits { total_bytes: 50_000, ..full.clone() },
        Limits { cells: 0, ..full.clone() },
        Limits { stored_cells: 0, ..full.clone() },
        Limits { ranges: 0, ..full.clone() },
    ] {
        let error = Workbook::open(bytes.clone(), Format::Xlsx, &limits).unwrap_err();
        assert!(matches!(error, WorkbookError::TooMuch { raise: Some(_), .. }), "{limits:?}: {error}");
    }
    let long = sheet("<row><c t='inlineStr'><is><t>abc</t></is></c></row>", "");
    let error =
        Workbook::open(one(&long).zip(), Format::Xlsx, &Limits { text_bytes: 2, ..full }).unwrap_err();
    assert!(error.to_string().contains("text"));
}

#[test]
fn a_doctype_in_any_part_that_is_read_is_refused() {
    let doctype = "<!DOCTYPE x [<!ENTITY a 'b'>]>";
    for part in
        ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"]
    {
        let parts = one(&sheet(ROWS, ""));
        let text = String::from_utf8(super::super::fixture::part_bytes(&parts.zip(), part)).unwrap();
        let error = parts.with(part, format!("{doctype}{text}")).open().unwrap_err();
        assert!(matches!(error, WorkbookError::Doctype { .. }), "{part}: {error}");
    }
}

#[test]
fn xml_that_does_not_hold_together_is_refused() {
    assert!(refusal(&sheet("<row></cow>", "")).contains("is not valid"));
    assert!(refusal(&sheet(ROWS, "")[..150]).contains("is not valid"));
    assert!(refusal("").contains("no sheetData"));
    assert!(refusal("<workbook/>").contains("not a worksheet"));
    assert!(refusal(&sheet("<row r=1/>", "")).contains("attribute is broken"));
    assert!(refusal(&sheet("<row><c t='str'><v>a&nbsp;b</v></c></row>", "")).contains("unknown reference"));
    assert!(refusal(&sheet("<row><c t='str'><v>\u{1}</v></c></row>", "")).contains("control characters"));
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    assert!(refusal(&sheet("", &deep)).contains("nesting of elements"));
}

#[test]
fn rows_and_cells_that_contradict_each_other_are_refused() {
    for rows in [
        "<row r='2'/><row r='1'/>",
        "<row r='2'/><row r='2'/>",
        "<row r='0'/>",
        "<row r='1048577'/>",
        "<row r='4294967296'/>",
        "<row r='1'><c r='B1'/><c r='A1'/></row>",
        "<row r='1'><c r='A2'/></row>",
        "<row r='1'><c r='XFE1'/></row>",
        "<row r='1'><c r=''/></row>",
        "<row r='1'><c r='XFD1'/><c/></row>",
        "<row r='1'><c t='s'><v>0</v></c></row>",
    ] {
        let error = one(&sheet(rows, "")).open().unwrap_err();
        assert!(matches!(error, WorkbookError::DamagedSheet { .. }), "{rows}: {error}");
    }
}

#[test]
fn a_workbook_needs_a_sheet_and_each_sheet_its_part_and_name() {
    let none = one(&sheet(ROWS, "")).replace("xl/workbook.xml", "<sheet ", "<other ");
    assert!(matches!(none.open(), Err(WorkbookError::NoSheets)));
    let homeless = one(&sheet(ROWS, "")).without("xl/worksheets/sheet1.xml");
    assert!(matches!(homeless.open(), Err(WorkbookError::SheetWithoutPart { .. })));
    let twins = package(&[("Same", &sheet(ROWS, "")), ("same", &sheet(ROWS, ""))]);
    assert!(matches!(twins.open(), Err(WorkbookError::DuplicateSheet { .. })));
    // An answer on the one would stand on the other as well.
    let shared = package(&[("A", &sheet(ROWS, "")), ("B", &sheet(ROWS, ""))]);
    let shared =
        shared.replace("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/Sheet1.xml");
    assert_eq!(
        shared.open().unwrap_err().to_string(),
        "the sheets \"A\" and \"B\" are one part of the package"
    );
}

#[test]
fn control_characters_of_names_do_not_reach_a_message() {
    let error = package(&[("a&#10;b\u{202e}", &sheet("<row r='0'/>", ""))]).open().unwrap_err();
    assert_eq!(error.to_string(), "sheet \"a\\nb\\u{202e}\" is damaged: `0` is no row");
}

#[test]
fn the_name_of_a_sheet_has_an_end() {
    let name = "n".repeat(255);
    assert!(package(&[(&name, &sheet(ROWS, ""))]).open().is_ok());
    let endless = package(&[(&format!("{name}n"), &sheet(ROWS, ""))]).open().unwrap_err();
    assert!(endless.to_string().contains("a name of more than 255 characters"), "{endless}");
}

#[test]
fn a_hidden_sheet_that_cannot_be_read_is_copied_and_refuses_to_be_written() {
    let broken = sheet("<row r='1'><c r='A1' s=2/></row>", "");
    let parts = package(&[("Q", &broken), ("Shown", &sheet(ROWS, ""))]);
    let book = parts.replace("xl/workbook.xml", "name=\"Q\"", "name=\"Q\" state=\"hidden\"").open().unwrap();
    assert_eq!(book.sheets()[0].used_range(), None);
    let edit = |sheet: &str| {
        let edit = super::super::Edit { sheet: sheet.to_owned(), ..write("B1", "Yes") };
        book.edit(&[edit], &EditOptions::default())
    };
    assert!(edit("Shown").is_ok());
    let error = edit("Q").unwrap_err();
    assert!(matches!(error, WorkbookError::BadXml { .. }), "{error}");
}
