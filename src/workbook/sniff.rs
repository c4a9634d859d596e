//! Files that are not what their extension says, told apart so that the message can say what they are.

use super::error::WorkbookError;
use super::format::{Format, Kind};
use super::package::Package;

/// Names of streams in an OLE container, as its directory writes them.
const ENCRYPTED_PACKAGE: &str = "EncryptedPackage";
const RIGHTS_MANAGED: [&str; 2] = ["DRMEncrypted", "\u{6}DataSpaces"];
const LEGACY_STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Refuses bytes that hold no zip package.
pub(super) fn expect_package(bytes: &[u8], expected: Format) -> Result<(), WorkbookError> {
    match Kind::of_bytes(bytes) {
        Kind::Zip => Ok(()),
        Kind::Ole => Err(ole(bytes, expected)),
        // A self-extracting stub may stand before a package.
        _ if has_zip_directory(bytes) => Ok(()),
        found => Err(WorkbookError::WrongKind { expected, found }),
    }
}

/// Refuses bytes that hold no compound file with a workbook in it.
pub(super) fn expect_compound(bytes: &[u8], expected: Format) -> Result<(), WorkbookError> {
    match Kind::of_bytes(bytes) {
        Kind::Ole => match ole(bytes, expected) {
            WorkbookError::WrongKind { found: Kind::LegacyWorkbook, .. } => Ok(()),
            other => Err(other),
        },
        Kind::Zip if contains(bytes, b"xl/workbook") => {
            Err(WorkbookError::WrongKind { expected, found: Kind::Workbook })
        }
        found => Err(WorkbookError::WrongKind { expected, found }),
    }
}

/// Refuses a package that holds no workbook of the format.
pub(super) fn expect_workbook(package: &Package, expected: Format) -> Result<(), WorkbookError> {
    let found = if package.has("xl/workbook.bin") {
        if expected == Format::Xlsb {
            return Ok(());
        }
        Kind::BinaryWorkbook
    } else if package.has("_rels/.rels") {
        if package.has_folder("word/") && !package.has_folder("xl/") {
            Kind::Document
        } else if package.has_folder("ppt/") && !package.has_folder("xl/") {
            Kind::Presentation
        } else if expected.is_package() {
            return Ok(());
        } else {
            Kind::Workbook
        }
    } else if package.has("content.xml") && (expected == Format::Ods || package.has("mimetype")) {
        if expected == Format::Ods {
            return Ok(());
        }
        Kind::OpenDocument
    } else if package.has_folder("xl/") || package.has("[content_types].xml") {
        return Err(WorkbookError::NoWorkbook);
    } else if package.has("mimetype") && expected == Format::Ods {
        return Err(WorkbookError::MissingPart { part: "content.xml".to_owned() });
    } else {
        Kind::Zip
    };
    Err(WorkbookError::WrongKind { expected, found })
}

/// Refuses bytes that are a known file of another kind.
pub(super) fn expect_text(bytes: &[u8], expected: Format) -> Result<(), WorkbookError> {
    match Kind::of_bytes(bytes) {
        // Code pages and UTF-16 look unknown; the decoder decides about them.
        Kind::Text | Kind::Unknown => Ok(()),
        Kind::Zip if contains(bytes, b"xl/workbook") => {
            Err(WorkbookError::WrongKind { expected, found: Kind::Workbook })
        }
        Kind::Ole => Err(ole(bytes, expected)),
        found => Err(WorkbookError::WrongKind { expected, found }),
    }
}

fn ole(bytes: &[u8], expected: Format) -> WorkbookError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide) || (name.len() > 8 && contains(bytes, name.as_bytes()))
    };
    if has(RIGHTS_MANAGED[0]) {
        WorkbookError::RightsManaged
    } else if has(ENCRYPTED_PACKAGE) {
        WorkbookError::Encrypted
    } else if has(RIGHTS_MANAGED[1]) {
        WorkbookError::RightsManaged
    } else if LEGACY_STREAMS.iter().any(|stream| has(stream)) {
        WorkbookError::WrongKind { expected, found: Kind::LegacyWorkbook }
    } else {
        WorkbookError::WrongKind { expected, found: Kind::Ole }
    }
}

fn has_zip_directory(bytes: &[u8]) -> bool {
    /// A comment of 65,535 bytes and the record of 22 before it.
    const TAIL: usize = 65_557;
    contains(&bytes[bytes.len().saturating_sub(TAIL)..], b"PK\x05\x06")
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
