//! The dialect of a file: encoding, delimiter, quoting.

use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;

use super::super::error::WorkbookError;
use super::super::format::Format;
use super::records::records;

/// How a file writes its text and its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Dialect {
    pub(in super::super) encoding: TextEncoding,
    /// Between two fields; an ASCII character.
    pub(in super::super) delimiter: u8,
    /// Whether the file quotes every field.
    pub(in super::super) quotes_all: bool,
}

/// How a file encodes its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TextEncoding {
    /// UTF-8, with or without byte order mark.
    Utf8 {
        /// Whether the mark is there.
        bom: bool,
    },
    /// UTF-16.
    Utf16 {
        /// High byte first.
        big_endian: bool,
        /// Whether the mark is there.
        bom: bool,
    },
    /// The Western code page; every byte means something in it, so whatever else is not UTF-8 is kept by it.
    Windows1252,
}

/// Bytes that are looked at to find the dialect.
const SAMPLE: usize = 64 << 10;
/// Delimiters that files use, the most common first: it wins a draw.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

impl TextEncoding {
    /// Decodes a file. The byte order mark is no part of the text.
    pub(in super::super) fn decode(bytes: &[u8]) -> Result<(Self, String), WorkbookError> {
        let (encoding, text) = match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
                Ok(text) => (Self::Utf8 { bom: true }, text.to_owned()),
                Err(_) => return Err(WorkbookError::NotText),
            },
            [0xFF, 0xFE, rest @ ..] => (Self::Utf16 { big_endian: false, bom: true }, utf16(rest, false)?),
            [0xFE, 0xFF, rest @ ..] => (Self::Utf16 { big_endian: true, bom: true }, utf16(rest, true)?),
            _ => match (unmarked_utf16(bytes), std::str::from_utf8(bytes)) {
                (Some(big_endian), _) => (Self::Utf16 { big_endian, bom: false }, utf16(bytes, big_endian)?),
                (None, Ok(text)) => (Self::Utf8 { bom: false }, text.to_owned()),
                (None, Err(_)) => {
                    (Self::Windows1252, WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
                }
            },
        };
        if text.contains('\0') { Err(WorkbookError::NotText) } else { Ok((encoding, text)) }
    }

    /// The bytes of a text, or the first character that the encoding lacks.
    pub(in super::super) fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        match self {
            Self::Utf8 { bom: false } => Ok(text.as_bytes().to_vec()),
            Self::Utf8 { bom: true } => Ok(["\u{feff}".as_bytes(), text.as_bytes()].concat()),
            Self::Utf16 { big_endian, bom } => {
                let units = bom.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
                Ok(units.flat_map(|u| if big_endian { u.to_be_bytes() } else { u.to_le_bytes() }).collect())
            }
            Self::Windows1252 => match text.chars().find(|c| !self.can_write(*c)) {
                Some(missing) => Err(missing),
                None => Ok(WINDOWS_1252.encode(text).0.into_owned()),
            },
        }
    }

    /// Whether the encoding has the character.
    pub(in super::super) fn can_write(self, c: char) -> bool {
        self != Self::Windows1252 || c.is_ascii() || !WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2
    }

    /// The name of the encoding, for messages.
    pub(in super::super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 { .. } => "UTF-8",
            Self::Utf16 { .. } => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

fn utf16(bytes: &[u8], big_endian: bool) -> Result<String, WorkbookError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(WorkbookError::NotText);
    }
    let units =
        pairs.iter().map(|p| if big_endian { u16::from_be_bytes(*p) } else { u16::from_le_bytes(*p) });
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| WorkbookError::NotText)
}

/// Whether bytes without a mark are UTF-16 all the same: text of ASCII letters has a zero in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<bool> {
    let (pairs, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let most = pairs.len() / 2;
    match (high_first, low_first) {
        (0, zeros) if zeros > most => Some(false),
        (zeros, 0) if zeros > most => Some(true),
        _ => None,
    }
}

