//! The weights: a row of [`DIMENSIONS`] signed bytes for each token and one scale a row, read where they lie.
//!
//! `scripts/quantise_model.py` writes the blob and describes its layout. The header is checked while compiling, so a blob
//! that does not fit is a build that fails and no error at run time.

/// Rows, a token each.
pub(super) const ROWS: usize = 29_528;

/// Numbers in a vector.
pub(super) const DIMENSIONS: usize = 256;

/// The blob as it is embedded.
pub(super) static BLOB: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/model/embeddings.bin"));

/// The weights that the binary carries.
pub(super) static MATRIX: Matrix = Matrix::parse(BLOB);

/// First bytes of the blob.
const MAGIC: [u8; 8] = *b"TFSTATIC";

/// The layout read here.
const VERSION: u32 = 1;

/// A matrix in place: nothing of it is copied.
pub(super) struct Matrix {
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
        let (header, rest) = rest.split_at(12);
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
        let (scales, rows) = rest.split_at(4 * ROWS);
        let (scales, _) = scales.as_chunks::<4>();
        let (rows, left) = rows.as_chunks::<DIMENSIONS>();
        assert!(rows.len() == ROWS && left.is_empty(), "model/embeddings.bin: cut short or too long");
        Self { scales, rows }
    }

    /// Adds the vector of a row to a sum; a row that does not exist adds nothing.
    pub(super) fn add(&self, row: u16, sum: &mut [f32; DIMENSIONS]) {
        let row = usize::from(row);
        let (Some(scale), Some(steps)) = (self.scales.get(row), self.rows.get(row)) else { return };
        let scale = f32::from_le_bytes(*scale);
        for (sum, step) in sum.iter_mut().zip(steps) {
            *sum += scale * f32::from(step.cast_signed());
        }
    }
}

#[cfg(test)]
mod tests {
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
    fn a_row_that_does_not_exist_adds_nothing() {
        let mut sum = [0.0; DIMENSIONS];
        MATRIX.add(u16::MAX, &mut sum);
        assert_eq!(sum, [0.0; DIMENSIONS]);
    }
}
