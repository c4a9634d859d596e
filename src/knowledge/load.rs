//! Files to a base. [`read_folder`] is the only place of the library that reads the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::audience::Scope;
use super::base::{Category, KnowledgeBase, Organisation, known_products};
use super::entry::Entry;
use super::error::KnowledgeError;
use super::parse::{
    parse_category, parse_category_translation, parse_entry, parse_organisation,
    parse_organisation_translation, parse_translation,
};
use super::work::{SMALL, side_by_side};
use crate::text::{Language, hexadecimal};

/// An entry is a page of text; a megabyte is a mistake.
const MAX_FILE_BYTES: u64 = 1 << 20;
/// A bound against a wrong folder, far above what people curate; a choice, not a measurement.
const MAX_FILES: usize = 200_000;
const INDEX: &str = "_index.md";
/// What an index and its translations begin with.
const INDEX_STEM: &str = "_index.";

/// A file of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path inside the base with `/` between its parts.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Loads the folder `root` for an audience or a scope.
///
/// # Errors
/// See [`KnowledgeError`]; any error refuses the whole base.
pub fn load(root: &Path, scope: impl Into<Scope>) -> Result<KnowledgeBase, KnowledgeError> {
    load_files(&read_folder(root)?, scope, false)
}

/// Reads `_index.md`, its translations and `<category>/*.md` below `root`, in order of their paths. Links that leave the base are not
/// followed; everything else is not looked at.
///
/// # Errors
/// [`KnowledgeError::Read`] and [`KnowledgeError::TooLarge`].
#[expect(clippy::disallowed_methods, reason = "the one place of the library that reads files")]
pub fn read_folder(root: &Path) -> Result<Vec<SourceFile>, KnowledgeError> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| KnowledgeError::Read { path, source }
    };
    let home = root.canonicalize().map_err(failed(root))?;
    let inside = |path: &Path| path.canonicalize().is_ok_and(|real| real.starts_with(&home));
    // Each with whether it is a link: what is none lies in the folder that it is listed in.
    let listed = |folder: &Path| -> Result<Vec<(String, PathBuf, bool)>, KnowledgeError> {
        let mut names = Vec::new();
        for item in std::fs::read_dir(folder).map_err(failed(folder))? {
            let item = item.map_err(failed(folder))?;
            if let Some(name) = item.file_name().to_str().filter(|n| !n.starts_with('.') && !n.ends_with('~'))
            {
                let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
                names.push((name.to_owned(), item.path(), is_link));
            }
        }
        names.sort();
        Ok(names)
    };
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    for (name, path, is_link) in listed(&home)? {
        if is_index(&name) {
            // A link that leads nowhere is an error when it is read.
            let seen = !is_link || !path.exists() || inside(&path);
            found.extend(seen.then_some((name, path)));
        } else if path.is_dir() && (!is_link || inside(&path)) {
            let files = listed(&path)?.into_iter().filter(|(file, _, _)| file.ends_with(".md"));
            let files = files.filter(|(_, path, is_link)| !is_link || inside(path));
            found.extend(files.map(|(file, path, _)| (format!("{name}/{file}"), path)));
        }
    }
    if found.len() > MAX_FILES {
        return Err(KnowledgeError::TooLarge(format!("more than {MAX_FILES} files")));
    }
    let read = side_by_side(&found, SMALL, |(name, path)| read_file(name, path));
    read.into_iter().filter_map(Result::transpose).collect()
}

/// Reads a file of a base; `None` where it is something else than a file.
#[expect(clippy::disallowed_methods, reason = "the one place of the library that reads files")]
fn read_file(name: &str, path: &Path) -> Result<Option<SourceFile>, KnowledgeError> {
    let failed = |source| KnowledgeError::Read { path: path.to_path_buf(), source };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let size = std::fs::metadata(path).map_err(failed)?;
    if !size.is_file() {
        return Ok(None);
    }
    if size.len() > MAX_FILE_BYTES {
        return Err(KnowledgeError::TooLarge(format!("{name} is larger than {MAX_FILE_BYTES} bytes")));
    }
    let text = String::from_utf8(std::fs::read(path).map_err(failed)?).map_err(|error| {
        let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        KnowledgeError::File {
            file: name.to_owned(),
            line: Some(read.iter().filter(|b| **b == b'\n').count() + 1),
            message: "the text is not UTF-8".into(),
        }
    })?;
    Ok(Some(SourceFile { path: name.to_owned(), text }))
}

