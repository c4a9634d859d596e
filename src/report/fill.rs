//! What a fill did: ten lines for a person, JSON for a script.

use jiff::civil::Date;
use serde::Serialize;

use super::composed::ComposedReport;
use crate::confidence::{Confidence, Decision};
use crate::questionnaire::Kind;
use crate::respond::{Compared, Provenance, Response, Row, renewals};
use crate::text::shown;
use crate::workbook::NewValue;

/// Version of the JSON report; it rises when a key changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Names of the outputs without their folders; `None` where nothing was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutputNames {
    /// The customer's form.
    pub form: Option<String>,
    /// The review workbook.
    pub review: Option<String>,
    /// The page of the report, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The report as a file of JSON, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<String>,
}

/// Everything a report tells.
#[derive(Clone, Copy, Debug)]
pub struct FillReport<'r, 'b> {
    /// The decided rows.
    pub response: &'r Response<'b>,
    /// What they were made from.
    pub provenance: &'r Provenance,
    /// Where they went.
    pub outputs: &'r OutputNames,
    /// The folder they are in, as a person named it; empty for the folder of the run.
    pub folder: &'r str,
    /// How many suggestions stand in the form, where drafts were asked for.
    pub drafts: Option<usize>,
    /// How many answers are longer than their cells show.
    pub cut: usize,
    /// What came of comparing the rows with records of what was sent, where that was asked for.
    pub compared: Option<Compared>,
    /// How many rulings of an earlier review were taken over, where that was asked for.
    pub carried: Option<usize>,
    /// That the form is no copy of the customer's file, where it is not; the summary begins with it.
    pub note: Option<&'r str>,
    /// What a person should know.
    pub warnings: &'r [String],
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    tool: &'static str,
    version: &'a str,
    date: String,
    file: &'a str,
    file_sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
    knowledge: Knowledge<'a>,
    outputs: &'a OutputNames,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    counts: CountsReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_before: Option<ComparedReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renewals: Vec<RenewalReport<'a>>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<RowReport<'a>>>,
}

#[derive(Serialize)]
struct Knowledge<'a> {
    title: &'a str,
    sha256: &'a str,
    audience: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    products: &'a [String],
    sample: bool,
}

#[derive(Serialize)]
struct CountsReport {
    questions: usize,
    filled: usize,
    suggested: usize,
    suggested_likely: usize,
    open: usize,
    answered_before: usize,
    general: usize,
    general_filled: usize,
}

#[derive(Serialize)]
struct ComparedReport {
    records: usize,
    compared: usize,
    differ: usize,
}

#[derive(Serialize)]
struct RenewalReport<'a> {
    entry: &'a str,
    owner: &'a str,
    due: String,
    rows: usize,
}

#[derive(Serialize)]
struct RowReport<'a> {
    sheet: &'a str,
    cell: String,
    id: Option<&'a str>,
    section: Option<&'a str>,
    question: &'a str,
    decision: Decision,
    confidence: Option<Confidence>,
    entry: Option<&'a str>,
    matched: Option<&'a str>,
    reasons: Vec<ReasonReport<'a>>,
    matches: Vec<MatchReport<'a>>,
    writes: Vec<WriteReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    composed: Option<ComposedReport>,
}

#[derive(Serialize)]
struct ReasonReport<'a> {
    code: &'static str,
    detail: &'a str,
}

#[derive(Serialize)]
struct MatchReport<'a> {
    entry: &'a str,
    confidence: Confidence,
}

#[derive(Serialize)]
struct WriteReport {
    cell: String,
    value: serde_json::Value,
}

/// The report as JSON, indented.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn fill_json(report: &FillReport<'_, '_>) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Report {
        rows: Some(report.response.rows.iter().map(row).collect()),
        ..head(report)
    })
}

/// The same without its rows, on one line: what a batch wants to know of a file.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn fill_head(report: &FillReport<'_, '_>) -> Result<String, serde_json::Error> {
    serde_json::to_string(&head(report))
}

