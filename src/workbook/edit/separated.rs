//! Edits of separated text.

use std::collections::BTreeMap;

use super::super::book::Book;
use super::super::csv::{self, Dialect, TextEncoding};
use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::reference::CellRef;
use super::plan::plan;
use super::verify::{failed, same_cells};
use super::{Edit, EditOptions, Edited, NewValue};

/// Edits the text of a csv or tsv file.
pub(in super::super) fn edit(
    text: &str,
    dialect: Dialect,
    book: &Book,
    limits: &Limits,
    edits: &[Edit],
    options: &EditOptions,
) -> Result<Edited, WorkbookError> {
    let mut warnings = Vec::new();
    let plans = plan(book, edits, options, &mut warnings)?;
    let Some(plan) = plans.get(&0) else {
        return Ok(Edited { bytes: encode(text, dialect)?, warnings, cut: 0 });
    };
    let fields: BTreeMap<CellRef, String> =
        plan.cells.iter().map(|(cell, new)| (*cell, csv::field_text(&new.value))).collect();
    for (cell, text) in &fields {
        if let Some(missing) = text.chars().find(|c| !dialect.encoding.can_write(*c)) {
            let character = missing.escape_debug().to_string();
            return Err(WorkbookError::NotInEncoding {
                cell: *cell,
                character,
                encoding: dialect.encoding.name(),
            });
        }
    }
    let spliced = csv::splice(text, dialect, &fields)?;
    let wide = Limits { cells: usize::MAX / 2, ..limits.clone() };
    let after = csv::read(&spliced, dialect.delimiter, &wide)?;
    let expected = fields.into_iter().map(|(cell, text)| (cell, NewValue::Text(text.into()))).collect();
    same_cells(book.data(0), &after, &expected).map_err(|cell| failed(&format!("field {cell}")))?;
    let bytes = encode(&spliced, dialect)?;
    // A file without a mark does not say its encoding: it is told from the bytes, and other bytes may tell another one.
    if !TextEncoding::decode(&bytes).is_ok_and(|(_, text)| text == spliced) {
        return Err(WorkbookError::OtherEncoding { encoding: dialect.encoding.name() });
    }
    Ok(Edited { bytes, warnings, cut: 0 })
}

fn encode(text: &str, dialect: Dialect) -> Result<Vec<u8>, WorkbookError> {
    dialect
        .encoding
        .encode(text)
        .map_err(|missing| failed(&format!("`{}` has no code", missing.escape_debug())))
}
