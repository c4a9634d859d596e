//! Laws over random sheets and texts: what is not edited keeps every byte, what is edited reads back.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::fixture::{names, open, package, part_bytes, sheet};
use super::super::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Value, Workbook, column_name};

/// How a random sheet is written.
#[derive(Clone, Debug)]
struct Shape {
    prefix: &'static str,
    quote: char,
    references: bool,
    gap: &'static str,
    dimension: bool,
    spans: bool,
    empty_tags: bool,
    /// Blanks around equals signs and line ends inside tags.
    spaced: bool,
    /// The reference behind the other attributes of a cell.
    reference_last: bool,
    encoding: Encoding,
}

/// How the part of the sheet is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    Utf8,
    Marked,
    Utf16,
}

impl Encoding {
    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Marked => format!("\u{feff}{text}").into_bytes(),
            Self::Utf16 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }

    fn text(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).unwrap(),
            Self::Marked => std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap().to_owned(),
            Self::Utf16 => {
                let units: Vec<u16> =
                    bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
                String::from_utf16(&units).unwrap().strip_prefix('\u{feff}').unwrap().to_owned()
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Content {
    Blank,
    Number(i32),
    Text(String),
    Formula,
    Shared,
    /// An index into the shared strings.
    Stored(usize),
    /// A text by way of references and of a section of characters, with formatted runs and a phonetic hint.
    Rich(String),
    /// A number that its format shows as a date.
    Date(u32),
    Bool(bool),
    /// An error, with attributes and a child that nothing here knows.
    Error,
}

/// What [`Content::Stored`] points to.
const STORED: [&str; 3] = ["Yes", "a < b", ""];

type Grid = BTreeMap<u32, BTreeMap<u32, Content>>;

fn shape() -> impl Strategy<Value = Shape> {
    let gaps = prop::sample::select(vec!["", "\n  ", "<!-- <c r='A1'/> -->", "<?pi <row> ?>\r\n"]);
    let prefixes = prop::sample::select(vec!["", "x:"]);
    let encodings =
        prop::sample::select(vec![Encoding::Utf8, Encoding::Utf8, Encoding::Marked, Encoding::Utf16]);
    (prefixes, prop::sample::select(vec!['"', '\'']), any::<[bool; 6]>(), gaps, encodings).prop_map(
        |(prefix, quote, on, gap, encoding)| Shape {
            prefix,
            quote,
            references: on[0],
            gap,
            dimension: on[1],
            spans: on[2],
            empty_tags: on[3],
            spaced: on[4],
            reference_last: on[5],
            encoding,
        },
    )
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        Just(Content::Blank),
        any::<i32>().prop_map(Content::Number),
        "[a-z<&\\]> é]{0,6}".prop_map(Content::Text),
        Just(Content::Formula),
        Just(Content::Shared),
        (0..STORED.len()).prop_map(Content::Stored),
        "[a-z<&> é]{0,6}".prop_map(Content::Rich),
        (1u32..60_000).prop_map(Content::Date),
        any::<bool>().prop_map(Content::Bool),
        Just(Content::Error),
    ]
}

fn grid() -> impl Strategy<Value = Grid> {
    let row = prop::collection::btree_map(0u32..7, content(), 0..5);
    prop::collection::btree_map(0u32..9, row, 0..6)
}

/// Rows and cells moved together, as they must be where they bear no references.
fn packed(grid: Grid) -> Grid {
    (0..).zip(grid.into_values().map(|row| (0..).zip(row.into_values()).collect())).collect()
}

