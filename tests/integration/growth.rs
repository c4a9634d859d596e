//! No step is quadratic: four times the input takes about four times the time, of whatever kind it is.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::time::Instant;

use trustfill::confidence::Policy;
use trustfill::config::Config;
use trustfill::knowledge::{Audience, SourceFile, load_files};
use trustfill::questionnaire::{Overrides, detect};
use trustfill::respond::{Setting, edits, respond};
use trustfill::retrieval::Index;
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::TODAY;

/// How much more there is of the longer input.
const TIMES: usize = 4;
/// A step that takes so many times longer then is taken for quadratic (which is 16); a linear one stays below it on a machine
/// that is busy with other things, too.
const TOO_MUCH: f64 = 10.0;
/// The best of so many runs counts.
const RUNS: usize = 3;
/// A shorter time says nothing: the clock of a thread moves in steps of some milliseconds on some machines.
const LEAST_SECONDS: f64 = 0.02;

/// Fails where `run` takes more than in proportion. `make` makes an input of a size.
fn grows_in_step(size: usize, make: impl Fn(usize) -> Vec<u8>, run: impl Fn(Vec<u8>)) {
    let best = |size| {
        let input = make(size);
        let times = (0..RUNS).map(|_| {
            let input = input.clone();
            let (cpu, wall) = (thread_seconds(), Instant::now());
            run(input);
            match (cpu, thread_seconds()) {
                (Some(before), Some(after)) => after - before,
                _ => wall.elapsed().as_secs_f64(),
            }
        });
        times.fold(f64::INFINITY, f64::min)
    };
    let (short, long) = (best(size), best(size * TIMES));
    let ratio = long / short.max(LEAST_SECONDS);
    println!("{size}: {short:.3} s, {}: {long:.3} s, ratio {ratio:.1}", size * TIMES);
    assert!(ratio < TOO_MUCH, "{size} take {short:.3} s, {} take {long:.3} s", size * TIMES);
}

/// Seconds that this thread was on a processor, where the system tells.
fn thread_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// The parts of a workbook, as far as the tests differ in them.
#[derive(Default)]
struct Book {
    /// What stands inside `worksheet`, of each sheet.
    sheets: Vec<String>,
    strings: Vec<&'static str>,
    /// `definedName` elements.
    names: String,
}

