//! The report for a person at a terminal.

use std::fmt::Write as _;

use super::compare_text::compare_text;
use super::coverage::CoveragePoint;
use super::evaluation::{Evaluation, Group};
use super::metrics::{LIKELY, Metrics, UPPER};
use super::outcome::VerdictCheck;
use super::reliability::Bin;
use super::report::{EvalReport, Weights, WrongFill};
use super::share::Share;

/// Characters of the bar of a bin: a step is five points, finer than most bins are known to.
const BAR: usize = 20;
/// Characters of a question that are shown, so that a line fits a terminal.
pub(super) const QUESTION: usize = 88;
/// Characters of a source's name that are shown.
const NAME: usize = 26;
/// Width of a column of figures: a share, its counts and its interval.
const COLUMN: usize = 34;
/// What stands where a figure cannot be computed.
const NONE: &str = "-";

/// Shows one of the figures.
type Figure = fn(&Metrics) -> String;

/// Makes one table of an evaluation.
type Table = fn(&Evaluation) -> String;

/// The tables that a fit gets beside the tool as it is.
const TABLES: [(&str, Table); 2] = [
    ("Reliability", |evaluation| reliability(&evaluation.reliability)),
    ("Precision and coverage, the most probable rows first", |evaluation| coverage(&evaluation.coverage)),
];

/// The report as text. Questions, sources and ids stand in it on one line each, otherwise as they came: who prints it
/// escapes what a terminal would obey.
pub fn eval_text(report: &EvalReport) -> String {
    let base = &report.measured.knowledge;
    let metrics = &report.shipped.metrics;
    let mut out = format!(
        "{} questions, {} answerable; {}, {} entries, audience {}{}\n",
        metrics.questions,
        metrics.answerable,
        base.title,
        base.entries,
        base.audience,
        if base.products.is_empty() { String::new() } else { format!(", for {}", base.products.join(", ")) }
    );
    out.push_str(&figures(metrics, report.held_out.as_ref().map(|fit| &fit.metrics)));
    out.push_str(&fills(&report.wrong_fills, metrics));
    let evaluations =
        [("as shipped", Some(&report.shipped)), ("families left out", report.held_out.as_ref())];
    for (title, table) in TABLES {
        for (of, evaluation) in evaluations {
            let Some(evaluation) = evaluation else { continue };
            let whose = if report.held_out.is_some() { format!(", {of}") } else { String::new() };
            let _ = write!(out, "\n{title}{whose}\n{}", table(evaluation));
        }
    }
    out.push_str("\nBy source, as shipped\n");
    out.push_str(&groups(&report.shipped.groups));
    if let Some(weights) = &report.weights {
        out.push_str(&weights_text(weights));
    }
    if let Some(comparison) = &report.against {
        out.push_str(&compare_text(comparison));
    }
    out
}

/// A number with three decimals.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), |v| format!("{v:.3}"))
}

/// A text on one line, cut where it is longer than so many characters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

fn share(share: Share) -> String {
    match (share.low, share.high) {
        (Some(low), Some(high)) => {
            format!("{} ({} of {}, {low:.2} to {high:.2})", number(share.share), share.count, share.of)
        }
        _ => NONE.to_owned(),
    }
}

fn figures(shipped: &Metrics, held_out: Option<&Metrics>) -> String {
    let upper = format!("  from p {UPPER} up");
    let likely = format!("rows at p {LIKELY} or more");
    let rows: [(&str, Figure); 13] = [
        ("recall at 1", |m| share(m.recall_at_1)),
        ("recall at 3", |m| share(m.recall_at_3)),
        ("AUROC", |m| number(m.auroc)),
        ("calibration error", |m| number(m.calibration_error)),
        (&upper, |m| format!("{} ({} rows)", number(m.upper_calibration_error), m.upper_rows)),
        ("Brier score", |m| m.brier.map_or_else(|| NONE.to_owned(), |v| format!("{v:.4}"))),
        ("Brier skill", |m| format!("{} (base rate {})", number(m.brier_skill), number(m.base_rate.share))),
        (&likely, |m| m.likely.rows.to_string()),
        ("  strict precision", |m| share(m.likely.strict)),
        ("  lenient precision", |m| share(m.likely.lenient)),
        ("  recall", |m| share(m.likely.recall)),
        ("fills", |m| m.fills.map_or_else(|| NONE.to_owned(), |f| format!("{}, {} wrong", f.rows, f.wrong))),
        ("fill recall", |m| m.fills.map_or_else(|| NONE.to_owned(), |f| share(f.recall))),
    ];
    let mut out = String::from("\n");
    let line = |name: &str, cells: [&str; 2]| {
        format!("{:<26}{:<COLUMN$}{}", format!("  {name}"), cells[0], cells[1]).trim_end().to_owned() + "\n"
    };
    if held_out.is_some() {
        out.push_str(&line("", ["as shipped", "families left out"]));
    }
    for (name, figure) in rows {
        let other = held_out.map(figure).unwrap_or_default();
        out.push_str(&line(name, [&figure(shipped), &other]));
    }
    out.push_str("  (in brackets: counts and the 95 % interval)\n");
    out
}

