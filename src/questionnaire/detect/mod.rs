//! From a workbook to a questionnaire, sheet by sheet.
//!
//! The order of the files is the order of the work: `grid` (what a sheet shows), `header_words` and `candidates`
//! (which rows are headers), `signs`, `columns` and `around` (which column is which), `rows`, `options`, `preface`,
//! `pairs`, `closing`, `marks` and `questions` (which rows ask, and for what), `blocks` (one sheet read), `sheets` (which sheets
//! are forms).

mod around;
mod blocks;
mod candidates;
mod closing;
mod columns;
mod grid;
mod header_words;
mod marks;
mod options;
mod pairs;
mod preface;
mod questions;
mod rows;
mod sheets;
mod signs;
mod vocabulary;

use std::collections::BTreeSet;

use crate::workbook::{CellRef, Choices, Sheet, Visibility, Workbook, parse_column};

use super::error::{DetectError, SeenSheet};
use super::general::{heads_general, names_other_party};
use super::overrides::Overrides;
use super::question::{Kind, Questionnaire, SheetForm, SheetRole, Warning};
use super::vendor_field::VendorField;
use blocks::Reading;
pub(super) use blocks::one_line;
use columns::Forced;
use grid::{Grid, GridCell, GridRow};
use questions::keep_off_questions;
use sheets::Evidence;
pub(super) use vocabulary::CUSTOMER_PARTY;

/// How the reason of a sheet begins that was not looked at.
const NOT_READ: &str = "not read";
/// Columns named in a message.
const SHOWN_COLUMNS: usize = 8;

/// Reads the workbook as a form.
///
/// # Errors
///
/// Where no sheet holds a form, or a correction names a sheet, row or column that is not there.
pub fn detect(workbook: &Workbook, overrides: &Overrides) -> Result<Questionnaire, DetectError> {
    let overrides = &with_exact_sheet(workbook, overrides);
    // Hidden sheets are no forms unless somebody names them; the workbook reads them only when asked.
    let looked_at = |sheet: &Sheet| {
        sheet.visibility() == Visibility::Visible || overrides.sheet.as_deref() == Some(sheet.name())
    };
    let grids: Vec<Grid> = workbook
        .sheets()
        .iter()
        .map(|sheet| if looked_at(sheet) { Grid::new(sheet) } else { Grid::unread(sheet) })
        .collect();
    if let Some(name) = &overrides.sheet
        && workbook.sheet(name).is_none()
    {
        let sheets = workbook.sheets().iter().map(|s| s.name().to_string()).collect();
        return Err(DetectError::NoSheet { name: name.clone(), sheets });
    }
    let context = grids.iter().any(|g| sheets::titles(g).any(sheets::names_form))
        || workbook.sheets().iter().any(|s| sheets::names_form(s.name()));
    check_header_row(&grids, overrides)?;
    let mut found: Vec<Found> = Vec::new();
    let mut missing: Option<String> = None;
    let mut resolved = false;
    for grid in &grids {
        let chosen = overrides.sheet.as_deref();
        if chosen.is_some_and(|name| name != grid.sheet.name())
            || (chosen.is_none() && grid.sheet.visibility() != Visibility::Visible)
        {
            found.push(Found::unread(chosen.filter(|_| grid.sheet.visibility() == Visibility::Visible)));
            continue;
        }
        let overrides = &overrides.on(grid.sheet.name());
        let forced = match force(grid, overrides) {
            Ok(forced) => forced,
            // A column that only other sheets have.
            Err(name) if chosen.is_none() => {
                missing.get_or_insert(name);
                found.push(Found::default());
                continue;
            }
            Err(name) => return Err(DetectError::NoColumn { name, seen: seen(&grids) }),
        };
        if let Some(name) = named_twice(forced, overrides) {
            return Err(DetectError::SameColumn { name });
        }
        resolved = true;
        found.push(read(grid, overrides, forced, context));
    }
    if !resolved && let Some(name) = missing {
        return Err(DetectError::NoColumn { name, seen: seen(&grids) });
    }
    drop_decoys(&grids, &mut found);
    drop_weaker(overrides, &mut found);
    let mut sheets: Vec<SheetForm> =
        grids.iter().zip(found).map(|(grid, found)| finish(grid, found)).collect();
    if overrides.sheet.is_none() && sheets.iter().any(|s| s.role == SheetRole::Form) {
        for (sheet, grid) in sheets.iter_mut().zip(&grids) {
            take_cover(grid, sheet);
        }
    }
    for (sheet, grid) in sheets.iter_mut().zip(&grids) {
        mark_other_parties(grid, sheet);
    }
    if sheets.iter().all(|s| s.questions.is_empty()) {
        return Err(DetectError::NoForm { seen: seen(&grids) });
    }
    let warnings = sheets.iter().flat_map(warnings).collect();
    Ok(Questionnaire { sheets, warnings })
}

