//! Names and texts from outside, made fit to be shown.

/// A text on one line in which nothing can hide: control characters, direction marks and angle brackets are written as
/// escapes. What a customer calls a file or a sheet cannot steer a terminal or a page that shows a log.
pub fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let hidden = c.is_control()
                || matches!(c, '<' | '>' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            if hidden { c.escape_unicode().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect()
}

/// A text that the writer of workbooks does not take for one with formats in it: it puts what begins with `<r>` and ends with
/// `</r>` into the file as markup. Such a text gets a blank at its end, every other one stays as it is.
pub fn unlike_markup(text: &str) -> String {
    let end = if text.starts_with("<r>") && text.ends_with("</r>") { " " } else { "" };
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_formatted_text_gets_a_blank() {
        assert_eq!(unlike_markup("<r>&</r>"), "<r>&</r> ");
        for plain in ["", "<r>", "</r>", "a <r></r>", "<r></r>."] {
            assert_eq!(unlike_markup(plain), plain);
        }
    }

    #[test]
    fn nothing_can_hide_in_a_shown_name() {
        assert_eq!(shown("a\u{1b}[31m\nb\u{202e}"), "a\\u{1b}[31m\\u{a}b\\u{202e}");
        assert_eq!(shown("<img>.xlsx"), "\\u{3c}img\\u{3e}.xlsx");
        assert_eq!(shown("Årsfrågor (2026) 数据.xlsx"), "Årsfrågor (2026) 数据.xlsx");
    }
}
