//! The word pieces, and the longest of them that a word begins with.
//!
//! The text is embedded as it is, and the table over it is computed while compiling: a start has nothing to build. (Built
//! on first use it cost 0.8 ms of every start; computing it costs the compiler some two seconds, once.) The table holds
//! no strings: a slot is a row, and the line itself is compared where its length agrees.

use super::matrix::TOKENS;

/// The word pieces, a line each, in the order of their rows.
pub(super) static TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/model/vocabulary.txt"));

/// The vocabulary that the binary carries.
pub(super) static VOCABULARY: Vocabulary = Vocabulary::of(TEXT);

/// How a line of a piece that continues a word begins.
const CONTINUATION: &str = "##";

/// As far as the hashes of a word's beginnings are taken. The longest piece has 18 bytes.
const LONGEST: usize = 24;

/// Bits of a place in the table: 65,536 slots for fewer than 30,000 lines, so that chains stay short.
const SLOT_BITS: u32 = 16;

/// Places in the table.
const SLOTS: usize = 1 << SLOT_BITS;

/// A slot that nothing stands in; the others hold the row plus one.
const EMPTY: u16 = 0;

/// Lines whose beginning is counted from one place: half as many would make the table no smaller that counts.
const BLOCK: usize = 32;

/// Where in a word a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At its beginning.
    Start,
    /// After another piece.
    Inside,
}

impl Place {
    /// What the lines of such pieces begin with.
    const fn prefix(self) -> &'static [u8] {
        match self {
            Self::Start => b"",
            Self::Inside => CONTINUATION.as_bytes(),
        }
    }
}

/// Lines and the table that finds them.
pub(super) struct Vocabulary {
    text: &'static str,
    /// Bytes of each line, its end aside.
    lengths: [u8; TOKENS],
    /// Where the first line of each block begins.
    blocks: [u32; TOKENS.div_ceil(BLOCK)],
    slots: [u16; SLOTS],
}

impl Vocabulary {
    /// Reads the lines of a text, each of which ends.
    const fn of(text: &'static str) -> Self {
        const { assert!(TOKENS < u16::MAX as usize, "a row would not fit a slot") };
        let mut lengths = [0; TOKENS];
        let mut blocks = [0; TOKENS.div_ceil(BLOCK)];
        let mut slots = [EMPTY; SLOTS];
        let bytes = text.as_bytes();
        let mut hash = Hash::EMPTY;
        let (mut row, mut start, mut at) = (0, 0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if byte != b'\n' {
                hash = hash.with(byte);
                continue;
            }
            if row % BLOCK == 0 {
                blocks[row / BLOCK] = start as u32;
            }
            assert!(at - start - 1 <= u8::MAX as usize, "model/vocabulary.txt: a line is too long");
            lengths[row] = (at - start - 1) as u8;
            start = at;
            row += 1;
            let mut slot = hash.slot();
            while slots[slot] != EMPTY {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = row as u16;
            hash = Hash::EMPTY;
        }
        assert!(row == TOKENS, "model/vocabulary.txt: not as many lines as there are tokens");
        Self { text, lengths, blocks, slots }
    }

    /// The longest piece for a place that some bytes begin with: its row and its length.
    pub(super) fn longest(&self, place: Place, bytes: &[u8]) -> Option<(u16, usize)> {
        let mut hashes = [Hash::EMPTY; LONGEST];
        let mut hash = Hash::of(place.prefix());
        for (kept, byte) in hashes.iter_mut().zip(bytes) {
            hash = hash.with(*byte);
            *kept = hash;
        }
        // A line is whole characters, so a beginning that ends within one is never found.
        (1..=bytes.len().min(LONGEST))
            .rev()
            .find_map(|length| Some((self.row(hashes[length - 1], place, &bytes[..length])?, length)))
    }

    /// The row of a piece, whose hash is known.
    fn row(&self, hash: Hash, place: Place, piece: &[u8]) -> Option<u16> {
        let prefix = place.prefix();
        let mut slot = hash.slot();
        loop {
            let entry = self.slots[slot];
            if entry == EMPTY {
                return None;
            }
            let row = entry - 1;
            let agrees = usize::from(self.lengths[usize::from(row)]) == prefix.len() + piece.len();
            if agrees && self.token(row).as_bytes().strip_prefix(prefix) == Some(piece) {
                return Some(row);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The line of a row; nothing for a row that does not exist.
    pub(super) fn token(&self, row: u16) -> &'static str {
        let row = usize::from(row);
        let Some(length) = self.lengths.get(row) else { return "" };
        let first = row / BLOCK * BLOCK;
        // Each line before it in the block, with its end.
        let before: usize = self.lengths[first..row].iter().map(|length| usize::from(*length) + 1).sum();
        let start = self.blocks[row / BLOCK] as usize + before;
        &self.text[start..start + usize::from(*length)]
    }
}

/// FNV-1a over the bytes of a line: a byte is one step, so the beginnings of a word are all hashed in one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hash(u32);

impl Hash {
    /// The offset basis of FNV-1a.
    const EMPTY: Self = Self(0x811c_9dc5);
    /// Its prime.
    const PRIME: u32 = 0x0100_0193;
    /// 2^32 over the golden ratio: spreads what FNV leaves in the lower bits.
    const SPREAD: u32 = 0x9e37_79b1;

    /// The hash of some bytes.
    fn of(bytes: &[u8]) -> Self {
        bytes.iter().fold(Self::EMPTY, |hash, byte| hash.with(*byte))
    }

    /// The hash with one more byte.
    const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(Self::PRIME))
    }

    /// Where in the table to look first.
    const fn slot(self) -> usize {
        (self.0.wrapping_mul(Self::SPREAD) >> (u32::BITS - SLOT_BITS)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_at_its_own_row() {
        for (row, line) in (0..).zip(TEXT.lines()) {
            let (place, piece) = match line.strip_prefix(CONTINUATION) {
                Some(piece) if !piece.is_empty() => (Place::Inside, piece),
                _ => (Place::Start, line),
            };
            assert_eq!(VOCABULARY.longest(place, piece.as_bytes()), Some((row, piece.len())), "{line}");
            assert_eq!(VOCABULARY.token(row), line);
        }
    }

    #[test]
    fn no_line_is_longer_than_the_hashes_reach_and_none_ends_in_a_carriage_return() {
        assert!(TEXT.lines().all(|line| line.len() <= LONGEST));
        assert!(TEXT.ends_with('\n') && !TEXT.contains('\r'));
    }

    #[test]
    fn the_longest_piece_wins_and_a_piece_counts_for_its_place_only() {
        let found = |place, word: &str| {
            VOCABULARY.longest(place, word.as_bytes()).map(|(row, _)| VOCABULARY.token(row))
        };
        assert_eq!(found(Place::Start, "encryptions"), Some("encryption"));
        assert_eq!(found(Place::Inside, "ation"), Some("##ation"));
        assert_eq!(found(Place::Start, "\u{1f9ff}"), None);
    }

    #[test]
    fn a_row_that_does_not_exist_has_no_token() {
        assert_eq!(VOCABULARY.token(u16::MAX), "");
    }
}
