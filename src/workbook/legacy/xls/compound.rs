//! The compound file (OLE) around the streams of an .xls. Chains are followed only as far as the file has sectors.

use super::super::super::error::WorkbookError;

/// Length of the header, and of a directory entry.
const HEADER: usize = 512;
const ENTRY: usize = 128;
/// Sector numbers from here up are marks: free, end of chain, table.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Entries of the sector table's own table that stand in the header.
const IN_HEADER: usize = 109;
/// Kinds of directory entries.
const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// An opened compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    mini_sector: usize,
    mini_table: Vec<u32>,
    /// The stream that holds the small streams.
    mini: Vec<u8>,
    /// Streams shorter than this are small ones.
    cutoff: usize,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: usize,
}

impl<'b> Compound<'b> {
    /// Reads header, sector tables and directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        if bytes.len() < HEADER {
            return Err(damaged("it ends inside its header"));
        }
        let shift = |at| u32::from(short(bytes, at).unwrap_or(0));
        let (shift, mini_shift) = (shift(30), shift(32));
        // Only these two sizes of sectors, and this one of small sectors, are in use.
        if !matches!(shift, 9 | 12) || mini_shift != 6 {
            return Err(damaged("its header is not valid"));
        }
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            mini_sector: 1 << mini_shift,
            mini_table: Vec::new(),
            mini: Vec::new(),
            cutoff: word(bytes, 56).and_then(|cutoff| usize::try_from(cutoff).ok()).unwrap_or(0),
            entries: Vec::new(),
        };
        file.read_table()?;
        let directory = file.chain(word(bytes, 48).unwrap_or(FIRST_MARK), usize::MAX)?;
        file.entries = directory.as_chunks::<ENTRY>().0.iter().filter_map(Entry::read).collect();
        let root = file.entries.iter().find(|entry| entry.kind == ROOT).map(|root| (root.start, root.size));
        if let Some((start, size)) = root.filter(|(start, _)| *start < FIRST_MARK) {
            file.mini = file.chain(start, size)?;
            let mini_table = file.chain(word(bytes, 60).unwrap_or(FIRST_MARK), usize::MAX)?;
            file.mini_table = words(&mini_table);
        }
        Ok(file)
    }

    /// The sector table, whose own sectors are listed in the header and in a chain behind it.
    fn read_table(&mut self) -> Result<(), WorkbookError> {
        let most = self.bytes.len() / self.sector + 1;
        let mut listed: Vec<u32> = (0..IN_HEADER).filter_map(|n| word(self.bytes, 76 + 4 * n)).collect();
        let mut next = word(self.bytes, 68).unwrap_or(FIRST_MARK);
        let mut seen = 0;
        while next < FIRST_MARK && seen <= most {
            seen += 1;
            let sector = words(self.at(next)?);
            let Some((last, numbers)) = sector.split_last() else { break };
            listed.extend(numbers);
            next = *last;
        }
        for number in listed.into_iter().filter(|number| *number < FIRST_MARK).take(most) {
            let sector = words(self.at(number)?);
            self.table.extend(sector);
        }
        Ok(())
    }

    /// The bytes of a sector; the last one of a file may be short.
    fn at(&self, number: u32) -> Result<&'b [u8], WorkbookError> {
        let start = usize::try_from(number)
            .ok()
            .and_then(|number| number.checked_add(1)?.checked_mul(self.sector))
            .filter(|start| *start < self.bytes.len())
            .ok_or_else(|| damaged("it is cut short"))?;
        Ok(&self.bytes[start..(start + self.sector).min(self.bytes.len())])
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, WorkbookError> {
        let most = self.bytes.len() / self.sector + 1;
        let mut bytes = Vec::new();
        let (mut next, mut seen) = (start, 0);
        while next < FIRST_MARK && bytes.len() < size {
            seen += 1;
            if seen > most {
                return Err(damaged("its sectors run in a circle"));
            }
            bytes.extend_from_slice(self.at(next)?);
            next = step(&self.table, next);
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    /// Whether there is a stream of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the stream of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, WorkbookError> {
        let found = self.entries.iter().find(|e| e.kind == STREAM && e.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        if entry.size >= self.cutoff {
            return self.chain(entry.start, entry.size).map(Some);
        }
        let mut bytes = Vec::new();
        let mut next = entry.start;
        while next < FIRST_MARK && bytes.len() < entry.size {
            let start = usize::try_from(next).unwrap_or(usize::MAX).saturating_mul(self.mini_sector);
            let end = start.saturating_add(self.mini_sector).min(self.mini.len());
            let sector = self.mini.get(start..end).ok_or_else(|| damaged("a small stream is cut short"))?;
            // The size bounds the loop: every sector adds bytes.
            if sector.is_empty() {
                return Err(damaged("a small stream is cut short"));
            }
            bytes.extend_from_slice(sector);
            next = step(&self.mini_table, next);
        }
        bytes.truncate(entry.size);
        Ok(Some(bytes))
    }
}

impl Entry {
    fn read(bytes: &[u8; ENTRY]) -> Option<Self> {
        let length = usize::from(short(bytes, 64)?).clamp(2, 64) - 2;
        let units: Vec<u16> =
            bytes[..length].as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            kind: bytes[66],
            start: word(bytes, 116)?,
            // No file is larger than the lower half of the size says.
            size: usize::try_from(word(bytes, 120)?).ok()?,
        })
    }
}

fn step(table: &[u32], sector: u32) -> u32 {
    usize::try_from(sector).ok().and_then(|at| table.get(at)).copied().unwrap_or(FIRST_MARK)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect()
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

pub(super) fn damaged(detail: &str) -> WorkbookError {
    WorkbookError::DamagedFile { detail: detail.to_owned() }
}
