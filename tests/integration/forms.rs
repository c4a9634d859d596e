//! A form a trap: what is understood of each is what its maker meant, and filling it touches nothing else.
//!
//! The forms in `tests/fixtures/forms` and the truth beside each are written by `make_forms.py`. The truth is what a person
//! would say of the form, also where the program says something else: that stands in [`KNOWN_WRONG`] until it is mended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;
use trustfill::answer::{HouseChoices, Vendor};
use trustfill::confidence::Policy;
use trustfill::knowledge::{Audience, KnowledgeBase, SourceFile, load_files};
use trustfill::questionnaire::{Overrides, Questionnaire, detect};
use trustfill::report::layout_json;
use trustfill::respond::{Setting, edits, respond};
use trustfill::retrieval::Index;
use trustfill::text::Language;
use trustfill::workbook::{CellRef, EditOptions, Format, Limits, Sheet, Workbook};

use crate::support::{TODAY, root, trustfill};

/// What every row tells, and what is left out of it where it says nothing.
const FIELDS: [&str; 15] = [
    "id",
    "section",
    "question",
    "answer",
    "comment",
    "choices",
    "choices_unknown",
    "answered",
    "second_answer",
    "second_choices",
    "ticks",
    "kind",
    "hidden",
    "conditional",
    "mandatory",
];
/// Stands for a row that is not found, or is none.
const ROW: &str = "row";
/// Stands for what is written.
const FILLED: &str = "filled";

/// Form, fields and cause of what is misunderstood. Nothing else of these forms may be.
const KNOWN_WRONG: &[(&str, &[&str], &str)] = &[(
    "response_filled_by_a_named_buyer.xlsx",
    &["second_answer", "second_choices"],
    SECOND_OF_THE_CUSTOMER,
)];
const SECOND_OF_THE_CUSTOMER: &str = "the customer's dropdown is taken for a second answer, since only its group or the title tells whose it is";
/// Fields that decide which cells are written.
const DECISIVE: [&str; 5] = [ROW, "answer", "comment", "choices", "answered"];

/// Forms in which no question has one cell for its answer, or none of its choices says yes.
const NOTHING_TO_FILL: [&str; 7] = [
    "boxes_in_columns.xlsx",
    "boxes_of_options_in_rows.xlsx",
    "topics_to_tick.xlsx",
    "columns_to_tick.xlsx",
    "options_as_rows.xlsx",
    "question_repeated_for_each_option.xlsx",
    "two_answers_a_row.xlsx",
];

/// A form with its truth.
struct Form {
    name: String,
    bytes: Vec<u8>,
    sheets: Vec<Value>,
}

impl Form {
    fn workbook(&self) -> Workbook {
        self.opened(self.bytes.clone())
    }

