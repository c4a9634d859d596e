//! Which rows can be headers: rows whose cells name at least two columns of a form, repeats of such rows, and the one
//! header cell of a one-column list.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::workbook::{CellRef, Choices};

use super::super::placeholder::{is_box, is_placeholder};
use super::super::text_signs::{fold, is_verdict, tokens, word_count};
use super::super::vendor_field::VendorField;
use super::grid::{Grid, GridCell, GridRow};
use super::header_words::{HeaderSign, Role};
use super::vocabulary::CUSTOMER_PARTY;

/// Strengths of the cells of a header must sum to this: one sure word and one weak one.
const ENOUGH: f32 = 1.15;
/// What other roles than question, answer and comment add: they stand in tables of every kind.
const MINOR: f32 = 0.5;
/// A single header cell must be this sure, and questions must follow.
const SURE: f32 = 0.9;
/// Share of question-like texts under a single header cell.
const FOLLOWED: f32 = 0.5;
/// Strength of a caption from which it says that the columns below are the customer's.
const THEIRS: f32 = 0.6;
/// Rows looked at below a single header cell.
const LOOKAHEAD: usize = 12;
/// A header cell is a caption; more words make it data.
const CAPTION_WORDS: usize = 14;
/// Fewest captions of such a row.
const CAPTIONS_LEAST: usize = 3;
/// Fills 0 and 1 are "none" and the pattern every workbook begins with (ECMA-376, 18.8.21).
const NO_FILL: u32 = 1;
/// Most words of a caption in a row that is a header by the dropdowns below it alone.
const CAPTION_OVER_LIST: usize = 8;
/// A text this question-like in a row of several cells is a question of the form, not a header.
const IS_QUESTION: f32 = 0.8;
/// Words from which a text with a question mark asks, and is no "In place?" over a column.
const ASKED_WORDS: usize = 4;
/// Strength of a sign from which a long text is a caption all the same, and of a caption that is nothing else.
const CAPTION: f32 = 0.6;
const EXACT: f32 = 0.99;
/// Words of an answer that heads a column to tick.
const TICK_WORDS: usize = 5;
/// Words of such a question; "Do you comply?" can be a header.
const QUESTION_WORDS: usize = 6;

/// Rows in which headers are looked for; the longest form known has 1,300 rows.
const SEARCHED_ROWS: usize = 20_000;

/// One cell of a header.
#[derive(Clone, Debug)]
pub(crate) struct HeaderCell {
    pub(crate) text: String,
    pub(crate) sign: Option<HeaderSign>,
}

/// One or two rows that head a table.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) cells: BTreeMap<u32, HeaderCell>,
    /// Columns headed "Yes", "No", "N/A" side by side, of which one is ticked.
    pub(crate) ticks: Vec<u32>,
}

impl Header {
    /// The sign over a column, if its role is the one asked for.
    pub(crate) fn strength(&self, column: u32, role: Role) -> f32 {
        self.cells.get(&column).and_then(|c| c.sign).filter(|s| s.role == role).map_or(0.0, |s| s.strength)
    }

    /// The surest column of a role.
    pub(crate) fn column(&self, role: Role, least: f32) -> Option<u32> {
        let mut best: Option<(u32, f32)> = None;
        for column in self.cells.keys() {
            let strength = self.strength(*column, role);
            if strength >= least && best.is_none_or(|(_, s)| strength > s) {
                best = Some((*column, strength));
            }
        }
        best.map(|(column, _)| column)
    }
}

/// All headers of the sheet, top to bottom.
pub(crate) fn headers(grid: &Grid) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let refrains = refrains(grid);
    let repeated = repeated_captions(grid);
    for (at, row) in grid.rows.iter().enumerate().take(SEARCHED_ROWS) {
        // Most rows hold questions; they are told apart before any word of theirs is looked up.
        let seen = || row.cells.iter().filter(|c| c.column < grid.width);
        if seen().count() > 1 && is_data(row, grid.width) {
            continue;
        }
        let mut header = read(grid, row);
        quiet_running_texts(grid, at, &mut header);
        // Below a header that names the answers, a row over dropdowns is one of its rows.
        let first = found.iter().all(|h| h.column(Role::Answer, CAPTION).is_none());
        let structural =
            || (first && heads_dropdowns(grid, at, &header)) || repeated.contains(&captions_of(row));
        if is_header(grid, at, &header, &refrains) || structural() {
            found.push(header);
        }
    }
    add_repeats(grid, &mut found);
    join_two_row_headers(grid, &mut found);
    found
}

