//! The zip package around the parts: checked once when it is opened, read part by part with bytes counted.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{WorkbookError, printable};
use super::limits::{Limit, Limits};

/// The bytes of the file, shared by the package and its copies.
#[derive(Clone, Debug)]
pub(super) struct FileBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for FileBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A package whose directory holds together; its parts are still compressed.
#[derive(Clone, Debug)]
pub(super) struct Package {
    bytes: FileBytes,
    archive: ZipArchive<Cursor<FileBytes>>,
    /// Entry of a part, by its name as [`part_key`] writes it.
    parts: HashMap<String, usize>,
}

/// Bytes that may still be inflated.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    left: u64,
    limits: Limits,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { left: limits.total_bytes, limits: limits.clone() }
    }
}

impl Package {
    /// Checks the directory of the package. The caller has seen that the bytes begin like a zip file or hold one.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, WorkbookError> {
        let bytes = FileBytes(Arc::new(bytes));
        let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).map_err(|error| match error {
            ZipError::InvalidArchive(_) | ZipError::Io(_) => WorkbookError::Truncated,
            other => WorkbookError::DamagedPackage { detail: printable(&other.to_string()) },
        })?;
        if archive.len() > limits.entries {
            return Err(over(Limit::Parts, limits, "the number of parts", limits.entries as u64));
        }
        let damaged =
            |error: ZipError| WorkbookError::DamagedPackage { detail: printable(&error.to_string()) };
        if archive.has_overlapping_entries().map_err(damaged)? {
            return Err(WorkbookError::OverlappingEntries);
        }
        if archive.has_duplicate_names() {
            return Err(WorkbookError::DamagedPackage { detail: "two parts have one name".to_owned() });
        }
        let parts = index_names(&archive)?;
        archive.validate_header_consistency().map_err(damaged)?;
        Ok(Self { bytes, archive, parts })
    }

    /// Whether there is a part of that name, case and leading slash aside.
    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&part_key(part))
    }

    /// Whether a part's name begins so; `prefix` in lower case.
    pub(super) fn has_folder(&self, prefix: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(prefix))
    }

    /// The entry of a part.
    pub(super) fn entry(&self, part: &str) -> Option<usize> {
        self.parts.get(&part_key(part)).copied()
    }

    /// The bytes of the file.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// The bytes of the file, when the package is done with.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let Self { bytes, archive, .. } = self;
        drop(archive);
        Arc::try_unwrap(bytes.0).unwrap_or_else(|shared| shared.to_vec())
    }

    /// The archive, for copying entries as they are.
    pub(super) fn archive(&self) -> ZipArchive<Cursor<FileBytes>> {
        self.archive.clone()
    }

    /// The bytes of a part, its checksum tested.
    pub(super) fn read(&self, part: &str, budget: &mut Budget) -> Result<Vec<u8>, WorkbookError> {
        let entry = self.entry(part).ok_or_else(|| WorkbookError::MissingPart { part: printable(part) })?;
        let mut archive = self.archive.clone();
        let file = archive.by_index(entry).map_err(|error| match error {
            ZipError::UnsupportedArchive(_)
            | ZipError::InvalidPassword
            | ZipError::CompressionMethodNotSupported(_) => {
                WorkbookError::UnreadablePart { part: printable(part) }
            }
            other => damaged_part(part, &other.to_string()),
        })?;
        let allowed = budget.limits.part_bytes.min(budget.left);
        let claimed = file.size();
        let mut bytes =
            Vec::with_capacity(usize::try_from(claimed.min(allowed).min(FIRST_RESERVE)).unwrap_or(0));
        file.take(allowed + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged_part(part, &error.to_string()))?;
        let size = bytes.len() as u64;
        if size > allowed {
            let limits = &budget.limits;
            return Err(if size > limits.part_bytes {
                let what = format!("part `{}`", printable(part));
                over(Limit::PartMib, limits, &what, limits.part_bytes)
            } else {
                over(Limit::UnpackedMib, limits, "the size of all parts together", limits.total_bytes)
            });
        }
        if size != claimed {
            return Err(damaged_part(part, &format!("it says {claimed} bytes and holds {size}")));
        }
        budget.left -= size;
        Ok(bytes)
    }
}

/// Most bytes reserved for a part before they are seen: what a header says is only a claim.
const FIRST_RESERVE: u64 = 16 << 20;

fn index_names(archive: &ZipArchive<Cursor<FileBytes>>) -> Result<HashMap<String, usize>, WorkbookError> {
    // Some producers write every name with a leading slash; a single absolute name among others is a trap.
    let rooted = archive.index_for_name("/_rels/.rels").is_some();
    let mut parts = HashMap::with_capacity(archive.len());
    for index in 0..archive.len() {
        let name = archive
            .name_for_index(index)
            .ok_or(ZipError::FileNotFound)
            .and_then(|name| name)
            .map_err(|error| WorkbookError::DamagedPackage { detail: printable(&error.to_string()) })?;
        let key = part_key(&name);
        let absolute = name.starts_with(['/', '\\']) && !rooted;
        let drive = key.as_bytes().get(1) == Some(&b':');
        if absolute || drive || key.contains('\0') || key.split('/').any(|step| step == "..") {
            return Err(WorkbookError::UnsafeName { name: printable(&name) });
        }
        if parts.insert(key, index).is_some() {
            return Err(WorkbookError::DuplicatePart { name: printable(&name) });
        }
    }
    Ok(parts)
}

/// A part name as packages compare it: without case, leading slash and backslashes.
pub(super) fn part_key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

pub(super) fn too_much(what: &str, limit: u64) -> WorkbookError {
    WorkbookError::TooMuch { what: what.to_owned(), limit, raise: None }
}

/// More than one of the limits allows; `bound` is its value as it is counted.
pub(super) fn over(which: Limit, limits: &Limits, what: &str, bound: u64) -> WorkbookError {
    WorkbookError::TooMuch { what: what.to_owned(), limit: bound, raise: Some(which.hint(limits)) }
}

fn damaged_part(part: &str, detail: &str) -> WorkbookError {
    WorkbookError::DamagedPart { part: printable(part), detail: printable(detail) }
}
