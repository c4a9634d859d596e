//! What was understood of a form, as a small map that a person checks at a glance.

use std::fmt::Write as _;

use super::layout::texts;
use crate::questionnaire::{Block, Column, Kind, Question, Questionnaire, SheetForm, SheetRole};
use crate::text::shown;
use crate::workbook::{Choices, column_name};

/// Characters of a question shown.
const QUESTION: usize = 64;
/// Characters of a set of choices shown; three sets fit a line of a terminal.
const CHOICES: usize = 40;
/// Different sets of choices shown for a block before "and so on".
const SETS: usize = 3;
/// Rows of general information shown for a sheet before "and so on".
const GENERAL: usize = 4;

/// The layout for a person: per sheet its columns, its blocks with first and last question, and why each other sheet was
/// left alone.
pub fn layout_text(file: &str, form: &Questionnaire, profile: Option<&str>, warnings: &[String]) -> String {
    let read = profile.map(|name| format!("; read with the profile {}", shown(name))).unwrap_or_default();
    let all: Vec<&Question> = form.questions().map(|(_, question)| question).collect();
    let mut out = format!("{}: {}{read}\n", shown(file), counted(&all));
    for sheet in &form.sheets {
        out.push('\n');
        sheet_text(&mut out, sheet);
    }
    for warning in form.warnings.iter().map(ToString::to_string).chain(warnings.iter().cloned()) {
        let _ = write!(out, "\nwarning: {warning}\n");
    }
    out
}

fn sheet_text(out: &mut String, sheet: &SheetForm) {
    let name = if sheet.name.is_empty() { "(the file)".to_owned() } else { shown(&sheet.name) };
    if sheet.role != SheetRole::Form {
        let _ = writeln!(out, "{name}: {} ({})", sheet.role.word(), sheet.reason);
        return;
    }
    let questions: Vec<&Question> = sheet.questions.iter().collect();
    let _ = writeln!(out, "{name}: form, {}", counted(&questions));
    let _ = writeln!(out, "  because    {}", sheet.reason);
    general(out, &questions);
    let mut last: Option<&Block> = None;
    for block in &sheet.blocks {
        let inside: Vec<&Question> = (sheet.questions.iter())
            .filter(|q| q.kind == Kind::Question && (block.first_row..=block.last_row).contains(&q.cell.row))
            .collect();
        // A block of nothing but general information is told above.
        let (Some(first), Some(end)) = (inside.first(), inside.last()) else { continue };
        if last.is_none_or(|last| !same_columns(last, block)) {
            columns(out, block, &sheet.blocks, &questions);
        }
        last = Some(block);
        let rows = format!("rows {}-{}", block.first_row + 1, block.last_row + 1);
        let _ = writeln!(out, "  {rows:<16} {}, {}; {}", header(block), number(&inside), choices(&inside));
        let _ = writeln!(out, "    first    {} {}", first.cell, shortened(&first.text, QUESTION));
        if inside.len() > 1 {
            let _ = writeln!(out, "    last     {} {}", end.cell, shortened(&end.text, QUESTION));
        }
    }
}

fn general(out: &mut String, questions: &[&Question]) {
    let general: Vec<&&Question> = questions.iter().filter(|q| q.kind == Kind::General).collect();
    if general.is_empty() {
        return;
    }
    let told: Vec<String> =
        general.iter().take(GENERAL).map(|q| format!("{} {}", q.cell, shortened(&q.text, CHOICES))).collect();
    let more = match general.len().saturating_sub(GENERAL) {
        0 => String::new(),
        rest => format!(" | {rest} more"),
    };
    let _ = writeln!(out, "  general    {}{more}", told.join(" | "));
}

fn same_columns(one: &Block, other: &Block) -> bool {
    let of = |block: &Block| {
        let [question, rest @ ..] = parts(block).map(|(_, column)| column.map(|column| column.index));
        (question, rest, block.append_column)
    };
    of(one) == of(other)
}

