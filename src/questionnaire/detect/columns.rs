//! Which column is which: every pair of a question column and an answer column is weighed by what its header says and
//! by what stands below; the best pair wins, and the other columns are found around it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::text_signs::{fold, tokens};
use super::candidates::{Header, HeaderCell};
use super::grid::Grid;
use super::header_words::Role;
use super::signs::Signs;
use super::vocabulary::CUSTOMER_PARTY;

/// An exact header is worth as much as a column full of questions: either alone must be able to win.
pub(super) const HEADER: f32 = 3.0;
/// A column whose texts all ask.
const LIKENESS: f32 = 3.0;
/// Statements never end with a question mark, so one asked text in four already tells the questions from their criteria.
const ASKED_SOME: f32 = 1.5;
const SOME: f32 = 0.25;
/// Questions are longer than captions; saturates at [`LONG_TEXT`] words.
const LENGTH: f32 = 1.0;
const LONG_TEXT: f32 = 8.0;
/// A question column has a text in every row.
const FILLED: f32 = 1.5;
/// Questions differ from row to row, section names and levels do not.
const DISTINCT: f32 = 1.0;
/// A text that is repeated in nearly every row asks nothing, however long it is.
const REPEATED: f32 = 3.0;
const REPEATED_ROWS: usize = 5;
const SAME_AGAIN: f32 = 0.2;
/// A header that names another role speaks against it, a little less than the right header speaks for it …
const OTHER_HEADER: f32 = 2.0;
/// … and a good deal more where it names what stands beside questions and asks as they do: guidance, samples.
const BESIDE_HEADER: f32 = 3.5;
/// Ids, links and dropdowns are no questions.
const NOT_A_QUESTION: f32 = 2.5;
/// Ties go to the left.
const LEFT_FIRST: f32 = 0.02;

/// A dropdown beside every question is the best sign of an answer column there is.
const DROPDOWN: f32 = 3.0;
/// So is a cell that alone is unlocked on a protected sheet, but comments and second answers are unlocked too.
const UNLOCKED: f32 = 2.0;
/// Answers already given: "Yes", "No", "N/A".
const VERDICTS: f32 = 1.8;
/// Empty beside every question.
const EMPTY: f32 = 0.8;
/// Empty and drawn as a box.
const FRAMED: f32 = 0.5;
/// A box or the choices in every cell: nearly as good as a dropdown. The least share of them that counts.
const STUBS: f32 = 1.8;
const STUBS_LEAST: f32 = 0.4;
/// Share of empty boxes that makes a column without a header one for answers.
const BOXES: f32 = 0.6;
/// Answers mostly stand right of the question …
pub(super) const RIGHT: f32 = 0.5;
/// … and mostly next to it.
const ADJACENT: f32 = 0.3;
/// A header of no known word over empty cells: the vendor's own name.
const UNKNOWN_HEADER: f32 = 0.6;
/// A column of formulas shows answers, it takes none.
const FORMULAS: f32 = 5.0;
/// A header of another role outweighs a dropdown: "Priority" has one too.
const NOT_AN_ANSWER: f32 = 4.5;
/// Least weight of an answer column: an exact header alone, a dropdown alone, or an unknown header over empty boxes.
const ANSWER_LEAST: f32 = 1.9;
/// Boxes to fill beside every question outweigh a header of these roles ("Check"), and a weak one of any other.
const AROUND_ANSWERS: [Role; 3] = [Role::Answer, Role::Question, Role::Comment];
const STUBS_BEAT: f32 = 0.4;
/// Strength of a header that names the answers beyond doubt.
const SURE_ANSWER: f32 = 0.7;
/// Texts in the row of a question, beside the box, where its options stand in rows of their own.
const FULLER_ROW: usize = 2;
/// Share of the boxes that have an option beside them.
const OPTION_ROWS: f32 = 0.9;
/// Share of type codes that makes a column tell the kind of the answers instead of holding them.
const TYPE_CODES: f32 = 0.6;
/// Share of the rows that must carry a dropdown before only those rows are taken for questions.
const DROPDOWN_ROWS: f32 = 0.2;
/// Least weight of a question column: below it stands neither a header nor anything that asks.
const QUESTION_LEAST: f32 = 2.6;
/// Least share of dropdowns of a second answer column.
pub(super) const SECOND_SHARE: f32 = 0.5;

