//! Answers as HTML: the few elements that Markdown knows, every text escaped, no address that a page would load.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::knowledge::without_comments;

/// Schemes that a link in an answer may have.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// A Markdown answer as HTML. Comments are left out, other HTML is shown as the text it is, pictures are their
/// description, headings are strong lines, since the page has its own; a link whose scheme is no [`SCHEMES`] is its text.
pub(super) fn html(markdown: &str) -> String {
    let source = without_comments(markdown);
    let mut out = String::new();
    let mut links = Vec::new();
    for event in Parser::new(&source) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => escape(&text, &mut out),
            Event::Code(text) => {
                out.push_str("<code>");
                escape(&text, &mut out);
                out.push_str("</code>");
            }
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>"),
            Event::Rule => out.push_str("<hr>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let allowed = may_link(&dest_url);
                links.push(if allowed { "</a>" } else { "" });
                if allowed {
                    out.push_str("<a href=\"");
                    escape(&dest_url, &mut out);
                    out.push_str("\" rel=\"noopener noreferrer\">");
                }
            }
            Event::End(TagEnd::Link) => {
                out.push_str(links.pop().unwrap_or_default());
            }
            Event::Start(Tag::List(Some(first))) if first != 1 => {
                out.push_str(&format!("<ol start=\"{first}\">"));
            }
            Event::Start(tag) => out.push_str(opening(&tag)),
            Event::End(tag) => out.push_str(closing(tag)),
            _ => {}
        }
    }
    out
}

fn opening(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => "<p>",
        Tag::Heading { .. } => "<p><strong>",
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::CodeBlock(_) => "<pre><code>",
        Tag::List(Some(_)) => "<ol>",
        Tag::List(None) => "<ul>",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        _ => "",
    }
}

fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>",
        TagEnd::Heading(_) => "</strong></p>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::CodeBlock => "</code></pre>",
        TagEnd::List(true) => "</ol>",
        TagEnd::List(false) => "</ul>",
        TagEnd::Item => "</li>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        _ => "",
    }
}

/// Whether an address is one that a page may lead to.
pub(super) fn may_link(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML allows no control characters but these.
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_its_elements() {
        assert_eq!(
            html("Yes. **All** `a<b`\n\n- one\n- *two*\n\n3. x\n"),
            "<p>Yes. <strong>All</strong> <code>a&lt;b</code></p><ul><li>one</li><li><em>two</em></li></ul><ol start=\"3\"><li>x</li></ol>"
        );
        assert_eq!(html("# T\nx"), "<p><strong>T</strong></p><p>x</p>");
    }

    #[test]
    fn html_in_an_answer_is_text_and_comments_are_gone() {
        assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>");
        let block = html("<script>alert(1)</script>");
        assert!(!block.contains("<script") && block.contains("&lt;script&gt;"), "{block}");
        assert_eq!(html("a<!-- secret -->b\n\n<!-- more\n\nof it"), "<p>ab</p>");
        assert_eq!(html("<div><!--\n\nhidden\n\n--></div>"), "<p>&lt;div&gt;&lt;/div&gt;</p>");
    }

    #[test]
    fn what_looks_like_a_comment_inside_code_is_said() {
        let said = "<p>We filter <code>&lt;!--</code> in input. Not in uploads.</p>";
        assert_eq!(html("We filter `<!--` in input. Not in uploads."), said);
        let block = html("```\n<!-- x -->\n```\n\nEnd <!-- hidden --> of it.");
        assert_eq!(block, "<pre><code>&lt;!-- x --&gt;\n</code></pre><p>End  of it.</p>");
        assert_eq!(html("a \\<!-- b"), "<p>a &lt;!-- b</p>");
        for hidden in
            ["<!-- `a` secret -->", "a <!-- secret\n\n`b` secret", "<div>\n\\<!-- secret -->\n</div>"]
        {
            assert!(!html(hidden).contains("secret"), "{hidden}");
        }
    }

    #[test]
    fn only_addresses_that_a_reader_expects_become_links_and_nothing_is_loaded() {
        assert_eq!(
            html("[p](https://a.example/?x=1&y=2)"),
            "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener noreferrer\">p</a></p>"
        );
        for bad in ["javascript:alert(1)", "data:text/html,x", "//a.example", "JaVaScRiPt:x", "file:///etc"] {
            assert_eq!(html(&format!("[p]({bad})")), "<p>p</p>", "{bad}");
        }
        assert_eq!(html("![a chart](https://a.example/x.png)"), "<p>a chart</p>");
    }
}
