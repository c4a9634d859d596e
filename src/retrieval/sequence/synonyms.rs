//! Phrases of one meaning. A pair stands here only where the one can take the place of the other in every question.

/// Phrases with what they become; the longest is tried first.
const PHRASES: &[(&[&str], &[&str])] = &[
    (&["24", "hours", "a", "day"], &["24/7"]),
    (&["around", "the", "clock"], &["24/7"]),
    (&["round", "the", "clock"], &["24/7"]),
    (&["day", "and", "night"], &["24/7"]),
    (&["24", "x", "7"], &["24/7"]),
    (&["24x7"], &["24/7"]),
    (&["on", "a", "regular", "basis"], &["regularly"]),
    (&["prior", "to"], &["before"]),
    (&["as", "well", "as"], &["and"]),
    (&["malicious", "code"], &["malware"]),
    (&["malicious", "software"], &["malware"]),
];

/// The words with each phrase in its one form.
pub(super) fn even<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = PHRASES
            .iter()
            .filter(|(phrase, _)| words[at..].starts_with(phrase))
            .max_by_key(|(phrase, _)| phrase.len());
        let Some((phrase, meaning)) = phrase else {
            out.push(words[at]);
            at += 1;
            continue;
        };
        out.extend_from_slice(meaning);
        at += phrase.len();
    }
    out
}
