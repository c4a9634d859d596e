//! What comes back from reviewers: review workbooks of odd parts, review workbooks that somebody typed in, dockets with another
//! seal, files of rulings. What is read is applied, and what is applied is written into the form.

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use trustfill::questionnaire::{Overrides, detect};
use trustfill::respond::{Docket, DocketFrame, Provenance, docket_seal, respond};
use trustfill::review::{self, Reviewed, Rulings, apply, read_review, read_rulings, read_rulings_file};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook, WorkbookError};

use crate::archive::{self, Part};
use crate::input::Input;
use crate::{draw, house, mutate};

/// The form that was reviewed: every kind of row that a docket knows.
const FORM: &str = include_str!("../good/form_sheet.xml");
/// What reviewers type.
const TYPED: [&str; 16] = [
    "accept",
    "use 2nd",
    "use 3rd",
    "edit",
    "wrong match",
    "leave blank",
    "Accept ",
    "acept",
    "",
    "Yes",
    "No",
    "N/A",
    "Yes, since 2020.",
    "=1+1",
    "Other",
    "-",
];

/// A form and its review, made once.
struct Made {
    form: Workbook,
    docket: String,
    review: Workbook,
    parts: Vec<Part>,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut parts = archive::good();
        parts.retain(|(name, _)| name != "xl/calcChain.xml" && name != "xl/worksheets/sheet1.xml");
        parts.push(("xl/worksheets/sheet1.xml".to_owned(), FORM.as_bytes().to_vec()));
        let bytes = archive::zip(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
        let form = Workbook::open(bytes.clone(), Format::Xlsx, &Limits::default()).expect("the form opens");
        let found = detect(&form, &Overrides::default()).expect("it is a form");
        let setting = house::setting();
        let response = respond(&form, &found, house::index(), &setting);
        let provenance = Provenance::new("form.xlsx", &bytes, house::base(), house::TODAY);
        let frame = DocketFrame::of(&response, &found, &form, &provenance, "form.xlsx");
        let docket = Docket::of(&response, &frame);
        let text = docket.to_text().expect("a docket is written");
        let review = review::write(&response, &provenance, &setting.policy, &Rulings::default(), &frame)
            .expect("a review workbook is written");
        let parts = archive::unzip(&review).expect("it is an archive");
        let review = Workbook::open(review, Format::Xlsx, &Limits::default()).expect("it opens");
        Made { form, docket: text, review, parts }
    })
}

/// The parts of the review workbook that odd parts are put into.
pub fn parts() -> Vec<Part> {
    made().parts.clone()
}

/// A file of rulings on the form, which accepts every row.
pub fn rulings_file() -> String {
    let docket = Docket::from_text(&made().docket, &docket_seal(&made().docket)).expect("our own docket");
    let rows: Vec<_> =
        docket.rows.iter().map(|row| serde_json::json!({"key": row.key, "ruling": "accept"})).collect();
    file_of(&made().docket, &serde_json::Value::from(rows).to_string())
}

fn file_of(docket: &str, rows: &str) -> String {
    let text = serde_json::Value::from(docket).to_string();
    format!("{{\"rulings\":1,\"docket\":{text},\"seal\":\"{}\",\"rows\":{rows}}}", docket_seal(docket))
}

/// Runs a case: parts of a workbook, the text of a file of rulings (a part without a name), or options alone, from which
/// changes to a good review are drawn.
pub fn run(data: &[u8]) {
    let input = Input::of(data);
    if let Some(file) = input.file().filter(|file| !file.starts_with(b"PK")) {
        let Ok(text) = std::str::from_utf8(file) else { return };
        if let Ok(reviewed) = read_rulings_file(text) {
            applied(&reviewed);
        }
    } else if !input.parts.is_empty() {
        let bytes = archive::of(&input, &made().parts);
        if let Ok(workbook) = Workbook::open(bytes, Format::Xlsx, &Limits::default()) {
            read(&workbook);
        }
    } else {
        let mut u = Unstructured::new(data);
        let _ = drawn(&mut u);
    }
}

