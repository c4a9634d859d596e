//! Files of each format read into the new workbook, and damaged ones refused.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::fixture::{at, part};
use super::super::{Choices, Format, Limits, Value, Visibility, Warning, Workbook, WorkbookError};
use super::to_xlsx;

const XLS: &[u8] = include_bytes!("../../../tests/fixtures/legacy/form.xls");
const ODS: &[u8] = include_bytes!("../../../tests/fixtures/legacy/form.ods");

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An OpenDocument of what stands in the spreadsheet.
fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>\
         <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn open(bytes: &[u8], format: Format) -> Result<Workbook, WorkbookError> {
    Workbook::open(bytes.to_vec(), format, &Limits::default())
}

fn text(book: &Workbook, sheet: &str, cell: &str) -> String {
    book.sheet(sheet).unwrap().text(at(cell)).into_owned()
}

fn list(book: &Workbook, sheet: &str, cell: &str) -> Vec<String> {
    match book.sheet(sheet).unwrap().choices(at(cell)) {
        Choices::List(items) => items.into_iter().map(|item| item.text).collect(),
        other => vec![format!("{other:?}")],
    }
}

/// What the form that LibreOffice wrote holds, in either format.
fn check_form(bytes: &[u8], format: Format) {
    let book = open(bytes, format).unwrap();
    assert_eq!(book.format(), Format::Xlsx);
    assert_eq!(book.warnings(), [Warning::NewFormat { from: format }]);
    let names: Vec<&str> = book.sheets().iter().map(|sheet| sheet.name()).collect();
    assert_eq!(names, ["Security", "Lists"]);
    let form = book.sheet("Security").unwrap();
    assert_eq!(book.sheet("Lists").unwrap().visibility(), Visibility::Hidden);
    assert_eq!(text(&book, "Security", "B6"), "Är era backuper krypterade?");
    assert_eq!(text(&book, "Lists", "C1"), "Ett långt svar. ".repeat(600));
    assert_eq!(form.value(at("C8")), Some(&Value::DateTime("2026-11-23".into())));
    assert_eq!(form.value(at("D8")), Some(&Value::Number(0.5)));
    assert_eq!(form.merge_at(at("C1")).unwrap().to_string(), "A1:E1");
    assert!(form.cell(at("E4")).unwrap().formula && !form.cell(at("B4")).unwrap().formula);
    assert!(form.bold(at("A3")) && form.fill(at("A3")) > 1 && !form.bold(at("A4")));
    assert!(form.protected() && form.locked(at("B4")) && !form.locked(at("C4")) && form.border(at("C4")) > 0);
    assert!(form.row_hidden(8) && !form.row_hidden(7) && form.column_hidden(7) && !form.column_hidden(1));
    assert!(form.column_width(1).unwrap() >= 60.0);
    assert_eq!(list(&book, "Security", "C4"), ["Yes", "No", "Partly"]);
    assert_eq!(list(&book, "Security", "C5"), ["Ja", "Nej", "Delvis"]);
    assert_eq!(list(&book, "Security", "C6"), ["Ja", "Nej"]);
    assert_eq!(list(&book, "Security", "C7"), ["Quarterly", "Yearly"]);
    assert!(matches!(form.choices(at("C9")), Choices::Unknown(_)));
    assert_eq!(form.choices(at("C8")), Choices::Free);
    assert!(form.constraint(at("D4")).is_some());
}

#[test]
fn an_xls_is_carried_over() {
    check_form(XLS, Format::Xls);
}

#[test]
fn an_xls_whose_first_record_states_no_version_is_damaged() {
    let good = XLS.to_vec();
    // The first record of the workbook's globals: number, length, version, kind.
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    let at = good.windows(begin.len()).position(|window| window == begin).unwrap();
    for (place, byte) in [(at + 2, 0), (at + 5, 7)] {
        let mut bytes = good.clone();
        bytes[place] = byte;
        assert!(matches!(open(&bytes, Format::Xls), Err(WorkbookError::DamagedFile { .. })));
    }
}

#[test]
fn an_ods_is_carried_over() {
    check_form(ODS, Format::Ods);
}

