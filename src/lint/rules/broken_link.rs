//! A link inside the base that leads nowhere. The links of an entry are read here for the other rules too.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::knowledge::Audience;
use crate::lint::context::{Checked, Context};
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "broken-link",
    level: Level::Deny,
    summary: "a link inside the base leads to no file of it, a claim to no entry, public evidence to no address",
    doc: "\
A relative link of an answer, such as `[hardening](../platform/hardening.md)`, or of evidence, has to lead to a file of the \
base; `#part` alone has to be a heading of the same answer. Addresses with a scheme (`https:`, `mailto:`) are not followed: \
the tool opens no connection. The address of the evidence of a public entry has to be one that a page can lead to (`https:`, \
`http:`, `mailto:`), and the `entry` of a claim in `_index.md` has to be the id of an entry.

Correct the path, or name the whole address. Only `_index.md` and `<category>/*.md` belong to the base; a picture or a PDF \
beside them is not read.
",
    fixable: false,
    check,
};

/// What an address of evidence begins with that a page leads to; a page shows the title alone of any other.
const SHOWN: [&str; 3] = ["https://", "http://", "mailto:"];

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = in_entries(context);
    // In less than the whole base an entry that is not seen cannot be told from one that is not there.
    if context.whole {
        found.extend(of_claims(context));
    }
    found
}

fn of_claims(context: &Context<'_>) -> Vec<Found> {
    let claims = context.indexes.iter().flat_map(|source| {
        let entries = source.under("claims").filter(|field| field.sub.as_deref() == Some("entry"));
        entries.map(move |field| (source.path, field))
    });
    claims
        .filter(|(_, field)| context.base.entry(&field.text).is_none())
        .map(|(path, field)| {
            let message = format!("the claim names the entry {}, which is not there", field.text);
            Found::at(path, field.line, message).hint("name the id of an entry, or leave `entry` out")
        })
        .collect()
}

fn in_entries(context: &Context<'_>) -> Vec<Found> {
    let all = context.entries.iter();
    all.flat_map(|checked| links(checked).into_iter().map(move |link| (checked, link)))
        .filter_map(|(checked, link)| {
            if checked.entry.audience == Audience::Public && link.is_shown_by_no_page() {
                let message = format!("the evidence leads to {}, which no page can lead to", link.target);
                return Some(
                    Found::at(link.file, link.line, message)
                        .of(&checked.entry.id)
                        .hint("name an https address, or leave `url` out"),
                );
            }
            let message = match link.inside_the_base() {
                Some(path) if context.files.contains_key(path.as_str()) => return None,
                Some(_) => format!("the link {} leads to no file of the base", link.target),
                None => {
                    let heading = link.target.strip_prefix('#')?;
                    if link.headings.iter().any(|own| own == heading) {
                        return None;
                    }
                    format!("the link {} leads to no heading of the answer", link.target)
                }
            };
            let hint = "name a file of the base, relative to this one, or a whole address";
            Some(Found::at(link.file, link.line, message).of(&checked.entry.id).hint(hint))
        })
        .collect()
}

/// A link of an entry.
pub(super) struct Link<'c> {
    pub(super) file: &'c str,
    pub(super) line: u32,
    pub(super) target: String,
    /// The anchors of the answer that it stands in.
    headings: Vec<String>,
    /// Whether it is the address of evidence.
    evidence: bool,
}

impl Link<'_> {
    /// Whether it is an address of evidence that becomes no link; a file share is told by `non-public-link`.
    fn is_shown_by_no_page(&self) -> bool {
        let lower = self.target.to_lowercase();
        let begins = |start: &&str| lower.strip_prefix(*start).is_some_and(|rest| !rest.is_empty());
        let share = ["file:", "smb:", "\\\\"].iter().any(|start| lower.starts_with(start));
        self.evidence && !share && !SHOWN.iter().any(begins)
    }

    /// The file of the base that a relative link means; `None` for an address or a heading.
    pub(super) fn inside_the_base(&self) -> Option<String> {
        let target = self.target.split(['#', '?']).next().unwrap_or_default();
        let (scheme, _) = target.split_once(':').unwrap_or_default();
        let schemed =
            !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if target.is_empty() || schemed || target.starts_with("//") || target.starts_with('\\') {
            return None;
        }
        let folder =
            if target.starts_with('/') { "" } else { self.file.rsplit_once('/').map_or("", |(f, _)| f) };
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                // Above the base nothing stands; what is named there is found nowhere.
                ".." if parts.pop().is_none() => parts.push(".."),
                ".." => {}
                part => parts.push(part),
            }
        }
        Some(parts.join("/").replace("%20", " "))
    }
}

