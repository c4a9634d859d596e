//! One row read as a question: its text and id, the cells that belong to it, and what stands in them.

use std::collections::BTreeSet;

use crate::workbook::{CellRef, Choices};

use super::super::general::is_general;
use super::super::placeholder::is_placeholder;
use super::super::question::{Kind, Question, Tick};
use super::super::text_signs::{leading_id, word_count};
use super::blocks::one_line;
use super::candidates::Header;
use super::columns::Layout;
use super::grid::{Grid, GridCell, GridRow};
use super::header_words::Role;
use super::marks::{is_conditional, mandatory};

/// A leading id is parted from the texts when this share of them has one; below, "802.1X is used" is no id.
const IDS_IN_TEXT: f32 = 0.6;
/// The question in a row.
pub(crate) fn question(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    section: Option<String>,
    ids_in_text: bool,
) -> Question {
    let sheet = grid.sheet;
    let cell = CellRef::new(row, layout.question);
    let raw = grid.text(row, layout.question);
    let listed = layout.id.map(|c| grid.shown(row, c)).filter(|t| !t.is_empty() && word_count(t) <= 4);
    let (id, text) = match (listed, leading_id(raw)) {
        (Some(id), _) => (Some(id.to_string()), raw),
        (None, Some((id, rest))) if ids_in_text && layout.id.is_none() => (Some(id.to_string()), rest),
        _ => (None, raw),
    };
    // A cell merged into another column's (answer and comment as one) is no cell of its own, and neither is one in two
    // merged ranges, which some programs write though no workbook may have them.
    let own = |column: u32| {
        let at = sheet.anchor(CellRef::new(row, column));
        (at.column == column && at != cell && sheet.anchor(at) == at).then_some(at)
    };
    let answer = layout.answer.and_then(own);
    let mut question = Question {
        cell,
        id,
        section,
        text: text.to_string(),
        answer,
        choices: answer.map_or(Choices::Free, |a| sheet.choices(a)),
        second_answer: layout.second.and_then(own).filter(|s| sheet.has_dropdown(*s)),
        second_choices: Choices::Free,
        ticks: Vec::new(),
        comment: layout.comment.and_then(own).filter(|c| Some(*c) != answer),
        answered: false,
        commented: false,
        placeholder: None,
        kind: if is_general(text) { Kind::General } else { Kind::Question },
        about_vendor: true,
        hidden: sheet.row_hidden(row),
        conditional: is_conditional(text),
        mandatory: mandatory(raw),
        answer_is_formula: false,
        locked: false,
    };
    question.second_choices = question.second_answer.map_or(Choices::Free, |s| sheet.choices(s));
    if question.answer.is_none() && layout.answer.is_none() && layout.options.is_none() {
        question.answer = below(grid, layout, row);
    }
    fill_state(grid, &mut question);
    question
}

/// The cell beside the label "Answer:" in the row below.
fn below(grid: &Grid, layout: &Layout, row: u32) -> Option<CellRef> {
    let under = grid.rows.get(grid.position(row) + 1).filter(|r| r.row <= row + 2)?;
    let label = under.cells.first().filter(|c| c.column <= layout.question + 1 && under.cells.len() <= 2)?;
    let named = |c: &GridCell| c.header().is_some_and(|s| s.role == Role::Answer && s.strength >= 0.7);
    let column = grid.right_edge(under.row, label.column) + 1;
    let at = CellRef::new(under.row, column);
    (label.sign().words <= 3 && named(label) && grid.sheet.anchor(at) == at).then_some(at)
}

/// The cells to tick in the row of the question; one that is marked answers it.
pub(crate) fn add_ticks(grid: &Grid, header: &Header, layout: &Layout, question: &mut Question) {
    let row = question.cell.row;
    for column in &layout.ticks {
        let label = header.cells.get(column).map_or("", |c| c.text.as_str());
        question.ticks.push(Tick { label: one_line(label), cell: CellRef::new(row, *column) });
        question.answered |= !is_placeholder(grid.text(row, *column), "", &Choices::Free);
    }
}

/// The boxes of options that stand in the rows from the question down to the next; one that is marked answers it.
pub(crate) fn add_option_boxes(grid: &Grid, layout: &Layout, question: &mut Question) {
    let Some((labels, boxes)) = layout.options else { return };
    let first = grid.position(question.cell.row);
    let own = |row: &&GridRow| row.row == question.cell.row || row.cell(layout.question).is_none();
    for row in grid.rows[first..].iter().take_while(own) {
        let (Some(label), Some(mark)) = (row.cell(labels), row.cell(boxes)) else { break };
        question.ticks.push(Tick { label: one_line(&label.text), cell: CellRef::new(row.row, boxes) });
        question.answered |= !is_placeholder(&mark.text, "", &Choices::Free);
    }
}

/// What stands in the answer and comment cells.
pub(crate) fn fill_state(grid: &Grid, question: &mut Question) {
    let sheet = grid.sheet;
    if let Some(answer) = question.answer {
        let value = grid.text(answer.row, answer.column);
        question.answer_is_formula = sheet.cell(answer).is_some_and(|c| c.formula);
        question.locked = sheet.protected() && sheet.locked(answer);
        let stub = is_placeholder(value, &question.text, &question.choices);
        // A formula that mirrors another cell holds an answer even while it shows none.
        question.answered = question.answer_is_formula || (!value.is_empty() && !stub);
        question.placeholder = (stub && !value.is_empty()).then(|| value.to_string());
    }
    if let Some(comment) = question.comment {
        let value = grid.text(comment.row, comment.column);
        let formula = sheet.cell(comment).is_some_and(|c| c.formula);
        question.commented = formula || !is_placeholder(value, &question.text, &Choices::Free);
    }
}

/// Takes away cells for answers in which another question stands. What answers a question already may read like one, too,
/// and stays: nothing is written there.
pub(crate) fn keep_off_questions(grid: &Grid, questions: &mut [Question]) {
    let asking: BTreeSet<CellRef> =
        questions.iter().map(|question| grid.sheet.anchor(question.cell)).collect();
    let free = |at: &CellRef| !asking.contains(&grid.sheet.anchor(*at));
    for question in questions.iter_mut().filter(|question| !question.answered) {
        if question.answer.is_some_and(|at| !free(&at)) {
            question.answer = None;
            question.choices = Choices::Free;
            question.placeholder = None;
            question.locked = false;
        }
        question.comment = question.comment.filter(free);
        question.second_answer = question.second_answer.filter(free);
    }
}

/// Whether most texts begin with their id.
pub(crate) fn texts_bear_ids(grid: &Grid, layout: &Layout, rows: &[u32]) -> bool {
    // Headings and labels are shorter than any question.
    let texts: Vec<&str> = rows
        .iter()
        .filter_map(|r| grid.cell(*r, layout.question))
        .filter(|c| c.sign().words >= 3)
        .map(|c| c.text.as_str())
        .collect();
    let with = texts.iter().filter(|t| leading_id(t).is_some()).count();
    layout.id.is_none() && with as f32 >= IDS_IN_TEXT * texts.len().max(1) as f32
}
