//! Labels with a cell to fill beside or below them: vendor name, contact, date.
//!
//! A label counts by its words ([`is_general`]), or because it stands in one run with labels that do. The cell must be
//! empty (or hold a placeholder) and look like one to fill: boxed, unlocked, merged, with a dropdown, or after a colon.

use crate::workbook::{CellRef, Choices};

use super::super::general::{heads_general, heads_signature, is_general};
use super::super::placeholder::is_placeholder;
use super::super::question::{Kind, Question};
use super::super::text_signs::REQUESTED;
use super::blocks::one_line;
use super::columns::Layout;
use super::grid::{Grid, GridCell};
use super::header_words::Role;
use super::questions::fill_state;

/// How far right of its label the cell to fill may stand.
const REACH: u32 = 4;
/// Longest label that is none by its words.
const LABEL_WORDS: usize = 8;
/// Share of the labels of a run that must be known before the others are taken for such too.
const KNOWN_SHARE: f32 = 0.5;
const KNOWN_LEAST: usize = 2;
/// Fewest labels on a sheet of their own, or below a table, where no questions vouch for them.
const ALONE_LEAST: usize = 2;
/// Rows above in which it stands, without a blank row between.
const HEADING_ROWS: u32 = 6;
/// Longest heading over a run of labels.
const HEADING_WORDS: usize = 10;

/// A label and its cell.
#[derive(Clone, Debug)]
struct Pair {
    label: CellRef,
    answer: CellRef,
    text: String,
    /// Whether the words of the label are those of general information.
    known: bool,
    /// Whether the cell is drawn as one to fill.
    marked: bool,
}

/// The pairs in the rows above the first table of a sheet.
pub(crate) fn above(grid: &Grid, layout: &Layout, rows: &[u32]) -> Vec<Question> {
    found(grid, rows, Some(layout)).into_iter().filter(|p| !p.1.is_empty()).flat_map(|(_, q)| q).collect()
}

/// The pairs below the last question of a sheet: at least two, each with a cell drawn for it.
pub(crate) fn below(grid: &Grid, rows: &[u32]) -> Vec<Question> {
    let runs = found(grid, rows, None);
    runs.into_iter()
        .filter(|(marked, run)| *marked && run.len() >= ALONE_LEAST)
        .flat_map(|(_, q)| q)
        .collect()
}

/// The pairs of a sheet that asks nothing else.
pub(crate) fn cover(grid: &Grid) -> Vec<Question> {
    let rows: Vec<u32> = grid.rows.iter().map(|r| r.row).collect();
    let all: Vec<Question> = found(grid, &rows, None).into_iter().flat_map(|(_, q)| q).collect();
    if all.len() >= ALONE_LEAST { all } else { Vec::new() }
}

/// Runs of pairs, and whether all cells of the run are drawn as ones to fill.
fn found(grid: &Grid, rows: &[u32], layout: Option<&Layout>) -> Vec<(bool, Vec<Question>)> {
    let mut runs: Vec<Vec<Pair>> = Vec::new();
    let mut signing = false;
    let mut skip: Option<u32> = None;
    for (nth, row) in rows.iter().enumerate() {
        let Some(shown) = grid.row(*row) else { continue };
        if nth > 0 && rows[nth - 1] + 1 != *row {
            signing = false;
        }
        if skip == Some(*row) {
            continue;
        }
        let mut pairs = in_row(grid, *row, layout);
        if pairs.is_empty() && layout.is_none() {
            pairs = over_cells(grid, *row);
            if !pairs.is_empty() {
                skip = Some(*row + 1);
            }
        }
        if pairs.is_empty() && shown.cells.iter().any(|c| heads_signature(&c.text)) {
            signing = true;
        }
        if signing || pairs.is_empty() {
            continue;
        }
        let joins = |run: &&mut Vec<Pair>| {
            run.last().is_some_and(|last| {
                last.label.row + 2 >= *row
                    && last.label.column == pairs[0].label.column
                    && last.answer.column == pairs[0].answer.column
            })
        };
        match runs.last_mut().filter(joins) {
            Some(run) => run.append(&mut pairs),
            None => runs.push(pairs),
        }
    }
    let mut questions = Vec::new();
    for run in runs {
        let known = run.iter().filter(|p| p.known).count();
        if known < KNOWN_LEAST || (known as f32) < KNOWN_SHARE * run.len() as f32 {
            let sure: Vec<Pair> = run.into_iter().filter(|p| p.known).collect();
            if !sure.is_empty() {
                questions.push(told(grid, sure));
            }
            continue;
        }
        questions.push(told(grid, run));
    }
    questions
}

fn told(grid: &Grid, run: Vec<Pair>) -> (bool, Vec<Question>) {
    let section = run.first().and_then(|first| heading(grid, first.label.row));
    let marked = run.iter().all(|p| p.marked);
    (marked, run.into_iter().map(|pair| question(grid, pair, section.clone())).collect())
}

/// The heading of the rows that begin here: among the texts that stand alone in the rows right above, the nearest that
/// names general information, else the nearest short one. The block of titles at the top of the sheet heads nothing.
pub(crate) fn heading(grid: &Grid, row: u32) -> Option<String> {
    let mut nearest: Option<&GridCell> = None;
    let mut at = row;
    while let Some(above) = at.checked_sub(1).filter(|r| r + HEADING_ROWS >= row).and_then(|r| grid.row(r)) {
        let [only] = above.cells.as_slice() else { break };
        if heads_general(&only.text) {
            return Some(one_line(&only.text));
        }
        let sign = only.sign();
        let short = sign.words <= HEADING_WORDS && !sign.asked && !only.text.ends_with(['.', '!', '。', ':']);
        let label = beside(grid, above.row, only, None).is_some_and(|(_, marked)| marked);
        if short && !label && nearest.is_none() {
            nearest = Some(only);
        }
        at = above.row;
    }
    let titles = grid.rows.first().is_some_and(|first| first.row == at);
    nearest.filter(|_| !titles).map(|cell| one_line(&cell.text))
}

