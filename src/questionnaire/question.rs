//! What was found: the questionnaire, its sheets, blocks and questions.

use std::fmt;

use crate::workbook::{CellRef, Choices, column_name};

/// A workbook read as a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Questionnaire {
    /// Every sheet in tab order, form or not.
    pub sheets: Vec<SheetForm>,
    /// What a person should know before answers are written.
    pub warnings: Vec<Warning>,
}

impl Questionnaire {
    /// All questions, with the name of their sheet.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Question)> {
        self.sheets.iter().flat_map(|s| s.questions.iter().map(|q| (s.name.as_str(), q)))
    }
}

/// Something unusual about the form that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A block has no column for answers; one is appended.
    NoAnswerColumn {
        /// The sheet.
        sheet: String,
        /// First row of the block, from 0.
        row: u32,
        /// The column that would be appended, from 0.
        append: u32,
    },
    /// The choices of some answer cells come from a source that could not be resolved.
    UnknownChoices {
        /// The sheet.
        sheet: String,
        /// The first such answer cell.
        first: CellRef,
        /// How many there are.
        count: usize,
    },
    /// Rows are answered by ticking boxes, which is left to a person.
    Ticks {
        /// The sheet.
        sheet: String,
        /// The first box.
        first: CellRef,
        /// How many rows there are.
        count: usize,
    },
    /// The header holds the answers of several vendors; the first open one was taken.
    SeveralAnswerColumns {
        /// The sheet.
        sheet: String,
        /// The answer columns, from 0.
        columns: Vec<u32>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswerColumn { sheet, row, append } => write!(
                f,
                "sheet \"{sheet}\" has no answer column from row {}; answers go to a new column {}",
                row + 1,
                column_name(*append)
            ),
            Self::UnknownChoices { sheet, first, count } => {
                write!(
                    f,
                    "sheet \"{sheet}\": the choices of {count} answer cells (first {first}) could not be resolved"
                )
            }
            Self::Ticks { sheet, first, count } => {
                write!(
                    f,
                    "sheet \"{sheet}\": {count} rows are answered by ticking a box (first {first}); tick them by hand, the answers stand in the review workbook"
                )
            }
            Self::SeveralAnswerColumns { sheet, columns } => {
                let names: Vec<String> = columns.iter().map(|c| column_name(*c)).collect();
                write!(
                    f,
                    "sheet \"{sheet}\" has answer columns of several parties ({}); name ours with --answer-column",
                    names.join(", ")
                )
            }
        }
    }
}

/// One sheet and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetForm {
    /// Name of the tab; empty for csv and tsv.
    pub name: String,
    /// What the sheet is for.
    pub role: SheetRole,
    /// Why it was taken for that, in a sentence.
    pub reason: String,
    /// The tables of questions, top to bottom; empty unless the role is [`SheetRole::Form`].
    pub blocks: Vec<Block>,
    /// The questions in row order.
    pub questions: Vec<Question>,
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetRole {
    /// Holds questions to be answered.
    Form,
    /// Explains how to fill the form.
    Instructions,
    /// Repeats the questions of a form for another purpose (crosswalk, analyst reference, sample).
    Decoy,
    /// Shows answers or scores by formula.
    Results,
    /// Lists the values of dropdowns, or question texts that formulas look up.
    Store,
    /// Hidden; not read as a form.
    Hidden,
    /// Holds nothing.
    Empty,
    /// None of these.
    Other,
}

impl SheetRole {
    /// One word for it, as `inspect` prints it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Instructions => "instructions",
            Self::Decoy => "decoy",
            Self::Results => "results",
            Self::Store => "store",
            Self::Hidden => "hidden",
            Self::Empty => "empty",
            Self::Other => "other",
        }
    }
}

/// A column with the text of its header, for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The column, from 0.
    pub index: u32,
    /// The header text, empty where there is none.
    pub header: String,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&column_name(self.index))?;
        if self.header.is_empty() { Ok(()) } else { write!(f, " \"{}\"", self.header) }
    }
}

/// A run of rows under one header (or none) that share their columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Rows of the header, from 0; empty where the block has none.
    pub header_rows: Vec<u32>,
    /// First row of the block's questions, from 0.
    pub first_row: u32,
    /// Last row of the block's questions, from 0.
    pub last_row: u32,
    /// Where the questions stand.
    pub question_column: Column,
    /// Where the answers go.
    pub answer_column: Option<Column>,
    /// Where a second answer goes (ownership, second score).
    pub second_answer_column: Option<Column>,
    /// Where the explanations go.
    pub comment_column: Option<Column>,
    /// Where the ids stand.
    pub id_column: Option<Column>,
    /// Where the sections stand, if in a column.
    pub section_column: Option<Column>,
    /// Answer columns of other parties under the same header, from 0.
    pub other_answer_columns: Vec<u32>,
    /// The first free column right of the used range: where an answer column would be appended (the comment goes
    /// right of it).
    pub append_column: u32,
    /// Why these columns were chosen, one sign a line.
    pub reasons: Vec<String>,
}

/// What a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A question for the knowledge base.
    Question,
    /// General information on the vendor: name, contact, date, address.
    General,
}

/// A cell that stands for one answer when it is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The answer, as the header names it.
    pub label: String,
    /// The cell to mark.
    pub cell: CellRef,
}

/// One question and the cells that belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The cell of the question text (top left of a merge).
    pub cell: CellRef,
    /// Its id, as written.
    pub id: Option<String>,
    /// The section it stands in.
    pub section: Option<String>,
    /// The question as the form puts it, outer blanks trimmed, a leading id parted off.
    pub text: String,
    /// Where the answer goes.
    pub answer: Option<CellRef>,
    /// What the answer cell's dropdown offers.
    pub choices: Choices,
    /// Where the second answer goes.
    pub second_answer: Option<CellRef>,
    /// What the second answer cell's dropdown offers.
    pub second_choices: Choices,
    /// Where one of several cells is ticked instead of an answer written ("Yes", "No", "N/A" side by side, or a line of
    /// boxes below): the cells with what each means. Empty otherwise.
    pub ticks: Vec<Tick>,
    /// Where the explanation goes.
    pub comment: Option<CellRef>,
    /// Whether the answer cell holds a real answer already (a placeholder is none); it is never overwritten.
    pub answered: bool,
    /// Whether the comment cell holds a text that is no placeholder; it is never overwritten.
    pub commented: bool,
    /// The placeholder that stands in the answer cell.
    pub placeholder: Option<String>,
    /// Question or general information.
    pub kind: Kind,
    /// Of general information: whether no heading or caption over the row names another party.
    pub about_vendor: bool,
    /// Whether the row is hidden or filtered away.
    pub hidden: bool,
    /// Whether the row only counts after another answer ("If yes, …").
    pub conditional: bool,
    /// Marked as mandatory (true) or optional (false), where the form says so.
    pub mandatory: Option<bool>,
    /// Whether a formula makes the value of the answer cell.
    pub answer_is_formula: bool,
    /// Whether the sheet is protected and the answer cell locked.
    pub locked: bool,
}

impl Question {
    /// Whether the answer cell is a box to tick.
    pub fn is_box(&self) -> bool {
        self.placeholder.as_deref().is_some_and(super::is_box)
    }
}
