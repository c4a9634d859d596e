//! Reads one sheet: headers, the tables below them, the questions row by row, and the general information above.

use std::collections::BTreeSet;

use crate::workbook::{CellRef, Choices};

use super::super::general::{heads_general, is_general};
use super::super::placeholder::{is_default_score, lists_choices};
use super::super::question::{Block, Column, Kind, Question};
use super::super::text_signs::{REQUESTED, is_id, is_sentence, is_verdict, question_likeness, word_count};
use super::candidates::{self, Header, HeaderCell};
use super::closing;
use super::columns::{self, Forced, Layout, Table};
use super::grid::{Grid, GridRow};
use super::header_words::Role;
use super::marks::Marks;
use super::options;
use super::pairs;
use super::preface;
use super::questions::{add_option_boxes, add_ticks, fill_state, question, texts_bear_ids};
use super::rows::{self, RowKind, Usual, judge};
use super::signs::Signs;

/// A value that stands in this share of the answer cells, from this many rows on, is the form's default.
const UNIFORM: f32 = 0.95;
const UNIFORM_ROWS: usize = 5;
/// Share of the rows under "General information" that must be known labels before the other short ones follow.
const GENERAL_SHARE: f32 = 0.3;
/// Longest such label.
const GENERAL_WORDS: usize = 10;
/// Fewest answer cells with the same list of choices, and their share, that make it a stub.
const LISTED_LEAST: usize = 3;
const LISTED_SHARE: f32 = 0.6;
/// Fewest boxes below questions, and their share, that make them the places for the answers.
const BOXES_LEAST: usize = 3;
const BOXES_SHARE: f32 = 0.6;
/// Longest heading over a table.
const HEADING_WORDS: usize = 12;

/// A table of the sheet with its columns and questions.
pub(crate) struct Reading {
    pub(crate) layout: Layout,
    pub(crate) block: Block,
    pub(crate) questions: Vec<Question>,
    /// How surely a header names the question and the answer column.
    pub(crate) question_header: f32,
    pub(crate) answer_header: f32,
    /// Headers of other kinds of tables.
    pub(crate) foreign: usize,
    pub(crate) headed: bool,
    /// Rows below the header that show a text.
    pub(crate) rows: usize,
}

/// All tables of the sheet. `header_row` and `forced` are what a person said.
pub(crate) fn read(grid: &Grid, header_row: Option<u32>, forced: Forced) -> Vec<Reading> {
    let headers = match header_row {
        Some(row) => grid.row(row).map(|r| candidates::read(grid, r)).into_iter().collect(),
        None => candidates::headers(grid),
    };
    let mut readings = tables(grid, &headers, forced);
    // A header that surely is one over no questions is an empty form; anything else may be a list without a header.
    let sure = headers
        .iter()
        .any(|h| h.column(Role::Question, 0.9).is_some() && h.column(Role::Answer, 0.6).is_some());
    if !sure && readings.iter().all(|r| r.questions.is_empty()) {
        readings = tables(grid, &[], forced);
    }
    readings
}

