//! One form for texts that were typed in many ways.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// The text in Unicode NFKC with plain quotes, hyphens and single blanks; invisible characters removed.
///
/// Hard line breaks become blanks: in questionnaires they stand in mid-sentence.
pub fn normalise(text: &str) -> String {
    // Most texts are plain: nothing to compose, and the tables of Unicode need not be asked.
    if text.is_ascii() {
        return if is_collapsed(text) { text.to_owned() } else { collapse(text.chars()) };
    }
    collapse(text.nfkc())
}

/// Whether an ASCII text is in its normal form already, as every text is that was normalised before.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.starts_with(' ')
        && !text.ends_with(' ')
        && bytes.iter().all(|b| (0x20..0x7F).contains(b) && *b != b'`')
        && bytes.windows(2).all(|pair| pair != b"  ")
}

fn collapse(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' | '\u{201A}' | '\u{00B4}'
            | '`' => '\'',
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            // soft hyphen, zero-width characters, direction marks, byte order mark
            '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {
                continue;
            }
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
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
    let plain = normalise(text).to_lowercase();
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

/// Numbering and identifiers before a question: `3.2.1`, `(a)`, `Q12:`, `A&A-01.1 -`.
static NUMBERING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x-u)^\s*(?:
            \(?[0-9]{1,3}(?:\.[0-9]{1,3}){1,5}[.)\]:]?\s+
          | \(?[0-9]{1,3}[.)\]:]\s+
          | \(?[a-zA-Z][.)\]]\s+
          | \(?[ivxIVX]{1,5}[.)]\s+
          | (?:Section|Clause|Annex|Control|Item|Req(?:uirement)?|Avsnitt)\ ?[A-Z]?\.?[0-9]{1,3}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | [A-Z]\.[0-9]{1,3}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | (?:Q|Question|Fråga|Ref|Nr|No\.)[.\ ]?[0-9]{1,4}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | [A-Z][A-Z&]{1,6}-(?:[0-9]{1,3}(?:\.[0-9]{1,3})+|0[0-9]{1,2})[.):\ -]+\s*
          | [A-Z][A-Z&]{1,6}-[0-9]{1,3}(?:[.):]|\ -)\s+
          | (?:[-*>]|•|·)+\s+
        )+",
    )
    .ok()
});

/// The choices in brackets behind a question: `(Yes/No)`, `(ja/nej/delvis)`.
static CHOICES_BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)\s*\((?:y|yes|j|ja)
            (?:\s*[/|,]\s*(?:n|no|nej|n/?a|not\ applicable|partial|partially|partly|delvis|ej\ tillämpligt)){1,4}
          \)\s*[.?]?\s*$",
    )
    .ok()
});

/// What a form says to whoever fills it in: `(Check all that apply.)`, `Select one`.
static INSTRUCTION_BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)\s*\(?\b(?:please\s+)?(?:check|select|tick|mark|choose)\s+(?:all|any|one)
            (?:\s+(?:that|which)\s+appl(?:y|ies)|\s+options?|\s+of\s+the\s+following)?[.:]?\s*\)?[.:]?\s*$",
    )
    .ok()
});

/// The one who is asked, in the third person: `the supplier`, `your organisation`, `leverantören`.
static ADDRESSEE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)\bthe\s+(?:service\s+)?
            (?:supplier|vendor|provider|company|organi[sz]ation|tenderer|bidder|firm|csp)(?:'s)?\b
          |\byour\s+(?:company|organi[sz]ation|firm)(?:'s)?\b
          |^(?:supplier|vendor|provider)\b(?:\s+(?:shall|must|should|will|has|is))?
          |\b(?:leverantören|anbudsgivaren|entreprenören|er\s+organisation|ert\s+företag|ert\s+bolag)s?\b",
    )
    .ok()
});

/// A question without what stands around it: numbering, a trailing mark of obligation, shouting; whoever is asked is
/// `you` (`ni`).
///
/// Words stay as they are otherwise; what is politeness and what is content is decided on tokens.
pub fn canonical_question(text: &str) -> String {
    let bare = bare_question(text);
    match ADDRESSEE.as_ref() {
        Some(pattern) => pattern
            .replace_all(&bare, |hit: &regex::Captures<'_>| {
                let said = hit[0].to_lowercase();
                let verb = said
                    .split_whitespace()
                    .last()
                    .filter(|w| matches!(*w, "shall" | "must" | "should" | "will" | "has" | "is"));
                match verb {
                    Some(verb) => format!("you {verb}"),
                    None if said.starts_with("lev") || said.starts_with('a') || said.starts_with('e') => {
                        "ni".to_owned()
                    }
                    // "The supplier's access" is "your access", and not all access.
                    None if said.ends_with("'s") => "your".to_owned(),
                    None => "you".to_owned(),
                }
            })
            .into_owned(),
        None => bare,
    }
}

