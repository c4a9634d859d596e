//! Which rows of a block are questions, which name a section, and which are neither.

use std::collections::HashMap;

use crate::workbook::CellRef;

use super::super::text_signs::{
    REQUESTED, fold, is_id, is_sentence, is_verdict, leading_id, question_likeness, tokens, word_count,
};
use super::columns::Layout;
use super::grid::{Grid, GridCell};
use super::header_words::Role;

/// A dropdown, and only a dropdown, settles it alone …
const HAS_DROPDOWN: f32 = 3.0;
/// … unless it was drawn over the whole column, headings and all; then it only tips the scales under a header.
const DROPDOWN_EVERYWHERE: f32 = 0.3;
const EVERYWHERE: f32 = 0.97;
const EVERYWHERE_ROWS: usize = 5;
/// So does an id of its own where rows have ids.
const OWN_ID: f32 = 3.0;
/// An unlocked answer cell: nearly, since section rows may be left unlocked.
const UNLOCKED: f32 = 1.6;
/// A box of its own where other rows have none: as much as an unlocked cell.
const OWN_BOX: f32 = 1.6;
/// A row whose text asks needs nothing else.
const ASKS: f32 = 2.5;
/// A yes or no in the answer cell, or any text where most answer cells hold one: headings leave it empty.
const ANSWERED: f32 = 1.5;
/// Under a header that names the question column, a plain sentence suffices.
const UNDER_HEADER: f32 = 1.4;
/// In a list without a header, most of whose rows ask, a requirement suffices and a plain sentence does not.
const AMONG_QUESTIONS: f32 = 0.8;
/// Under a header over rows of which none has any sign (a list of topics), every row counts that nothing speaks against.
const LIST_OF_TOPICS: f32 = 2.4;
/// The only text of its row.
const ALONE: f32 = 0.8;
/// Bold, or filled, unlike the other questions: how section rows are set off.
const OTHER_WEIGHT: f32 = 1.2;
const OTHER_FILL: f32 = 0.9;
/// Plain where the headings of the block are set off: a short item is no heading then.
const PLAIN_LOOK: f32 = 1.0;
/// Locked where most answer cells are unlocked.
const LOCKED: f32 = 1.5;
/// Without the dropdown, or the id, that most rows have.
const LACKS_DROPDOWN: f32 = 1.2;
const LACKS_ID: f32 = 0.8;
/// Below a question with a dropdown, without one and without an id: a criterion or guidance on it.
const SUB_ROW: f32 = 2.0;
/// "2" above "2.1": a chapter.
const PARENT_ID: f32 = 2.2;
/// Share of texts that begin with an id before such a beginning counts as one.
const IDS_IN_FRONT: f32 = 0.3;
/// Copyright, totals, signatures.
const FOOTER: f32 = 4.0;
/// What a question row must reach.
const QUESTION: f32 = 1.5;
/// Most rows.
const MOST: f32 = 0.7;
/// Longest number of a chapter that is a letter: "A", "IV".
const CHAPTER_CHARS: usize = 2;
/// Longest section name.
const SECTION_WORDS: usize = 16;

/// What a row is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RowKind {
    /// A question.
    Question,
    /// Names the section of the rows below.
    Section(String),
    /// Anything else.
    Skip,
}

/// What is usual in a table, to tell the unusual rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usual {
    dropdown: f32,
    id: f32,
    likeness: f32,
    bold: bool,
    fill: u32,
    headed: bool,
    /// Some rows are set off by their look, most are not.
    set_off: bool,
    /// Share of rows with an unlocked answer cell on a protected sheet.
    open: f32,
    /// Share of rows whose answer cell holds a text, be it a placeholder.
    filled: f32,
    /// Share of rows whose empty answer cell is drawn as a box.
    boxed: f32,
    /// How many rows were measured.
    rows: usize,
}

