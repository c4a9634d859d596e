//! The weights: a row of [`DIMENSIONS`] signed bytes for each token that English text may have and one scale a row, read
//! where they lie.
//!
//! `scripts/quantise_model.py` writes the blob and describes its layout, and which tokens have no row. The header is checked
//! while compiling, so a blob that does not fit is a build that fails and no error at run time.

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
const VERSION: u32 = 2;

/// Fields of four bytes behind [`MAGIC`].
const FIELDS: usize = 4;

/// Tokens with rows, as many as there are up to the next run: the id of the first of them and its row, both of them `u16`,
/// little-endian.
type Run = [u8; 4];

/// A matrix in place: nothing of it is copied.
pub(super) struct Matrix {
    /// In rising order; the last has no tokens and ends the one before.
    runs: &'static [Run],
    /// One f32 a row, little-endian. The bytes may lie at any address, so they stay bytes.
    scales: &'static [[u8; 4]],
    rows: &'static [[u8; DIMENSIONS]],
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
        let (scales, rows) = rest.split_at(4 * ROWS);
        let (scales, _) = scales.as_chunks::<4>();
        let (rows, left) = rows.as_chunks::<DIMENSIONS>();
        assert!(rows.len() == ROWS && left.is_empty(), "model/embeddings.bin: cut short or too long");
        Self { runs, scales, rows }
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
        let Some(row) = self.row(token) else { return };
        let (Some(scale), Some(steps)) = (self.scales.get(row), self.rows.get(row)) else { return };
        let scale = f32::from_le_bytes(*scale);
        for (sum, step) in sum.iter_mut().zip(steps) {
            *sum += scale * f32::from(step.cast_signed());
        }
    }
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
        for (scale, steps) in MATRIX.scales.iter().zip(MATRIX.rows) {
            let scale = f32::from_le_bytes(*scale);
            assert!(scale.is_finite() && scale >= 0.0);
            let widest = steps.iter().map(|step| step.cast_signed().unsigned_abs()).max();
            assert_eq!(widest, Some(if scale == 0.0 { 0 } else { 127 }));
        }
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