fn sheet_text(grid: &Grid, merges: &[String], shape: &Shape) -> String {
    let (p, q, gap) = (shape.prefix, shape.quote, shape.gap);
    let mut rows = String::new();
    let mut shared = false;
    for (row, cells) in grid {
        let r = if shape.references { format!(" r={q}{}{q}", row + 1) } else { String::new() };
        let spans = if shape.spans { format!(" spans={q}1:3{q}") } else { String::new() };
        if cells.is_empty() && shape.empty_tags {
            rows.push_str(&format!("{gap}<{p}row{r}{spans} />"));
            continue;
        }
        rows.push_str(&format!("{gap}<{p}row{r}{spans}>"));
        for (column, content) in cells {
            let name = format!("{}{}", column_name(*column), row + 1);
            let r = if shape.references { format!(" r={q}{name}{q}") } else { String::new() };
            let cell = match content {
                Content::Blank if shape.empty_tags => format!("<{p}c{r} s={q}2{q}/>"),
                Content::Blank => format!("<{p}c{r}></{p}c>"),
                Content::Number(number) => format!("<{p}c{r}><{p}v>{number}</{p}v></{p}c>"),
                Content::Text(text) => {
                    let text = quick_xml::escape::escape(text.as_str());
                    format!("<{p}c{r} t={q}inlineStr{q}><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>")
                }
                Content::Stored(index) => {
                    format!("<{p}c{r} t={q}s{q}><{p}v>{index}</{p}v></{p}c>")
                }
                Content::Rich(text) => {
                    let referred: String = text.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect();
                    let runs = format!(
                        "<{p}r><{p}rPr><{p}b/></{p}rPr><{p}t>{referred}</{p}t></{p}r><{p}r><{p}t><![CDATA[{text}<c r='A1'/>]]></{p}t></{p}r>"
                    );
                    let hint = format!("<{p}rPh sb={q}0{q} eb={q}1{q}><{p}t>hint</{p}t></{p}rPh>");
                    format!("<{p}c{r} t={q}inlineStr{q} ph={q}1{q}><{p}is>{runs}{hint}</{p}is></{p}c>")
                }
                Content::Date(day) => format!("<{p}c{r} s={q}1{q}><{p}v>{day}</{p}v></{p}c>"),
                Content::Bool(value) => {
                    format!("<{p}c{r} s={q}3{q} t={q}b{q}><{p}v>{}</{p}v></{p}c>", u8::from(*value))
                }
                Content::Error => format!(
                    "<{p}c{r} t={q}e{q} own={q}a>b{q}><{p}v>#N/A</{p}v><{p}extLst><{p}ext/></{p}extLst></{p}c>"
                ),
                Content::Formula => format!("<{p}c{r}><{p}f>1+1</{p}f><{p}v>2</{p}v></{p}c>"),
                Content::Shared if shared => {
                    format!("<{p}c{r}><{p}f t={q}shared{q} si={q}0{q}/><{p}v>1</{p}v></{p}c>")
                }
                Content::Shared => {
                    shared = true;
                    let range = format!("{name}:{name}");
                    format!(
                        "<{p}c{r}><{p}f t={q}shared{q} ref={q}{range}{q} si={q}0{q}>$A$1</{p}f><{p}v>1</{p}v></{p}c>"
                    )
                }
            };
            rows.push_str(&format!("{gap}{}", tag_as_shaped(&cell, &r, shape)));
        }
        rows.push_str(&format!("{gap}</{p}row>"));
    }
    let dimension = if shape.dimension { format!("<{p}dimension ref={q}A1{q}/>") } else { String::new() };
    let data = if rows.is_empty() && shape.empty_tags {
        format!("<{p}sheetData/>")
    } else {
        format!("<{p}sheetData>{rows}{gap}</{p}sheetData>")
    };
    let merges: String = merges.iter().map(|range| format!("<{p}mergeCell ref={q}{range}{q}/>")).collect();
    format!("<{p}worksheet>{dimension}{data}<{p}mergeCells>{merges}</{p}mergeCells>{gap}</{p}worksheet>\n")
}

/// The cell with its start tag as the shape has it; `r` is its reference as it was written.
fn tag_as_shaped(cell: &str, r: &str, shape: &Shape) -> String {
    let mut end = cell.find('>').unwrap();
    // One attribute holds a `>` of its own.
    if cell[..end].matches(shape.quote).count() % 2 == 1 {
        end += cell[end + 1..].find('>').unwrap() + 1;
    }
    let (tag, rest) = cell.split_at(end);
    let (tag, close) = tag.strip_suffix('/').map_or((tag, ""), |tag| (tag, "/"));
    let mut tag = tag.to_owned();
    if shape.reference_last && !r.is_empty() {
        tag = format!("{}{r}", tag.replacen(r, "", 1));
    }
    if shape.spaced {
        tag = format!("{}\n ", tag.replace('=', " = "));
    }
    format!("{tag}{close}{rest}")
}

