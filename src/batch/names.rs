//! Where the outputs of each input go: subfolders are mirrored, inputs of one stem keep their extension, and names that
//! no file system would take are cut.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::journal::Part;
use crate::text::hexadecimal;

/// Bytes of a stem: what is left of the 255 bytes that every common file system takes, behind the longest ending,
/// `.report.html`, and the name of the file while it is written.
const STEM_BYTES: usize = 230;
/// Digits of the hash that tells two cut stems apart.
const HASH_DIGITS: usize = 8;

/// An input with the folder and the stem of its outputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Folder in the out folder, with `/` between its parts; empty for the out folder itself.
    pub folder: String,
    /// What the names of its outputs begin with: `acme` for `acme.filled.xlsx` and `acme.review.xlsx`.
    pub stem: String,
}

/// Names the outputs of all inputs; `paths` are theirs, with `/` between parts, each once. The names depend on the set of
/// paths, not on its order, and no two inputs get the same one, also where a file system takes `A` and `a` for one letter.
pub fn name_outputs(paths: &[String]) -> Vec<Named> {
    let parts: Vec<(&str, &str)> =
        paths.iter().map(|path| path.rsplit_once('/').unwrap_or(("", path))).collect();
    let stems: Vec<String> = parts.iter().map(|(_, name)| cut(stem(name)).to_owned()).collect();
    let shared = taken_twice(&parts, &stems);
    let with_extension: Vec<String> = parts
        .iter()
        .zip(stems)
        .zip(shared)
        .map(|(((_, name), stem), shared)| if shared { cut(name).to_owned() } else { stem })
        .collect();
    let shared = taken_twice(&parts, &with_extension);
    (parts.iter().zip(paths))
        .zip(with_extension.into_iter().zip(shared))
        .map(|(((folder, _), path), (stem, shared))| Named {
            folder: mirrored(folder),
            stem: if shared { with_hash(&stem, path) } else { stem },
        })
        .collect()
}

/// The folder, under another name where a batch writes a file of its own by this one.
fn mirrored(folder: &str) -> String {
    let (first, rest) = folder.split_at(folder.find('/').unwrap_or(folder.len()));
    if Part::reserves(first) { format!("{}{rest}", with_hash(first, first)) } else { folder.to_owned() }
}

/// The name without its last extension.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

fn cut(stem: &str) -> &str {
    let end = (0..=STEM_BYTES.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at));
    &stem[..end.unwrap_or(0)]
}

fn with_hash(stem: &str, path: &str) -> String {
    let hash = hexadecimal(Sha256::digest(path));
    format!("{stem}-{}", &hash[..HASH_DIGITS])
}

/// Which inputs would give their outputs a name that another has.
fn taken_twice(parts: &[(&str, &str)], stems: &[String]) -> Vec<bool> {
    let key = |(folder, _): &(&str, &str), stem: &str| (folder.to_lowercase(), stem.to_lowercase());
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (part, stem) in parts.iter().zip(stems) {
        *counts.entry(key(part, stem)).or_default() += 1;
    }
    parts.iter().zip(stems).map(|(part, stem)| counts[&key(part, stem)] > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn named(paths: &[&str]) -> Vec<(String, String)> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        name_outputs(&paths).into_iter().map(|named| (named.folder, named.stem)).collect()
    }

    fn pair(folder: &str, stem: &str) -> (String, String) {
        (folder.to_owned(), stem.to_owned())
    }

    #[test]
    fn subfolders_are_mirrored_and_a_stem_is_enough_where_it_is_alone() {
        assert_eq!(named(&["a.xlsx", "sub/a.xlsx"]), [pair("", "a"), pair("sub", "a")]);
        assert_eq!(named(&["v1.2.xlsx", "x.tar.csv"]), [pair("", "v1.2"), pair("", "x.tar")]);
    }

    #[test]
    fn two_inputs_of_one_stem_keep_their_extension() {
        assert_eq!(
            named(&["a.xlsx", "A.csv", "b.xlsx"]),
            [pair("", "a.xlsx"), pair("", "A.csv"), pair("", "b")]
        );
    }

    #[test]
    fn names_that_meet_all_the_same_are_told_apart_by_a_hash_of_the_path() {
        // `a.xlsx` keeps its extension because of `a.csv`, and meets the stem of `a.xlsx.ods`.
        let names = named(&["a.xlsx", "a.csv", "a.xlsx.ods"]);
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), 3, "{names:?}");
        assert!(names[0].1.starts_with("a.xlsx-"), "{names:?}");
    }

    #[test]
    fn a_folder_never_stands_where_the_report_or_the_journal_goes() {
        let names = named(&[
            "report.json/a.csv",
            "Report-1-of-2.HTML/b/a.csv",
            "reports/a.csv",
            "trustfill.journal/a.csv",
        ]);
        let folders: Vec<&str> = names.iter().map(|(folder, _)| folder.as_str()).collect();
        assert!(folders[0].starts_with("report.json-") && folders[1].starts_with("Report-1-of-2.HTML-"));
        assert!(folders[1].ends_with("/b") && folders[3].starts_with("trustfill.journal-"), "{folders:?}");
        assert_eq!(folders[2], "reports");
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let long = format!("{}.xlsx", "å".repeat(120));
        let other = format!("{}b.xlsx", "å".repeat(120));
        let names = named(&[&long, &other]);
        assert!(names.iter().all(|(_, stem)| stem.len() <= STEM_BYTES + 1 + HASH_DIGITS), "{names:?}");
        assert_ne!(names[0], names[1]);
    }

    proptest! {
        #[test]
        fn no_two_inputs_share_a_name_in_any_order(
            paths in proptest::collection::btree_set("(s/|S/)?[ab]{1,2}(\\.(xlsx|csv))?(\\.ods)?", 1..12)
        ) {
            let paths: Vec<String> = paths.into_iter().collect();
            let names = name_outputs(&paths);
            let keys: BTreeSet<String> =
                names.iter().map(|n| format!("{}/{}", n.folder, n.stem).to_lowercase()).collect();
            prop_assert_eq!(keys.len(), paths.len());
            let backwards: Vec<String> = paths.iter().rev().cloned().collect();
            let again: Vec<Named> = name_outputs(&backwards).into_iter().rev().collect();
            prop_assert_eq!(names, again);
        }
    }
}
