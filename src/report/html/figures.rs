//! What came of the rows, counted for the head of the page: sorts, sections, reasons, and a histogram of the confidences.

use jiff::civil::Date;
use serde::Serialize;

use super::row::visible;
use super::words::words;
use crate::confidence::{BINS, Decision, ReasonCode, bin};
use crate::questionnaire::Kind;
use crate::respond::{Counts, Renewal, Response, Row, renewals};

/// What came of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Sort {
    /// Written into the form.
    Filled,
    /// Proposed, for a person.
    Suggested,
    /// Nothing fits.
    Open,
    /// Answered before, or general information.
    Other,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Filled, Self::Suggested, Self::Open, Self::Other];

    pub(super) fn of(row: &Row<'_>) -> Self {
        match row.judgement.decision {
            _ if row.question.answered || row.question.kind == Kind::General => Self::Other,
            Decision::Fill => Self::Filled,
            Decision::Review => Self::Suggested,
            Decision::Leave => Self::Open,
        }
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0)
    }
}

/// Width of the bar of sorts, in its own units; the page stretches it.
const BAR_WIDTH: usize = 1000;
/// Width of a bin of the histogram, with its gap.
const BIN_WIDTH: usize = 44;
/// The gap between two bins.
const GAP: usize = 6;
/// Height of the fullest bin.
const HIGHEST: usize = 110;
/// Room above the fullest bin, for its count.
const ABOVE: usize = 18;
/// Room below the bins, for the axis.
const BELOW: usize = 20;

/// Everything that is counted.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    rows: usize,
    questions: usize,
    likely: usize,
    answered: usize,
    stated: usize,
    general: usize,
    /// Whether there are rows that were not up for an answer.
    others: bool,
    sorts: Vec<Counted>,
    sections: Vec<Section>,
    reasons: Vec<Blocked>,
    renewals: Vec<ToRenew>,
    histogram: Histogram,
}

#[derive(Debug, Serialize)]
struct Counted {
    sort: Sort,
    count: usize,
    x: usize,
    width: usize,
}

#[derive(Debug, Serialize)]
struct Section {
    name: String,
    counts: [usize; 4],
}

#[derive(Debug, Serialize)]
struct Blocked {
    code: &'static str,
    words: &'static str,
    suggested: usize,
    open: usize,
}

/// A stale entry behind suggestions.
#[derive(Debug, Serialize)]
struct ToRenew {
    entry: String,
    owner: String,
    due: String,
    rows: usize,
}

impl ToRenew {
    fn of(renewal: &Renewal<'_>) -> Self {
        Self {
            entry: renewal.entry.id.clone(),
            owner: visible(&renewal.entry.owner),
            due: renewal.due.to_string(),
            rows: renewal.rows,
        }
    }
}

#[derive(Debug, Serialize)]
struct Histogram {
    width: usize,
    height: usize,
    base: usize,
    rows: usize,
    bins: Vec<HistogramBin>,
}

#[derive(Debug, Serialize)]
struct HistogramBin {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    middle: usize,
    from: usize,
    to: usize,
    count: usize,
}

impl Figures {
    pub(super) fn of(response: &Response<'_>, today: Date) -> Self {
        let Counts { rows, questions, likely, answered, general, stated, .. } = response.counts();
        let mut sorts = [0; 4];
        for row in &response.rows {
            sorts[Sort::of(row).place()] += 1;
        }
        Self {
            rows,
            questions,
            likely,
            answered,
            stated,
            general,
            others: answered + general + stated > 0,
            sorts: bar(sorts),
            sections: sections(response),
            reasons: reasons(response),
            renewals: renewals(response, today).iter().map(ToRenew::of).collect(),
            histogram: Histogram::of(response),
        }
    }

    /// The place of a row's section among the sections.
    pub(super) fn section(&self, row: &Row<'_>) -> usize {
        let name = section_of(row);
        self.sections.iter().position(|section| section.name == name).unwrap_or(0)
    }
}

/// The heading that a row stands under; the sheet's name where there is none.
pub(super) fn section_of<'r>(row: &'r Row<'_>) -> &'r str {
    match &row.question.section {
        Some(section) => section,
        None if row.sheet.is_empty() => "(no section)",
        None => row.sheet,
    }
}

fn bar(counts: [usize; 4]) -> Vec<Counted> {
    let all = counts.iter().sum::<usize>().max(1);
    let mut before = 0;
    Sort::ALL
        .into_iter()
        .zip(counts)
        .map(|(sort, count)| {
            let x = before * BAR_WIDTH / all;
            before += count;
            Counted { sort, count, x, width: before * BAR_WIDTH / all - x }
        })
        .collect()
}

fn sections(response: &Response<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut last = 0;
    for row in &response.rows {
        let name = section_of(row);
        // Rows of a section stand together, so that the one before is nearly always the one looked for.
        if sections.get(last).is_none_or(|section| section.name != name) {
            last = sections.iter().position(|section| section.name == name).unwrap_or_else(|| {
                sections.push(Section { name: name.to_owned(), counts: [0; 4] });
                sections.len() - 1
            });
        }
        if let Some(section) = sections.get_mut(last) {
            section.counts[Sort::of(row).place()] += 1;
        }
    }
    sections
}

/// The reasons on rows that were not filled, the most frequent first.
fn reasons(response: &Response<'_>) -> Vec<Blocked> {
    let count = |code: ReasonCode, sort: Sort| {
        let rows = response.rows.iter().filter(|row| Sort::of(row) == sort);
        rows.filter(|row| row.judgement.reasons.iter().any(|reason| reason.code == code)).count()
    };
    let mut reasons: Vec<Blocked> = ReasonCode::ALL
        .into_iter()
        .map(|code| Blocked {
            code: code.as_str(),
            words: words(code),
            suggested: count(code, Sort::Suggested),
            open: count(code, Sort::Open),
        })
        .filter(|reason| reason.suggested + reason.open > 0)
        .collect();
    reasons.sort_by(|a, b| (b.suggested, b.open).cmp(&(a.suggested, a.open)).then(a.code.cmp(b.code)));
    reasons
}

impl Histogram {
    /// The confidences of the suggested rows.
    fn of(response: &Response<'_>) -> Self {
        let mut counts = [0usize; BINS];
        for row in response.rows.iter().filter(|row| Sort::of(row) == Sort::Suggested) {
            if let Some(sure) = row.judgement.sure() {
                counts[bin(sure.get())] += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let base = ABOVE + HIGHEST;
        let bins = counts.into_iter().enumerate().map(|(at, count)| {
            let height = count * HIGHEST / most;
            HistogramBin {
                x: at * BIN_WIDTH + GAP / 2,
                y: base - height,
                width: BIN_WIDTH - GAP,
                height,
                middle: at * BIN_WIDTH + BIN_WIDTH / 2,
                from: at * 100 / BINS,
                to: (at + 1) * 100 / BINS,
                count,
            }
        });
        Self {
            width: BINS * BIN_WIDTH,
            height: base + BELOW,
            base,
            rows: counts.iter().sum(),
            bins: bins.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_filled_to_its_end_and_its_pieces_touch() {
        for counts in [[23, 9, 17, 0], [0, 0, 1, 0], [1, 1, 1, 4]] {
            let bar = bar(counts);
            let ends: Vec<usize> = bar.iter().map(|piece| piece.x + piece.width).collect();
            assert_eq!(ends.last(), Some(&BAR_WIDTH));
            assert!(bar.iter().skip(1).zip(&ends).all(|(piece, end)| piece.x == *end));
        }
        assert!(bar([0; 4]).iter().all(|piece| piece.width == 0));
    }
}