fn fills(wrong: &[WrongFill], metrics: &Metrics) -> String {
    let rows = metrics.fills.map_or(0, |fills| fills.rows);
    if wrong.is_empty() {
        return format!("\nWrong fills: none of {rows}\n");
    }
    let mut out = format!("\nWrong fills: {} of {rows}\n", wrong.len());
    for fill in wrong {
        let _ = writeln!(out, "  {}", one_line(&fill.question, QUESTION));
        let _ = writeln!(out, "    key      {}", one_line(&fill.key, QUESTION));
        let answers = match (fill.entry_right, fill.near) {
            (true, _) => "it answers in full",
            (false, true) => "it answers a part",
            (false, false) => "it does not answer",
        };
        let _ = writeln!(out, "    entry    {} ({answers})", fill.entry);
        let _ = writeln!(out, "    wording  {}", one_line(&fill.wording, QUESTION));
        let said = fill.said.unwrap_or("nothing");
        let verdict = match (fill.verdict, fill.labelled) {
            (Some(VerdictCheck::Contradicts), Some(label)) => {
                format!("says {said}, the label {label}: wrong")
            }
            (Some(VerdictCheck::Agrees), Some(label)) => format!("says {said}, the label {label}: right"),
            (Some(VerdictCheck::NotSaid), Some(label)) => format!("says none, the label {label}"),
            _ => format!("says {said}, the label says none"),
        };
        let _ = writeln!(out, "    verdict  {verdict}");
    }
    out
}

fn reliability(bins: &[Bin]) -> String {
    let mut out = String::from("  p            rows   claimed  observed  = observed, | claimed\n");
    for bin in bins {
        let _ = writeln!(
            out,
            "  {:.1} to {:.1}  {:>6}  {:>8}  {:>8}  {}",
            bin.from,
            bin.to,
            bin.observed.of,
            number(bin.claimed),
            number(bin.observed.share),
            bar(bin)
        );
    }
    // An empty bin has no bar.
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The observed share as a bar, with a mark where the claim stands.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share times the width of a bar"
)]
fn bar(bin: &Bin) -> String {
    let (Some(claimed), Some(observed)) = (bin.claimed, bin.observed.share) else {
        return String::new();
    };
    let place = |share: f64| (share * BAR as f64).round() as usize;
    let mark = place(claimed).min(BAR - 1);
    (0..BAR)
        .map(|at| match at {
            at if at == mark => '|',
            at if at < place(observed) => '=',
            _ => '.',
        })
        .collect()
}

fn coverage(points: &[CoveragePoint]) -> String {
    let mut out = "  coverage    rows   from p   strict  lenient   recall\n".to_owned();
    for point in points {
        let percent = point.coverage.share.unwrap_or_default() * 100.0;
        let _ = writeln!(
            out,
            "  {:>6.1} %  {:>6}   {:>6.3}  {:>7}  {:>7}  {:>7}",
            percent,
            point.coverage.count,
            point.from,
            number(point.strict.share),
            number(point.lenient.share),
            number(point.recall.share)
        );
    }
    out
}

fn groups(groups: &[Group]) -> String {
    let wide = groups.iter().map(|group| one_line(&group.name, NAME).chars().count()).max().unwrap_or(0);
    let mut out = format!(
        "  {:<wide$}   rows  answerable   at 1   at 3  AUROC  p {LIKELY} up  strict  fills  wrong\n",
        ""
    );
    for group in groups {
        let m = &group.metrics;
        let count = |value: Option<usize>| value.map_or_else(|| NONE.to_owned(), |v| v.to_string());
        let _ = writeln!(
            out,
            "  {:<wide$}  {:>5}  {:>10}  {:>5}  {:>5}  {:>5}  {:>8}  {:>6}  {:>5}  {:>5}",
            one_line(&group.name, NAME),
            m.questions,
            m.answerable,
            number(m.recall_at_1.share),
            number(m.recall_at_3.share),
            number(m.auroc),
            m.likely.rows,
            number(m.likely.strict.share),
            count(m.fills.map(|fills| fills.rows)),
            count(m.fills.map(|fills| fills.wrong)),
        );
    }
    out
}

fn weights_text(weights: &Weights) -> String {
    let lines = |named: &[super::report::Weight]| -> String {
        named.iter().map(|weight| format!("  {} {:.4}\n", weight.name, weight.weight)).collect()
    };
    format!(
        "\nWeights of relevance\n{}\nWeights of settles, intercept {:.4}\n{}",
        lines(&weights.relevance),
        weights.intercept,
        lines(&weights.settles)
    )
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::super::reliability::reliability as bins;
    use super::*;

    #[test]
    fn a_bar_ends_at_the_observed_share_and_marks_the_claim() {
        let rows = [outcome(0.75, true), outcome(0.75, false)];
        assert_eq!(bar(&bins(&rows)[7]), "==========.....|....");
        assert_eq!(bar(&bins(&[outcome(1.0, true)])[9]), "===================|");
        assert_eq!(bar(&bins(&rows)[0]), "");
    }

    #[test]
    fn a_text_from_outside_stands_on_one_line() {
        assert_eq!(one_line("Is it\n  so?\r\n", 20), "Is it so?");
        assert_eq!(one_line("Is it really so?", 9), "Is it re…");
    }

    #[test]
    fn tables_are_as_wide_as_their_longest_line_and_fit_a_terminal() {
        let long = "a source with a name that is far too long for a table";
        let evaluation = Evaluation::new(&[outcome(0.5, true), outcome(0.1, false)], &[long, long]);
        for table in [
            reliability(&evaluation.reliability),
            coverage(&evaluation.coverage),
            groups(&evaluation.groups),
            figures(&evaluation.metrics, Some(&evaluation.metrics)),
        ] {
            for line in table.lines() {
                assert!(line.chars().count() <= 100 && line.trim_end() == line, "{line:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_computed_is_a_dash() {
        let evaluation = Evaluation::new(&[outcome(0.1, false)], &["a"]);
        let text = figures(&evaluation.metrics, None);
        assert!(text.contains("  recall at 1             -\n"), "{text}");
    }
}