impl Usual {
    /// Takes the measure of the rows that show a text in the question column.
    pub(crate) fn of(grid: &Grid, layout: &Layout, rows: &[u32], headed: bool) -> Self {
        let rows: Vec<u32> =
            rows.iter().copied().filter(|r| grid.cell(*r, layout.question).is_some()).collect();
        let share = |test: &dyn Fn(u32) -> bool| {
            if rows.is_empty() {
                0.0
            } else {
                rows.iter().filter(|r| test(**r)).count() as f32 / rows.len() as f32
            }
        };
        let likeness: f32 = rows.iter().map(|r| grid.sign(*r, layout.question).likeness).sum();
        // The look of a question is that of the rows that surely are questions.
        let sure: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|r| {
                has_dropdown(grid, layout, *r)
                    || own_id(grid, layout, *r).is_some()
                    || grid.sign(*r, layout.question).likeness >= REQUESTED
            })
            .collect();
        let sure = if sure.is_empty() { rows.clone() } else { sure };
        let mut fills: HashMap<u32, usize> = HashMap::new();
        let mut bold = 0usize;
        for row in &sure {
            let at = CellRef::new(*row, layout.question);
            *fills.entry(grid.sheet.fill(at)).or_default() += 1;
            bold += usize::from(grid.sheet.bold(at));
        }
        let fill =
            fills.into_iter().max_by_key(|(fill, n)| (*n, u32::MAX - fill)).map_or(0, |(fill, _)| fill);
        let bold = bold * 2 > sure.len();
        let odd = share(&|r| {
            let at = CellRef::new(r, layout.question);
            (grid.sheet.bold(at) && !bold) || grid.sheet.fill(at) != fill
        });
        Self {
            set_off: odd > 0.02 && odd < 0.5,
            open: share(&|r| layout.answer.is_some_and(|a| is_open(grid, CellRef::new(r, a)))),
            boxed: share(&|r| is_boxed(grid, layout, r)),
            rows: rows.len(),
            filled: share(&|r| layout.answer.is_some_and(|a| grid.cell(r, a).is_some())),
            dropdown: share(&|r| has_dropdown(grid, layout, r)),
            id: share(&|r| own_id(grid, layout, r).is_some()),
            likeness: likeness / rows.len().max(1) as f32,
            bold,
            fill,
            headed,
        }
    }
}

impl Usual {
    /// Whether every row has a dropdown, so that it does not tell questions from headings.
    fn dropdown_everywhere(&self) -> bool {
        self.dropdown >= EVERYWHERE && self.rows >= EVERYWHERE_ROWS
    }
}

/// Judges one row.
pub(crate) fn judge(grid: &Grid, layout: &Layout, usual: &Usual, row: u32) -> RowKind {
    let text = grid.text(row, layout.question);
    if let Some(flag) = layout.assessable {
        return match (grid.text(row, flag).is_empty(), text.is_empty()) {
            (false, false) => RowKind::Question,
            (true, _) => section(grid, layout, row),
            _ => RowKind::Skip,
        };
    }
    let sign = grid.sign(row, layout.question);
    if text.is_empty() || sign.verdict {
        return section(grid, layout, row);
    }
    let dropdown = has_dropdown(grid, layout, row);
    if (!dropdown || usual.dropdown_everywhere()) && is_banner(grid, layout, row) {
        return RowKind::Section(text.to_string());
    }
    let header = grid.cell(row, layout.question).filter(|_| sign.words <= 3 && !dropdown);
    let label = header.and_then(GridCell::header).filter(|s| s.strength >= 0.9);
    if label.is_some_and(|s| matches!(s.role, Role::Guidance | Role::Answer | Role::Comment)) {
        return RowKind::Skip;
    }
    if weight(grid, layout, usual, row, text, dropdown) >= QUESTION {
        return RowKind::Question;
    }
    section(grid, layout, row)
}

