//! Text as a cell stores it.

use super::super::strings::escaped_char;

/// The most UTF-16 units that a cell holds.
pub const LONGEST_TEXT: usize = 32_767;

/// The text that a reader gets back: line ends are `\n`, characters that XML or a cell cannot hold are left out.
pub(in super::super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| match c {
            '\n' | '\t' => true,
            '\u{fffe}' | '\u{ffff}' => false,
            c => *c >= ' ',
        })
        .collect()
}

/// A plain text as XML, and what looks like an escape of OOXML kept from being taken for one.
pub(in super::super) fn escaped(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len() + plain.len() / 8);
    for (at, c) in plain.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '_' if looks_like_escape(&plain[at..]) => escaped.push_str("_x005F_"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text as the content of a cell of type `inlineStr`, in the namespace that has no prefix.
pub(in super::super) fn inline(plain: &str) -> String {
    let space = if needs_preserve(plain) { " xml:space=\"preserve\"" } else { "" };
    format!("<is><t{space}>{}</t></is>", escaped(plain))
}

/// Halves of surrogate pairs count too: other readers may undo them.
fn looks_like_escape(text: &str) -> bool {
    escaped_char(text).is_some()
        || (text.len() >= 7 && text.starts_with("_xD") || text.starts_with("_xd"))
            && text.as_bytes().get(6) == Some(&b'_')
            && text.as_bytes()[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// Whether a text needs `xml:space="preserve"`.
pub(in super::super) fn needs_preserve(plain: &str) -> bool {
    plain.starts_with(char::is_whitespace)
        || plain.ends_with(char::is_whitespace)
        || plain.contains(['\n', '\t'])
        || plain.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::super::super::strings::unescape;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_become_newlines_and_control_characters_go() {
        assert_eq!(plain("a\r\nb\rc\u{1b}[31m\0\u{ffff}\td"), "a\nb\nc[31m\td");
    }

    #[test]
    fn a_literal_escape_stays_literal() {
        assert_eq!(escaped("see _x000D_ & <b>"), "see _x005F_x000D_ &amp; &lt;b&gt;");
        assert_eq!(unescape("see _x005F_x000D_"), "see _x000D_");
        assert_eq!(escaped("_xD800_"), "_x005F_xD800_");
        assert_eq!(escaped("_x12é_"), "_x12é_");
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(text in "[_xXdD0-9aF&<>é\n ]{0,24}") {
            let xml = escaped(&text);
            let undone = quick_xml::escape::unescape(&xml).unwrap();
            prop_assert_eq!(unescape(&undone), text);
        }
    }
}
