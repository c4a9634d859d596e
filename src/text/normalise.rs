//! One form for texts that were typed in many ways.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The text in Unicode NFKC with plain quotes, hyphens and single blanks; invisible characters removed.
///
/// Hard line breaks become blanks: in questionnaires they stand in mid-sentence.
pub fn normalise(text: &str) -> String {
    normal(text).into_owned()
}

/// The same without a copy of a text that is in its normal form already, as every text is that was normalised before.
pub(crate) fn normal(text: &str) -> Cow<'_, str> {
    // Most texts are plain: nothing to compose, and the tables of Unicode need not be asked.
    let composed = text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    match (composed, is_collapsed(text)) {
        (true, true) => Cow::Borrowed(text),
        (true, false) => Cow::Owned(collapse(text.chars())),
        (false, _) => Cow::Owned(collapse(text.nfkc())),
    }
}

/// Whether nothing of a text would be collapsed.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out in the middle these two passes take sixteen bytes a step.
    let odd = bytes.iter().fold(false, |odd, b| odd | (*b < 0x20) | (*b == 0x7F) | (*b == b'`'));
    let blanks = bytes.iter().zip(bytes.iter().skip(1));
    let double = blanks.fold(false, |double, (a, b)| double | ((*a == b' ') & (*b == b' ')));
    !odd && !double
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || plain(c) == Some(c)))
}

/// What becomes of a character: itself, a plainer one, or nothing.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' | '\u{201A}' | '\u{00B4}' | '`' => {
            '\''
        }
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // soft hyphen, zero-width characters, direction marks, byte order mark
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {
            return None;
        }
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    })
}

fn collapse(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        let Some(c) = plain(c) else { continue };
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Lower case without accents on Latin letters other than å, ä and ö, for comparing header words and choices.
pub fn fold(text: &str) -> String {
    let plain = normal(text).to_lowercase();
    if plain.is_ascii() {
        return plain;
    }
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if matches!(c, 'å' | 'ä' | 'ö') {
            out.push(c);
        } else {
            out.extend(c.nfd().filter(|d| !unicode_normalization::char::is_combining_mark(*d)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_odd_blanks_and_invisible_marks_vanish() {
        assert_eq!(
            normalise("Is data\r\n  en\u{ad}crypted\u{a0}at\u{200b} rest?"),
            "Is data encrypted at rest?"
        );
        assert_eq!(normalise("customer\u{2019}s \u{201c}data\u{201d}"), "customer's \"data\"");
    }

    #[test]
    fn a_text_in_its_normal_form_is_left_as_it_is() {
        for text in
            ["Is it?", "Är data krypterad?", "A – B", "fi", "e\u{301}", " a", "a ", "a  b", "a`b", "", "数据"]
        {
            let whole = collapse(text.nfkc());
            assert_eq!(normal(text), whole, "{text:?}");
            assert!(matches!(normal(&whole), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn folding_keeps_the_swedish_letters_and_drops_other_accents() {
        assert_eq!(fold("Réponse"), "reponse");
        assert_eq!(fold("FRÅGA"), "fråga");
    }
}
