//! One row and its ruling: what goes into which cell.

use crate::answer::{HouseChoices, room, said};
use crate::confidence::Decision;
use crate::knowledge::Verdict;
use crate::respond::{DocketRow, EntryMark, Offered, Proposal};
use crate::review::columns::Ruling;
use crate::review::reviewed::RuledRow;
use crate::workbook::{CellRef, Choice, NewValue, Workbook};

/// Choices that a message names; a longer list is read in the form.
const SHOWN_CHOICES: usize = 6;

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// An answer is sent.
    Send(Sending),
    /// A person decided that nothing is sent.
    Blank(Blank),
    /// A ruling is missing.
    Open,
    /// Nothing was proposed, and nobody ruled.
    NothingFound,
    /// It was answered before.
    AnsweredBefore,
    /// General information that nobody ruled on.
    General,
}

/// Why a person sends nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    WrongMatch,
    LeftBlank,
}

impl Blank {
    pub(super) fn ruling(self) -> Option<Ruling> {
        Some(match self {
            Self::WrongMatch => Ruling::WrongMatch,
            Self::LeftBlank => Ruling::LeaveBlank,
        })
    }
}

/// An answer that is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sending {
    /// The ruling; `None` where the row was filled and nobody ruled.
    pub(super) ruling: Option<Ruling>,
    /// The choice.
    pub(super) choice: Option<String>,
    /// The text.
    pub(super) text: Option<String>,
    /// What it says in one word, where that is known.
    pub(super) verdict: Option<Verdict>,
    /// What goes into which cell.
    pub(super) writes: Vec<(CellRef, NewValue)>,
    /// The entries whose words are sent.
    pub(super) entries: Vec<EntryMark>,
    /// The probability of what is sent; `None` where a person wrote all of it.
    pub(super) percent: Option<u8>,
    /// Whether an edited answer has no cell to go to.
    pub(super) unsent: bool,
    /// Whether another choice stands beside the text that was proposed.
    pub(super) kept_text: bool,
    /// Whether another text stands beside the choice that was proposed.
    pub(super) kept_choice: bool,
}

/// Why a ruling cannot be carried out, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) why: String,
    pub(super) way_out: &'static str,
}

fn refused<T>(why: impl Into<String>, way_out: &'static str) -> Result<T, Refused> {
    Err(Refused { why: why.into(), way_out })
}

/// Decides a row.
///
/// # Errors
/// [`Refused`] where the ruling cannot be carried out as it stands.
pub(super) fn decide(
    row: &DocketRow,
    ruled: Option<&RuledRow>,
    workbook: &Workbook,
) -> Result<Outcome, Refused> {
    let edited = ruled.is_some_and(|ruled| ruled.choice.is_some() || ruled.answer.is_some());
    // An accepted fill is a fill: a review workbook bears it as a preset, which is no ruling.
    let preset = |ruled: &&RuledRow| {
        ruled.ruling == Some(Ruling::Accept) && !edited && row.decision == Decision::Fill.as_str()
    };
    let Some(ruled) = ruled.filter(|ruled| !preset(ruled)) else { return without_ruling(row) };
    let Some(ruling) = ruled.ruling else {
        return refused("an edited cell is filled in and no ruling is chosen", CHOOSE_EDIT);
    };
    if edited && ruling != Ruling::Edit {
        let why = format!("an edited cell is filled in, and the ruling is \"{}\"", ruling.as_str());
        return refused(why, CHOOSE_EDIT);
    }
    if row.answered && matches!(ruling, Ruling::WrongMatch | Ruling::LeaveBlank) {
        // What the customer has there stays, whatever was thought of it.
        return Ok(Outcome::AnsweredBefore);
    }
    match ruling {
        Ruling::WrongMatch => return Ok(Outcome::Blank(Blank::WrongMatch)),
        Ruling::LeaveBlank => return Ok(Outcome::Blank(Blank::LeftBlank)),
        Ruling::Accept | Ruling::UseSecond | Ruling::UseThird | Ruling::Edit => {}
    }
    if let Some(why) = &row.target.closed {
        return refused(
            format!("nothing can be written: {why}"),
            "choose the ruling leave blank or wrong match, and answer in the final form by hand",
        );
    }
    let sending = match ruling {
        Ruling::Edit => edit(row, ruled, workbook)?,
        Ruling::UseSecond => proposal(row, row.others.first(), "in \"2nd\"")?,
        Ruling::UseThird => proposal(row, row.others.get(1), "in \"3rd\"")?,
        _ => proposal(row, row.proposed.as_ref(), "as the answer")?,
    };
    Ok(Outcome::Send(Sending { ruling: Some(ruling), ..sending }))
}

