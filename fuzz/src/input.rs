//! The form of an input: `options`, a marker, and then parts.
//!
//! ```text
//! 3 bytes that choose
//! @@ xl/worksheets/sheet1.xml
//! <worksheet>…
//! @@ xl/styles.xml
//! <styleSheet>…
//! ```
//!
//! It is text all the way, so that a fuzzer that swaps words and copies pieces makes another case and not a broken archive.
//! A file of another kind (zip, compound) stands behind a marker without a name, as it is.

/// What a part begins with: at the start of a line, then its name up to the end of the line.
const MARKER: &[u8] = b"\n@@ ";

/// An input, taken apart.
#[derive(Debug, Default)]
pub struct Input<'a> {
    /// What chooses: formats, cells, values.
    pub options: &'a [u8],
    /// Names and contents, in order. A name is empty where the content is a whole file.
    pub parts: Vec<(String, &'a [u8])>,
}

impl<'a> Input<'a> {
    /// Takes an input apart; any bytes are one.
    pub fn of(data: &'a [u8]) -> Self {
        let mut pieces = Vec::new();
        let mut rest = data;
        while let Some(at) = find(rest, MARKER) {
            pieces.push(&rest[..at]);
            rest = &rest[at + MARKER.len()..];
        }
        pieces.push(rest);
        let mut pieces = pieces.into_iter();
        let options = pieces.next().unwrap_or_default();
        let parts = pieces.map(|piece| {
            let end = piece.iter().position(|b| *b == b'\n').unwrap_or(piece.len());
            let name = String::from_utf8_lossy(&piece[..end]).into_owned();
            (name, piece.get(end + 1..).unwrap_or_default())
        });
        Self { options, parts: parts.collect() }
    }

    /// The content that bears no name, if there is one.
    pub fn file(&self) -> Option<&'a [u8]> {
        self.parts.iter().find(|(name, _)| name.is_empty()).map(|(_, content)| *content)
    }

    /// The bytes of an input: the way back from [`Input::of`].
    pub fn bytes(options: &[u8], parts: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = options.to_vec();
        for (name, content) in parts {
            bytes.extend_from_slice(MARKER);
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(b'\n');
            bytes.extend_from_slice(content);
        }
        bytes
    }
}

/// Where `wanted` begins in `bytes`.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