/// Makes the view of an audience, or of an audience and products, from the files of a base.
///
/// Every file is checked, also those that are not in the view: a base with an error in it is refused for all. A product that
/// the audience sees nowhere is refused too.
///
/// # Errors
/// See [`KnowledgeError`].
pub fn load_files(
    files: &[SourceFile],
    scope: impl Into<Scope>,
    sample: bool,
) -> Result<KnowledgeBase, KnowledgeError> {
    let mut organisation = match files.iter().find(|f| f.path == INDEX) {
        Some(file) => parse_organisation(&file.path, &file.text)?,
        None => Organisation::default(),
    };
    for file in files.iter().filter(|f| is_index(&f.path) && f.path != INDEX) {
        let stem = file.path.trim_end_matches(".md");
        let language = language_of(file, stem.trim_start_matches(INDEX_STEM))?;
        organisation.translations.push(parse_organisation_translation(&file.path, &file.text, language)?);
    }
    let own_language = organisation.languages.first().copied().unwrap_or(Language::English);
    let mut categories: BTreeMap<&str, (Category, Vec<&SourceFile>)> = BTreeMap::new();
    let mut titles = Vec::new();
    let mut entries: BTreeMap<&str, (Entry, Vec<&SourceFile>)> = BTreeMap::new();
    let mut translations = Vec::new();
    // Reading an entry takes far longer than putting it in its place.
    let parsed = side_by_side(files, SMALL, |file| {
        let (category, stem) = entry_of(&file.path)?;
        Some(parse_entry(&file.path, category, stem, &file.text, own_language))
    });
    for (file, parsed) in files.iter().zip(parsed) {
        let Some((category, name)) = file.path.split_once('/') else { continue };
        names_of(file, [category, name.strip_suffix(".md").unwrap_or(name)])?;
        if name == INDEX {
            categories.insert(category, (parse_category(&file.path, category, &file.text)?, vec![file]));
            continue;
        }
        let Some(stem) = name.strip_suffix(".md") else { continue };
        if let Some((id, code)) = stem.rsplit_once('.') {
            let language = language_of(file, code)?;
            if is_index(name) {
                titles.push((category, language, file));
            } else {
                translations.push((category, id, language, file));
            }
            continue;
        }
        let Some(entry) = parsed.transpose()? else { continue };
        if let Some((_, earlier)) = entries.get(stem) {
            return Err(KnowledgeError::DuplicateId {
                id: stem.to_owned(),
                first: earlier[0].path.clone(),
                second: file.path.clone(),
            });
        }
        entries.insert(stem, (entry, vec![file]));
    }
    for (category, id, language, file) in translations {
        match entries.get_mut(id).filter(|(entry, _)| entry.category == category) {
            Some((entry, sources)) => {
                parse_translation(&file.path, &file.text, language, entry)?;
                sources.push(file);
            }
            None => {
                return Err(KnowledgeError::File {
                    file: file.path.clone(),
                    line: None,
                    message: format!("a translation of `{id}`, and there is no {category}/{id}.md"),
                });
            }
        }
    }
    for (category, language, file) in titles {
        let translation = parse_category_translation(&file.path, &file.text, language)?;
        let Some((category, sources)) = categories.get_mut(category) else {
            return Err(KnowledgeError::File {
                file: file.path.clone(),
                line: None,
                message: format!("a translation of {category}/{INDEX}, which is not there"),
            });
        };
        category.translations.push(translation);
        sources.push(file);
    }
    if entries.is_empty() {
        return Err(KnowledgeError::Empty { place: String::new() });
    }
    let scope = scope.into();
    for (entry, sources) in entries.values() {
        named_products(&organisation, entry, sources[0])?;
    }
    let seen =
        entries.values().map(|(entry, _)| entry).filter(|entry| scope.audience.may_see(entry.audience));
    // What only the entries of another audience name is as unknown as what nobody names.
    let known = known_products(&organisation, seen);
    if let Some(product) = scope.products.iter().find(|product| !known.contains(product)) {
        let (product, audience) = (product.clone(), scope.audience.as_str());
        return Err(KnowledgeError::UnknownProduct { product, audience, known });
    }
    Ok(view(organisation, categories, entries, &scope, sample, files))
}

