//! What the reference tokenizer makes of single characters: dropped, space, punctuation, ideograph, or part of a word.

use unicode_normalization::UnicodeNormalization;

use super::character_tables::{DROPPED, PUNCTUATION};

/// Ideographs, each of which is a word of its own (`_is_chinese_char` of BERT). Hangul and kana are not among them.
const IDEOGRAPHS: [(char, char); 8] = [
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{2a6df}'),
    ('\u{2a700}', '\u{2b73f}'),
    ('\u{2b740}', '\u{2b81f}'),
    ('\u{2b920}', '\u{2ceaf}'),
    ('\u{2f800}', '\u{2fa1f}'),
];

/// The characters of a text in lower case, without accents, control and format characters, and with spaces around
/// ideographs.
pub(super) fn normalized(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_dropped(*c))
        .flat_map(spaced)
        .nfd()
        .filter(|c| !is_dropped(*c)) // the accents that decomposition set free
        .flat_map(char::to_lowercase)
}

/// The same for a text that is all ASCII, where nothing decomposes.
pub(super) fn normalized_ascii(text: &str) -> impl Iterator<Item = char> {
    text.bytes().map(char::from).filter(|c| !is_dropped(*c)).map(|c| c.to_ascii_lowercase())
}

/// Whether a character is a word of its own.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { is_in(PUNCTUATION, c) } // no search for most characters
}

/// Whether a character leaves no trace.
fn is_dropped(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') } else { is_in(DROPPED, c) }
}

/// A character, with spaces around it if it is an ideograph. The spaces stand here because decomposition may turn an
/// ideograph of the compatibility block into one that the reference does not take for one.
fn spaced(c: char) -> impl Iterator<Item = char> {
    let ideograph = !c.is_ascii() && IDEOGRAPHS.iter().any(|(first, last)| (*first..=*last).contains(&c));
    let space = ideograph.then_some(' ');
    space.into_iter().chain([c]).chain(space)
}

/// Whether a table holds a character: its entries are where membership changes.
fn is_in(table: &[u32], c: char) -> bool {
    table.partition_point(|edge| *edge <= u32::from(c)) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(iterator: impl Iterator<Item = char>) -> String {
        iterator.collect()
    }

    #[test]
    fn the_tables_rise() {
        for table in [DROPPED, PUNCTUATION] {
            assert!(table.is_sorted_by(|one, next| one < next));
        }
    }

    #[test]
    fn the_short_ways_for_ascii_lead_where_the_tables_lead() {
        let all = text((0..128_u8).map(char::from));
        assert_eq!(text(normalized(&all)), text(normalized_ascii(&all)));
        for c in all.chars() {
            assert_eq!(is_in(PUNCTUATION, c), is_punctuation(c), "{c:?}");
            assert_eq!(is_in(DROPPED, c), is_dropped(c), "{c:?}");
        }
    }

    #[test]
    fn accents_go_whether_they_are_part_of_the_character_or_not() {
        assert_eq!(text(normalized("Ånge A\u{30a}nge ÉTÉ")), "ange ange ete");
    }

    #[test]
    fn zero_width_and_control_characters_go_and_spaces_stay() {
        assert_eq!(text(normalized("a\u{200b}b\u{7}c\u{ad}d\u{a0}e\u{fffd}é")), "abcd\u{a0}ee");
    }

    #[test]
    fn ideographs_stand_alone_and_kana_do_not() {
        assert_eq!(text(normalized("数据カナ")), " 数  据 カナ");
    }
}