/// The text without the named cells, without rows that `known` does not list, and with spans, dimension and the way an
/// empty row or sheet is closed left out of the comparison. Written without the module's own walk.
fn skeleton(text: &str, edited: &BTreeSet<CellRef>, known: &BTreeSet<u32>) -> String {
    let mut reader = Reader::from_str(text);
    let mut out = String::new();
    let mut row = 0u32;
    let (mut next_row, mut next_column) = (0u32, 0u32);
    let (mut skip_row, mut skip_cell) = (false, false);
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().unwrap();
        let raw = &text[start..reader.buffer_position() as usize];
        let (name, is_start, is_empty) = match &event {
            Event::Eof => return out,
            Event::Start(tag) => (tag.local_name().as_ref().to_owned(), true, false),
            Event::Empty(tag) => (tag.local_name().as_ref().to_owned(), true, true),
            Event::End(tag) => (tag.local_name().as_ref().to_owned(), false, false),
            _ => (String::new(), false, false),
        };
        let attribute = |wanted: &str| match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                tag.attributes().flatten().find(|a| a.key.0 == wanted).map(|a| a.value.into_owned())
            }
            _ => None,
        };
        match (name.as_str(), is_start) {
            ("row", true) => {
                row = attribute("r").map_or(next_row, |r| r.parse::<u32>().unwrap() - 1);
                (next_row, next_column) = (row + 1, 0);
                skip_row = !known.contains(&row);
                if !skip_row {
                    out.push_str(&format!("<row {row}>"));
                    if is_empty {
                        out.push_str("</row>");
                    }
                }
                continue;
            }
            ("row", false) => {
                if !skip_row {
                    out.push_str("</row>");
                }
                skip_row = false;
                continue;
            }
            ("sheetData", _) => {
                out.push_str(if is_empty {
                    "<data></data>"
                } else if is_start {
                    "<data>"
                } else {
                    "</data>"
                });
                continue;
            }
            ("dimension", _) => continue,
            ("c", true) => {
                let column = attribute("r").map_or(next_column, |r| r.parse::<CellRef>().unwrap().column);
                next_column = column + 1;
                skip_cell = edited.contains(&CellRef::new(row, column));
                if skip_cell {
                    skip_cell = !is_empty;
                    continue;
                }
            }
            ("c", false) if skip_cell && !matches!(event, Event::Text(_)) && raw.starts_with("</") => {
                skip_cell = false;
                continue;
            }
            _ => {}
        }
        if !skip_cell && !skip_row {
            out.push_str(raw);
        }
    }
}

/// The part that [`STORED`] stands in.
fn shared_strings() -> String {
    let items: String =
        STORED.iter().map(|text| format!("<si><t>{}</t></si>", quick_xml::escape::escape(*text))).collect();
    format!("<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>{items}</sst>")
}

/// The end of the workbook's relationships, with that of the shared strings.
const STRINGS_RELATED: &str = "<Relationship Id='rIdS' \
     Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' \
     Target='sharedStrings.xml'/></Relationships>";

fn merges() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(vec!["A1:B2", "D1:D4", "F3:G9", "A5:C5"], 0..=4)
        .prop_map(|ranges| ranges.into_iter().map(str::to_owned).collect())
}

