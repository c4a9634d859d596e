//! Forms of every shape through the whole line: found, answered, written, reviewed. Nothing panics, no answer goes over a
//! question or out of the sheet, and what is written can be read back.

use std::collections::BTreeSet;

use arbitrary::{Result, Unstructured};
use trustfill::questionnaire::{Overrides, Questionnaire, detect};
use trustfill::report::{layout_json, layout_text};
use trustfill::respond::{Docket, DocketFrame, Provenance, Response, added_columns, edits, respond};
use trustfill::review::{self, Rulings, apply, read_review, read_rulings};
use trustfill::workbook::{
    CellRef, EditOptions, Format, Limits, MAX_COLUMNS, MAX_ROWS, Sheet, Workbook, WorkbookError,
};

use crate::form::Form;
use crate::house;

/// Runs a case.
pub fn run(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok((overrides, drafts, form)) = case(&mut u) else { return };
    let workbook = Workbook::open(form.bytes.clone(), form.format, &Limits::default());
    // Merges and validations may be drawn that a workbook cannot have, and a text may look like another kind of file.
    let Ok(workbook) = workbook else { return };
    let Ok(found) = detect(&workbook, &overrides) else { return };
    placed(&workbook, &found);
    let json = layout_json("form", &found, None, &[]).expect("a layout is written");
    serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    assert!(!layout_text("form", &found, None, &[]).is_empty());
    answered(&form.bytes, &workbook, &found, drafts);
}

/// Draws a case.
///
/// # Errors
/// None where the bytes end: what is missing is drawn as zeros.
///
/// Corrections, least probability of drafts, and a form. The form comes last: it takes most bytes.
pub fn case(u: &mut Unstructured<'_>) -> Result<(Overrides, Option<f64>, Form)> {
    let drafts = *u.choose(&[None, None, Some(0.0), Some(0.5)])?;
    let mut overrides = Overrides::default();
    if u.ratio(1u8, 6u8)? {
        let columns = ["A", "B", "C", "H", "XFD", "Question", "Answer", "Comment", "ID"];
        let column = |u: &mut Unstructured<'_>| -> Result<Option<String>> {
            Ok(if u.arbitrary()? { Some((*u.choose(&columns)?).to_owned()) } else { None })
        };
        overrides.question_column = column(u)?;
        overrides.answer_column = column(u)?;
        overrides.comment_column = column(u)?;
        overrides.id_column = column(u)?;
        overrides.section_column = column(u)?;
        overrides.header_row = if u.arbitrary()? { Some(u.int_in_range(0..=12)?) } else { None };
        overrides.sheet = if u.arbitrary()? {
            Some((*u.choose(&["Q", "security", "", "Cover"])?).to_owned())
        } else {
            None
        };
    }
    Ok((overrides, drafts, Form::draw(u)?))
}

/// Whether every cell that was found is one of the sheet's grid, and no answer goes where a question stands.
fn placed(workbook: &Workbook, found: &Questionnaire) {
    assert_eq!(found.sheets.len(), workbook.sheets().len());
    for form in &found.sheets {
        let sheet = workbook.sheet(&form.name).expect("a sheet that was found is there");
        let asking: BTreeSet<CellRef> =
            form.questions.iter().map(|question| sheet.anchor(question.cell)).collect();
        assert_eq!(asking.len(), form.questions.len(), "a cell asks twice");
        for question in &form.questions {
            assert!(!question.text.trim().is_empty(), "{} asks nothing", question.cell);
            inside(question.cell);
            let ticks = question.ticks.iter().map(|tick| tick.cell);
            // What answers one question already may read like another; nothing is written there.
            let goes = question.answer.into_iter().chain(question.comment).chain(question.second_answer);
            for at in goes {
                inside(at);
                assert!(
                    question.answered || !asking.contains(&sheet.anchor(at)),
                    "the answer of {} goes over a question, {at}",
                    question.cell
                );
            }
            // A line of boxes may stand in the cell of the question itself, which a person ticks.
            ticks.for_each(inside);
            let cells = [question.answer, question.comment, question.second_answer];
            let taken: BTreeSet<CellRef> = cells.iter().flatten().map(|at| sheet.anchor(*at)).collect();
            assert_eq!(
                taken.len(),
                cells.iter().flatten().count(),
                "{}: two answers in one cell",
                question.cell
            );
        }
        for block in &form.blocks {
            assert!(block.first_row <= block.last_row && block.last_row < MAX_ROWS);
            assert!(block.append_column <= MAX_COLUMNS);
            right_of(sheet, block.append_column);
        }
    }
}

