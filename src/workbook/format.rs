//! Kinds of files: the ones that are read, and the ones that are told apart when something else arrives.

use std::fmt;

/// A format of a questionnaire, as the extension names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML workbook.
    Xlsx,
    /// The same with macros, which stay as they are and are never run.
    Xlsm,
    /// Separated values; the separator is found in the text.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// Excel 97 to 2003 workbook; read, and written as a new .xlsx.
    Xls,
    /// Excel workbook in binary parts; read, and written as a new .xlsx.
    Xlsb,
    /// OpenDocument spreadsheet; read, and written as a new .xlsx.
    Ods,
}

impl Format {
    /// Every format, in the order that messages name them.
    pub const ALL: [Self; 7] =
        [Self::Xlsx, Self::Xlsm, Self::Csv, Self::Tsv, Self::Xls, Self::Xlsb, Self::Ods];

    /// The extension without its dot, lower case.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
        }
    }

    /// The format of an extension without its dot, in either case; `None` if it is not one that is read.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The format of what is made from a file of this one: the same, or .xlsx where it cannot be written back.
    pub fn writes_as(self) -> Self {
        match self {
            Self::Xls | Self::Xlsb | Self::Ods => Self::Xlsx,
            same => same,
        }
    }

    /// Whether the file is a package of XML parts, as opposed to separated text.
    pub(super) fn is_package(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsm)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

/// What a file is by its bytes, where it is not what its extension says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive that holds no office document.
    Zip,
    /// Office Open XML workbook.
    Workbook,
    /// Office Open XML workbook in binary parts.
    BinaryWorkbook,
    /// Word document.
    Document,
    /// PowerPoint presentation.
    Presentation,
    /// OpenDocument file.
    OpenDocument,
    /// Excel 97 workbook.
    LegacyWorkbook,
    /// An OLE container with something else in it.
    Ole,
    /// PDF document.
    Pdf,
    /// A picture.
    Image,
    /// A compressed file that is not zip.
    Archive,
    /// A program.
    Program,
    /// HTML page or table.
    Html,
    /// SpreadsheetML of 2003, or other XML outside a package.
    Xml,
    /// Rich text.
    RichText,
    /// Plain text, perhaps separated values.
    Text,
    /// Bytes that nothing is known about.
    Unknown,
}

impl Kind {
    /// What the first bytes say.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        const SIGNATURES: [(&[u8], Kind); 15] = [
            (b"PK\x03\x04", Kind::Zip),
            (b"PK\x05\x06", Kind::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Ole),
            (b"%PDF", Kind::Pdf),
            (b"\x89PNG", Kind::Image),
            (b"GIF8", Kind::Image),
            (b"\xFF\xD8\xFF", Kind::Image),
            (b"\x1F\x8B", Kind::Archive),
            (b"7z\xBC\xAF\x27\x1C", Kind::Archive),
            (b"Rar!", Kind::Archive),
            (b"BZh", Kind::Archive),
            (b"\xFD7zXZ", Kind::Archive),
            (b"\x7FELF", Kind::Program),
            (b"MZ\x90", Kind::Program),
            (b"{\\rtf", Kind::RichText),
        ];
        if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
            return *kind;
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        if ["<!doctype html", "<html", "<table", "<head", "<body"].iter().any(|tag| start.starts_with(tag)) {
            Self::Html
        } else if start.starts_with("<?xml") {
            if start.contains("<html") { Self::Html } else { Self::Xml }
        } else if head.contains(&0)
            || text.chars().any(|c| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()))
        {
            Self::Unknown
        } else {
            Self::Text
        }
    }
}

/// Bytes that are looked at to tell text from other bytes.
const HEAD: usize = 1024;

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "a zip archive without a workbook in it",
            Self::Workbook => "an Excel workbook",
            Self::BinaryWorkbook => "a binary Excel workbook (xlsb)",
            Self::Document => "a Word document",
            Self::Presentation => "a PowerPoint presentation",
            Self::OpenDocument => "an OpenDocument file",
            Self::LegacyWorkbook => "an Excel 97-2003 workbook (xls)",
            Self::Ole => "an OLE container without a workbook in it",
            Self::Pdf => "a PDF document",
            Self::Image => "a picture",
            Self::Archive => "a compressed archive",
            Self::Program => "a program",
            Self::Html => "an HTML page",
            Self::Xml => "an XML file",
            Self::RichText => "a rich text document",
            Self::Text => "a text file",
            Self::Unknown => "not a file of a known kind",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_read_back_in_either_case() {
        assert_eq!(Format::from_extension("XLSM"), Some(Format::Xlsm));
        assert_eq!(Format::from_extension("docx"), None);
        assert_eq!(Format::from_extension("Xls").map(Format::writes_as), Some(Format::Xlsx));
        assert_eq!(Format::Xlsm.writes_as(), Format::Xlsm);
    }

    #[test]
    fn files_are_told_apart_by_their_first_bytes() {
        let cases: [(&[u8], Kind); 8] = [
            (b"PK\x03\x04rest", Kind::Zip),
            (b"%PDF-1.7", Kind::Pdf),
            (b"\x89PNG\r\n", Kind::Image),
            (b"\xEF\xBB\xBF\n <!DOCTYPE HTML><p>", Kind::Html),
            (b"<?xml version='1.0'?><Workbook/>", Kind::Xml),
            (b"ID,Question\r\n", Kind::Text),
            (b"\x00\x01\x02", Kind::Unknown),
            (b"", Kind::Text),
        ];
        for (bytes, kind) in cases {
            assert_eq!(Kind::of_bytes(bytes), kind, "{bytes:?}");
        }
    }
}