/// The row read as a header, whether it is one or not.
pub(crate) fn read(grid: &Grid, row: &GridRow) -> Header {
    let ticks = tick_columns(row);
    let cells = row.cells.iter().filter(|c| c.column < grid.width).map(|c| {
        let plain = ticks.contains(&c.column) || (c.formula && c.sign().words > 3);
        let sign = if plain { None } else { c.header() };
        (c.column, HeaderCell { text: c.text.clone(), sign })
    });
    Header { first: row.row, last: row.row, cells: cells.collect(), ticks }
}

/// A run of columns that are headed by answers: at least a yes or no and another.
fn tick_columns(row: &GridRow) -> Vec<u32> {
    let mut best: Vec<u32> = Vec::new();
    let mut run: Vec<(u32, &str)> = Vec::new();
    for cell in &row.cells {
        // "Yes with compensating control" among them; a number column headed "No" stands apart from "Yes".
        let opens = || cell.text.split_whitespace().next().is_some_and(is_verdict);
        let answers = cell.sign().verdict || (!run.is_empty() && cell.sign().words <= TICK_WORDS && opens());
        if run.last().is_some_and(|(last, _)| cell.column > last + 2) || !answers {
            run.clear();
        }
        if answers && !run.iter().any(|(_, t)| t.eq_ignore_ascii_case(&cell.text)) {
            run.push((cell.column, &cell.text));
        }
        if run.len() >= 2 && run.len() > best.len() {
            best = run.iter().map(|(c, _)| *c).collect();
        }
    }
    best
}

fn is_header(grid: &Grid, at: usize, header: &Header, refrains: &HashSet<(u32, &str)>) -> bool {
    let texts: Vec<&HeaderCell> = header.cells.values().collect();
    let mut strongest: BTreeMap<Role, f32> = BTreeMap::new();
    for sign in texts.iter().filter_map(|c| c.sign) {
        let entry = strongest.entry(sign.role).or_insert(0.0);
        *entry = entry.max(sign.strength);
    }
    if !header.ticks.is_empty() {
        strongest.insert(Role::Answer, SURE);
    }
    let major = [Role::Question, Role::Answer, Role::Comment];
    let sum: f32 = strongest.iter().map(|(role, s)| if major.contains(role) { *s } else { s * MINOR }).sum();
    let asks = strongest.contains_key(&Role::Question)
        || strongest.contains_key(&Role::Answer)
        || strongest.contains_key(&Role::Assessable);
    if strongest.len() >= 2 && asks && sum >= ENOUGH {
        return true;
    }
    // "Answer:" below each question is a label of its own cell.
    if let [only] = grid.rows[at].cells.as_slice()
        && refrains.contains(&(only.column, only.text.as_str()))
    {
        return false;
    }
    // A list with one named column.
    let single = header.column(Role::Question, SURE).or_else(|| header.column(Role::Answer, SURE));
    single.is_some_and(|column| texts.len() <= 3 && questions_follow(grid, at, column))
}

/// Whether the row stands over dropdowns that begin right below it: short captions, one of them known or all coloured, in
/// a row that has no dropdown itself.
fn heads_dropdowns(grid: &Grid, at: usize, header: &Header) -> bool {
    let row = grid.rows[at].row;
    let cells = &grid.rows[at].cells;
    let known = header.cells.values().any(|c| c.sign.is_some_and(|s| s.role != Role::Foreign));
    // In a language that we do not know.
    let coloured = header.cells.values().all(|c| c.sign.is_none())
        && cells.iter().all(|c| grid.sheet.fill(CellRef::new(row, c.column)) > NO_FILL);
    let value = |c: &GridCell| c.sign().id || is_placeholder(&c.text, "", &Choices::Free);
    let short = |c: &GridCell| c.sign().words <= CAPTION_OVER_LIST;
    let captions = cells.len() >= CAPTIONS_LEAST
        && cells.iter().all(short)
        && !cells.iter().any(value)
        && (known || coloured);
    let below: Vec<u32> = grid.rows.iter().skip(at + 1).take(LOOKAHEAD).map(|r| r.row).collect();
    let begins = |column: u32| {
        let has = |row: u32| grid.sheet.has_dropdown(CellRef::new(row, column));
        let near = (row + 1..=row + 2).any(has);
        !has(row) && near && below.iter().filter(|r| has(**r)).count() * 2 >= below.len()
    };
    captions && !below.is_empty() && cells.iter().any(|c| begins(c.column))
}

/// The columns and texts of a row.
fn captions_of(row: &GridRow) -> Vec<(u32, &str)> {
    row.cells.iter().map(|c| (c.column, c.text.as_str())).collect()
}

