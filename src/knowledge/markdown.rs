//! Markdown to the plain text that goes into cells.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text of a Markdown answer: paragraphs on lines of their own, list items behind `- `, links as
/// `text (address)`; comments, HTML and emphasis marks are left out.
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::new();
    let mut links: Vec<(String, usize)> = Vec::new();
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::List(first)) => {
                new_line(&mut out);
                numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
                new_line(&mut out);
            }
            Event::Start(Tag::Item) => {
                new_line(&mut out);
                out.push_str(&"  ".repeat(numbers.len().saturating_sub(1)));
                match numbers.last_mut() {
                    Some(Some(number)) => {
                        out.push_str(&format!("{number}. "));
                        *number += 1;
                    }
                    _ => out.push_str("- "),
                }
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_))
                if !ends_with_marker(&out) =>
            {
                new_line(&mut out);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item) => {
                new_line(&mut out)
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push((dest_url.into_string(), out.len())),
            Event::End(TagEnd::Link) => {
                if let Some((address, start)) = links.pop() {
                    let bare = address.trim_start_matches("mailto:");
                    if !bare.is_empty()
                        && out.get(start..) != Some(bare)
                        && out.get(start..) != Some(address.as_str())
                    {
                        out.push_str(&format!(" ({bare})"));
                    }
                }
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// What begins and ends a comment.
const COMMENT: [&str; 2] = ["<!--", "-->"];

/// The Markdown without its HTML comments; what reads like one inside code is none and stays. The plain text stays the
/// same: where a comment holds two texts apart, an empty one is left.
pub(crate) fn without_comments(markdown: &str) -> String {
    let found = comments(markdown);
    let cut = |empty: &str| {
        let (mut out, mut from) = (String::new(), 0);
        for range in &found {
            out.push_str(&markdown[from..range.start]);
            out.push_str(empty);
            from = range.end;
            // A comment on lines of its own goes with its line end.
            if empty.is_empty() && (out.is_empty() || out.ends_with('\n')) {
                let rest = &markdown[from..];
                from += rest.len() - rest.trim_start_matches('\n').len();
            }
        }
        out.push_str(&markdown[from..]);
        out
    };
    let bare = cut("");
    // A cut may bring out text that stood behind the comment and was a part of its block.
    if plain_text(&bare) == plain_text(markdown) && comments(&bare).is_empty() {
        bare
    } else {
        cut(&COMMENT.concat())
    }
}

/// Where comments stand in the HTML of a Markdown text, in their order.
fn comments(markdown: &str) -> Vec<Range<usize>> {
    let [opens, closes] = COMMENT;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        // The lines of a block are events of their own, and a comment may take several.
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            continue;
        }
        let mut from = range.start;
        while let Some(at) = markdown[from..range.end].find(opens) {
            let start = from + at;
            let inner = start + opens.len();
            // What is not closed ends with its block.
            from = markdown[inner..range.end].find(closes).map_or(range.end, |at| inner + at + closes.len());
            found.push(start..from);
        }
    }
    found
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// An item's first paragraph continues behind its marker.
fn ends_with_marker(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default().trim_start();
    line == "- "
        || line.strip_suffix(". ").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_the_words_stay() {
        assert_eq!(
            plain_text("Yes. **All** disks use `AES-256`\nat rest."),
            "Yes. All disks use AES-256 at rest."
        );
    }

    #[test]
    fn lists_and_paragraphs_keep_their_lines() {
        assert_eq!(
            plain_text("We log:\n\n- logins\n- changes\n\nAll of it.\n\n1. a\n2. b"),
            "We log:\n- logins\n- changes\nAll of it.\n1. a\n2. b"
        );
    }

    #[test]
    fn links_name_their_address_and_comments_vanish() {
        assert_eq!(
            plain_text("<!-- secret -->\n\nSee [the page](https://a.example/x)."),
            "See the page (https://a.example/x)."
        );
        assert_eq!(plain_text("<a@b.example>"), "a@b.example");
    }

    #[test]
    fn comments_go_and_the_answer_reads_the_same() {
        for (markdown, want) in [
            ("<!-- a -->\n\nText.", "Text."),
            ("One.\n\n<!-- a\nb -->\n\nTwo.", "One.\n\nTwo."),
            ("One <!-- a --> two <!-- b -->.", "One  two ."),
            ("One.\n\n<!-- never closed\n\nTwo.", "One.\n\n"),
            (
                "We filter `<!-- a -->` out.\n\n    <!-- b -->\n",
                "We filter `<!-- a -->` out.\n\n    <!-- b -->\n",
            ),
            ("- one\n  <!-- a -->\n- two", "- one\n  \n- two"),
            // What stands in the block of a comment is not shown, and must not be.
            ("<!-- a --> hidden", "<!----> hidden"),
            ("<div>\n<!-- a -->\n</div>", "<div>\n</div>"),
            ("<!-<!-- a -->- b -->", "<!-<!---->- b -->"),
        ] {
            let got = without_comments(markdown);
            assert_eq!(plain_text(&got), plain_text(markdown), "{markdown:?}");
            assert_eq!(got, want, "{markdown:?}");
        }
    }
}
