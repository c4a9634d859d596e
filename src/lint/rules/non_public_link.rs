//! A link that only the house can follow.

use super::broken_link::links;
use crate::knowledge::Audience;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
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
    summary: "a public entry links to a place that only the house can reach",
    doc: "\
A link of a public answer, or the address of its evidence, that leads to `localhost`, a private address (10.0.0.0/8 and the \
like), a host without a domain, an internal ending (`.local`, `.internal`, `.corp`), a file share, a service where companies \
keep their own pages behind a login (a wiki, a shared drive), or to an entry of the base that is not public. The customer \
cannot follow it, and it tells how the inside is called.

Name a public address, or give the document a title and no address.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
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
    if INSIDE.iter().any(|ending| host.ends_with(ending)) {
        return Some("an internal host");
    }
    let of =
        |service: &&str| if service.starts_with('.') { host.ends_with(*service) } else { host == *service };
    BEHIND_A_LOGIN.iter().any(of).then_some("a service behind a login")
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
    use crate::lint::testing::{entry, found, only};

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
    fn a_link_from_a_public_entry_to_an_internal_one_is_found() {
        let files = [
            entry("a/one.md", "", "See [more](../b/two.md)."),
            entry("b/two.md", "audience = \"nda\"", "Text."),
        ];
        assert!(only(&RULE, &files).2.contains("not public"));
    }
}
