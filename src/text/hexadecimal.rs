//! Bytes as digits, as checksums are written.

/// The bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_two_digits() {
        assert_eq!(hexadecimal([0, 9, 10, 255]), "00090aff");
    }
}
