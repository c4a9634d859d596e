//! One row read as a question: its text and id, the cells that belong to it, and what stands in them.

use std::sync::LazyLock;

use crate::workbook::{CellRef, Choices};

use super::super::general::is_general;
use super::super::phrases::Phrases;
use super::super::placeholder::is_placeholder;
use super::super::question::{Kind, Question, Tick};
use super::super::text_signs::{fold, leading_id, tokens, within, word_count};
use super::blocks::one_line;
use super::candidates::Header;
use super::columns::Layout;
use super::grid::{Grid, GridCell};
use super::header_words::Role;

/// Bytes of a text in which its opening words stand.
const OPENING_BYTES: usize = 120;
/// A leading id is parted from the texts when this share of them has one; below, "802.1X is used" is no id.
const IDS_IN_TEXT: f32 = 0.6;
/// The question in a row.
pub(crate) fn question(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    section: Option<String>,
    ids_in_text: bool,
) -> Question {
    let sheet = grid.sheet;
    let cell = CellRef::new(row, layout.question);
    let raw = grid.text(row, layout.question);
    let listed = layout.id.map(|c| grid.shown(row, c)).filter(|t| !t.is_empty() && word_count(t) <= 4);
    let (id, text) = match (listed, leading_id(raw)) {
        (Some(id), _) => (Some(id.to_string()), raw),
        (None, Some((id, rest))) if ids_in_text && layout.id.is_none() => (Some(id.to_string()), rest),
        _ => (None, raw),
    };
    // A cell merged into another column's (answer and comment as one) is no cell of its own.
    let own = |column: u32| {
        let at = sheet.anchor(CellRef::new(row, column));
        (at.column == column && at != cell).then_some(at)
    };
    let answer = layout.answer.and_then(own);
    let mut question = Question {
        cell,
        id,
        section,
        text: text.to_string(),
        answer,
        choices: answer.map_or(Choices::Free, |a| sheet.choices(a)),
        second_answer: layout.second.and_then(own).filter(|s| sheet.has_dropdown(*s)),
        second_choices: Choices::Free,
        ticks: Vec::new(),
        comment: layout.comment.and_then(own).filter(|c| Some(*c) != answer),
        answered: false,
        commented: false,
        placeholder: None,
        kind: if is_general(text) { Kind::General } else { Kind::Question },
        hidden: sheet.row_hidden(row),
        conditional: is_conditional(text),
        mandatory: mandatory(raw),
        answer_is_formula: false,
        locked: false,
    };
    question.second_choices = question.second_answer.map_or(Choices::Free, |s| sheet.choices(s));
    if question.answer.is_none() && layout.answer.is_none() {
        question.answer = below(grid, layout, row);
    }
    fill_state(grid, &mut question);
    question
}

/// The cell beside the label "Answer:" in the row below.
fn below(grid: &Grid, layout: &Layout, row: u32) -> Option<CellRef> {
    let under = grid.rows.get(grid.position(row) + 1).filter(|r| r.row <= row + 2)?;
    let label = under.cells.first().filter(|c| c.column <= layout.question + 1 && under.cells.len() <= 2)?;
    let named = |c: &GridCell| c.header().is_some_and(|s| s.role == Role::Answer && s.strength >= 0.7);
    let column = grid.right_edge(under.row, label.column) + 1;
    (label.sign().words <= 3 && named(label)).then(|| CellRef::new(under.row, column))
}

/// The cells to tick in the row of the question; one that is marked answers it.
pub(crate) fn add_ticks(grid: &Grid, header: &Header, layout: &Layout, question: &mut Question) {
    let row = question.cell.row;
    for column in &layout.ticks {
        let label = header.cells.get(column).map_or("", |c| c.text.as_str());
        question.ticks.push(Tick { label: one_line(label), cell: CellRef::new(row, *column) });
        question.answered |= !is_placeholder(grid.text(row, *column), "", &Choices::Free);
    }
}

/// What stands in the answer and comment cells.
pub(crate) fn fill_state(grid: &Grid, question: &mut Question) {
    let sheet = grid.sheet;
    if let Some(answer) = question.answer {
        let value = grid.text(answer.row, answer.column);
        question.answer_is_formula = sheet.cell(answer).is_some_and(|c| c.formula);
        question.locked = sheet.protected() && sheet.locked(answer);
        let stub = is_placeholder(value, &question.text, &question.choices);
        // A formula that mirrors another cell holds an answer even while it shows none.
        question.answered = question.answer_is_formula || (!value.is_empty() && !stub);
        question.placeholder = (stub && !value.is_empty()).then(|| value.to_string());
    }
    if let Some(comment) = question.comment {
        let value = grid.text(comment.row, comment.column);
        let formula = sheet.cell(comment).is_some_and(|c| c.formula);
        question.commented = formula || !is_placeholder(value, &question.text, &Choices::Free);
    }
}

/// Whether most texts begin with their id.
pub(crate) fn texts_bear_ids(grid: &Grid, layout: &Layout, rows: &[u32]) -> bool {
    // Headings and labels are shorter than any question.
    let texts: Vec<&str> = rows
        .iter()
        .filter_map(|r| grid.cell(*r, layout.question))
        .filter(|c| c.sign().words >= 3)
        .map(|c| c.text.as_str())
        .collect();
    let with = texts.iter().filter(|t| leading_id(t).is_some()).count();
    layout.id.is_none() && with as f32 >= IDS_IN_TEXT * texts.len().max(1) as f32
}