#[test]
fn the_same_file_makes_the_same_bytes() {
    for (bytes, format) in [(XLS, Format::Xls), (ODS, Format::Ods)] {
        let [first, second] = [0, 1].map(|_| to_xlsx(bytes.to_vec(), format, &Limits::default()).unwrap());
        assert_eq!(first, second);
    }
}

/// A record of a binary part.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u8::try_from(data.len()).unwrap();
    let mut bytes = if kind < 128 {
        vec![u8::try_from(kind).unwrap()]
    } else {
        vec![u8::try_from(kind & 0x7F).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]
    };
    if length < 128 {
        bytes.push(length)
    } else {
        bytes.extend([length | 0x80, 1])
    }
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(text.encode_utf16().count()).unwrap().to_le_bytes()[..], &units].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn xlsb() -> Vec<u8> {
    const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{RELATED}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let sheet = [words(&[1, 1]), wide("rId1"), wide("Frågor")].concat();
    let workbook =
        [record(131, &[]), record(143, &[]), record(156, &sheet), record(144, &[]), record(132, &[])];
    let row = |number: u32, flags: u8| {
        record(0, &[words(&[number, 0]), vec![44, 1, 0, flags], words(&[0])].concat())
    };
    let cell = |column: u32, text: &str| record(6, &[words(&[column, 0]), wide(text)].concat());
    let choices: Vec<u8> = "Yes,No".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let rule = [
        words(&[3, 1, 1, 1, 1, 1, u32::MAX, u32::MAX, u32::MAX, u32::MAX, 15]),
        vec![0x17, 6, 0],
        choices,
        words(&[0, 0, 0]),
    ]
    .concat();
    let formula = [words(&[2, 0]), 1.0_f64.to_le_bytes().to_vec(), vec![0, 0], words(&[0, 0])].concat();
    let part = [
        record(129, &[]),
        record(148, &words(&[0, 1, 0, 2])),
        record(390, &[]),
        record(60, &[words(&[0, 0, 40 * 256, 0]), vec![2, 0]].concat()),
        record(391, &[]),
        record(145, &[]),
        row(0, 0),
        cell(0, "Question"),
        cell(1, "Answer"),
        row(1, 0x10),
        cell(0, "Är data krypterade?"),
        record(9, &formula),
        record(146, &[]),
        record(176, &words(&[4, 4, 0, 1])),
        record(573, &[]),
        record(64, &rule),
        record(574, &[]),
        record(130, &[]),
    ]
    .concat();
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", link("officeDocument", "xl/workbook.bin").as_bytes()),
        ("xl/workbook.bin", &workbook.concat()),
        ("xl/_rels/workbook.bin.rels", link("worksheet", "worksheets/sheet1.bin").as_bytes()),
        ("xl/worksheets/sheet1.bin", &part),
    ])
}

#[test]
fn an_xlsb_is_carried_over() {
    let book = open(&xlsb(), Format::Xlsb).unwrap();
    let form = book.sheet("Frågor").unwrap();
    // The only sheet is shown, whatever it said: no program opens a workbook without one.
    assert_eq!(form.visibility(), Visibility::Visible);
    assert_eq!(text(&book, "Frågor", "A2"), "Är data krypterade?");
    assert_eq!(form.value(at("C2")), Some(&Value::Number(1.0)));
    assert!(form.cell(at("C2")).unwrap().formula && form.row_hidden(1) && !form.row_hidden(0));
    assert_eq!(form.column_width(0), Some(40.0));
    assert_eq!(form.merge_at(at("B5")).unwrap().to_string(), "A5:B5");
    assert_eq!(list(&book, "Frågor", "B2"), ["Yes", "No"]);
}

