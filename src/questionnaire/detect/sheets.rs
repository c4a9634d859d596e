//! What each sheet is: a form, or one of the things that look like it.

use std::collections::HashSet;

use crate::workbook::{Choices, Visibility};

use super::super::question::{Kind, SheetRole};
use super::super::text_signs::{addresses_supplier, fold, is_asked, question_likeness, tokens, word_count};
use super::blocks::Reading;
use super::grid::Grid;
use super::vocabulary::CUSTOMER_PARTY;

/// Share of formulas in an answer column from which the sheet shows answers instead of taking them.
const MIRROR: f32 = 0.5;
/// Share of a sheet's questions found in a better sheet from which it is a decoy.
const REPEATED: f32 = 0.6;
/// Fewest questions of which a share tells anything.
const REPEATED_LEAST: usize = 3;
/// How much better the other sheet must take answers.
const BETTER: f32 = 0.25;
/// Fewest questions of a list without any header.
const UNHEADED_LEAST: usize = 2;
/// So few questions in so small a part of a table are other texts that happen to ask.
const SCARCE: usize = 3;
const SCARCE_SHARE: f32 = 0.3;
/// Headers of another kind of table, from which only asked questions or an exact header save the sheet.
const FOREIGN: usize = 2;

/// Fewest captioned empty columns, or tables, of a list of statements that waits to be filled; the share of answer cells
/// that must be untouched; the words of a statement; the share of rows with an id.
const WAITING_LEAST: usize = 2;
const UNTOUCHED: f32 = 0.8;
const STATEMENT_WORDS: f32 = 2.5;
const MOSTLY: f32 = 0.5;

/// What the questions of a sheet have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) questions: usize,
    asked: f32,
    likeness: f32,
    supplier: f32,
    ids: f32,
    words: f32,
    dropdown: f32,
    open: f32,
    formula: f32,
    with_answer: f32,
    empty: f32,
    question_header: f32,
    answer_header: f32,
    mirrored: f32,
    foreign: usize,
    headed: bool,
    assessable: bool,
    /// Share of the rows of the tables that are questions.
    coverage: f32,
    /// Share of answer cells that hold a placeholder.
    stubs: f32,
    /// Tables under a header.
    tables: usize,
    /// Captioned columns that wait to be filled.
    waiting: usize,
}

/// Takes the evidence of what was read on the sheet.
pub(crate) fn evidence(readings: &[Reading]) -> Evidence {
    let questions: Vec<_> =
        readings.iter().flat_map(|r| &r.questions).filter(|q| q.kind == Kind::Question).collect();
    let n = questions.len();
    let share = |test: &dyn Fn(&super::super::question::Question) -> bool| {
        if n == 0 { 0.0 } else { questions.iter().filter(|q| test(q)).count() as f32 / n as f32 }
    };
    let with_answer = share(&|q| q.answer.is_some() || !q.ticks.is_empty());
    let most = |value: &dyn Fn(&Reading) -> f32| {
        readings.iter().filter(|r| !r.questions.is_empty()).map(value).fold(0.0, f32::max)
    };
    Evidence {
        questions: n,
        asked: share(&|q| is_asked(&q.text)),
        likeness: questions.iter().map(|q| question_likeness(&q.text)).sum::<f32>() / n.max(1) as f32,
        // Only lists that offer no place for answers are judged by whom they address.
        supplier: if with_answer < 0.5 { share(&|q| addresses_supplier(&q.text)) } else { 0.0 },
        ids: share(&|q| q.id.is_some()),
        words: questions.iter().map(|q| word_count(&q.text) as f32).sum::<f32>() / n.max(1) as f32,
        dropdown: share(&|q| q.choices != Choices::Free),
        open: share(&|q| q.answer.is_some() && !q.locked),
        formula: share(&|q| q.answer_is_formula),
        with_answer,
        empty: share(&|q| (q.answer.is_some() || !q.ticks.is_empty()) && !q.answered),
        question_header: most(&|r| r.question_header),
        answer_header: most(&|r| {
            if r.layout.ticks.is_empty() && r.layout.options.is_none() { r.answer_header } else { 1.0 }
        }),
        mirrored: most(&|r| r.layout.mirrored),
        foreign: readings.iter().map(|r| r.foreign).max().unwrap_or(0),
        headed: readings.iter().any(|r| r.headed && !r.questions.is_empty()),
        assessable: readings.iter().any(|r| r.layout.assessable.is_some()),
        stubs: share(&|q| q.placeholder.is_some()),
        waiting: readings
            .iter()
            .filter(|r| !r.questions.is_empty())
            .map(|r| r.layout.waiting)
            .max()
            .unwrap_or(0),
        tables: readings.iter().filter(|r| r.headed && !r.questions.is_empty()).count(),
        coverage: n as f32 / readings.iter().map(|r| r.rows).sum::<usize>().max(1) as f32,
    }
}

impl Evidence {
    /// How well the sheet takes answers, to choose between sheets that ask the same.
    fn takes_answers(&self, protected: bool) -> f32 {
        self.dropdown + self.answer_header + 0.5 * self.empty + if protected { self.open } else { 0.0 }
            - 3.0 * self.formula.max(self.mirrored)
    }
}

