//! `trustfill eval`: measured quality on labelled questions, and the fit of the score.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use trustfill::evaluate::{
    EVAL_SCHEMA, EvalReport, Evaluation, Fitted, Judged, Label, LabelFile, Measured, MeasuredBase, Outcome,
    Previous, QuestionLine, Sample, Weights, compare, diagram, eval_json, eval_text, families, fit, keys,
    parse_labels, parse_previous, samples, unknown_entries, wrong_fills,
};
use trustfill::knowledge::{Audience, KnowledgeBase, load};
use trustfill::report::shown;
use trustfill::respond::{SUGGESTIONS, Setting, judge};
use trustfill::retrieval::{Index, Query};
use trustfill::text::hexadecimal;
use trustfill::workbook::Choices;

use crate::cli::{EvalArgs, OutputFormat};
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// Unknown entries that a warning names.
const NAMED: usize = 5;

pub(crate) fn run(args: &EvalArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let setting = settings.setting(&args.date, None, false)?;
    let drawing = drawing(args)?;
    let previous = args.against.as_deref().map(read_previous).transpose()?;
    let (labels, files) = read_labels(&args.labels)?;
    warn_of_unknown(&labels, &base);
    let index = Index::build(&base);
    let judged = judge_all(&index, &labels, &setting);
    let fitted = if args.fit { Some(fit_all(&index, &labels, args)?) } else { None };
    let outcomes: Vec<Outcome> = judged.iter().map(|one| one.outcome).collect();
    let measured = Measured {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date: setting.today.to_string(),
        knowledge: MeasuredBase::from(&base),
        labels: files,
    };
    let report = report(measured, &labels, &judged, &outcomes, fitted.as_ref(), previous.as_ref());
    let text = match args.format {
        OutputFormat::Json => {
            eval_json(&report).map_err(|error| Failure::output("standard output", error))? + "\n"
        }
        OutputFormat::Text => eval_text(&report).lines().map(|line| shown(line) + "\n").collect(),
    };
    if let Some(output) = drawing {
        let path = output.prepare(diagram(&outcomes).as_bytes())?.commit()?;
        terminal::note(&format!("the diagram is in {}", path.display()));
    }
    terminal::print(&text)?;
    Ok(Exit::Done)
}

/// The diagram's place, checked before the work: nothing is replaced unasked, and no input ever.
fn drawing(args: &EvalArgs) -> Result<Option<Output>, Failure> {
    let Some(path) = &args.diagram else { return Ok(None) };
    if args.labels.iter().chain(&args.against).any(|input| files::same_file(input, path)) {
        return Err(Failure::usage("the diagram would replace an input").hint("name another file"));
    }
    let hint = if path.exists() {
        "use --force to replace it, or name another file"
    } else {
        "make the folder first"
    };
    Output::check(path.clone(), args.force)
        .map(Some)
        .map_err(|failure| Failure { hints: vec![hint.to_owned()], ..failure })
}

fn read_previous(path: &Path) -> Result<(String, Previous), Failure> {
    let shown = files::name(path);
    let text = files::read_text(path).map_err(|error| Failure::input(&shown, error))?;
    match parse_previous(&text) {
        Ok(previous) => Ok((shown, previous)),
        Err(error) => Err(Failure::input(&shown, error)
            .hint("keep one with: trustfill eval LABELS --format json > before.json")),
    }
}

fn read_labels(paths: &[PathBuf]) -> Result<(Vec<Label>, Vec<LabelFile>), Failure> {
    let (mut labels, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = files::name(path);
        let text = files::read_text(path).map_err(|error| Failure::input(&shown, error))?;
        let read = parse_labels(&text).map_err(|error| {
            Failure::input(&shown, error).hint("the lines are described in docs/quality.md")
        })?;
        if read.is_empty() {
            return Err(Failure::input(&shown, "it holds no label"));
        }
        labels.extend(read);
        let sha256 = hexadecimal(Sha256::digest(&text));
        files.push(LabelFile { file: shown, sha256 });
    }
    Ok((labels, files))
}

fn warn_of_unknown(labels: &[Label], base: &KnowledgeBase) {
    let unknown = unknown_entries(labels, |id| base.entry(id).is_some());
    if !unknown.is_empty() {
        let named: Vec<&str> = unknown.iter().copied().take(NAMED).collect();
        let more = if unknown.len() > NAMED { ", …" } else { "" };
        terminal::warn(&format!(
            "the labels name {} entries that the audience {}{} does not see, which can never be found: {}{more}",
            unknown.len(),
            base.audience.as_str(),
            if base.products.is_empty() { "" } else { ", with these products," },
            named.join(", ")
        ));
    }
}

fn judge_all(index: &Index<'_>, labels: &[Label], setting: &Setting) -> Vec<Judged> {
    labels
        .iter()
        .zip(keys(labels))
        .map(|(label, key)| {
            let query = Query {
                question: &label.question,
                section: label.section.as_deref(),
                id: None,
                language: None,
            };
            Judged::new(label, &key, &judge(index, &query, &Choices::Free, SUGGESTIONS, setting))
        })
        .collect()
}

fn fit_all(index: &Index<'_>, labels: &[Label], args: &EvalArgs) -> Result<Fitted, Failure> {
    let samples = samples(index, labels);
    if families(&samples) < 2 {
        return Err(Failure::usage(
            "the labels are of one family, and a fit is measured on a family that it left out",
        )
        .hint("name at least two in `family`; questions that repeat each other's text belong to one"));
    }
    let elsewhere = match args.fit_order_with.as_slice() {
        [knowledge, labels] => samples_elsewhere(knowledge, labels)?,
        _ => Vec::new(),
    };
    Ok(fit(&samples, &elsewhere))
}

fn samples_elsewhere(knowledge: &Path, labels: &PathBuf) -> Result<Vec<Sample>, Failure> {
    let base =
        load(knowledge, Audience::Public).map_err(|error| Failure::input(&files::name(knowledge), error))?;
    let (labels, _) = read_labels(std::slice::from_ref(labels))?;
    warn_of_unknown(&labels, &base);
    Ok(samples(&Index::build(&base), &labels))
}

fn report(
    measured: Measured,
    labels: &[Label],
    judged: &[Judged],
    outcomes: &[Outcome],
    fitted: Option<&Fitted>,
    previous: Option<&(String, Previous)>,
) -> EvalReport {
    let groups: Vec<&str> = labels.iter().map(Label::group).collect();
    let shipped = Evaluation::new(outcomes, &groups);
    let held_out = fitted.map(|fitted| Evaluation::new(&fitted.held_out, &groups));
    let questions: Vec<QuestionLine> = judged.iter().map(QuestionLine::from).collect();
    let against = previous.map(|(file, previous)| {
        let held_out = held_out.as_ref().map(|evaluation| &evaluation.metrics);
        compare(file, previous, &measured, &shipped.metrics, held_out, &questions)
    });
    EvalReport {
        schema: EVAL_SCHEMA,
        tool: "trustfill",
        measured,
        shipped,
        held_out,
        weights: fitted.map(Weights::from),
        wrong_fills: wrong_fills(judged),
        questions,
        against,
    }
}
