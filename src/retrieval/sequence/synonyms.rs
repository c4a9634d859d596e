//! Words and phrases of one meaning in a security questionnaire. A pair stands here only where the one can take the
//! place of the other in every question; "data" and "information", or "authentication" and "authorisation", cannot.

/// Phrases with what they become; the longest is tried first.
const PHRASES: &[(&[&str], &[&str])] = &[
    (&["24", "hours", "a", "day"], &["24/7"]),
    (&["twenty", "four", "hours", "a", "day"], &["24/7"]),
    (&["around", "the", "clock"], &["24/7"]),
    (&["round", "the", "clock"], &["24/7"]),
    (&["day", "and", "night"], &["24/7"]),
    (&["24", "x", "7"], &["24/7"]),
    (&["24", "7"], &["24/7"]),
    (&["24x7"], &["24/7"]),
    (&["24h"], &["24/7"]),
    (&["on", "a", "regular", "basis"], &["regularly"]),
    (&["on", "an", "ongoing", "basis"], &["continuously"]),
    (&["prior", "to"], &["before"]),
    (&["as", "well", "as"], &["and"]),
    (&["carry", "out"], &["perform"]),
    (&["carried", "out"], &["performed"]),
    (&["for", "example"], &["such", "as"]),
    (&["for", "instance"], &["such", "as"]),
    (&["e.g"], &["such", "as"]),
    (&["when", "it", "comes", "to"], &["regarding"]),
    (&["with", "regard", "to"], &["regarding"]),
    (&["with", "regards", "to"], &["regarding"]),
    (&["with", "respect", "to"], &["regarding"]),
    (&["concerning"], &["regarding"]),
    (&["malicious", "code"], &["malware"]),
    (&["malicious", "software"], &["malware"]),
    (&["u.s", "cloud"], &["us", "cloud"]),
    (&["personal", "information"], &["personal", "data"]),
    (&["how", "do", "you"], &["how", "you"]),
    (&["take", "place"], &["performed"]),
    (&["takes", "place"], &["performed"]),
    (&["in", "place"], &[]),
    (&["within", "you"], &[]),
    (&["by", "you"], &[]),
    (&["plan", "ahead"], &["plan"]),
    (&["kept", "apart"], &["separated"]),
    (&["keep", "apart"], &["separate"]),
];

/// Single words, all forms that occur.
const WORDS: &[(&[&str], &str)] = &[
    (&["client", "clients"], "customer"),
    (&["supplier", "suppliers", "vendors"], "vendor"),
    (&["employee", "employees", "personnel"], "staff"),
    (&["retain", "retains", "retained"], "kept"),
    (&["keep", "keeps"], "kept"),
    (&["utilise", "utilize", "utilised", "utilized"], "use"),
    (&["isolate", "isolates", "isolated", "segregate", "segregates", "segregated"], "separated"),
    (&["safeguard", "safeguards", "safeguarded"], "protect"),
    (&["notice", "noticed"], "detect"),
    (&["designed"], "built"),
    (&["ourselves", "themselves", "itself", "yourself", "yourselves"], "self"),
];

/// The words with each phrase and word in its one form.
pub(super) fn even<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = PHRASES
            .iter()
            .filter(|(phrase, _)| words[at..].starts_with(phrase))
            .max_by_key(|(phrase, _)| phrase.len());
        if let Some((phrase, meaning)) = phrase {
            out.extend_from_slice(meaning);
            at += phrase.len();
            continue;
        }
        let word = words[at];
        let meaning = WORDS.iter().find(|(forms, _)| forms.contains(&word)).map(|(_, meaning)| *meaning);
        out.push(meaning.unwrap_or(word));
        at += 1;
    }
    out
}
