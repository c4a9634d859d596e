//! General information above the questions: vendor name, contact, date, each with a cell to fill beside it.

use crate::workbook::CellRef;

use super::super::general::is_general;
use super::super::placeholder::is_placeholder;
use super::super::question::{Kind, Question};
use super::super::text_signs::{is_id, word_count};
use super::columns::Layout;
use super::grid::{Grid, GridRow};
use super::questions::{fill_state, question};
use crate::workbook::Choices;

/// How far right of its label the cell to fill may stand.
const REACH: u32 = 4;
/// Longest text of a general question with an id; longer ones are instructions.
const LABEL_WORDS: usize = 40;

/// The general information in the rows above a table. `first` tells whether it is the first table of the sheet: only
/// there may labels without an id count.
pub(crate) fn read(grid: &Grid, layout: &Layout, rows: &[u32], first: bool) -> Vec<Question> {
    let mut found = Vec::new();
    let section = "General information";
    for row in rows {
        if let Some(mut general) = by_id(grid, layout, *row) {
            general.section = Some(section.to_string());
            general.kind = Kind::General;
            found.push(general);
        } else if first && let Some(mut general) = by_label(grid, layout, *row) {
            general.section = Some(section.to_string());
            found.push(general);
        }
    }
    found
}

/// A row with an id, a text and a cell to fill in the columns of the table below.
fn by_id(grid: &Grid, layout: &Layout, row: u32) -> Option<Question> {
    let (id, answer) = (layout.id?, layout.answer?);
    let text = grid.text(row, layout.question);
    let own = grid.text(row, id);
    if !is_id(own) || text.is_empty() || word_count(text) > LABEL_WORDS {
        return None;
    }
    // "v4.0" beside a title is an id by its looks; the ids of one form look alike.
    let alike = |r: &&GridRow| r.row > row && shape(grid.text(r.row, id)) == shape(own);
    if !is_general(text) && grid.rows[grid.position(row)..].iter().filter(alike).take(2).count() < 2 {
        return None;
    }
    if grid.right_edge(row, layout.question) >= answer && answer > layout.question {
        return None;
    }
    let mut found = question(grid, layout, row, None, false);
    // Comments have a header of their own, which these rows do not stand under.
    found.comment = None;
    found.commented = false;
    found.second_answer = None;
    found.second_choices = Choices::Free;
    found.answer.is_some().then_some(found)
}

/// The scheme of an id: `GNRL-01` and `DOCU-02` are both `A-9`.
fn shape(id: &str) -> String {
    let mut shape = String::new();
    for c in id.trim().chars() {
        let kind = if c.is_ascii_digit() {
            '9'
        } else if c.is_alphabetic() {
            'A'
        } else {
            c
        };
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    shape
}

/// A known label with a cell to fill beside it.
fn by_label(grid: &Grid, layout: &Layout, row: u32) -> Option<Question> {
    let cells = &grid.row(row)?.cells;
    let label =
        cells.iter().find(|c| !c.formula && c.column <= layout.question + 1 && is_general(&c.text))?;
    let at = CellRef::new(row, label.column);
    let edge = grid.right_edge(row, label.column);
    let fillable = |column: u32| {
        let cell = CellRef::new(row, column);
        let text = grid.text(row, column);
        let formula = grid.sheet.cell(cell).is_some_and(|c| c.formula);
        grid.sheet.anchor(cell) == cell && !formula && is_placeholder(text, &label.text, &Choices::Free)
    };
    let marked = |column: u32| {
        let cell = CellRef::new(row, column);
        let sheet = grid.sheet;
        sheet.has_dropdown(cell)
            || (sheet.protected() && !sheet.locked(cell))
            || sheet.border(cell) > 0
            || sheet.merge_at(cell).is_some_and(|m| m.first == cell && m.last.column > cell.column)
            || !grid.text(row, column).is_empty()
    };
    let near = || (edge + 1..=edge + REACH).take_while(|c| fillable(*c));
    let in_table = layout
        .answer
        .filter(|_| Some(label.column) == layout.id || label.column == layout.question)
        .filter(|a| near().any(|c| c == *a));
    let is_marked = near().find(|c| marked(*c));
    let colon = label.text.trim_end().ends_with([':', '：']);
    let column = is_marked.or(in_table).or_else(|| near().next().filter(|_| colon))?;
    let answer = CellRef::new(row, column);
    let mut found = Question {
        cell: at,
        id: None,
        section: None,
        text: label.text.trim_end_matches([':', '：', ' ']).to_string(),
        answer: Some(answer),
        choices: grid.sheet.choices(answer),
        second_answer: None,
        second_choices: Choices::Free,
        ticks: Vec::new(),
        comment: None,
        answered: false,
        commented: false,
        placeholder: None,
        kind: Kind::General,
        hidden: grid.sheet.row_hidden(row),
        conditional: false,
        mandatory: None,
        answer_is_formula: false,
        locked: false,
    };
    fill_state(grid, &mut found);
    Some(found)
}
