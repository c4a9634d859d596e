//! The other columns of a table, found around its question and answer columns: ids, comments, second answers, sections,
//! columns to tick, other vendors.

use crate::workbook::{CellRef, column_name};

use super::super::text_signs::{fold, tokens};
use super::columns::{Forced, HEADER, Layout, RIGHT, SECOND_SHARE, Table};
use super::header_words::Role;
use super::signs::CellSign;
use super::vocabulary::CUSTOMER_PARTY;
use crate::text::list::{Words, words};

/// A second answer stands near the first.
const SECOND_DISTANCE: u32 = 4;
/// Least share of ids in a column that is named so, and in one that is not.
const ID_SHARE_NAMED: f32 = 0.3;
const ID_SHARE: f32 = 0.6;
/// A column that is headed as ids and shows hardly anything else needs no share: rows of options thin its ids out.
const PURE_IDS: f32 = 0.9;
const IDS_LEAST: f32 = 3.0;
/// Of two columns of ids, the one that names the question goes first.
const OF_QUESTION: f32 = 0.5;
/// What an id that several rows share counts less than one of the row's own.
const SHARED_ID: f32 = 0.6;
/// Of several columns to tick, one is marked in a row; columns fuller than this hold something else.
const FULL: f32 = 0.6;
/// What a column behind one of the customer's loses: the customer's columns stand together.
const BEHIND_CUSTOMER: f32 = 1.5;
/// A second column headed as an answer counts a little less than one headed as a comment.
const TOLD: f32 = 0.9;
/// Weak words ("Score", "Result") name the customer's columns as often.
const TOLD_LEAST: f32 = 0.5;
/// Share of empty cells of a column that waits to be filled.
const WAITING: f32 = 0.8;
/// Comments fill up with the answers; a column that is much fuller holds the customer's text.
const FULLER: f32 = 0.35;
/// Least strength of the header of a comment column.
const COMMENT_LEAST: f32 = 0.3;
/// Strength of a comment column that no header names: less than any that one does.
const UNNAMED_COMMENT: f32 = 0.35;
/// What each column of distance from the answer costs a comment column.
const COMMENT_DISTANCE: f32 = 0.12;

/// A header without what tells columns of one kind apart: "Answer 2025" and "Answer 2026", "Vendor A" and "Vendor B".
fn without_number(header: &str) -> String {
    let folded = fold(header);
    let kept: Vec<&str> = tokens(&folded)
        .into_iter()
        .filter(|t| t.chars().count() > 1 && !t.trim_start_matches("fy").chars().all(|c| c.is_ascii_digit()))
        .collect();
    kept.join(" ")
}

/// The year in a header: "Answer 2025", "FY26".
fn year(header: &str) -> Option<u32> {
    let folded = fold(header);
    tokens(&folded).into_iter().find_map(|token| {
        let digits = token.strip_prefix("fy").unwrap_or(token);
        match (digits.len(), digits.parse::<u32>()) {
            (4, Ok(year)) if (1990..2100).contains(&year) => Some(year),
            (2, Ok(year)) if digits != token => Some(2000 + year),
            _ => None,
        }
    })
}

/// Whether a header speaks of the question itself: "Question ID", "Fråga nr".
fn names_question(header: &str) -> bool {
    static WORDS: Words = words![
        "question",
        "fraga",
        "sporgsmal",
        "sporsmal",
        "frage",
        "pregunta",
        "pergunta",
        "pytanie",
        "vraag",
        "q",
    ];
    tokens(&fold(header)).iter().any(|t| WORDS.contains(t))
}

