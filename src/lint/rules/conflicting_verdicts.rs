//! Yes here, no there.

use std::collections::{BTreeMap, BTreeSet};

use super::near_duplicate::LEAST_OVERLAP;
use crate::knowledge::Verdict;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::retrieval::{MOST_COMPARED, Place, Twins};

pub(super) const RULE: Rule = Rule {
    code: "conflicting-verdicts",
    level: Level::Deny,
    summary: "near-equal questions get a yes in one place and a no in another",
    doc: "\
Two wordings with the same content words, or two entries with nearly the same question, that ask the same (as many \
negations, the same numbers, standards, parties and kind of answer) and have opposite verdicts. One customer would be told \
yes and the next one no.

Correct the verdict that is wrong. Where both are right, the questions differ in something that the wordings do not say: \
say it.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let index = context.index();
    let mut pairs: BTreeSet<Twins> = BTreeSet::new();
    for group in index.same_words() {
        let of = |wanted: Verdict| {
            let places = group.iter().copied();
            places.filter(move |place| verdict(context, *place) == Some(wanted))
        };
        // The first of each that fits: a group with one wrong verdict has as many pairs as it has right ones.
        for no in of(Verdict::No) {
            pairs.extend(
                of(Verdict::Yes)
                    .take(MOST_COMPARED)
                    .find(|yes| index.ask_alike(*yes, no))
                    .map(|yes| twins(yes, no)),
            );
        }
    }
    let near = index.near_questions(LEAST_OVERLAP).into_iter().map(|near| near.twins);
    pairs.extend(near.filter(|twins| {
        let both = [twins.first, twins.second].map(|place| verdict(context, place));
        let opposite = both == [Some(Verdict::Yes), Some(Verdict::No)]
            || both == [Some(Verdict::No), Some(Verdict::Yes)];
        opposite && index.ask_alike(twins.first, twins.second)
    }));
    let together = pairs.into_iter().filter(|twins| !context.apart(twins.first, twins.second));
    // Each later wording once, with the first that it contradicts: of forty that are alike all pairs would be four hundred.
    let mut told: BTreeMap<Place, Twins> = BTreeMap::new();
    for twins in together {
        told.entry(twins.second).or_insert(twins);
    }
    told.into_values()
        .map(|twins| {
            let (first, wording) = context.wording(twins.first);
            let (second, own) = context.wording(twins.second);
            let ((file, line), (path, at)) = (second.place_of(own), first.place_of(wording));
            let said = |verdict: Option<Verdict>| verdict.map_or("", Verdict::as_str);
            let message = format!(
                "\"{}\" says {}, and \"{}\" says {} ({path}:{at})",
                own.text,
                said(own.verdict),
                wording.text,
                said(wording.verdict)
            );
            Found::at(file, line, message).of(&second.entry.id).hint("one of the two verdicts is wrong")
        })
        .collect()
}

fn verdict(context: &Context<'_>, place: Place) -> Option<Verdict> {
    context.wording(place).1.verdict
}

fn twins(one: Place, other: Place) -> Twins {
    Twins { first: one.min(other), second: one.max(other) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn the_same_words_with_another_verdict_are_found_within_an_entry_and_across() {
        let own = "verdict = \"yes\"\nalso_asked = [\"Are backups tested?\", { q = \"Are tested backups kept?\", verdict = \"no\" }, \"Are backups kept tested?\"]";
        let (_, _, message) = only(&RULE, &[entry("a/one.md", own, "Yes. Text.")]);
        assert!(message.contains("says yes") && message.contains("says no"), "{message}");
        let files = [
            entry("a/one.md", "question = \"Are backups tested?\"\nverdict = \"yes\"", "Yes."),
            entry("b/two.md", "question = \"Do you test backups?\"\nverdict = \"no\"", "No."),
        ];
        assert_eq!(only(&RULE, &files).0, "b/two.md");
    }

    #[test]
    fn of_many_that_are_alike_each_is_told_once() {
        let files: Vec<_> = (0..12)
            .map(|at| {
                // Nearly the same, each with a word of its own.
                let word = ["red", "blue", "green", "grey", "pink", "brown", "black", "white", "cyan", "teal", "olive", "gold"][at];
                let verdict = if at % 2 == 0 { "yes" } else { "no" };
                let more = format!(
                    "question = \"Are {word} tenant backups sharded across remote storage regions nightly?\"\nverdict = \"{verdict}\""
                );
                entry(&format!("a/e{at:02}.md"), &more, "Text.")
            })
            .collect();
        let places: Vec<String> = found(&RULE, &files).into_iter().map(|found| found.file).collect();
        let want: Vec<String> = (1..12).map(|at| format!("a/e{at:02}.md")).collect();
        assert_eq!(places, want);
    }

    #[test]
    fn questions_turned_round_may_have_opposite_verdicts() {
        let files = [
            entry("a/one.md", "question = \"Are backups tested?\"\nverdict = \"yes\"", "Yes."),
            entry("b/two.md", "question = \"Are backups not tested?\"\nverdict = \"no\"", "No."),
            entry("b/three.md", "question = \"Are all backups tested?\"\nverdict = \"no\"", "No."),
        ];
        assert_eq!(found(&RULE, &files), []);
    }
}
