//! Markdown to the plain text that goes into cells.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::comments::without_comments;

/// The text of a Markdown answer: paragraphs on lines of their own, list items behind `- `, links as
/// `text (address)`; comments, HTML and emphasis marks are left out.
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::new();
    let mut links: Vec<(String, usize)> = Vec::new();
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new(&without_comments(markdown)) {
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
}
