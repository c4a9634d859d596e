//! `trustfill batch`: many questionnaires, each filled in a process of its own, and one report.

mod find;
mod ledger;
mod merge;
mod reports;
mod told;
mod turn;
mod worker;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::{fs, thread};

use jiff::civil::Date;
use serde::Serialize;
use trustfill::batch::{FileRecord, Head, Knowledge, Outcome, Part, Totals, name_outputs};
use trustfill::knowledge::KnowledgeBase;
use trustfill::report::{BatchReport, batch_summary};
use trustfill::respond::sha256;

use crate::cli::{BatchArgs, ReportFormat};
use crate::context::{self, Settings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, interrupt, limits, profiles, terminal};

use ledger::Ledger;
use reports::Reports;
use told::Told;
use turn::{Turn, Turns};
use worker::Worker;

pub(crate) use worker::fill_apart;

pub(crate) fn run(args: &BatchArgs) -> Result<Exit, Failure> {
    if args.merge {
        return merge::run(args);
    }
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let today = context::today(&args.date)?;
    let out = find::absolute(&args.out_dir);
    let found = find::find(&args.inputs, &out)?;
    if let Some(root) = found.roots.iter().find(|root| files::same_file(root, &args.out_dir)) {
        return Err(Failure::usage(format!("--out-dir {} is the folder of the inputs", root.display()))
            .hint("the outputs of a batch stand apart: name another folder"));
    }
    if found.inputs.is_empty() {
        let names: Vec<String> = args.inputs.iter().map(|input| input.display().to_string()).collect();
        return Err(Failure::input(&names.join(", "), "there is no questionnaire")
            .hint("questionnaires are known by their ending: .xlsx, .xlsm, .csv, .tsv, .xls, .xlsb or .ods")
            .hint(match found.passed_over.first() {
                Some(over) => format!("passed over: {} ({})", over.file, over.why),
                None => "a pattern goes in quotes: 'inbox/**/*.xlsx'".to_owned(),
            }));
    }
    if base.sample {
        terminal::warn("the answers come from the sample knowledge base, which is another company's");
    }
    // A name that was mistyped must not cost the report of the run before.
    if found.inputs.values().all(|input| fs::symlink_metadata(input).is_err()) {
        let names: Vec<&str> = found.inputs.keys().map(String::as_str).collect();
        return Err(Failure::input(&names.join(", "), "there is no such file or folder"));
    }
    if let Some(events) = &args.events {
        told::refuse_events_in_a_file_of(events, &out)?;
    }
    let paths: Vec<String> = found.inputs.keys().cloned().collect();
    let places = found.inputs.into_iter().zip(name_outputs(&paths));
    let turns: Vec<Turn> =
        places.map(|((file, path), named)| Turn::of(file, path, named, &args.report)).collect();
    // Where it lies is part of the fingerprint.
    files::make_folder(&args.out_dir)?;
    let head = Head {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date: today.to_string(),
        run: fingerprint(args, &settings, &base, today, &found.root)?,
        inputs: inputs_of(&turns)?,
        knowledge: Knowledge {
            title: base.organisation.title.clone(),
            sha256: base.sha256.clone(),
            audience: base.audience.as_str().to_owned(),
            products: base.products.clone(),
            sample: base.sample,
        },
        passed_over: found.passed_over,
    };
    let told = Told::new(args.events.as_deref())?;

    let part = Part(args.shard);
    let reports = Reports::check(&args.out_dir, part, args.force)?;
    let ledger = Ledger::open(&args.out_dir, part)?;
    interrupt::tell("ended before the end; run the batch again: it goes on with what is left");
    reports.begin()?;
    if args.shard.is_none() {
        remove_leftovers(&args.out_dir, &ledger);
    }

    let mine =
        |turn: &Turn| args.shard.is_none_or(|shard| shard.takes(turn.sha256.as_deref().unwrap_or_default()));
    let turns: Vec<Turn> = turns.into_iter().filter(mine).collect();
    let worker = Worker::of(args, today)?;
    let private = private(args, &settings, &found.root, &found.roots);
    let shared = Turns { args, head: &head, ledger: &ledger, worker: &worker, told: &told, private };
    let (records, resumed) = take_all(&shared, turns)?;

    let report = BatchReport { head: &head, shard: args.shard, files: &records };
    reports.write(&report)?;
    ledger.complete()?;
    let exit = exit_of(&records, args.strict);
    told.end(exit, &Totals::of(&records), resumed)?;
    if !told.on_stdout {
        terminal::print(&(batch_summary(&report, resumed) + &reports::summary(&args.out_dir, part)))?;
    }
    Ok(exit)
}

/// How a batch ends: as its worst file, and with `--strict` for a person where rows are left.
fn exit_of(records: &[FileRecord], strict: bool) -> Exit {
    let totals = Totals::of(records);
    let left = strict && totals.rows.suggested + totals.rows.open > 0;
    let of_file = |record: &FileRecord| match record.exit {
        0 => Exit::Done,
        1 | 2 => Exit::Usage,
        4 => Exit::Output,
        _ => Exit::Input,
    };
    let own = if left { Exit::PersonNeeded } else { Exit::Done };
    records.iter().map(of_file).chain([own]).max().unwrap_or(own)
}

