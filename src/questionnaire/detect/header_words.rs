//! What a header cell says about its column.
//!
//! Only the words are judged here; whether a row is a header at all, and whether the column below agrees, is decided
//! in `candidates` and `columns`. The lists are folded words of twelve languages, never captions of one form.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::super::text_signs::{fold, is_ideograph, tokens};
use super::vocabulary::{self, Entry};

/// What a column is for, as its header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// The question, requirement or item to answer.
    Question,
    /// Where the answer goes.
    Answer,
    /// Where the explanation of the answer goes.
    Comment,
    /// The number or code of the question.
    Id,
    /// The chapter the question stands in.
    Section,
    /// Help for the one who answers.
    Guidance,
    /// Belongs to the customer: analyst notes, scores, weights.
    Reviewer,
    /// Tells which rows are to be assessed.
    Assessable,
    /// Describes the question (answer type, priority, mandatory); never filled by the supplier.
    Property,
    /// A header of another kind of table: price, owner, likelihood, source and target.
    Foreign,
}

/// A role and how sure the words are of it, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeaderSign {
    pub(crate) role: Role,
    pub(crate) strength: f32,
}

/// Longest header worth reading; beyond it stands a paragraph. Real ones with instructions in brackets reach 120.
const HEADER_CHARS: usize = 160;
/// Most words of a header without brackets; more make a sentence.
const HEADER_WORDS: usize = 12;
/// What a word keeps of its weight in a header that says much else: half, so that an exact header always wins.
const BURIED: f32 = 0.5;
/// Words in brackets explain the header; they count, but less than the header itself.
const BRACKETED: f32 = 0.8;
/// A header that lists answers ("Yes / No / N/A") hardly ever stands over anything but answers.
const LISTS_ANSWERS: f32 = 0.95;
/// Most words of a header that lists answers; longer ones are questions that mention yes and no.
const LISTING_WORDS: usize = 9;

/// What the header says, or `None` where it has no word of the vocabulary.
pub(crate) fn header_sign(text: &str) -> Option<HeaderSign> {
    let text = text.trim();
    if text.is_empty() || text.len() > HEADER_CHARS * 4 || text.chars().count() > HEADER_CHARS {
        return None;
    }
    if let Some(sign) = symbol(text) {
        return Some(sign);
    }
    if text.contains(['☐', '☑', '☒', '□', '⬜', '◻']) || text.contains("[ ]") {
        return None;
    }
    if lists_codes(text) {
        return Some(HeaderSign { role: Role::Answer, strength: LISTS_ANSWERS });
    }
    let (core, brackets) = split_brackets(&fold(text));
    let whole = tokens(&core);
    if whole.len() > HEADER_WORDS {
        return None;
    }
    let inner = tokens(&brackets);
    let outer = surest(&core, &whole);
    if lists_answers(&core, &whole) || (lists_answers(&brackets, &inner) && outer.is_none_or(may_list)) {
        return Some(HeaderSign { role: Role::Answer, strength: LISTS_ANSWERS });
    }
    outer.or_else(|| {
        if inner.is_empty() || inner.len() > HEADER_WORDS {
            return None;
        }
        best(&brackets, &inner).map(|s| HeaderSign { strength: s.strength * BRACKETED, ..s })
    })
}

/// The sign of the words; of captions joined by a slash ("Justification / how implemented") the surer one.
fn surest(core: &str, whole: &[&str]) -> Option<HeaderSign> {
    let together = best(core, whole);
    if !core.contains(" / ") {
        return together;
    }
    let parts = core.split(" / ").filter_map(|part| best(part, &tokens(part)));
    let first = parts.fold(None::<HeaderSign>, |best, sign| match best {
        Some(best) if best.strength >= sign.strength => Some(best),
        _ => Some(sign),
    });
    match (first, together) {
        (Some(part), Some(all)) if all.strength > part.strength => Some(all),
        (part, all) => part.or(all),
    }
}

/// "Compliance (yes/no)" holds answers; "Comment (if no)", "Mandatory (Y/N)" do not.
fn may_list(sign: HeaderSign) -> bool {
    matches!(sign.role, Role::Answer | Role::Section) || (sign.role == Role::Question && sign.strength < 0.6)
}