/// What to do with an edited cell beside another ruling.
const CHOOSE_EDIT: &str = "choose the ruling edit, or clear the edited cells";

fn without_ruling(row: &DocketRow) -> Result<Outcome, Refused> {
    let is = |decision: Decision| row.decision == decision.as_str();
    Ok(if row.answered {
        Outcome::AnsweredBefore
    } else if is(Decision::Fill) {
        Outcome::Send(proposal(row, row.proposed.as_ref(), "as the answer")?)
    } else if row.general {
        Outcome::General
    } else if is(Decision::Review) {
        Outcome::Open
    } else {
        Outcome::NothingFound
    })
}

/// An answer of the tool, as it was proposed.
fn proposal(row: &DocketRow, proposal: Option<&Proposal>, where_: &str) -> Result<Sending, Refused> {
    let listed = row.target.choices.is_some();
    let way_out = if listed {
        "choose the ruling edit with one of the form's choices in Edited choice, or leave blank"
    } else {
        "choose the ruling edit with a text in Edited answer, or leave blank"
    };
    let Some(proposal) = proposal else {
        return refused(format!("nothing is proposed {where_}"), way_out);
    };
    if proposal.writes.is_empty() {
        let why = proposal.refused.as_deref().unwrap_or("it fits none of the row's cells");
        return refused(format!("what is proposed {where_} cannot be written: {why}"), way_out);
    }
    let mut sending = Sending {
        verdict: proposal.verdict,
        entries: proposal.entries.clone(),
        percent: Some(proposal.percent),
        ..Sending::default()
    };
    for write in &proposal.writes {
        let value = write.value.to_new();
        if listed && Some(&write.cell) == row.target.answer.as_ref() {
            sending.choice = Some(proposal.choice.clone().unwrap_or_else(|| value.to_string()));
        } else {
            sending.text = Some(value.to_string());
        }
        sending.writes.push((cell(&write.cell)?, value));
    }
    Ok(sending)
}

/// What the reviewer wrote; what was left empty stays as it was proposed.
fn edit(row: &DocketRow, ruled: &RuledRow, workbook: &Workbook) -> Result<Sending, Refused> {
    let Some(answer_cell) = &row.target.answer else {
        return refused("the form has no cell for the answer", "choose the ruling leave blank");
    };
    let answer_cell = cell(answer_cell)?;
    let text = ruled.answer.as_deref().map(typed);
    if text.is_none() && ruled.choice.is_none() {
        return refused(
            "the ruling is edit, and nothing is edited",
            "fill in Edited choice or Edited answer, or choose accept to send what is proposed",
        );
    }
    match &row.target.choices {
        None => edit_text(row, ruled, text, answer_cell, workbook),
        Some(offered) => edit_choice(row, ruled, text, offered, answer_cell, workbook),
    }
}

fn edit_text(
    row: &DocketRow,
    ruled: &RuledRow,
    text: Option<String>,
    answer_cell: CellRef,
    workbook: &Workbook,
) -> Result<Sending, Refused> {
    if ruled.choice.is_some() {
        return refused(
            "the row takes a text and offers no choices",
            "clear Edited choice, and put the text into Edited answer",
        );
    }
    let Some(text) = text else {
        return refused("the ruling is edit, and nothing is edited", "fill in Edited answer");
    };
    fits(row, answer_cell, &text, workbook)?;
    Ok(Sending {
        writes: vec![(answer_cell, NewValue::Text(text.as_str().into()))],
        text: Some(text),
        ..Sending::default()
    })
}