/// Openings of rows that count only after another answer, by language. "In case of an incident" asks by itself; "in case
/// of a yes" does not.
static CONDITIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        // en
        "if yes, if no, if so, if not, if applicable, if answered, if the answer, if your answer, if you answered, \
         if any, where applicable",
        // sv
        "om ja, om nej, om sa, om inte, om svaret, om tillampligt, om ni svarat, om ni har svarat, i sa fall, vid ja, \
         vid nej, i forekommande fall",
        // da, no
        "hvis ja, hvis nej, hvis nei, hvis svaret, hvis ikke, hvis relevant, i sa fald, i sa fall, i bekraeftende fald, \
         i bekreftende fall, dersom ja, dersom nei, dersom svaret",
        // de
        "falls ja, falls nein, falls nicht, falls zutreffend, falls die antwort, falls vorhanden, wenn ja, wenn nein, \
         wenn nicht, wenn zutreffend, wenn die antwort, sofern ja, sofern nein, sofern zutreffend, bei ja, bei nein, \
         bei antwort ja, bejahendenfalls, im falle einer bejahung, im bejahenden fall",
        // fr
        "si oui, si non, si c est le cas, si ce n est pas le cas, si tel est le cas, si la reponse, si votre reponse, \
         si applicable, si vous avez repondu, dans l affirmative, dans la negative, le cas echeant, en cas de reponse",
        // es
        "en caso afirmativo, en caso negativo, en caso de que, en caso de respuesta, en caso de ser, \
         si la respuesta, si su respuesta, si es asi, si no es asi, si aplica, si procede, si corresponde, \
         si ha respondido, \
         de ser asi, en ese caso, en tal caso, en su caso",
        // pt
        "se sim, se nao, se a resposta, se aplicavel, se respondeu, em caso afirmativo, em caso negativo, \
         em caso positivo, em caso de resposta, caso afirmativo, caso sim, caso a resposta, caso positivo",
        // pl
        "jesli tak, jesli nie, jezeli tak, jezeli nie, jesli odpowiedz, jezeli odpowiedz, jesli dotyczy, jezeli dotyczy, \
         w przypadku odpowiedzi",
        // nl
        "zo ja, zo nee, zo niet, indien ja, indien nee, indien van toepassing, indien het antwoord, als ja, als nee, \
         als het antwoord",
        "so ja",
    ])
});

/// "If yes, …", "If so", "Om ja", "Falls ja", "Si oui".
fn is_conditional(text: &str) -> bool {
    let text = within(leading_id(text).map_or(text, |(_, rest)| rest), OPENING_BYTES);
    let folded = fold(text);
    let mut words = tokens(&folded);
    // "a) If yes"
    if words.first().is_some_and(|w| w.len() == 1)
        && text.trim_start().chars().nth(1).is_some_and(|c| c == ')' || c == '.')
    {
        words.remove(0);
    }
    let no_longer = words.starts_with(&["if", "no", "longer"]);
    (!no_longer && CONDITIONS.open(&words).is_some())
        || ["はいの場合", "如是", "如果是", "「はい」の場合", "若是", "如选", "いいえの場合", "如有"]
            .iter()
            .any(|o| text.starts_with(o))
}

/// A trailing star, or a word in brackets.
fn mandatory(text: &str) -> Option<bool> {
    const OPTIONAL: &[&str] =
        &["(optional)", "(valfritt)", "(frivillig)", "(facultatif)", "(opcional)", "(任意)", "（任意）"];
    const REQUIRED: &[&str] =
        &["(required)", "(mandatory)", "(obligatorisk)", "(obligatoire)", "(obligatorio)", "(必須)"];
    if !text.contains(['(', '（']) {
        return text.trim_end().ends_with('*').then_some(true);
    }
    let lower = text.to_lowercase();
    if OPTIONAL.iter().any(|o| lower.contains(o)) {
        return Some(false);
    }
    (text.trim_end().ends_with('*') || REQUIRED.iter().any(|r| lower.contains(r))).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditional_rows_are_known_by_how_they_begin() {
        for text in [
            "If yes, describe it",
            "4.2 If so, when?",
            "Om ja, beskriv",
            "Falls ja, bitte erläutern",
            "Si oui, lesquels",
            "I så fall, hur ofta?",
            "Om svaret är nej: varför inte?",
            "Wenn nein, bitte begründen",
            "Sofern ja, seit wann?",
            "Dans l'affirmative, précisez la durée",
            "Si c'est le cas, indiquez le prestataire",
            "En caso afirmativo, indique el alcance",
            "De ser así, ¿con qué frecuencia?",
            "a) If yes, who?",
        ] {
            assert!(is_conditional(text), "{text}");
        }
        for text in [
            "Is it known if yes or no?",
            "If no longer needed, is data erased?",
            "En caso de incidente, ¿se informa al cliente?",
            "Si votre entreprise grandit, qui contrôle ?",
        ] {
            assert!(!is_conditional(text), "{text}");
        }
    }

    #[test]
    fn stars_and_words_in_brackets_mark_a_row() {
        assert_eq!(mandatory("Do you patch?*"), Some(true));
        assert_eq!(mandatory("Other remarks (optional)"), Some(false));
        assert_eq!(mandatory("Do you patch?"), None);
    }
}
