//! One report out of those of all shards: the same bytes as a run that was not shared out would have written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

use trustfill::batch::{FileRecord, Head, Part, Shard};
use trustfill::report::{BatchPart, BatchReport, batch_summary, read_batch_json};

use super::reports::{self, Reports};
use super::{exit_of, ledger::Ledger};
use crate::cli::BatchArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::terminal;

/// Missing shards that a message names.
const NAMED: usize = 10;

pub(super) fn run(args: &BatchArgs) -> Result<Exit, Failure> {
    let (head, mut files) = read_all(args)?;
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let part = Part(None);
    let reports = Reports::check(&args.out_dir, part, args.force)?;
    let ledger = Ledger::open(&args.out_dir, part)?;
    reports.begin()?;
    let report = BatchReport { head: &head, shard: None, files: &files };
    reports.write(&report)?;
    ledger.complete()?;
    terminal::print(&(batch_summary(&report, 0) + &reports::summary(&args.out_dir, part)))?;
    Ok(exit_of(&files, args.strict))
}

fn read_all(args: &BatchArgs) -> Result<(Head, Vec<FileRecord>), Failure> {
    let shown = args.out_dir.display().to_string();
    let failed = |error: io::Error| Failure::input(&shown, error);
    let mut shards: BTreeMap<Shard, BatchPart> = BTreeMap::new();
    let mut begun: Vec<Shard> = Vec::new();
    for item in fs::read_dir(&args.out_dir).map_err(failed)? {
        let item = item.map_err(failed)?;
        let name = item.file_name().to_string_lossy().into_owned();
        let Some(Part(Some(shard))) = Part::of_journal(&name) else { continue };
        begun.push(shard);
        let report = Part(Some(shard)).report("json");
        let place = args.out_dir.join(&report);
        if !place.is_file() {
            continue;
        }
        let text = files::read_text(&place).map_err(|error| Failure::input(&report, error))?;
        let read = read_batch_json(&text).map_err(|why| Failure::input(&report, why))?;
        if read.shard != Some(shard) {
            return Err(Failure::input(&report, "it is the report of another shard"));
        }
        shards.insert(shard, read);
    }
    let Some(of) = begun.first().map(|shard| shard.of()) else {
        return Err(Failure::input(&shown, "there is no shard of a batch")
            .hint("run `trustfill batch INPUT --out-dir DIR --shard 1/4` and so on first"));
    };
    if let Some(other) = begun.iter().find(|shard| shard.of() != of) {
        return Err(Failure::input(&shown, format!("it holds shards of {of} and of {}", other.of()))
            .hint("remove the journals and reports of the run that does not count any more"));
    }
    let there: BTreeSet<u32> = shards.keys().map(|shard| shard.index()).collect();
    let missing: Vec<u32> = (1..=of).filter(|index| !there.contains(index)).collect();
    if !missing.is_empty() {
        let named: Vec<String> = missing.iter().take(NAMED).map(|index| format!("{index}/{of}")).collect();
        let more = missing.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let why = format!("shards have not ended: {}{more}", named.join(", "));
        return Err(Failure::input(&shown, why).hint("run them (again): each goes on where it stopped"));
    }
    let mut heads = shards.iter().map(|(shard, part)| (shard, &part.head));
    let Some((first, head)) = heads.next() else { return Err(Failure::internal()) };
    if let Some((other, _)) = heads.find(|(_, other)| *other != head) {
        return Err(Failure::input(
            &shown,
            format!("shards {first} and {other} are not of one run: inputs, knowledge base, date, version or configuration differ"),
        )
        .hint("run the shards again with the same inputs and flags"));
    }
    let mut seen = BTreeSet::new();
    let mut files = shards.values().flat_map(|part| &part.files);
    if let Some(twice) = files.find(|record| !seen.insert(&record.file)) {
        return Err(Failure::input(&shown, format!("two shards tell of {}", twice.file))
            .hint("it changed between their runs: run the shards again"));
    }
    let head = head.clone();
    Ok((head, shards.into_values().flat_map(|part| part.files).collect()))
}
