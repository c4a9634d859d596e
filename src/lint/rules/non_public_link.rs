//! A link that only the house can follow.

use std::collections::BTreeSet;

use super::broken_link::links;
use crate::knowledge::Audience;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::phrase::{Said, said};
use crate::lint::rule::Rule;

/// Endings of host names that the public cannot reach (RFC 2606, RFC 6762, RFC 8375, and names that companies use inside).
const INSIDE: [&str; 10] = [
    ".local",
    ".internal",
    ".intern",
    ".intranet",
    ".corp",
    ".lan",
    ".home.arpa",
    ".localhost",
    ".private",
    ".test",
];
/// Hosts, and endings of hosts, of services that hold a company's own pages behind a login.
const BEHIND_A_LOGIN: [&str; 7] = [
    ".atlassian.net",
    ".sharepoint.com",
    "app.slack.com",
    "teams.microsoft.com",
    "1drv.ms",
    "onedrive.live.com",
    "app.asana.com",
];

pub(super) const RULE: Rule = Rule {
    code: "non-public-link",
    level: Level::Deny,
    summary: "a public entry, or an _index.md, links to or names a place that only the house can reach",
    doc: "\
A link of a public answer, or the address of its evidence, that leads to `localhost`, a private address (10.0.0.0/8 and the \
like), a host without a domain, an internal ending (`.local`, `.internal`, `.corp`), a file share, a service where companies \
keep their own pages behind a login (a wiki, a shared drive), or to an entry of the base that is not public. The customer \
cannot follow it, and it tells how the inside is called. So does an address, or the name of such a host, that stands in a text \
without being a link: in a question, an answer, a short answer, a blurb, a claim, a contact.

Name a public address, or give the document a title and no address.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = linked(context);
    let mut told: BTreeSet<(&str, String)> = BTreeSet::new();
    for checked in &context.entries {
        // What is a link has been told as one.
        told.extend(links(checked).into_iter().map(|link| (link.file, link.target)));
    }
    for (entry, said) in said(context, |entry| entry.audience == Audience::Public) {
        for (address, at, why) in named(&said) {
            if told.insert((said.file, address.to_owned())) {
                let message = format!("{address} names {why}");
                let one =
                    Found::at(said.file, said.line_at(at), message).hint("name a public address, or none");
                found.push(match entry {
                    Some(id) => one.of(id),
                    None => one,
                });
            }
        }
    }
    found
}

/// The addresses and hosts of a text that cannot be reached from outside, with their places and why.
fn named<'s>(said: &'s Said<'_>) -> Vec<(&'s str, usize, &'static str)> {
    let ends = |c: char| c.is_whitespace() || "<>()[]{}\"'`|,;“”’«»".contains(c);
    let mut named = Vec::new();
    let mut next = 0;
    for piece in said.text.split_inclusive(ends) {
        let at = next;
        next += piece.len();
        let part = piece.trim_end_matches(ends);
        let word = part.trim_end_matches(['.', ':', '!', '?', '*', '_']);
        let why = match word.split_once("://") {
            // A place for a name, as in `https://<tenant>.example.com`, is no address.
            Some((_, rest)) if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) => None,
            Some(_) => inside(word),
            None => bare_host(word).and_then(|host| internal(&host)),
        };
        named.extend(why.map(|why| (word, at, why)));
    }
    named
}

/// The host that a word without a scheme is or begins with, also behind the `@` of an email address.
fn bare_host(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let host = lower.rsplit('@').next()?.split(['/', ':']).next()?;
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (host.contains('.') && host.split('.').all(is_label)).then(|| host.to_owned())
}

/// Why a host with a domain cannot be reached from outside.
fn internal(host: &str) -> Option<&'static str> {
    if INSIDE.iter().any(|ending| host.ends_with(ending)) {
        return Some("an internal host");
    }
    let of =
        |service: &&str| if service.starts_with('.') { host.ends_with(*service) } else { host == *service };
    BEHIND_A_LOGIN.iter().any(of).then_some("a service behind a login")
}

fn linked(context: &Context<'_>) -> Vec<Found> {
    let public = context.entries.iter().filter(|checked| checked.entry.audience == Audience::Public);
    public
        .flat_map(|checked| links(checked).into_iter().map(move |link| (checked, link)))
        .filter_map(|(checked, link)| {
            let why = inside(&link.target).or_else(|| {
                let path = link.inside_the_base()?;
                let entry = context.files.get(path.as_str()).copied().flatten()?;
                (entry.audience != Audience::Public).then_some("an entry that is not public")
            })?;
            let message = format!("the link {} leads to {why}", link.target);
            Some(
                Found::at(link.file, link.line, message)
                    .of(&checked.entry.id)
                    .hint("name a public address, or leave the address out"),
            )
        })
        .collect()
}