/// The columns of a table and why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) question: u32,
    pub(crate) answer: Option<u32>,
    pub(crate) second: Option<u32>,
    pub(crate) comment: Option<u32>,
    pub(crate) id: Option<u32>,
    pub(crate) section: Option<u32>,
    pub(crate) assessable: Option<u32>,
    /// Columns of which one is ticked.
    pub(crate) ticks: Vec<u32>,
    /// Columns of the options and of the boxes beside them, where each option has a row of its own.
    pub(crate) options: Option<(u32, u32)>,
    /// Answer columns of other parties under the same header.
    pub(crate) others: Vec<u32>,
    pub(crate) reasons: Vec<String>,
    /// Share of formulas in a column headed as answers: a report of answers.
    pub(crate) mirrored: f32,
    /// Captioned columns that stand empty, or hold only boxes, beside the questions.
    pub(crate) waiting: usize,
}

/// Columns that a person named.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Forced {
    pub(crate) question: Option<u32>,
    pub(crate) answer: Option<u32>,
    pub(crate) comment: Option<u32>,
    pub(crate) id: Option<u32>,
    pub(crate) section: Option<u32>,
}

/// Headers and rows of one table, be it in several pieces.
pub(crate) struct Table<'a> {
    pub(super) grid: &'a Grid<'a>,
    pub(super) headers: &'a [&'a Header],
    pub(super) signs: &'a Signs,
    captions: BTreeMap<u32, Caption>,
}

/// What all headers together say of a column.
#[derive(Default)]
struct Caption {
    text: String,
    roles: BTreeMap<Role, f32>,
    names_sections: bool,
}

/// The columns of the table, or `None` where nothing in it asks.
pub(crate) fn layout(table: &Table, forced: Forced) -> Option<Layout> {
    let boxes = table.box_columns();
    let mut all: Vec<usize> = (0..table.signs.rows.len()).collect();
    if boxes.len() == 1 {
        // Rows of an option and its box ask nothing; the others do.
        let fuller = |n: &usize| {
            let texts = (0..table.signs.width()).filter(|c| table.signs.at(*n, *c).text).count();
            table.signs.at(*n, boxes[0]).boxed && texts >= FULLER_ROW
        };
        let asking: Vec<usize> = all.iter().copied().filter(fuller).collect();
        if !asking.is_empty() && asking.len() * 2 <= all.len() {
            all = asking;
        }
    }
    let mut best: Option<(f32, u32, Option<u32>)> = None;
    let mut consider = |score: f32, question: u32, answer: Option<u32>| {
        if best.is_none_or(|(b, _, _)| score > b) {
            best = Some((score, question, answer));
        }
    };
    let columns = || 0..table.signs.width();
    let answers: Vec<Option<u32>> = match forced.answer {
        Some(column) => vec![Some(column)],
        // Boxes side by side are ticked; none of them takes the answer.
        None if boxes.len() >= 2 && !boxes.iter().any(|c| table.names_answers_beside(*c)) => vec![None],
        None => {
            let ticked = |c: &u32| table.headers.iter().any(|h| h.ticks.contains(c));
            columns()
                .filter(|c| !ticked(c) && !table.grid.sheet.column_hidden(*c))
                .map(Some)
                .chain([None])
                .collect()
        }
    };
    let mut weights: BTreeMap<Vec<usize>, Vec<f32>> = BTreeMap::new();
    for answer in answers {
        // Where some rows carry a dropdown, they are the questions, and the others headings and criteria.
        let listed = answer.map(|a| table.signs.rows_where(a, |s| s.dropdown)).unwrap_or_default();
        let enough = !listed.is_empty() && listed.len() as f32 >= DROPDOWN_ROWS * all.len() as f32;
        let rows = if enough { listed } else { all.clone() };
        let weights = weights
            .entry(rows.clone())
            .or_insert_with(|| columns().map(|q| table.question_weight(&rows, q)).collect());
        for question in forced.question.map_or_else(columns, |q| q..q + 1) {
            if Some(question) == answer {
                continue;
            }
            let asks = weights.get(question as usize).copied().unwrap_or(f32::MIN);
            if forced.question.is_none() && asks < QUESTION_LEAST {
                continue;
            }
            let beside: Vec<usize> =
                rows.iter().copied().filter(|n| table.signs.at(*n, question).text).collect();
            match answer {
                None => consider(asks, question, None),
                Some(a) => {
                    let takes = table.answer_weight(&beside, question, a);
                    if forced.answer.is_some() || takes >= ANSWER_LEAST {
                        consider(asks + takes, question, Some(a));
                    }
                }
            }
        }
    }
    let (_, question, answer) = best?;
    if let (Some(labels), [boxes], None) = (answer, boxes.as_slice(), forced.answer)
        && table.options_stand_below(question, labels, *boxes)
    {
        let mut layout = table.around(question, None, forced);
        layout.comment = layout.comment.filter(|c| ![labels, *boxes].contains(c));
        layout.answer = None;
        layout.ticks.clear();
        layout.options = Some((labels, *boxes));
        return Some(layout);
    }
    Some(table.around(question, answer, forced))
}