#[test]
fn repeated_rows_and_cells_of_an_ods_stand_where_they_belong() {
    let rows = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>a<text:s text:c=\"2\"/>b</text:p>\
        <text:p>c</text:p><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
        </table:table-row><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"99999999999999999999\"><table:table-cell/></table:table-row>";
    let table = |name: &str, style: &str, rows: &str| {
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
    };
    let body = table("A/B", "ta1", rows) + &table("Store", "ta2", "");
    let book = open(&ods(&body), Format::Ods).unwrap();
    assert_eq!(text(&book, "A_B", "C1"), "a  b\nc");
    assert_eq!(text(&book, "A_B", "D3"), "a  b\nc");
    assert_eq!(text(&book, "A_B", "B1") + &text(&book, "A_B", "E3") + &text(&book, "A_B", "C4"), "");
    assert_eq!(text(&book, "A_B", "A1048004"), "7");
    assert_eq!(book.sheet("Store").unwrap().visibility(), Visibility::Hidden);
}

#[test]
fn a_long_list_of_an_ods_goes_to_a_hidden_sheet() {
    let items: Vec<String> = (0..40).map(|n| format!("Choice, number {n}")).collect();
    let quoted: Vec<String> = items.iter().map(|item| format!("&quot;{item}&quot;")).collect();
    let body = format!(
        "<table:content-validations><table:content-validation table:name=\"v\" \
         table:condition=\"of:cell-content-is-in-list({})\"/></table:content-validations><table:table table:name=\"Q\">\
         <table:table-row table:number-rows-repeated=\"5\"><table:table-cell table:content-validation-name=\"v\"/>\
         </table:table-row></table:table>",
        quoted.join(";")
    );
    let bytes = to_xlsx(ods(&body), Format::Ods, &Limits::default()).unwrap();
    assert!(
        part(&bytes, "xl/workbook.xml").contains("<sheet name=\"Lists\" sheetId=\"2\" state=\"veryHidden\"")
    );
    let book = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
    assert_eq!(list(&book, "Q", "A5"), items);
}

#[test]
fn repetitions_beyond_the_limits_are_refused_before_they_are_made() {
    let rows = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"string\" \
        table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let error =
        open(&ods(&format!("<table:table table:name=\"Q\">{rows}</table:table>")), Format::Ods).unwrap_err();
    assert!(matches!(error, WorkbookError::TooMuch { .. }), "{error}");
}

#[test]
fn encrypted_files_are_told_as_such() {
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let encrypted =
        zipped(&[("mimetype", b"x"), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
    assert!(matches!(open(&encrypted, Format::Ods), Err(WorkbookError::Encrypted)));
    let mut xls = XLS.to_vec();
    let begin = xls.windows(8).position(|w| w == b"\x09\x08\x10\x00\x00\x06\x05\x00").unwrap();
    xls[begin + 20..begin + 22].copy_from_slice(&[0x2F, 0x00]);
    assert!(matches!(open(&xls, Format::Xls), Err(WorkbookError::Encrypted)));
}

#[test]
fn files_under_another_name_are_told_apart() {
    for (bytes, format, words) in [
        (ODS, Format::Xls, "not a .xls file"),
        (ODS, Format::Xlsb, "an OpenDocument file, not a .xlsb file"),
        (ODS, Format::Xlsx, "an OpenDocument file, not a .xlsx file"),
        (XLS, Format::Ods, "an Excel 97-2003 workbook (xls), not a .ods file"),
        (b"ID;Question", Format::Xls, "a text file, not a .xls file"),
        (b"", Format::Xls, "empty"),
    ] {
        let error = open(bytes, format).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// Our own readers give up on damage, and never panic. The bytes are changed by a fixed rule.
#[test]
fn damaged_files_end_in_an_error_or_a_workbook() {
    let content = part(ODS, "content.xml");
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for round in 0..400 {
        let mut xls = XLS.to_vec();
        let mut xml = content.clone().into_bytes();
        for bytes in [&mut xls, &mut xml] {
            for _ in 0..=random(8) {
                let place = random(bytes.len());
                bytes[place] = [0, 1, 0x7F, 0xFF, b'9'][random(5)];
            }
            if round % 5 == 0 {
                bytes.truncate(random(bytes.len()));
            }
        }
        let _ = open(&xls, Format::Xls);
        let _ = open(&zipped(&[("mimetype", b"x"), ("content.xml", &xml)]), Format::Ods);
    }
}
