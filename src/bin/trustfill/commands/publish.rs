//! `trustfill publish`: the trust center as static files, and whether a folder of them holds anything else.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use trustfill::knowledge::{Internal, Public, Reader, SourceFile, Status, View, read_folder, sample_files};
use trustfill::lint::{Checking, Finding, Level, check};
use trustfill::publish::{MANIFEST, Manifest, Options, Search, Site, Templates, publish};

use crate::cli::PublishArgs;
use crate::context::{Settings, today};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// Rules of `check` whose finding, where it is denied, must not go out: what is said for the house, and what says nothing.
const MUST_PASS: [&str; 4] = ["non-public-words", "non-public-link", "forbidden-phrase", "empty-answer"];
/// Entries that a warning names.
const NAMED: usize = 5;
/// Folders below the site that `--verify` goes down; a site has two, a copy of one in another site a few more.
const DEEPEST: usize = 32;
/// Bytes of the largest file that `--verify` reads. The first page of 10,000 entries has a third of it, and the search
/// needs a few times as much memory.
const LARGEST: u64 = 64 << 20;

pub(crate) fn run(args: &PublishArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.config.as_deref())?;
    match (&args.verify, &args.out_dir) {
        (Some(folder), _) => verify(args, &settings, folder),
        (None, Some(folder)) => make(args, &settings, folder),
        (None, None) => Err(Failure::usage("publish needs a folder: --out-dir DIR, or --verify DIR")),
    }
}

/// The view of an audience, for the products given, on the base that the arguments name.
fn view<R: Reader>(args: &PublishArgs, settings: &Settings, products: &[String]) -> Result<View<R>, Failure> {
    let Some(folder) = settings.folder(args.knowledge.as_deref())? else {
        return Ok(View::of(&sample_files(), products, true)?);
    };
    let located = |error| settings.located(error, &folder, args.knowledge.is_none());
    let sources: Vec<SourceFile> = read_folder(&folder).map_err(located)?;
    View::of(&sources, products, false).map_err(located)
}

fn make(args: &PublishArgs, settings: &Settings, folder: &Path) -> Result<Exit, Failure> {
    let view: View<Public> = view(args, settings, &settings.products(&args.product))?;
    unfit(args, settings, &view)?;
    let templates = args.templates.as_deref().map(read_templates).transpose()?.unwrap_or_default();
    let base_url = args.base_url.as_deref();
    let options = Options { today: today(&args.date)?, base_url, templates: &templates };
    let site = publish(&view, &options).map_err(|error| Failure::usage(error.to_string()))?;
    outside(folder, settings.folder(args.knowledge.as_deref())?.as_deref())?;
    let held = if args.dry_run { None } else { Some(hold(folder)?) };
    let plan = Plan::of(folder, &site, args.force)?;
    if !args.dry_run {
        plan.carry_out(folder, &site)?;
    }
    drop(held);
    if view.sample {
        terminal::warn(
            "the site shows the SAMPLE base, which is another company's, and says so on every page",
        );
    }
    told(&site.drafts, "left out, a draft");
    told(&site.stale, "shown with the day its review was due");
    if !site.security_txt {
        terminal::warn("no security.txt: no contact in _index.md has kind = \"security\"");
    }
    // A `product` of the configuration narrows the site without a word on the command line.
    let products = match view.products.as_slice() {
        [] => String::new(),
        named => format!(" for {}", named.join(", ")).replace(char::is_control, " "),
    };
    let languages: Vec<&str> = site.languages.iter().filter_map(|language| language.code()).collect();
    terminal::print(&format!(
        "{}: {}{products} in {}, {}; {} written, {} unchanged, {} removed{}\n",
        folder.display().to_string().replace(char::is_control, " "),
        counted(site.entries, "entry", "entries"),
        languages.join(" and "),
        counted(site.files.len(), "file", "files"),
        plan.write.len(),
        site.files.len() - plan.write.len(),
        plan.remove.len(),
        if args.dry_run { " (dry run: nothing was written)" } else { "" },
    ))?;
    Ok(Exit::Done)
}

