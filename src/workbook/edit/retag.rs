//! Start tags with single attributes changed, everything else of them as written.

use super::super::xml::Tag;

/// A change to a start tag.
pub(super) enum Change<'c> {
    /// Give an attribute this value; it is added where the tag has none.
    Set(&'c str, String),
    /// Take an attribute away.
    Drop(&'c str),
}

/// The tag with the changes, as `<…>` or, if `empty`, as `<…/>`.
pub(super) fn retag(tag: &Tag<'_>, empty: bool, changes: &[Change<'_>]) -> String {
    let written = tag.written();
    let spans = attribute_spans(written);
    let mut out = String::with_capacity(written.len() + 32);
    out.push('<');
    let mut copied = 0;
    for span in &spans {
        for change in changes {
            match change {
                Change::Set(name, value) if *name == span.name => {
                    out.push_str(&written[copied..span.value.0]);
                    out.push_str(value);
                    copied = span.value.1;
                }
                Change::Drop(name) if *name == span.name => {
                    out.push_str(&written[copied..span.whole.0]);
                    copied = span.whole.1;
                }
                _ => {}
            }
        }
    }
    let end = written.trim_end().len().max(copied);
    out.push_str(&written[copied..end]);
    for change in changes {
        if let Change::Set(name, value) = change
            && !spans.iter().any(|span| span.name == *name)
        {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    out.push_str(&written[end..]);
    out.push_str(if empty { "/>" } else { ">" });
    out
}

/// Where an attribute stands in the text of a tag.
struct Span<'a> {
    name: &'a str,
    /// From the blank before the name to behind the closing quote.
    whole: (usize, usize),
    /// Between the quotes.
    value: (usize, usize),
}

/// The attributes of the text between `<` and `>`; the walk has seen that they are well-formed.
fn attribute_spans(written: &str) -> Vec<Span<'_>> {
    let bytes = written.as_bytes();
    let blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let mut spans = Vec::new();
    let mut at = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
    loop {
        let start = at;
        while blank(at) {
            at += 1;
        }
        let name_start = at;
        while at < bytes.len() && bytes[at] != b'=' && !blank(at) {
            at += 1;
        }
        let name = &written[name_start..at];
        while blank(at) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            return spans;
        }
        at += 1;
        while blank(at) {
            at += 1;
        }
        let Some(quote @ (b'"' | b'\'')) = bytes.get(at) else { return spans };
        let value_start = at + 1;
        let Some(length) = bytes[value_start..].iter().position(|b| b == quote) else { return spans };
        at = value_start + length + 1;
        spans.push(Span { name, whole: (start, at), value: (value_start, value_start + length) });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::Limits;
    use super::super::super::xml::{Node, Walk};
    use super::*;

    fn changed(text: &str, empty: bool, changes: &[Change<'_>]) -> String {
        let limits = Limits::default();
        match Walk::new(text, "p", &limits).step().unwrap() {
            Node::Open(tag) => retag(&tag, empty, changes),
            _ => unreachable!("the text is one tag"),
        }
    }

    #[test]
    fn only_the_named_attributes_change() {
        let tag = "<x:row  r='5' spans=\"1:3\" ht = \"15\" d:y='a\"b' />";
        assert_eq!(
            changed(tag, false, &[Change::Set("spans", "1:9".into()), Change::Drop("ht")]),
            "<x:row  r='5' spans=\"1:9\" d:y='a\"b' >"
        );
        assert_eq!(changed("<c/>", true, &[Change::Set("s", "4".into())]), "<c s=\"4\"/>");
        assert_eq!(changed("<c r=\"A1\" t=\"s\"/>", false, &[Change::Drop("t")]), "<c r=\"A1\">");
    }
}
