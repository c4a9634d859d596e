//! Separated text as a workbook of one sheet.

use super::super::fixture::at;
use super::super::{Edit, EditOptions, Format, Limits, NewValue, Workbook, WorkbookError};

fn csv(bytes: &[u8]) -> Workbook {
    Workbook::open(bytes.to_vec(), Format::Csv, &Limits::default()).unwrap()
}

fn write(cell: &str, text: &str) -> Edit {
    Edit { sheet: String::new(), cell: at(cell), value: NewValue::Text(text.into()), fill: None }
}

fn after(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    csv(bytes).edit(edits, &EditOptions::default()).unwrap().bytes
}

#[test]
fn only_the_written_fields_change() {
    let text = b"ID;\"Question\"; Answer \r\n\r\n1;\"Do you;\nreally \"\"do\"\"?\";\n2;x\r\n";
    assert_eq!(
        after(text, &[write("C3", "Yes; always"), write("D4", "late")]),
        b"ID;\"Question\"; Answer \r\n\r\n1;\"Do you;\nreally \"\"do\"\"?\";\"Yes; always\"\n2;x;;late\r\n"
    );
}

#[test]
fn a_record_emptied_between_two_kinds_of_line_ends_stays_a_record() {
    assert_eq!(after(b"a,b\rold\nc,d\r", &[write("A2", "")]), b"a,b\r\"\"\nc,d\r");
    assert_eq!(after(b"a,b\nold\nc,d\n", &[write("A2", "")]), b"a,b\n\nc,d\n");
}

#[test]
fn short_records_are_padded_once_for_many_fields() {
    assert_eq!(
        after(b"a,b\n\nc", &[write("C1", "x"), write("E1", "y"), write("B2", "z"), write("B3", "w")]),
        b"a,b,x,,y\n,z\nc,w"
    );
}

#[test]
fn what_a_spreadsheet_takes_for_a_formula_is_written_as_text() {
    for (text, written) in [
        ("=1+1", "a,'=1+1\n"),
        ("+1", "a,'+1\n"),
        ("-1", "a,'-1\n"),
        ("@x", "a,'@x\n"),
        ("\t=1", "a,'\t=1\n"),
        ("\r=1", "a,\"'\n=1\"\n"),
        ("a=1", "a,a=1\n"),
    ] {
        assert_eq!(after(b"a,\n", &[write("B1", text)]), written.as_bytes());
    }
    let number = Edit { value: NewValue::Number(-1.5), ..write("B1", "") };
    assert_eq!(after(b"a,\n", &[number]), b"a,-1.5\n");
}

#[test]
fn a_text_that_begins_with_a_byte_order_mark_reads_back_from_the_first_field() {
    for (file, text) in [
        (&b"a,b\n"[..], "\u{feff}mark"),
        (b"a,caf\xE9\n", "\u{ff}\u{fe}mark"),
        (b"a,caf\xE9\n", "\u{fe}\u{ff}mark"),
        (b"a,caf\xE9\n", "\u{ef}\u{bb}\u{bf}mark"),
    ] {
        let edited = csv(&after(file, &[write("A1", text)]));
        assert_eq!(edited.sheets()[0].text(at("A1")), text);
        assert_eq!(edited.sheets()[0].text(at("B1")), csv(file).sheets()[0].text(at("B1")));
    }
}

#[test]
fn texts_that_would_make_the_file_be_read_in_another_encoding_are_refused() {
    let write_into = |file: &[u8], text: &str| {
        csv(file).edit(&[write("B1", text)], &EditOptions::default()).map(|edited| edited.bytes)
    };
    // These two characters of the Western code page are the bytes of one in UTF-8.
    let error = write_into(b"a,\xFF\n", "\u{c3}\u{a5}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "with the new texts the file would no longer be read as Windows-1252, its encoding"
    );
    assert!(!error.hints().is_empty());
    assert_eq!(write_into(b"a,\xFF\n", "\u{e5}").unwrap(), b"a,\xE5\n");
    assert_eq!(write_into(b"a,\xFF\n", "x").unwrap(), b"a,x\n");
    // UTF-16 without a mark is told by its many zeros.
    let utf16: Vec<u8> = "a,b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(matches!(write_into(&utf16, &"\u{6f22}".repeat(9)), Err(WorkbookError::OtherEncoding { .. })));
}

#[test]
fn a_file_that_quotes_everything_goes_on_doing_so() {
    assert_eq!(after(b"\"a\",\"b\"\n\"c\",\n", &[write("B2", "x")]), b"\"a\",\"b\"\n\"c\",\"x\"\n");
}

#[test]
fn encodings_and_their_marks_stay() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let utf16 = [b"\xFE\xFF".to_vec(), wide("ID,Fr\u{e5}ga\r\n1,\r\n")].concat();
    assert_eq!(csv(&utf16).sheets()[0].text(at("B1")), "Fr\u{e5}ga");
    assert_eq!(
        after(&utf16, &[write("B2", "\u{2192}")]),
        [b"\xFE\xFF".to_vec(), wide("ID,Fr\u{e5}ga\r\n1,\u{2192}\r\n")].concat()
    );
    assert_eq!(after(b"\xEF\xBB\xBFID,x\n", &[write("B1", "\u{e9}")]), b"\xEF\xBB\xBFID,\xC3\xA9\n");
    assert_eq!(csv(b"\xEF\xBB\xBFID,x\n").sheets()[0].text(at("A1")), "ID");
    assert_eq!(
        after(b"caf\xE9,\x93x\x94\n", &[write("B1", "\u{201c}na\u{ef}ve\u{201d}")]),
        b"caf\xE9,\x93na\xEFve\x94\n"
    );
    let error = csv(b"caf\xE9,x\n").edit(&[write("B1", "\u{2192}")], &EditOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "B1: `\u{2192}` cannot be written in Windows-1252, the encoding of the file"
    );
}

#[test]
fn rows_count_records_blank_lines_too() {
    let book = csv(b"a\r\n\r\n\"b\nc\"\r\nd");
    let rows: Vec<u32> = book.sheets()[0].rows().map(|(row, _)| row).collect();
    assert_eq!((rows, book.sheets()[0].name()), (vec![0, 2, 3], ""));
    let below = book.edit(&[write("A9", "x")], &EditOptions::default());
    assert!(matches!(below, Err(WorkbookError::NoSuchRecord { record: 9 })));
}

#[test]
fn a_tsv_is_cut_at_tabs() {
    let book = Workbook::open(b"a, b\tc\nd\te\n".to_vec(), Format::Tsv, &Limits::default()).unwrap();
    assert_eq!(book.sheets()[0].text(at("A1")), "a, b");
}