impl Table<'_> {
    /// Finds the other columns around the question and the answer.
    pub(super) fn around(&self, question: u32, answer: Option<u32>, forced: Forced) -> Layout {
        let signs = self.signs;
        let rows: Vec<usize> = signs.rows_where(question, |s| s.text);
        let mut layout = Layout { question, answer, ..Layout::default() };
        layout.assessable = (0..signs.width()).find(|c| self.header(*c, Role::Assessable) > 0.6);
        layout.id = forced.id.or_else(|| self.id_column(&rows, question, answer));
        layout.others = self.other_answers(&rows, question, answer);
        if forced.answer.is_none() {
            self.prefer_open_answer(&rows, &mut layout);
        }
        layout.mirrored = self.mirrored(&rows);
        layout.waiting = (0..signs.width())
            .filter(|c| *c != question && !self.header_text(*c).is_empty())
            .filter(|c| signs.share(&rows, *c, |s| !s.text && !s.covered && !s.formula) >= WAITING)
            .count();
        if layout.answer.is_none() {
            layout.ticks =
                self.headers.iter().map(|h| h.ticks.clone()).max_by_key(Vec::len).unwrap_or_default();
            let boxes = self.box_columns();
            if layout.ticks.len() < boxes.len() && boxes.len() >= 2 {
                layout.ticks = boxes;
            }
            if self.shows_figures(&rows, &layout.ticks) {
                layout.ticks.clear();
            }
        }
        layout.comment = forced.comment.or_else(|| self.comment_column(&rows, &layout));
        if layout.answer.is_none() && layout.ticks.is_empty() && forced.comment.is_none() {
            self.promote_comment(&rows, &mut layout);
        }
        layout.second = self.second_column(&rows, &layout);
        layout.section = forced.section.or_else(|| self.section_column(&rows, &layout));
        layout.reasons = self.reasons(&rows, &layout, forced);
        layout
    }

    fn id_column(&self, rows: &[usize], question: u32, answer: Option<u32>) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        for column in (0..self.signs.width()).filter(|c| *c != question && Some(*c) != answer) {
            let (filled, ids, merged) = self.shown_ids(rows, column);
            let named = self.header(column, Role::Id);
            let other = self.other_header(column, &[Role::Id]);
            let pure = named > 0.6
                && ids > 0.0
                && ids >= PURE_IDS * filled
                && self.signs.share(rows, column, |s| s.id) * rows.len() as f32 >= IDS_LEAST;
            let least = match named {
                _ if pure => 0.0,
                named if named > 0.0 => ID_SHARE_NAMED,
                _ => ID_SHARE,
            };
            let (ids, filled) = (if named > 0.6 { filled } else { ids }, filled.max(0.01));
            if ids < least || self.signs.share(rows, column, |s| s.dropdown) > 0.3 {
                continue;
            }
            let distinct = self.signs.distinct(self.grid, rows, column);
            // "Clause" or "Requirement" over 5.1, 5.2, … is a column of ids all the same.
            let over = self.header(column, Role::Section).max(self.header(column, Role::Question));
            let numbered = ids >= PURE_IDS && distinct >= PURE_IDS && other <= over;
            if named == 0.0 && ((other > 0.5 && !numbered) || distinct < 0.5 || column > question) {
                continue;
            }
            let left = if column < question { 0.6 } else { 0.0 };
            let own = if named > 0.0 && names_question(self.header_text(column)) { OF_QUESTION } else { 0.0 };
            let score = 2.0 * named + own + ids / filled + ids + distinct + left
                - other
                - SHARED_ID * merged
                - 0.05 * column as f32;
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, column));
            }
        }
        best.map(|(_, column)| column)
    }

    /// Shares of the rows that show a text in the column, that show an id, and that show it by a merge with rows above:
    /// an id of a group of questions stands once and belongs to all of them.
    fn shown_ids(&self, rows: &[usize], column: u32) -> (f32, f32, f32) {
        let (mut filled, mut ids, mut merged) = (0usize, 0usize, 0usize);
        for nth in rows {
            let sign = self.signs.at(*nth, column);
            let row = self.signs.rows[*nth];
            let above = sign.covered.then(|| self.grid.sheet.anchor(CellRef::new(row, column)));
            let id = match above.filter(|a| a.column == column) {
                Some(above) => {
                    let shown = self.grid.sign(above.row, column);
                    merged += usize::from(shown.id);
                    filled += usize::from(shown.words > 0);
                    shown.id
                }
                None => {
                    filled += usize::from(sign.text);
                    sign.text && sign.id
                }
            };
            ids += usize::from(id);
        }
        let share = |n: usize| n as f32 / rows.len().max(1) as f32;
        (share(filled), share(ids), share(merged))
    }

    /// Columns that are headed as answers too and stand in a table of their own right: other vendors, other years.
    fn other_answers(&self, rows: &[usize], question: u32, answer: Option<u32>) -> Vec<u32> {
        let Some(answer) = answer else { return Vec::new() };
        let header = without_number(self.header_text(answer));
        if header.is_empty() {
            return Vec::new();
        }
        let same = |c: &u32| {
            *c != answer
                && *c != question
                && self.header(*c, Role::Answer) > 0.6
                && without_number(self.header_text(*c)) == header
                && self.signs.share(rows, *c, |s| s.formula) < 0.5
        };
        (0..self.signs.width()).filter(same).collect()
    }

    /// Of several vendors' columns, an open one: what others answered is not ours to change.
    fn prefer_open_answer(&self, rows: &[usize], layout: &mut Layout) {
        let Some(answer) = layout.answer else { return };
        // Of several years the last is asked for, be the others full of gaps.
        let years: Vec<(u32, u32)> = std::iter::once(answer)
            .chain(layout.others.iter().copied())
            .filter_map(|column| year(self.header_text(column)).map(|year| (year, column)))
            .collect();
        if years.len() == layout.others.len() + 1
            && let Some((_, latest)) = years.iter().max()
        {
            layout.answer = Some(*latest);
            layout.others = years.iter().map(|(_, column)| *column).filter(|c| c != latest).collect();
            return;
        }
        let filled = |c: u32| self.signs.share(rows, c, |s| s.text);
        if layout.others.is_empty() || filled(answer) < 0.8 {
            return;
        }
        if let Some(open) = layout.others.iter().copied().find(|c| filled(*c) < 0.2) {
            layout.others.retain(|c| *c != open);
            layout.others.push(answer);
            layout.others.sort_unstable();
            layout.answer = Some(open);
        }
    }

    /// The share of formulas in the fullest column that is headed as answers.
    fn mirrored(&self, rows: &[usize]) -> f32 {
        (0..self.signs.width())
            .filter(|c| self.header(*c, Role::Answer) > 0.6)
            .map(|c| self.signs.share(rows, c, |s| s.formula))
            .fold(0.0, f32::max)
    }

    /// Whether columns headed "Yes", "No", "N/A" count answers instead of taking a tick: all are full, or formulas.
    fn shows_figures(&self, rows: &[usize], columns: &[u32]) -> bool {
        let full = |c: &u32| self.signs.share(rows, *c, |s| s.text) > FULL;
        let computed = |c: &u32| self.signs.share(rows, *c, |s| s.formula) > FULL / 2.0;
        !columns.is_empty() && (columns.iter().all(full) || columns.iter().any(computed))
    }

    fn comment_column(&self, rows: &[usize], layout: &Layout) -> Option<u32> {
        let answered = layout.answer.map_or(0.0, |a| self.signs.share(rows, a, |s| s.text));
        let anchor = layout.answer.or(layout.ticks.last().copied()).unwrap_or(layout.question);
        let next_vendor = layout.others.iter().copied().filter(|c| *c > anchor).min();
        let mut best: Option<(f32, u32)> = None;
        for column in 0..self.signs.width() {
            let taken = [Some(layout.question), layout.answer, layout.id].contains(&Some(column));
            let told = self.told_answer(rows, layout, column);
            let named =
                self.header(column, Role::Comment).max(self.unnamed_comment(rows, layout, column)).max(told);
            let roles: &[Role] = if told > 0.0 {
                &[Role::Comment, Role::Question, Role::Answer]
            } else {
                &[Role::Comment, Role::Question]
            };
            if taken
                || named < COMMENT_LEAST
                || self.signs.share(rows, column, |s| s.dropdown) >= SECOND_SHARE
                || self.other_header(column, roles) > named
            {
                continue;
            }
            let beyond =
                next_vendor.is_some_and(|v| column > v) || (!layout.others.is_empty() && column < anchor);
            let filled = self.signs.share(rows, column, |s| s.text);
            let formulas = self.signs.share(rows, column, |s| s.formula);
            if beyond || filled > answered + FULLER || formulas > 0.5 {
                continue;
            }
            let right = if column > anchor { RIGHT } else { 0.0 };
            let score = HEADER * named + right
                - COMMENT_DISTANCE * column.abs_diff(anchor) as f32
                - if (anchor + 1..column).any(|c| self.is_customers(c)) { BEHIND_CUSTOMER } else { 0.0 }
                - self.signs.share(rows, column, |s| s.dropdown);
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, column));
            }
        }
        best.map(|(_, column)| column)
    }

    /// A free text headed as an answer right beside answers that are picked from a list: the explanation.
    fn told_answer(&self, rows: &[usize], layout: &Layout, column: u32) -> f32 {
        let Some(answer) = layout.answer else { return 0.0 };
        let listed = self.signs.share(rows, answer, |s| s.dropdown) >= SECOND_SHARE;
        let empty = self.signs.share(rows, column, |s| !s.text && !s.covered && !s.dropdown && !s.formula);
        let named = self.header(column, Role::Answer);
        let beside = column.abs_diff(answer) == 1 && !layout.others.contains(&column);
        if !listed || !beside || empty < WAITING || named < TOLD_LEAST {
            return 0.0;
        }
        TOLD * named
    }

    /// Whether the header says that the column is the customer's.
    fn is_customers(&self, column: u32) -> bool {
        tokens(&fold(self.header_text(column))).iter().any(|t| CUSTOMER_PARTY.contains(t))
    }

    /// How much a column without a comment header looks like one for comments: empty cells near the answers that are
    /// unlocked or stand under "Description".
    fn unnamed_comment(&self, rows: &[usize], layout: &Layout, column: u32) -> f32 {
        let ticked =
            layout.ticks.last().is_some_and(|t| column == t + 1 && !self.header_text(column).is_empty());
        let near = layout.answer.is_some_and(|a| column.abs_diff(a) <= 2) || ticked;
        let empty = self.signs.share(rows, column, |s| !s.text && !s.covered && !s.dropdown && !s.formula);
        if !near || empty < 0.8 || self.header(column, Role::Answer) > 0.0 {
            return 0.0;
        }
        let open =
            self.signs.share(rows, column, |s| s.open) - self.signs.share(rows, layout.question, |s| s.open);
        let described = self.header(column, Role::Question);
        if open > 0.5 || ticked || (0.01..0.6).contains(&described) { UNNAMED_COMMENT } else { 0.0 }
    }

    /// "Question | Comments" and nothing else: the answer can only go there.
    fn promote_comment(&self, rows: &[usize], layout: &mut Layout) {
        let Some(comment) = layout.comment else { return };
        let empty = self.signs.share(rows, comment, |s| !s.text && !s.covered);
        if empty > 0.6 && self.header(comment, Role::Comment) > 0.6 {
            layout.answer = layout.comment.take();
        }
    }

    fn second_column(&self, rows: &[usize], layout: &Layout) -> Option<u32> {
        let answer = layout.answer?;
        let header = without_number(self.header_text(answer));
        let taken = [Some(layout.question), layout.answer, layout.comment, layout.id];
        let candidates = (0..self.signs.width()).filter(|c| {
            !taken.contains(&Some(*c))
                && !layout.others.contains(c)
                && c.abs_diff(answer) <= SECOND_DISTANCE
                && (header.is_empty() || without_number(self.header_text(*c)) != header)
        });
        let listed = |c: u32| self.signs.share(rows, c, |s| s.dropdown);
        candidates
            .filter(|c| {
                let other =
                    self.other_header(*c, &[Role::Answer, Role::Question, Role::Section, Role::Comment]);
                listed(*c) >= SECOND_SHARE && other < 0.5 && self.signs.share(rows, *c, |s| s.formula) < 0.3
            })
            .min_by_key(|c| (*c < answer, c.abs_diff(answer)))
    }

    fn section_column(&self, rows: &[usize], layout: &Layout) -> Option<u32> {
        let taken = [Some(layout.question), layout.answer, layout.comment, layout.id, layout.second];
        let mut best: Option<(f32, u32)> = None;
        for column in (0..self.signs.width()).filter(|c| !taken.contains(&Some(*c))) {
            let named = self.header(column, Role::Section);
            let filled = self.signs.share(rows, column, |s| s.text);
            if filled == 0.0 || self.signs.share(rows, column, |s| s.dropdown) > 0.3 {
                continue;
            }
            let distinct = self.signs.distinct(self.grid, rows, column) * filled;
            let short = self.signs.mean(rows, column, |s| f32::from(s.words)) <= 10.0;
            let ids = self.signs.share(rows, column, |s| s.id) / filled;
            let unnamed = named == 0.0
                && (column > layout.question
                    || distinct > 0.5
                    || ids > 0.5
                    || self.other_header(column, &[Role::Section, Role::Question]) > 0.4);
            if unnamed || !short || distinct > 0.8 {
                continue;
            }
            let score = 2.0 * named - distinct - 0.01 * column as f32 - ids;
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, column));
            }
        }
        best.map(|(_, column)| column)
    }

    /// The signs that led here, in words.
    fn reasons(&self, rows: &[usize], layout: &Layout, forced: Forced) -> Vec<String> {
        let mut reasons = Vec::new();
        let percent = |share: f32| (share * 100.0).round() as u32;
        let mut say = |what: &str, column: u32, named: bool, signs: Vec<(u32, &str)>| {
            let mut parts = Vec::new();
            if named {
                parts.push("named by the user".to_string());
            }
            let header = self.header_text(column);
            if !header.is_empty() {
                parts.push(format!("header \"{header}\""));
            }
            parts.extend(
                signs.iter().filter(|(p, _)| *p >= 10).map(|(p, sign)| format!("{sign} in {p} % of rows")),
            );
            reasons.push(format!("{what} in column {}: {}", column_name(column), parts.join(", ")));
        };
        let share = |c: u32, test: fn(CellSign) -> bool| percent(self.signs.share(rows, c, test));
        let q = layout.question;
        say(
            "questions",
            q,
            forced.question.is_some(),
            vec![
                (share(q, |s| s.asked), "question marks"),
                (share(q, |s| s.likeness > 0.5), "texts that ask"),
            ],
        );
        if let Some(a) = layout.answer {
            let signs = vec![
                (share(a, |s| s.dropdown), "dropdowns"),
                (share(a, |s| s.open), "unlocked cells"),
                (share(a, |s| s.text && s.verdict), "yes/no answers"),
                (share(a, |s| !s.text), "empty cells"),
            ];
            say("answers", a, forced.answer.is_some(), signs);
        }
        if let Some(first) = layout.ticks.first() {
            say("one column to tick, from", *first, false, Vec::new());
        }
        if let Some(second) = layout.second {
            say("second answers", second, false, vec![(share(second, |s| s.dropdown), "dropdowns")]);
        }
        if let Some(c) = layout.comment {
            say("comments", c, forced.comment.is_some(), vec![(share(c, |s| !s.text), "empty cells")]);
        }
        if let Some(id) = layout.id {
            say("ids", id, forced.id.is_some(), vec![(share(id, |s| s.id), "ids")]);
        }
        if let Some(section) = layout.section {
            say("sections", section, forced.section.is_some(), Vec::new());
        }
        reasons
    }
}