/// Refuses to make a site inside the knowledge base: what is published would be read as entries, and the other way round.
fn outside(folder: &Path, base: Option<&Path>) -> Result<(), Failure> {
    let Some(base) = base.and_then(|base| base.canonicalize().ok()) else { return Ok(()) };
    // A folder that is not made yet lies where the first one above it lies that is there.
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let real = whole.ancestors().find_map(|above| above.canonicalize().ok());
    if real.is_some_and(|real| real.starts_with(&base)) {
        return Err(Failure::usage(format!(
            "the site was not made: {} lies inside the knowledge base",
            folder.display()
        ))
        .hint("name a folder of its own with --out-dir"));
    }
    Ok(())
}

/// Holds the folder, which is made if it is not there: a second run into it is refused as long as the handle lives. The lock
/// is on the folder itself, so nothing lies there afterwards, and the system lifts it from a run that is killed.
fn hold(folder: &Path) -> Result<fs::File, Failure> {
    files::make_folder(folder)?;
    let failed = |error: io::Error| Failure::output(&folder.display().to_string(), error);
    let handle = fs::File::open(folder).map_err(failed)?;
    match handle.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            Err(Failure::output(&folder.display().to_string(), "another run is publishing into it")
                .hint("wait until it has ended, or name another folder"))
        }
        // A file system without locks is written as it always was.
        _ => Ok(handle),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Refuses to publish what `check` denies under one of [`MUST_PASS`].
fn unfit(args: &PublishArgs, settings: &Settings, view: &View<Public>) -> Result<(), Failure> {
    let files = match settings.folder(args.knowledge.as_deref())? {
        Some(folder) => read_folder(&folder)?,
        None => sample_files(),
    };
    let published = |id: &str| view.entry(id).is_some_and(|entry| entry.status == Status::Approved);
    let checking =
        Checking { files: &files, base: view, settings: &settings.config.check, today: today(&args.date)? };
    let denied: Vec<Finding> = check(&checking)
        .into_iter()
        .filter(|finding| finding.level == Level::Deny && MUST_PASS.contains(&finding.rule))
        .filter(|finding| finding.found.entry.as_deref().is_none_or(published))
        .collect();
    let Some(first) = denied.first() else { return Ok(()) };
    let line = first.found.line.map(|line| format!(":{line}")).unwrap_or_default();
    let why = format!("{}{line}: {} [{}]", first.found.file, first.found.message, first.rule);
    let more = match denied.len() {
        1 => String::new(),
        several => format!(" (and {} more)", several - 1),
    };
    Err(Failure::usage(format!("the site was not made: {why}{more}"))
        .hint("`trustfill check --audience public` names them all; mend them, or set the level of the rule in trustfill.toml"))
}

/// Warns of entries, the first few by name.
fn told(ids: &[String], what: &str) {
    if ids.is_empty() {
        return;
    }
    let mut named = ids.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if ids.len() > NAMED {
        named.push_str(&format!(" and {} more", ids.len() - NAMED));
    }
    terminal::warn(&format!("{what}: {named}"));
}

/// The templates with the files of a folder in their place.
fn read_templates(folder: &Path) -> Result<Templates, Failure> {
    let shown = folder.display();
    let failed = |error: io::Error| Failure::usage(format!("could not read the templates {shown}: {error}"));
    let mut names = Vec::new();
    for item in fs::read_dir(folder).map_err(failed)? {
        let name = item.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.ends_with('~') {
            names.push(name);
        }
    }
    names.sort();
    let mut templates = Templates::default();
    for name in names {
        let text = files::read_text(&folder.join(&name)).map_err(|error| {
            Failure::usage(format!("could not read {}: {error}", folder.join(&name).display()))
        })?;
        templates.replace(&name, text).map_err(|error| {
            Failure::usage(error.to_string()).hint("what each template does is in docs/publish.md")
        })?;
    }
    Ok(templates)
}

/// What a run does to the folder.
struct Plan {
    /// What the folder holds of earlier runs.
    earlier: Option<Manifest>,
    /// Files that are new or differ.
    write: Vec<String>,
    /// Files of an earlier run that the site no longer has.
    remove: Vec<String>,
}

