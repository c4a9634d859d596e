//! Any bytes opened as every format, and looked at as the rest of the program looks at a workbook.

use trustfill::workbook::{CellRef, Format, Limits, Workbook, to_xlsx};

use crate::archive;
use crate::input::Input;

/// The formats that are read in the process itself. Binary workbooks, and those of Excel 95 and before, are read by
/// calamine, which can panic on damaged ones: the program reads them in a child process, and nothing is learned from
/// finding that out again.
const FORMATS: [Format; 6] = [Format::Xlsx, Format::Xlsm, Format::Ods, Format::Xls, Format::Csv, Format::Tsv];

/// A good OpenDocument spreadsheet, apart from its content.
const ODS: [(&str, &str); 2] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("content.xml", include_str!("../good/content.xml")),
];

/// Runs a case. The first byte of the options is the format.
pub fn run(data: &[u8]) {
    let input = Input::of(data);
    let format = FORMATS[usize::from(input.options.first().copied().unwrap_or(0)) % FORMATS.len()];
    let bytes = match format {
        Format::Ods => {
            let rest = ODS.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
            archive::of(&input, &rest)
        }
        Format::Xlsx | Format::Xlsm => archive::of(&input, &archive::good()),
        _ => match input.file() {
            Some(file) => file.to_vec(),
            None => return,
        },
    };
    if format == Format::Xls && !is_excel_97(&bytes) {
        return;
    }
    let limits = Limits::default();
    match Workbook::open(bytes.clone(), format, &limits) {
        Ok(workbook) => look(&workbook),
        Err(error) => {
            // A message of a refusal is one line without control characters.
            let told = error.to_string();
            assert!(!told.chars().any(char::is_control), "{told:?}");
            assert!(
                error.hints().iter().all(|hint| !hint.chars().any(char::is_control)),
                "{:?}",
                error.hints()
            );
        }
    }
    if format.writes_as() != format
        && let Ok(new) = to_xlsx(bytes, format, &limits)
    {
        Workbook::open(new, Format::Xlsx, &limits).expect("what was made of an old format opens");
    }
}

/// Whether a compound file has the stream of Excel 97, and no stream and no first record of a version before it, wherever in
/// the bytes it stands.
fn is_excel_97(bytes: &[u8]) -> bool {
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    // Names of streams are found in any case.
    let lower = bytes.to_ascii_lowercase();
    let (old, new) = (wide("book"), wide("workbook"));
    let count = |name: &[u8]| lower.windows(name.len()).filter(|window| *window == name).count();
    // Number of the record that every stream begins with, its length, and the version: 5 for Excel 5 and 95.
    let of_version_5 = bytes.windows(6).any(|b| b[..2] == [0x09, 0x08] && b[4..] == [0x00, 0x05]);
    count(&new) > 0 && count(&old) == count(&new) && !of_version_5
}

/// Reads of a workbook what there is to read.
fn look(workbook: &Workbook) {
    for sheet in workbook.sheets() {
        let mut cells: Vec<CellRef> = sheet
            .rows()
            .flat_map(|(row, cells)| cells.iter().map(move |(column, _)| CellRef::new(row, *column)))
            .take(500)
            .collect();
        cells.extend([CellRef::new(0, 0), CellRef::new(u32::MAX, u32::MAX)]);
        for at in cells {
            let anchor = sheet.anchor(at);
            assert!(sheet.merge_at(at).is_none_or(|range| range.contains(at) && range.first == anchor));
            let _ =
                (sheet.text(at), sheet.choices(at), sheet.constraint(at), sheet.locked(at), sheet.plain(at));
            let _ = (sheet.bold(at), sheet.fill(at), sheet.border(at), sheet.row_hidden(at.row));
            let _ = (sheet.column_hidden(at.column), sheet.column_width(at.column), sheet.has_dropdown(at));
        }
        let used = sheet.used_range();
        assert!(
            used.is_none_or(
                |range| range.first.row <= range.last.row && range.first.column <= range.last.column
            )
        );
        let _ = (sheet.tables(), sheet.visibility(), sheet.protected(), workbook.warnings());
    }
}