impl Dialect {
    /// The dialect of a decoded text.
    pub(in super::super) fn find(text: &str, encoding: TextEncoding, format: Format) -> Self {
        let mut end = text.len().min(SAMPLE);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let sample = &text[..end];
        let delimiter = named_delimiter(sample).unwrap_or_else(|| best_delimiter(sample, format));
        Self { encoding, delimiter, quotes_all: quotes_all(sample, delimiter) }
    }
}

/// The delimiter that a first line `sep=;` names.
fn named_delimiter(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?.trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [delimiter] if delimiter.is_ascii_punctuation() || *delimiter == b'\t' => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter that cuts most records into the same number of fields.
fn best_delimiter(sample: &str, format: Format) -> u8 {
    let expected = if format == Format::Tsv { b'\t' } else { DELIMITERS[0] };
    let mut best = (0.0, expected);
    for delimiter in DELIMITERS {
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        let mut total = 0usize;
        // The sample may end inside a quoted field; the records before it count all the same.
        let _ = records(sample, delimiter, |_, fields, _| {
            if fields.len() > 1 || !fields.iter().all(|field| field.is_empty()) {
                *sizes.entry(fields.len()).or_default() += 1;
                total += 1;
            }
        });
        let alike = sizes.iter().filter(|(size, _)| **size > 1).map(|(_, count)| *count).max().unwrap_or(0);
        let score = alike as f64 / total.max(1) as f64;
        // The extension's own delimiter needs no majority.
        let score = if delimiter == expected && alike > 0 { score + 0.25 } else { score };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn quotes_all(sample: &str, delimiter: u8) -> bool {
    let (mut quoted, mut plain) = (0usize, 0usize);
    let _ = records(sample, delimiter, |_, fields, _| {
        for field in fields {
            if field.quoted {
                quoted += 1;
            } else if !field.is_empty() {
                plain += 1;
            }
        }
    });
    quoted > 0 && plain == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> u8 {
        Dialect::find(text, TextEncoding::Utf8 { bom: false }, Format::Csv).delimiter
    }

    #[test]
    fn the_delimiter_is_found_in_the_text() {
        assert_eq!(delimiter("a,b,c\n1,\"x; y; z\",3\n"), b',');
        assert_eq!(delimiter("a;b;c\n1;x, y;3\n2;y, z, w;4\n"), b';');
        assert_eq!(delimiter("a\tb\n1\tx, y\n"), b'\t');
        assert_eq!(delimiter("a|b\n1|x\n"), b'|');
        assert_eq!(delimiter("sep=;\na,b;c\n"), b';');
        assert_eq!(delimiter("one column\nof text\n"), b',');
    }

    #[test]
    fn a_text_reads_back_in_each_encoding() {
        for encoding in [
            TextEncoding::Utf8 { bom: false },
            TextEncoding::Utf8 { bom: true },
            TextEncoding::Utf16 { big_endian: false, bom: true },
            TextEncoding::Utf16 { big_endian: true, bom: true },
            TextEncoding::Utf16 { big_endian: false, bom: false },
        ] {
            let bytes = encoding.encode("ID,Question\r\n1,Fr\u{e5}ga \u{1F512}?").unwrap();
            let (found, text) = TextEncoding::decode(&bytes).unwrap();
            assert_eq!((found, text.as_str()), (encoding, "ID,Question\r\n1,Fr\u{e5}ga \u{1F512}?"));
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_kept_by_the_western_code_page() {
        let bytes = b"caf\xe9 \x93quoted\x94 \x81\x8d";
        let (encoding, text) = TextEncoding::decode(bytes).unwrap();
        assert_eq!(encoding.encode(&text).unwrap(), bytes);
        assert_eq!(encoding.encode("\u{2192}"), Err('\u{2192}'));
    }

    #[test]
    fn zeros_and_halves_of_utf16_are_not_text() {
        for bytes in [&b"a\0\0b,c"[..], &[0; 64], b"\xff\xfea\0b"] {
            assert!(matches!(TextEncoding::decode(bytes), Err(WorkbookError::NotText)), "{bytes:?}");
        }
    }
}
