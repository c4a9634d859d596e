//! Names of standards, frameworks, laws and algorithms in a text, by the shape of an identifier, not by a list of titles.

use std::collections::BTreeSet;

use super::normalise::normal;
use super::pattern::{Pattern, patterns};

patterns! {
    /// Bodies and families that are followed by a number or a name of their own.
    static NUMBERED = Pattern::ascii(
        r"(?xi)\b(?:
            (?P<iso>ISO(?:\s*/\s*IEC)?|IEC|SS-EN\s+ISO(?:/IEC)?|EN\s+ISO)\s*[-:]?\s*(?P<ison>[0-9]{4,5})(?:-[0-9]+)?(?::[0-9]{4})?
          | NIST(?:\s+SP|\s+Special\s+Publication)?\s*[-]?\s*(?P<nist>[0-9]{3}-[0-9]{1,3}[A-Z]?)
          | SP\s*(?P<sp>[0-9]{3}-[0-9]{1,3}[A-Z]?)
          | SOC\s*[-]?\s*(?P<soc>[1-3])
          | (?:SSAE|ISAE)\s*[-]?\s*(?P<isae>[0-9]{2,4})
          | FIPS\s*[-]?\s*(?:PUB\s*)?(?P<fips>[0-9]{3}(?:-[0-9])?)
          | BSI\s+(?P<bsi>C5|IT-Grundschutz|Grundschutz)
          | PCI(?:[\s-]*(?:DSS|SSF|PIN|SAQ))?
          | AES[\s-]*(?P<aes>[0-9]{3})?
          | RSA[\s-]*(?P<rsa>[0-9]{4})?
          | SHA[\s-]*(?P<sha>[0-9]{1,3})
          | (?:TLS|SSL)\s*v?(?P<tls>[0-9](?:\.[0-9])?)?
          | (?:OSI\s+)?(?:Layer\s*-?\s*|L)(?P<osi>[2-7])
          | CIS\s+(?P<cis>Benchmarks?|Controls?|CSC|Level\s+[12])
          | (?P<name>GDPR|NIS\s?2|NIS|DORA|HIPAA|HITRUST|HITECH|CCPA|CPRA|FERPA|GLBA|SOX|FISMA|FedRAMP|StateRAMP|CMMC|DFARS|ITAR|CJIS|PIPEDA|LGPD|TISAX|ENS|SWIFT
              |COBIT|ITIL|OWASP|ASVS|SAMM|BSIMM|CSA\s+STAR|STAR|CAIQ|CCM|SecNumCloud|HDS|EUCS|eIDAS|CRA|AI\s+Act|CLOUD\s+Act|STIGs?|Cyber\s+Essentials(?:\s+Plus)?|NERC(?:\s+CIP)?|IRAP|MTCS|TPN|OSPAR|TCG\s+Opal|WCAG|HECVAT|SIG|MITRE(?:\s+ATT&CK)?|COPPA|EO\s*[0-9]{5}|Patriot\s+Act)
        )\b",
        &[
            "iso", "iec", "nist", "sp", "soc", "ssae", "isae", "fips", "bsi", "pci", "aes", "rsa", "sha", "tls", "ssl",
            "cis", "layer", "l2", "l3", "l4", "l5", "l6", "l7", "gdpr", "nis", "dora", "hipaa", "hitrust", "hitech", "ccpa", "cpra", "ferpa", "glba", "sox", "fisma",
            "fedramp", "stateramp", "cmmc", "dfars", "itar", "cjis", "pipeda", "lgpd", "tisax", "ens", "swift", "cobit",
            "itil", "owasp", "asvs", "samm", "bsimm", "csa", "star", "caiq", "ccm", "secnumcloud", "hds", "eucs", "eidas",
            "cra", "ai", "cloud", "stig", "cyber", "nerc", "irap", "mtcs", "tpn", "ospar", "tcg", "wcag", "hecvat", "sig",
            "mitre", "coppa", "eo", "patriot", "en iso", "ss-en",
        ],
    );
}

/// The standards a text names, one normal form each: `iso 27001`, `nist 800-53`, `soc 2`, `aes 256`, `nis2`, `gdpr`.
///
/// Editions (`:2022`) are left out; `ISO 27001` and `ISO/IEC 27001:2022` are one.
pub fn standards(text: &str) -> BTreeSet<String> {
    let text = normal(text);
    let mut found = BTreeSet::new();
    for hit in NUMBERED.hits(&text) {
        let group = |name: &str| hit.name(name).map(str::to_lowercase);
        let numbered = [
            ("iso", "ison"),
            ("nist", "nist"),
            ("nist", "sp"),
            ("soc", "soc"),
            ("isae", "isae"),
            ("fips", "fips"),
            ("bsi", "bsi"),
            ("aes", "aes"),
            ("rsa", "rsa"),
            ("sha", "sha"),
            ("tls", "tls"),
            ("cis", "cis"),
            ("layer", "osi"),
        ]
        .into_iter()
        .find_map(|(family, name)| group(name).map(|n| format!("{family} {}", singular(&n))));
        let plain = hit.whole().to_lowercase();
        found.insert(match numbered {
            Some(id) => id,
            None if plain.starts_with("pci") => "pci".to_owned(),
            None if plain.starts_with("nis") => plain.replace(' ', ""),
            None => singular(&plain),
        });
    }
    // "ISO 27001, 27017 and 27018": numbers that follow an ISO number belong to it.
    if found.iter().any(|f| f.starts_with("iso ")) {
        found.extend(
            text.split(|c: char| !c.is_ascii_digit())
                .filter(|n| {
                    n.len() == 5
                        && (n.starts_with("27")
                            || n.starts_with("22")
                            || n.starts_with("14")
                            || n.starts_with("20"))
                })
                .map(|n| format!("iso {n}")),
        );
    }
    found
}

fn singular(name: &str) -> String {
    match name {
        "benchmarks" | "controls" | "stigs" => name.trim_end_matches('s').to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        standards(text).into_iter().collect()
    }

    #[test]
    fn one_standard_in_many_spellings_is_one() {
        for text in ["ISO 27001", "ISO/IEC 27001:2022", "iso27001", "ISO-27001"] {
            assert_eq!(of(text), ["iso 27001"], "{text}");
        }
        assert_eq!(of("SOC2 Type II"), ["soc 2"]);
        assert_eq!(of("NIST SP 800-53"), ["nist 800-53"]);
        assert_eq!(of("PCI-DSS 4.0"), ["pci"]);
        assert_eq!(of("NIS 2 directive"), ["nis2"]);
    }

    #[test]
    fn a_list_after_iso_is_read_whole() {
        assert_eq!(of("ISO 27001, 27017 and 27018"), ["iso 27001", "iso 27017", "iso 27018"]);
    }

    #[test]
    fn algorithms_bear_their_sizes_and_versions() {
        assert_eq!(of("AES-256 and TLS 1.2"), ["aes 256", "tls 1.2"]);
        assert_ne!(of("AES-128"), of("AES-256"));
    }

    #[test]
    fn ordinary_words_are_no_standards() {
        assert!(of("Do you isolate the social network of your essence?").is_empty());
    }
}
