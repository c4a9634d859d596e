//! What an edit changes, and what it leaves.

use super::super::fixture::{at, edited, names, one, open, package, part, sheet, write};
use super::super::{Edit, EditOptions, NewValue, Rgb, Value, Warning, WorkbookError};

const FIRST: &str = "xl/worksheets/sheet1.xml";

/// The sheet part after the edits.
fn after(text: &str, edits: &[Edit]) -> String {
    part(&edited(&one(text).book(), edits), FIRST)
}

fn overwriting() -> EditOptions {
    EditOptions { overwrite_formulas: true, ..EditOptions::default() }
}

#[test]
fn a_cell_keeps_its_format_and_loses_the_type_of_its_old_value() {
    let text = sheet("<row r='1' ><c cm='1' r='A1' t='s' s='2' ph='1' ><v>0</v></c></row>", "")
        .replace(" t='s'", " t=\"str\"");
    assert!(
        after(&text, &[write("A1", "a < b")]).contains(
            "<row r='1' ><c r='A1' s='2' ph='1' t=\"inlineStr\"><is><t>a &lt; b</t></is></c></row>"
        )
    );
}

#[test]
fn new_cells_take_the_format_of_their_row_or_column() {
    let text = "<worksheet><cols><col min='2' max='2' style='3'/></cols><sheetData><row r='1' s='2' customFormat='1'/>\
        <row r='2' s='2'/></sheetData></worksheet>";
    assert!(after(text, &[write("B1", "a"), write("B2", "b"), write("B4", "c"), write("C4", "d")]).contains(
        "<row r='1' s='2' customFormat='1'><c r=\"B1\" s=\"2\" t=\"inlineStr\"><is><t>a</t></is></c></row>\
         <row r='2' s='2'><c r=\"B2\" s=\"3\" t=\"inlineStr\"><is><t>b</t></is></c></row>\
         <row r=\"4\"><c r=\"B4\" s=\"3\" t=\"inlineStr\"><is><t>c</t></is></c>\
         <c r=\"C4\" t=\"inlineStr\"><is><t>d</t></is></c></row></sheetData>"
    ));
}

#[test]
fn spans_and_dimension_grow_with_the_cells() {
    let text = "<worksheet><dimension ref='B2:C3'/><sheetData><row r='2' spans='2:3'><c r='B2'/></row></sheetData></worksheet>";
    let written = after(text, &[write("E2", "x"), write("A9", "y")]);
    assert!(written.contains("<dimension ref='A2:E9'/>") && written.contains("spans='2:5'"), "{written}");
    let inside = after(text, &[write("C2", "x")]);
    assert!(inside.contains("<dimension ref='B2:C3'/>") && inside.contains("spans='2:3'"), "{inside}");
}

