//! The rules, one a file: its code, its level, its text, and what it looks for.

mod alias_collision;
mod broken_link;
mod category_index;
mod conflicting_verdicts;
mod dangling_reference;
mod due_soon;
mod duplicate_wording;
mod empty_answer;
mod expired_evidence;
mod forbidden_phrase;
mod long_answer;
mod missing_evidence;
mod missing_number;
mod missing_owner;
mod missing_translation;
mod misspelt_control;
mod near_duplicate;
mod non_public_link;
mod non_public_words;
mod old_draft;
mod repeated_item;
mod stale_review;
mod trailing_blanks;
mod unknown_tag;
mod unsorted_items;
mod verdict_contradicts_text;

use super::rule::Rule;

/// Every rule, in the order of the document that explains them: what makes wrong answers first.
pub const RULES: &[&Rule] = &[
    &alias_collision::RULE,
    &conflicting_verdicts::RULE,
    &verdict_contradicts_text::RULE,
    &non_public_words::RULE,
    &non_public_link::RULE,
    &forbidden_phrase::RULE,
    &broken_link::RULE,
    &empty_answer::RULE,
    &stale_review::RULE,
    &expired_evidence::RULE,
    &due_soon::RULE,
    &old_draft::RULE,
    &near_duplicate::RULE,
    &dangling_reference::RULE,
    &missing_number::RULE,
    &missing_evidence::RULE,
    &missing_owner::RULE,
    &missing_translation::RULE,
    &long_answer::RULE,
    &unknown_tag::RULE,
    &misspelt_control::RULE,
    &category_index::RULE,
    &duplicate_wording::RULE,
    &repeated_item::RULE,
    &trailing_blanks::RULE,
    &unsorted_items::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_stand_once() {
        let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert!(
            codes.iter().all(|code| code.chars().all(|c| c == '-' || c.is_ascii_lowercase())),
            "{codes:?}"
        );
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn every_rule_says_what_it_finds_and_why() {
        for rule in RULES {
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.code);
            assert!(rule.doc.len() > 80 && rule.doc.ends_with('\n'), "{}", rule.code);
            // Nothing is both an option of the check and a rule of it.
            assert!(!["settings", "all"].contains(&rule.code));
        }
    }
}
