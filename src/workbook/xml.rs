//! XML as the parts of a package have it: decoded, walked with a bound on its depth, never with a DOCTYPE.

use std::borrow::Cow;
use std::io::{self, Write};

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use super::edit::pieces::Pieces;
use super::error::{WorkbookError, printable};
use super::limits::{Limit, Limits};
use super::package::over;

/// The text of a part, and how to write it back.
#[derive(Clone, Debug)]
pub(super) struct XmlText {
    text: String,
    encoding: XmlEncoding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum XmlEncoding {
    Utf8 { bom: bool },
    Utf16 { big_endian: bool, bom: bool },
    Other(&'static Encoding),
}

impl XmlText {
    /// Decodes the bytes of a part by its byte order mark or its declaration. The byte order mark is no part of the
    /// text, since a reader's positions leave it out.
    pub(super) fn decode(part: &str, bytes: Vec<u8>) -> Result<Self, WorkbookError> {
        let bad = |encoding: &str| WorkbookError::BadEncoding {
            part: printable(part),
            encoding: printable(encoding),
        };
        let encoding = XmlEncoding::of(&bytes).ok_or_else(|| bad("a known encoding"))?;
        let text = match encoding {
            XmlEncoding::Utf8 { bom } => {
                let mut text = String::from_utf8(bytes).map_err(|_| bad("UTF-8"))?;
                if bom {
                    text.drain(..BOM.len());
                }
                text
            }
            XmlEncoding::Utf16 { big_endian, bom } => {
                if !bytes.len().is_multiple_of(2) {
                    return Err(bad("UTF-16"));
                }
                let units = bytes.as_chunks::<2>().0.iter().skip(usize::from(bom)).map(|pair| {
                    if big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) }
                });
                char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| bad("UTF-16"))?
            }
            XmlEncoding::Other(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(&bytes)
                .ok_or_else(|| bad(encoding.name()))?
                .into_owned(),
        };
        if has_control_characters(text.as_bytes()) {
            return Err(bad_xml(part, "it holds control characters"));
        }
        Ok(Self { text, encoding })
    }

    /// The text, without a byte order mark.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of a changed text, in the encoding that the part had.
    pub(super) fn encode(&self, text: String) -> Vec<u8> {
        match self.encoding {
            XmlEncoding::Utf8 { bom: false } => text.into_bytes(),
            XmlEncoding::Utf8 { bom: true } => [BOM, text.as_bytes()].concat(),
            XmlEncoding::Utf16 { big_endian, bom } => {
                let mark = bom.then_some(0xFEFF);
                let units = mark.into_iter().chain(text.encode_utf16());
                units
                    .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
                    .collect()
            }
            // What the encoding lacks becomes a character reference, which XML allows in text and attributes.
            XmlEncoding::Other(encoding) => encoding.encode(&text).0.into_owned(),
        }
    }

    /// Writes the bytes of a text that is made of pieces of this one; as [`encode`](Self::encode) makes them, and in
    /// UTF-8 without ever holding the whole.
    pub(super) fn write_pieces(&self, pieces: &Pieces, out: &mut dyn Write) -> io::Result<()> {
        match self.encoding {
            XmlEncoding::Utf8 { bom } => {
                if bom {
                    out.write_all(BOM)?;
                }
                pieces.write(&self.text, out)
            }
            XmlEncoding::Utf16 { .. } | XmlEncoding::Other(_) => {
                out.write_all(&self.encode(pieces.join(&self.text)))
            }
        }
    }
}

/// Whether there are characters that XML 1.0 forbids. Whole blocks are folded without an early end, which the compiler
/// turns into vector code: the parts of a large workbook are searched in a millisecond.
fn has_control_characters(bytes: &[u8]) -> bool {
    const BLOCK: usize = 256;
    let forbidden = |b: &u8| (*b < b' ') & (*b != b'\t') & (*b != b'\n') & (*b != b'\r');
    bytes.chunks(BLOCK).any(|block| block.iter().fold(false, |found, b| found | forbidden(b)))
}

const BOM: &[u8] = "\u{feff}".as_bytes();

impl XmlEncoding {
    fn of(bytes: &[u8]) -> Option<Self> {
        /// Bytes in which a declaration names its encoding.
        const DECLARATION: usize = 200;
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => return Some(Self::Utf8 { bom: true }),
            [0xFF, 0xFE, ..] => return Some(Self::Utf16 { big_endian: false, bom: true }),
            [0xFE, 0xFF, ..] => return Some(Self::Utf16 { big_endian: true, bom: true }),
            [b'<', 0, ..] => return Some(Self::Utf16 { big_endian: false, bom: false }),
            [0, b'<', ..] => return Some(Self::Utf16 { big_endian: true, bom: false }),
            _ => {}
        }
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]);
        let declared = head
            .strip_prefix("<?xml")
            .and_then(|rest| rest.split_once("?>"))
            .and_then(|(declaration, _)| declaration.split_once("encoding"))
            .and_then(|(_, value)| value.split(['"', '\'']).nth(1));
        match declared {
            None => Some(Self::Utf8 { bom: false }),
            Some(label) => {
                let encoding = Encoding::for_label(label.as_bytes())?;
                // A declaration that could be read one byte a character is not in UTF-16, whatever it says.
                let utf8 = encoding == encoding_rs::UTF_8 || !encoding.is_ascii_compatible();
                Some(if utf8 { Self::Utf8 { bom: false } } else { Self::Other(encoding) })
            }
        }
    }
}

/// A walk over the text of a part, element by element, with the byte positions of each step.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    limits: &'a Limits,
    start: usize,
}