    fn opened(&self, bytes: Vec<u8>) -> Workbook {
        let format = Format::from_extension(self.name.rsplit('.').next().unwrap()).unwrap();
        Workbook::open(bytes, format, &Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }

    fn asks(&self) -> bool {
        !self.sheets.is_empty()
    }

    /// Every row of the truth with the name of its sheet.
    fn rows(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.sheets.iter().flat_map(|sheet| {
            let name = sheet["name"].as_str().unwrap();
            sheet["questions"].as_array().unwrap().iter().map(move |row| (name, row))
        })
    }

    fn known_wrong(&self, fields: &[&str]) -> bool {
        KNOWN_WRONG
            .iter()
            .any(|(name, wrong, _)| *name == self.name && wrong.iter().any(|f| fields.contains(f)))
    }
}

fn folder() -> PathBuf {
    root().join("tests/fixtures/forms")
}

fn names(is_form: bool) -> BTreeSet<String> {
    let items = std::fs::read_dir(folder()).unwrap();
    let names = items.map(|item| item.unwrap().file_name().into_string().unwrap());
    let wanted = |name: &String| {
        let extension = name.rsplit('.').next().unwrap();
        if is_form { matches!(extension, "xlsx" | "xlsm" | "csv" | "tsv") } else { extension == "json" }
    };
    names.filter(wanted).collect()
}

fn forms() -> Vec<Form> {
    let read = |name: String| {
        let path = folder().join(&name);
        let truth = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let truth: Value = serde_json::from_str(&truth).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(truth["file"], format!("tests/fixtures/forms/{name}"));
        let sheets = truth["sheets"].as_array().unwrap().clone();
        Form { bytes: std::fs::read(path).unwrap(), name, sheets }
    };
    names(true).into_iter().map(read).collect()
}

/// Something that was understood otherwise than it was meant.
struct Difference {
    field: &'static str,
    told: String,
}

fn misunderstood(form: &Form) -> Vec<Difference> {
    let layout = match detect(&form.workbook(), &Overrides::default()) {
        Ok(questionnaire) => {
            serde_json::from_str(&layout_json(&form.name, &questionnaire, None, &[]).unwrap()).unwrap()
        }
        Err(error) => {
            return vec![Difference { field: ROW, told: format!("{}: refused: {error}", form.name) }];
        }
    };
    let want: BTreeMap<_, _> = form.rows().map(|(sheet, row)| (place(sheet, row), row)).collect();
    let got: BTreeMap<_, _> = inspected(&layout).map(|(sheet, row)| (place(sheet, row), row)).collect();
    let mut found = Vec::new();
    let mut say =
        |field, told: String| found.push(Difference { field, told: format!("{}: {told}", form.name) });
    for (place, row) in got.iter().filter(|(place, _)| !want.contains_key(*place)) {
        say(ROW, format!("{place}: is no question: {}", row["question"]));
    }
    for (place, want) in &want {
        let Some(got) = got.get(place) else {
            say(ROW, format!("{place}: not found: {}", want["question"]));
            continue;
        };
        for field in FIELDS.into_iter().filter(|field| got[*field] != want[*field]) {
            say(field, format!("{place}: {field} is {}, want {}", got[field], want[field]));
        }
    }
    found
}

fn place(sheet: &str, row: &Value) -> String {
    format!("{sheet}!{}", row["cell"].as_str().unwrap())
}

fn inspected(layout: &Value) -> impl Iterator<Item = (&str, &Value)> {
    layout["sheets"].as_array().unwrap().iter().flat_map(|sheet| {
        let name = sheet["name"].as_str().unwrap();
        sheet["questions"].as_array().unwrap().iter().map(move |row| (name, row))
    })
}

#[test]
fn every_form_has_its_truth_and_every_truth_its_form() {
    let stems = |is_form| -> BTreeSet<String> {
        names(is_form).iter().map(|name| name.rsplit_once('.').unwrap().0.to_owned()).collect()
    };
    assert_eq!(stems(true), stems(false));
    let listed = KNOWN_WRONG.iter().map(|(name, ..)| *name).chain(NOTHING_TO_FILL);
    let gone: Vec<&str> = listed.filter(|name| !names(true).contains(*name)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn every_form_is_understood_cell_by_cell_as_its_maker_meant_it() {
    let mut wrong = Vec::new();
    for form in forms().iter().filter(|form| form.asks()) {
        let unknown = |d: &Difference| !form.known_wrong(&[d.field]);
        wrong.extend(misunderstood(form).into_iter().filter(unknown).map(|d| d.told));
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_known_to_be_misunderstood_still_is() {
    let forms = forms();
    let mut mended = Vec::new();
    for (name, fields, why) in KNOWN_WRONG {
        let form = forms.iter().find(|form| form.name == *name).unwrap();
        let wrong: Vec<Difference> = misunderstood(form).into_iter().chain(miswritten(form)).collect();
        let right = fields.iter().filter(|field| wrong.iter().all(|d| d.field != **field));
        mended.extend(right.map(|field| format!("{name}: {field} ({why})")));
    }
    assert!(mended.is_empty(), "understood now; take off the list:\n{}", mended.join("\n"));
}

#[test]
fn a_workbook_without_a_form_is_refused_with_a_hint() {
    let mut refused = 0;
    for form in forms().iter().filter(|form| !form.asks()) {
        let ran = trustfill(["inspect"]).arg(folder().join(&form.name)).fails_with(3);
        assert!(ran.stderr.contains(&form.name) && ran.stderr.contains("\nhint: "), "{}", ran.stderr);
        refused += 1;
    }
    assert!(refused >= 4, "{refused} workbooks without a form");
}

/// A base that knows every question of the form and says yes to it.
fn base(form: &Form) -> KnowledgeBase {
    let questions: BTreeSet<&str> = form.rows().map(|(_, row)| row["question"].as_str().unwrap()).collect();
    let file = |(number, question): (usize, &str)| {
        let question = serde_json::to_string(question).unwrap();
        let head = format!("question = {question}\nverdict = \"yes\"\nshort = \"Yes, it is so.\"");
        let head = format!(
            "{head}\naudience = \"public\"\nstatus = \"approved\"\nowner = \"test\"\nreviewed = {TODAY}"
        );
        SourceFile {
            path: format!("all/row-{number}.md"),
            text: format!("+++\n{head}\n+++\nYes. It is \"so\" & not otherwise: 1 < 2, året om.\n"),
        }
    };
    let files: Vec<SourceFile> = questions.into_iter().enumerate().map(file).collect();
    load_files(&files, Audience::Public, false).unwrap()
}

/// The form filled from a base of its own questions.
fn filled(form: &Form, workbook: &Workbook, questionnaire: &Questionnaire) -> Workbook {
    let base = base(form);
    let setting = Setting {
        policy: Policy::DEFAULT,
        today: TODAY.parse().unwrap(),
        // Said, so that no row is held back because the base has no answer in its language.
        language: Some(Language::English),
        house: HouseChoices::default(),
        vendor: Vendor::default(),
        with_evidence: false,
    };
    let response = respond(workbook, questionnaire, &Index::build(&base), &setting);
    let edits = edits(&response, questionnaire, None);
    let edited = workbook.edit(&edits, &EditOptions::default());
    form.opened(edited.unwrap_or_else(|error| panic!("{}: {error}", form.name)).bytes)
}

/// Every value of a sheet, by cell.
fn values(workbook: &Workbook, sheet: &str) -> BTreeMap<CellRef, String> {
    let rows = workbook.sheet(sheet).unwrap().rows();
    let cells = rows.flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, *column, cell)));
    cells
        .filter_map(|(row, column, cell)| {
            Some((CellRef::new(row, column), cell.value.as_ref()?.display().into_owned()))
        })
        .collect()
}

/// What filling the form changes and should not; nothing where its answer cells are known to be wrong.
fn miswritten(form: &Form) -> Vec<Difference> {
    if form.known_wrong(&DECISIVE) {
        return Vec::new();
    }
    let workbook = form.workbook();
    let questionnaire = detect(&workbook, &Overrides::default());
    let questionnaire = questionnaire.unwrap_or_else(|error| panic!("{}: {error}", form.name));
    let after = filled(form, &workbook, &questionnaire);
    let (mut told, mut written) = (Vec::new(), 0);
    for name in workbook.sheets().iter().map(Sheet::name) {
        let (old, new) = (values(&workbook, name), values(&after, name));
        let rows: Vec<&Value> = form.rows().filter(|(sheet, _)| *sheet == name).map(|(_, row)| row).collect();
        // Where no row has a cell for its answer, a column is added right of all that is there.
        let added = old.keys().map(|at| at.column + 1).max();
        let added = added.filter(|_| rows.iter().all(|row| row["answer"].is_null()));
        let all = old.keys().chain(new.keys()).collect::<BTreeSet<_>>();
        for at in all.into_iter().filter(|at| old.get(at) != new.get(at)) {
            written += 1;
            let text = new.get(at).map_or("", String::as_str);
            if let Some(row) = open_row(&rows, *at, "answer") {
                if !offers(row, text) {
                    told.push(format!("{name}!{at}: {text:?} is none of {}", row["choices"]));
                }
            } else if open_row(&rows, *at, "comment").is_none() && added != Some(at.column) {
                told.push(format!("{name}!{at}: {:?} became {text:?}", old.get(at)));
            }
        }
    }
    if (written == 0) != NOTHING_TO_FILL.contains(&form.name.as_str()) {
        told.push(format!("{written} cells were written"));
    }
    let told = told.into_iter();
    told.map(|told| Difference { field: FILLED, told: format!("{}: {told}", form.name) }).collect()
}

/// The row that may be filled and has this cell in that field.
fn open_row<'r>(rows: &[&'r Value], at: CellRef, field: &str) -> Option<&'r Value> {
    let cell = at.to_string();
    let open = |row: &Value| row["answered"] == false && row["kind"].is_null();
    rows.iter().find(|row| open(row) && row[field] == cell.as_str()).copied()
}

/// Whether the cell takes the text: a choice of its list, or any text where it has none.
fn offers(row: &Value, text: &str) -> bool {
    let choices = row["choices"].as_array().unwrap();
    row["choices_unknown"].is_null() && (choices.is_empty() || choices.iter().any(|choice| choice == text))
}

#[test]
fn filling_a_form_changes_its_answer_and_comment_cells_and_nothing_else() {
    let forms = forms();
    let asking = forms.iter().filter(|form| form.asks() && !form.known_wrong(&[FILLED]));
    let wrong: Vec<String> = asking.flat_map(miswritten).map(|difference| difference.told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