/// Whether an entry names only products of the organisation, where that lists them: a product that is written wrongly
/// would take the entry out of every run that names it rightly.
fn named_products(
    organisation: &Organisation,
    entry: &Entry,
    source: &SourceFile,
) -> Result<(), KnowledgeError> {
    let stray = |product: &&String| !organisation.products.contains(product);
    match entry.products.iter().find(stray).filter(|_| !organisation.products.is_empty()) {
        None => Ok(()),
        Some(product) => Err(KnowledgeError::File {
            file: source.path.clone(),
            line: None,
            message: format!(
                "`products` names `{product}`, and {INDEX} lists {}",
                organisation.products.join(", ")
            ),
        }),
    }
}

/// Whether a name is that of an index or of a translation of one.
fn is_index(name: &str) -> bool {
    name.starts_with(INDEX_STEM) && name.ends_with(".md")
}

/// Refuses names that would not come back from an address of a page, a line of a list or a cell.
fn names_of(file: &SourceFile, names: [&str; 2]) -> Result<(), KnowledgeError> {
    let is_bad = |name: &str| name.trim() != name || name.contains(|c: char| c == '\\' || c.is_control());
    match names.into_iter().find(|name| is_bad(name)) {
        None => Ok(()),
        Some(name) => Err(KnowledgeError::File {
            file: file.path.clone(),
            line: None,
            message: format!(
                "{name:?} is no name of an entry or a category: it begins or ends with a blank, or holds a backslash or a control character"
            ),
        }),
    }
}

/// The language that a file's name bears.
fn language_of(file: &SourceFile, code: &str) -> Result<Language, KnowledgeError> {
    Language::from_code(code).ok_or_else(|| KnowledgeError::File {
        file: file.path.clone(),
        line: None,
        message: format!("`.{code}.` is no language this version knows (en, sv); an id holds no dots"),
    })
}

/// The category and the id of an entry's file; `None` for every other file.
fn entry_of(path: &str) -> Option<(&str, &str)> {
    let (category, name) = path.split_once('/')?;
    let stem = name.strip_suffix(".md")?;
    (name != INDEX && !stem.contains('.')).then_some((category, stem))
}