impl<'a> Table<'a> {
    pub(crate) fn new(grid: &'a Grid<'a>, headers: &'a [&'a Header], signs: &'a Signs) -> Self {
        let mut captions: BTreeMap<u32, Caption> = BTreeMap::new();
        for (column, cell) in headers.iter().flat_map(|h| &h.cells) {
            let caption = captions.entry(*column).or_default();
            if caption.text.is_empty() {
                caption.text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            if let Some(sign) = cell.sign {
                let strength = caption.roles.entry(sign.role).or_insert(0.0);
                *strength = strength.max(sign.strength);
            }
        }
        for (column, caption) in &mut captions {
            if names_sections(headers, *column) {
                caption.roles.clear();
                caption.names_sections = true;
            }
        }
        Self { grid, headers, signs, captions }
    }

    /// The strongest sign of the role that any header gives the column.
    pub(crate) fn header(&self, column: u32, role: Role) -> f32 {
        self.captions.get(&column).and_then(|c| c.roles.get(&role)).copied().unwrap_or(0.0)
    }

    /// The strongest sign of a role other than those given.
    pub(super) fn other_header(&self, column: u32, roles: &[Role]) -> f32 {
        let Some(caption) = self.captions.get(&column) else { return 0.0 };
        caption.roles.iter().filter(|(role, _)| !roles.contains(role)).map(|(_, s)| *s).fold(0.0, f32::max)
    }

    /// The text over the column in the first header that has one.
    pub(crate) fn header_text(&self, column: u32) -> &str {
        self.captions.get(&column).map_or("", |c| c.text.as_str())
    }

    /// Columns over which the headers name sections.
    pub(crate) fn section_captions(&self) -> BTreeSet<u32> {
        self.captions.iter().filter(|(_, c)| c.names_sections).map(|(column, _)| *column).collect()
    }

    /// Columns with headers of another kind of table.
    pub(crate) fn foreign(&self) -> usize {
        let sure = |c: &&Caption| c.roles.get(&Role::Foreign).is_some_and(|s| *s > 0.6);
        self.captions.values().filter(sure).count()
    }

    /// Whether a header names the answers over another column, one without boxes.
    fn names_answers_beside(&self, column: u32) -> bool {
        let boxes = self.box_columns();
        (0..self.signs.width())
            .any(|c| c != column && !boxes.contains(&c) && self.header(c, Role::Answer) >= SURE_ANSWER)
    }