/// Links, and references in brackets that are made of a link or a short code: `([C4](https://…))`, `https://…`.
static LINKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?x) \s*\(\s*\[[^\]]{0,40}\]\(https?://[^)\s]*\)(?:\s*,\s*\[[^\]]{0,40}\]\(https?://[^)\s]*\))*\s*\) | \(https?://[^)\s]*\) | https?://\S+").ok()
});

/// Whether a text goes on with a unit, so that the number before it is a figure.
fn counts(rest: &str) -> bool {
    const UNITS: &[&str] = &[
        "percent", "per cent", "%", "hour", "day", "week", "month", "year", "minute", "gb", "tb", "procent",
    ];
    let rest = rest.trim_start().to_lowercase();
    UNITS.iter().any(|unit| rest.starts_with(unit))
}

/// A question in its own words, without numbering, links, choices behind it, and shouting.
pub fn bare_question(text: &str) -> String {
    let text = normalise(text);
    let text = match LINKS.as_ref() {
        Some(links) if text.contains("://") => links.replace_all(&text, "").into_owned(),
        _ => text,
    };
    let rest = match NUMBERING.as_ref().and_then(|r| r.find(&text)) {
        // "99.99 percent" begins with a figure and not with a number.
        Some(found) if found.end() < text.len() && !counts(&text[found.end()..]) => &text[found.end()..],
        _ => text.as_str(),
    };
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '"'));
    let rest = match INSTRUCTION_BEHIND.as_ref().and_then(|r| r.find(rest)) {
        Some(found) if found.start() > 0 => rest[..found.start()].trim_end(),
        _ => rest,
    };
    let rest = match CHOICES_BEHIND.as_ref().and_then(|r| r.find(rest)) {
        Some(found) if found.start() > 0 => rest[..found.start()].trim_end(),
        _ => rest,
    };
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = rest.chars().filter(|c| c.is_uppercase()).count();
    // A shouted sentence loses nothing in lower case; a short label in capitals may be an acronym.
    if letters > 20 && capitals * 10 > letters * 9 { rest.to_lowercase() } else { rest.to_owned() }
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
    fn what_a_form_says_to_whoever_fills_it_in_is_no_part_of_the_question() {
        for text in ["Is it? (Check all that apply.)", "Is it? Please select one", "Is it? (select any)"] {
            assert_eq!(canonical_question(text), "Is it?", "{text}");
        }
        assert_eq!(canonical_question("Which systems do you check?"), "Which systems do you check?");
    }

    #[test]
    fn numbering_in_front_of_a_question_is_no_part_of_it() {
        for numbered in
            ["3.2.1 Is it?", "(a) Is it?", "Q12: Is it?", "A&A-01.1 Is it?", "• Is it?", "12) Is it?"]
        {
            assert_eq!(canonical_question(numbered), "Is it?", "{numbered}");
        }
    }

    #[test]
    fn a_question_that_is_only_a_number_stays() {
        assert_eq!(canonical_question("27001"), "27001");
        assert_eq!(canonical_question("24 hour support?"), "24 hour support?");
    }

    #[test]
    fn links_and_the_references_they_stand_in_say_nothing_about_what_is_asked() {
        for linked in [
            "Are logs kept? ([C4](https://example.org/a#b))",
            "Are logs kept? ([C4](https://example.org/a), [C5](https://example.org/b))",
            "Are logs kept? https://example.org/a",
        ] {
            assert_eq!(canonical_question(linked).trim(), "Are logs kept?", "{linked}");
        }
        assert_eq!(canonical_question("Are logs kept (see [2])?"), "Are logs kept (see [2])?");
    }

    #[test]
    fn choices_in_brackets_behind_a_question_are_no_part_of_it() {
        for text in ["Are logs kept? (Yes/No)", "Are logs kept? (yes / no / n/a)", "Are logs kept (Y/N)"] {
            assert_eq!(canonical_question(text).trim_end_matches('?'), "Are logs kept", "{text}");
        }
        assert_eq!(canonical_question("Are logs kept (yes, in full)?"), "Are logs kept (yes, in full)?");
    }

    #[test]
    fn whoever_is_asked_is_you() {
        for text in [
            "The supplier shall log access.",
            "Vendor shall log access.",
            "Your organisation shall log access.",
        ] {
            assert_eq!(canonical_question(text), "you shall log access.", "{text}");
        }
        assert_eq!(canonical_question("Leverantören ska logga."), "ni ska logga.");
        assert_eq!(canonical_question("Do your vendors log access?"), "Do your vendors log access?");
    }

    #[test]
    fn shouting_is_lowered_and_acronyms_stay() {
        assert_eq!(
            canonical_question("DO YOU ENCRYPT ALL DATA AT REST?"),
            "do you encrypt all data at rest?"
        );
        assert_eq!(canonical_question("DDOS"), "DDOS");
    }

    #[test]
    fn folding_keeps_the_swedish_letters_and_drops_other_accents() {
        assert_eq!(fold("Réponse"), "reponse");
        assert_eq!(fold("FRÅGA"), "fråga");
    }
}