fn tables(grid: &Grid, headers: &[Header], forced: Forced) -> Vec<Reading> {
    let end = grid.rows.last().map_or(0, |r| r.row + 1);
    let span = |at: usize| {
        let from = headers[at].last + 1;
        let to = headers.get(at + 1).map_or(end, |h| h.first);
        grid.rows[grid.position(from)..grid.position(to)].iter().map(|r| r.row).collect::<Vec<u32>>()
    };
    let mut parts: Vec<Part> = Vec::new();
    if headers.is_empty() {
        let rows: Vec<u32> = grid.rows.iter().map(|r| r.row).collect();
        let signs = Signs::take(grid, &rows);
        if let Some(layout) = columns::layout(&Table::new(grid, &[], &signs), forced) {
            let usual = Usual::of(grid, &layout, &rows, false);
            parts.push(Part { header: None, rows, layout, usual, heading: Heading::default() });
        }
    }
    for cluster in columns::clusters(headers) {
        let rows: Vec<u32> = cluster.iter().flat_map(|at| span(*at)).collect();
        let signs = Signs::take(grid, &rows);
        let over: Vec<&Header> = cluster.iter().map(|at| &headers[*at]).collect();
        let table = Table::new(grid, &over, &signs);
        let Some(layout) = columns::layout(&table, forced) else { continue };
        let heading = Heading {
            question: table.header(layout.question, Role::Question),
            answer: layout.answer.map_or(0.0, |a| table.header(a, Role::Answer)),
            foreign: table.foreign(),
            section_captions: table.section_captions(),
        };
        let usual = Usual::of(grid, &layout, &rows, heading.question >= 0.6);
        for at in &cluster {
            parts.push(Part {
                header: Some(&headers[*at]),
                rows: span(*at),
                layout: layout.clone(),
                usual: usual.clone(),
                heading: heading.clone(),
            });
        }
    }
    parts.sort_by_key(|part| part.header.map_or(0, |h| h.first));
    assemble(grid, parts)
}

/// One header, or none, and the rows down to the next.
struct Part<'a> {
    header: Option<&'a Header>,
    rows: Vec<u32>,
    layout: Layout,
    usual: Usual,
    heading: Heading,
}

/// What the headers of a table say together.
#[derive(Clone, Default)]
struct Heading {
    question: f32,
    answer: f32,
    foreign: usize,
    section_captions: BTreeSet<u32>,
}

