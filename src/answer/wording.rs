//! The words of an answer: verdict first where a yes or no was asked, never twice.

use crate::knowledge::Verdict;
use crate::text::Language;
use crate::text::pattern::{Pattern, patterns};

patterns! {
    /// A verdict at the start of a text, as a sentence of its own or before a comma.
    static LEADING = Pattern::new(
        r"(?i)^(?:yes|no|partly|partially|in part|not applicable|ja|nej|delvis|ej tillämpligt)\s*[.,:;!–-]+\s+",
        &[],
    );
}

/// The verdict as a word in a language.
pub fn verdict_word(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (Verdict::Yes, Language::Swedish) => "Ja",
        (Verdict::No, Language::Swedish) => "Nej",
        (Verdict::Partial, Language::Swedish) => "Delvis",
        (Verdict::NotApplicable, Language::Swedish) => "Ej tillämpligt",
        (Verdict::Yes, _) => "Yes",
        (Verdict::No, _) => "No",
        (Verdict::Partial, _) => "Partly",
        (Verdict::NotApplicable, _) => "Not applicable",
    }
}

/// The verdict that a text begins with, as a sentence of its own or before a comma; `None` where it begins with none.
pub fn leading_verdict(text: &str) -> Option<Verdict> {
    /// Verdicts of two words, which a text may consist of.
    const ALONE: [&str; 3] = ["in part", "not applicable", "ej tillämpligt"];
    let text = text.trim_start();
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let said = match LEADING.find(text) {
        Some(found) => &text[..found.end],
        // "Yes we do"; "No data leaves Sweden" says no such thing.
        None if bare.contains(' ') && !ALONE.contains(&bare.to_lowercase().as_str()) => {
            bare.split(' ').next().filter(|word| ["yes", "ja"].contains(&word.to_lowercase().as_str()))?
        }
        None => bare,
    };
    match said.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str() {
        "yes" | "ja" => Some(Verdict::Yes),
        "no" | "nej" => Some(Verdict::No),
        "partly" | "partially" | "in part" | "delvis" => Some(Verdict::Partial),
        "not applicable" | "ej tillämpligt" => Some(Verdict::NotApplicable),
        _ => None,
    }
}

/// The text without the verdict that it may start with; its first letter is a capital.
pub fn narrative(text: &str) -> String {
    let rest = match LEADING.find(text) {
        Some(found) if found.end < text.len() => &text[found.end..],
        _ => text,
    };
    let mut chars = rest.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Verdict and narrative in one text.
pub(super) fn with_verdict(verdict: Option<Verdict>, language: Language, text: &str) -> String {
    match verdict {
        Some(verdict) => format!("{}. {}", verdict_word(verdict, language), narrative(text)),
        None => narrative(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_starts_with_the_verdict_is_not_doubled() {
        assert_eq!(with_verdict(Some(Verdict::Yes), Language::English, "Yes. All disks."), "Yes. All disks.");
        assert_eq!(
            with_verdict(Some(Verdict::Yes), Language::Swedish, "Ja, alla diskar."),
            "Ja. Alla diskar."
        );
    }

    #[test]
    fn a_negated_wording_gets_its_own_verdict_before_the_same_text() {
        assert_eq!(
            with_verdict(Some(Verdict::No), Language::English, "Yes. All disks are encrypted."),
            "No. All disks are encrypted."
        );
    }

    #[test]
    fn the_verdict_that_a_text_begins_with_is_read() {
        for (text, said) in [
            ("Yes. All disks.", Some(Verdict::Yes)),
            ("Ja", Some(Verdict::Yes)),
            ("Yes we do.", Some(Verdict::Yes)),
            ("Nej, inte än.", Some(Verdict::No)),
            ("Partly: backups only.", Some(Verdict::Partial)),
            ("Not applicable.", Some(Verdict::NotApplicable)),
            ("No data leaves Sweden.", None),
            ("Delvis, på servrar.", Some(Verdict::Partial)),
            ("Yesterday.", None),
            ("Nothing.", None),
            ("", None),
        ] {
            assert_eq!(leading_verdict(text), said, "{text}");
        }
    }

    #[test]
    fn a_word_that_only_begins_like_a_verdict_stays() {
        assert_eq!(narrative("Nothing leaves Sweden."), "Nothing leaves Sweden.");
        assert_eq!(narrative("No data leaves Sweden."), "No data leaves Sweden.");
    }
}