/// The corrections with the sheet as the workbook spells it, where one sheet alone has that name in another case.
fn with_exact_sheet(workbook: &Workbook, overrides: &Overrides) -> Overrides {
    let mut exact = overrides.clone();
    if let Some(name) = overrides.sheet.as_deref().filter(|name| workbook.sheet(name).is_none()) {
        let wanted = name.trim().to_lowercase();
        let alike: Vec<&str> = workbook
            .sheets()
            .iter()
            .map(Sheet::name)
            .filter(|name| name.trim().to_lowercase() == wanted)
            .collect();
        if let [only] = alike.as_slice() {
            exact.sheet = Some((*only).to_owned());
        }
    }
    exact
}

/// That some sheet that is read has the header row that was named.
fn check_header_row(grids: &[Grid], overrides: &Overrides) -> Result<(), DetectError> {
    let Some(row) = overrides.header_row else { return Ok(()) };
    let read = grids.iter().filter(|g| overrides.sheet.as_deref().is_none_or(|name| name == g.sheet.name()));
    let last = read.filter_map(|grid| grid.rows.last()).map(|last| last.row).max().unwrap_or(0);
    if row > last { Err(DetectError::NoHeaderRow { row, last }) } else { Ok(()) }
}

/// What was read on one sheet.
#[derive(Default)]
struct Found {
    readings: Vec<Reading>,
    evidence: Evidence,
    /// `None` where the sheet was not looked at or nothing was read.
    role: Option<(SheetRole, String)>,
}

impl Found {
    /// A sheet that was not looked at, because another was named.
    fn unread(named: Option<&str>) -> Self {
        let role = named.map(|name| (SheetRole::Other, format!("{NOT_READ}: sheet \"{name}\" was named")));
        Self { role, ..Self::default() }
    }

    fn is_form(&self) -> bool {
        matches!(self.role, Some((SheetRole::Form, _)))
    }

    fn demote(&mut self, role: SheetRole, reason: String) {
        self.role = Some((role, reason));
    }
}

fn read(grid: &Grid, overrides: &Overrides, forced: Forced, context: bool) -> Found {
    let judged = |header_row: Option<u32>| {
        let readings = blocks::read(grid, header_row, forced);
        let evidence = sheets::evidence(&readings);
        let verdict = sheets::verdict(&evidence, grid.sheet.protected(), context);
        (readings, evidence, verdict)
    };
    let (mut readings, mut evidence, mut role) = judged(overrides.header_row);
    let named = overrides.question_column.is_some() || overrides.sheet.is_some();
    if named && overrides.names_form() && evidence.questions > 0 {
        role = (SheetRole::Form, "named by the user".to_string());
    } else if overrides.header_row.is_some() && role.0 != SheetRole::Form {
        // The header row of another sheet: this one is read as it is, and as it was named where nothing else is found.
        let plain = judged(None);
        if plain.2.0 == SheetRole::Form {
            (readings, evidence, role) = plain;
        } else if evidence.questions > 0 {
            role = (SheetRole::Form, "named by the user".to_string());
        }
    }
    Found { readings, evidence, role: Some(role) }
}

/// Sheets that repeat, explain or sample the form of another sheet.
fn drop_decoys(grids: &[Grid], found: &mut [Found]) {
    let forms: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_form()).collect();
    let compared: Vec<sheets::Candidate> = forms
        .iter()
        .map(|at| {
            let f = &found[*at];
            (*at, &f.evidence, grids[*at].sheet.protected(), sheets::question_texts(&f.readings))
        })
        .collect();
    let most = compared.iter().map(|(_, e, _, _)| e.questions).max().unwrap_or(0);
    let mut demoted: Vec<(usize, SheetRole, String)> = Vec::new();
    for (n, (at, evidence, _, _)) in compared.iter().enumerate() {
        let name = grids[*at].sheet.name();
        if let Some(better) = sheets::repeated_by(&compared, n) {
            let reason = format!("repeats the questions of sheet \"{}\"", grids[better].sheet.name());
            demoted.push((*at, SheetRole::Decoy, reason));
        } else if sheets::names_instructions(name) && evidence.questions * 2 <= most {
            demoted.push((
                *at,
                SheetRole::Instructions,
                "its name says that it explains the form".to_string(),
            ));
        }
    }
    for (at, role, reason) in demoted {
        found[at].demote(role, reason);
    }
}

