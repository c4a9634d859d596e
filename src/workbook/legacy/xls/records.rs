//! Records of a BIFF stream, and the reading of their bytes.

use super::super::super::error::WorkbookError;
use super::compound::damaged;

/// A record whose data goes on in this one.
const CONTINUE: u16 = 0x003C;

/// The records of a stream from a place on.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

/// A record with the pieces of its data: one, and one more for every continuation.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pieces: Vec<&'s [u8]>,
}

impl<'s> Records<'s> {
    pub(super) fn from(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'s>>, WorkbookError> {
        let Some((kind, data)) = self.piece()? else { return Ok(None) };
        let mut pieces = vec![data];
        while self.peek() == Some(CONTINUE) {
            if let Some((_, more)) = self.piece()? {
                pieces.push(more);
            }
        }
        Ok(Some(Record { kind, pieces }))
    }

    fn peek(&self) -> Option<u16> {
        self.stream.get(self.at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
    }

    fn piece(&mut self) -> Result<Option<(u16, &'s [u8])>, WorkbookError> {
        let Some(kind) = self.peek() else { return Ok(None) };
        let cut_short = || damaged("a record is cut short");
        let length = self.stream.get(self.at + 2..).and_then(|b| b.first_chunk()).ok_or_else(cut_short)?;
        let length = usize::from(u16::from_le_bytes(*length));
        let data = self.stream.get(self.at + 4..self.at + 4 + length).ok_or_else(cut_short)?;
        self.at += 4 + length;
        Ok(Some((kind, data)))
    }
}

impl<'s> Record<'s> {
    /// A reader at the start of the data.
    pub(super) fn data(&self) -> Data<'s, '_> {
        Data { pieces: &self.pieces, piece: 0, at: 0 }
    }
}

/// A reader over the data of a record. Every read says `None` where the data ends too early.
pub(super) struct Data<'s, 'r> {
    pieces: &'r [&'s [u8]],
    piece: usize,
    at: usize,
}

impl Data<'_, '_> {
    /// Bytes left in this piece; steps to the next piece where none are.
    fn left(&mut self) -> usize {
        while let Some(piece) = self.pieces.get(self.piece) {
            if self.at < piece.len() {
                return piece.len() - self.at;
            }
            if self.piece + 1 == self.pieces.len() {
                return 0;
            }
            self.piece += 1;
            self.at = 0;
        }
        0
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        if self.left() == 0 {
            return None;
        }
        let byte = *self.pieces.get(self.piece)?.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn word(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Some(bytes)
    }

    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            let step = self.left().min(left);
            if step == 0 {
                return None;
            }
            self.at += step;
            left -= step;
        }
        Some(())
    }

    /// The bytes of a formula.
    pub(super) fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        (0..count).map(|_| self.byte()).collect()
    }

    /// A string of `count` characters behind its flags, with the runs of formats behind it passed over.
    pub(super) fn string(&mut self, count: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 0x08 == 0 { 0 } else { 4 * usize::from(self.short()?) };
        let phonetic = if flags & 0x04 == 0 { 0 } else { usize::try_from(self.word()?).ok()? };
        let text = self.characters(count, flags & 0x01 != 0)?;
        self.skip(runs.checked_add(phonetic)?)?;
        Some(text)
    }

    /// Characters of one or two bytes. A string that goes on in the next piece says there anew how wide it is.
    fn characters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        let mut left = count;
        while left > 0 {
            let width = if wide { 2 } else { 1 };
            let here = self.pieces.get(self.piece)?.get(self.at..)?;
            let fits = (here.len() / width).min(left);
            if wide {
                units.extend(here.as_chunks::<2>().0[..fits].iter().map(|b| u16::from_le_bytes(*b)));
            } else {
                units.extend(here[..fits].iter().map(|b| u16::from(*b)));
            }
            self.at += fits * width;
            left -= fits;
            if left > 0 {
                self.piece += 1;
                self.at = 0;
                wide = self.byte()? & 0x01 != 0;
            }
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_on_in_the_next_record_and_may_change_its_width() {
        let stream = b"\xFC\x00\x05\x00\x04\x00\x00Da\x3C\x00\x05\x00\x01t\x00a\x00\x3C\x00\x00\x00";
        let record = Records::from(stream, 0).next().unwrap().unwrap();
        let mut data = record.data();
        let count = usize::from(data.short().unwrap());
        assert_eq!(data.string(count).as_deref(), Some("Data"));
        assert_eq!(data.byte(), None);
    }

    #[test]
    fn a_record_that_ends_too_early_is_told() {
        assert!(Records::from(b"\xFC\x00\xFF\xFF\x00", 0).next().is_err());
        assert!(Records::from(b"\xFC\x00", 0).next().is_err());
        assert!(Records::from(b"", 0).next().unwrap().is_none());
    }
}
