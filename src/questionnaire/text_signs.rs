//! What a single cell's text looks like: a question, an id, a ready answer, a heading, a link.
//!
//! Signs, not decisions: each function gives one independent piece of evidence and knows nothing of sheets or columns.
//! All comparisons are made on [`fold`]ed text, so accents and case never matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words;

/// A text that ends with a question mark is a question in any language.
pub(crate) const ASKED: f32 = 1.0;
/// A question word in front of a whole clause: forms often leave the mark out.
pub(crate) const INTERROGATIVE: f32 = 0.85;
/// "Describe …", "Provide …": a request to the reader, rarely anything else.
pub(crate) const REQUESTED: f32 = 0.8;
/// "The supplier shall …": a requirement to confirm; catalogues of controls use it too, hence less.
pub(crate) const REQUIRED: f32 = 0.7;
/// "Your organisation keeps …": put to the reader, but criteria under a question read the same.
pub(crate) const STATED: f32 = 0.6;
/// A whole sentence: could be a statement to confirm, could be guidance.
pub(crate) const SENTENCE: f32 = 0.4;
/// Several words without a verb that we know.
pub(crate) const PHRASE: f32 = 0.2;

/// Fewest words of a clause that a leading question word turns into a question; below it is a heading ("Has exceptions").
const CLAUSE_WORDS: usize = 4;
/// Fewest words of a request: "Describe backups" is two, "Provide" alone is a button.
const REQUEST_WORDS: usize = 2;
/// Fewest words of a sentence; shorter texts with a full stop are abbreviations and labels.
const SENTENCE_WORDS: usize = 6;
/// Two ideographs carry about what one spaced word does.
const IDEOGRAPHS_A_WORD: usize = 2;
/// Bytes of a text that signs look at: a question asks within its first sentences, a header or an id is far shorter, and
/// a cell of millions of characters costs no more than one of a page.
const SEEN_BYTES: usize = 4_096;
/// Longest text that can be an id; real ones stay below 20 characters.
const ID_CHARS: usize = 24;

/// Lower case without accents: `Réponse` becomes `reponse`, `Größe` becomes `grosse`.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) || is_kana_mark(*c)) {
        match c {
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '’' | '‘' | 'ʼ' => folded.push('\''),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The voicing marks of kana change the word (か, が), so they are no accents.
fn is_kana_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}')
}

/// The words of a folded text; apostrophes part words ("l'entreprise", "what's").
pub(crate) fn tokens(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect()
}

/// How many words a text has, ideographs counted by the pair.
pub(crate) fn word_count(text: &str) -> usize {
    let text = seen(text);
    let (mut spaced, mut ideographs, mut counted) = (0usize, 0usize, false);
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_whitespace() || byte == 0x0b {
                counted = false;
            } else if !counted && byte.is_ascii_alphanumeric() {
                counted = true;
                spaced += 1;
            }
        }
        return spaced;
    }
    for c in text.chars() {
        if is_ideograph(c) {
            counted = false;
            ideographs += 1;
        } else if c.is_whitespace() {
            counted = false;
        } else if !counted && c.is_alphanumeric() {
            counted = true;
            spaced += 1;
        }
    }
    spaced + ideographs.div_ceil(IDEOGRAPHS_A_WORD)
}

/// The part of a text that signs look at.
pub(crate) fn seen(text: &str) -> &str {
    within(text, SEEN_BYTES)
}

/// The first bytes of a text, no character cut.
pub(crate) fn within(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// All signs of a text, so that none is taken twice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextSign {
    pub(crate) words: usize,
    pub(crate) likeness: f32,
    pub(crate) asked: bool,
    pub(crate) id: bool,
    pub(crate) verdict: bool,
    pub(crate) type_code: bool,
    pub(crate) link: bool,
}

impl TextSign {
    /// Takes the signs.
    pub(crate) fn of(text: &str) -> Self {
        let words = word_count(text);
        // Neither verdicts nor type codes have more words; most texts need not be folded for them.
        let verdict = words <= 2 && is_verdict(text);
        Self {
            words,
            likeness: question_likeness(text),
            asked: is_asked(text),
            id: is_id(text),
            verdict,
            type_code: !verdict && words <= 3 && is_type_code(text),
            link: is_link(text),
        }
    }
}