fn weight(grid: &Grid, layout: &Layout, usual: &Usual, row: u32, text: &str, dropdown: bool) -> f32 {
    let at = CellRef::new(row, layout.question);
    let likeness = grid.sign(row, layout.question).likeness;
    // Numbers in front of a few texts number headings; ids stand in front of most.
    let id = own_id(grid, layout, row).filter(|_| layout.id.is_some() || usual.id >= IDS_IN_FRONT);
    let mut weight = ASKS * likeness;
    let everywhere = usual.dropdown_everywhere();
    let dropdown = dropdown && !everywhere;
    if everywhere {
        weight += DROPDOWN_EVERYWHERE;
    } else if dropdown {
        weight += HAS_DROPDOWN;
    } else {
        if usual.dropdown >= MOST {
            weight -= LACKS_DROPDOWN;
        }
        if usual.dropdown >= 0.3 && id.is_none() && likeness < REQUESTED {
            weight -= SUB_ROW;
        }
    }
    let mut parent = false;
    match &id {
        Some(id) => {
            weight += OWN_ID;
            parent = next_id(grid, layout, row).is_some_and(|next| is_parent(id, &next));
            if !dropdown && likeness < REQUESTED && parent {
                weight -= PARENT_ID + LACKS_DROPDOWN;
            }
        }
        None if usual.id >= MOST => weight -= LACKS_ID,
        None => {}
    }
    if let Some(answer) = layout.answer {
        let cell = CellRef::new(row, answer);
        if is_open(grid, cell) && !is_open(grid, at) {
            weight += UNLOCKED;
        } else if usual.open >= MOST && !dropdown {
            weight -= LOCKED;
        }
        let answered = grid.text(row, answer);
        if grid.sign(row, answer).verdict || (usual.filled >= MOST && !answered.is_empty()) {
            weight += ANSWERED;
        }
    }
    let signless = (usual.dropdown < 0.2 || everywhere) && usual.id < 0.3 && usual.likeness < 0.35;
    weight += match (usual.headed, signless) {
        (true, true) => LIST_OF_TOPICS,
        // A dropdown beside every row says as much as a header does.
        (false, true) if everywhere => LIST_OF_TOPICS,
        (true, false) => UNDER_HEADER,
        (false, _) if usual.likeness >= 0.5 => AMONG_QUESTIONS,
        (false, _) => 0.0,
    };
    let others = grid.row(row).map_or(0, |r| r.cells.iter().filter(|c| c.column != layout.question).count());
    // Beside a box of its own a text is not alone, where headings have none.
    let boxed = is_boxed(grid, layout, row);
    let telling =
        !usual.headed && usual.boxed < EVERYWHERE && usual.boxed >= 0.5 && usual.rows >= EVERYWHERE_ROWS;
    if boxed && telling {
        weight += OWN_BOX;
    } else if others == 0 && !dropdown && !everywhere {
        weight -= ALONE;
    }
    if (id.is_none() || parent) && !dropdown {
        let (heavy, filled) = (grid.sheet.bold(at) && !usual.bold, grid.sheet.fill(at) != usual.fill);
        weight -= if heavy { OTHER_WEIGHT } else { 0.0 } + if filled { OTHER_FILL } else { 0.0 };
        if usual.set_off && usual.headed && !heavy && !filled {
            weight += PLAIN_LOOK;
        }
    }
    if !dropdown && id.is_none() && is_footer(text) { weight - FOOTER } else { weight }
}

/// The name of a section that the row gives: its first short text, where the row holds hardly anything else.
fn section(grid: &Grid, layout: &Layout, row: u32) -> RowKind {
    let Some(cells) = grid.row(row).map(|r| &r.cells) else { return RowKind::Skip };
    let named: Vec<&str> = cells
        .iter()
        .filter(|c| Some(c.column) != layout.answer && Some(c.column) != layout.assessable)
        // "A" in front of "Governance" is the chapter's number.
        .filter(|c| {
            let number = Some(c.column) == layout.id && c.text.chars().count() <= CHAPTER_CHARS;
            !number || cells.iter().all(|o| o.column != layout.question)
        })
        .map(|c| c.text.as_str())
        .filter(|t| !is_id(t))
        .collect();
    match named.as_slice() {
        [name] | [name, _] if names_section(name) => RowKind::Section((*name).to_string()),
        // "2. People" looks like an id, and is a heading where it stands alone.
        [] => match cells.as_slice() {
            [only] if numbered_word(&only.text) => RowKind::Section(only.text.clone()),
            _ => RowKind::Skip,
        },
        _ => RowKind::Skip,
    }
}

