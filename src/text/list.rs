//! Fixed lists of words, in one string each.
//!
//! A list of `&str` costs forty bytes a word in the binary before its first letter (a pointer, a length, and what the loader
//! has to know to set the pointer right), and looking a word up walks all of it. Here the words stand one behind the other,
//! with a table over them that is computed while compiling.

/// A slot that nothing stands in; the others hold the place of a word plus one.
const EMPTY: u8 = 0;

/// Declares a list: `static NAME: Words = words!["one", "two"];`. At most 254 words, none of them empty.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {{
        const LIST: &[&str] = &[$($word),+];
        static ENDS: [u16; LIST.len()] = $crate::text::list::ends(LIST);
        static SLOTS: [u8; $crate::text::list::size(LIST)] = $crate::text::list::slots(LIST);
        $crate::text::list::Words::new(concat!($($word),+), &ENDS, &SLOTS)
    }};
}
pub(crate) use words;

/// Declares a list of words with what each becomes: `static NAME: Pairs = pairs![("one", "first")];`.
macro_rules! pairs {
    ($(($key:literal, $value:literal)),+ $(,)?) => {
        $crate::text::list::Pairs::new(
            $crate::text::list::words![$($key),+],
            $crate::text::list::words![$($value),+],
        )
    };
}
pub(crate) use pairs;

/// A list of words in their order.
pub(crate) struct Words {
    text: &'static str,
    /// Where each word ends in the text.
    ends: &'static [u16],
    slots: &'static [u8],
}

impl Words {
    /// For [`words!`] alone.
    pub(crate) const fn new(text: &'static str, ends: &'static [u16], slots: &'static [u8]) -> Self {
        Self { text, ends, slots }
    }

    /// Whether a word stands in the list.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// Where a word first stands in the list.
    pub(crate) fn place(&self, word: &str) -> Option<usize> {
        let word = word.as_bytes();
        let mut slot = hash(word);
        loop {
            let place = usize::from(self.slots[slot & (self.slots.len() - 1)].checked_sub(EMPTY + 1)?);
            // As bytes: a slice of text would be checked for whole characters each time.
            let (start, end) = self.range(place);
            if end - start == word.len() && self.text.as_bytes()[start..end] == *word {
                return Some(place);
            }
            slot += 1;
        }
    }

    /// The words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        (0..self.ends.len()).map(|place| self.word(place))
    }

    fn word(&self, place: usize) -> &'static str {
        let (start, end) = self.range(place);
        &self.text[start..end]
    }

    /// Where a word begins and ends in the text.
    fn range(&self, place: usize) -> (usize, usize) {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        (usize::from(start), usize::from(self.ends[place]))
    }
}

/// Words, and what each becomes.
pub(crate) struct Pairs {
    keys: Words,
    values: Words,
}

impl Pairs {
    /// For [`pairs!`] alone.
    pub(crate) const fn new(keys: Words, values: Words) -> Self {
        Self { keys, values }
    }

    /// What a word becomes; `None` where it is not in the list.
    pub(crate) fn get(&self, word: &str) -> Option<&'static str> {
        self.keys.place(word).map(|place| self.values.word(place))
    }
}

/// Where the words of a list end, one behind the other.
pub(crate) const fn ends<const N: usize>(list: &[&str]) -> [u16; N] {
    let mut ends = [0; N];
    let (mut at, mut end) = (0, 0);
    while at < N {
        assert!(!list[at].is_empty(), "a word without a letter");
        end += list[at].len();
        assert!(end <= u16::MAX as usize, "the list is too long");
        ends[at] = end as u16;
        at += 1;
    }
    ends
}

/// Slots for a list: a power of two and at least four times as many as words, so that a word that is not there mostly meets
/// an empty one at once.
pub(crate) const fn size(list: &[&str]) -> usize {
    (4 * list.len()).next_power_of_two()
}

/// The table over a list.
pub(crate) const fn slots<const N: usize>(list: &[&str]) -> [u8; N] {
    assert!(list.len() < u8::MAX as usize, "a place would not fit a slot");
    let mut slots = [EMPTY; N];
    let mut at = 0;
    while at < list.len() {
        let mut slot = hash(list[at].as_bytes());
        while slots[slot & (N - 1)] != EMPTY {
            slot += 1;
        }
        slots[slot & (N - 1)] = at as u8 + 1;
        at += 1;
    }
    slots
}

/// Where in a table to look first: by first, middle and last byte and length, which few words share.
const fn hash(word: &[u8]) -> usize {
    /// 2^32 over the golden ratio: spreads the four bytes over the upper bits.
    const SPREAD: u32 = 0x9e37_79b1;
    let (first, last) = match word {
        [first, .., last] => (*first, *last),
        [only] => (*only, *only),
        [] => (0, 0),
    };
    let middle = if word.is_empty() { 0 } else { word[word.len() / 2] };
    let key = u32::from_le_bytes([first, middle, last, word.len() as u8]);
    (key.wrapping_mul(SPREAD) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: Words = words!["log", "å", "logs", "leg", "lag", "24/7", "log", "lug", "lig"];
    static BECOME: Pairs = pairs![("kept", "keep"), ("met", "meet"), ("put", "put")];

    #[test]
    fn every_word_is_found_at_its_first_place_and_no_other_text_is() {
        let all = ["log", "å", "logs", "leg", "lag", "24/7", "log", "lug", "lig"];
        assert!(LIST.iter().eq(all));
        for word in all {
            assert_eq!(LIST.place(word), all.iter().position(|w| *w == word), "{word}");
        }
        for other in ["", "l", "lo", "logg", "loglog", "7", "ä", "lxg", "24/6"] {
            assert!(!LIST.contains(other), "{other}");
        }
    }

    #[test]
    fn a_word_becomes_what_stands_beside_it() {
        assert_eq!(BECOME.get("met"), Some("meet"));
        assert_eq!(BECOME.get("meet"), None);
    }
}