/// Han, kana and hangul.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// How much a text reads like something to be answered, from 0 to 1.
pub(crate) fn question_likeness(text: &str) -> f32 {
    let text = strip_number(seen(text.trim()));
    let words = word_count(text);
    if words < REQUEST_WORDS || is_link(text) {
        return 0.0;
    }
    if is_asked(text) {
        return ASKED;
    }
    let folded = fold(text);
    let tokens = tokens(&folded);
    let ideographic = text.chars().any(is_ideograph);
    if ideographic && words::ASIAN_QUESTION_MARKS.iter().any(|mark| folded.contains(&fold(mark))) {
        return INTERROGATIVE;
    }
    let first = tokens.first().copied().unwrap_or_default();
    // "IS policies", "IT security": initials, not a verb.
    let initials = is_initials(text);
    if !initials && words >= CLAUSE_WORDS && words::INTERROGATIVES.contains(&first) {
        return INTERROGATIVE;
    }
    // "Name the tools" asks, "Name and title" is a label.
    let noun = first == "name" && !tokens.get(1).is_some_and(|t| words::NAMED.contains(t));
    if (!noun && words::IMPERATIVES.contains(&first))
        || tokens.iter().take(3).any(|t| words::PLEASE.contains(t))
    {
        return REQUESTED;
    }
    if words >= CLAUSE_WORDS
        && (tokens.iter().any(|t| words::MODALS.contains(t))
            || (ideographic && words::ASIAN_MODALS.iter().any(|m| folded.contains(&fold(m)))))
    {
        return REQUIRED;
    }
    if words >= CLAUSE_WORDS && second_person(&tokens) {
        return STATED;
    }
    if words >= SENTENCE_WORDS {
        return SENTENCE;
    }
    if words >= CLAUSE_WORDS { PHRASE } else { 0.0 }
}

/// Whether the text begins with a word of two capitals and is not written in capitals throughout.
fn is_initials(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let capital = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    words.next().is_some_and(|first| first.chars().count() == 2 && capital(first))
        && words.any(|word| !capital(word))
}

/// "Your organisation maintains …": a statement put to the reader.
fn second_person(tokens: &[&str]) -> bool {
    tokens.iter().take(2).any(|t| words::SECOND_PERSON.contains(t))
}

/// Whether a sentence of the text ends with a question mark, of any script.
pub(crate) fn is_asked(text: &str) -> bool {
    let text = seen(text);
    if text.is_ascii() && !text.as_bytes().contains(&b'?') {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.find(['?', '？', '؟']) {
        let after = rest[at..].chars().nth(1);
        // A mark inside an address (`page?id=1`) is followed by more of it.
        if after
            .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '»' | '*' | '\'' | '?' | '('))
            || is_ideograph(after.unwrap_or(' '))
        {
            return true;
        }
        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
        rest = &rest[at + width..];
    }
    text.starts_with('¿')
}

/// Whether the text addresses the one who is to answer: "your company", "the supplier".
pub(crate) fn addresses_supplier(text: &str) -> bool {
    let folded = fold(seen(text));
    tokens(&folded).iter().any(|t| words::SECOND_PERSON.contains(t) || words::SUPPLIER.contains(t))
        || words::ASIAN_SUPPLIER.iter().any(|w| folded.contains(&fold(w)))
}

/// Whether the text is an address on the web or in a mailbox and nothing else.
pub(crate) fn is_link(text: &str) -> bool {
    let text = seen(text.trim());
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.starts_with("www.") || (text.contains('@') && text.contains('.')))
}

/// Letters of an id in brackets that has no digit.
const LETTERED: usize = 4;

/// Whether the text is an id such as `A&A-01.1`, `4.2`, `Q12`, `GV.OC-01` or `(3)`.
pub(crate) fn is_id(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 2 * LONGEST_CODE {
        return false;
    }
    let core = text.trim_matches(['(', ')', '[', ']', '.', ':', '*', '#']);
    let count = core.chars().count();
    if count == 0 || count > ID_CHARS || core.matches(char::is_whitespace).count() > 1 || is_link(text) {
        return false;
    }
    // "[a]", "(iv)"
    let enclosed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    if enclosed && count <= LETTERED && core.chars().all(|c| c.is_ascii_lowercase()) {
        return true;
    }
    if !core.chars().any(|c| c.is_ascii_digit()) || core.contains(['%', '$', '€', '£', '@', '=']) {
        return false;
    }
    if core.chars().any(is_ideograph) || looks_like_date(core) {
        return false;
    }
    // Letters come in short runs and every run of digits is short: `VQ-001`, not `ISO27001:2022 certified`.
    let mut letters = 0usize;
    let mut digits = 0usize;
    for c in core.chars() {
        if c.is_alphabetic() {
            letters += 1;
            digits = 0;
        } else if c.is_ascii_digit() {
            digits += 1;
            letters = 0;
        } else if matches!(c, '.' | '-' | '_' | '&' | '/' | ':' | ' ' | '–' | '(' | ')' | '#') {
            letters = 0;
            digits = 0;
        } else {
            return false;
        }
        if letters > 12 || digits > 6 {
            return false;
        }
    }
    true
}

/// `2024-01-31`, `31.01.2024`, `1/31/24`, `00:00:00`.
fn looks_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.', ':']).collect();
    parts.len() == 3
        && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
        && (parts[0].len() == 4 || parts[2].len() == 4 || (text.contains(['/', ':']) && parts[2].len() == 2))
}