fn head<'a>(report: &FillReport<'a, 'a>) -> Report<'a> {
    let FillReport { response, provenance, outputs, note, warnings, .. } = *report;
    let counts = response.counts();
    Report {
        schema: SCHEMA_VERSION,
        tool: "trustfill",
        version: provenance.version,
        date: provenance.today.to_string(),
        file: &provenance.file,
        file_sha256: &provenance.file_sha256,
        profile: provenance.profile.as_deref(),
        knowledge: Knowledge {
            title: &provenance.base,
            sha256: &provenance.base_sha256,
            audience: provenance.audience.as_str(),
            products: &provenance.products,
            sample: provenance.sample,
        },
        outputs,
        note,
        counts: CountsReport {
            questions: counts.rows,
            filled: counts.filled,
            suggested: counts.suggested,
            suggested_likely: counts.likely,
            open: counts.open,
            answered_before: counts.answered,
            general: counts.general,
            general_filled: counts.stated,
        },
        sent_before: report.compared.map(|compared| ComparedReport {
            records: compared.records,
            compared: compared.rows,
            differ: compared.differ,
        }),
        renewals: renewals(response, provenance.today)
            .into_iter()
            .map(|renewal| RenewalReport {
                entry: &renewal.entry.id,
                owner: &renewal.entry.owner,
                due: renewal.due.to_string(),
                rows: renewal.rows,
            })
            .collect(),
        warnings,
        rows: None,
    }
}

fn row<'a>(row: &'a Row<'_>) -> RowReport<'a> {
    let judgement = &row.judgement;
    let first = judgement.suggestions.first().filter(|_| judgement.decision != Decision::Leave);
    RowReport {
        sheet: row.sheet,
        cell: row.question.cell.to_string(),
        id: row.question.id.as_deref(),
        section: row.question.section.as_deref(),
        question: &row.question.text,
        decision: judgement.decision,
        confidence: judgement.confidence,
        entry: first.map(|s| s.entry.id.as_str()),
        matched: first.map(|s| s.wording.text.as_str()),
        reasons: judgement
            .reasons
            .iter()
            .map(|r| ReasonReport { code: r.code.as_str(), detail: &r.detail })
            .collect(),
        matches: judgement
            .suggestions
            .iter()
            .map(|s| MatchReport { entry: &s.entry.id, confidence: s.confidence })
            .collect(),
        writes: match judgement.decision {
            Decision::Fill => row.writes.iter().map(write).collect(),
            Decision::Review => row.comment.iter().map(write).collect(),
            Decision::Leave => Vec::new(),
        },
        composed: judgement.composed.as_deref().map(ComposedReport::of),
    }
}

fn write(write: &crate::answer::CellWrite) -> WriteReport {
    WriteReport {
        cell: write.cell.to_string(),
        value: match &write.value {
            NewValue::Text(text) => text.as_ref().into(),
            NewValue::Number(number) => (*number).into(),
            NewValue::Bool(value) => (*value).into(),
        },
    }
}

/// The report for a terminal: about ten lines, the counts that matter first.
pub fn fill_summary(report: &FillReport<'_, '_>) -> String {
    let FillReport { response, provenance, outputs, note, .. } = *report;
    let counts = response.counts();
    let mut out = note.map(|note| format!("note: {note}\n")).unwrap_or_default();
    out.push_str(&format!(
        "{}: {} filled, {} suggested (of these {} at 50 % or more), {} open, of {} questions\n",
        shown(&provenance.file),
        counts.filled,
        counts.suggested,
        counts.likely,
        counts.open,
        counts.questions
    ));
    if counts.answered + counts.general > 0 {
        let mut parts = Vec::new();
        if counts.answered > 0 {
            parts.push(format!("{} answered before", counts.answered));
        }
        if counts.general > 0 {
            parts.push(format!("{} general information", counts.general));
        }
        out.push_str(&format!("  left as they are    {}\n", parts.join(", ")));
    }
    if counts.stated > 0 {
        out.push_str(&format!("  from [vendor]       {} general information\n", counts.stated));
    }
    let sheets = sheets(response);
    if sheets.len() > 1 {
        let most = sheets
            .iter()
            .take(SHOWN_SHEETS)
            .map(|(name, n)| format!("{} {n}", shown(name)))
            .collect::<Vec<_>>()
            .join(", ");
        let more = if sheets.len() > SHOWN_SHEETS {
            format!(", {} more", sheets.len() - SHOWN_SHEETS)
        } else {
            String::new()
        };
        out.push_str(&format!("  questions by sheet  {most}{more}\n"));
    }
    if let Some(profile) = &provenance.profile {
        out.push_str(&format!("  layout profile      {}\n", shown(profile)));
    }
    let sample = if provenance.sample { ", the SAMPLE base and not your own" } else { "" };
    out.push_str(&format!(
        "  knowledge base      {} ({}, {}{sample})\n",
        provenance.base,
        provenance.audience.as_str(),
        &provenance.base_sha256[..super::HASH_SHOWN.min(provenance.base_sha256.len())],
    ));
    if !provenance.products.is_empty() {
        out.push_str(&format!("  products            {}\n", shown(&provenance.products.join(", "))));
    }
    out.push_str(&format!("  date                {}\n", provenance.today));
    let why = held_back(response);
    if !why.is_empty() {
        out.push_str(&format!("  held back by        {why}\n"));
    }
    out.push_str(&to_renew(response, provenance.today));
    if let Some(Compared { records, rows, differ }) = report.compared {
        let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
        let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
        out.push_str(&format!(
            "  sent before         {rows} compared with {records}, {differ} now otherwise\n"
        ));
    }
    if let Some(carried) = report.carried {
        out.push_str(&format!("  rulings taken over  {carried}\n"));
    }
    if let Some(drafts) = report.drafts {
        let suggestions = if drafts == 1 { "suggestion" } else { "suggestions" };
        out.push_str(&format!(
            "  drafts              {drafts} {suggestions} in the form, in amber where the file has colours\n"
        ));
    }
    if report.cut > 0 {
        let answers = if report.cut == 1 {
            "1 answer is longer than its cell shows"
        } else {
            &format!("{} answers are longer than their cells show", report.cut)
        };
        out.push_str(&format!("  hint                {answers}; --fit-rows makes the rows higher\n"));
    }
    match (&outputs.form, &outputs.review) {
        (None, None) => out.push_str("  dry run             nothing was written\n"),
        (form, review) => {
            if let Some(form) = form {
                out.push_str(&format!("  form                {}\n", shown(form)));
            }
            if let Some(review) = review {
                out.push_str(&format!("  review workbook     {}\n", shown(review)));
            }
            for report in outputs.html.iter().chain(&outputs.json) {
                out.push_str(&format!("  report              {}\n", shown(report)));
            }
            if !report.folder.is_empty() {
                out.push_str(&format!("  folder              {}\n", shown(report.folder)));
            }
        }
    }
    out
}