fn inside(at: CellRef) {
    assert!(at.row < MAX_ROWS && at.column < MAX_COLUMNS, "{at} is outside of the grid");
}

/// Whether a column that would be added is right of what is used.
fn right_of(sheet: &Sheet, column: u32) {
    let last = sheet.used_range().map_or(0, |range| range.last.column);
    assert!(column > last, "column {column} would be added, and {last} is used");
}

/// Answers the form, writes it, and reads the review workbook back.
fn answered(bytes: &[u8], workbook: &Workbook, found: &Questionnaire, drafts: Option<f64>) {
    let setting = house::setting();
    let response = respond(workbook, found, house::index(), &setting);
    let counts = response.counts();
    assert_eq!(counts.rows, found.questions().count());
    let edits = edits(&response, found, drafts);
    let added = added_columns(&edits, &response, found, workbook, drafts);
    let options = EditOptions { added, ..EditOptions::default() };
    let form = match workbook.edit(&edits, &options) {
        Ok(edited) => edited.bytes,
        // Somebody named column XFD, and there is none behind it.
        Err(WorkbookError::OutsideGrid { .. }) => return,
        Err(error) => panic!("the answers cannot be written: {error}"),
    };
    // Sniffed anew, separated text may seem to have another delimiter.
    let format = workbook.format();
    let again = Workbook::open(form, format, &Limits::default()).expect("the form opens");
    if format == Format::Xlsx {
        for edit in &edits {
            let at = workbook.sheet(&edit.sheet).expect("a sheet of the form").anchor(edit.cell);
            let stored = again.sheet(&edit.sheet).expect("the same sheet").text(at).into_owned();
            assert_eq!(stored, edit.value.to_string().replace("\r\n", "\n"), "{at}");
        }
    }
    reviewed(bytes, workbook, found, &response);
}

/// The review workbook of a response: it opens, nothing is ruled in it yet, and what was filled is what `apply` writes.
fn reviewed(bytes: &[u8], workbook: &Workbook, found: &Questionnaire, response: &Response<'_>) {
    let provenance = Provenance::new("form.xlsx", bytes, house::base(), house::TODAY);
    let frame = DocketFrame::of(response, found, workbook, &provenance, "form.xlsx");
    let docket = Docket::of(response, &frame);
    let text = docket.to_text().expect("a docket is written");
    let seal = trustfill::respond::docket_seal(&text);
    assert_eq!(Docket::from_text(&text, &seal).expect("a docket reads back"), docket);
    let policy = house::setting().policy;
    let review = review::write(response, &provenance, &policy, &Rulings::default(), &frame)
        .expect("a review workbook is written");
    let review = Workbook::open(review, Format::Xlsx, &Limits::default()).expect("it opens");
    assert!(review::is_review(&review));
    assert!(read_rulings(&review).expect("it reads back").is_empty());
    let reviewed = read_review(&review).expect("it reads back");
    assert!(reviewed.is_empty());
    let applied = apply(&reviewed, workbook).expect("nothing was ruled that cannot be done");
    let filled: BTreeSet<String> =
        edits(response, found, None).iter().map(|edit| format!("{edit:?}")).collect();
    for edit in &applied.edits {
        assert!(filled.contains(&format!("{edit:?}")), "{edit:?} is written by apply and not by fill");
    }
}