fn new_value() -> impl Strategy<Value = NewValue> {
    prop_oneof![
        "[a-z <&>_xD0\n🔒]{0,12}".prop_map(|text| NewValue::Text(text.into())),
        (-1e9f64..1e9).prop_map(NewValue::Number),
        any::<bool>().prop_map(NewValue::Bool),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn edits_keep_every_other_byte_and_read_back(
        shape in shape(), grid in grid(), merges in merges(),
        edits in prop::collection::btree_map((0u32..12, 0u32..9), new_value(), 1..12),
        overwrite_formulas in any::<bool>(),
    ) {
        let grid = if shape.references { grid } else { packed(grid) };
        let text = sheet_text(&grid, &merges, &shape);
        let parts = package(&[("Q", ""), ("Other", &sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", ""))])
            .with("xl/worksheets/sheet1.xml", shape.encoding.bytes(&text))
            .with("xl/sharedStrings.xml", shared_strings())
            .with("xl/media/image1.png", vec![0, 159, 146, 150])
            .replace("xl/_rels/workbook.xml.rels", "</Relationships>", STRINGS_RELATED);
        let source = parts.zip();
        let book = open(source.clone()).unwrap();
        let q = &book.sheets()[0];
        let has_shared = text.contains("shared");
        let edits: BTreeMap<CellRef, NewValue> = edits
            .into_iter()
            .map(|((row, column), value)| (q.anchor(CellRef::new(row, column)), value))
            // A master that gives way changes its heir, which another test looks at.
            .filter(|(at, _)| !q.cell(*at).is_some_and(|cell| cell.formula) || (overwrite_formulas && !has_shared))
            .collect();
        let list: Vec<Edit> = edits
            .iter()
            .map(|(at, value)| Edit { sheet: "Q".into(), cell: *at, value: value.clone(), fill: None })
            .collect();
        let bytes = book.edit(&list, &EditOptions { overwrite_formulas, ..EditOptions::default() }).unwrap().bytes;
        prop_assert_eq!(names(&bytes), names(&source));
        for name in names(&source) {
            // Where there are formulas the workbook asks for a calculation.
            let flagged = name == "xl/workbook.xml" && text.contains("f>");
            if name != "xl/worksheets/sheet1.xml" && !flagged {
                prop_assert_eq!(part_bytes(&bytes, &name), part_bytes(&source, &name), "{}", name);
            }
        }
        let written = shape.encoding.text(&part_bytes(&bytes, "xl/worksheets/sheet1.xml"));
        let cells = edits.keys().copied().collect();
        let rows = grid.keys().copied().collect();
        prop_assert_eq!(skeleton(&written, &cells, &rows), skeleton(&text, &cells, &rows), "{}\n{}", text, written);
        let again = open(bytes).unwrap();
        for (at, value) in &edits {
            let expected = match value {
                NewValue::Text(text) => Some(text).filter(|t| !t.is_empty()).map(|t| Value::Text(t.to_string())),
                NewValue::Number(number) => Some(Value::Number(*number)),
                NewValue::Bool(value) => Some(Value::Bool(*value)),
            };
            let found = again.sheets()[0].value(*at);
            let dated = matches!((value, found), (NewValue::Number(_), Some(Value::DateTime(_))));
            prop_assert!(dated || found == expected.as_ref(), "{at}: {found:?}, not {expected:?}");
            prop_assert_eq!(again.sheets()[0].cell(*at).map(|c| c.style), q.cell(*at).map(|c| c.style).or(Some(0)));
        }
    }

    #[test]
    fn separated_text_keeps_every_other_byte_and_reads_back(
        rows in prop::collection::vec(prop::collection::vec("[a-c \"\n=]{0,4}", 1..5), 1..7),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        last_end in any::<bool>(), quote_all in any::<bool>(),
        edits in prop::collection::btree_map((0usize..7, 0u32..6), "[a-c,\"\n=+ é]{0,8}", 1..5),
    ) {
        let quoted = |field: &String| {
            if quote_all || field.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        };
        // Two columns of letters settle the delimiter.
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| ["k".to_owned(), "k".to_owned()].into_iter().chain(row).collect())
            .collect();
        let lines: Vec<String> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        let mut text = lines.join(line_end);
        if last_end {
            text.push_str(line_end);
        }
        let read = |bytes: Vec<u8>| Workbook::open(bytes, Format::Csv, &Limits::default()).unwrap();
        let book = read(text.clone().into_bytes());
        let edits: BTreeMap<CellRef, String> = edits
            .into_iter()
            .map(|((row, column), value)| {
                (CellRef::new(u32::try_from(row % rows.len()).unwrap(), column), value)
            })
            .collect();
        let list: Vec<Edit> = edits
            .iter()
            .map(|(at, value)| Edit { sheet: String::new(), cell: *at, value: NewValue::Text(value.as_str().into()), fill: None })
            .collect();
        let bytes = book.edit(&list, &EditOptions::default()).unwrap().bytes;
        let again = read(bytes.clone());
        for (at, value) in &edits {
            let expected = if value.starts_with(['=', '+', '\n']) { format!("'{value}") } else { value.clone() };
            prop_assert_eq!(again.sheets()[0].text(*at), expected);
        }
        // Line by line where no field spans lines: fields that were not written stand as they stood.
        let written = String::from_utf8(bytes).unwrap();
        let mut expected = rows.clone();
        for (at, value) in &edits {
            let row = &mut expected[at.row as usize];
            while row.len() <= at.column as usize {
                row.push(String::new());
            }
            let safe = if value.starts_with(['=', '+', '\n']) { format!("'{value}") } else { value.clone() };
            row[at.column as usize] = format!("\u{0}{safe}");
        }
        let all_quoted = lines.iter().flat_map(|line| line.split(',')).all(|f| f.is_empty() || f.starts_with('"'))
            && text.contains('"');
        let rebuilt: Vec<String> = expected
            .iter()
            .zip(&rows)
            .map(|(row, old)| {
                let fields = row.iter().enumerate().map(|(column, field)| match field.strip_prefix('\u{0}') {
                    None if column >= old.len() => String::new(),
                    None => quoted(field),
                    Some(new) => {
                        let blanks = new.starts_with(' ') || new.ends_with(' ');
                        if all_quoted || blanks || new.contains([',', '"', '\n', '\r']) {
                            format!("\"{}\"", new.replace('"', "\"\""))
                        } else {
                            new.to_owned()
                        }
                    }
                });
                fields.collect::<Vec<_>>().join(",")
            })
            .collect();
        let mut rebuilt = rebuilt.join(line_end);
        if last_end {
            rebuilt.push_str(line_end);
        }
        prop_assert_eq!(written, rebuilt);
    }
}