    /// Columns that hold hardly anything but boxes to tick.
    pub(super) fn box_columns(&self) -> Vec<u32> {
        let all: Vec<usize> = (0..self.signs.rows.len()).collect();
        (0..self.signs.width()).filter(|c| self.signs.share(&all, *c, |s| s.boxed) >= BOXES).collect()
    }

    /// Whether most rows hold an option and its box and no question of their own.
    fn options_stand_below(&self, question: u32, labels: u32, boxes: u32) -> bool {
        let boxed = self.signs.rows_where(boxes, |s| s.boxed);
        labels != boxes
            && self.signs.share(&boxed, labels, |s| s.text) >= OPTION_ROWS
            && self.signs.share(&boxed, question, |s| !s.text) >= SECOND_SHARE
    }

    fn question_weight(&self, rows: &[usize], column: u32) -> f32 {
        let signs = self.signs;
        let filled = signs.share(rows, column, |s| s.text);
        if filled == 0.0 {
            return f32::MIN;
        }
        let likeness = signs.mean(rows, column, |s| s.likeness);
        let length = (signs.mean(rows, column, |s| f32::from(s.words)) / LONG_TEXT).min(1.0);
        let beside =
            [Role::Guidance, Role::Answer, Role::Property, Role::Reviewer].map(|r| self.header(column, r));
        let beside = beside.into_iter().fold(0.0, f32::max);
        let never = |s: super::signs::CellSign| s.text && (s.id || s.link || s.verdict || s.type_code);
        HEADER * self.header(column, Role::Question)
            + LIKENESS * likeness
            + ASKED_SOME * (signs.share(rows, column, |s| s.asked) / SOME).min(1.0)
            + LENGTH * length
            + FILLED * filled
            + DISTINCT * signs.distinct(self.grid, rows, column) * filled
            - (OTHER_HEADER * self.other_header(column, &[Role::Question])).max(BESIDE_HEADER * beside)
            - NOT_A_QUESTION
                * (signs.share(rows, column, never) / filled + signs.share(rows, column, |s| s.dropdown))
            - LEFT_FIRST * column as f32
            - if self.repeats(rows, column, filled) { REPEATED } else { 0.0 }
    }

    /// Whether a full column says hardly anything but the same again.
    fn repeats(&self, rows: &[usize], column: u32, filled: f32) -> bool {
        rows.len() >= REPEATED_ROWS
            && filled > 1.0 - SAME_AGAIN
            && self.signs.distinct(self.grid, rows, column) <= SAME_AGAIN
    }

