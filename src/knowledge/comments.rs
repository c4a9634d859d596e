//! Comments in Markdown answers: notes of the house that no reader gets.
//!
//! They are found in the text and not among the events of a Markdown parser: for it a comment ends at a blank line, at the
//! end of a list item or where it is indented, and what is left of it would be read as a part of the answer.

use std::borrow::Cow;
use std::ops::Range;

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";
/// Signs that make a fence of code.
const FENCE: usize = 3;

/// The text without its comments; `<!--` in code is no comment.
pub fn without_comments(markdown: &str) -> Cow<'_, str> {
    let found = comments(markdown);
    if found.is_empty() {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut kept = 0;
    for comment in found {
        out.push_str(&markdown[kept..comment.start]);
        kept = comment.end;
    }
    out.push_str(&markdown[kept..]);
    Cow::Owned(out)
}

/// What stands in the comments of a text.
pub fn comments_in(markdown: &str) -> Vec<&str> {
    let inner = |range: Range<usize>| {
        let text = &markdown[range];
        let text = text.strip_prefix(OPENS).unwrap_or(text);
        text.strip_suffix(CLOSES).unwrap_or(text)
    };
    comments(markdown).into_iter().map(inner).collect()
}

/// Where a comment begins that nothing closes.
pub(super) fn left_open(markdown: &str) -> Option<usize> {
    comments(markdown).last().filter(|last| !markdown[last.start..].contains(CLOSES)).map(|last| last.start)
}

/// Where comments stand; one that is not closed goes to the end of the text.
fn comments(markdown: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut line_begins = true;
    while at < markdown.len() {
        let rest = &markdown[at..];
        if line_begins && let Some(end) = fenced(rest) {
            at += end;
            continue;
        }
        line_begins = rest.starts_with('\n');
        if let Some(behind) = rest.strip_prefix('\\') {
            // What is escaped begins nothing; but in HTML a backslash escapes nothing, and what is closed there is a comment.
            let closed = behind.starts_with(OPENS) && behind.contains(CLOSES);
            let escaped = rest.chars().nth(1).filter(|c| *c != '\n' && !closed).map_or(0, char::len_utf8);
            at += 1 + escaped;
        } else if rest.starts_with('`') {
            at += code_span(rest);
        } else if rest.starts_with(OPENS) {
            // `<!-->` is closed by its own signs, unless more follows: then what stands between is taken for a comment.
            let closed = [OPENS.len(), OPENS.len() - 2]
                .into_iter()
                .find_map(|from| rest[from..].find(CLOSES).map(|close| from + close + CLOSES.len()));
            let end = at + closed.unwrap_or(rest.len());
            found.push(at..end);
            at = end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How long the fenced block of code is that a line begins; it goes to the end of the text where nothing closes it.
fn fenced(text: &str) -> Option<usize> {
    let (fence, sign) = fence_of(text.lines().next()?)?;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let closes = |(long, own): (usize, char)| own == sign && long >= fence;
        let bare = line.trim().trim_start_matches(['>', ' ']).trim_end();
        if number > 0 && fence_of(line).is_some_and(closes) && bare.chars().all(|c| c == sign) {
            break;
        }
    }
    Some(at)
}

/// How many signs, and which, open or close a fence on a line; it may stand in a quote or in an item.
fn fence_of(line: &str) -> Option<(usize, char)> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let long = line.chars().take_while(|c| *c == sign).count();
    // Text with a backtick behind the signs makes a span of it.
    let span = sign == '`' && line[long..].contains('`');
    (long >= FENCE && !span).then_some((long, sign))
}

/// How long the code span is that a text begins; as long as its backticks where it is none.
fn code_span(text: &str) -> usize {
    let ticks = |text: &str| text.bytes().take_while(|b| *b == b'`').count();
    let long = ticks(text);
    // A span ends with its paragraph.
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut at = long;
    while let Some(next) = text[at..paragraph].find('`') {
        let found = ticks(&text[at + next..]);
        if found == long {
            return at + next + found;
        }
        at += next + found;
        if at >= paragraph {
            break;
        }
    }
    long
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_comment_goes_whole_wherever_it_stands() {
        for (text, kept) in [
            ("Yes. <!-- not\n\nfor them -->All.", "Yes. All."),
            ("- one <!-- a\nb -->\n- two", "- one \n- two"),
            ("> a <!-- b\nc --> d", "> a  d"),
            ("Yes.\n\n    <!-- note -->\n", "Yes.\n\n    \n"),
            ("a <!--> note --> b", "a  b"),
            ("a <!--> b", "a  b"),
            ("<div>\n\\<!-- a -->\n</div>", "<div>\n\\\n</div>"),
            ("a <!-- b ` c --> d ` <!-- e --> f", "a  d `  f"),
            ("a <!-- never closed\n\nb", "a "),
        ] {
            assert_eq!(without_comments(text), kept, "{text}");
        }
    }

    #[test]
    fn what_stands_in_code_or_is_escaped_is_no_comment() {
        for text in [
            "We filter `<!--` in input. Not in uploads.",
            "``a ` <!-- b`` c",
            "```html\n<!-- shown -->\n```\nc",
            "> ~~~\n> <!-- shown -->\n> ~~~",
            "a \\<!-- b",
        ] {
            assert_eq!(without_comments(text), text);
        }
        assert_eq!(without_comments("```\na\n```\n<!-- b -->c"), "```\na\n```\nc");
        assert_eq!(without_comments("a ` b <!-- c --> d"), "a ` b  d");
    }

    #[test]
    fn a_comment_that_nothing_closes_is_told() {
        assert_eq!(left_open("a <!-- b"), Some(2));
        assert_eq!(left_open("a <!-- b --> `<!--`"), None);
    }

    proptest! {
        #[test]
        fn nothing_of_a_comment_stays_and_nothing_else_goes(
            parts in prop::collection::vec("[a-z \\n>-]{0,8}", 1..5),
        ) {
            let plain = parts.concat();
            let noted = parts.join("<!-- S -->");
            prop_assert_eq!(without_comments(&noted), plain);
        }

        #[test]
        fn any_text_can_be_searched(text in "[a`~<!>\\n\\\\ é-]{0,40}") {
            for comment in comments(&text) {
                prop_assert!(text[comment].starts_with(OPENS));
            }
        }
    }
}
