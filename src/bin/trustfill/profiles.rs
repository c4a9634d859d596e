//! Remembered corrections: the folder `profiles` beside the configuration.

use std::path::{Path, PathBuf};

use trustfill::config::FILE_NAME;
use trustfill::questionnaire::Profile;
use trustfill::workbook::Workbook;

use crate::cli::LayoutArgs;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

const FOLDER: &str = "profiles";
const EXTENSION: &str = "toml";

/// A profile with its name.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) profile: Profile,
}

/// The folder of the profiles of a configuration file.
pub(crate) fn folder(config: Option<&Path>) -> PathBuf {
    let config = config.unwrap_or(Path::new(FILE_NAME));
    config.parent().map(Path::to_path_buf).unwrap_or_default().join(FOLDER)
}

/// Names and texts of the profiles of a configuration file, in the order of their names.
pub(crate) fn texts(config: Option<&Path>) -> Result<Vec<(String, String)>, Failure> {
    let read = |path: PathBuf| {
        let text = files::read_text(&path)
            .map_err(|error| Failure::usage(format!("could not read {}: {error}", path.display())))?;
        Ok((files::name(&path), text))
    };
    files::listed(&folder(config), EXTENSION)?.into_iter().map(read).collect()
}

/// The profile of a workbook's form, where there is one. `replacing` is the name of the one that is about to be saved
/// anew, by force.
pub(crate) fn of(
    workbook: &Workbook,
    config: Option<&Path>,
    layout: &LayoutArgs,
    replacing: Option<&str>,
) -> Result<Option<Named>, Failure> {
    if layout.no_profile {
        return Ok(None);
    }
    let mut fitting = Vec::new();
    let mut nearly = Vec::new();
    for path in files::listed(&folder(config), EXTENSION)? {
        let shown = path.display().to_string();
        let text = files::read_text(&path)
            .map_err(|error| Failure::usage(format!("could not read {shown}: {error}")))?;
        let profile = Profile::parse(&text).map_err(|error| {
            Failure::usage(format!("could not read {shown}: {error}"))
                .hint("correct or delete it; profiles are written by `trustfill inspect FILE --answer-column F --save-profile`")
                .hint("--no-profile runs without profiles")
        })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if profile.fits(workbook) {
            fitting.push(Named { name, profile });
        } else if let Some(why) = profile.misfit(workbook) {
            nearly.push(format!("the profile {name} asks the same questions and was not used: {why}"));
        }
    }
    if fitting.is_empty() {
        nearly.iter().for_each(|line| terminal::warn(line));
    }
    match fitting.as_slice() {
        [] | [_] => Ok(fitting.pop()),
        [first, rest @ ..] if rest.iter().all(|other| other.profile.overrides == first.profile.overrides) => {
            fitting.truncate(1);
            Ok(fitting.pop())
        }
        // A forced save is the way out of two that disagree: the one it replaces is the one that counts.
        several if replacing.is_some() => {
            let at = several.iter().position(|named| Some(named.name.as_str()) == replacing);
            let others = several.iter().enumerate().filter(|(place, _)| Some(*place) != at);
            let names: Vec<&str> = others.map(|(_, named)| named.name.as_str()).collect();
            terminal::warn(&format!(
                "other profiles fit this form and correct it in another way: {}; delete them from {}",
                names.join(", "),
                folder(config).display()
            ));
            Ok(at.map(|at| fitting.swap_remove(at)))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|named| named.name.as_str()).collect();
            Err(Failure::usage(format!(
                "several profiles fit this form and correct it in different ways: {}",
                names.join(", ")
            ))
            .hint(format!("delete all but one from {}, or run with --no-profile", folder(config).display())))
        }
    }
}

/// Writes a profile under a name, into the folder beside the configuration; its path.
pub(crate) fn save(
    profile: &Profile,
    name: &str,
    config: Option<&Path>,
    force: bool,
) -> Result<PathBuf, Failure> {
    let folder = folder(config);
    let path = folder.join(files::fitting_name(name, ".toml"));
    let shown = path.display().to_string();
    if path.exists() && !force {
        return Err(Failure::output(&shown, "it exists already")
            .hint("use --force to replace it, or --save-profile=NAME for another name"));
    }
    let fields = profile.to_toml().map_err(|error| Failure::output(&shown, error))?;
    files::make_folder(&folder)?;
    Output::check(path, force)?.prepare(format!("{HEAD}{fields}").as_bytes())?.commit()
}

/// What a profile begins with.
const HEAD: &str = "# How a form is read. Files that fit the fingerprint below ([[form]]) are read with these corrections; flags go
# over them. Delete this file to forget them.

";

/// The name of a new profile: the one given, else that of the profile in use, else that of the questionnaire.
pub(crate) fn new_name(given: &str, in_use: Option<&str>, questionnaire: &Path) -> Result<String, Failure> {
    let name = match (given, in_use) {
        ("", Some(name)) => name.to_owned(),
        ("", None) => questionnaire.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        (name, _) => name.strip_suffix(".toml").unwrap_or(name).to_owned(),
    };
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
        return Err(Failure::usage(format!("\"{name}\" is no name for a profile"))
            .hint("give a name without folders, as --save-profile=acme"));
    }
    if let Some(other) = in_use.filter(|other| *other != name) {
        return Err(Failure::usage(format!("the profile {other} is for this form already"))
            .hint(format!("--save-profile={other} --force replaces it"))
            .hint("--no-profile leaves it aside, but then two profiles will fit"));
    }
    Ok(name)
}