impl Book {
    fn zip(&self) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, text: &str| {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        };
        let (mut listed, mut related) = (String::new(), String::new());
        for (at, sheet) in self.sheets.iter().enumerate() {
            let number = at + 1;
            write!(listed, r#"<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>"#).unwrap();
            write!(
                related,
                r#"<Relationship Id="r{number}" Type="{RELATED}/worksheet" Target="s{number}.xml"/>"#
            )
            .unwrap();
            part(&format!("xl/s{number}.xml"), &format!(r#"<worksheet xmlns="{MAIN}">{sheet}</worksheet>"#));
        }
        let strings: String = self.strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
        part("xl/strings.xml", &format!(r#"<sst xmlns="{MAIN}">{strings}</sst>"#));
        write!(related, r#"<Relationship Id="rs" Type="{RELATED}/sharedStrings" Target="strings.xml"/>"#)
            .unwrap();
        part(
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets><definedNames>{}</definedNames></workbook>"#,
                self.names
            ),
        );
        part(
            "xl/_rels/workbook.xml.rels",
            &format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>"#),
        );
        part(
            "_rels/.rels",
            &format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        );
        part("[Content_Types].xml", &format!(r#"<Types xmlns="{PACKAGE}/content-types"/>"#));
        writer.finish().unwrap().into_inner()
    }
}

fn text(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// The rows of a form of so many different questions: question in A, answer in B, comment in C.
fn form(questions: usize) -> String {
    let mut rows = format!(
        r#"<row r="1">{}{}{}</row>"#,
        text("A1", "Question"),
        text("B1", "Answer"),
        text("C1", "Comments")
    );
    for row in 2..questions + 2 {
        let question = format!("Do you review control number {row} every year?");
        write!(rows, r#"<row r="{row}">{}<c r="B{row}"/></row>"#, text(&format!("A{row}"), &question))
            .unwrap();
    }
    format!("<sheetData>{rows}</sheetData>")
}

fn one_sheet(sheet: String) -> Vec<u8> {
    Book { sheets: vec![sheet], ..Book::default() }.zip()
}

/// Opens the file, finds its form, and answers every question.
fn through(bytes: Vec<u8>, format: Format) {
    let workbook = Workbook::open(bytes, format, &Limits::default()).unwrap();
    let form = detect(&workbook, &Overrides::default()).unwrap();
    let answers: Vec<Edit> = (form.questions())
        .filter_map(|(sheet, question)| {
            let (sheet, cell) = (sheet.to_owned(), question.answer?);
            Some(Edit { sheet, cell, value: NewValue::Text("Yes".into()), fill: None })
        })
        .collect();
    assert!(!answers.is_empty(), "a form whose questions are found");
    workbook.edit(&answers, &EditOptions::default()).unwrap();
}

fn workbook(bytes: Vec<u8>) {
    through(bytes, Format::Xlsx);
}

#[test]
fn rows() {
    grows_in_step(1_000, |size| one_sheet(form(size)), workbook);
}

#[test]
fn merged_ranges() {
    let make = |size| {
        let merges: String =
            (2..size + 2).map(|row| format!(r#"<mergeCell ref="B{row}:D{row}"/>"#)).collect();
        one_sheet(format!("{}<mergeCells>{merges}</mergeCells>", form(size)))
    };
    grows_in_step(1_000, make, workbook);
}

/// Dropdowns of a form, each with the ranges that `ranges` makes of its number.
fn dropdowns(
    size: usize,
    count: usize,
    ranges: impl Fn(usize) -> String,
    list: impl Fn(usize) -> String,
) -> String {
    let mut all = String::new();
    for number in 0..count {
        let (ranges, list) = (ranges(number), list(number));
        write!(
            all,
            r#"<dataValidation type="list" sqref="{ranges}"><formula1>{list}</formula1></dataValidation>"#
        )
        .unwrap();
    }
    format!("{}<dataValidations>{all}</dataValidations>", form(size))
}

#[test]
fn ranges_of_one_dropdown() {
    let make = |size| {
        let ranges = |_| (2..size + 2).map(|row| format!("B{row} ")).collect();
        one_sheet(dropdowns(size, 1, ranges, |_| "\"Yes,No\"".to_owned()))
    };
    grows_in_step(1_000, make, workbook);
}

#[test]
fn dropdowns_of_a_cell_each() {
    let make =
        |size| one_sheet(dropdowns(size, size, |row| format!("B{}", row + 2), |_| "\"Yes,No\"".to_owned()));
    grows_in_step(1_000, make, workbook);
}

#[test]
fn defined_names_of_dropdowns() {
    let make = |size| {
        let names = (0..size)
            .map(|n| format!(r#"<definedName name="list_{n}">S1!$F$1:$F$2</definedName>"#))
            .collect();
        let sheet = dropdowns(size, size, |row| format!("B{}", row + 2), |n| format!("list_{n}"));
        Book { sheets: vec![sheet], names, ..Book::default() }.zip()
    };
    grows_in_step(500, make, workbook);
}

#[test]
fn uses_of_a_shared_string() {
    let make = |size| {
        let mut rows =
            r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#.to_owned();
        for row in 2..size + 2 {
            write!(
                rows,
                r#"<row r="{row}"><c r="A{row}" t="s"><v>{}</v></c><c r="B{row}"/></row>"#,
                2 + row % 3
            )
            .unwrap();
        }
        let strings = vec![
            "Question",
            "Answer",
            "Do you encrypt stored data in every region?",
            "Are backups tested at least once a year?",
            "Who reviews the access rights of your staff?",
        ];
        let sheets = vec![format!("<sheetData>{rows}</sheetData>")];
        Book { sheets, strings, ..Book::default() }.zip()
    };
    grows_in_step(1_000, make, workbook);
}

#[test]
fn sheets() {
    let make = |size| Book { sheets: (0..size).map(|_| form(5)).collect(), ..Book::default() }.zip();
    grows_in_step(75, make, workbook);
}

#[test]
fn rows_that_look_like_headers() {
    let make = |size| {
        let mut rows = String::new();
        for row in 0..size {
            let (head, below) = (2 * row + 1, 2 * row + 2);
            let header = text(&format!("A{head}"), "Question") + &text(&format!("B{head}"), "Answer");
            let question =
                text(&format!("A{below}"), &format!("Do you review control number {row} every year?"));
            write!(
                rows,
                r#"<row r="{head}">{header}</row><row r="{below}">{question}<c r="B{below}"/></row>"#
            )
            .unwrap();
        }
        one_sheet(format!("<sheetData>{rows}</sheetData>"))
    };
    grows_in_step(500, make, workbook);
}

#[test]
fn formulas_that_give_way() {
    let make = |size| {
        let mut rows = String::new();
        for row in 1..=size {
            let formula = if row == 1 {
                format!(r#"<f t="shared" ref="A1:A{size}" si="0">B1+1</f>"#)
            } else {
                r#"<f t="shared" si="0"/>"#.to_owned()
            };
            write!(rows, r#"<row r="{row}"><c r="A{row}">{formula}<v>1</v></c></row>"#).unwrap();
        }
        one_sheet(format!("<sheetData>{rows}</sheetData>"))
    };
    grows_in_step(1_000, make, |bytes| {
        let workbook = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
        let rows = workbook.sheets()[0].rows().map(|(row, _)| row).filter(|row| row % 2 == 0);
        let edits: Vec<Edit> = rows
            .map(|row| Edit {
                sheet: "S1".into(),
                cell: CellRef::new(row, 0),
                value: NewValue::Text("Yes".into()),
                fill: None,
            })
            .collect();
        let options = EditOptions { overwrite_formulas: true, ..EditOptions::default() };
        workbook.edit(&edits, &options).unwrap();
    });
}

#[test]
fn records_of_separated_text() {
    let make = |size| {
        let mut text = "Question,Answer,Comments\n".to_owned();
        for row in 0..size {
            writeln!(text, "\"Do you review control number {row}, every year?\",,").unwrap();
        }
        text.into_bytes()
    };
    grows_in_step(1_000, make, |bytes| through(bytes, Format::Csv));
}

#[test]
fn the_same_question_again_and_again() {
    let entry = "+++\nquestion = \"Is stored data encrypted?\"\nverdict = \"yes\"\naudience = \"public\"\n\
                 status = \"approved\"\nowner = \"t\"\nreviewed = 2026-01-01\n+++\nYes, on all disks.\n";
    let files = [SourceFile { path: "made/stored.md".into(), text: entry.into() }];
    let base = load_files(&files, Audience::Public, false).unwrap();
    let index = Index::build(&base);
    let setting = Setting {
        policy: Policy::DEFAULT,
        today: TODAY.parse().unwrap(),
        language: None,
        house: Config::default().choices,
        vendor: Config::default().vendor,
        with_evidence: false,
    };
    let make = |size| {
        let mut text = "Question,Answer\n".to_owned();
        text.push_str(
            &"Is stored data encrypted in your own data centre?,\nAre backups tested every year?,\n\
              Who reviews access rights?,\n"
                .repeat(size),
        );
        text.into_bytes()
    };
    grows_in_step(100, make, |bytes| {
        let workbook = Workbook::open(bytes, Format::Csv, &Limits::default()).unwrap();
        let form = detect(&workbook, &Overrides::default()).unwrap();
        let response = respond(&workbook, &form, &index, &setting);
        edits(&response, &form, None);
    });
}