/// Rows of short captions, one of them known as that of the questions and none a value, that come again word for word below other rows: each table of a
/// form repeats its header.
fn repeated_captions<'g>(grid: &'g Grid) -> HashSet<Vec<(u32, &'g str)>> {
    let mut times: HashMap<Vec<(u32, &str)>, usize> = HashMap::new();
    for row in grid.rows.iter().take(SEARCHED_ROWS) {
        let short = row.cells.len() >= 2 && row.cells.iter().all(|c| c.sign().words <= CAPTION_OVER_LIST);
        let known = || {
            let names =
                |c: &&GridCell| c.header().is_some_and(|s| s.role == Role::Question && s.strength >= CAPTION);
            let value = |c: &GridCell| c.sign().asked || c.sign().verdict || c.sign().id;
            row.cells.iter().any(|c| names(&c)) && !row.cells.iter().any(value)
        };
        if !short || !known() || is_data(row, grid.width) {
            continue;
        }
        *times.entry(captions_of(row)).or_default() += 1;
    }
    times.into_iter().filter(|(_, count)| *count >= 2).map(|(captions, _)| captions).collect()
}

/// Texts that stand alone in a row, at the same column, several times.
fn refrains<'g>(grid: &'g Grid) -> HashSet<(u32, &'g str)> {
    const OFTEN: usize = 3;
    let mut times: HashMap<(u32, &str), usize> = HashMap::new();
    for row in &grid.rows {
        if let [only] = row.cells.as_slice() {
            *times.entry((only.column, only.text.as_str())).or_default() += 1;
        }
    }
    times.into_iter().filter(|(_, n)| *n >= OFTEN).map(|(text, _)| text).collect()
}

/// Whether a row holds a question, a paragraph or a box: nothing that heads columns. "Does it meet the control?" does
/// where an exact caption stands beside it.
fn is_data(row: &GridRow, width: u32) -> bool {
    let seen = || row.cells.iter().filter(|c| c.column < width);
    let captioned = || seen().any(|c| c.header().is_some_and(|s| s.strength >= EXACT));
    seen().any(|cell| {
        let sign = cell.sign();
        let long =
            sign.words > CAPTION_WORDS || (sign.words >= QUESTION_WORDS && sign.likeness >= IS_QUESTION);
        match cell.header() {
            None => long || is_box(&cell.text) || (sign.asked && sign.words >= ASKED_WORDS),
            Some(header) => long && header.strength < CAPTION && !captioned(),
        }
    })
}

/// A text that stands in the row right above or below too is a value of the column and no caption of it.
fn quiet_running_texts(grid: &Grid, at: usize, header: &mut Header) {
    let row = grid.rows[at].row;
    let beside: Vec<&GridRow> = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .filter_map(|n| grid.rows.get(n))
        .filter(|other| other.row.abs_diff(row) == 1)
        .collect();
    let runs = |column: u32, text: &str| {
        beside.iter().any(|other| other.cell(column).is_some_and(|c| c.text == text))
    };
    let running: Vec<u32> = header
        .cells
        .iter()
        .filter(|(column, cell)| runs(**column, &cell.text))
        .map(|(column, _)| *column)
        .collect();
    for column in &running {
        if let Some(cell) = header.cells.get_mut(column) {
            cell.sign = None;
        }
    }
    header.ticks.retain(|column| !running.contains(column));
    if header.ticks.len() < 2 {
        header.ticks.clear();
    }
}

/// Whether most rows below hold question-like texts in the column or right beside it.
fn questions_follow(grid: &Grid, at: usize, column: u32) -> bool {
    let below = grid.rows.iter().skip(at + 1).take(LOOKAHEAD);
    let (mut texts, mut questions) = (0usize, 0usize);
    for row in below {
        texts += 1;
        let near = row.cells.iter().filter(|c| c.column + 3 >= column && c.column <= column + 1);
        if near.map(|c| c.sign().likeness).fold(0.0, f32::max) > super::super::text_signs::SENTENCE {
            questions += 1;
        }
    }
    texts > 0 && questions as f32 >= FOLLOWED * texts as f32
}

/// Rows that say in the same column what a header above says ("Answer" again under the next section's name).
fn add_repeats(grid: &Grid, found: &mut Vec<Header>) {
    let mut known: HashSet<(u32, String)> = HashSet::new();
    for header in found.iter() {
        for (column, cell) in &header.cells {
            let answers = cell.sign.is_some_and(|s| s.role == Role::Answer && s.strength >= SURE);
            if answers && word_count(&cell.text) <= 4 {
                known.insert((*column, cell.text.to_lowercase()));
            }
        }
    }
    let headers: HashSet<u32> = found.iter().map(|h| h.first).collect();
    for row in grid.rows.iter().take(SEARCHED_ROWS).filter(|r| !headers.contains(&r.row)) {
        let repeats = row.cells.iter().any(|c| known.contains(&(c.column, c.text.to_lowercase())));
        // The section's name beside it, and nothing that is data.
        let captions = row.cells.iter().all(|c| c.sign().words <= CAPTION_WORDS);
        if repeats && row.cells.len() >= 2 && captions && !is_data(row, grid.width) {
            found.push(read(grid, row));
        }
    }
    found.sort_by_key(|h| h.first);
}

