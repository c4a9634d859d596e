//! Ids of controls that a row and an entry both bear: `CEK-03`, `A.8.16`.

use std::collections::BTreeSet;

/// The codes of controls in a text, without the part behind the control (`CEK-03.1` is a question about `CEK-3`). Bare
/// numbers are none: every form has a row 3.
pub(super) fn codes(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '&')))
        .filter_map(code)
        .collect()
}

fn code(word: &str) -> Option<String> {
    let word = word.trim_matches(['.', '-']);
    if let Some((family, number)) = word.split_once('-') {
        let letters = family.chars().filter(char::is_ascii_uppercase).count();
        let number = number.split('.').next().unwrap_or_default();
        let named = letters >= 2 && family.chars().all(|c| c.is_ascii_uppercase() || c == '&');
        let number: u16 = number.parse().ok()?;
        return named.then(|| format!("{family}-{number}"));
    }
    // Annex A of ISO/IEC 27001.
    let annex = word.strip_prefix("A.")?;
    let numbers = annex.split('.').map(|number| number.parse::<u8>().ok()).collect::<Option<Vec<u8>>>()?;
    (numbers.len() == 2).then(|| format!("A.{}.{}", numbers[0], numbers[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        codes(text).into_iter().collect()
    }

    #[test]
    fn a_control_is_known_by_its_code_however_it_is_written() {
        assert_eq!(of("CEK-03.1"), ["CEK-3"]);
        assert_eq!(of("CCM v4 CEK-03"), ["CEK-3"]);
        assert_eq!(of("A&A-02"), ["A&A-2"]);
        assert_eq!(of("ISO 27001:2022 A.8.16"), ["A.8.16"]);
    }

    #[test]
    fn numbers_words_and_ids_of_rows_are_no_control() {
        for text in ["3", "3.2.1", "Q-12x", "e-mail", "A.8", "A.8.1.2", "row-3", "-", ""] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }
}
