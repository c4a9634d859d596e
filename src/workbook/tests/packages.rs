//! Packages as producers write them, oddly but legally.

use super::super::fixture::{at, edited, one, open, package, part, part_bytes, sheet, write};
use super::super::{Format, Limits, Warning, Workbook};

const ROWS: &str = "<row r='1'><c r='A1'><v>7</v></c></row>";

fn assert_reads_and_writes(bytes: Vec<u8>) {
    let book = open(bytes).unwrap();
    assert_eq!(book.sheets()[0].text(at("A1")), "7");
    let again = open(edited(&book, &[write("B2", "yes")])).unwrap();
    assert_eq!(again.sheets()[0].text(at("B2")), "yes");
}

#[test]
fn part_names_with_slash_backslash_and_odd_case_are_found() {
    let parts = one(&sheet(ROWS, ""));
    assert_reads_and_writes(parts.clone().renamed(|name| format!("/{name}")).zip());
    assert_reads_and_writes(parts.clone().renamed(|name| name.replace('/', "\\")).zip());
    assert_reads_and_writes(parts.renamed(|name| name.replace("sheet1.xml", "SHEET1.XML")).zip());
}

#[test]
fn parts_are_found_by_relationships_not_by_name() {
    let related = "xl/_rels/workbook.xml.rels";
    let absolute =
        one(&sheet(ROWS, "")).replace(related, "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml");
    assert_reads_and_writes(absolute.zip());
    let odd = one(&sheet(ROWS, ""))
        .renamed(|name| name.replace("xl/", "other/").replace("sheet1", "first"))
        .replace("other/_rels/workbook.xml.rels", "worksheets/sheet1.xml", ".\\worksheets\\x\\..\\first.xml")
        .replace("_rels/.rels", "xl/", "other/");
    assert_reads_and_writes(odd.zip());
}

#[test]
fn strict_relationships_and_other_prefixes_are_read() {
    let transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let parts = one(&sheet(ROWS, ""))
        .replace("xl/_rels/workbook.xml.rels", transitional, strict)
        .replace("_rels/.rels", transitional, strict)
        .replace("xl/workbook.xml", "r:id", "rel:id")
        .replace("xl/workbook.xml", "xmlns:r=", "xmlns:rel=");
    assert_reads_and_writes(parts.zip());
}

#[test]
fn a_part_keeps_its_encoding_when_it_is_edited() {
    let declared = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>{}", sheet(ROWS, ""));
    let wide: Vec<u8> =
        [0xFEFF].into_iter().chain(declared("UTF-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", declared("UTF-8").as_bytes()].concat();
    for (bytes, start) in [
        (wide, &b"\xFF\xFE<\0"[..]),
        (marked, b"\xEF\xBB\xBF<?xml"),
        (declared("ISO-8859-1").into_bytes(), b"<?xml version='1.0' encoding='ISO"),
    ] {
        let book = one("").with("xl/worksheets/sheet1.xml", bytes).book();
        let bytes = edited(&book, &[write("B1", "Größe \u{2192} 🔒")]);
        assert!(part_bytes(&bytes, "xl/worksheets/sheet1.xml").starts_with(start));
        assert_eq!(open(bytes).unwrap().sheets()[0].text(at("B1")), "Größe \u{2192} 🔒");
    }
}

#[test]
fn a_workbook_without_styles_is_read_and_written() {
    let parts = one(&sheet(ROWS, "")).without("xl/styles.xml");
    assert_reads_and_writes(parts.zip());
    let mut edit = write("B2", "draft");
    edit.fill = Some(super::super::Rgb(255, 192, 0));
    let done = parts.book().edit(&[edit], &Default::default()).unwrap();
    assert_eq!(done.warnings, [Warning::NoFills]);
}

#[test]
fn chart_sheets_are_left_out_with_a_warning() {
    let book = package(&[("Q", &sheet(ROWS, "")), ("Chart", "<chartsheet/>")])
        .replace(
            "xl/_rels/workbook.xml.rels",
            "worksheet\" Target=\"worksheets/sheet2",
            "chartsheet\" Target=\"x/2",
        )
        .book();
    assert_eq!(book.sheets().len(), 1);
    assert_eq!(book.warnings(), [Warning::NoWorksheet { sheet: "Chart".into(), kind: "chartsheet".into() }]);
}

#[test]
fn signed_and_locked_workbooks_are_read_with_a_warning() {
    let book = one(&sheet(ROWS, ""))
        .with("_xmlsignatures/origin.sigs", "")
        .replace("xl/workbook.xml", "<sheets>", "<workbookProtection lockStructure='1'/><sheets>")
        .book();
    assert_eq!(book.warnings(), [Warning::ProtectedStructure, Warning::Signed]);
}

#[test]
fn macros_stay_byte_for_byte() {
    let parts = one(&sheet(ROWS, "")).with("xl/vbaProject.bin", b"\xD0\xCFmacro".to_vec());
    let book = Workbook::open(parts.zip(), Format::Xlsm, &Limits::default()).unwrap();
    assert_eq!(book.format(), Format::Xlsm);
    let bytes = edited(&book, &[write("B1", "x")]);
    assert_eq!(part_bytes(&bytes, "xl/vbaProject.bin"), b"\xD0\xCFmacro");
}

#[test]
fn names_of_sheets_with_markup_are_read() {
    let book = package(&[("A &amp; &lt;B&gt; &quot;C&quot;", &sheet(ROWS, ""))]).book();
    assert_eq!(book.sheets()[0].name(), "A & <B> \"C\"");
    assert!(part(&book.edit(&[], &Default::default()).unwrap().bytes, "xl/workbook.xml").contains("&amp;"));
}