fn assemble(grid: &Grid, parts: Vec<Part>) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    let starts: BTreeSet<u32> = parts.iter().filter_map(|p| p.header.map(|h| h.first)).collect();
    let mut section: Option<String> = None;
    let mut before = 0u32;
    let repeated = headings_repeat(grid, &parts);
    let titles_end = titles_end(grid);
    for Part { header, rows, layout, usual, heading } in parts {
        let caption = |column: u32| Column {
            index: column,
            header: header
                .and_then(|h| h.cells.get(&column))
                .map(|c| c.text.split_whitespace().collect::<Vec<_>>().join(" "))
                .unwrap_or_default(),
        };
        let mut questions = Vec::new();
        if let Some(header) = header {
            if readings.is_empty() || header.first > before {
                let above = &grid.rows[grid.position(before)..grid.position(header.first)];
                let above: Vec<u32> = above.iter().map(|r| r.row).collect();
                questions = preface::read(grid, &layout, &above, readings.is_empty());
                if let Some(name) =
                    last_heading(grid, &above, &layout, if repeated { None } else { Some(titles_end) })
                {
                    section = Some(name);
                }
            }
            if let Some(name) = section_in_header(header, &layout, &heading) {
                section = Some(name);
            }
            before = header.last + 1;
        }
        let texts_bear_ids = texts_bear_ids(grid, &layout, &rows);
        let mut carried: Option<String> = None;
        let closing = closing::from(grid, &layout, &rows);
        let to_mark = layout.answer.is_some_and(|a| options::asks_for_mark(&caption(a).header));
        let boxes_known = !layout.ticks.is_empty() || layout.options.is_some();
        let options = if boxes_known { Vec::new() } else { options::groups(grid, &layout, &rows, to_mark) };
        let marks = header.and_then(Marks::under);
        let option_of = |nth: usize| {
            let before = options.partition_point(|group| group.question <= nth);
            options[..before].last().filter(|group| nth <= group.last)
        };
        let kind_of = |(nth, row): (usize, &u32)| {
            // A text alone right above the next header names what comes, also where it begins with a number.
            let alone = grid.row(*row).filter(|r| r.cells.len() == 1 && !r.cells[0].sign().asked);
            let heads = starts.contains(&(*row + 1)) && !rows::has_dropdown(grid, &layout, *row);
            match (alone, option_of(nth)) {
                (Some(only), _) if heads => RowKind::Section(only.cells[0].text.clone()),
                (_, Some(group)) if group.question == nth => RowKind::Question,
                (_, Some(_)) => RowKind::Skip,
                _ if layout.options.is_some() && grid.cell(*row, layout.question).is_none() => RowKind::Skip,
                _ => judge(grid, &layout, &usual, *row),
            }
        };
        let kinds: Vec<RowKind> = rows.iter().enumerate().take(closing).map(kind_of).collect();
        // The last question that another section follows.
        let last_section = kinds.iter().rposition(|kind| matches!(kind, RowKind::Section(_)));
        let followed =
            last_section.and_then(|last| kinds[..last].iter().rposition(|kind| *kind == RowKind::Question));
        for (nth, (row, kind)) in rows.iter().zip(kinds).enumerate() {
            if let Some(column) = layout.section {
                let text = grid.shown(*row, column);
                if !text.is_empty() {
                    carried = Some(one_line(text));
                }
            }
            match kind {
                RowKind::Question => {
                    let named = carried.clone().or_else(|| section.clone());
                    let mut found = question(grid, &layout, *row, named, texts_bear_ids);
                    if let Some(header) = header {
                        add_ticks(grid, header, &layout, &mut found);
                    }
                    add_option_boxes(grid, &layout, &mut found);
                    found.mandatory =
                        found.mandatory.or_else(|| marks.and_then(|marks| marks.of(grid, *row)));
                    if option_of(nth).is_some() {
                        offer_nothing(&mut found);
                    }
                    questions.push(found);
                }
                RowKind::Section(name) => {
                    let title = header.is_none() && questions.is_empty() && *row <= titles_end;
                    if !title || followed.is_some_and(|question| question > nth) {
                        section = Some(one_line(&name));
                    }
                }
                RowKind::Skip => {}
            }
            before = row + 1;
        }
        let reading_block = Block {
            header_rows: header.map_or_else(Vec::new, |h| (h.first..=h.last).collect()),
            first_row: questions.first().map_or(rows.first().copied().unwrap_or(0), |q| q.cell.row),
            last_row: questions.last().map_or(rows.last().copied().unwrap_or(0), |q| q.cell.row),
            question_column: caption(layout.question),
            answer_column: layout.answer.map(caption),
            second_answer_column: layout.second.map(caption),
            comment_column: layout.comment.map(caption),
            id_column: layout.id.map(caption),
            section_column: layout.section.map(caption),
            other_answer_columns: layout.others.clone(),
            // Known once every cell for an answer is.
            append_column: 0,
            reasons: layout.reasons.clone(),
        };
        readings.push(Reading {
            question_header: heading.question,
            answer_header: heading.answer,
            foreign: heading.foreign,
            headed: header.is_some(),
            rows: rows.len(),
            block: reading_block,
            questions,
            layout,
        });
    }
    for reading in &mut readings {
        take_boxes_below(grid, reading);
        fold_options(reading);
        settle_general(&mut reading.questions);
    }
    if let Some(last) = readings.last_mut()
        && let Some(question) = last.questions.last()
    {
        let below = &grid.rows[grid.position(question.cell.row + 1)..];
        let below: Vec<u32> = below.iter().map(|r| r.row).collect();
        last.questions.extend(pairs::below(grid, &below));
    }
    clear_defaults(&mut readings, grid);
    clear_lists(&mut readings, grid);
    readings
}

/// The section's name in a header: what stands over the questions or their ids without naming the column, or what
/// stands left of the answers and differs from header to header.
fn section_in_header(header: &Header, layout: &Layout, heading: &Heading) -> Option<String> {
    let limit = layout.answer.map_or(layout.question, |a| a.saturating_sub(1).min(layout.question));
    let mut cells = header.cells.range(..=limit).filter(|(_, cell)| !is_id(&cell.text));
    let names = |column: u32, cell: &HeaderCell| {
        let over_texts = column == layout.question || Some(column) == layout.id;
        heading.section_captions.contains(&column) || (cell.sign.is_none() && over_texts)
    };
    cells.find(|(column, cell)| names(**column, cell)).map(|(_, cell)| one_line(&cell.text))
}

