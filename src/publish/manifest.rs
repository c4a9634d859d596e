//! What a folder holds of an earlier run, so that the next one removes what is no longer published and touches nothing
//! else.

use std::collections::BTreeMap;

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
}

impl Manifest {
    /// The manifest of a site.
    pub fn of(site: &Site) -> Self {
        let files = site.files.iter().map(|(path, bytes)| (path.clone(), Self::hash(bytes))).collect();
        Self { schema: SCHEMA_VERSION, files }
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
        match manifest.files.keys().find(|path| !stays_inside(path)) {
            Some(path) => Err(format!("it names `{path}`, which is no file of a site")),
            None => Ok(manifest),
        }
    }

    /// The paths it names.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether it names a file of these bytes at that path.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|hash| *hash == Self::hash(bytes))
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
        assert!(Manifest::from_text("{}").is_err());
        assert!(Manifest::from_text("{\"schema\":2,\"files\":{}}").unwrap_err().contains("schema 2"));
    }
}