impl Evidence {
    /// Whether statements with ids, or under a header that comes again, stand beside captioned columns that wait to be
    /// filled. One such column is found in every inventory.
    fn waits(&self) -> bool {
        self.headed
            && self.foreign == 0
            && self.waiting >= WAITING_LEAST
            && self.empty >= UNTOUCHED
            && self.words >= STATEMENT_WORDS
            && (self.ids >= MOSTLY || self.tables >= WAITING_LEAST)
    }
}

/// Whether what was read is a form, and the reason in words. `context` tells whether the workbook calls itself one.
pub(crate) fn verdict(evidence: &Evidence, protected: bool, context: bool) -> (SheetRole, String) {
    let e = evidence;
    let no = |role: SheetRole, reason: &str| (role, reason.to_string());
    if e.questions == 0 {
        return no(SheetRole::Other, "no rows that ask");
    }
    if e.formula >= MIRROR || e.mirrored >= MIRROR {
        return no(SheetRole::Results, "the answer column holds formulas that show answers of another sheet");
    }
    if !e.headed && e.questions < UNHEADED_LEAST {
        return no(SheetRole::Other, "a single text that asks, under no header");
    }
    if e.questions < SCARCE && e.coverage < SCARCE_SHARE {
        return no(SheetRole::Other, "hardly any of its rows ask");
    }
    let other_table = e.foreign >= FOREIGN && e.question_header < 0.9 && e.asked < 0.3;
    if other_table && e.likeness < 0.6 {
        return no(SheetRole::Other, "its headers are those of another kind of table");
    }
    if e.with_answer >= 0.5 {
        let waiting = e.waits();
        let takes = waiting || e.dropdown >= 0.3 || e.answer_header >= 0.4 || (protected && e.open >= 0.3);
        let named = e.question_header >= 0.6
            || (e.question_header >= 0.25 && e.answer_header >= 0.4 && e.words >= 3.0);
        // "Description | Status" with ids is an inventory as well as a checklist: something must offer answers.
        let offers = waiting
            || e.dropdown >= 0.3
            || e.answer_header >= 0.9
            || (protected && e.open >= 0.3)
            || e.question_header >= 0.6
            || e.stubs >= 0.5
            || e.tables >= 3;
        let named = named && offers;
        let listed = e.ids >= 0.5 && e.words >= 2.5 && offers;
        let asks = e.asked >= 0.3
            || e.likeness >= if e.headed { 0.4 } else { 0.5 }
            || (e.headed && (named || listed || (waiting && e.tables >= 2)));
        if takes && asks {
            return (SheetRole::Form, told(e));
        }
        if asks && (e.asked >= 0.4 || e.likeness >= 0.6 || e.question_header >= 0.9) {
            return (SheetRole::Form, told(e));
        }
        return no(SheetRole::Other, "has cells to fill, but nothing that asks");
    }
    let asks = (e.asked >= 0.4 && (e.headed || e.questions >= 3))
        || (e.likeness >= 0.6 && e.supplier >= 0.4 && e.questions >= 3)
        || (e.question_header >= 0.9 && e.likeness >= 0.35)
        || (e.assessable && (context || e.asked >= 0.2));
    if asks {
        return (SheetRole::Form, format!("{}; no answer column", told(e)));
    }
    no(SheetRole::Other, "statements without a place for answers: a catalogue, not a form")
}

/// The evidence in a line.
fn told(e: &Evidence) -> String {
    let percent = |share: f32| (share * 100.0).round() as u32;
    let mut parts = vec![format!("{} question{}", e.questions, if e.questions == 1 { "" } else { "s" })];
    for (share, sign) in
        [(e.asked, "with a question mark"), (e.ids, "with an id"), (e.dropdown, "with a dropdown")]
    {
        if percent(share) > 0 {
            parts.push(format!("{} % {sign}", percent(share)));
        }
    }
    if e.answer_header > 0.0 {
        parts.push("a header names the answers".to_string());
    }
    parts.join(", ")
}

/// A sheet that may be a form: its number, its evidence, whether it is protected, its question texts.
pub(crate) type Candidate<'a> = (usize, &'a Evidence, bool, HashSet<String>);

/// A form that another sheet asks the same questions as: the number of the better sheet.
pub(crate) fn repeated_by(forms: &[Candidate], at: usize) -> Option<usize> {
    let (_, mine, protected, texts) = &forms[at];
    if texts.is_empty() {
        return None;
    }
    // Of few questions all must be there again.
    let share = if texts.len() < REPEATED_LEAST { 1.0 } else { REPEATED };
    let rival = |(other, (_, theirs, theirs_protected, others)): &(usize, &Candidate)| {
        let better = theirs.takes_answers(*theirs_protected) > mine.takes_answers(*protected) + BETTER;
        // Two lists that take no answers: the first is meant.
        let first = *other < at && mine.with_answer < 0.5 && theirs.with_answer < 0.5;
        // A sheet of a question or two is a copy only beside a much longer one.
        let longer = texts.len() >= REPEATED_LEAST || others.len() >= texts.len() + REPEATED_LEAST;
        *other != at && longer && (better || first)
    };
    let rivals: Vec<&Candidate> = forms.iter().enumerate().filter(rival).map(|(_, form)| form).collect();
    // The sheets of a form may be summed up on one sheet, so the better ones count together.
    let repeated = texts.iter().filter(|t| rivals.iter().any(|(.., others)| others.contains(*t))).count();
    if (repeated as f32) < share * texts.len() as f32 {
        return None;
    }
    rivals.iter().max_by_key(|(.., others)| texts.intersection(others).count()).map(|(sheet, ..)| *sheet)
}