/// Bytes of the longest header of one sign.
const LONGEST_SYMBOL: usize = 12;

/// Headers of one sign.
fn symbol(text: &str) -> Option<HeaderSign> {
    if text.len() > LONGEST_SYMBOL {
        return None;
    }
    let id = ["#", "№", "n°", "nº", "no.", "nr.", "s/n", "sl#", "§", "s.no", "s.no.", "q#", "q.#", "№ п/п"];
    id.contains(&text.to_lowercase().as_str())
        .then_some(HeaderSign { role: Role::Id, strength: vocabulary::STRONG })
}

/// The text outside and inside of its brackets.
fn split_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0u32);
    for c in text.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
        if matches!(c, '(' | ')' | '[' | ']') {
            outside.push(' ');
            inside.push(' ');
        }
    }
    if outside.trim().is_empty() { (inside, String::new()) } else { (outside, inside) }
}

/// Whether the text is a list of short codes, a yes, no or n/a among them: "C / NC / OFI / NA".
fn lists_codes(text: &str) -> bool {
    const CODES: usize = 3;
    const CODE_CHARS: usize = 4;
    let codes: Vec<&str> = text.split(['/', '|']).map(str::trim).collect();
    let code =
        |c: &&str| !c.is_empty() && c.chars().count() <= CODE_CHARS && c.chars().all(char::is_alphabetic);
    let verdict = |c: &&str| ["na", "n", "y", "yes", "no"].contains(&c.to_lowercase().as_str());
    codes.len() >= CODES && codes.iter().all(code) && codes.iter().any(verdict)
}

/// Whether the words are a list of answers: yes and no of one language within a few words.
fn lists_answers(folded: &str, words: &[&str]) -> bool {
    !words.is_empty()
        && words.len() <= LISTING_WORDS
        && !folded.contains('?')
        && vocabulary::YES_NO.iter().any(|(yes, no)| {
            let at = |word: &str| words.iter().position(|w| *w == word);
            match (at(yes), at(no)) {
                (Some(a), Some(b)) => a.abs_diff(b) <= 3,
                // "是/否" is one word to the tokeniser only when it is not parted.
                _ => {
                    yes.chars().all(is_ideograph)
                        && folded.contains(yes)
                        && folded.contains(no)
                        && words.len() <= 3
                }
            }
        })
}

/// The vocabulary, indexed once.
struct Index {
    /// Phrases of spaced languages, words joined by a blank.
    phrases: HashMap<String, (Role, f32)>,
    /// Phrases of ideographic languages, found anywhere in the text.
    ideographic: Vec<(String, Role, f32)>,
    /// Phrases that rule a header out.
    never: HashSet<String>,
    /// The first words of all phrases: most words of a text begin none.
    openings: HashSet<String>,
    /// Words of the longest phrase.
    longest: usize,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        phrases: HashMap::new(),
        ideographic: Vec::new(),
        never: HashSet::new(),
        openings: HashSet::new(),
        longest: 0,
    };
    for Entry { role, weight, phrases } in vocabulary::ENTRIES {
        for phrase in phrases.split(", ").map(fold) {
            if phrase.chars().any(is_ideograph) {
                index.ideographic.push((phrase, *role, *weight));
                continue;
            }
            let words = tokens(&phrase);
            index.longest = index.longest.max(words.len());
            let sign = index.phrases.entry(words.join(" ")).or_insert((*role, *weight));
            // A phrase that two roles claim keeps the surer one.
            if *weight > sign.1 {
                *sign = (*role, *weight);
            }
        }
    }
    index.never = vocabulary::NO_HEADER.iter().map(|p| tokens(p).join(" ")).collect();
    let all = index.phrases.keys().chain(&index.never);
    index.openings = all.filter_map(|p| p.split(' ').next()).map(str::to_string).collect();
    index.longest = index.longest.max(index.never.iter().map(|p| p.split(' ').count()).max().unwrap_or(0));
    index
});

/// A hit of the vocabulary in the header.
struct Hit {
    role: Role,
    weight: f32,
    length: usize,
    at: usize,
}

