//! Options that stand in rows of their own below their question, each with a box or an empty cell beside it.
//!
//! Such a question offers no single cell to fill, and its options are neither questions nor sections.

use crate::workbook::CellRef;

use super::columns::Layout;
use super::grid::{Grid, GridCell};
use super::rows::{has_dropdown, own_id};

use super::super::text_signs::{REQUESTED, SENTENCE, TextSign, fold, tokens};
use crate::text::list::{Words, words};

/// Options are few words; longer rows are guidance.
const OPTION_WORDS: usize = 12;
/// A single row below a question is a remark.
const OPTIONS_LEAST: usize = 2;
/// Options without boxes look like headings or a legend unless several questions have them.
const QUESTIONS_LEAST: usize = 2;
/// Least likeness of the text above options: it asks, or is a sentence.
const ASKS_LEAST: f32 = SENTENCE;

/// A question with its options, by their place among the rows.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) question: usize,
    pub(crate) last: usize,
}

/// Whether the header over the answers asks for a mark: "Mark with X", "Tick one".
pub(crate) fn asks_for_mark(header: &str) -> bool {
    static WORDS: Words = words![
        "x",
        "mark",
        "tick",
        "check",
        "kryss",
        "kryssa",
        "krysa",
        "saet",
        "ankreuzen",
        "kreuz",
        "cocher",
        "cochez",
        "marcar",
        "marque",
        "assinale",
        "zaznacz",
        "aankruisen",
    ];
    tokens(&fold(header)).iter().any(|t| WORDS.contains(t))
}

/// The questions of the rows that have options below. `to_mark` says that the header over the answers asks for a mark, so
/// that an empty cell need not be drawn to be a box.
pub(crate) fn groups(grid: &Grid, layout: &Layout, rows: &[u32], to_mark: bool) -> Vec<Group> {
    let mut boxed: Vec<Group> = Vec::new();
    let mut plain: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let row = rows[at];
        let asks = grid.sign(row, layout.question).likeness >= ASKS_LEAST
            && !has_dropdown(grid, layout, row)
            && !has_box(grid, row);
        let run = |test: &dyn Fn(u32) -> bool| {
            let next = rows[at + 1..].iter().zip(row + 1..);
            next.take_while(|(r, expected)| **r == *expected && test(**r)).count()
        };
        let boxes = if asks { run(&|r| has_box(grid, r)) } else { 0 };
        let drawn = if asks && boxes == 0 && own_id(grid, layout, row).is_some() {
            run(&|r| is_plain_option(grid, layout, row, r, to_mark))
        } else {
            0
        };
        if boxes >= OPTIONS_LEAST {
            boxed.push(Group { question: at, last: at + boxes });
            at += boxes;
        } else if drawn >= OPTIONS_LEAST {
            plain.push(Group { question: at, last: at + drawn });
            at += drawn;
        }
        at += 1;
    }
    if plain.len() >= QUESTIONS_LEAST {
        boxed.append(&mut plain);
        boxed.sort_by_key(|g| g.question);
    }
    boxed
}

/// Whether a cell of the row holds a box to tick: alone, or in front of the option.
fn has_box(grid: &Grid, row: u32) -> bool {
    let cells = grid.row(row).map(|r| r.cells.as_slice()).unwrap_or_default();
    let short = |c: &GridCell| c.sign().words <= OPTION_WORDS && !c.sign().asked;
    cells.iter().any(|c| starts_with_box(&c.text)) && cells.iter().all(short)
}

fn starts_with_box(text: &str) -> bool {
    text.starts_with(['☐', '☑', '☒', '□', '■', '▢', '❏', '❑', '◻', '○', '◯', '●', '◉'])
        || ["[ ]", "[]", "[x]", "[X]", "( )", "(x)", "(X)", "{ }"].iter().any(|open| text.starts_with(open))
}

/// A short text without an id, drawn as the question is, beside an empty cell that is drawn as a box, or a ready answer.
fn is_plain_option(grid: &Grid, layout: &Layout, question: u32, row: u32, to_mark: bool) -> bool {
    let Some(cell) = grid.cell(row, layout.question) else { return false };
    let (at, above) = (CellRef::new(row, layout.question), CellRef::new(question, layout.question));
    let TextSign { words, likeness, asked, verdict, .. } = cell.sign();
    let sheet = grid.sheet;
    let alone = grid.row(row).is_some_and(|r| r.cells.len() == 1);
    let alike = sheet.bold(at) == sheet.bold(above) && sheet.fill(at) == sheet.fill(above);
    let empty = layout.answer.map(|a| CellRef::new(row, a)).filter(|a| grid.text(a.row, a.column).is_empty());
    let marked = empty.is_some_and(|a| {
        (to_mark || sheet.border(a) > 0 || (sheet.protected() && !sheet.locked(a))) && sheet.anchor(a) == a
    });
    alone
        && alike
        && !asked
        && words <= OPTION_WORDS
        && likeness < if to_mark { REQUESTED } else { SENTENCE }
        && own_id(grid, layout, row).is_none()
        && !has_dropdown(grid, layout, row)
        && (verdict || marked)
}