/// A count with its noun, which takes an s for all but one.
pub(super) fn named_count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Sheets named in the summary.
const SHOWN_SHEETS: usize = 5;
/// Entries to renew named in the summary; reports and review workbook have them all.
const SHOWN_RENEWALS: usize = 5;
/// Reasons named in the summary.
const SHOWN_REASONS: usize = 4;

fn sheets<'a>(response: &'a Response<'_>) -> Vec<(&'a str, usize)> {
    let mut sheets: Vec<(&str, usize)> = Vec::new();
    for row in response.rows.iter().filter(|row| row.question.kind == Kind::Question) {
        match sheets.iter_mut().find(|(name, _)| *name == row.sheet) {
            Some((_, count)) => *count += 1,
            None => sheets.push((row.sheet, 1)),
        }
    }
    sheets
}

/// The stale entries behind suggestions, a line each, the most used first.
fn to_renew(response: &Response<'_>, today: Date) -> String {
    let renewals = renewals(response, today);
    let mut lines: Vec<String> = renewals
        .iter()
        .take(SHOWN_RENEWALS)
        .map(|renewal| {
            let rows = if renewal.rows == 1 { "1 row".to_owned() } else { format!("{} rows", renewal.rows) };
            format!("{} (due {}) used by {rows}", renewal.entry.id, renewal.due)
        })
        .collect();
    if renewals.len() > SHOWN_RENEWALS {
        lines.push(format!("and {} more", renewals.len() - SHOWN_RENEWALS));
    }
    let labels = std::iter::once("to renew").chain(std::iter::repeat(""));
    lines.iter().zip(labels).map(|(line, label)| format!("  {label:<18}  {line}\n")).collect()
}

/// The most frequent first reasons of the suggested rows.
fn held_back(response: &Response<'_>) -> String {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for row in response
        .rows
        .iter()
        .filter(|r| r.judgement.decision == Decision::Review && r.question.kind == Kind::Question)
    {
        if let Some(reason) = row.judgement.reasons.first() {
            match reasons.iter_mut().find(|(code, _)| *code == reason.code.as_str()) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason.code.as_str(), 1)),
            }
        }
    }
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let others: usize = reasons.iter().skip(SHOWN_REASONS).map(|(_, n)| n).sum();
    let mut told: Vec<String> =
        reasons.iter().take(SHOWN_REASONS).map(|(code, n)| format!("{code} {n}")).collect();
    if others > 0 {
        told.push(format!("other {others}"));
    }
    told.join(", ")
}