/// The best reading of the words: the longest phrase; among equals the last word (the head of an English, Nordic or
/// German compound), or the first where a preposition joins them ("comentarios de la respuesta").
fn best(folded: &str, words: &[&str]) -> Option<HeaderSign> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut phrase = String::new();
    for at in (0..words.len()).filter(|at| INDEX.openings.contains(words[*at])) {
        phrase.clear();
        for (length, word) in (1..=INDEX.longest).zip(&words[at..]) {
            if length > 1 {
                phrase.push(' ');
            }
            phrase.push_str(word);
            if INDEX.never.contains(&phrase) {
                return None;
            }
            if let Some((role, weight)) = INDEX.phrases.get(&phrase) {
                hits.push(Hit { role: *role, weight: *weight, length, at });
            }
        }
    }
    let ideographic = folded.chars().any(is_ideograph);
    if ideographic {
        for (phrase, role, weight) in &INDEX.ideographic {
            if let Some(at) = folded.find(phrase) {
                hits.push(Hit { role: *role, weight: *weight, length: phrase.chars().count(), at });
            }
        }
    }
    let joined = words.iter().any(|w| vocabulary::PREPOSITIONS.contains(w));
    let order = |hit: &Hit| if joined { usize::MAX - hit.at } else { hit.at };
    let chosen = hits.iter().max_by_key(|hit| (hit.length, order(hit)))?;
    let total =
        if ideographic { folded.chars().filter(|c| c.is_alphanumeric()).count() } else { words.len() };
    let coverage = chosen.length as f32 / total.max(1) as f32;
    let strength = chosen.weight * (BURIED + (1.0 - BURIED) * coverage.min(1.0));
    let theirs = words.iter().any(|w| vocabulary::CUSTOMER_PARTY.contains(w))
        && matches!(chosen.role, Role::Answer | Role::Comment | Role::Section);
    Some(HeaderSign { role: if theirs { Role::Reviewer } else { chosen.role }, strength })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(text: &str) -> Option<Role> {
        header_sign(text).map(|s| s.role)
    }

    #[test]
    fn the_question_column_is_known_in_twelve_languages() {
        for text in [
            "Question",
            "Questions",
            "Fråga",
            "Spørgsmål",
            "Spørsmål",
            "Frage",
            "Question / exigence",
            "Pregunta",
            "Pergunta",
            "Pytanie",
            "Vraag",
            "質問",
            "问题",
            "Verification Requirement",
            "Checklist item",
            "Control question",
        ] {
            assert_eq!(role(text), Some(Role::Question), "{text}");
        }
    }

    #[test]
    fn the_answer_column_is_known_in_twelve_languages() {
        for text in [
            "Answer",
            "Vendor Response",
            "Third-Party Response",
            "Svar",
            "Leverantörens svar",
            "Antwort",
            "Réponse",
            "Respuesta",
            "Resposta",
            "Odpowiedź",
            "Antwoord",
            "回答",
            "答案",
            "Compliance (Yes/No/Partial)",
            "Yes / No",
            "Ja/Nein",
            "Maturity level",
            "Status",
        ] {
            assert_eq!(role(text), Some(Role::Answer), "{text}");
        }
    }

    #[test]
    fn the_last_word_of_a_compound_decides() {
        assert_eq!(role("Question ID"), Some(Role::Id));
        assert_eq!(role("Answer comments"), Some(Role::Comment));
        assert_eq!(role("Vendor Response Notes"), Some(Role::Comment));
        assert_eq!(role("Comentarios de la respuesta"), Some(Role::Comment));
        assert_eq!(role("Control Number"), Some(Role::Id));
    }

    #[test]
    fn columns_of_the_customer_are_not_ours() {
        for text in
            ["Analyst Notes", "Assessor comment", "Customer response", "Reviewer", "Max Score", "Weight"]
        {
            assert_eq!(role(text), Some(Role::Reviewer), "{text}");
        }
    }

    #[test]
    fn a_flag_or_a_type_is_no_answer() {
        assert_eq!(role("response_required"), Some(Role::Property));
        assert_eq!(role("Answer type"), Some(Role::Property));
        assert_eq!(role("Mandatory (Y/N)"), Some(Role::Property));
        assert_eq!(role("Incident Response"), None);
        assert_eq!(role("Reason for Question"), Some(Role::Guidance));
    }
}