/// Joins headers in adjacent rows, and takes in a row of group names above or of sub-headers below.
fn join_two_row_headers(grid: &Grid, found: &mut Vec<Header>) {
    let mut joined: Vec<Header> = Vec::new();
    for header in found.drain(..) {
        match joined.last_mut() {
            Some(above) if above.last + 1 == header.first => {
                for (column, cell) in header.cells {
                    let replaces = above.cells.get(&column).is_none_or(|old| stands_over(old, &cell));
                    if replaces {
                        above.cells.insert(column, cell);
                    }
                }
                above.last = header.last;
                if above.ticks.is_empty() {
                    above.ticks = header.ticks;
                }
            }
            _ => joined.push(header),
        }
    }
    for header in &mut joined {
        take_groups_above(grid, header);
        take_parts_below(grid, header);
        heed_groups(grid, header);
    }
    *found = joined;
}

/// Whether the lower cell says more than the upper one about the column.
fn stands_over(upper: &HeaderCell, lower: &HeaderCell) -> bool {
    match (upper.sign, lower.sign) {
        (_, None) => false,
        (None, Some(_)) => true,
        // Under a group ("Vendor response") the part tells the columns apart ("Yes / No", "Comments").
        (Some(up), Some(low)) => up.role == Role::Answer || low.strength >= up.strength,
    }
}

/// A row above with captions for columns that the header leaves open.
fn take_groups_above(grid: &Grid, header: &mut Header) {
    let Some(above) = header.first.checked_sub(1).and_then(|row| grid.row(row)) else { return };
    let captions = above.cells.len() >= 2 && above.cells.iter().all(|c| c.sign().words <= 6);
    if !captions {
        return;
    }
    let upper = read(grid, above);
    let names_open_column = upper.cells.iter().any(|(column, cell)| {
        !header.cells.contains_key(column)
            && cell.sign.is_some_and(|s| {
                matches!(s.role, Role::Question | Role::Id | Role::Section) && s.strength > 0.4
            })
    });
    if names_open_column {
        for (column, cell) in upper.cells {
            header.cells.entry(column).or_insert(cell);
        }
        header.first = above.row;
    }
}

/// Under a merged caption of the customer ("To be completed by the assessor") every column is the customer's.
fn heed_groups(grid: &Grid, header: &mut Header) {
    for row in [header.first.checked_sub(1), Some(header.first)].into_iter().flatten() {
        let Some(captions) = grid.row(row) else { continue };
        for caption in &captions.cells {
            let right = grid.right_edge(row, caption.column);
            let theirs = caption.header().filter(|s| s.role == Role::Reviewer && s.strength >= THEIRS);
            // A banner over the whole table is a title or an instruction.
            let banner = header.cells.keys().next().is_some_and(|first| caption.column <= *first);
            let over_itself = row == header.last && header.first == header.last;
            if right == caption.column || over_itself || banner || caption.sign().words > CAPTION_WORDS {
                continue;
            }
            let folded = fold(&caption.text);
            let words = tokens(&folded);
            let named = words.iter().any(|t| CUSTOMER_PARTY.contains(t))
                && !VendorField::names_company(&caption.text);
            let Some(strength) = theirs.map(|s| s.strength).or(named.then_some(THEIRS)) else { continue };
            for (_, cell) in header.cells.range_mut(caption.column..=right) {
                cell.sign = Some(HeaderSign { role: Role::Reviewer, strength });
            }
        }
    }
}

/// A row below with the parts of a merged group ("Vendor A" over "Yes / No" and "Comments").
fn take_parts_below(grid: &Grid, header: &mut Header) {
    let Some(below) = grid.row(header.last + 1) else { return };
    if below.cells.iter().any(|c| c.sign().words > 6) {
        return;
    }
    let under_group = |column: u32| {
        header.cells.keys().any(|group| {
            let right = grid.right_edge(header.last, *group);
            right > *group && (*group..=right).contains(&column)
        })
    };
    let parts = read(grid, below);
    let over_box = |column: u32| {
        let first = grid.rows.get(grid.position(below.row + 1));
        first.and_then(|row| row.cell(column)).is_some_and(|cell| is_box(&cell.text))
    };
    let tells = |column: &u32, cell: &HeaderCell| {
        cell.sign.is_some() || parts.ticks.contains(column) || over_box(*column)
    };
    let named = parts.cells.iter().filter(|(c, cell)| under_group(**c) && tells(c, cell)).count();
    if named >= 1 && parts.cells.keys().all(|c| under_group(*c)) {
        for (column, cell) in &parts.cells {
            if tells(column, cell) {
                header.cells.insert(*column, cell.clone());
            }
        }
        header.ticks = parts.ticks;
        header.last = below.row;
    }
}