#[test]
fn an_empty_sheet_takes_cells_and_prefixes_stay() {
    let written = after("<x:worksheet><x:sheetData/></x:worksheet>", &[write("B2", " a  b\n")]);
    assert_eq!(
        written,
        "<x:worksheet><x:sheetData><x:row r=\"2\"><x:c r=\"B2\" t=\"inlineStr\"><x:is>\
         <x:t xml:space=\"preserve\"> a  b\n</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    );
}

#[test]
fn numbers_booleans_and_blanks_are_stored_as_such() {
    let text = sheet(
        "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1'><v>5</v></c></row>",
        "",
    );
    let put = |cell: &str, value: NewValue| Edit { value, ..write(cell, "") };
    let edits = [put("A1", NewValue::Number(2.5)), put("B1", NewValue::Bool(true)), write("C1", "")];
    let written = after(&text, &edits);
    assert!(
        written.contains("<c r='A1' s='1'><v>2.5</v></c><c r='B1' t=\"b\"><v>1</v></c><c r='C1'/></row>"),
        "{written}"
    );
    let error = one(&text).book().edit(&[put("A1", NewValue::Number(f64::NAN))], &EditOptions::default());
    assert!(matches!(error, Err(WorkbookError::NotFinite { .. })));
}

#[test]
fn text_is_kept_within_what_a_cell_holds() {
    let book = one(&sheet("", "")).book();
    let long = |units: usize| book.edit(&[write("A1", &"x".repeat(units))], &EditOptions::default());
    assert!(long(32_767).is_ok());
    assert!(matches!(long(32_768), Err(WorkbookError::TextTooLong { units: 32_768, .. })));
    let pairs = book.edit(&[write("A1", &"\u{1F512}".repeat(16_384))], &EditOptions::default());
    assert!(matches!(pairs, Err(WorkbookError::TextTooLong { units: 32_768, .. })));
    let odd = "=1+1\r\n_x000D_ \u{1b}<&>\u{FFFF}";
    let again = open(edited(&book, &[write("A1", odd)])).unwrap();
    assert_eq!(again.sheets()[0].value(at("A1")), Some(&Value::Text("=1+1\n_x000D_ <&>".into())));
    assert!(!again.sheets()[0].cell(at("A1")).unwrap().formula);
}

#[test]
fn an_edit_inside_a_merged_range_goes_to_its_first_cell() {
    let text = sheet("<row r='2'><c r='B2'/></row>", "<mergeCells><mergeCell ref='B2:C3'/></mergeCells>");
    let book = one(&text).book();
    let done = book.edit(&[write("C3", "x")], &EditOptions::default()).unwrap();
    assert_eq!(done.warnings, [Warning::Moved { sheet: "Q".into(), from: at("C3"), to: at("B2") }]);
    assert_eq!(open(done.bytes).unwrap().sheets()[0].text(at("B2")), "x");
    let two = book.edit(&[write("C3", "x"), write("B3", "y")], &EditOptions::default());
    assert!(matches!(two, Err(WorkbookError::SameCell { cell, .. }) if cell == at("B2")));
}

#[test]
fn formulas_arrays_and_table_headers_are_not_overwritten() {
    let rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>Head</t></is></c><c r='B1'><f>1+1</f><v>2</v></c></row>\
        <row r='2'><c r='C2'><f t='array' ref='C2:C3'>B1</f></c><c r='D2'><f t='dataTable' ref='D2:E3'/></c></row>\
        <row r='3'><c r='C3'/></row>";
    let related = "<Relationships><Relationship Id='t' Type='x/table' Target='../t.xml'/></Relationships>";
    let book = one(&sheet(rows, "<tableParts><tablePart r:id='t'/></tableParts>"))
        .with("xl/worksheets/_rels/sheet1.xml.rels", related)
        .with("xl/t.xml", "<table ref='A1:A3' displayName='T'/>")
        .book();
    let edit = |cell: &str, options: &EditOptions| book.edit(&[write(cell, "x")], options);
    assert!(matches!(edit("A1", &overwriting()), Err(WorkbookError::TableHeader { .. })));
    assert!(matches!(edit("B1", &EditOptions::default()), Err(WorkbookError::FormulaCell { .. })));
    assert!(matches!(edit("C3", &overwriting()), Err(WorkbookError::ArrayCell { .. })));
    assert!(matches!(edit("E3", &overwriting()), Err(WorkbookError::ArrayCell { .. })));
    assert!(edit("A2", &EditOptions::default()).is_ok() && edit("B1", &overwriting()).is_ok());
}

#[test]
fn a_shared_formula_outlives_its_master() {
    let rows = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><f t='shared' ref='B1:B3' si='0'>A1*2</f><v>2</v></c></row>\
        <row r='2'><c r='B2'><f t='shared' si='0'/><v>4</v></c></row>\
        <row r='3'><c r='B3'><f t='shared' si='0'/><v>6</v></c></row>";
    let done = one(&sheet(rows, "")).book().edit(&[write("B1", "x")], &overwriting()).unwrap();
    let written = part(&done.bytes, FIRST);
    assert!(
        written.contains("<c r='B2'><f t='shared' si='0' ref=\"B2:B3\">A2*2</f><v>4</v></c>"),
        "{written}"
    );
    assert!(written.contains("<c r='B3'><f t='shared' si='0'/><v>6</v></c>"), "{written}");
    assert_eq!(done.warnings, [Warning::ReplacedFormula { sheet: "Q".into(), cell: at("B1") }]);
}

fn with_chain(entries: &str) -> super::super::fixture::Parts {
    let rows = "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1'><f>2+2</f><v>4</v></c></row>";
    let chain = "<Relationship Id='rIdC' Type='x/calcChain' Target='calcChain.xml'/></Relationships>";
    one(&sheet(rows, ""))
        .with("xl/calcChain.xml", format!("<calcChain>{entries}</calcChain>"))
        .replace("xl/_rels/workbook.xml.rels", "</Relationships>", chain)
        .replace(
            "[Content_Types].xml",
            "</Types>",
            "<Override PartName='/xl/calcChain.xml' ContentType='c'/></Types>",
        )
}

#[test]
fn a_replaced_formula_leaves_the_calculation_chain() {
    let book = with_chain("<c r='A1' i='1'/><c r='B1'/>").book();
    let bytes = book.edit(&[write("A1", "x")], &overwriting()).unwrap().bytes;
    assert_eq!(part(&bytes, "xl/calcChain.xml"), "<calcChain><c r='B1' i=\"1\"/></calcChain>");
    assert!(part(&bytes, "xl/workbook.xml").contains("<calcPr fullCalcOnLoad=\"1\"/>"));
}

#[test]
fn an_emptied_calculation_chain_is_dropped_with_all_that_names_it() {
    let book = with_chain("<c r='A1' i='1'/>").book();
    let bytes = book.edit(&[write("A1", "x")], &overwriting()).unwrap().bytes;
    assert!(!names(&bytes).contains(&"xl/calcChain.xml".to_owned()));
    assert!(!part(&bytes, "xl/_rels/workbook.xml.rels").contains("calcChain"));
    assert!(!part(&bytes, "[Content_Types].xml").contains("calcChain"));
}

#[test]
fn only_a_workbook_with_formulas_is_asked_to_calculate() {
    let plain = edited(&one(&sheet("", "")).book(), &[write("A1", "x")]);
    assert!(!part(&plain, "xl/workbook.xml").contains("calcPr"));
    let other = sheet("<row><c><f>Q!A1</f></c></row>", "");
    let counted = edited(&package(&[("Q", &sheet("", "")), ("Score", &other)]).book(), &[write("A1", "x")]);
    assert!(part(&counted, "xl/workbook.xml").contains("fullCalcOnLoad"));
}

#[test]
fn row_heights_stay_unless_rows_are_to_fit() {
    let rows = "<row r='1' ht='15' customHeight='1'><c r='A1'/></row><row r='2' ht='15'><c r='A2'/></row>";
    let book = one(&sheet(rows, "")).book();
    let kept = part(&edited(&book, &[write("A1", "x")]), FIRST);
    assert!(kept.contains("<row r='1' ht='15' customHeight='1'>"), "{kept}");
    let options = EditOptions { fit_rows: true, ..EditOptions::default() };
    let long = "An answer of many words. ".repeat(8);
    let fitted = part(&book.edit(&[write("A1", &long)], &options).unwrap().bytes, FIRST);
    assert!(!fitted.contains("<row r='1' ht='15'") && fitted.contains("<row r='2' ht='15'>"), "{fitted}");
    let short = part(&book.edit(&[write("A1", "x")], &options).unwrap().bytes, FIRST);
    assert!(short.contains("<row r='1' ht='15' customHeight='1'>"), "{short}");
}

#[test]
fn a_draft_gets_a_filled_copy_of_its_format() {
    let book = one(&sheet("<row r='1'><c r='A1' s='2'/></row>", "")).book();
    let amber = Edit { fill: Some(Rgb(0xFF, 0xE6, 0x99)), ..write("A1", "x") };
    let again = open(edited(&book, &[amber, write("B1", "y")])).unwrap();
    let q = &again.sheets()[0];
    assert_eq!((q.fill(at("A1")), q.bold(at("A1")), q.locked(at("A1"))), (2, true, false));
    assert_eq!((q.fill(at("B1")), q.cell(at("A1")).unwrap().style), (0, 4));
}

#[test]
fn no_cell_takes_a_format_that_is_added_for_another() {
    let amber = || Edit { fill: Some(Rgb(0xFF, 0xE6, 0x99)), ..write("A1", "x") };
    let beyond = "<row r='1'><c r='A1' s='2'/></row><row r='2'><c r='A2' s='4'/><c r='B2' s='4'/></row>";
    let book = one(&sheet(beyond, "")).book();
    let done = book.edit(&[amber(), write("A2", "y")], &EditOptions::default()).unwrap();
    assert_eq!(done.warnings, [Warning::NoFills]);
    let again = open(done.bytes).unwrap();
    for cell in ["A1", "A2", "B2"] {
        let look = |book: &super::super::Workbook| {
            (book.sheets()[0].bold(at(cell)), book.sheets()[0].fill(at(cell)))
        };
        assert_eq!(look(&again), look(&book), "{cell}");
    }
    // What is no format has no index.
    let rows = "<row r='1'><c r='A1' s='2'/><c r='B1' s='1'/></row>";
    let book =
        one(&sheet(rows, "")).replace("xl/styles.xml", "<cellXfs count=\"4\">", "<cellXfs><other/>").book();
    let plain = Edit { fill: Some(Rgb(0xFF, 0xE6, 0x99)), ..write("B1", "y") };
    let again = open(edited(&book, &[amber(), plain])).unwrap();
    let bold = |book: &super::super::Workbook| ["A1", "B1"].map(|cell| book.sheets()[0].bold(at(cell)));
    assert_eq!(bold(&again), bold(&book));
    assert!(again.sheets()[0].fill(at("B1")) > 1);
}

#[test]
fn a_locked_cell_of_a_protected_sheet_is_written_with_a_warning() {
    let text = sheet("<row r='1'><c r='A1'/><c r='B1' s='2'/></row>", "<sheetProtection sheet='1'/>");
    let done =
        one(&text).book().edit(&[write("A1", "x"), write("B1", "y")], &EditOptions::default()).unwrap();
    assert_eq!(done.warnings, [Warning::LockedCell { sheet: "Q".into(), cell: at("A1") }]);
    assert!(part(&done.bytes, FIRST).ends_with("<sheetProtection sheet='1'/></worksheet>"));
}

#[test]
fn an_unknown_sheet_or_a_cell_outside_the_grid_is_an_error() {
    let book = one(&sheet("", "")).book();
    let other = Edit { sheet: "q".into(), ..write("A1", "x") };
    assert!(matches!(book.edit(&[other], &EditOptions::default()), Err(WorkbookError::NoSuchSheet { .. })));
    let far = Edit { cell: super::super::CellRef::new(2_000_000, 0), ..write("A1", "x") };
    assert!(matches!(book.edit(&[far], &EditOptions::default()), Err(WorkbookError::OutsideGrid { .. })));
}

#[test]
fn no_edits_give_the_bytes_that_came() {
    let bytes = one(&sheet("", "")).zip();
    assert_eq!(edited(&open(bytes.clone()).unwrap(), &[]), bytes);
}

#[test]
fn entries_keep_order_system_attributes_and_time_and_the_comment_stays() {
    use zip::write::SimpleFileOptions;
    let time = zip::DateTime::from_date_and_time(2019, 5, 4, 3, 2, 0).unwrap();
    let options = SimpleFileOptions::default()
        .system(zip::System::Dos)
        .external_attributes(0x20)
        .last_modified_time(time);
    let parts = one(&sheet("<row r='1'><c r='A1'/></row>", "")).with("docProps/x.bin", vec![7; 5000]);
    let mut archive = zip::ZipWriter::new_append(std::io::Cursor::new(parts.zip_with(options))).unwrap();
    archive.set_raw_comment(b"a comment".to_vec().into()).unwrap();
    let before = archive.finish().unwrap().into_inner();
    let book = open(before.clone()).unwrap();
    let bytes = edited(&book, &[write("A1", "x")]);
    assert_eq!(bytes, edited(&book, &[write("A1", "x")]), "the same edits give the same bytes");
    assert_eq!(names(&bytes), names(&before));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.comment(), b"a comment");
    let file = archive.by_name(FIRST).unwrap();
    assert_eq!(
        (file.system(), file.external_attributes(), file.last_modified()),
        (zip::System::Dos, 0x20, Some(time))
    );
}
