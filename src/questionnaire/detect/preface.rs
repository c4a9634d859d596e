//! General information above the questions: vendor name, contact, date, each with a cell to fill beside it.

use super::super::general::is_general;
use super::super::question::{Kind, Question};
use super::super::text_signs::{is_id, word_count};
use super::columns::Layout;
use super::grid::{Grid, GridRow};
use super::pairs;
use super::questions::question;
use crate::workbook::Choices;

/// Longest text of a general question with an id; longer ones are instructions.
const LABEL_WORDS: usize = 40;

/// The general information in the rows above a table. `first` tells whether it is the first table of the sheet: only
/// there may labels without an id count.
pub(crate) fn read(grid: &Grid, layout: &Layout, rows: &[u32], first: bool) -> Vec<Question> {
    let mut found = Vec::new();
    let mut section = None;
    let mut rest = Vec::new();
    for row in rows {
        match by_id(grid, layout, *row) {
            Some(mut general) => {
                general.section.clone_from(&section);
                general.kind = Kind::General;
                found.push(general);
            }
            None => {
                section = pairs::heading(grid, *row + 1).or(section);
                rest.push(*row);
            }
        }
    }
    if first {
        found.extend(pairs::above(grid, layout, &rest));
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