/// Every link of the answers and the evidence of an entry.
pub(super) fn links<'c>(checked: &'c Checked<'_>) -> Vec<Link<'c>> {
    let mut links = Vec::new();
    for source in checked.sources() {
        let body = source.body();
        let text = &source.text[body..];
        let mut headings = Vec::new();
        let mut in_heading = false;
        let first = links.len();
        for (event, range) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    in_heading = true;
                    headings.push(String::new());
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Text(words) | Event::Code(words) if in_heading => {
                    if let Some(last) = headings.last_mut() {
                        last.push_str(&words);
                    }
                }
                // `<a@b.example>` is an address, and bears no scheme.
                Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(Link {
                    file: source.path,
                    line: source.line(body + range.start),
                    target: dest_url.into_string(),
                    headings: Vec::new(),
                    evidence: false,
                }),
                _ => {}
            }
        }
        let anchors: Vec<String> = headings.iter().map(|title| anchor(title)).collect();
        links[first..].iter_mut().for_each(|link| link.headings.clone_from(&anchors));
        let urls = source.under("evidence").filter(|field| field.sub.as_deref() == Some("url"));
        links.extend(urls.map(|field| Link {
            file: source.path,
            line: field.line,
            target: field.text.trim().to_owned(),
            headings: Vec::new(),
            evidence: true,
        }));
    }
    links
}

/// The anchor of a heading, as pages make them.
fn anchor(title: &str) -> String {
    let kept = title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .collect::<String>();
    kept.trim().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, file, found, only};

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_found_on_its_line() {
        for target in ["three.md", "../c/two.md", "../../b/two.md", "two", "/two.md", "pic.png"] {
            let files =
                [entry("a/one.md", "", &format!("See\n[more]({target}).")), entry("b/two.md", "", "Text.")];
            assert_eq!(only(&RULE, &files).1, Some(9), "{target}");
        }
    }

    #[test]
    fn links_to_files_headings_and_addresses_are_fine() {
        for target in [
            "../b/two.md",
            "../b/two.md#x",
            "/b/two.md",
            "#the-heading",
            "https://example.com",
            "mailto:a@b.example",
        ] {
            let files = [
                entry("a/one.md", "", &format!("# The heading\n\nSee [more]({target}).")),
                entry("b/two.md", "", "Text."),
            ];
            assert_eq!(found(&RULE, &files), [], "{target}");
        }
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "Write to <a@b.example>.")]), []);
    }

    #[test]
    fn a_heading_that_is_not_there_and_evidence_that_leads_nowhere_are_found() {
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "See [more](#x).")]).len(), 1);
        for audience in ["public", "internal"] {
            let more =
                format!("audience = \"{audience}\"\nevidence = [{{ title = \"T\", url = \"policy.pdf\" }}]");
            assert_eq!(only(&RULE, &[entry("a/one.md", &more, "Yes.")]).1, Some(7), "{audience}");
        }
    }

    #[test]
    fn public_evidence_that_no_page_links_to_is_found() {
        let of = |audience: &str, url: &str| {
            let more =
                format!("audience = \"{audience}\"\nevidence = [{{ title = \"T\", url = \"{url}\" }}]");
            found(&RULE, &[entry("a/one.md", &more, "Yes."), entry("b/two.md", "", "Text.")]).len()
        };
        for url in ["javascript:alert(1)", "ftp://example.com/x", "../b/two.md", "https://"] {
            assert_eq!((of("public", url), of("internal", url)), (1, 0), "{url}");
        }
        for url in ["https://example.com/x", "HTTP://example.com", "mailto:a@b.example"] {
            assert_eq!(of("public", url), 0, "{url}");
        }
    }

    #[test]
    fn a_claim_of_an_entry_that_is_not_there_is_found() {
        let claims = |id: &str| {
            file(
                "_index.md",
                &format!(
                    "+++\ntitle = \"T\"\n[[claims]]\ntitle = \"C\"\ntext = \"Text.\"\nentry = \"{id}\"\n+++\n"
                ),
            )
        };
        let (path, line, message) = only(&RULE, &[entry("a/one.md", "", "Text."), claims("gone")]);
        assert_eq!((path.as_str(), line), ("_index.md", Some(6)));
        assert!(message.contains("gone"), "{message}");
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "Text."), claims("one")]), []);
    }
}
