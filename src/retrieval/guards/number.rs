//! A number that the entry does not hold.

use super::Subject;
use crate::text::{Bound, Quantity, Unit};

/// Objects where the question names a number that the answer's numbers do not settle.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let open: Vec<String> = subject
        .question
        .signature
        .quantities
        .iter()
        .filter(|q| q.unit != Unit::Count)
        .filter(|q| {
            !subject.wording.signature.quantities.contains(q)
                && !subject.facts.quantities().iter().any(|h| settles(*h, **q))
        })
        .map(in_words)
        .collect();
    (!open.is_empty()).then(|| format!("the answer does not hold {}", open.join(", ")))
}

/// Whether a number of the answer answers a number of the question with yes.
fn settles(held: Quantity, asked: Quantity) -> bool {
    held.unit == asked.unit
        && match asked.bound {
            Bound::Exactly => held.milli == asked.milli,
            Bound::AtLeast => held.milli >= asked.milli && held.bound != Bound::AtMost,
            Bound::AtMost => held.milli <= asked.milli && held.bound != Bound::AtLeast,
        }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal at most")]
fn in_words(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exactly => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
    };
    let value = quantity.milli as f64 / 1000.0;
    match quantity.unit {
        Unit::Hours if value >= 48.0 => format!("{bound}{} days", (value / 24.0).round()),
        Unit::Hours => format!("{bound}{value} hours"),
        Unit::Percent => format!("{bound}{value} %"),
        Unit::Bits => format!("{bound}{value} bits"),
        Unit::PerYear => format!("{bound}{value} times a year"),
        Unit::Count => format!("{bound}{value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;

    const ANSWER: &str = "Metrics are kept for at least 90 days.";

    #[test]
    fn a_longer_span_than_the_answer_holds_is_an_objection() {
        let said = check_english(
            check,
            "Are logs kept for at least 365 days?",
            "How long are metrics kept?",
            ANSWER,
        );
        assert!(said.unwrap().contains("365 days"));
    }

    #[test]
    fn a_span_within_the_answers_bound_is_none() {
        for asked in [
            "Are metrics kept for at least 90 days?",
            "Are metrics kept for at least 60 days?",
            "for 3 weeks or more?",
        ] {
            assert!(check_english(check, asked, "How long are metrics kept?", ANSWER).is_none(), "{asked}");
        }
    }

    #[test]
    fn a_frequency_is_a_number() {
        assert!(
            check_english(check, "Are logs reviewed at least monthly?", "Are logs reviewed?", "Regularly.")
                .is_some()
        );
    }
}