/// A question column that a person named without a sheet is meant for the sheet that has most in it.
fn drop_weaker(overrides: &Overrides, found: &mut [Found]) {
    if overrides.sheet.is_some() || overrides.question_column.is_none() {
        return;
    }
    let most = found.iter().filter(|f| f.is_form()).map(|f| f.evidence.questions).max().unwrap_or(0);
    for one in found.iter_mut().filter(|f| f.is_form() && f.evidence.questions < most) {
        one.demote(SheetRole::Other, "another sheet has more in the column that was named".to_string());
    }
}

fn finish(grid: &Grid, found: Found) -> SheetForm {
    let name = grid.sheet.name().to_string();
    let form = found.is_form();
    let (role, reason) = match found.role {
        Some((SheetRole::Other, reason))
            if found.evidence.questions == 0 && !reason.starts_with(NOT_READ) =>
        {
            let plain = sheets::plain_role(grid, &name);
            if plain.0 == SheetRole::Other { (SheetRole::Other, reason) } else { plain }
        }
        Some(role) => role,
        None => sheets::plain_role(grid, &name),
    };
    if !form {
        return SheetForm { name, role, reason, blocks: Vec::new(), questions: Vec::new() };
    }
    let mut blocks = Vec::new();
    let mut questions = Vec::new();
    for reading in found.readings {
        if !reading.questions.is_empty() {
            blocks.push(reading.block);
            questions.extend(reading.questions);
        }
    }
    questions.sort_by_key(|q| (q.cell.row, q.cell.column));
    questions.dedup_by_key(|q| q.cell);
    keep_off_questions(grid, &mut questions);
    let append_column = grid.append_column(&blocks, &questions);
    for block in &mut blocks {
        block.append_column = append_column;
    }
    SheetForm { name, role, reason, blocks, questions }
}

/// A sheet beside a form that holds nothing but fields on the vendor belongs to the form.
fn take_cover(grid: &Grid, sheet: &mut SheetForm) {
    if !matches!(sheet.role, SheetRole::Other | SheetRole::Instructions | SheetRole::Store) {
        return;
    }
    if sheets::names_customer(&sheet.name) {
        return;
    }
    let mut fields = pairs::cover(grid);
    keep_off_questions(grid, &mut fields);
    if fields.is_empty() {
        return;
    }
    sheet.role = SheetRole::Form;
    sheet.reason = format!("{} fields of general information on the vendor", fields.len());
    sheet.questions = fields;
}

/// Rows above a label in which a caption over it is looked for.
const CAPTION_ROWS: u32 = 12;

/// Marks the general information that stands under another party's heading: "Customer details", "Reference 1". Of the
/// captions over a label or its cell the nearest that names a party tells.
fn mark_other_parties(grid: &Grid, sheet: &mut SheetForm) {
    let labels: BTreeSet<CellRef> = sheet.questions.iter().map(|q| q.cell).collect();
    for question in sheet.questions.iter_mut().filter(|q| q.kind == Kind::General) {
        let headed = question.section.as_deref().is_none_or(|section| {
            (heads_general(section) || VendorField::names_company(section)) && !names_other_party(section)
        });
        let columns = [Some(question.cell.column), question.answer.map(|a| a.column)];
        let top = question.cell.row.saturating_sub(CAPTION_ROWS);
        let above = &grid.rows[grid.position(top)..grid.position(question.cell.row)];
        let party = |row: &GridRow| {
            let over = row.cells.iter().filter(|c| columns.contains(&Some(c.column)));
            let captions: Vec<&GridCell> = over
                .filter(|c| c.sign().words <= 1 || !labels.contains(&CellRef::new(row.row, c.column)))
                .collect();
            if captions.iter().any(|c| names_other_party(&c.text)) {
                return Some(false);
            }
            captions.iter().any(|c| VendorField::names_company(&c.text)).then_some(true)
        };
        // "Customer | Supplier" heads two columns.
        let beside =
            grid.row(question.cell.row).is_some_and(|row| row.cells[0].column < question.cell.column);
        let caption = beside && VendorField::is_bare(&question.text);
        question.about_vendor = headed && !caption && above.iter().rev().find_map(party).unwrap_or(true);
    }
}