    fn answer_weight(&self, rows: &[usize], question: u32, column: u32) -> f32 {
        let signs = self.signs;
        let dropdown = signs.share(rows, column, |s| s.dropdown);
        let filled = signs.share(rows, column, |s| s.text);
        let codes = signs.share(rows, column, |s| s.text && s.type_code);
        if filled > 0.5 && dropdown < SECOND_SHARE && codes >= TYPE_CODES * filled {
            return f32::MIN;
        }
        if rows.is_empty() {
            return f32::MIN;
        }
        // Where everything is unlocked, the lock tells nothing.
        let open = (signs.share(rows, column, |s| s.open) - signs.share(rows, question, |s| s.open)).max(0.0);
        let verdicts = signs.share(rows, column, |s| s.text && s.verdict);
        let empty = signs.share(rows, column, |s| !s.text && !s.covered && !s.formula);
        let framed =
            signs.share(rows, column, |s| s.framed && !s.covered) - signs.share(rows, column, |s| s.text);
        let named = self.header(column, Role::Answer);
        // "Response code" over a list is no column of ids.
        let aside: &[Role] =
            if dropdown >= SECOND_SHARE { &[Role::Answer, Role::Id] } else { &[Role::Answer] };
        let other = self.other_header(column, aside);
        let captioned = self.headers.iter().any(|h| h.cells.contains_key(&column));
        let unknown =
            named == 0.0 && other == 0.0 && captioned && column > question && column - question <= 2;
        let covered = signs.share(rows, column, |s| s.covered);
        let adjacent = column > question && self.edge(rows, question) + 1 == column;
        // A column of empty boxes right of a list that has no header at all.
        // A list of choices in every row is a legend, unless its header names the answers; boxes give way to a column
        // that does, and are never the customer's.
        let customers = tokens(&fold(self.header_text(column))).iter().any(|t| CUSTOMER_PARTY.contains(t));
        let stubs = if customers || self.names_answers_beside(column) {
            0.0
        } else {
            signs.share(rows, column, |s| s.stub && !s.listed)
                + if named >= STUBS_LEAST { signs.share(rows, column, |s| s.listed) } else { 0.0 }
        };
        let boxes = (self.headers.is_empty() && adjacent && framed >= BOXES) || stubs >= STUBS_LEAST;
        if named < 0.3
            && dropdown < 0.3
            && open < 0.5
            && verdicts < 0.6
            && !(unknown && empty > 0.8)
            && !boxes
        {
            return f32::MIN;
        }
        // What is named so weakly that prose fills it is a description.
        let prose = signs.share(rows, column, |s| s.text && s.prose);
        HEADER * named
            + DROPDOWN * dropdown
            + UNLOCKED * open
            + VERDICTS * verdicts
            + EMPTY * empty
            + FRAMED * framed.max(0.0)
            + STUBS * stubs
            + if column > question { RIGHT } else { 0.0 }
            + if adjacent { ADJACENT } else { 0.0 }
            + if unknown && empty > 0.8 { UNKNOWN_HEADER } else { 0.0 }
            - FORMULAS * signs.share(rows, column, |s| s.formula)
            - NOT_AN_ANSWER
                * other
                * if named > other
                    || (stubs >= BOXES && self.other_header(column, &AROUND_ANSWERS) < STUBS_BEAT)
                {
                    0.0
                } else {
                    1.0
                }
            - if named < 0.8 { 1.5 * prose } else { 0.0 }
            - 2.0 * covered
    }

    /// The right edge of the question cells, merged ones included.
    fn edge(&self, rows: &[usize], question: u32) -> u32 {
        let Some(first) = rows.first() else { return question };
        self.grid.right_edge(self.signs.rows[*first], question)
    }
}

/// Whether the headers say something else over the column each time, without agreeing on its role: names of sections,
/// whose words ("Required Questions") tell nothing about the column.
fn names_sections(headers: &[&Header], column: u32) -> bool {
    let cells: Vec<_> = headers.iter().filter_map(|h| h.cells.get(&column)).collect();
    let Some(first) = cells.first() else { return false };
    let mut roles: BTreeMap<Role, usize> = BTreeMap::new();
    for sign in cells.iter().filter_map(|c| c.sign) {
        *roles.entry(sign.role).or_default() += 1;
    }
    let agreed = roles.values().any(|n| n * 2 > cells.len());
    cells.iter().any(|c| c.text != first.text) && !agreed
}

/// Headers that stand over tables of the same columns, by number.
pub(crate) fn clusters(headers: &[Header]) -> Vec<Vec<usize>> {
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, header) in headers.iter().enumerate() {
        let key = |h: &Header| (h.column(Role::Answer, 0.4), h.column(Role::Question, 0.7));
        let mine = key(header);
        let kin = clusters.iter().find(|(first, _)| {
            let other = key(&headers[**first]);
            // Headers that name no column ("Rating | Level | Description") are kin only where half their captions agree.
            let nameless = mine == (None, None) && other == (None, None);
            let same = |(column, cell): &(&u32, &HeaderCell)| {
                headers[**first].cells.get(column).is_some_and(|o| o.text == cell.text)
            };
            let agree = header.cells.iter().filter(same).count() * 2 >= header.cells.len();
            (!nameless || agree)
                && mine.0 == other.0
                && (mine.1 == other.1 || mine.1.is_none() || other.1.is_none())
        });
        let first = kin.map_or(at, |(first, _)| *first);
        clusters.entry(first).or_default().push(at);
    }
    clusters.into_values().collect()
}
