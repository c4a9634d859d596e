//! One sheet as the text of its part.

use super::super::super::edit::{escaped, needs_preserve};
use super::super::super::error::WorkbookError;
use super::super::super::limits::{Limit, Limits};
use super::super::super::package::over;
use super::super::super::reference::{CellRange, CellRef, MAX_COLUMNS};
use super::super::model::{Cell, Columns, Look, Sheet, Value};
use super::looks::Looks;
use super::rules::{self, Lists};
use super::{DECLARATION, MAIN, RELATED};

/// The widest a column can be, in characters.
const WIDEST: f64 = 255.0;
/// Texts in formulas end here; what is longer stands as a plain value.
const LONGEST_LITERAL: usize = 255;

/// The text of the part.
pub(super) fn text(
    mut sheet: Sheet,
    names: &[String],
    lists: &Lists,
    looks: &mut Looks,
    limits: &Limits,
) -> Result<String, WorkbookError> {
    let mut out = format!("{DECLARATION}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\">");
    columns(&mut out, &mut sheet.columns);
    rows(&mut out, &mut sheet, looks, limits)?;
    if sheet.protected {
        out.push_str("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>");
    }
    merges(&mut out, sheet.merges);
    rules::write(&mut out, &sheet.rules, names, lists);
    out.push_str("</worksheet>");
    Ok(out)
}

fn columns(out: &mut String, columns: &mut [Columns]) {
    columns.sort_by_key(|columns| columns.first);
    let mut next = 0;
    let mut text = String::new();
    for run in columns.iter().filter(|run| run.width.is_some() || run.hidden) {
        let (first, last) = (run.first.max(next), run.last.min(MAX_COLUMNS - 1));
        if first > last {
            continue;
        }
        next = last + 1;
        text.push_str(&format!("<col min=\"{}\" max=\"{}\"", first + 1, last + 1));
        if let Some(width) = run.width {
            text.push_str(&format!(" width=\"{:.2}\" customWidth=\"1\"", width.clamp(0.0, WIDEST)));
        }
        text.push_str(if run.hidden { " hidden=\"1\"/>" } else { "/>" });
    }
    if !text.is_empty() {
        out.push_str(&format!("<cols>{text}</cols>"));
    }
}

fn rows(
    out: &mut String,
    sheet: &mut Sheet,
    looks: &mut Looks,
    limits: &Limits,
) -> Result<(), WorkbookError> {
    // Stable: of two cells for one place the later one stays behind the earlier.
    sheet.cells.sort_by_key(|(at, _)| *at);
    let hidden = hidden_rows(sheet);
    let mut hidden = hidden.iter().copied().peekable();
    let mut cells = sheet.cells.iter().peekable();
    let mut open: Option<u32> = None;
    out.push_str("<sheetData>");
    while let Some((at, cell)) = cells.next() {
        if cells.peek().is_some_and(|(next, _)| next == at) {
            continue;
        }
        if open != Some(at.row) {
            if open.is_some() {
                out.push_str("</row>");
            }
            while let Some(row) = hidden.next_if(|row| *row < at.row) {
                out.push_str(&format!("<row r=\"{}\" hidden=\"1\"/>", row + 1));
            }
            let mark = if hidden.next_if_eq(&at.row).is_some() { " hidden=\"1\"" } else { "" };
            out.push_str(&format!("<row r=\"{}\"{mark}>", at.row + 1));
            open = Some(at.row);
        }
        write_cell(out, *at, cell, looks);
        if out.len() as u64 > limits.part_bytes {
            return Err(over(Limit::PartMib, limits, "the text of a sheet", limits.part_bytes));
        }
    }
    if open.is_some() {
        out.push_str("</row>");
    }
    for row in hidden {
        out.push_str(&format!("<row r=\"{}\" hidden=\"1\"/>", row + 1));
    }
    out.push_str("</sheetData>");
    Ok(())
}

/// The hidden rows, ascending. What is hidden below the last cell, often the whole rest of the grid, is left out.
fn hidden_rows(sheet: &Sheet) -> Vec<u32> {
    let Some(end) = sheet.cells.last().map(|(at, _)| at.row) else { return Vec::new() };
    let mut rows = Vec::new();
    let mut next = 0;
    let mut runs = sheet.hidden_rows.clone();
    runs.sort_unstable();
    for (first, last) in runs {
        let last = last.min(end);
        rows.extend(first.max(next)..=last);
        next = next.max(last.saturating_add(1));
    }
    rows
}

fn write_cell(out: &mut String, at: CellRef, cell: &Cell, looks: &mut Looks) {
    let style =
        if cell.value.is_some() || cell.look != Look::default() { looks.number(cell.look) } else { 0 };
    let start = format!("<c r=\"{at}\" s=\"{style}\"");
    out.push_str(&start);
    let formula = if cell.formula { cell.value.as_ref().and_then(constant) } else { None };
    let formula = formula.map_or(String::new(), |formula| format!("<f>{}</f>", escaped(&formula)));
    match &cell.value {
        None => out.push_str("/>"),
        Some(Value::Text(text)) if formula.is_empty() => {
            let space = if needs_preserve(text) { " xml:space=\"preserve\"" } else { "" };
            out.push_str(&format!(" t=\"inlineStr\"><is><t{space}>{}</t></is></c>", escaped(text)));
        }
        Some(Value::Text(text)) => {
            out.push_str(&format!(" t=\"str\">{formula}<v>{}</v></c>", escaped(text)));
        }
        Some(Value::Number(number)) => out.push_str(&format!(">{formula}<v>{number}</v></c>")),
        Some(Value::Bool(value)) => {
            out.push_str(&format!(" t=\"b\">{formula}<v>{}</v></c>", u8::from(*value)));
        }
        Some(Value::Error(error)) => out.push_str(&format!(" t=\"e\">{formula}<v>{error}</v></c>")),
    }
}

/// A formula that comes to the value. The formulas of the other formats are not translated; that a cell is reckoned
/// and not typed still counts, since such a cell is never filled.
fn constant(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) if text.encode_utf16().count() > LONGEST_LITERAL || text.contains('\n') => {
            return None;
        }
        Value::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Error(error) => (*error).to_owned(),
    })
}

/// Writes the merged ranges. One that overlaps another is left out: spreadsheet programs refuse a file that has such.
fn merges(out: &mut String, mut merges: Vec<CellRange>) {
    merges.retain(|range| !range.is_single());
    merges.sort_unstable_by_key(|range| (range.first, range.last));
    let mut reaching: Vec<CellRange> = Vec::new();
    let mut text = String::new();
    for range in merges {
        reaching.retain(|above| above.last.row >= range.first.row);
        let beside = |other: &CellRange| {
            other.last.column < range.first.column || range.last.column < other.first.column
        };
        if reaching.iter().all(beside) {
            text.push_str(&format!("<mergeCell ref=\"{range}\"/>"));
            reaching.push(range);
        }
    }
    if !text.is_empty() {
        out.push_str(&format!("<mergeCells>{text}</mergeCells>"));
    }
}
