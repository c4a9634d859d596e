//! Records of a binary part.

use super::super::super::error::WorkbookError;

/// The records of a part, one after the other.
pub(super) struct Records<'p> {
    part: &'p [u8],
}

/// A record, read from its front.
pub(super) struct Record<'p> {
    pub(super) kind: u32,
    data: &'p [u8],
}

impl<'p> Records<'p> {
    pub(super) fn new(part: &'p [u8]) -> Self {
        Self { part }
    }

    /// The next record; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Record<'p>>, WorkbookError> {
        if self.part.is_empty() {
            return Ok(None);
        }
        let cut_short = || WorkbookError::DamagedFile { detail: "a record is cut short".to_owned() };
        let first = self.byte().ok_or_else(cut_short)?;
        let second = if first & 0x80 == 0 { 0 } else { self.byte().ok_or_else(cut_short)? };
        let kind = u32::from(first & 0x7F) | u32::from(second & 0x7F) << 7;
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte().ok_or_else(cut_short)?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (data, rest) = self.part.split_at_checked(length).ok_or_else(cut_short)?;
        self.part = rest;
        Ok(Some(Record { kind, data }))
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.part.split_first()?;
        self.part = rest;
        Some(*byte)
    }
}

impl Record<'_> {
    pub(super) fn word(&mut self) -> Option<u32> {
        let (word, rest) = self.data.split_first_chunk()?;
        self.data = rest;
        Some(u32::from_le_bytes(*word))
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        let (short, rest) = self.data.split_first_chunk()?;
        self.data = rest;
        Some(u16::from_le_bytes(*short))
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&[u8]> {
        let (bytes, rest) = self.data.split_at_checked(count)?;
        self.data = rest;
        Some(bytes)
    }

    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        self.bytes(count).map(|_| ())
    }

    /// A string behind its length; one that is not there is empty.
    pub(super) fn string(&mut self) -> Option<String> {
        let count = self.word()?;
        if count == u32::MAX {
            return Some(String::new());
        }
        let bytes = self.bytes(usize::try_from(count).ok()?.checked_mul(2)?)?;
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect();
        Some(String::from_utf16_lossy(&units))
    }
}
