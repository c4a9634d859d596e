//! Rows of an export, read from a workbook or a csv file.

use std::collections::BTreeMap;

use super::cell::unguarded;
use super::columns::{KIND, RowKind, all_columns};
use super::error::ExchangeError;
use super::export::SIGNS;
use super::row::Row;
use crate::workbook::{Cell, CellRef, Sheet, Visibility, Workbook};

/// A row with the place it stands at.
#[derive(Clone, Debug)]
pub(super) struct PlacedRow {
    pub(super) place: String,
    pub(super) row: Row,
}

/// What was read of an export.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<PlacedRow>,
    /// Headers that no export has; what stands below them is not taken.
    pub(super) other_columns: Vec<String>,
}

/// Whether a file is an export of this tool, by the header of a sheet that can be seen: what nobody sees must not come in.
pub fn is_export(workbook: &Workbook) -> bool {
    seen(workbook).any(|sheet| {
        Header::of(sheet).is_some_and(|header| SIGNS.iter().all(|sign| header.column(sign).is_some()))
    })
}

/// The sheets that a person sees who opens the file.
fn seen(workbook: &Workbook) -> impl Iterator<Item = &Sheet> {
    workbook.sheets().iter().filter(|sheet| sheet.visibility() == Visibility::Visible)
}

/// The first filled row of a sheet, taken for its header.
struct Header {
    row: u32,
    /// Column and name; the first of a name counts.
    names: Vec<(u32, String)>,
}

impl Header {
    fn of(sheet: &Sheet) -> Option<Self> {
        let filled = |cells: &[(u32, Cell)]| cells.iter().any(|(_, cell)| cell.value.is_some());
        let (row, cells) = sheet.rows().find(|(_, cells)| filled(cells))?;
        let name = |column: u32| sheet.text(CellRef::new(row, column)).trim().to_lowercase();
        let names = cells.iter().map(|(column, _)| (*column, name(*column)));
        Some(Self { row, names: names.filter(|(_, name)| !name.is_empty()).collect() })
    }

    fn column(&self, name: &str) -> Option<u32> {
        self.names.iter().find(|(_, known)| known == name).map(|(column, _)| *column)
    }
}

/// Reads every sheet of an export. `file` is the name for messages.
///
/// # Errors
/// [`ExchangeError::Row`]: a column that is missing or there twice, an unknown kind, a cell that its kind does not take.
pub(super) fn read(file: &str, workbook: &Workbook) -> Result<Table, ExchangeError> {
    let mut table = Table::default();
    for sheet in seen(workbook) {
        let Some(header) = Header::of(sheet) else { continue };
        if header.column(KIND).is_some() {
            read_sheet(file, sheet, &header, &mut table)?;
        }
    }
    Ok(table)
}

fn read_sheet(file: &str, sheet: &Sheet, header: &Header, table: &mut Table) -> Result<(), ExchangeError> {
    let place = |at: Option<u32>, row: u32| match (sheet.name(), at) {
        ("", _) => format!("{file}, record {}", row + 1),
        (name, Some(column)) => format!("{file}, {name}!{}", CellRef::new(row, column)),
        (name, None) => format!("{file}, {name}, row {}", row + 1),
    };
    let refused = |place: String, message: String| Err(ExchangeError::Row { place, message });
    let known = all_columns();
    let mut columns: Vec<(u32, &'static str)> = Vec::new();
    for (at, name) in &header.names {
        match known.iter().find(|column| *column == name) {
            Some(column) if columns.iter().any(|(_, earlier)| earlier == column) => {
                return refused(place(Some(*at), header.row), format!("column `{name}` is there twice"));
            }
            Some(column) => columns.push((*at, column)),
            None => table.other_columns.push(name.clone()),
        }
    }
    for (number, _) in sheet.rows().filter(|(row, _)| *row > header.row) {
        let mut cells: BTreeMap<&'static str, (u32, String)> = BTreeMap::new();
        for (at, column) in &columns {
            let text = sheet.text(CellRef::new(number, *at)).replace("\r\n", "\n");
            if !text.is_empty() {
                cells.insert(column, (*at, unguarded(&text).to_owned()));
            }
        }
        if cells.is_empty() {
            continue;
        }
        let word = cells.remove(KIND).map(|(_, text)| text.trim().to_lowercase()).unwrap_or_default();
        let Some(kind) = RowKind::ALL.into_iter().find(|kind| kind.word() == word) else {
            let words = RowKind::ALL.map(RowKind::word).join(", ");
            return refused(
                place(header.column(KIND), number),
                format!("`kind` is {word:?}; it is one of {words}"),
            );
        };
        if let Some((column, (at, _))) =
            cells.iter().find(|(column, (_, text))| !kind.takes(column) && !text.is_empty())
        {
            return refused(place(Some(*at), number), format!("{} has no `{column}`", article(kind)));
        }
        let missing = known.iter().find(|column| kind.takes(column) && header.column(column).is_none());
        if let Some(column) = missing {
            return refused(
                place(None, header.row),
                format!(
                    "there is no column `{column}`, which would empty it; put an empty column of that name in"
                ),
            );
        }
        let cells = cells.into_iter().filter(|(column, _)| kind.takes(column));
        let row = Row::new(kind, cells.map(|(column, (_, text))| (column, text)).collect());
        table.rows.push(PlacedRow { place: place(None, number), row });
    }
    Ok(())
}

fn article(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Organisation => "an organisation",
        RowKind::Category => "a category",
        RowKind::OrganisationTranslation => "a translation of the organisation",
        RowKind::CategoryTranslation => "a translation of a category",
        RowKind::Entry => "an entry",
        RowKind::Translation => "a translation",
    }
}