fn edit_choice(
    row: &DocketRow,
    ruled: &RuledRow,
    text: Option<String>,
    offered: &[Offered],
    answer_cell: CellRef,
    workbook: &Workbook,
) -> Result<Sending, Refused> {
    let proposed = row.proposed.as_ref();
    let own = proposed.and_then(|proposed| proposed.choice.as_deref());
    let chosen = match (&ruled.choice, own) {
        (Some(typed), _) => find(offered, typed).ok_or_else(|| Refused {
            why: format!("\"{}\" is none of the form's choices ({})", typed.trim(), listed(offered)),
            way_out: "choose one of them in Edited choice",
        })?,
        (None, Some(own)) => find(offered, own).ok_or_else(|| Refused {
            why: format!("\"{own}\" is none of the form's choices ({})", listed(offered)),
            way_out: "choose one of them in Edited choice",
        })?,
        (None, None) => {
            return refused(
                format!("the row takes a choice ({}), and none is proposed", listed(offered)),
                "choose one of them in Edited choice",
            );
        }
    };
    let same_choice = own.is_some_and(|own| own == chosen.text);
    let comment = row.target.comment.as_deref().map(cell).transpose()?;
    let mut sending = Sending {
        choice: Some(chosen.text.clone()),
        verdict: match proposed {
            Some(proposed) if same_choice => proposed.verdict,
            _ => verdict(chosen, offered),
        },
        writes: vec![(answer_cell, value(chosen))],
        ..Sending::default()
    };
    if comment.is_none() && text.is_some() && ruled.choice.is_none() {
        return refused(
            "the row takes a choice and has no cell for a text",
            "clear Edited answer, and choose accept or one of the choices in Edited choice",
        );
    }
    let mut from_proposal = ruled.choice.is_none();
    match (comment, text) {
        (None, text) => sending.unsent = text.is_some(),
        (Some(at), Some(text)) => {
            fits(row, at, &text, workbook)?;
            sending.writes.push((at, NewValue::Text(text.as_str().into())));
            sending.text = Some(text);
            sending.kept_choice = ruled.choice.is_none();
        }
        (Some(at), None) => {
            // As when the row was filled: a text that does not fit its cell is left out, the choice is a whole answer.
            let text = proposed.map(|proposed| proposed.text.clone()).filter(|text| !text.is_empty());
            if let Some(text) = text.filter(|text| fits(row, at, text, workbook).is_ok()) {
                sending.writes.push((at, NewValue::Text(text.as_str().into())));
                sending.text = Some(text);
                sending.kept_text = !same_choice;
                from_proposal = true;
            }
        }
    }
    if let Some(proposed) = proposed.filter(|_| from_proposal) {
        sending.entries = proposed.entries.clone();
        sending.percent = same_choice.then_some(proposed.percent).filter(|_| ruled.answer.is_none());
    }
    Ok(sending)
}

/// A text as it was typed, without blanks around it and with one kind of line end, which programs change.
fn typed(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

fn cell(text: &str) -> Result<CellRef, Refused> {
    text.parse().map_err(|_| Refused {
        why: format!("\"{text}\" is no cell"),
        way_out: "make the review workbook anew with fill",
    })
}

fn fits(row: &DocketRow, at: CellRef, text: &str, workbook: &Workbook) -> Result<(), Refused> {
    let rule = workbook.sheet(&row.sheet).and_then(|sheet| sheet.constraint(at));
    room(text, rule).map_err(|reason| Refused {
        why: format!("Edited answer does not fit {at}: {}", reason.detail),
        way_out: "shorten it to what the customer's cell takes",
    })
}

/// The choice that was typed: as the list has it before any other case, by its number last.
pub(in crate::review) fn find<'o>(offered: &'o [Offered], typed: &str) -> Option<&'o Offered> {
    let typed = typed.trim();
    let number: Option<f64> = typed.parse().ok();
    offered
        .iter()
        .find(|choice| choice.text.trim() == typed)
        .or_else(|| offered.iter().find(|choice| choice.text.trim().to_lowercase() == typed.to_lowercase()))
        .or_else(|| offered.iter().find(|choice| number.is_some() && choice.number == number))
}

fn listed(offered: &[Offered]) -> String {
    let mut named: Vec<&str> =
        offered.iter().take(SHOWN_CHOICES).map(|choice| choice.text.as_str()).collect();
    if offered.len() > SHOWN_CHOICES {
        named.push("…");
    }
    named.join(" / ")
}

fn value(choice: &Offered) -> NewValue {
    choice.number.map_or_else(|| NewValue::Text(choice.text.as_str().into()), NewValue::Number)
}

/// The verdict that a choice says, where it is taken for one verdict and no other.
fn verdict(chosen: &Offered, offered: &[Offered]) -> Option<Verdict> {
    let list: Vec<Choice> =
        offered.iter().map(|choice| Choice { text: choice.text.clone(), number: choice.number }).collect();
    said(&chosen.text, true, &list, &HouseChoices::default())
}
