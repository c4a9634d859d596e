//! `trustfill import`: entries out of spreadsheets, into the knowledge base.

use std::path::{Path, PathBuf};

use trustfill::exchange::{
    Change, Drafting, ExchangeError, Fate, Import, Source, import, import_json, import_text, is_export,
};
use trustfill::knowledge::{Audience, SourceFile, read_folder};

use super::opened::{self, Opened, Read};
use crate::cli::{ImportArgs, OutputFormat};
use crate::context::{Settings, today};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// The folder that a base begins in where nothing was named.
const NEW_FOLDER: &str = "knowledge";
/// The category of drafts where nobody named one.
const CATEGORY: &str = "drafts";
/// Their owner, whom `check` wants replaced.
const OWNER: &str = "unknown";

/// A file that was read, by what it is.
enum Taken {
    Export(Box<Read>),
    Filled(Box<Opened>),
}

pub(crate) fn run(args: &ImportArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.config.as_deref())?;
    let folder = folder(args, &settings)?;
    let today = today(&args.date)?;
    let located = |error| settings.located(error, &folder, args.into.is_none());
    // A folder that is not there is a base that begins.
    let existing: Vec<SourceFile> =
        if folder.exists() { read_folder(&folder).map_err(located)? } else { Vec::new() };
    let taken = args.files.iter().map(|path| taken(path, args)).collect::<Result<Vec<_>, _>>()?;
    let sources: Vec<Source<'_>> = taken
        .iter()
        .map(|file| match file {
            Taken::Export(read) => Source::Export { name: &read.name, workbook: &read.workbook },
            Taken::Filled(opened) => {
                Source::Filled { name: &opened.name, workbook: &opened.workbook, form: &opened.questionnaire }
            }
        })
        .collect();
    let drafting = Drafting {
        // An import of exports alone makes no drafts; `taken` saw to the others.
        audience: args.audience.map_or(Audience::Internal, Audience::from),
        category: args.category.as_deref().unwrap_or(CATEGORY),
        owner: args.owner.as_deref().unwrap_or(OWNER),
        today,
    };
    let planned = import(&existing, &sources, &drafting, args.force).map_err(|error| match error {
        ExchangeError::Knowledge(error) => located(error),
        other => other.into(),
    })?;
    if let Some(refusal) = planned.refusal().filter(|_| args.write) {
        return Err(refusal.into());
    }
    warn(&planned, &taken);
    if !folder.exists() {
        terminal::warn(&format!("a new knowledge base begins in {}", folder.display()));
    }
    if args.write {
        write(&folder, &planned)?;
    }
    terminal::print(&match args.format {
        OutputFormat::Text => import_text(&planned, args.write),
        OutputFormat::Json => format!("{:#}\n", import_json(&planned, args.write)),
    })?;
    Ok(Exit::Done)
}

/// The folder of the base, which need not be there yet.
fn folder(args: &ImportArgs, settings: &Settings) -> Result<PathBuf, Failure> {
    if args.into.is_none() && settings.config.knowledge.is_none() && !Path::new(NEW_FOLDER).exists() {
        return Ok(PathBuf::from(NEW_FOLDER));
    }
    settings.folder(args.into.as_deref())?.ok_or_else(|| {
        Failure::usage("the sample knowledge base in the binary takes no entries")
            .hint("name the folder of your own with --into")
    })
}

/// Reads a file; a questionnaire needs to know who may read its answers.
fn taken(path: &Path, args: &ImportArgs) -> Result<Taken, Failure> {
    let read = opened::read(path)?;
    if is_export(&read.workbook) {
        if args.audience.is_some() || args.category.is_some() || args.owner.is_some() {
            return Err(Failure::usage(format!("{} is an export, which says of each entry who may read it", read.name))
                .hint("leave --audience, --category and --owner away; the report names audience and status of what is new"));
        }
        return Ok(Taken::Export(Box::new(read)));
    }
    let opened = opened::open(path, &args.layout, args.config.as_deref(), None)?;
    if args.audience.is_none() {
        return Err(Failure::usage(format!(
            "{} is a questionnaire, and nobody said who may read its answers",
            opened.name
        ))
        .hint("--audience internal, nda or public; internal answers never leave the house by themselves"));
    }
    Ok(Taken::Filled(Box::new(opened)))
}

fn warn(planned: &Import, taken: &[Taken]) {
    for file in taken {
        if let Taken::Filled(opened) = file {
            for warning in opened.workbook.warnings() {
                terminal::warn(&warning.to_string());
            }
        }
    }
    for column in &planned.other_columns {
        terminal::warn(&format!("an export has no column `{column}`; what stands in it is not taken"));
    }
    let differs = planned.changes.iter().filter(|change| matches!(change.fate, Fate::Differs(_))).count();
    if differs > 0 {
        terminal::warn(&format!(
            "{differs} files say something else already; --write refuses without --force"
        ));
    }
}

/// Writes all files or none.
fn write(folder: &Path, planned: &Import) -> Result<(), Failure> {
    let mut outputs = Vec::new();
    for Change { path, text, fate, .. } in planned.written() {
        let path = files::inside(folder, path)?;
        if let Some(category) = path.parent() {
            files::make_folder(category)?;
        }
        outputs.push((Output::check(path, matches!(fate, Fate::Replaced(_)))?, text.as_bytes()));
    }
    files::write_all(outputs)
}
