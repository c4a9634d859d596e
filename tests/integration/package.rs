//! Looking into a package without the library's own reader: the parts, byte by byte.

use std::io::{Cursor, Read, Write};

use regex::Regex;

/// The parts of a package in their order; a file that is no package is one part without a name.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), bytes.to_vec())];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// A part as text.
#[track_caller]
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(n, _)| n == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no part {name}")).1).unwrap()
}

/// The package with a part changed, as a program changes it that stores other things than ours.
#[track_caller]
pub(crate) fn changed(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (part, mut content) in parts(bytes) {
        if part == name {
            let text = String::from_utf8(content).unwrap();
            let other = change(&text);
            assert_ne!(other, text, "nothing was changed in {name}");
            content = other.into_bytes();
        }
        writer.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A worksheet without these cells, and without what has to follow them: the spans of rows and the dimension of the sheet.
pub(crate) fn without_cells(sheet: &str, cells: &[String]) -> String {
    let mut text = sheet.to_owned();
    for cell in cells {
        let pattern = format!(r#"(?s)<c r="{cell}"[^>]*?(?:/>|>.*?</c>)"#);
        text = Regex::new(&pattern).unwrap().replacen(&text, 1, "").into_owned();
    }
    let text =
        Regex::new(r#"<dimension [^>]*/>| spans="[^"]*""#).unwrap().replace_all(&text, "").into_owned();
    Regex::new(r"(<row [^>]*?)\s*(?:/>|></row>)").unwrap().replace_all(&text, "$1/>").into_owned()
}

/// Separated text taken apart: the bytes of each field with its quotes, and the marks between them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Separated {
    /// The fields, record by record.
    pub(crate) records: Vec<Vec<String>>,
    /// Everything else, in order: separators and line ends.
    pub(crate) marks: Vec<String>,
}

/// Takes separated text apart by this separator.
pub(crate) fn separated(text: &str, separator: char) -> Separated {
    let (mut records, mut marks) = (vec![vec![String::new()]], Vec::new());
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' => {
                quoted = !quoted;
                records.last_mut().unwrap().last_mut().unwrap().push(c);
            }
            _ if quoted => records.last_mut().unwrap().last_mut().unwrap().push(c),
            c if c == separator => {
                marks.push(c.to_string());
                records.last_mut().unwrap().push(String::new());
            }
            '\r' if characters.peek() == Some(&'\n') => {
                characters.next();
                marks.push("\r\n".to_owned());
                records.push(vec![String::new()]);
            }
            '\n' => {
                marks.push("\n".to_owned());
                records.push(vec![String::new()]);
            }
            c => records.last_mut().unwrap().last_mut().unwrap().push(c),
        }
    }
    Separated { records, marks }
}

#[test]
fn a_record_keeps_its_quotes_and_its_line_breaks() {
    let taken = separated("a;\"b\n;c\"\r\nd;\n", ';');
    assert_eq!(taken.records, [vec!["a", "\"b\n;c\""], vec!["d", ""], vec![""]]);
    assert_eq!(taken.marks, [";", "\r\n", ";", "\n"]);
}

#[test]
fn a_sheet_without_cells_is_the_same_however_they_were_filled() {
    let before =
        r#"<dimension ref="A1:B1"/><row r="1" spans="1:2"><c r="A1"/><c r="B1" s="2"/></row><row r="2"/>"#;
    let after = r#"<dimension ref="A1:C2"/><row r="1" spans="1:3"><c r="A1"/><c r="B1" s="2" t="s"><v>1</v></c></row><row r="2"><c r="C2"/></row>"#;
    let cells = ["B1".to_owned(), "C2".to_owned()];
    assert_eq!(without_cells(before, &cells), without_cells(after, &cells));
    assert_ne!(without_cells(before, &cells[..1]), without_cells(after, &cells[..1]));
}
