//! The weights: a row of [`DIMENSIONS`] steps for each token that English text may have and one scale a row, read where
//! they lie. A step is a signed number of eight bits at most, packed by blocks into as many bits as a block needs.
//!
//! `scripts/quantise_model.py` writes the blob and describes its layout, and which tokens have no row. The header is checked
//! while compiling, so a blob that does not fit is a build that fails and no error at run time.

use std::cell::RefCell;

use crate::text::{Map, map};

/// Tokens of the vocabulary.
pub(super) const TOKENS: usize = 29_528;

/// Tokens that have a row: the others are of scripts that English is not written in, or stand in no text at all.
const ROWS: usize = 28_057;

/// Numbers in a vector.
pub(super) const DIMENSIONS: usize = 256;

/// The blob as it is embedded.
pub(super) static BLOB: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/model/embeddings.bin"));

/// The weights that the binary carries.
pub(super) static MATRIX: Matrix = Matrix::parse(BLOB);

/// First bytes of the blob.
const MAGIC: [u8; 8] = *b"TFSTATIC";

/// The layout read here.
const VERSION: u32 = 3;

/// Fields of four bytes behind [`MAGIC`].
const FIELDS: usize = 4;

/// Tokens with rows, as many as there are up to the next run: the id of the first of them and its row, both of them `u16`,
/// little-endian.
type Run = [u8; 4];

/// Steps packed together.
const BLOCK: usize = 8;

/// Blocks of a row.
const BLOCKS: usize = DIMENSIONS / BLOCK;

/// Bits that tell the width of a block.
const FIELD: usize = 3;

/// Rows whose beginning is counted from one place.
const STRIDE: usize = 16;

/// How wide the blocks of a row are, a field each: bits a step, less one.
type Widths = [u8; FIELD * BLOCKS / 8];

/// The scale of a row, and its steps.
type Row = (f32, [i8; DIMENSIONS]);

thread_local! {
    /// The rows of tokens: texts repeat few words many times. All of them together would take 8 MB.
    static UNPACKED: RefCell<Map<u16, Option<Box<Row>>>> = RefCell::new(map());
}

/// A matrix in place: nothing of it is copied but the rows that texts have.
pub(super) struct Matrix {
    /// In rising order; the last has no tokens and ends the one before.
    runs: &'static [Run],
    /// One f32 a row, little-endian. The bytes may lie at any address, so they stay bytes.
    scales: &'static [[u8; 4]],
    widths: &'static [Widths],
    /// Where the steps of every [`STRIDE`]th row begin: u32, little-endian.
    starts: &'static [[u8; 4]],
    /// The steps, and eight bytes more.
    steps: &'static [u8],
}

impl Matrix {
    /// Reads the header and finds the parts; panics on a blob of another kind, which the compiler reports.
    const fn parse(blob: &'static [u8]) -> Self {
        let (magic, rest) = blob.split_at(MAGIC.len());
        let (magic, _) = magic.as_chunks::<8>();
        assert!(
            u64::from_le_bytes(magic[0]) == u64::from_le_bytes(MAGIC),
            "model/embeddings.bin: not a model"
        );
        let (header, rest) = rest.split_at(4 * FIELDS);
        let (fields, _) = header.as_chunks::<4>();
        assert!(u32::from_le_bytes(fields[0]) == VERSION, "model/embeddings.bin: another version");
        assert!(
            u32::from_le_bytes(fields[1]) as usize == ROWS,
            "model/embeddings.bin: another number of rows"
        );
        assert!(
            u32::from_le_bytes(fields[2]) as usize == DIMENSIONS,
            "model/embeddings.bin: other dimensions"
        );
        let (runs, rest) = rest.split_at(size_of::<Run>() * u32::from_le_bytes(fields[3]) as usize);
        let (runs, _) = runs.as_chunks();
        let (end, rows) = first_of(runs[runs.len() - 1]);
        assert!(end as usize == TOKENS && rows as usize == ROWS, "model/embeddings.bin: another vocabulary");
        let (scales, rest) = rest.split_at(4 * ROWS);
        let (scales, _) = scales.as_chunks();
        let (widths, rest) = rest.split_at(size_of::<Widths>() * ROWS);
        let (widths, _) = widths.as_chunks();
        let (starts, steps) = rest.split_at(4 * ROWS.div_ceil(STRIDE));
        let (starts, _) = starts.as_chunks();
        Self { runs, scales, widths, starts, steps }
    }

    /// The row of a token; `None` where it has none.
    fn row(&self, token: u16) -> Option<usize> {
        let next = self.runs.partition_point(|run| first_of(*run).0 <= token);
        let (first, row) = first_of(*self.runs.get(next.checked_sub(1)?)?);
        let row = row + (token - first);
        (row < first_of(*self.runs.get(next)?).1).then_some(usize::from(row))
    }

    /// Adds the vector of a token to a sum; a token without a row, or none at all, adds nothing.
    pub(super) fn add(&self, token: u16, sum: &mut [f32; DIMENSIONS]) {
        UNPACKED.with_borrow_mut(|known| {
            let unpacked = || self.row(token).and_then(|row| self.steps(row)).map(Box::new);
            let Some(row) = known.entry(token).or_insert_with(unpacked) else { return };
            let (scale, steps) = &**row;
            for (sum, step) in sum.iter_mut().zip(steps) {
                *sum += scale * f32::from(*step);
            }
        });
    }

