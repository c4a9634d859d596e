//! What was understood of a form: contract JSON, and a small map for a person.

use serde::Serialize;

use super::shown::shown;
use crate::questionnaire::{Kind, Question, Questionnaire, SheetForm, SheetRole};
use crate::workbook::{Choices, column_name};

#[derive(Serialize)]
struct Layout<'a> {
    file: &'a str,
    sheets: Vec<SheetLayout<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct SheetLayout<'a> {
    name: &'a str,
    role: &'a str,
    reason: &'a str,
    questions: Vec<QuestionLayout<'a>>,
}

#[derive(Serialize)]
struct QuestionLayout<'a> {
    cell: String,
    id: Option<&'a str>,
    section: Option<&'a str>,
    question: &'a str,
    answer: Option<String>,
    comment: Option<String>,
    choices: Vec<&'a str>,
    answered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_answer: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    second_choices: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    hidden: bool,
    #[serde(skip_serializing_if = "is_false")]
    conditional: bool,
    #[serde(skip_serializing_if = "is_false")]
    choices_unknown: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandatory: Option<bool>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The layout as the contract's JSON, one line, of the sheets that hold a form or were taken for none.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn layout_json(
    file: &str,
    form: &Questionnaire,
    warnings: &[String],
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Layout {
        file,
        sheets: form.sheets.iter().map(sheet).collect(),
        warnings: form.warnings.iter().map(ToString::to_string).chain(warnings.iter().cloned()).collect(),
    })
}

fn sheet(form: &SheetForm) -> SheetLayout<'_> {
    SheetLayout {
        name: &form.name,
        role: form.role.word(),
        reason: &form.reason,
        questions: form.questions.iter().map(question).collect(),
    }
}

fn question(question: &Question) -> QuestionLayout<'_> {
    QuestionLayout {
        cell: question.cell.to_string(),
        id: question.id.as_deref(),
        section: question.section.as_deref(),
        question: &question.text,
        answer: question.answer.map(|c| c.to_string()),
        comment: question.comment.map(|c| c.to_string()),
        choices: texts(&question.choices),
        answered: question.answered,
        second_answer: question.second_answer.map(|c| c.to_string()),
        second_choices: texts(&question.second_choices),
        kind: (question.kind == Kind::General).then_some("general"),
        hidden: question.hidden,
        conditional: question.conditional,
        choices_unknown: matches!(question.choices, Choices::Unknown(_)),
        mandatory: question.mandatory,
    }
}

fn texts(choices: &Choices) -> Vec<&str> {
    match choices {
        Choices::List(list) => list.iter().map(|c| c.text.as_str()).collect(),
        Choices::Free | Choices::Unknown(_) => Vec::new(),
    }
}

/// Characters of a question shown on the map.
const SHOWN: usize = 64;
/// Different sets of choices shown for a block before "and so on".
const SHOWN_SETS: usize = 3;

/// The layout for a person: a paragraph a block, and why each other sheet was left alone.
pub fn layout_text(file: &str, form: &Questionnaire, warnings: &[String]) -> String {
    let total: usize = form.sheets.iter().map(|s| s.questions.len()).sum();
    let mut out = format!("{}: {total} questions\n", shown(file));
    for sheet in &form.sheets {
        let name = if sheet.name.is_empty() { "(the file)".to_owned() } else { shown(&sheet.name) };
        if sheet.role != SheetRole::Form {
            out.push_str(&format!("\n{name}: {} ({})\n", sheet.role.word(), sheet.reason));
            continue;
        }
        out.push_str(&format!("\n{name}: form, {} ({})\n", counted(&sheet.questions), sheet.reason));
        for block in &sheet.blocks {
            let inside: Vec<&Question> = sheet
                .questions
                .iter()
                .filter(|q| (block.first_row..=block.last_row).contains(&q.cell.row))
                .collect();
            let header = match block.header_rows.as_slice() {
                [] => "no header".to_owned(),
                [row] => format!("header row {}", row + 1),
                [first, .., last] => format!("header rows {}-{}", first + 1, last + 1),
            };
            out.push_str(&format!("  rows {}-{}, {header}\n", block.first_row + 1, block.last_row + 1));
            let columns = [
                ("question", Some(&block.question_column)),
                ("answer", block.answer_column.as_ref()),
                ("2nd answer", block.second_answer_column.as_ref()),
                ("comment", block.comment_column.as_ref()),
                ("id", block.id_column.as_ref()),
                ("section", block.section_column.as_ref()),
            ];
            for (label, column) in columns {
                if let Some(column) = column {
                    out.push_str(&format!("    {label:<10} {column}\n"));
                }
            }
            if block.answer_column.is_none() {
                out.push_str(&format!(
                    "    answer     none; a column is added at {}\n",
                    column_name(block.append_column)
                ));
            }
            out.push_str(&choice_lines(&inside));
            if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
                out.push_str(&format!("    first      {} {}\n", first.cell, shortened(&first.text)));
                out.push_str(&format!("    last       {} {}\n", last.cell, shortened(&last.text)));
            }
        }
    }
    for warning in form.warnings.iter().map(ToString::to_string).chain(warnings.iter().cloned()) {
        out.push_str(&format!("\nwarning: {warning}\n"));
    }
    out
}

fn counted(questions: &[Question]) -> String {
    let count = |test: &dyn Fn(&Question) -> bool| questions.iter().filter(|q| test(q)).count();
    let mut parts = vec![format!("{} questions", questions.len())];
    for (number, label) in [
        (count(&|q| q.answered), "answered"),
        (count(&|q| q.kind == Kind::General), "general information"),
        (count(&|q| q.hidden), "hidden"),
        (count(&|q| q.conditional), "conditional"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {label}"));
        }
    }
    parts.join(", ")
}

fn choice_lines(questions: &[&Question]) -> String {
    let mut sets: Vec<(Vec<&str>, usize)> = Vec::new();
    for question in questions {
        let set = match &question.choices {
            Choices::List(_) => texts(&question.choices),
            Choices::Free => vec!["free text"],
            Choices::Unknown(_) => vec!["a list that could not be read"],
        };
        match sets.iter_mut().find(|(known, _)| *known == set) {
            Some((_, count)) => *count += 1,
            None => sets.push((set, 1)),
        }
    }
    let mut out = String::new();
    for (at, (set, count)) in sets.iter().take(SHOWN_SETS).enumerate() {
        let label = if at == 0 { "choices" } else { "" };
        let shown: Vec<String> = set.iter().map(|c| shortened(c)).collect();
        out.push_str(&format!("    {label:<10} {} ({count} rows)\n", shortened(&shown.join(" / "))));
    }
    if sets.len() > SHOWN_SETS {
        out.push_str(&format!("    {:<10} and {} other sets\n", "", sets.len() - SHOWN_SETS));
    }
    out
}

fn shortened(text: &str) -> String {
    let line = shown(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}
