//! What is read of a sheet.

use super::super::fixture::{at, one, package, sheet};
use super::super::{CellRef, Choices, Constraint, Value, Visibility};

fn texts(choices: Choices) -> Vec<String> {
    match choices {
        Choices::List(items) => items.into_iter().map(|choice| choice.text).collect(),
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn values_of_every_type_are_read_as_a_person_sees_them() {
    let rows = "<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='b'><v>1</v></c><c r='C1' t='e'><v>#N/A</v></c>\
        <c r='D1' t='str'><f>\"a\"</f><v>a_x000A_b</v></c><c r='E1' s='1'><v>45000</v></c>\
        <c r='F1' t='d'><v>2024-01-31</v></c><c r='G1' t='inlineStr'><is><r><t>Do </t></r><r><t>you?</t></r></is></c>\
        <c r='H1'><v>1,5</v></c><c r='I1' t='inlineStr'><is><t/></is></c></row>";
    let book = one(&sheet(rows, "")).book();
    let q = book.sheet("Q").unwrap();
    let shown =
        ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1", "I1"].map(|cell| q.text(at(cell)).into_owned());
    assert_eq!(shown, ["1", "TRUE", "#N/A", "a\nb", "2023-03-15", "2024-01-31", "Do you?", "1,5", ""]);
    assert_eq!(q.value(at("E1")), Some(&Value::DateTime("2023-03-15".into())));
    assert!(q.cell(at("D1")).unwrap().formula && q.value(at("I1")).is_none());
    assert_eq!(q.used_range().unwrap().to_string(), "A1:H1");
}

#[test]
fn shared_strings_are_read_whatever_their_count_says() {
    let rows = "<row r='1'><c r='A1' t='s'><v>1</v></c></row>";
    let strings = "<sst count='4294967295' uniqueCount='4294967295'><si><t>a</t></si><si><t>b</t></si></sst>";
    let kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings";
    let related = format!("<Relationship Id='s' Type='{kind}' Target='/xl/strings.xml'/></Relationships>");
    let book = one(&sheet(rows, ""))
        .with("xl/strings.xml", strings)
        .replace("xl/_rels/workbook.xml.rels", "</Relationships>", &related)
        .book();
    assert_eq!(book.sheets()[0].text(at("A1")), "b");
}

#[test]
fn two_far_corners_cost_two_cells() {
    let rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>";
    let book = one(&sheet(rows, "<mergeCells><mergeCell ref='A2:XFD1048575'/></mergeCells>")).book();
    let q = &book.sheets()[0];
    assert_eq!(q.rows().map(|(row, cells)| (row, cells.len())).collect::<Vec<_>>(), [(0, 1), (1_048_575, 1)]);
    assert_eq!(q.used_range().unwrap().to_string(), "A1:XFD1048576");
    assert_eq!(q.anchor(at("M500")), at("A2"));
}

#[test]
fn rows_and_cells_without_references_follow_each_other() {
    let rows = "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='5'/><row><c><v>4</v></c></row>";
    let book = one(&sheet(rows, "")).book();
    let q = &book.sheets()[0];
    let filled: Vec<String> = q
        .rows()
        .flat_map(|(row, cells)| cells.iter().map(move |(column, _)| CellRef::new(row, *column).to_string()))
        .collect();
    assert_eq!(filled, ["A1", "D1", "E1", "A6"]);
}

#[test]
fn prefixes_comments_and_cdata_do_not_hide_cells() {
    let text = "<?xml version='1.0'?><!-- a --><x:worksheet xmlns:x='m'><x:sheetData><!-- <x:row/> --><x:row r='1'>\
        <?pi x?><x:c r='A1' t='inlineStr'><x:is><x:t><![CDATA[a<b]]>&amp;<!-- no -->c</x:t></x:is></x:c></x:row>\
        </x:sheetData></x:worksheet>";
    assert_eq!(one(text).book().sheets()[0].text(at("A1")), "a<b&c");
}

#[test]
fn formats_protection_and_hidden_rows_and_columns_are_seen() {
    let text = "<worksheet><sheetFormatPr defaultColWidth='9'/><cols><col min='2' max='3' width='40.5' style='2'/>\
        <col min='4' max='4' hidden='1'/><col min='5' max='5' width='0'/></cols>\
        <sheetData><row r='1' s='2' customFormat='1'><c r='A1' s='2'/></row><row r='2' hidden='1'/><row r='3' ht='0'/>\
        <row r='4' s='2'/></sheetData><sheetProtection sheet='1'/></worksheet>";
    let book = one(text).book();
    let q = &book.sheets()[0];
    assert!(
        q.protected()
            && !q.locked(at("A1"))
            && !q.locked(at("Z1"))
            && !q.locked(at("B9"))
            && q.locked(at("A9"))
    );
    assert!(q.locked(at("A4")), "a row's format counts only with customFormat");
    assert!(q.bold(at("A1")) && q.fill(at("A1")) == 1 && q.border(at("A1")) == 0);
    assert_eq!([0, 1, 2, 3].map(|row| q.row_hidden(row)), [false, true, true, false]);
    assert_eq!([0, 1, 3, 4].map(|column| q.column_hidden(column)), [false, false, true, true]);
    assert_eq!((q.column_width(1), q.column_width(0)), (Some(40.5), None));
}

#[test]
fn dropdowns_are_followed_to_their_items() {
    let lists = sheet(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>Yes </t></is></c><c r='B1'><v>1</v></c></row>\
         <row r='2'><c r='A2' t='inlineStr'><is><t>No</t></is></c><c r='B2'><v>2</v></c></row>\
         <row r='3'><c r='A3' s='1'/></row>\
         <row r='9'><c r='A9' t='inlineStr'><is><t>No</t></is></c></row>",
        "",
    );
    let rule = |cell: &str, formula: &str| {
        format!("<dataValidation type='list' sqref='{cell}'><formula1>{formula}</formula1></dataValidation>")
    };
    let rules = [
        rule("C1", "\"Yes, No ,,N/A, 3\""),
        rule("C2", "'It''s'!$A$1:$A$9"),
        rule("C3", "Answers"),
        rule("C4", "=Answers"),
        rule("C5", "INDIRECT(\"Answers\")"),
        rule("C6", "INDIRECT(A6)"),
        rule("C7 E7:F7", "'It''s'!$B:$B"),
        rule("C8", "'[1]Other'!$A$1:$A$2"),
        rule("C9", "$A$20:$A$21"),
        rule("C10", "Local"),
    ]
    .concat();
    let x14 = "<extLst><ext><x14:dataValidations><x14:dataValidation type='list'><x14:formula1>\
        <xm:f>'It''s'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>C11</xm:sqref></x14:dataValidation>\
        <x14:dataValidation type='list'><x14:formula1><xm:f>\"Yes,Maybe\"</xm:f></x14:formula1>\
        <xm:sqref>C1</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>";
    let rows = "<row r='20'><c r='A20' t='inlineStr'><is><t>below</t></is></c></row>\
        <row r='21'><c r='A21' t='inlineStr'><is><t>below</t></is></c></row>";
    let q = sheet(rows, &format!("<dataValidations>{rules}</dataValidations>{x14}"));
    let names = "</sheets><definedNames><definedName name='Answers'>'It''s'!$A$1:$A$2</definedName>\
        <definedName name='local' localSheetId='1'>\"no\"</definedName>\
        <definedName name='LOCAL' localSheetId='0'>\"here\"</definedName></definedNames>";
    let book = package(&[("Q", &q), ("It&apos;s", &lists)])
        .replace("xl/workbook.xml", "sheetId=\"2\"", "sheetId=\"2\" state='veryHidden'")
        .replace("xl/workbook.xml", "</sheets>", names)
        .book();
    assert_eq!(book.sheet("It's").unwrap().visibility(), Visibility::VeryHidden);
    let q = book.sheet("Q").unwrap();
    let of = |cell: &str| texts(q.choices(at(cell)));
    assert_eq!(of("C1"), ["Yes", "No", "N/A", "3", "Maybe"], "overlapping lists are joined");
    assert_eq!(of("C2"), ["Yes", "No"]);
    assert_eq!((of("C3"), of("C4"), of("C5")), (of("C2"), of("C2"), of("C2")));
    assert_eq!(q.choices(at("C6")), Choices::Unknown("INDIRECT(A6)".into()));
    assert_eq!((of("F7"), of("D7")), (vec!["1".to_owned(), "2".to_owned()], vec!["Free".to_owned()]));
    assert!(matches!(q.choices(at("C8")), Choices::Unknown(_)));
    assert_eq!(of("C9"), ["below"]);
    assert_eq!(of("C10"), ["here"]);
    assert_eq!(of("C11"), ["Yes", "No"]);
    assert!(q.has_dropdown(at("C6")) && !q.has_dropdown(at("D1")));
    let Choices::List(numbers) = q.choices(at("C7")) else { panic!("a list") };
    assert_eq!(numbers[1].number, Some(2.0));
    let Choices::List(inline) = q.choices(at("C1")) else { panic!("a list") };
    assert_eq!((inline[0].number, inline[3].number), (None, Some(3.0)));
}

#[test]
fn validations_over_the_whole_grid_cost_nothing() {
    let rules = "<dataValidation type='list' sqref='A1:XFD1048576'><formula1>\"a,b\"</formula1></dataValidation>\
        <dataValidation type='textLength' operator='lessThan' sqref='B:B'><formula1>10</formula1></dataValidation>\
        <dataValidation type='whole' sqref='C1'><formula1>1</formula1></dataValidation>\
        <dataValidation sqref='D1'/><dataValidation type='textLength' sqref='E1'><formula1>1</formula1>\
        <formula2>50</formula2></dataValidation>";
    let book = one(&sheet("", &format!("<dataValidations>{rules}</dataValidations>"))).book();
    let q = &book.sheets()[0];
    assert_eq!(texts(q.choices(at("XFD1048576"))), ["a", "b"]);
    assert_eq!(q.constraint(at("B77")), Some(&Constraint::TextLength { max: Some(9) }));
    assert_eq!(q.constraint(at("C1")), Some(&Constraint::Other("whole".into())));
    assert_eq!(q.constraint(at("D1")), None);
    assert_eq!(q.constraint(at("E1")), Some(&Constraint::TextLength { max: Some(50) }));
}

#[test]
fn items_with_commas_come_from_the_newer_list() {
    let rule = "<dataValidation type='list' sqref='A1'><mc:AlternateContent><mc:Choice><x12ac:list>\
        \"Yes, we do\",No</x12ac:list></mc:Choice><mc:Fallback><formula1>\"Yes, we do,No\"</formula1></mc:Fallback>\
        </mc:AlternateContent></dataValidation>";
    let book = one(&sheet("", &format!("<dataValidations>{rule}</dataValidations>"))).book();
    assert_eq!(texts(book.sheets()[0].choices(at("A1"))), ["Yes, we do", "No"]);
}

#[test]
fn a_name_that_stands_for_itself_is_unknown() {
    let rule = "<dataValidations><dataValidation type='list' sqref='A1'><formula1>Ring</formula1></dataValidation>\
        </dataValidations>";
    let names = "</sheets><definedNames><definedName name='Ring'>Ring</definedName></definedNames>";
    let book = one(&sheet("", rule)).replace("xl/workbook.xml", "</sheets>", names).book();
    assert_eq!(book.sheets()[0].choices(at("A1")), Choices::Unknown("Ring".into()));
}

#[test]
fn tables_are_found_and_can_be_the_source_of_a_dropdown() {
    let rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>Item</t></is></c></row>\
        <row r='2'><c r='A2' t='inlineStr'><is><t>one</t></is></c></row>\
        <row r='3'><c r='A3' t='inlineStr'><is><t>two</t></is></c></row>";
    let tail = "<dataValidations><dataValidation type='list' sqref='C1'><formula1>INDIRECT(\"Items[Item]\")\
        </formula1></dataValidation></dataValidations><tableParts><tablePart r:id='t1'/></tableParts>";
    let related =
        "<Relationships><Relationship Id='t1' Type='x/table' Target='../tables/table1.xml'/></Relationships>";
    let table = "<table displayName='Items' ref='A1:A3'><tableColumns><tableColumn name='Item'/></tableColumns></table>";
    let book = one(&sheet(rows, tail))
        .with("xl/worksheets/_rels/sheet1.xml.rels", related)
        .with("xl/tables/table1.xml", table)
        .book();
    let q = &book.sheets()[0];
    assert_eq!(q.tables(), ["A1:A3".parse().unwrap()]);
    assert_eq!(texts(q.choices(at("C1"))), ["one", "two"]);
}

#[test]
fn cells_that_an_array_formula_fills_count_as_formulas() {
    let rows = "<row r='1'><c r='A1'><f t='array' ref='A1:A2'>B1:B2</f><v>1</v></c></row>\
        <row r='2'><c r='A2'><v>2</v></c><c r='B2'><v>2</v></c></row>";
    let book = one(&sheet(rows, "")).book();
    let q = &book.sheets()[0];
    assert!(q.cell(at("A2")).unwrap().formula && !q.cell(at("B2")).unwrap().formula);
}
