//! What was understood of a form, as the contract's JSON.

use serde::Serialize;

use crate::questionnaire::{Kind, Question, Questionnaire, SheetForm};
use crate::workbook::Choices;

#[derive(Serialize)]
struct Layout<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ticks: Vec<TickLayout<'a>>,
}

#[derive(Serialize)]
struct TickLayout<'a> {
    label: &'a str,
    cell: String,
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
    profile: Option<&str>,
    warnings: &[String],
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Layout {
        file,
        profile,
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
        ticks: (question.ticks.iter())
            .map(|tick| TickLayout { label: &tick.label, cell: tick.cell.to_string() })
            .collect(),
    }
}

pub(super) fn texts(choices: &Choices) -> Vec<&str> {
    match choices {
        Choices::List(list) => list.iter().map(|c| c.text.as_str()).collect(),
        Choices::Free | Choices::Unknown(_) => Vec::new(),
    }
}
