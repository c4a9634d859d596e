//! What a folder holds of an earlier run, so that the next one removes what is no longer published and touches nothing
//! else.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::site::Site;
use crate::text::hexadecimal;

/// The manifest's name in the folder of the site.
pub const MANIFEST: &str = ".trustfill-site.json";
/// The version of its format.
const SCHEMA_VERSION: u32 = 1;

/// The files of a site with the hashes of what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    schema: u32,
    files: BTreeMap<String, String>,
    /// What runs that have not ended write, each file with the hashes it may have: it may be there or not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    begun: BTreeMap<String, BTreeSet<String>>,
}

impl Manifest {
    /// The manifest of a site.
    pub fn of(site: &Site) -> Self {
        let files = site.files.iter().map(|(path, bytes)| (path.clone(), Self::hash(bytes))).collect();
        Self { schema: SCHEMA_VERSION, files, begun: BTreeMap::new() }
    }

    /// What is true at every moment of a run that makes `site` of the files of `earlier`: each file is an earlier one or the
    /// new one. What runs before that broke off too had planned stays in it.
    pub fn begun(earlier: Option<&Self>, site: &Site) -> Self {
        let mut begun = earlier.map(|earlier| earlier.begun.clone()).unwrap_or_default();
        for (path, bytes) in &site.files {
            begun.entry(path.clone()).or_default().insert(Self::hash(bytes));
        }
        let files = earlier.map(|earlier| earlier.files.clone()).unwrap_or_default();
        Self { schema: SCHEMA_VERSION, files, begun }
    }

    /// The manifest as text.
    ///
    /// # Errors
    /// None in practice; the JSON writer's own.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// A sentence: it is no manifest, or names a path that leads out of its folder.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let manifest: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if manifest.schema != SCHEMA_VERSION {
            return Err(format!("it has schema {}, this version knows {SCHEMA_VERSION}", manifest.schema));
        }
        if let Some(path) = manifest.paths().find(|path| !stays_inside(path)) {
            return Err(format!("it names `{path}`, which is no file of a site"));
        }
        Ok(manifest)
    }

    /// The paths it names, each once.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let begun = self.begun.keys().filter(|path| !self.files.contains_key(*path));
        self.files.keys().chain(begun).map(String::as_str)
    }

    /// Whether it names a file of these bytes at that path.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let hash = Self::hash(bytes);
        self.files.get(path) == Some(&hash) || self.begun.get(path).is_some_and(|own| own.contains(&hash))
    }

    fn hash(bytes: &[u8]) -> String {
        hexadecimal(Sha256::digest(bytes))
    }
}

/// Whether a path names a file below its folder and nothing else.
pub(super) fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_leads_out_of_its_folder_is_refused() {
        let text = |path: &str| format!("{{\"schema\":1,\"files\":{{{path:?}:\"00\"}}}}");
        assert!(Manifest::from_text(&text("e/a.html")).is_ok());
        assert!(Manifest::from_text(&text(".well-known/security.txt")).is_ok());
        for path in ["../a", "/etc/passwd", "e/../../a", "e//a", ".", ""] {
            assert!(Manifest::from_text(&text(path)).is_err(), "{path}");
        }
        let begun = "{\"schema\":1,\"files\":{},\"begun\":{\"../a\":[\"00\"]}}";
        assert!(Manifest::from_text(begun).is_err());
        assert!(Manifest::from_text("{}").is_err());
        assert!(Manifest::from_text("{\"schema\":2,\"files\":{}}").unwrap_err().contains("schema 2"));
    }
}
