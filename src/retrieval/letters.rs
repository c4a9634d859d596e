//! Overlap of letter pairs (Sørensen–Dice over bigrams, as `strsim` counts it), with the pairs of a text made once: a
//! question is compared with thirty wordings.

/// The letter pairs of a text without blanks, sorted, each as often as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let letters: Vec<char> = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: Vec<u64> = letters
            .windows(2)
            .map(|pair| (u64::from(u32::from(pair[0])) << 32) | u64::from(u32::from(pair[1])))
            .collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The overlap, 0 to 1; 0 where a text has no pair.
    pub(super) fn dice(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut shared) = (0, 0, 0usize);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overlap_is_the_librarys() {
        for (a, b) in [
            ("Is data encrypted?", "Are data encrypted"),
            ("night", "nacht"),
            ("aaaa", "aa"),
            ("kryptering", "krypterad"),
        ] {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            assert!(
                (Pairs::of(&a).dice(&Pairs::of(&b)) - strsim::sorensen_dice(&a, &b)).abs() < 1e-12,
                "{a} {b}"
            );
        }
    }
}