impl Plan {
    /// Looks at the folder, and refuses what would touch a file that no run of this command wrote, unless `force`.
    fn of(folder: &Path, site: &Site, force: bool) -> Result<Self, Failure> {
        let earlier = read_manifest(folder)?;
        if earlier.is_none() && !force && !is_free(folder)? {
            return Err(Failure::output(
                &folder.display().to_string(),
                "it holds files, and no site that this tool wrote",
            )
            .hint("name an empty folder, or add the site to these files with --force"));
        }
        let (mut write, mut remove) = (Vec::new(), Vec::new());
        for (path, bytes) in &site.files {
            let place = folder.join(path);
            no_links(folder, path)?;
            match read_there(&place)? {
                Some(there) if there == *bytes => {}
                Some(there) if !force && !earlier.as_ref().is_some_and(|m| m.holds(path, &there)) => {
                    return Err(changed(&place, "replaces"));
                }
                _ => write.push(path.clone()),
            }
        }
        for path in earlier.iter().flat_map(Manifest::paths).filter(|path| !site.files.contains_key(*path)) {
            let place = folder.join(path);
            no_links(folder, path)?;
            match read_there(&place)? {
                None => {}
                Some(there) if !force && !earlier.as_ref().is_some_and(|m| m.holds(path, &there)) => {
                    return Err(changed(&place, "removes"));
                }
                Some(_) => remove.push(path.to_owned()),
            }
        }
        Ok(Self { earlier, write, remove })
    }

    /// Notes what is going to be written, removes, writes, and notes what was written. So every file that lies there when a
    /// run breaks off is in the manifest, and the next run replaces or removes it.
    fn carry_out(&self, folder: &Path, site: &Site) -> Result<(), Failure> {
        files::make_folder(folder)?;
        if !self.write.is_empty() || !self.remove.is_empty() {
            write_manifest(folder, &Manifest::begun(self.earlier.as_ref(), site))?;
        }
        self.remove_leftovers(folder, site)?;
        for path in &self.remove {
            let place = folder.join(path);
            fs::remove_file(&place).map_err(|error| Failure::output(&place.display().to_string(), error))?;
        }
        for path in &self.write {
            let place = folder.join(path);
            files::make_folder(place.parent().unwrap_or(folder))?;
            write(place, &site.files[path])?;
        }
        write_manifest(folder, &Manifest::of(site))
    }

    /// Removes what a run that was killed leaves of the file it was writing, in the folders of the site.
    fn remove_leftovers(&self, folder: &Path, site: &Site) -> Result<(), Failure> {
        let earlier = self.earlier.iter().flat_map(Manifest::paths);
        let paths = site.files.keys().map(String::as_str).chain(earlier).chain([MANIFEST]);
        let folders: BTreeSet<&str> =
            paths.map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
        for place in folders.into_iter().map(|own| folder.join(own)) {
            // A folder that is not there yet holds none.
            for item in fs::read_dir(place).into_iter().flatten().flatten() {
                let is_file = item.file_type().is_ok_and(|kind| kind.is_file());
                if is_file && files::is_temporary(&item.file_name().to_string_lossy()) {
                    let place = item.path();
                    fs::remove_file(&place)
                        .map_err(|error| Failure::output(&place.display().to_string(), error))?;
                }
            }
        }
        Ok(())
    }
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let place = folder.join(MANIFEST);
    let text = manifest.to_text().map_err(|error| Failure::output(&place.display().to_string(), error))?;
    write(place, text.as_bytes())
}

fn write(place: PathBuf, bytes: &[u8]) -> Result<(), Failure> {
    let half = "the site may be half written; run it again";
    let prepared = Output::check(place, true).and_then(|output| output.prepare(bytes));
    prepared.and_then(|prepared| prepared.commit()).map_err(|failure| failure.hint(half))?;
    Ok(())
}

fn changed(place: &Path, does: &str) -> Failure {
    Failure::output(&place.display().to_string(), "this tool did not write it as it stands there")
        .hint(format!("move it away, or --force {does} it"))
}

fn read_manifest(folder: &Path) -> Result<Option<Manifest>, Failure> {
    let place = folder.join(MANIFEST);
    let refused = |why: String| {
        Failure::output(&place.display().to_string(), why)
            .hint("remove it, and publish with --force or into an empty folder")
    };
    match files::read_text(&place) {
        Ok(text) => Manifest::from_text(&text).map(Some).map_err(refused),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(error.to_string())),
    }
}