/// The question texts of a sheet, folded for comparison.
pub(crate) fn question_texts(readings: &[Reading]) -> HashSet<String> {
    let questions = readings.iter().flat_map(|r| &r.questions).filter(|q| q.kind == Kind::Question);
    questions.map(|q| tokens(&fold(&q.text)).join(" ")).collect()
}

/// Whether the name of a sheet says that it explains instead of asking.
pub(crate) fn names_instructions(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "instruction",
        "instructions",
        "readme",
        "guide",
        "guidance",
        "intro",
        "introduction",
        "example",
        "examples",
        "sample",
        "legend",
        "glossary",
        "definitions",
        "changelog",
        "changes",
        "about",
        "cover",
        "help",
        "faq",
        "howto",
        "revision",
        "instruktion",
        "instruktioner",
        "anvisningar",
        "vejledning",
        "veiledning",
        "anleitung",
        "hinweise",
        "beispiel",
        "exemple",
        "aide",
        "notice",
        "instrucciones",
        "ejemplo",
        "guia",
        "instrucoes",
        "exemplo",
        "instrukcja",
        "przyklad",
        "toelichting",
        "voorbeeld",
        "uitleg",
        "記入例",
        "説明",
        "说明",
        "示例",
        "history",
        "versions",
        "copyright",
        "license",
        "licence",
        "acknowledgments",
        "references",
    ];
    let folded = fold(name);
    tokens(&folded).iter().any(|t| WORDS.contains(t))
        || folded.contains("read me")
        || folded.contains("how to")
}

/// Whether the name of a sheet says that the customer fills it: "Analyst report", "For internal use".
pub(crate) fn names_customer(name: &str) -> bool {
    tokens(&fold(name)).iter().any(|t| CUSTOMER_PARTY.contains(t))
}

/// Whether a text calls the workbook a questionnaire.
pub(crate) fn names_form(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "questionnaire",
        "questionnaires",
        "survey",
        "assessment",
        "diligence",
        "checklist",
        "rfi",
        "rfp",
        "formular",
        "form",
        "frageformular",
        "frageformularet",
        "frageschema",
        "sporgeskema",
        "sporreskjema",
        "fragebogen",
        "selbstauskunft",
        "questionario",
        "cuestionario",
        "evaluation",
        "ankieta",
        "kwestionariusz",
        "vragenlijst",
        "self",
        "vendor",
        "supplier",
        "fournisseur",
        "fournisseurs",
        "leverantor",
        "proveedor",
        "fornecedor",
        "due",
        "問診票",
        "チェックシート",
        "アンケート",
        "问卷",
        "調査票",
        "caiq",
        "sig",
    ];
    let folded = fold(text);
    word_count(text) <= 16 && (tokens(&folded).iter().any(|t| WORDS.contains(t)))
}

/// The role of a sheet on which nothing was read as a form.
pub(crate) fn plain_role(grid: &Grid, name: &str) -> (SheetRole, String) {
    if grid.sheet.visibility() != Visibility::Visible {
        return (SheetRole::Hidden, "the sheet is hidden".to_string());
    }
    if grid.rows.is_empty() {
        return (SheetRole::Empty, "the sheet holds no text".to_string());
    }
    if names_instructions(name) {
        return (SheetRole::Instructions, "its name says that it explains the form".to_string());
    }
    let texts: Vec<usize> = grid.rows.iter().flat_map(|r| &r.cells).map(|c| c.sign().words).collect();
    let formulas = grid.rows.iter().flat_map(|r| &r.cells).filter(|c| c.formula).count();
    let mean = texts.iter().sum::<usize>() as f32 / texts.len().max(1) as f32;
    if formulas * 3 > texts.len() {
        (SheetRole::Results, "many of its cells are formulas, and none asks".to_string())
    } else if mean <= 3.0 && grid.rows.iter().filter(|r| r.cells.len() >= 2).count() * 2 >= grid.rows.len() {
        (SheetRole::Store, "short values in columns, as dropdowns draw on".to_string())
    } else if mean > 8.0 && grid.rows.iter().all(|r| r.cells.len() <= 2) {
        (SheetRole::Instructions, "running text".to_string())
    } else {
        (SheetRole::Other, "nothing that asks and no place for answers".to_string())
    }
}

/// Texts near the top of a sheet.
pub(crate) fn titles<'g>(grid: &'g Grid) -> impl Iterator<Item = &'g str> {
    const TOP: usize = 6;
    grid.rows.iter().take(TOP).flat_map(|r| r.cells.iter().take(2)).map(|c| c.text.as_str())
}