/// The pairs side by side in a row.
fn in_row(grid: &Grid, row: u32, layout: Option<&Layout>) -> Vec<Pair> {
    let Some(shown) = grid.row(row) else { return Vec::new() };
    let mut pairs: Vec<Pair> = Vec::new();
    for cell in &shown.cells {
        let taken = pairs.last().is_some_and(|p| cell.column <= p.answer.column);
        // Right of the questions stands what belongs to the answers, unless the row begins with a label.
        let far = pairs.is_empty() && layout.is_some_and(|l| cell.column > l.question + 1);
        if taken || far || !is_label(cell) {
            continue;
        }
        let known = is_general(&cell.text);
        if !known && (!pairs.is_empty() || shown.cells.iter().filter(|c| is_label(c)).count() > 1) {
            continue;
        }
        if let Some((answer, marked)) = beside(grid, row, cell, layout) {
            if !known && !marked {
                continue;
            }
            let text = cell.text.trim_end_matches([':', '：', ' ']).to_string();
            pairs.push(Pair { label: CellRef::new(row, cell.column), answer, text, known, marked });
        }
    }
    pairs
}

/// A row of labels over a row of empty cells.
fn over_cells(grid: &Grid, row: u32) -> Vec<Pair> {
    const LOG: &[&str] =
        &["version", "revision", "change", "reviewer", "approv", "andring", "anderung", "modif"];
    let Some(shown) = grid.row(row) else { return Vec::new() };
    let labels = shown.cells.iter().all(|c| is_label(c) && is_general(&c.text));
    let log = shown.cells.iter().any(|c| {
        let folded = super::super::text_signs::fold(&c.text);
        LOG.iter().any(|w| folded.contains(w))
    });
    if shown.cells.len() < 2 || !labels || log {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for cell in &shown.cells {
        let at = CellRef::new(row, cell.column);
        let below = grid.sheet.merge_at(at).map_or(row, |m| m.last.row) + 1;
        let answer = CellRef::new(below, cell.column);
        if !fillable(grid, answer, &cell.text) || !drawn(grid, answer) {
            return Vec::new();
        }
        // Several empty rows make a table of other companies or persons.
        let next = CellRef::new(below + 1, cell.column);
        if grid.row(next.row).is_none() && drawn(grid, next) {
            return Vec::new();
        }
        let text = cell.text.trim_end_matches([':', '：', ' ']).to_string();
        pairs.push(Pair { label: at, answer, text, known: true, marked: true });
    }
    pairs
}

/// A short text that neither asks nor answers, and does not belong to the customer.
fn is_label(cell: &GridCell) -> bool {
    let sign = cell.sign();
    let theirs = cell.header().is_some_and(|h| h.role == Role::Reviewer && h.strength > 0.4);
    let plain = !(sign.id || sign.verdict || sign.link || sign.asked) && sign.likeness < REQUESTED;
    !cell.formula
        && sign.words > 0
        && plain
        && !theirs
        && (sign.words <= LABEL_WORDS || is_general(&cell.text))
}

/// The cell to fill right of a label, and whether it is drawn as one.
fn beside(grid: &Grid, row: u32, label: &GridCell, layout: Option<&Layout>) -> Option<(CellRef, bool)> {
    let edge = grid.right_edge(row, label.column);
    let at = |column: u32| CellRef::new(row, column);
    let near = || (edge + 1..=edge + REACH).take_while(|c| fillable(grid, at(*c), &label.text));
    if let Some(column) = near().find(|c| drawn(grid, at(*c))) {
        return Some((at(column), true));
    }
    let in_table = layout
        .filter(|l| Some(label.column) == l.id || label.column == l.question)
        .and_then(|l| l.answer)
        .filter(|a| near().any(|c| c == *a));
    let colon = label.text.trim_end().ends_with([':', '：']);
    in_table.or_else(|| near().next().filter(|_| colon)).map(|column| (at(column), false))
}

/// Empty, or with a placeholder.
fn fillable(grid: &Grid, at: CellRef, label: &str) -> bool {
    let formula = grid.sheet.cell(at).is_some_and(|c| c.formula);
    grid.sheet.anchor(at) == at
        && !formula
        && is_placeholder(grid.text(at.row, at.column), label, &Choices::Free)
}

/// Boxed, unlocked, merged to the right, with a dropdown or a placeholder.
fn drawn(grid: &Grid, at: CellRef) -> bool {
    let sheet = grid.sheet;
    sheet.has_dropdown(at)
        || (sheet.protected() && !sheet.locked(at))
        || sheet.border(at) > 0
        || sheet.merge_at(at).is_some_and(|m| m.first == at && m.last.column > at.column)
        || !grid.text(at.row, at.column).is_empty()
}

fn question(grid: &Grid, pair: Pair, section: Option<String>) -> Question {
    let mut found = Question {
        cell: pair.label,
        id: None,
        section,
        text: pair.text,
        answer: Some(pair.answer),
        choices: grid.sheet.choices(pair.answer),
        second_answer: None,
        second_choices: Choices::Free,
        ticks: Vec::new(),
        comment: None,
        answered: false,
        commented: false,
        placeholder: None,
        kind: Kind::General,
        about_vendor: true,
        hidden: grid.sheet.row_hidden(pair.label.row),
        conditional: false,
        mandatory: None,
        answer_is_formula: false,
        locked: false,
    };
    fill_state(grid, &mut found);
    found
}
