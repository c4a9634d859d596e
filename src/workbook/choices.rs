//! What a dropdown offers: the source of a list followed to the cells or names it points to.

use std::collections::HashSet;

use super::book::Book;
use super::cell::{Choice, Choices, Value};
use super::reference::CellRange;
use super::validations::ListSource;

/// Names that stand for names: a circle ends here.
const DEEPEST_NAME: usize = 5;
/// Stored cells that a source may cover: the longest real list seen has 250 items, and a list of a whole painted
/// column must not stall a run.
const LONGEST_SOURCE: usize = 2_000_000;

/// The choices of the lists over one cell: the items of all that can be resolved, in order, each once.
pub(super) fn choices(book: &Book, sheet: usize, lists: &[&ListSource]) -> Choices {
    let mut items: Vec<Choice> = Vec::new();
    for list in lists {
        let resolved = list.resolved.get_or_init(|| resolve_list(book, sheet, list));
        if let Choices::List(more) = resolved {
            if lists.len() == 1 {
                return resolved.clone();
            }
            for choice in more {
                if !items.iter().any(|known| known.text == choice.text) {
                    items.push(choice.clone());
                }
            }
        }
    }
    match lists.first() {
        None => Choices::Free,
        Some(first) if items.is_empty() => Choices::Unknown(first.formula.clone()),
        Some(_) => Choices::List(items),
    }
}

fn resolve_list(book: &Book, sheet: usize, list: &ListSource) -> Choices {
    let items = match &list.items {
        Some(items) => Some(quoted_items(items)),
        None => resolve(book, sheet, &list.formula, 0),
    };
    let mut seen = HashSet::new();
    let kept: Vec<Choice> = items
        .unwrap_or_default()
        .into_iter()
        .map(|choice| Choice { text: choice.text.trim().to_owned(), ..choice })
        .filter(|choice| !choice.text.is_empty() && seen.insert(choice.text.clone()))
        .collect();
    if kept.is_empty() { Choices::Unknown(list.formula.clone()) } else { Choices::List(kept) }
}

/// The items that a formula comes to. References without `$` are taken as they stand: a form's author who left the
/// signs out meant the list, not one that moves down by a row for each cell.
fn resolve(book: &Book, sheet: usize, formula: &str, depth: usize) -> Option<Vec<Choice>> {
    if depth > DEEPEST_NAME {
        return None;
    }
    let formula = formula.trim().trim_start_matches('=').trim();
    if let Some(inline) = formula.strip_prefix('"') {
        let inline = inline.strip_suffix('"').unwrap_or(inline);
        return Some(inline.replace("\"\"", "\"").split(',').map(typed).collect());
    }
    if let Some(argument) = call(formula, "INDIRECT") {
        // A text that stands in the formula can be followed; one that another cell holds may change with the form.
        let literal = argument.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('"'))?;
        return resolve(book, sheet, literal, depth + 1);
    }
    let (source, rest) = match split_sheet(formula) {
        Some((name, rest)) => (book.index.sheet_named(&name)?, rest),
        None => (sheet, formula),
    };
    if let Ok(range) = rest.parse::<CellRange>() {
        return cells(book, source, range);
    }
    if let Some((table, column)) = rest.strip_suffix(']').and_then(|text| text.split_once('[')) {
        let (owner, range) = book.table_column(table, column)?;
        return cells(book, owner, range);
    }
    let stands_for = book.index.name(rest, source)?.to_owned();
    resolve(book, source, &stands_for, depth + 1)
}

/// The filled cells of a range, row by row.
fn cells(book: &Book, sheet: usize, range: CellRange) -> Option<Vec<Choice>> {
    let data = (sheet < book.count()).then(|| book.data(sheet))?;
    let from = data.rows.partition_point(|row| row.number < range.first.row);
    let rows = data.rows[from..].iter().take_while(|row| row.number <= range.last.row);
    let mut found = Vec::new();
    for (looked_at, row) in rows.enumerate() {
        if looked_at > LONGEST_SOURCE {
            return None;
        }
        let cells = data.cells_of(row);
        let from = cells.partition_point(|(column, _)| *column < range.first.column);
        for (_, cell) in cells[from..].iter().take_while(|(column, _)| *column <= range.last.column) {
            match &cell.value {
                Some(Value::Error(_)) | None => {}
                Some(value @ Value::Number(number)) => {
                    found.push(Choice { text: value.display().into_owned(), number: Some(*number) });
                }
                Some(value) => found.push(Choice { text: value.display().into_owned(), number: None }),
            }
        }
    }
    Some(found)
}

/// An item of an inline list. A spreadsheet stores a number when a user picks one.
fn typed(item: &str) -> Choice {
    let text = item.trim();
    let looks_like_number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    let number = text.parse::<f64>().ok().filter(|number| looks_like_number && number.to_string() == text);
    Choice { text: text.to_owned(), number }
}

/// Items of `x12ac:list`: quoted where they hold a comma.
fn quoted_items(items: &str) -> Vec<Choice> {
    let mut found = vec![String::new()];
    let mut quoted = false;
    let mut chars = items.chars().peekable();
    while let Some(c) = chars.next() {
        let last = found.len() - 1;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                found[last].push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => found.push(String::new()),
            c => found[last].push(c),
        }
    }
    found.iter().map(|item| typed(item)).collect()
}

/// The argument of a call of the function, if the formula is nothing else.
fn call<'f>(formula: &'f str, function: &str) -> Option<&'f str> {
    let name = formula.get(..function.len())?;
    let arguments = formula[function.len()..].trim_start().strip_prefix('(')?.strip_suffix(')')?;
    name.eq_ignore_ascii_case(function).then_some(arguments.trim())
}

/// The sheet before the `!`, its quotes undone, and what comes behind. References into other files have none.
fn split_sheet(formula: &str) -> Option<(String, &str)> {
    if let Some(quoted) = formula.strip_prefix('\'') {
        let mut from = 0;
        loop {
            let end = from + quoted[from..].find('\'')?;
            if quoted[end + 1..].starts_with('\'') {
                from = end + 2;
                continue;
            }
            let rest = quoted[end + 1..].strip_prefix('!')?;
            return Some((quoted[..end].replace("''", "'"), rest));
        }
    }
    let (sheet, rest) = formula.split_once('!')?;
    Some((sheet.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_in_formulas_lose_their_quotes() {
        assert_eq!(split_sheet("'It''s'!$A$1:$A$3"), Some(("It's".to_owned(), "$A$1:$A$3")));
        assert_eq!(split_sheet("Lists!A:A"), Some(("Lists".to_owned(), "A:A")));
        assert_eq!(split_sheet("Answers"), None);
    }

    #[test]
    fn items_with_commas_keep_them() {
        let texts: Vec<String> = quoted_items("\"Yes, we do\",No,3").into_iter().map(|c| c.text).collect();
        assert_eq!(texts, ["Yes, we do", "No", "3"]);
    }
}
