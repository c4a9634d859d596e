//! Cells that several questions share, a merged range beside them mostly: one value goes into them, or none.

use std::collections::BTreeMap;

use super::{BY_HAND, Response, Row, appended_cell};
use crate::confidence::{Decision, Reason, ReasonCode};
use crate::questionnaire::{Kind, Questionnaire};
use crate::workbook::{CellRef, NewValue};

/// Other questions that a reason names; of a cell beside thousands nobody reads them all, and each of them has a reason.
const NAMED: usize = 5;

/// Who takes a cell: the places of the rows, in order.
#[derive(Default)]
struct Claim {
    rows: Vec<usize>,
    /// Whether it is the answer cell of one of them.
    answer: bool,
}

/// Leaves to a person what would go into a cell that several questions share, unless all of them are filled and put the
/// same there: an answer to the one would be read as an answer to the others. Of a shared comment cell only the comments
/// are left out; a choice beside it is a whole answer.
///
/// A ruling or a record can take a fill back afterwards, and then the rows are to be settled again.
pub fn settle_shared(response: &mut Response<'_>, questionnaire: &Questionnaire) {
    let mut claims: BTreeMap<(&str, CellRef), Claim> = BTreeMap::new();
    for form in &questionnaire.sheets {
        let of_form = response.rows.iter().enumerate().filter(|(_, row)| row.sheet == form.name);
        for (at, row) in of_form.filter(|(_, row)| !row.question.answered) {
            let question = &row.question;
            let answer = question.answer.or_else(|| appended_cell(form, question));
            let comment = question.comment.filter(|_| !question.commented);
            for (cell, is_answer) in [(answer, true), (comment, false)] {
                if let Some(cell) = cell {
                    let claim = claims.entry((&form.name, cell)).or_default();
                    claim.rows.push(at);
                    claim.answer |= is_answer;
                }
            }
        }
    }
    let mut shared: Vec<(CellRef, Claim)> = claims
        .into_iter()
        .map(|((_, cell), claim)| (cell, claim))
        .filter(|(_, c)| c.rows.len() > 1)
        .collect();
    // A row whose answer is taken back puts no comment into a cell either.
    shared.sort_by_key(|(_, claim)| !claim.answer);
    for (cell, claim) in shared {
        let first = claim.rows.first().and_then(|at| put(&response.rows[*at], cell)).cloned();
        let agree = first.is_some()
            && claim.rows.iter().all(|at| {
                let row = &response.rows[*at];
                row.judgement.decision == Decision::Fill && put(row, cell) == first.as_ref()
            });
        if agree {
            continue;
        }
        let asking: Vec<CellRef> = claim.rows.iter().map(|at| response.rows[*at].question.cell).collect();
        for at in &claim.rows {
            let row = &mut response.rows[*at];
            if row.question.comment == Some(cell) {
                row.writes.retain(|write| write.cell != cell);
                row.comment = None;
            } else if row.judgement.decision == Decision::Fill {
                take_back(row, cell, &asking);
            }
        }
    }
}

/// What a row puts into a cell.
fn put<'r>(row: &'r Row<'_>, cell: CellRef) -> Option<&'r NewValue> {
    row.writes.iter().find(|write| write.cell == cell).map(|write| &write.value)
}

/// Leaves a filled row to a person, with the questions that it shares its answer cell with.
fn take_back(row: &mut Row<'_>, cell: CellRef, asking: &[CellRef]) {
    let others = asking.iter().filter(|other| **other != row.question.cell).take(NAMED);
    let mut others: Vec<String> = others.map(ToString::to_string).collect();
    if let Some(more) = (asking.len() - 1).checked_sub(NAMED).filter(|more| *more > 0) {
        others.push(format!("{more} more"));
    }
    let why = format!("{cell} is the answer cell of {} too, and holds one answer", others.join(", "));
    let reason = Reason::new(ReasonCode::NoAnswerCell, why);
    if row.question.kind == Kind::General {
        row.judgement.decision = Decision::Leave;
        row.judgement.reasons = vec![Reason::new(ReasonCode::GeneralInformation, BY_HAND)];
        row.writes.clear();
    } else {
        row.judgement.decision = Decision::Review;
    }
    row.judgement.reasons.push(reason);
}