fn view(
    organisation: Organisation,
    categories: BTreeMap<&str, (Category, Vec<&SourceFile>)>,
    entries: BTreeMap<&str, (Entry, Vec<&SourceFile>)>,
    scope: &Scope,
    sample: bool,
    files: &[SourceFile],
) -> KnowledgeBase {
    let mut seen: Vec<(Entry, Vec<&SourceFile>)> =
        entries.into_values().filter(|(entry, _)| scope.holds(entry.audience, &entry.products)).collect();
    let mut shown: Vec<(Category, Vec<&SourceFile>)> = Vec::new();
    for (entry, _) in &seen {
        if shown.iter().all(|(category, _)| category.id != entry.category) {
            shown.push(match categories.get(entry.category.as_str()) {
                Some((category, sources)) => (category.clone(), sources.clone()),
                None => {
                    let id = entry.category.clone();
                    let translations = Vec::new();
                    (Category { title: id.clone(), id, order: 0, blurb: None, translations }, Vec::new())
                }
            });
        }
    }
    shown.sort_by(|(a, _), (b, _)| (a.order, &a.id).cmp(&(b.order, &b.id)));
    let place = |id: &str| shown.iter().position(|(category, _)| category.id == id);
    seen.sort_by(|(a, _), (b, _)| (place(&a.category), &a.id).cmp(&(place(&b.category), &b.id)));
    let mut hash = Sha256::new();
    let root = files.iter().filter(|f| is_index(&f.path));
    let sources = root
        .chain(shown.iter().flat_map(|(_, f)| f.iter().copied()))
        .chain(seen.iter().flat_map(|(_, f)| f.iter().copied()));
    for file in sources {
        // Lengths keep `ab`+`c` apart from `a`+`bc`.
        for part in [&file.path, &file.text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    KnowledgeBase {
        organisation,
        categories: shown.into_iter().map(|(category, _)| category).collect(),
        entries: seen.into_iter().map(|(entry, _)| entry).collect(),
        audience: scope.audience,
        products: scope.products.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
        sha256: hexadecimal(hash.finalize()),
        sample,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the folders that these tests load are made here")]
mod tests {
    use super::*;
    use crate::knowledge::Audience;

    fn file(path: &str, audience: &str) -> SourceFile {
        SourceFile {
            path: path.into(),
            text: format!(
                "+++\nquestion = \"Q of {path}?\"\naudience = \"{audience}\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\nText.\n"
            ),
        }
    }

    #[test]
    fn a_view_is_the_same_with_and_without_what_it_may_not_see() {
        let public = vec![file("a/one.md", "public"), file("b/two.md", "public")];
        let mut all = public.clone();
        all.push(file("a/three.md", "internal"));
        all.push(file("secret/four.md", "nda"));
        assert_eq!(
            load_files(&public, Audience::Public, false).unwrap(),
            load_files(&all, Audience::Public, false).unwrap()
        );
        assert_eq!(load_files(&all, Audience::Nda, false).unwrap().entries.len(), 3);
    }

    #[test]
    fn an_error_in_a_hidden_entry_refuses_the_base_for_all() {
        let mut bad = file("a/two.md", "internal");
        bad.text = bad.text.replace("owner", "ownr");
        assert!(load_files(&[file("a/one.md", "public"), bad], Audience::Public, false).is_err());
    }

    #[test]
    fn an_index_has_translations_and_no_entry_comes_of_them() {
        let index = |path: &str, title: &str| SourceFile {
            path: path.into(),
            text: format!("+++\ntitle = \"{title}\"\n+++\n"),
        };
        let mut files = vec![
            index("_index.md", "Center"),
            index("_index.sv.md", "Centrum"),
            index("a/_index.md", "Logs"),
            file("a/one.md", "public"),
        ];
        let bare = load_files(&files, Audience::Public, false).unwrap();
        files.insert(3, index("a/_index.sv.md", "Loggar"));
        let base = load_files(&files, Audience::Public, false).unwrap();
        assert_eq!(base.organisation.translations[0].title, "Centrum");
        assert_eq!(base.categories[0].in_language(Language::Swedish), ("Loggar", None));
        assert_eq!(base.categories[0].in_language(Language::English), ("Logs", None));
        assert_eq!(base.entries.len(), 1);
        assert_ne!(base.sha256, bare.sha256);
        for path in ["_index.de.md", "a/_index.de.md", "b/_index.sv.md"] {
            let stray = [files.as_slice(), &[index(path, "X")]].concat();
            assert!(load_files(&stray, Audience::Public, false).is_err(), "{path}");
        }
    }

    #[test]
    fn one_id_in_two_categories_is_refused() {
        let error =
            load_files(&[file("a/one.md", "public"), file("b/one.md", "public")], Audience::Public, false);
        assert!(error.unwrap_err().to_string().contains("a/one.md and in b/one.md"));
    }

    #[test]
    fn a_name_that_does_not_come_back_from_an_address_or_a_cell_is_refused_with_its_file() {
        for path in ["a/x\\y.md", "a/x .md", "a/ x.md", "a/x\u{7}.md", "a\\b/x.md", "a /x.md"] {
            let error =
                load_files(&[file("a/one.md", "public"), file(path, "public")], Audience::Public, false);
            assert!(error.unwrap_err().to_string().contains(path), "{path}");
        }
        assert!(load_files(&[file("a b/x \u{e5}#'.md", "public")], Audience::Public, false).is_ok());
    }

    #[test]
    fn a_base_without_any_entry_is_refused() {
        assert!(matches!(load_files(&[], Audience::Public, false), Err(KnowledgeError::Empty { .. })));
    }

    #[test]
    fn readmes_dot_files_backups_and_links_out_of_the_base_are_not_read() {
        let root = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("a")).unwrap();
        std::fs::create_dir(outside.path().join("x")).unwrap();
        std::fs::write(root.path().join("README.md"), "no front matter").unwrap();
        std::fs::write(root.path().join("a/.one.md.swp"), "x").unwrap();
        std::fs::write(root.path().join("a/one.md~"), "x").unwrap();
        std::fs::write(root.path().join("a/one.md"), file("a/one.md", "public").text).unwrap();
        std::fs::write(outside.path().join("x/two.md"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("x"), root.path().join("linked")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("x/two.md"), root.path().join("a/two.md")).unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("a/loop.md")).unwrap();
        let base = load(root.path(), Audience::Public).unwrap();
        assert_eq!(base.entries.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["one"]);
    }

    /// An entry of those products.
    fn of_products(path: &str, products: &str) -> SourceFile {
        let mut file = file(path, "public");
        file.text = file.text.replacen("owner", &format!("products = {products}\nowner"), 1);
        file
    }

    fn for_products(files: &[SourceFile], products: &[&str]) -> Result<KnowledgeBase, KnowledgeError> {
        let products = products.iter().map(|product| (*product).to_owned()).collect();
        load_files(files, Scope { audience: Audience::Public, products }, false)
    }

    #[test]
    fn a_view_for_a_product_is_made_as_if_the_entries_of_others_were_not_there() {
        let ours = vec![file("a/all.md", "public"), of_products("a/both.md", "[\"compute\", \"dns\"]")];
        let mut all = ours.clone();
        all.push(of_products("b/other.md", "[\"dns\"]"));
        let (with, without) = (for_products(&all, &["compute"]), for_products(&ours, &["compute"]));
        assert_eq!(with.unwrap(), without.unwrap());
        assert_eq!(for_products(&all, &["dns", "compute", "dns"]).unwrap().products, ["compute", "dns"]);
        assert_eq!(for_products(&all, &[]).unwrap().entries.len(), 3);
    }

    #[test]
    fn a_product_that_the_audience_sees_nowhere_is_refused_and_the_others_are_named() {
        let mut hidden = of_products("a/two.md", "[\"vault\"]");
        hidden.text = hidden.text.replace("\"public\"", "\"nda\"");
        let files = [of_products("a/one.md", "[\"compute\", \"dns\"]"), hidden];
        for unknown in ["vault", "Compute", ""] {
            let error = for_products(&files, &["dns", unknown]).unwrap_err();
            assert!(error.to_string().contains(&format!("`{unknown}`")), "{error}");
            assert_eq!(error.hints(), ["its products are: compute, dns"]);
        }
        let error = for_products(&[file("a/one.md", "public")], &["dns"]).unwrap_err();
        assert!(error.hints()[0].starts_with("no entry names a product"), "{:?}", error.hints());
    }

    #[test]
    fn where_the_organisation_lists_its_products_entries_name_no_other() {
        let index = |products: &str| SourceFile {
            path: "_index.md".into(),
            text: format!("+++\ntitle = \"T\"\nproducts = {products}\n+++\n"),
        };
        let entry = || of_products("a/one.md", "[\"compute\"]");
        let listed = [index("[\"compute\", \"dns\"]"), entry()];
        assert!(for_products(&listed, &["dns"]).unwrap().entries.is_empty());
        let error = for_products(&[index("[\"dns\"]"), entry()], &[]).unwrap_err().to_string();
        assert!(error.contains("a/one.md: `products` names `compute`, and _index.md lists dns"), "{error}");
        assert!(for_products(&[index("[\" dns\"]")], &[]).is_err());
        assert!(for_products(&[of_products("a/one.md", "[\"\"]")], &[]).is_err());
    }
}
