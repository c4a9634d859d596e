//! How long the workbook layer takes, alone: opened and indexed, its form found, an answer spliced into every row, of forms
//! of 1,000, 10,000 and 100,000 questions; beside them the same file streamed by calamine and forgotten.
//!
//! The forms are made here: different questions under a header, every answer
//! still open. `docs/performance.md` has what came out, and how memory is measured (`scripts/workbook_layer.rs`).

use std::hint::black_box;
use std::io::Cursor;
use std::time::Duration;

use calamine::{Reader, Xlsx};
use criterion::{BenchmarkId, Criterion};
use rust_xlsxwriter::{DataValidation, XlsxError};
use trustfill::questionnaire::{Overrides, detect};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};

/// Questions of the forms: a usual one, a large one, and one that nobody has sent yet.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
/// The columns of a form; answers go into the fourth.
const HEADER: [&str; 5] = ["No.", "Section", "Question", "Answer", "Comments"];
const ANSWER: u32 = 3;

fn form(questions: u32) -> Result<Vec<u8>, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string(0, column, name)?;
    }
    for row in 1..=questions {
        sheet.write_string(row, 0, format!("Q-{row}"))?;
        sheet.write_string(row, 1, format!("Section {}", row / 50 + 1))?;
        sheet.write_string(row, 2, format!("Do you review control number {row} at least once a year?"))?;
    }
    let choices = DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"])?;
    sheet.add_data_validation(1, 3, questions, 3, &choices)?;
    book.save_to_buffer()
}

fn open(bytes: &[u8]) -> Workbook {
    Workbook::open(bytes.to_vec(), Format::Xlsx, &Limits::default()).expect("a form that opens")
}

/// An answer for every row under the header.
fn answers(workbook: &Workbook) -> Vec<Edit> {
    let sheet = &workbook.sheets()[0];
    let rows = sheet.rows().skip(1);
    rows.map(|(row, _)| Edit {
        sheet: sheet.name().to_owned(),
        cell: CellRef::new(row, ANSWER),
        value: NewValue::Text("Yes".into()),
        fill: None,
    })
    .collect()
}

/// The cells of the first sheet, each seen once and forgotten.
fn stream(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a form that opens");
    let name = book.sheet_names().remove(0);
    let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
    let mut cells = 0;
    while let Some(cell) = reader.next_cell().expect("a cell") {
        black_box(&cell);
        cells += 1;
    }
    cells
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for size in SIZES {
        let bytes = form(size).expect("a form");
        let workbook = open(&bytes);
        let answers = answers(&workbook);
        let mut group = criterion.benchmark_group("workbook");
        group.sample_size(10).measurement_time(Duration::from_secs(10));
        let id = |job| BenchmarkId::new(job, size);
        group.bench_function(id("calamine"), |b| b.iter(|| stream(black_box(&bytes))));
        group.bench_function(id("open"), |b| b.iter(|| open(black_box(&bytes))));
        group.bench_function(id("detect"), |b| b.iter(|| detect(&workbook, &Overrides::default())));
        group.bench_function(id("splice"), |b| b.iter(|| workbook.edit(&answers, &EditOptions::default())));
        group.finish();
    }
    criterion.final_summary();
}