fn warnings(sheet: &SheetForm) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for block in &sheet.blocks {
        let answers =
            sheet.questions.iter().filter(|q| (block.first_row..=block.last_row).contains(&q.cell.row));
        if block.answer_column.is_none() && answers.clone().all(|q| q.answer.is_none() && q.ticks.is_empty())
        {
            warnings.push(Warning::NoAnswerColumn {
                sheet: sheet.name.clone(),
                row: block.first_row,
                append: block.append_column,
            });
            break;
        }
    }
    if let Some(block) = sheet.blocks.iter().find(|b| !b.other_answer_columns.is_empty()) {
        let mut columns = block.other_answer_columns.clone();
        columns.extend(block.answer_column.as_ref().map(|c| c.index));
        columns.sort_unstable();
        warnings.push(Warning::SeveralAnswerColumns { sheet: sheet.name.clone(), columns });
    }
    let boxes: Vec<CellRef> =
        sheet.questions.iter().filter_map(|q| q.ticks.first()).map(|t| t.cell).collect();
    if let Some(first) = boxes.first() {
        warnings.push(Warning::Ticks { sheet: sheet.name.clone(), first: *first, count: boxes.len() });
    }
    let unknown: Vec<_> = sheet
        .questions
        .iter()
        .filter(|q| matches!(q.choices, Choices::Unknown(_)))
        .filter_map(|q| q.answer)
        .collect();
    if let Some(first) = unknown.first() {
        warnings.push(Warning::UnknownChoices {
            sheet: sheet.name.clone(),
            first: *first,
            count: unknown.len(),
        });
    }
    warnings
}

/// The columns that a person named, found on the sheet; the name of the first that is not there.
fn force(grid: &Grid, overrides: &Overrides) -> Result<Forced, String> {
    let find = |name: &Option<String>| match name {
        None => Ok(None),
        Some(name) => column_named(grid, overrides.header_row, name).map(Some).ok_or_else(|| name.clone()),
    };
    Ok(Forced {
        question: find(&overrides.question_column)?,
        answer: find(&overrides.answer_column)?,
        comment: find(&overrides.comment_column)?,
        id: find(&overrides.id_column)?,
        section: find(&overrides.section_column)?,
    })
}

/// The name of a column that two corrections claim; a section may stand where the id does.
fn named_twice(forced: Forced, overrides: &Overrides) -> Option<String> {
    let claims = [
        (forced.question, &overrides.question_column),
        (forced.answer, &overrides.answer_column),
        (forced.comment, &overrides.comment_column),
        (forced.id, &overrides.id_column),
    ];
    claims.iter().enumerate().find_map(|(at, (column, name))| {
        let taken = column.is_some() && claims[..at].iter().any(|(other, _)| other == column);
        if taken { (*name).clone() } else { None }
    })
}

/// A column by the text of a header cell, else by its letters.
fn column_named(grid: &Grid, header_row: Option<u32>, name: &str) -> Option<u32> {
    let wanted = blocks::one_line(name).to_lowercase();
    let rows = grid.rows.iter().filter(|r| header_row.is_none_or(|h| h == r.row));
    let by_text = rows
        .flat_map(|r| &r.cells)
        .find(|c| blocks::one_line(&c.text).to_lowercase() == wanted)
        .map(|c| c.column);
    by_text.or_else(|| parse_column(name.trim()).filter(|c| *c < grid.width))
}

/// What each visible sheet shows where a header could be: its first header, else its first row of several cells.
fn seen(grids: &[Grid]) -> Vec<SeenSheet> {
    let visible = grids.iter().filter(|g| g.sheet.visibility() == Visibility::Visible && !g.rows.is_empty());
    visible
        .map(|grid| {
            let header = candidates::headers(grid).into_iter().next();
            let row = header
                .map(|h| h.last)
                .and_then(|row| grid.row(row))
                .or_else(|| grid.rows.iter().find(|r| r.cells.len() >= 2))
                .or_else(|| grid.rows.first());
            let cells = row.map(|r| r.cells.as_slice()).unwrap_or_default();
            SeenSheet {
                name: Sheet::name(grid.sheet).to_string(),
                reason: sheets::plain_role(grid, grid.sheet.name()).1,
                columns: cells.iter().take(SHOWN_COLUMNS).map(|c| (c.column, c.text.clone())).collect(),
            }
        })
        .collect()
}
