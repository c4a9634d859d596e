//! Which cell takes what.

use std::sync::Arc;

use super::fit::Answer;
use super::wording::narrative;
use crate::confidence::{Reason, ReasonCode};
use crate::questionnaire::Question;
use crate::workbook::{CellRef, Choices, Constraint, LONGEST_TEXT, NewValue};

/// One value for one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellWrite {
    /// The cell.
    pub cell: CellRef,
    /// What goes in.
    pub value: NewValue,
}

/// What the cells of a row may hold beside their lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellRules<'a> {
    /// The validation of the answer cell, where it has one that is no list.
    pub answer: Option<&'a Constraint>,
    /// The validation of the comment cell.
    pub comment: Option<&'a Constraint>,
}

/// Puts an answer into the cells of its question.
///
/// A list cell gets the choice alone and the comment cell, where there is one, the narrative; a free cell gets verdict
/// and narrative. `appended` is the cell of the column that is added where the form has none for answers.
///
/// # Errors
/// The [`Reason`] why the answer cannot be written: no cell, a formula in it, a choice that is not offered, a text that
/// is too long, a validation that wants something else.
pub fn place(
    answer: &Answer,
    question: &Question,
    rules: CellRules<'_>,
    appended: Option<CellRef>,
) -> Result<Vec<CellWrite>, Reason> {
    let Some(cell) = question.answer.or(appended) else {
        return Err(Reason::new(ReasonCode::NoAnswerCell, "the form has no cell for the answer"));
    };
    if question.answer_is_formula {
        return Err(Reason::new(ReasonCode::FormulaCell, format!("{cell} holds a formula")));
    }
    if question.is_box() {
        return Err(Reason::new(ReasonCode::NoAnswerCell, format!("{cell} is a box to tick")));
    }
    if matches!(question.choices, Choices::Free) {
        let text = fitting(answer, rules.answer).map_err(|why| at(cell, why))?;
        return Ok(vec![CellWrite { cell, value: NewValue::Text(text) }]);
    }
    if let Choices::Unknown(source) = &question.choices {
        return Err(Reason::new(
            ReasonCode::UnknownChoices,
            format!("the cell's list could not be read ({source})"),
        ));
    }
    if answer.choice.is_none() && answer.verdict.is_none() {
        return Err(Reason::new(ReasonCode::NotInChoices, "no yes or no is proposed for the cell's list"));
    }
    let Some(choice) = &answer.choice else {
        return Err(Reason::new(
            ReasonCode::NotInChoices,
            format!("{cell} offers no choice that says the answer"),
        ));
    };
    let value = choice.number.map_or_else(|| NewValue::Text(choice.text.as_str().into()), NewValue::Number);
    let mut writes = vec![CellWrite { cell, value }];
    // A comment that does not fit its cell is left out: the choice alone is a whole answer.
    writes.extend(comment(answer, question, rules));
    Ok(writes)
}

/// The narrative for the comment cell of a question; `None` where it has none, where something stands in it, or where
/// neither the text nor the short one fits it.
pub fn comment(answer: &Answer, question: &Question, rules: CellRules<'_>) -> Option<CellWrite> {
    let cell = question.comment.filter(|_| !question.commented)?;
    let short = answer.short.as_deref().map(|short| Arc::from(narrative(short)));
    let mut candidates = std::iter::once(answer.narrative.clone()).chain(short);
    let text = candidates.find(|text| room(text, rules.comment).is_ok())?;
    Some(CellWrite { cell, value: NewValue::Text(text) })
}

/// Puts a text that the house states of itself into the answer cell; of a list the choice that equals it, in any case.
///
/// # Errors
/// As [`place`]; a form without a cell for it gets no column of its own.
pub fn place_stated(text: &str, question: &Question, rules: CellRules<'_>) -> Result<Vec<CellWrite>, Reason> {
    let cell = question
        .answer
        .ok_or_else(|| Reason::new(ReasonCode::NoAnswerCell, "the form has no cell for the answer"))?;
    if question.answer_is_formula {
        return Err(Reason::new(ReasonCode::FormulaCell, format!("{cell} holds a formula")));
    }
    let value = match &question.choices {
        Choices::Free => {
            room(text, rules.answer).map_err(|why| at(cell, why))?;
            NewValue::Text(text.into())
        }
        Choices::Unknown(source) => {
            let why = format!("the cell's list could not be read ({source})");
            return Err(Reason::new(ReasonCode::UnknownChoices, why));
        }
        Choices::List(list) => {
            let chosen = list.iter().find(|choice| choice.text.to_lowercase() == text.to_lowercase());
            let choice = chosen.ok_or_else(|| {
                Reason::new(ReasonCode::NotInChoices, format!("{cell} does not offer \"{text}\""))
            })?;
            choice.number.map_or_else(|| NewValue::Text(choice.text.as_str().into()), NewValue::Number)
        }
    };
    Ok(vec![CellWrite { cell, value }])
}

fn at(cell: CellRef, reason: Reason) -> Reason {
    Reason { detail: format!("{cell}: {}", reason.detail), ..reason }
}

fn fitting(answer: &Answer, constraint: Option<&Constraint>) -> Result<Arc<str>, Reason> {
    match room(&answer.text, constraint) {
        Ok(()) => Ok(answer.text.clone()),
        Err(why) => match &answer.short {
            Some(short) if room(short, constraint).is_ok() => Ok(short.clone()),
            _ => Err(why),
        },
    }
}

/// Whether a cell under this validation takes a text.
///
/// # Errors
/// The [`Reason`] why not: it is too long, or the cell takes numbers or dates only.
pub fn room(text: &str, constraint: Option<&Constraint>) -> Result<(), Reason> {
    let units = text.encode_utf16().count();
    let most = match constraint {
        Some(Constraint::Other(kind)) => {
            return Err(Reason::new(ReasonCode::NotValid, format!("the cell takes {kind} only")));
        }
        Some(Constraint::TextLength { max }) => max.unwrap_or(LONGEST_TEXT).min(LONGEST_TEXT),
        None => LONGEST_TEXT,
    };
    if units <= most {
        return Ok(());
    }
    Err(Reason::new(ReasonCode::TooLong, format!("the text has {units} characters, the cell takes {most}")))
}
