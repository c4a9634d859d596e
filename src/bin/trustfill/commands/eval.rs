//! `trustfill eval`: measured quality on labelled questions, and the fit of the score.

use trustfill::confidence::Decision;
use trustfill::evaluate::{Judged, Label, Metrics, fit, measure, parse_labels, samples};
use trustfill::respond::{SUGGESTIONS, judge};
use trustfill::retrieval::{Index, Query};
use trustfill::workbook::Choices;

use crate::cli::EvalArgs;
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, terminal};

pub(crate) fn run(args: &EvalArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let setting = settings.setting(&args.date, None, false)?;
    let index = Index::build(&base);
    let mut labels: Vec<Label> = Vec::new();
    for path in &args.labels {
        let shown = files::name(path);
        let text = files::read_text(path).map_err(|error| Failure::input(&shown, error))?;
        labels.extend(parse_labels(&text).map_err(|error| Failure::input(&shown, error))?);
    }
    let judged: Vec<Judged> = labels
        .iter()
        .map(|label| {
            let query =
                Query { question: &label.question, section: label.section.as_deref(), language: None };
            let judgement = judge(&index, &query, &Choices::Free, SUGGESTIONS, &setting);
            let full =
                |at: usize| judgement.suggestions.get(at).is_some_and(|s| label.full.contains(&s.entry.id));
            let partial = judgement.suggestions.first().is_some_and(|s| label.partial.contains(&s.entry.id));
            Judged {
                confidence: judgement.confidence.map_or(0.0, |c| c.get()),
                answerable: !label.full.is_empty(),
                right: full(0),
                right_in_three: (0..SUGGESTIONS).any(full),
                near: full(0) || partial,
                filled: judgement.decision == Decision::Fill,
            }
        })
        .collect();
    let mut out = format!("as shipped\n{}", lines(&measure(&judged)));
    if args.fit {
        let fitted = fit(&samples(&index, &labels));
        out.push_str(&format!(
            "\nfitted, each family judged by a fit without it\n{}",
            lines(&measure(&fitted.out_of_fold))
        ));
        out.push_str("\nrelevance\n");
        out.push_str(&weights(&fitted.relevance));
        out.push_str(&format!("settles, intercept {:.4}\n", fitted.intercept));
        out.push_str(&weights(&fitted.settles));
        let [relevance, lead] = fitted.relevance_and_lead;
        out.push_str(&format!("  relevance {relevance:.4}\n  lead {lead:.4}\n"));
    }
    terminal::print(&out)?;
    Ok(Exit::Done)
}

fn lines(metrics: &Metrics) -> String {
    format!(
        "  questions            {}, {} with a full answer\n  recall at 1, at 3    {:.3}, {:.3}\n  AUROC                {:.3}\n  calibration error    {:.3}\n  fills                {}, {} wrong\n  at 50 % or more      {}, {:.3} right in full, {:.3} at least in part\n",
        metrics.questions,
        metrics.answerable,
        metrics.recall_at_1,
        metrics.recall_at_3,
        metrics.auroc,
        metrics.calibration_error,
        metrics.fills,
        metrics.wrong_fills,
        metrics.likely,
        metrics.likely_strict,
        metrics.likely_lenient
    )
}

fn weights(named: &[(&str, f64)]) -> String {
    named.iter().map(|(name, weight)| format!("  {name} {weight:.4}\n")).collect()
}