/// Why a target cannot be reached from outside; `None` where it can, or is no address.
fn inside(target: &str) -> Option<&'static str> {
    let lower = target.to_lowercase();
    if lower.starts_with("file:") || lower.starts_with("smb:") || lower.starts_with("\\\\") {
        return Some("a file share");
    }
    let (_, rest) = lower.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    if authority.starts_with('[') {
        let local = ["[::1]", "[fc", "[fd", "[fe80"].iter().any(|start| authority.starts_with(start));
        return local.then_some("a private address");
    }
    let host = authority.split(':').next().unwrap_or_default().trim_end_matches('.');
    if let Some(octets) = address(host) {
        return is_private(octets).then_some("a private address");
    }
    if host == "localhost" || (!host.is_empty() && !host.contains('.')) {
        return Some("a host without a domain");
    }
    internal(host)
}

fn address(host: &str) -> Option<[u8; 4]> {
    let octets: Vec<u8> = host.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    octets.try_into().ok()
}

/// Private, link-local, shared and loopback addresses (RFC 1918, 3927, 6598, 1122).
fn is_private([a, b, _, _]: [u8; 4]) -> bool {
    matches!((a, b), (10 | 127 | 0, _) | (172, 16..=31) | (192, 168) | (169, 254) | (100, 64..=127))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, file, found, only};

    #[test]
    fn places_that_only_the_house_can_reach_are_told_from_public_ones() {
        for target in [
            "http://localhost:8080/x",
            "https://wiki/policy",
            "https://172.20.1.2/",
            "https://wiki.example.internal/",
            "https://acme.atlassian.net/wiki",
            "file:///srv/policy.pdf",
            "https://[::1]/",
            "https://user@10.0.0.1:443/",
        ] {
            assert!(inside(target).is_some(), "{target}");
        }
        for target in [
            "https://example.com/policy",
            "https://172.15.1.2/",
            "https://internal.example.com.se/",
            "mailto:a@b.example",
            "#x",
            "two.md",
            "https://slack.com/trust",
        ] {
            assert_eq!(inside(target), None, "{target}");
        }
    }

    #[test]
    fn a_public_entry_may_not_link_inside_and_an_internal_one_may() {
        let text = "Yes, see [the policy](https://wiki/policy).";
        assert_eq!(only(&RULE, &[entry("a/one.md", "", text)]).1, Some(8));
        assert_eq!(found(&RULE, &[entry("a/one.md", "audience = \"internal\"", text)]), []);
        let evidence = "evidence = [{ title = \"T\", url = \"https://wiki/policy\" }]";
        assert_eq!(only(&RULE, &[entry("a/one.md", evidence, "Yes.")]).1, Some(7));
    }

    #[test]
    fn an_address_or_host_that_is_no_link_is_found_on_its_line_and_once() {
        for text in [
            "Yes.\nSee https://wiki.acme.internal/page.",
            "Yes.\nIt runs on db1.acme.corp, as wiki.acme.corp does not.",
            "Yes.\nWrite to security@acme.local.",
            "Yes.\nAsk at `acme.atlassian.net/wiki`.",
            "Yes.\nSee https://wiki/policy and again https://wiki/policy.",
        ] {
            let all = found(&RULE, &[entry("a/one.md", "", text)]);
            assert_eq!(all.first().map(|found| found.line), Some(Some(9)), "{text}");
            assert_eq!(all.len(), text.matches("acme.corp").count().max(1), "{text}");
            assert_eq!(found(&RULE, &[entry("a/one.md", "audience = \"nda\"", text)]), [], "{text}");
        }
        let short = entry("a/one.md", "short = \"See http://localhost/x\"", "Yes.");
        assert_eq!(only(&RULE, &[short]).1, Some(7));
        let blurb = file("_index.md", "+++\ntitle = \"T\"\nblurb = \"At wiki.acme.lan.\"\n+++\n");
        assert_eq!(only(&RULE, &[entry("a/one.md", "", "Yes."), blurb]).0, "_index.md");
    }

    #[test]
    fn public_addresses_and_words_that_look_like_hosts_are_fine() {
        let text = "See https://example.com/x, trust.example.com, e.g. the local one. \
                    Backups are local. Internal audits too. https://<tenant>.example.com, a/b.local-ish, 10.0.";
        assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]), []);
    }

    #[test]
    fn a_link_from_a_public_entry_to_an_internal_one_is_found() {
        let files = [
            entry("a/one.md", "", "See [more](../b/two.md)."),
            entry("b/two.md", "audience = \"nda\"", "Text."),
        ];
        assert!(only(&RULE, &files).2.contains("not public"));
    }
}
