//! The sheet "Summary": what came of the rows, how sure, and from what it was made.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Chart, ChartType, Formula, Worksheet, XlsxError, utility};

use super::columns::{DECISION, REVIEW_SHEET, RULING, SUMMARY_SHEET};
use super::styles::Styles;
use super::write::bounded;
use crate::confidence::{BINS, Decision, Policy, bin};
use crate::questionnaire::Kind;
use crate::respond::{Provenance, Response, renewals};

/// The chart stands right of the tables.
const CHART_COLUMN: u16 = 6;

/// How far the review is.
pub(super) struct Progress {
    /// Rows on the sheet "Review".
    pub(super) rows: usize,
    /// Suggestions among them.
    pub(super) suggested: usize,
    /// Suggestions that bear a ruling.
    pub(super) decided: usize,
}

pub(super) fn write(
    sheet: &mut Worksheet,
    response: &Response<'_>,
    progress: Progress,
    provenance: &Provenance,
    policy: &Policy,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(SUMMARY_SHEET)?;
    for (column, width) in [(0u16, 34.0), (1, 10.0), (2, 10.0), (3, 10.0), (4, 10.0), (5, 4.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, &provenance.file, &styles.title)?;
    let mut line = 2;
    if provenance.sample {
        sheet.write_string_with_format(
            1,
            0,
            "Answers come from the SAMPLE knowledge base, not from your own.",
            &styles.warning,
        )?;
        line = 3;
    }
    line = left(sheet, line, progress, styles)? + 1;
    let counts = response.counts();
    for (label, count) in [
        ("Questions", counts.questions),
        ("Filled", counts.filled),
        ("Suggested, for review", counts.suggested),
        ("  of these at 50 % or more", counts.likely),
        ("Open, nothing fits", counts.open),
        ("Answered before, left as they are", counts.answered),
        ("General information filled from [vendor]", counts.stated),
        ("General information left", counts.general),
    ] {
        sheet.write_string_with_format(line, 0, label, &styles.label)?;
        sheet.write_number_with_format(line, 1, count as f64, &styles.number)?;
        line += 1;
    }
    line = sections(sheet, line + 1, response, styles)?;
    line = to_renew(sheet, line, response, provenance, styles)?;
    line = histogram(sheet, line + 1, response, styles)?;
    provenance_lines(sheet, line + 1, provenance, policy, styles)
}

/// What is to decide and what is left of it, as formulas that follow the work.
fn left(sheet: &mut Worksheet, line: u32, progress: Progress, styles: &Styles) -> Result<u32, XlsxError> {
    let Progress { rows, suggested, decided } = progress;
    for (at, (label, count)) in (line..).zip([
        (format!("Suggestions to decide, on sheet \"{REVIEW_SHEET}\""), suggested),
        ("Nothing fits: below these, a ruling is welcome".to_owned(), rows - suggested),
    ]) {
        sheet.write_string_with_format(at, 0, label, &styles.label)?;
        sheet.write_number_with_format(at, 1, count as f64, &styles.number)?;
    }
    let (decided_at, left_at) = (line + 2, line + 3);
    sheet.write_string_with_format(decided_at, 0, "Suggestions decided so far", &styles.label)?;
    sheet.write_string_with_format(left_at, 0, "Left to decide", &styles.label)?;
    if rows > 0 {
        let last = u32::try_from(rows).unwrap_or(u32::MAX);
        let column = |at: u16| format!("{REVIEW_SHEET}!{}", utility::cell_range_absolute(1, at, last, at));
        let (rulings, decisions) = (column(RULING), column(DECISION));
        let review = Decision::Review.as_str();
        let count = Formula::new(format!("=COUNTIFS({rulings},\"<>\",{decisions},\"{review}\")"))
            .set_result(decided.to_string());
        sheet.write_formula_with_format(decided_at, 1, count, &styles.number)?;
        let (all, done) = (utility::row_col_to_cell(line, 1), utility::row_col_to_cell(decided_at, 1));
        let left = Formula::new(format!("={all}-{done}")).set_result((suggested - decided).to_string());
        sheet.write_formula_with_format(left_at, 1, left, &styles.number)?;
    } else {
        sheet.write_number_with_format(decided_at, 1, 0.0, &styles.number)?;
        sheet.write_number_with_format(left_at, 1, 0.0, &styles.number)?;
    }
    Ok(line + 4)
}

fn sections(
    sheet: &mut Worksheet,
    mut line: u32,
    response: &Response<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let mut order: Vec<String> = Vec::new();
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for row in &response.rows {
        let name = match (&row.question.section, row.sheet.is_empty()) {
            (Some(section), _) => section.clone(),
            (None, false) => row.sheet.to_owned(),
            (None, true) => "(no section)".to_owned(),
        };
        if !table.contains_key(&name) {
            order.push(name.clone());
        }
        let counts = table.entry(name).or_default();
        counts[match row.judgement.decision {
            _ if row.question.answered || row.question.kind == Kind::General => 3,
            Decision::Fill => 0,
            Decision::Review => 1,
            Decision::Leave => 2,
        }] += 1;
    }
    for (column, header) in (0u16..).zip(["Section", "Filled", "Review", "Open", "Other"]) {
        sheet.write_string_with_format(line, column, header, &styles.header)?;
    }
    for name in order {
        line += 1;
        sheet.write_string_with_format(line, 0, &name, &styles.plain)?;
        for (column, count) in (1u16..).zip(table.get(&name).copied().unwrap_or_default()) {
            sheet.write_number_with_format(line, column, count as f64, &styles.number)?;
        }
    }
    Ok(line + 1)
}

/// The stale entries behind suggestions; nothing where there are none.
fn to_renew(
    sheet: &mut Worksheet,
    mut line: u32,
    response: &Response<'_>,
    provenance: &Provenance,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let renewals = renewals(response, provenance.today);
    if renewals.is_empty() {
        return Ok(line);
    }
    line += 1;
    for (column, header) in (0u16..).zip(["Entry to renew, past its review", "Rows", "Due", "Owner"]) {
        sheet.write_string_with_format(line, column, header, &styles.header)?;
    }
    for renewal in renewals {
        line += 1;
        sheet.write_string_with_format(line, 0, &renewal.entry.id, &styles.plain)?;
        sheet.write_number_with_format(line, 1, renewal.rows as f64, &styles.number)?;
        sheet.write_string_with_format(line, 2, renewal.due.to_string(), &styles.plain)?;
        sheet.write_string_with_format(line, 3, bounded(&renewal.entry.owner), &styles.plain)?;
    }
    Ok(line + 1)
}

fn histogram(
    sheet: &mut Worksheet,
    mut line: u32,
    response: &Response<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let mut bins = [0usize; BINS];
    for row in response.rows.iter().filter(|row| row.judgement.decision != Decision::Leave) {
        if let Some(confidence) = row.judgement.sure() {
            bins[bin(confidence.get())] += 1;
        }
    }
    sheet.write_string_with_format(line, 0, "Confidence", &styles.header)?;
    sheet.write_string_with_format(line, 1, "Rows", &styles.header)?;
    let first = line + 1;
    for (at, count) in bins.iter().enumerate() {
        line += 1;
        sheet.write_string_with_format(
            line,
            0,
            format!("{}–{} %", at * 100 / BINS, (at + 1) * 100 / BINS),
            &styles.plain,
        )?;
        sheet.write_number_with_format(line, 1, *count as f64, &styles.number)?;
    }
    let mut chart = Chart::new(ChartType::Column);
    chart
        .add_series()
        .set_categories((SUMMARY_SHEET, first, 0, line, 0))
        .set_values((SUMMARY_SHEET, first, 1, line, 1))
        .set_gap(8);
    chart.title().set_name("Confidence of filled and suggested rows");
    chart.legend().set_hidden();
    chart.set_width(560).set_height(300);
    sheet.insert_chart(2, CHART_COLUMN, &chart)?;
    Ok(line + 1)
}

fn provenance_lines(
    sheet: &mut Worksheet,
    mut line: u32,
    provenance: &Provenance,
    policy: &Policy,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let base =
        if provenance.sample { format!("{} (sample)", provenance.base) } else { provenance.base.clone() };
    let products = match provenance.products.as_slice() {
        [] => "nobody said which".to_owned(),
        named => bounded(&named.join(", ")),
    };
    for (label, value) in [
        ("Date", provenance.today.to_string()),
        ("Customer's file, SHA-256", provenance.file_sha256.clone()),
        ("Layout profile", provenance.profile.clone().unwrap_or_else(|| "none".to_owned())),
        ("Knowledge base", base),
        ("Knowledge base, SHA-256", provenance.base_sha256.clone()),
        ("Audience", provenance.audience.as_str().to_owned()),
        ("Products", products),
        ("Filled when", "the question is an approved wording and nothing speaks against it".to_owned()),
        ("Suggested from", format!("{} % confidence", (policy.suggest_from * 100.0).round())),
        ("trustfill", provenance.version.to_owned()),
    ] {
        sheet.write_string_with_format(line, 0, label, &styles.label)?;
        sheet.write_string_with_format(line, 1, &value, &styles.mono)?;
        line += 1;
    }
    Ok(())
}