fn parts(block: &Block) -> [(&'static str, Option<&Column>); 6] {
    [
        ("question", Some(&block.question_column)),
        ("answer", block.answer_column.as_ref()),
        ("2nd answer", block.second_answer_column.as_ref()),
        ("comment", block.comment_column.as_ref()),
        ("id", block.id_column.as_ref()),
        ("section", block.section_column.as_ref()),
    ]
}

/// The columns of a block, each with its header, unless blocks of this sheet head it in different ways (then the header
/// is the name of a section).
fn columns(out: &mut String, block: &Block, blocks: &[Block], questions: &[&Question]) {
    for (at, (label, column)) in parts(block).into_iter().enumerate() {
        let Some(column) = column else { continue };
        let mut headers: Vec<&str> = blocks
            .iter()
            .filter(|other| same_columns(block, other))
            .filter_map(|other| parts(other)[at].1.map(|c| c.header.as_str()))
            .filter(|header| !header.is_empty())
            .collect();
        headers.dedup();
        let header = match headers.as_slice() {
            [] => String::new(),
            [one] => format!(" \"{}\"", shortened(one, QUESTION)),
            _ => " (headed by section)".to_owned(),
        };
        let _ = writeln!(out, "  {label:<10} {}{header}", column_name(column.index));
    }
    if block.answer_column.is_some() {
        return;
    }
    let inside = |q: &&&Question| (block.first_row..=block.last_row).contains(&q.cell.row);
    let answer = match questions.iter().filter(inside).find(|q| q.answer.is_some() || !q.ticks.is_empty()) {
        Some(question) if question.ticks.is_empty() => "in the box below each question".to_owned(),
        Some(question) => {
            let boxes: Vec<String> = question
                .ticks
                .iter()
                .map(|tick| format!("{} {}", tick.cell, shortened(&tick.label, CHOICES)))
                .collect();
            format!("by a tick: {}", boxes.join(" | "))
        }
        None => format!("none; a column is added at {}", column_name(block.append_column)),
    };
    let _ = writeln!(out, "  answer     {answer}");
}

fn header(block: &Block) -> String {
    match block.header_rows.as_slice() {
        [] => "no header".to_owned(),
        [row] => format!("header {}", row + 1),
        [first, .., last] => format!("header {}-{}", first + 1, last + 1),
    }
}

fn number(questions: &[&Question]) -> String {
    if questions.len() == 1 { "1 question".to_owned() } else { format!("{} questions", questions.len()) }
}

fn counted(rows: &[&Question]) -> String {
    let questions: Vec<&Question> = rows.iter().filter(|q| q.kind == Kind::Question).copied().collect();
    let count = |test: &dyn Fn(&Question) -> bool| rows.iter().filter(|q| test(q)).count();
    let mut parts = vec![number(&questions)];
    for (number, label) in [
        (count(&|q| q.kind == Kind::General), "general information"),
        (count(&|q| q.answered), "answered"),
        (count(&|q| q.hidden), "hidden"),
        (count(&|q| q.conditional), "conditional"),
        (count(&|q| q.mandatory == Some(true)), "mandatory"),
        (count(&|q| q.mandatory == Some(false)), "optional"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {label}"));
        }
    }
    parts.join(", ")
}

fn choices(questions: &[&Question]) -> String {
    let mut sets: Vec<(String, usize)> = Vec::new();
    for question in questions {
        let set = match &question.choices {
            Choices::List(_) => texts(&question.choices).join(" / "),
            Choices::Free if !question.ticks.is_empty() => {
                let boxes: Vec<&str> = question.ticks.iter().map(|tick| tick.label.as_str()).collect();
                format!("boxes {}", boxes.join(" / "))
            }
            Choices::Free => "free text".to_owned(),
            Choices::Unknown(_) => "a list that could not be read".to_owned(),
        };
        match sets.iter_mut().find(|(known, _)| *known == set) {
            Some((_, count)) => *count += 1,
            None => sets.push((set, 1)),
        }
    }
    if let [(set, _)] = sets.as_slice() {
        return shortened(set, QUESTION);
    }
    let mut told: Vec<String> =
        sets.iter().take(SETS).map(|(set, count)| format!("{} ({count})", shortened(set, CHOICES))).collect();
    if sets.len() > SETS {
        told.push(format!("{} other sets", sets.len() - SETS));
    }
    told.join(", ")
}

fn shortened(text: &str, most: usize) -> String {
    let line = shown(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= most { line } else { line.chars().take(most - 1).chain(['…']).collect() }
}
