//! Many short strings looked for in a text at once.

use std::ops::ControlFlow;

/// Strings that share a bit are told apart by looking; this many bits keep the tables small.
const BITS: usize = 32;

/// A set of strings, with tables of their first two bytes: most places of a text begin none, which two look-ups tell.
pub(crate) struct Signs {
    list: &'static [&'static str],
    first: [u32; 256],
    second: [u32; 256],
}

impl Signs {
    /// Strings in lower case, of two bytes or more. ASCII capitals of a text count as their small letters.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        let (mut first, mut second) = ([0_u32; 256], [0_u32; 256]);
        let mut at = 0;
        while at < list.len() {
            let (bytes, bit) = (list[at].as_bytes(), 1_u32 << (at % BITS));
            first[bytes[0] as usize] |= bit;
            first[bytes[0].to_ascii_uppercase() as usize] |= bit;
            second[bytes[1] as usize] |= bit;
            second[bytes[1].to_ascii_uppercase() as usize] |= bit;
            at += 1;
        }
        Self { list, first, second }
    }

    /// The strings.
    pub(crate) fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// Whether a text holds one of them.
    pub(crate) fn any(&self, text: &str) -> bool {
        let mut found = false;
        self.each(text, |_| {
            found = true;
            ControlFlow::Break(())
        });
        found
    }

    /// Calls with the place in the list of each that stands in a text, as often as it stands there, until told to stop.
    pub(crate) fn each(&self, text: &str, mut call: impl FnMut(usize) -> ControlFlow<()>) {
        let text = text.as_bytes();
        for (at, pair) in text.windows(2).enumerate() {
            let mut bits = self.first[usize::from(pair[0])] & self.second[usize::from(pair[1])];
            while bits != 0 {
                let bit = bits.trailing_zeros() as usize;
                bits &= bits - 1;
                for place in (bit..self.list.len()).step_by(BITS) {
                    let sign = self.list[place].as_bytes();
                    let here = text[at..].get(..sign.len());
                    if here.is_some_and(|here| here.eq_ignore_ascii_case(sign)) && call(place).is_break() {
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_is_found_wherever_it_stands() {
        static SIGNS: Signs = Signs::new(&["log", "logg", "ög", "g i", "2fa"]);
        let found = |text: &str| {
            let mut found = Vec::new();
            SIGNS.each(text, |at| {
                found.push(SIGNS.list()[at]);
                ControlFlow::Continue(())
            });
            found
        };
        assert_eq!(found("LOGGAR 2FA"), ["log", "logg", "2fa"]);
        assert_eq!(found("hög inlogg i"), ["ög", "g i", "log", "logg", "g i"]);
        assert!(!SIGNS.any("lo") && !SIGNS.any("") && SIGNS.any("lög"));
    }
}