/// Whether a site may begin in the folder: it is not there, or holds nothing but dot files, such as `.git`.
fn is_free(folder: &Path) -> Result<bool, Failure> {
    let failed = |error: io::Error| Failure::output(&folder.display().to_string(), error);
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(failed(error)),
        Ok(items) => {
            for item in items {
                if !item.map_err(failed)?.file_name().to_string_lossy().starts_with('.') {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

/// Refuses a path that goes through a link: it could lead out of the folder.
fn no_links(folder: &Path, path: &str) -> Result<(), Failure> {
    let mut place = folder.to_path_buf();
    for part in path.split('/') {
        place.push(part);
        if fs::symlink_metadata(&place).is_ok_and(|meta| meta.is_symlink()) {
            return Err(Failure::output(&place.display().to_string(), "it is a link")
                .hint("a site is written into plain folders; remove the link"));
        }
    }
    Ok(())
}

/// The bytes of a file; `None` where there is none.
fn read_there(place: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match files::read_bytes(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::output(&place.display().to_string(), error)),
    }
}

fn verify(args: &PublishArgs, settings: &Settings, folder: &Path) -> Result<Exit, Failure> {
    let base: View<Internal> = view(args, settings, &[])?;
    let mut search = Search::of(&base);
    let mut unread = Vec::new();
    look(folder, "", 0, &mut search, &mut unread)?;
    let leaks = search.end();
    let shown = folder.display().to_string().replace(char::is_control, " ");
    if leaks.files == 0 && unread.is_empty() {
        return Err(Failure::input(&shown, "it holds no file").hint("name the folder of a site"));
    }
    let mut out = String::new();
    for name in &unread {
        let line = format!("{name}: not searched, it is larger than {} MiB", LARGEST >> 20);
        out.push_str(&line.replace(char::is_control, " "));
        out.push('\n');
    }
    for leak in &leaks.found {
        let words = if leak.words.is_empty() { String::new() } else { format!(": \"{}\"", leak.words) };
        let line = format!("{}: {} of `{}`{words}", leak.file, leak.part, leak.entry);
        out.push_str(&line.replace(char::is_control, " "));
        out.push('\n');
    }
    out.push_str(&format!(
        "{shown}: {} in {}; looked for {} of {}\n",
        match leaks.found.len() {
            0 => "nothing that may not be there".to_owned(),
            count => counted(count, "find", "finds"),
        },
        counted(leaks.files, "file", "files"),
        counted(leaks.runs, "row of words", "rows of words"),
        counted(leaks.entries, "entry", "entries"),
    ));
    terminal::print(&out)?;
    Ok(if leaks.found.is_empty() && unread.is_empty() { Exit::Done } else { Exit::PersonNeeded })
}

/// Searches every file below a folder, one after the other, and names those that are too large; links are read as what they lead to where that is a file, and not gone into.
fn look(
    folder: &Path,
    prefix: &str,
    depth: usize,
    search: &mut Search<'_>,
    unread: &mut Vec<String>,
) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| Failure::input(&path.display().to_string(), error);
    if depth > DEEPEST {
        return Err(Failure::input(&folder.display().to_string(), "its folders are too deep"));
    }
    let items = fs::read_dir(folder).and_then(|items| items.collect::<io::Result<Vec<_>>>());
    let mut items = items.map_err(|error| failed(folder, error))?;
    items.sort_by_key(fs::DirEntry::file_name);
    for item in items {
        let path = item.path();
        let name = format!("{prefix}{}", item.file_name().to_string_lossy());
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        if path.is_dir() {
            // Version control keeps what was there before, and is not published with the folder.
            if !is_link && item.file_name() != ".git" {
                look(&path, &format!("{name}/"), depth + 1, search, unread)?;
            }
        } else if path.is_file() {
            if fs::metadata(&path).map_err(|error| failed(&path, error))?.len() > LARGEST {
                unread.push(name);
            } else {
                search.look(&name, &fs::read(&path).map_err(|error| failed(&path, error))?);
            }
        }
    }
    Ok(())
}
