//! The conjuncts of one clause, each given what they share.

use super::Part;
use super::words::Word;
use crate::text::Language;

/// A comma within a list stands after few words; behind more it parts clauses or asides.
const MOST_ITEM_WORDS: usize = 5;

/// "is" or "are" stands among these words where it makes the clause: "For how long are …".
const MOST_OPENING_WORDS: usize = 4;

/// The parts of a clause, one where it asks one thing; `None` where what its conjuncts share cannot be told.
pub(super) fn conjuncts(clause: &[Word<'_>], language: Language) -> Option<Vec<Part>> {
    let spans = spans(clause);
    let whole = || vec![Part { words: shown(clause), question: Some(shown(clause)) }];
    let [first, others @ ..] = spans.as_slice() else { return Some(whole()) };
    // Items like "policies" or "maintained" are no matters of their own.
    let others: Vec<&&[Word<'_>]> =
        others.iter().filter(|item| item.iter().any(|w| w.is_matter(language))).collect();
    if others.is_empty() {
        return Some(whole());
    }
    // What stands behind the last conjunct may belong to all of them.
    let last = others.last().copied()?;
    let shared = Shared::of(first, last, language)?;
    let rest = &last[shared.rest..];
    let mut parts = Vec::new();
    for (at, item) in others.iter().enumerate() {
        let head = if rest.is_empty() { Shared::of(first, item, language)?.head } else { shared.head };
        let behind = if at + 1 < others.len() { rest } else { &[] };
        parts.push(Part { words: shown(item), question: Some(joined(&[&first[..head], item, behind])) });
    }
    // "Are documented and tested plans …": without a matter of its own the first conjunct asks nothing.
    if first.iter().any(|w| w.is_matter(language)) {
        parts.insert(0, Part { words: shown(first), question: Some(joined(&[first, rest])) });
    }
    Some(parts)
}

/// The conjuncts of a clause: between joints, and between commas where a list of short items ends in a joint.
fn spans<'w, 't>(clause: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let mut spans = Vec::new();
    let mut start = 0;
    let last_joint = clause.iter().rposition(Word::joins);
    for (at, word) in clause.iter().enumerate() {
        let between = clause[start..at].iter().any(Word::is_between);
        if word.joins() && !between && at > start && at + 1 < clause.len() {
            spans.push(&clause[start..at]);
            start = at + 1;
        } else if word.comma && last_joint.is_some_and(|joint| at < joint) {
            let rest = &clause[at + 1..];
            let item = rest.iter().take_while(|w| !w.joins()).take(MOST_ITEM_WORDS + 1);
            let commas = item.clone().position(|w| w.comma).map(|last| last + 1);
            let words = commas.unwrap_or(item.count());
            // "A, and B": the joint behind the comma parts them.
            if (1..=MOST_ITEM_WORDS).contains(&words) {
                spans.push(&clause[start..=at]);
                start = at + 1;
            }
        }
    }
    spans.push(&clause[start..]);
    spans.retain(|span| !span.is_empty());
    spans
}

/// What the first conjunct and another share.
struct Shared {
    /// Words of the first that stand before the other too.
    head: usize,
    /// Where in the other the words begin that belong behind the first too; its length where there are none.
    rest: usize,
}

impl Shared {
    fn of(first: &[Word<'_>], item: &[Word<'_>], language: Language) -> Option<Self> {
        let opening = *item.first()?;
        let head_of = |head: usize| Self { head, rest: item.len() };
        // "encrypted at rest | in transit"
        if opening.is_preposition() {
            let same = first.iter().rposition(|w| w.bare() == opening.bare());
            let place = same.or_else(|| first.iter().rposition(Word::is_preposition));
            return place.filter(|at| *at > 0).map(head_of);
        }
        // "Krypteras data | loggas åtkomst", "Loggas | granskas åtkomst"
        if opening.is_swedish_passive(language) {
            let alone = first.len() == 1 && first[0].is_swedish_passive(language);
            let rest = if alone { 1 } else { item.len() };
            return (item.len() > 1).then_some(Self { head: 0, rest });
        }
        // "Are logs protected | monitored": not "… against tampering | unauthorised access"
        let verb = item.iter().position(|w| !w.is_adverb()).filter(|at| item[*at].is_participle());
        let goes_on = |at: usize| {
            let next = item.get(at + 1);
            item[at].comma || next.is_none_or(|w| w.is_preposition() || w.is_adverb())
        };
        if verb.is_some_and(goes_on) {
            let place = first.iter().rposition(Word::is_participle);
            return place.filter(|at| *at > 0).map(head_of);
        }
        let head = active(first);
        if head > 0 {
            // "Do you scan | patch systems"
            if first.len() == head + 1 && item.len() > 1 {
                return Some(Self { head, rest: 1 });
            }
            if opening.is_verb() && first.len() > head {
                return Some(head_of(head));
            }
        }
        let be = first.iter().position(Word::is_be).filter(|be| *be < MOST_OPENING_WORDS);
        let tail = item.iter().position(Word::is_participle).filter(|at| *at > 0);
        if let (Some(be), Some(tail)) = (be, tail) {
            // "Are servers hardened | systems patched"; "Are access logs | firewalls reviewed"
            let own = first[be + 1..].iter().any(Word::is_participle);
            return Some(Self { head: be + 1, rest: if own { item.len() } else { tail } });
        }
        // "a policy for backup | encryption": behind the last word that governs a noun
        let preposition = first.iter().rposition(Word::is_preposition).filter(|at| *at > head);
        let verb = || {
            if head > 0 {
                return Some(head).filter(|at| *at < first.len());
            }
            let inverted = first.get(1).is_some_and(Word::is_addressed);
            let opens = first.first().is_some_and(|w| w.requests() || w.is_swedish_passive(language));
            (opens || inverted).then_some(usize::from(inverted))
        };
        let governor = preposition.or_else(verb)?;
        (governor + 1 < first.len()).then(|| head_of(governor + 1))
    }
}

/// The words before the verb of a clause that says who acts: "do you", "how do you", "you shall", "verify that you".
fn active(words: &[Word<'_>]) -> usize {
    let by_auxiliary = words.iter().take(4).enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1)?;
        (word.is_auxiliary() && !word.is_be() && next.is_addressed()).then_some(at + 2)
    });
    let by_duty = || {
        let at = words.iter().take(6).position(Word::obliges)?;
        (words.get(at + 1).is_some_and(|w| !w.is_be())).then_some(at + 1)
    };
    by_auxiliary.or_else(by_duty).filter(|at| *at < words.len()).unwrap_or(0)
}

fn shown(words: &[Word<'_>]) -> String {
    joined(&[words])
}

fn joined(pieces: &[&[Word<'_>]]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for piece in pieces {
        // The comma of a list goes with the list.
        let [inner @ .., last] = *piece else { continue };
        words.extend(inner.iter().map(|word| word.text));
        words.push(last.text.trim_end_matches([',', '.', ':', '?']));
    }
    words.join(" ")
}
