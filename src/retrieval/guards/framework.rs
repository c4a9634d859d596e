//! A standard, law or algorithm that the entry does not name.

use super::Subject;

/// Objects where the question names a standard that neither the wording nor the answer holds.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    if subject.question.signature.standards.is_empty() {
        return None;
    }
    let known = subject.facts.standards();
    let open: Vec<&str> = subject
        .question
        .signature
        .standards
        .iter()
        .filter(|s| !subject.wording.signature.standards.contains(*s) && !known.contains(*s))
        .map(String::as_str)
        .collect();
    (!open.is_empty()).then(|| format!("the answer does not name {}", open.join(", ").to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;

    #[test]
    fn a_standard_that_the_answer_does_not_name_is_an_objection() {
        let answer = "Certified to ISO 27001 and ISO 27017.";
        assert!(
            check_english(check, "Do you hold SOC 2?", "Are you certified?", answer)
                .unwrap()
                .contains("SOC 2")
        );
        assert!(
            check_english(check, "Are you ISO/IEC 27001:2022 certified?", "Are you certified?", answer)
                .is_none()
        );
    }

    #[test]
    fn standards_among_examples_are_not_asked_for() {
        let question = "Do you hold a certificate (e.g. SOC 2, ISO 27001)?";
        assert!(check_english(check, question, "Are you certified?", "ISO 27001.").is_none());
    }

    #[test]
    fn a_key_size_is_part_of_the_name() {
        assert!(check_english(check, "Is AES-128 used?", "Is data encrypted?", "With AES-256.").is_some());
    }
}