/// The id in front of a text that holds both, and where the text begins: `3.1.1 Limit …`, `Q4: Do you …`.
pub(crate) fn leading_id(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace)?;
    let (head, rest) = (&text[..end], text[end..].trim_start());
    let head_core = head.trim_end_matches(['.', ')', ':', '-']);
    let structured = head_core.contains(['.', '-']) || head.len() > head_core.len();
    let lettered = head_core.starts_with(|c: char| c.is_ascii_uppercase());
    if rest.is_empty() || !is_id(head_core) || !(structured || lettered) || head_core.len() > 14 {
        return None;
    }
    Some((head_core, rest.trim_start_matches(['-', '–', ':', ' '])))
}

/// Words from which a text that ends in a full stop is a sentence; "Misc." and "Org. security" are none.
const PROSE_LEAST: usize = 5;

/// Whether the text is prose: it ends as a sentence does, or one ends inside it. Names of sections never do.
pub(crate) fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '。', '！']) && !text.ends_with("...");
    let inside = text.split(". ").skip(1).any(|rest| rest.chars().next().is_some_and(char::is_uppercase));
    let long = word_count(text) >= PROSE_LEAST;
    long && (ends || (inside && leading_id(text).is_none())) || text.contains('。')
}

/// The text without a leading number, so that "1. Do you …" starts with "Do".
pub(crate) fn strip_number(text: &str) -> &str {
    leading_id(text).map_or(text, |(_, rest)| rest)
}

/// Bytes beyond which a text is no id, verdict or type code; the longest of them has half as many.
const LONGEST_CODE: usize = 64;

/// Whether a value is a ready-made short answer: yes, no, n/a, partial, in one of the languages.
pub(crate) fn is_verdict(text: &str) -> bool {
    if text.len() > LONGEST_CODE {
        return false;
    }
    let folded = fold(text.trim());
    let parts = tokens(&folded);
    match parts.as_slice() {
        [] => false,
        [one] => words::VERDICTS.contains(one),
        [a, b] => {
            let pair = format!("{a} {b}");
            words::VERDICT_PAIRS.contains(&pair.as_str())
        }
        _ => false,
    }
}

/// Whether a text looks like a type code (`TXT`, `YNANA`, `RESP01`, `free text`) rather than an answer.
pub(crate) fn is_type_code(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_CODE || is_verdict(text) {
        return false;
    }
    let code = text.chars().count() <= 12
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c == '-')
        && text.chars().filter(char::is_ascii_uppercase).count() >= 2;
    let folded = fold(text);
    code || words::TYPE_CODES.contains(&tokens(&folded).join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_known_in_twelve_languages() {
        for text in [
            "Do you encrypt backups?",
            "Is access reviewed at least yearly",
            "Describe your patch process",
            "Krypteras säkerhetskopior på separat nyckel",
            "Beskriv er process för incidenter",
            "Har leverandøren en beredskabsplan?",
            "Hvordan håndteres sårbarheter i tjenesten",
            "Welche Zertifizierungen liegen vor?",
            "Bitte beschreiben Sie das Verfahren",
            "Disposez-vous d'un plan de reprise",
            "¿Existe un plan de continuidad?",
            "A empresa possui política de acesso?",
            "Czy dane są szyfrowane",
            "Beschikt u over een incidentplan",
            "バックアップは暗号化されていますか",
            "是否定期进行渗透测试",
        ] {
            assert!(question_likeness(text) >= REQUESTED, "{text} {}", question_likeness(text));
        }
    }

    #[test]
    fn headings_links_and_names_are_no_questions() {
        for text in ["Access Control", "https://example.org/a?b=1", "Total", "Yes", "Incident handling", ""] {
            assert!(question_likeness(text) < SENTENCE, "{text}");
        }
    }

    #[test]
    fn requirements_count_less_than_questions() {
        let required = question_likeness("The supplier shall keep logs for one year");
        assert!(required > SENTENCE && required < ASKED);
    }

    #[test]
    fn ids_of_many_schemes_are_known() {
        for id in
            ["A&A-01.1", "4.2", "Q12", "GV.OC-01", "RG-PS-01", "1", "(3)", "A.5.1.1", "SM1", "VQ-001", "12a"]
        {
            assert!(is_id(id), "{id}");
        }
        for other in ["Yes", "2024-01-31", "12 %", "Access control", "a@b.se", "", "€12", "00:00:00"] {
            assert!(!is_id(other), "{other}");
        }
    }

    #[test]
    fn an_id_in_front_of_the_text_is_parted_from_it() {
        assert_eq!(leading_id("3.1.1 Limit access"), Some(("3.1.1", "Limit access")));
        assert_eq!(leading_id("Q4: Do you patch?"), Some(("Q4", "Do you patch?")));
        assert_eq!(leading_id("24 hour support offered?"), None);
        assert_eq!(leading_id("Do you patch?"), None);
    }

    #[test]
    fn type_codes_are_no_answers() {
        assert!(is_type_code("YNANA") && is_type_code("RESP01") && is_type_code("Free text"));
        assert!(
            !is_type_code("Yes") && !is_type_code("NO") && !is_type_code("N/A") && !is_type_code("Partially")
        );
    }
}