fn names_section(name: &str) -> bool {
    word_count(name) <= SECTION_WORDS && !is_footer(name) && !is_verdict(name) && !is_sentence(name)
}

fn numbered_word(text: &str) -> bool {
    leading_id(text).is_some_and(|(_, rest)| rest.chars().filter(|c| c.is_alphabetic()).count() >= 3)
}

/// An empty answer cell with a border.
fn is_boxed(grid: &Grid, layout: &Layout, row: u32) -> bool {
    layout.answer.is_some_and(|answer| {
        let at = CellRef::new(row, answer);
        grid.text(row, answer).is_empty() && grid.sheet.border(at) > 0 && grid.sheet.anchor(at) == at
    })
}

/// Unlocked on a protected sheet.
fn is_open(grid: &Grid, at: CellRef) -> bool {
    grid.sheet.protected() && !grid.sheet.locked(at)
}

/// Whether the question cell is merged over the answer cell, as headings are.
fn is_banner(grid: &Grid, layout: &Layout, row: u32) -> bool {
    layout.answer.is_some_and(|a| a > layout.question && grid.right_edge(row, layout.question) >= a)
}

pub(crate) fn has_dropdown(grid: &Grid, layout: &Layout, row: u32) -> bool {
    [layout.answer, layout.second]
        .into_iter()
        .flatten()
        .any(|c| grid.sheet.has_dropdown(CellRef::new(row, c)))
}

/// The id in the id column, or in front of the text where there is no such column.
pub(crate) fn own_id(grid: &Grid, layout: &Layout, row: u32) -> Option<String> {
    match layout.id {
        Some(column) => Some(grid.text(row, column)).filter(|t| is_id(t)).map(str::to_string),
        None => leading_id(grid.text(row, layout.question)).map(|(id, _)| id.to_string()),
    }
}

/// The id of the next row that has one.
fn next_id(grid: &Grid, layout: &Layout, row: u32) -> Option<String> {
    let from = grid.position(row) + 1;
    grid.rows.iter().skip(from).take(3).find_map(|r| own_id(grid, layout, r.row))
}

/// `2` is the parent of `2.1`, `GV` of `GV.01`, `Section 3` of `3.1`.
fn is_parent(id: &str, next: &str) -> bool {
    let core =
        |t: &str| t.trim_end_matches(['.', ')', ':']).rsplit(' ').next().unwrap_or_default().to_lowercase();
    let (id, next) = (core(id), core(next));
    next.len() > id.len() && next.starts_with(&id) && next[id.len()..].starts_with(['.', '-', '_', ')'])
}

/// Texts that close a form instead of asking something.
fn is_footer(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "copyright",
        "total",
        "subtotal",
        "score",
        "summe",
        "summa",
        "totaal",
        "suma",
        "signature",
        "signed by",
        "approved by",
        "end of",
        "legend",
        "note:",
        "notes:",
        "all rights",
        "version",
        "page",
        "back to",
        "go to",
        "next step",
        "underskrift",
        "unterschrift",
    ];
    let folded = fold(text);
    text.contains('©')
        || (OPENINGS.iter().any(|o| folded.starts_with(o))
            && !text.contains('?')
            && question_likeness(text) < REQUESTED
            && (tokens(&folded).len() <= 8 || folded.starts_with("copyright") || folded.starts_with("note")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_is_the_parent_of_its_first_question() {
        assert!(is_parent("2", "2.1") && is_parent("A.5", "A.5.1") && is_parent("Section 3", "3.1"));
        assert!(!is_parent("2", "21") && !is_parent("1.2", "1.3"));
    }

    #[test]
    fn footers_are_known_and_questions_that_begin_alike_are_not() {
        for text in ["© 2030 Somebody", "Total", "Signature of the vendor", "Note: fill all rows"] {
            assert!(is_footer(text), "{text}");
        }
        assert!(
            !is_footer("Signed commits are used?")
                && !is_footer("Note the date of your last audit, please describe")
        );
    }
}
