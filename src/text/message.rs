//! Messages of parsers, put for the person who wrote the file.

/// Names of types that only a programmer knows, and what a person calls them.
const TYPES: &[(&str, &str)] = &[
    ("expected f64", "expected a number"),
    ("expected u32", "expected a whole number"),
    ("expected u8", "expected a whole number"),
    ("expected a TOML datetime", "expected a date as 2026-11-23, without quotes"),
    ("a sequence", "a list"),
    ("a map", "a table"),
];

/// A parser's message on one line, without the names of types.
pub fn plain_message(message: &str) -> String {
    TYPES
        .iter()
        .fold(message.trim_end().replace('\n', "; "), |text, (of_type, plain)| text.replace(of_type, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_as_what_a_person_writes() {
        assert_eq!(
            plain_message("invalid type: string \"a\", expected f64\n"),
            "invalid type: string \"a\", expected a number"
        );
    }
}