/// Takes all turns, so many at a time. The records come in the order of the turns; beside them the number of those that
/// were done before.
fn take_all(shared: &Turns<'_>, turns: Vec<Turn>) -> Result<(Vec<FileRecord>, usize), Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let jobs = shared.args.jobs.map_or(cores, usize::from).min(turns.len()).max(1);
    shared.told.start(turns.len(), jobs)?;
    let done: Vec<OnceLock<(FileRecord, bool)>> = turns.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let broken: Mutex<Option<Failure>> = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(turn) = turns.get(at) else { return };
                    match shared.take(turn) {
                        Ok(result) => {
                            if shared.args.fail_fast && result.0.outcome == Outcome::Failed {
                                stop.store(true, Ordering::Relaxed);
                            }
                            // Each turn is taken once, so nothing is there yet.
                            let _ = done[at].set(result);
                        }
                        Err(failure) => {
                            stop.store(true, Ordering::Relaxed);
                            broken.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
                        }
                    }
                }
            });
        }
    });
    if let Some(failure) = broken.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(failure.hint("run the batch again: it goes on with what is left"));
    }
    let resumed = done.iter().filter(|slot| slot.get().is_some_and(|(_, resumed)| *resumed)).count();
    let records = turns
        .into_iter()
        .zip(done)
        .map(|(turn, slot)| slot.into_inner().map_or_else(|| turn.not_run(), |(record, _)| record))
        .collect();
    Ok((records, resumed))
}

/// All that decides over the outputs of an input but the input itself.
#[derive(Serialize)]
struct Run<'a> {
    version: &'static str,
    today: String,
    base: &'a str,
    audience: &'a str,
    products: &'a [String],
    language: Option<&'a str>,
    drafts: Option<f64>,
    fit_rows: bool,
    with_evidence: bool,
    html: bool,
    json: bool,
    config: &'a str,
    profiles: Vec<(String, String)>,
    limits: Vec<String>,
    /// The folder of the inputs as the review workbooks name it.
    place: String,
}

fn fingerprint(
    args: &BatchArgs,
    settings: &Settings,
    base: &KnowledgeBase,
    today: Date,
    root: &Path,
) -> Result<String, Failure> {
    let run = Run {
        version: env!("CARGO_PKG_VERSION"),
        today: today.to_string(),
        base: &base.sha256,
        audience: base.audience.as_str(),
        products: &base.products,
        language: args.language.as_deref(),
        drafts: args.drafts,
        fit_rows: args.fit_rows,
        with_evidence: args.with_evidence,
        html: args.report.contains(&ReportFormat::Html),
        json: args.report.contains(&ReportFormat::Json),
        config: &settings.text,
        limits: limits::arguments().collect(),
        place: files::seen_from(&args.out_dir.join("form"), &root.join("form")),
        profiles: if args.no_profile { Vec::new() } else { profiles::texts(args.base.config.as_deref())? },
    };
    let text = serde_json::to_string(&run).map_err(|error| Failure::usage(error.to_string()))?;
    Ok(sha256(text.as_bytes()))
}

/// Paths and contents of all inputs, as one hash.
fn inputs_of(turns: &[Turn]) -> Result<String, Failure> {
    let inputs: Vec<_> = turns.iter().map(|turn| (&turn.file, &turn.sha256)).collect();
    let text = serde_json::to_string(&inputs).map_err(|error| Failure::usage(error.to_string()))?;
    Ok(sha256(text.as_bytes()))
}

/// The folders of this machine that a message could name, each with a slash behind it, the longest first.
fn private(args: &BatchArgs, settings: &Settings, root: &Path, roots: &[PathBuf]) -> Vec<String> {
    let named =
        [Some(args.out_dir.as_path()), Some(settings.folder_of_config()), args.base.knowledge.as_deref()];
    let mut folders: Vec<PathBuf> = named.into_iter().flatten().map(find::absolute).collect();
    folders.extend([root.to_path_buf(), find::absolute(Path::new("."))]);
    folders.extend_from_slice(roots);
    let mut private: Vec<String> = folders
        .iter()
        .filter(|folder| folder.parent().is_some())
        .map(|folder| format!("{}/", folder.display()))
        .collect();
    private.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
    private.dedup();
    private
}

/// Removes what runs that were killed leave of the files they were writing, in the folders that they wrote into. What a process
/// that is there still is writing (`apply`, say) stays.
fn remove_leftovers(out: &Path, ledger: &Ledger) {
    let folders: BTreeSet<PathBuf> = ledger.ask(|journal| {
        let folder = |path: &str| out.join(path).parent().map(Path::to_path_buf);
        journal.outputs().filter_map(folder).chain([out.to_path_buf()]).collect()
    });
    for item in folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten()).flatten() {
        let is_file = item.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && files::is_abandoned(&item.file_name().to_string_lossy()) {
            files::remove(&item.path());
        }
    }
}
