//! The strings of a workbook: rich text put together, escapes of OOXML undone.

use std::borrow::Cow;

use super::error::WorkbookError;
use super::limits::{Limit, Limits};
use super::package::over;
use super::xml::{Node, Tag, Walk};

/// The shared strings, by index. Counted as they are read: the counts that the part states are only hints, and a
/// reader that reserves memory by them aborts on a file of 2 kB.
pub(super) fn shared_strings(
    text: &str,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Box<str>>, WorkbookError> {
    let mut walk = Walk::new(text, part, limits);
    let mut strings = Vec::new();
    let mut bytes = 0usize;
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.depth == 1 && tag.local() == "si" => {
                let string = rich_text(&mut walk, &tag)?;
                bytes = bytes.saturating_add(string.len());
                if bytes > limits.text_bytes {
                    return Err(over(
                        Limit::TextMib,
                        limits,
                        "the text of the workbook",
                        limits.text_bytes as u64,
                    ));
                }
                strings.push(string.into_boxed_str());
            }
            Node::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of an `si` or `is` element that was just opened: its `t` and those of its runs, phonetic hints left out.
pub(super) fn rich_text(walk: &mut Walk<'_>, outer: &Tag<'_>) -> Result<String, WorkbookError> {
    let mut text = String::new();
    if outer.empty {
        return Ok(text);
    }
    let (mut in_run, mut in_text) = (false, false);
    loop {
        match walk.step()? {
            Node::Open(tag) => {
                let level = tag.depth - outer.depth;
                match tag.local() {
                    "r" if level == 1 => in_run = !tag.empty,
                    "t" if level == 1 || (level == 2 && in_run) => in_text = !tag.empty,
                    _ => {}
                }
            }
            Node::Text(more) if in_text => text.push_str(&more),
            Node::Close => {
                in_text = false;
                let level = walk.depth() - outer.depth;
                if level == 1 {
                    in_run = false;
                } else if level == 0 {
                    return Ok(match unescape(&text) {
                        Cow::Borrowed(_) => text,
                        Cow::Owned(plain) => plain,
                    });
                }
            }
            Node::Eof => return Err(walk.bad("it ends before its last element does")),
            Node::Text(_) => {}
        }
    }
}

/// Undoes `_xHHHH_` (ECMA-376, 22.9.2.19). Halves of surrogate pairs stay as they are written.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        match escaped_char(escape) {
            Some(c) => {
                plain.push(c);
                rest = &escape[ESCAPE_LENGTH..];
            }
            None => {
                plain.push_str("_x");
                rest = &escape[2..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Bytes of `_xHHHH_`.
pub(super) const ESCAPE_LENGTH: usize = 7;

/// The character that the text's first seven bytes stand for, if they are an escape.
pub(super) fn escaped_char(text: &str) -> Option<char> {
    let escape = text.get(..ESCAPE_LENGTH)?;
    let digits = escape.strip_prefix("_x")?.strip_suffix('_')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(items: &str) -> Vec<String> {
        let text = format!("<sst uniqueCount='4294967295' xmlns='x'>{items}</sst>");
        let read = shared_strings(&text, "s", &Limits::default()).unwrap();
        read.into_iter().map(String::from).collect()
    }

    #[test]
    fn a_lying_count_of_shared_strings_costs_no_memory() {
        assert_eq!(strings("<si><t>a</t></si><si/><si><t/></si>"), ["a", "", ""]);
    }

    #[test]
    fn runs_are_joined_and_phonetic_hints_left_out() {
        let rich = "<si><r><rPr><b/></rPr><t>Do </t></r><r><t xml:space='preserve'>you</t></r><rPh><t>no</t></rPh></si>";
        assert_eq!(strings(rich), ["Do you"]);
    }

    #[test]
    fn references_cdata_and_comments_inside_text_are_read() {
        assert_eq!(strings("<si><t>a&amp;b<!-- no --><![CDATA[<c>]]>&#x64;</t></si>"), ["a&b<c>d"]);
    }

    #[test]
    fn escapes_are_undone_and_what_is_none_stays() {
        assert_eq!(unescape("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
        assert_eq!(unescape("_xD800_ _x12 _xZZZZ_"), "_xD800_ _x12 _xZZZZ_");
    }
}