/// Whether a table below the first has a heading of its own: then the text over the first is one too.
fn headings_repeat(grid: &Grid, parts: &[Part]) -> bool {
    parts.iter().skip(1).any(|part| {
        let over = part.header.and_then(|h| h.first.checked_sub(1)).and_then(|row| grid.row(row));
        over.is_some_and(|row| heading_of(row, &part.layout).is_some())
    })
}

/// The last heading of the rows between two tables. The block of titles at the top of a sheet heads nothing, unless
/// headings over the other tables show that it does.
fn last_heading(grid: &Grid, above: &[u32], layout: &Layout, titles_end: Option<u32>) -> Option<String> {
    let row = grid.row(*above.last()?)?;
    heading_of(row, layout).filter(|_| titles_end.is_none_or(|end| row.row > end))
}

fn heading_of(row: &GridRow, layout: &Layout) -> Option<String> {
    let [only] = row.cells.as_slice() else { return None };
    let name = &only.text;
    // "Date" above a table is the last label of the general information.
    let label = is_general(name) && !heads_general(name);
    let names = word_count(name) <= HEADING_WORDS && !is_verdict(name) && !is_sentence(name) && !label;
    (names && only.column <= layout.question + 1).then(|| one_line(name))
}

/// The last row that nothing but texts that stand alone, without a gap, part from the top of the sheet.
fn titles_end(grid: &Grid) -> u32 {
    let joined = |pair: &&[GridRow]| pair[0].row + 1 == pair[1].row && pair[0].cells.len() == 1;
    let last = grid.rows.windows(2).take_while(joined).last().map(|pair| pair[1].row);
    last.or_else(|| grid.rows.first().map(|first| first.row)).unwrap_or(0)
}

/// In a list without an answer column: the empty box right below each question takes its answer.
fn take_boxes_below(grid: &Grid, reading: &mut Reading) {
    let layout = &reading.layout;
    if reading.headed || layout.answer.is_some() || !layout.ticks.is_empty() || layout.options.is_some() {
        return;
    }
    let sheet = grid.sheet;
    let below = |question: &Question| {
        let last = sheet.merge_at(question.cell).map_or(question.cell.row, |merge| merge.last.row);
        let at = CellRef::new(last + 1, question.cell.column);
        let drawn = sheet.border(at) > 0 || sheet.merge_at(at).is_some_and(|merge| merge.first == at);
        let open = sheet.protected() && !sheet.locked(at);
        (grid.row(at.row).is_none() && (drawn || open) && sheet.anchor(at) == at).then_some(at)
    };
    let asked = reading.questions.iter().filter(|q| q.kind == Kind::Question && q.answer.is_none());
    let (all, boxed) = asked.fold((0usize, 0usize), |(all, boxed), question| {
        (all + 1, boxed + usize::from(below(question).is_some()))
    });
    if boxed < BOXES_LEAST || (boxed as f32) < BOXES_SHARE * all as f32 {
        return;
    }
    for question in reading.questions.iter_mut().filter(|q| q.answer.is_none()) {
        question.answer = below(question);
        question.choices = question.answer.map_or(Choices::Free, |at| sheet.choices(at));
        fill_state(grid, question);
    }
    reading.block.reasons.push("an empty box stands below each question".to_string());
}

/// One question whose options stand in rows of their own: told once, with the options as its choices and no answer
/// cell, since each option's cell belongs to the form.
fn fold_options(reading: &mut Reading) {
    let repeated = |a: &Question, b: &Question| a.text == b.text && a.id == b.id && !a.text.is_empty();
    let pairs = reading.questions.windows(2).filter(|w| repeated(&w[0], &w[1])).count();
    if pairs * 5 < reading.questions.len() * 2 {
        return;
    }
    let mut folded: Vec<Question> = Vec::new();
    for question in reading.questions.drain(..) {
        match folded.last() {
            Some(last) if repeated(last, &question) => {}
            _ => {
                let mut question = question;
                offer_nothing(&mut question);
                folded.push(question);
            }
        }
    }
    reading.questions = folded;
    reading
        .block
        .reasons
        .push("every question is repeated, one row an option: the rows were folded".to_string());
}