/// One step of a [`Walk`].
pub(super) enum Node<'a> {
    /// A start tag, or an empty one.
    Open(Tag<'a>),
    /// The end of an element that was not empty.
    Close,
    /// Text, references resolved.
    Text(Cow<'a, str>),
    /// The end of the part.
    Eof,
}

/// A start tag.
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
    part: &'a str,
    /// Whether the element ends with its tag: `<c/>`.
    pub(super) empty: bool,
    /// Elements around this one; the root has 0.
    pub(super) depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, part: &'a str, limits: &'a Limits) -> Self {
        Self { reader: Reader::from_str(text), part, depth: 0, limits, start: 0 }
    }

    /// Where the last step begins in the text.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Where the last step ends in the text.
    pub(super) fn end(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Elements that are open after the last step; after a close, those around the closed one.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next step; comments and processing instructions are passed over.
    pub(super) fn step(&mut self) -> Result<Node<'a>, WorkbookError> {
        loop {
            self.start = self.end();
            let event = self.reader.read_event().map_err(|error| self.bad(&error.to_string()))?;
            return Ok(match event {
                Event::Start(start) => {
                    let tag = Tag { start, part: self.part, empty: false, depth: self.depth };
                    self.depth += 1;
                    if self.depth > self.limits.xml_depth {
                        let what = format!("the nesting of elements in part `{}`", printable(self.part));
                        return Err(over(Limit::Depth, self.limits, &what, self.limits.xml_depth as u64));
                    }
                    Node::Open(tag)
                }
                Event::Empty(start) => {
                    Node::Open(Tag { start, part: self.part, empty: true, depth: self.depth })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", &*reference);
                    let text = quick_xml::escape::unescape(&written)
                        .map_err(|_| self.bad(&format!("unknown reference `{}`", printable(&written))))?;
                    Node::Text(Cow::Owned(text.into_owned()))
                }
                Event::DocType(_) => return Err(WorkbookError::Doctype { part: printable(self.part) }),
                Event::Eof if self.depth > 0 => return Err(self.bad("it ends before its last element does")),
                Event::Eof => Node::Eof,
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            });
        }
    }

    /// The next step inside an element that was opened; `None` at its end.
    pub(super) fn inside(&mut self, tag: &Tag<'_>) -> Result<Option<Node<'a>>, WorkbookError> {
        if tag.empty {
            return Ok(None);
        }
        match self.step()? {
            Node::Close if self.depth == tag.depth => Ok(None),
            Node::Eof => Err(self.bad("it ends before its last element does")),
            node => Ok(Some(node)),
        }
    }

    /// Passes over the rest of an element that was just opened.
    pub(super) fn skip(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        if tag.empty {
            return Ok(());
        }
        while self.depth > tag.depth {
            if let Node::Eof = self.step()? {
                return Err(self.bad("it ends before its last element does"));
            }
        }
        Ok(())
    }

    /// The text of an element that was just opened, that of elements inside it left out.
    pub(super) fn text_of(&mut self, tag: &Tag<'_>) -> Result<String, WorkbookError> {
        let mut text = String::new();
        if tag.empty {
            return Ok(text);
        }
        loop {
            match self.step()? {
                Node::Text(more) if self.depth == tag.depth + 1 => text.push_str(&more),
                Node::Close if self.depth == tag.depth => return Ok(text),
                Node::Eof => return Err(self.bad("it ends before its last element does")),
                _ => {}
            }
        }
    }

    /// An error of this part, with the place of the last step.
    pub(super) fn bad(&self, detail: &str) -> WorkbookError {
        bad_xml(self.part, &format!("{detail} (byte {})", self.start))
    }
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        let name = self.start.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of the name with its colon, or nothing.
    pub(super) fn prefix(&self) -> &str {
        let name = self.start.name().0;
        name.rfind(':').map_or("", |colon| &name[..=colon])
    }

    /// The attributes: names as written, values with their references resolved.
    pub(super) fn attributes(&self) -> AttributeValues<'_> {
        let mut attributes = self.start.attributes();
        // The search for duplicates is quadratic, and a duplicate does no harm here.
        attributes.with_checks(false);
        AttributeValues { attributes, part: self.part }
    }

    /// The value of one attribute, by its name as written.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, WorkbookError> {
        for attribute in self.attributes() {
            let (key, value) = attribute?;
            if key == name {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// What stands between the `<` and the `>` (or `/>`), as written.
    pub(super) fn written(&self) -> &str {
        &self.start
    }
}

/// See [`Tag::attributes`].
pub(super) struct AttributeValues<'a> {
    attributes: Attributes<'a>,
    part: &'a str,
}

impl<'a> Iterator for AttributeValues<'a> {
    type Item = Result<(&'a str, Cow<'a, str>), WorkbookError>;

    fn next(&mut self) -> Option<Self::Item> {
        let bad =
            |detail: &dyn std::fmt::Display| bad_xml(self.part, &format!("an attribute is broken: {detail}"));
        Some(self.attributes.next()?.map_err(|error| bad(&error)).and_then(|attribute| {
            let value = match attribute.value {
                Cow::Borrowed(raw) if raw.contains('&') => {
                    quick_xml::escape::unescape(raw).map_err(|error| bad(&error))?
                }
                value => value,
            };
            Ok((attribute.key.0, value))
        }))
    }
}

/// `1` and `true` are true.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}

pub(super) fn bad_xml(part: &str, detail: &str) -> WorkbookError {
    WorkbookError::BadXml { part: printable(part), detail: printable(detail) }
}
