//! `trustfill check`: what is wrong with the knowledge base.

use std::path::{Component, Path, PathBuf};

use trustfill::knowledge::{Audience, Scope, SourceFile, load_files, read_folder, sample_files};
use trustfill::lint::{
    Checking, Finding, Fixed, Format, Level, RULES, Report, check, explain, explain_all, fix, render,
};

use crate::cli::{CheckArgs, CheckFormat};
use crate::context::{self, Settings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// What is printed in the place of a folder for the sample in the binary.
const SAMPLE: &str = "builtin";
/// The word that asks for the text of every rule.
const ALL: &str = "all";

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    if let Some(code) = &args.explain {
        return explained(code);
    }
    let settings = Settings::read(args.config.as_deref())?;
    let today = context::today(&args.date)?;
    let folder = settings.folder(args.knowledge.as_deref())?;
    let place = folder.as_deref().unwrap_or(Path::new(SAMPLE));
    let located = |error| settings.located(error, place, args.knowledge.is_none());
    let mut texts = match &folder {
        Some(folder) => read_folder(folder).map_err(located)?,
        None => sample_files(),
    };
    let audience = args.audience.map_or(Audience::Internal, Audience::from);
    // The `product` of trustfill.toml is what forms are answered for; a check that it narrowed would look whole and not be.
    let scope = Scope { audience, products: args.product.clone() };
    let rules = &settings.config.check;
    let fixed = match (&folder, args.fix) {
        (_, false) => Fixed::default(),
        (None, true) => {
            return Err(Failure::usage("the sample knowledge base in the binary cannot be mended")
                .hint("name the folder of your own with --knowledge"));
        }
        (Some(folder), true) => {
            let fixed = fix(&texts, &scope, rules, today).map_err(located)?;
            write(folder, &fixed.files)?;
            for file in &mut texts {
                if let Some(mended) = fixed.files.iter().find(|mended| mended.path == file.path) {
                    file.text.clone_from(&mended.text);
                }
            }
            fixed
        }
    };
    let base = load_files(&texts, scope, folder.is_none()).map_err(located)?;
    let findings = check(&Checking { files: &texts, base: &base, settings: rules, today });
    let report = Report {
        findings: &findings,
        fixed: &fixed,
        base: &base,
        folder: &named(place),
        today,
        version: env!("CARGO_PKG_VERSION"),
    };
    let format = match args.format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
    };
    if matches!(format, Format::Sarif | Format::Github) {
        // These two have no place for what was done.
        for (file, what) in &fixed.done {
            terminal::note(&format!("{}/{file}: {what}", report.folder));
        }
    }
    let text = render(&report, format).map_err(|error| Failure::output("standard output", error))?;
    terminal::print(&text)?;
    Ok(exit(&findings, args.strict))
}

fn exit(findings: &[Finding], strict: bool) -> Exit {
    let least = if strict { Level::Warn } else { Level::Deny };
    if findings.iter().any(|finding| finding.level >= least) { Exit::PersonNeeded } else { Exit::Done }
}

fn explained(code: &str) -> Result<Exit, Failure> {
    let text = if code == ALL { Some(explain_all()) } else { explain(code) };
    let Some(text) = text else {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        return Err(Failure::usage(format!("there is no rule `{code}`"))
            .hint(format!("the rules are {}", codes.join(", "))));
    };
    terminal::print(&text)?;
    Ok(Exit::Done)
}

/// Writes the mended files, all of them or none.
fn write(folder: &Path, mended: &[SourceFile]) -> Result<(), Failure> {
    let outputs = mended.iter().map(|file| {
        let path = folder.join(&file.path);
        // A link stays one: what it leads to is written.
        let path = path.canonicalize().unwrap_or(path);
        Ok((Output::check(path, true)?, file.text.as_bytes()))
    });
    files::write_all(outputs.collect::<Result<Vec<_>, Failure>>()?)
}

/// The folder as files are named in what is printed: as seen from the working folder, never from the root of the machine.
fn named(folder: &Path) -> String {
    let seen = if folder.is_absolute() { from_here(folder) } else { folder.to_path_buf() };
    let parts = seen.components().filter_map(|part| match part {
        Component::ParentDir => Some("..".to_owned()),
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// An absolute folder as seen from the working folder; its name alone where it lies elsewhere.
fn from_here(folder: &Path) -> PathBuf {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let here = Path::new(".").canonicalize().ok();
    match here.and_then(|here| real.strip_prefix(here).map(Path::to_path_buf).ok()) {
        Some(inside) => inside,
        None => PathBuf::from(files::name(&real)),
    }
}