    /// The scale of a row and its steps; `None` for a row that does not exist.
    fn steps(&self, row: usize) -> Option<Row> {
        let first = row / STRIDE * STRIDE;
        let start = u32::from_le_bytes(*self.starts.get(row / STRIDE)?) as usize;
        // Eight steps of a block take as many bytes as one has bits.
        let before: usize = self.widths.get(first..row)?.iter().map(|widths| length(*widths)).sum();
        let mut rest = self.steps.get(start + before..)?;
        let mut steps = [0; DIMENSIONS];
        let mut fields = fields(*self.widths.get(row)?);
        for block in steps.as_chunks_mut::<BLOCK>().0 {
            let width = width(fields);
            fields >>= FIELD;
            let packed = u64::from_le_bytes(*rest.first_chunk()?);
            rest = rest.get(width..)?;
            // A way of its own for each width: the shifts are constants there.
            *block = match width {
                1 => unpacked::<1>(packed),
                2 => unpacked::<2>(packed),
                3 => unpacked::<3>(packed),
                4 => unpacked::<4>(packed),
                5 => unpacked::<5>(packed),
                6 => unpacked::<6>(packed),
                7 => unpacked::<7>(packed),
                _ => unpacked::<8>(packed),
            };
        }
        Some((f32::from_le_bytes(*self.scales.get(row)?), steps))
    }
}

/// The steps of a block of so many bits a step.
fn unpacked<const WIDTH: usize>(packed: u64) -> [i8; BLOCK] {
    std::array::from_fn(|place| {
        // To the upper end of a byte and back, which copies the sign.
        let unused = i8::BITS as usize - WIDTH;
        let [low, ..] = (packed >> (WIDTH * place)).to_le_bytes();
        (low << unused).cast_signed() >> unused
    })
}

/// The fields of a row, the first block's lowest.
fn fields(widths: Widths) -> u128 {
    let mut bytes = [0; size_of::<u128>()];
    bytes[..widths.len()].copy_from_slice(&widths);
    u128::from_le_bytes(bytes)
}

/// Bits a step of the block whose field is lowest.
fn width(fields: u128) -> usize {
    (fields & ((1 << FIELD) - 1)) as usize + 1
}

/// Bytes of a row's steps: the sum of its widths, field by field in parallel, a bit of all of them at a time.
fn length(widths: Widths) -> usize {
    /// The lowest bit of every field.
    const LOWEST: u128 = {
        let (mut bits, mut block) = (0, 0);
        while block < BLOCKS {
            bits |= 1 << (FIELD * block);
            block += 1;
        }
        bits
    };
    let fields = fields(widths);
    let ones = |bit: usize| ((fields >> bit) & LOWEST).count_ones() as usize;
    BLOCKS + ones(0) + 2 * ones(1) + 4 * ones(2)
}

/// The id of the first token of a run, and its row.
const fn first_of(run: Run) -> (u16, u16) {
    (u16::from_le_bytes([run[0], run[1]]), u16::from_le_bytes([run[2], run[3]]))
}

#[cfg(test)]
mod tests {
    use super::super::characters::is_punctuation;
    use super::super::vocabulary::TEXT;
    use super::*;

    #[test]
    fn each_row_has_a_scale_that_is_a_number_and_reaches_the_end_of_its_range() {
        for row in 0..ROWS {
            let (scale, steps) = MATRIX.steps(row).expect("a row");
            assert!(scale.is_finite() && scale >= 0.0);
            let widest = steps.iter().map(|step| step.unsigned_abs()).max();
            assert_eq!(widest, Some(if scale == 0.0 { 0 } else { 127 }), "row {row}");
        }
    }

    #[test]
    fn rows_stand_one_behind_the_other_and_eight_bytes_follow_the_last() {
        let mut end = 0;
        for (row, widths) in MATRIX.widths.iter().enumerate() {
            if row % STRIDE == 0 {
                assert_eq!(u32::from_le_bytes(MATRIX.starts[row / STRIDE]) as usize, end);
            }
            end += length(*widths);
        }
        assert_eq!(MATRIX.steps[end..], [0; 8]);
        assert!(MATRIX.steps(ROWS).is_none());
    }

    #[test]
    fn rows_are_counted_up_over_the_tokens_that_have_one() {
        let rows: Vec<usize> = (0..=u16::MAX).filter_map(|token| MATRIX.row(token)).collect();
        assert!(rows.iter().copied().eq(0..ROWS), "{} rows", rows.len());
    }

    #[test]
    fn a_token_in_latin_or_greek_letters_in_figures_or_signs_has_a_row_and_one_of_another_script_has_none() {
        for (token, line) in (0..).zip(TEXT.lines()) {
            let inside = line.strip_prefix("##").filter(|piece| !piece.is_empty());
            let never = inside.is_some_and(|piece| piece.chars().any(is_punctuation));
            let foreign = line.contains(|c: char| matches!(c, '\u{400}'..'\u{1e00}' | '\u{2c00}'..));
            assert_eq!(MATRIX.row(token).is_none(), never || foreign, "{line}");
        }
    }

    #[test]
    fn a_token_that_does_not_exist_adds_nothing() {
        let mut sum = [0.0; DIMENSIONS];
        MATRIX.add(u16::MAX, &mut sum);
        assert_eq!(sum, [0.0; DIMENSIONS]);
    }
}