fn drawn(u: &mut Unstructured<'_>) -> Result<()> {
    match u.int_in_range(0..=2u8)? {
        0 => {
            let Some(workbook) = typed(u)? else { return Ok(()) };
            read(&workbook);
        }
        // A docket that somebody changed and sealed again: it may say anything.
        1 => {
            let docket = mutate::text(u, &made().docket)?;
            if let Ok(docket) = Docket::from_text(&docket, &docket_seal(&docket)) {
                let text = docket.to_text().expect("a docket is written");
                assert_eq!(Docket::from_text(&text, &docket_seal(&text)).expect("and read"), docket);
                let mut rows = Vec::new();
                for row in &docket.rows {
                    let typed = *u.choose(&TYPED)?;
                    let (choice, answer) = (*u.choose(&TYPED)?, draw::text(u)?);
                    rows.push(serde_json::json!({"key": row.key, "ruling": typed, "choice": choice, "answer": answer}));
                }
                if let Ok(reviewed) =
                    read_rulings_file(&file_of(&text, &serde_json::Value::from(rows).to_string()))
                {
                    applied(&reviewed);
                }
            }
        }
        _ => {
            let text = mutate::text(u, &rulings_file())?;
            if let Ok(reviewed) = read_rulings_file(&text) {
                applied(&reviewed);
            }
        }
    }
    Ok(())
}

/// The good review with texts typed into it, and cells of the tool changed.
fn typed(u: &mut Unstructured<'_>) -> Result<Option<Workbook>> {
    let review = &made().review;
    let mut edits: Vec<Edit> = Vec::new();
    for _ in 0..u.int_in_range(1..=10u8)? {
        // The sheets with rows come first; the docket is the last.
        let sheet = match u.int_in_range(0..=15u8)? {
            0 => u.choose(review.sheets())?,
            1..=4 => &review.sheets()[1],
            _ => &review.sheets()[0],
        };
        let last = sheet.used_range().map_or(CellRef::new(0, 0), |range| range.last);
        let cell = CellRef::new(u.int_in_range(0..=last.row + 1)?, u.int_in_range(0..=last.column + 1)?);
        let value = match u.int_in_range(0..=7u8)? {
            0 => draw::value(u)?,
            // What another cell of the sheet holds: rows that were copied or moved.
            1 => {
                let from = CellRef::new(u.int_in_range(0..=last.row)?, u.int_in_range(0..=last.column)?);
                NewValue::Text(sheet.text(from).into())
            }
            _ => NewValue::Text((*u.choose(&TYPED)?).into()),
        };
        edits.retain(|edit| edit.sheet != sheet.name() || edit.cell != cell);
        edits.push(Edit { sheet: sheet.name().to_owned(), cell, value, fill: None });
    }
    let edited = review.edit(&edits, &EditOptions { overwrite_formulas: true, ..EditOptions::default() });
    Ok(edited.ok().map(|edited| {
        Workbook::open(edited.bytes, Format::Xlsx, &Limits::default()).expect("an edited review opens")
    }))
}

/// Reads a review workbook in both ways, and applies what it says.
fn read(workbook: &Workbook) {
    let _ = (review::is_review(workbook), review::own_notes(workbook));
    if let Ok(rulings) = read_rulings(workbook) {
        assert_eq!(rulings.is_empty(), rulings.len() == 0);
        let _ = rulings.beyond(house::base());
        let docket = Docket::from_text(&made().docket, &docket_seal(&made().docket)).expect("our own docket");
        let _ = rulings.clone().settle(&docket);
    }
    match read_review(workbook) {
        Ok(reviewed) => applied(&reviewed),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// What was ruled goes into the form, or is refused by name.
fn applied(reviewed: &Reviewed) {
    let form = &made().form;
    let applied = match apply(reviewed, form) {
        Ok(applied) => applied,
        Err(errors) => {
            assert!(!errors.problems.is_empty());
            return;
        }
    };
    let options = EditOptions { added: applied.added.clone(), ..EditOptions::default() };
    let edited = match form.edit(&applied.edits, &options) {
        Ok(edited) => edited,
        Err(WorkbookError::Verification { detail }) => panic!("the output is not what was meant: {detail}"),
        Err(_) => return,
    };
    let again = Workbook::open(edited.bytes, Format::Xlsx, &Limits::default()).expect("the form opens");
    for edit in &applied.edits {
        let at = form.sheet(&edit.sheet).map_or(edit.cell, |sheet| sheet.anchor(edit.cell));
        let stored = again.sheet(&edit.sheet).map(|sheet| sheet.text(at).into_owned()).unwrap_or_default();
        if let NewValue::Text(text) = &edit.value {
            assert_eq!(stored, crate::splice::plain(text), "{at}");
        }
    }
}