/// The cells of a question whose options stand in rows of their own belong to the options.
fn offer_nothing(question: &mut Question) {
    question.answer = None;
    question.comment = None;
    question.second_answer = None;
    question.second_choices = Choices::Free;
    question.choices = Choices::Free;
    question.ticks.clear();
    question.answered = false;
    question.commented = false;
    question.placeholder = None;
    question.answer_is_formula = false;
    question.locked = false;
}

/// Short labels under a heading such as "General information" ask about the vendor where some surely do.
fn settle_general(questions: &mut [Question]) {
    let mut from = 0;
    while from < questions.len() {
        let section = questions[from].section.clone();
        let length = questions[from..].iter().take_while(|q| q.section == section).count();
        let group = &mut questions[from..from + length];
        from += length;
        if !section.as_deref().is_some_and(heads_general) {
            continue;
        }
        let known = group.iter().filter(|q| q.kind == Kind::General).count();
        if known as f32 >= GENERAL_SHARE * length as f32 {
            let label = |q: &&mut Question| {
                word_count(&q.text) <= GENERAL_WORDS
                    && question_likeness(&q.text) < REQUESTED
                    && q.choices == Choices::Free
            };
            group.iter_mut().filter(label).for_each(|q| q.kind = Kind::General);
        }
    }
}

/// The same value in every answer cell is the form's default, if it means "not done" or is a bare 0 or 1.
fn clear_defaults(readings: &mut [Reading], grid: &Grid) {
    let answered: Vec<(usize, usize, String)> = readings
        .iter()
        .enumerate()
        .flat_map(|(r, reading)| {
            reading.questions.iter().enumerate().map(move |(q, question)| (r, q, question))
        })
        .filter(|(_, _, q)| q.answered && !q.answer_is_formula && q.kind == Kind::Question)
        .filter_map(|(r, q, question)| {
            question.answer.map(|a| (r, q, grid.text(a.row, a.column).to_string()))
        })
        .collect();
    let total: usize =
        readings.iter().map(|r| r.questions.iter().filter(|q| q.answer.is_some()).count()).sum();
    let Some((_, _, value)) = answered.first() else { return };
    let same = answered.iter().filter(|(_, _, v)| v == value).count();
    let commented = readings.iter().flat_map(|r| &r.questions).any(|q| q.commented);
    let uniform = same >= UNIFORM_ROWS && same as f32 >= UNIFORM * total as f32;
    if !uniform || commented || !is_default_score(value) {
        return;
    }
    let value = value.clone();
    for (r, q, v) in answered {
        if v == value {
            let question = &mut readings[r].questions[q];
            question.answered = false;
            question.placeholder = Some(v);
        }
    }
}

/// The same list of choices in most answer cells waits for one of them to be kept.
fn clear_lists(readings: &mut [Reading], grid: &Grid) {
    // Under a caption that is no answer's they are a legend.
    for reading in readings.iter_mut().filter(|r| !r.headed || r.answer_header > 0.0) {
        let shown = |q: &Question| {
            let text = q.answer.map_or("", |a| grid.text(a.row, a.column));
            lists_choices(text).then(|| text.to_owned())
        };
        let listed: Vec<String> = reading.questions.iter().filter_map(shown).collect();
        let Some(first) = listed.first() else { continue };
        let same = listed.iter().filter(|text| *text == first).count();
        if same < LISTED_LEAST || (same as f32) < LISTED_SHARE * reading.questions.len() as f32 {
            continue;
        }
        for question in &mut reading.questions {
            if shown(question).is_some_and(|text| text == *first) {
                question.answered = false;
                question.placeholder = Some(first.clone());
            }
        }
    }
}

/// Words joined by single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
