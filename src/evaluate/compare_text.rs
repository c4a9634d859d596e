//! What changed against an earlier run, for a person at a terminal.

use std::fmt::Write as _;

use super::compare::{Comparison, FigureChange, MOVED, QuestionChange};
use super::outcome::VerdictCheck;
use super::text::{QUESTION, number, one_line};

/// Characters of a key that are shown.
const KEY: usize = 60;
/// Keys that are listed of questions that came or went.
const LISTED: usize = 10;

/// The comparison as text.
pub(super) fn compare_text(comparison: &Comparison) -> String {
    let mut out = format!("\nAgainst {}\n", comparison.file);
    match comparison.differs.as_slice() {
        [] => out.push_str("  same version, date, knowledge and labels\n"),
        other => {
            let _ = writeln!(out, "  other than then: {}", other.join(", "));
        }
    }
    out.push_str(&figures("as shipped", &comparison.shipped));
    if !comparison.held_out.is_empty() {
        out.push_str(&figures("families left out", &comparison.held_out));
    }
    out.push_str(&questions(&comparison.questions));
    for (what, keys) in [("came", &comparison.added), ("went", &comparison.removed)] {
        if !keys.is_empty() {
            let shown: Vec<String> = keys.iter().take(LISTED).map(|key| one_line(key, KEY)).collect();
            let more = if keys.len() > LISTED { ", …" } else { "" };
            let _ = writeln!(out, "  questions that {what}: {} ({}{more})", keys.len(), shown.join(", "));
        }
    }
    out
}

fn figures(title: &str, figures: &[FigureChange]) -> String {
    let changed: Vec<&FigureChange> = figures.iter().filter(|figure| figure.is_change()).collect();
    if changed.is_empty() {
        return format!("  {title}: no figure changed\n");
    }
    let mut out = format!("  {title:<28}{:>10}{:>10}{:>10}\n", "then", "now", "change");
    for figure in changed {
        let difference = match (figure.old, figure.new) {
            (Some(old), Some(new)) => signed(figure, new - old),
            _ => String::new(),
        };
        let line = format!(
            "    {:<26}{:>10}{:>10}{difference:>10}",
            figure.figure,
            value(figure, figure.old),
            value(figure, figure.new)
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Counts have no decimals, and a Brier score changes in its fourth.
fn decimals(figure: &FigureChange) -> usize {
    match figure.figure {
        "questions" | "answerable" | "upper_rows" | "likely.rows" | "fills.rows" | "fills.wrong" => 0,
        "brier" => 4,
        _ => 3,
    }
}

fn value(figure: &FigureChange, value: Option<f64>) -> String {
    let places = decimals(figure);
    value.map_or_else(|| number(None), |v| format!("{v:.places$}"))
}

fn signed(figure: &FigureChange, difference: f64) -> String {
    let places = decimals(figure);
    format!("{difference:+.places$}")
}

fn questions(changes: &[QuestionChange]) -> String {
    if changes.is_empty() {
        return "  no question changed\n".to_owned();
    }
    let count = |test: fn(&QuestionChange) -> bool| changes.iter().filter(|change| test(change)).count();
    let mut out = format!(
        "  questions that changed: {}\n    first entry {}, decision {}, became right {}, became wrong {}, p by more than {MOVED}: {}\n",
        changes.len(),
        count(|c| c.entry.is_some()),
        count(|c| c.decision.is_some()),
        count(|c| c.right.is_some_and(|right| right.new)),
        count(|c| c.right.is_some_and(|right| right.old)),
        count(|c| c.confidence.is_some()),
    );
    for change in changes {
        let _ = writeln!(out, "    {}: {}", one_line(&change.key, KEY), parts(change).join("; "));
        let _ = writeln!(out, "      {}", one_line(&change.question, QUESTION));
    }
    out
}

fn parts(change: &QuestionChange) -> Vec<String> {
    let entry = |name: &Option<String>| name.clone().unwrap_or_else(|| "none".to_owned());
    let rightness = |right: bool| if right { "right" } else { "wrong" };
    let verdict = |check: Option<VerdictCheck>| match check {
        None => "not labelled",
        Some(VerdictCheck::Agrees) => "agrees",
        Some(VerdictCheck::Contradicts) => "contradicts",
        Some(VerdictCheck::NotSaid) => "not said",
    };
    [
        change.entry.as_ref().map(|c| format!("{} → {}", entry(&c.old), entry(&c.new))),
        change.decision.as_ref().map(|c| format!("{} → {}", c.old, c.new)),
        change.right.map(|c| format!("{} → {}", rightness(c.old), rightness(c.new))),
        change.verdict.map(|c| format!("verdict {} → {}", verdict(c.old), verdict(c.new))),
        change.confidence.map(|c| format!("p {:.3} → {:.3}", c.old, c.new)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::compare::Change;
    use super::*;

    fn comparison() -> Comparison {
        Comparison {
            file: "old.json".into(),
            differs: Vec::new(),
            shipped: vec![
                FigureChange { figure: "auroc", old: Some(0.5), new: Some(0.75) },
                FigureChange { figure: "fills.rows", old: Some(3.0), new: Some(2.0) },
                FigureChange { figure: "brier", old: Some(0.1), new: Some(0.1) },
            ],
            held_out: Vec::new(),
            questions: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
        }
    }

    #[test]
    fn only_figures_that_changed_are_shown() {
        let text = compare_text(&comparison());
        assert!(text.contains("    auroc                          0.500     0.750    +0.250\n"), "{text}");
        assert!(text.contains("    fills.rows                         3         2        -1\n"), "{text}");
        assert!(!text.contains("brier") && text.contains("no question changed"), "{text}");
    }

    #[test]
    fn a_question_stands_on_one_line_with_all_that_changed() {
        let change = QuestionChange {
            key: "acme/7".into(),
            question: "Is\nit?".into(),
            entry: Some(Change { old: None, new: Some("a".into()) }),
            decision: Some(Change { old: "leave".into(), new: "fill".into() }),
            right: Some(Change { old: false, new: true }),
            verdict: None,
            confidence: Some(Change { old: 0.0, new: 0.955 }),
        };
        let text = compare_text(&Comparison { questions: vec![change], ..comparison() });
        let line = "    acme/7: none → a; leave → fill; wrong → right; p 0.000 → 0.955\n      Is it?\n";
        assert!(text.contains(line), "{text}");
        assert!(text.contains("became right 1, became wrong 0"), "{text}");
    }
}
