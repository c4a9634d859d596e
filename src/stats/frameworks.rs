//! Control frameworks and their parts: which of them entries speak to.
//!
//! Only codes and names of domains stand here, no text of a control.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::Entry;

/// A part of a framework: a domain of CCM, a theme of Annex A.
type Part = (&'static str, &'static str);

/// The domains of the Cloud Controls Matrix, version 4.
const CCM_DOMAINS: &[Part] = &[
    ("A&A", "Audit & Assurance"),
    ("AIS", "Application & Interface Security"),
    ("BCR", "Business Continuity Management & Operational Resilience"),
    ("CCC", "Change Control & Configuration Management"),
    ("CEK", "Cryptography, Encryption & Key Management"),
    ("DCS", "Datacenter Security"),
    ("DSP", "Data Security & Privacy Lifecycle Management"),
    ("GRC", "Governance, Risk & Compliance"),
    ("HRS", "Human Resources"),
    ("IAM", "Identity & Access Management"),
    ("IPY", "Interoperability & Portability"),
    ("IVS", "Infrastructure & Virtualization Security"),
    ("LOG", "Logging & Monitoring"),
    ("SEF", "Security Incident Management, E-Discovery & Cloud Forensics"),
    ("STA", "Supply Chain Management, Transparency & Accountability"),
    ("TVM", "Threat & Vulnerability Management"),
    ("UEM", "Universal Endpoint Management"),
];
/// The themes of Annex A of ISO/IEC 27001:2022.
const ISO_THEMES: &[Part] = &[
    ("A.5", "Organizational controls"),
    ("A.6", "People controls"),
    ("A.7", "Physical controls"),
    ("A.8", "Technological controls"),
];

/// The frameworks whose parts are known, with how a control names its part.
const FRAMEWORKS: &[Known] = &[
    Known { name: "CCM v4", unit: "domains", parts: CCM_DOMAINS, part_of: ccm_domain },
    Known { name: "ISO 27001:2022", unit: "themes", parts: ISO_THEMES, part_of: iso_theme },
];

struct Known {
    name: &'static str,
    unit: &'static str,
    parts: &'static [Part],
    part_of: fn(&str) -> Option<&str>,
}

/// How many entries speak to a part of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Entries that name a control of it.
    pub entries: usize,
    /// How many controls of it are named.
    pub controls: usize,
}

/// The parts of a framework, in its own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Its name.
    pub name: &'static str,
    /// What its parts are called.
    pub unit: &'static str,
    /// All its parts, those without any entry too.
    pub parts: Vec<Covered>,
}

impl Framework {
    /// The parts that no entry speaks to.
    pub fn gaps(&self) -> impl Iterator<Item = &Covered> {
        self.parts.iter().filter(|part| part.entries == 0)
    }
}

/// What the entries say of the known frameworks, and how many entries name controls of each other one.
pub(super) fn coverage(entries: &[Entry]) -> (Vec<Framework>, BTreeMap<String, usize>) {
    let mut found: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    let mut others: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        for control in &entry.controls {
            let part = FRAMEWORKS.iter().find_map(|framework| {
                let code = (framework.part_of)(control)?;
                framework.parts.iter().map(|(known, _)| *known).find(|known| *known == code)
            });
            match part {
                Some(code) => {
                    let (by, named) = found.entry(code).or_default();
                    by.insert(&entry.id);
                    named.insert(control_of(control));
                }
                None => {
                    others.entry(framework_of(control).to_owned()).or_default().insert(&entry.id);
                }
            }
        }
    }
    let covered = |(code, name): &Part| {
        let (entries, controls) = found.get(code).map_or((0, 0), |(by, named)| (by.len(), named.len()));
        Covered { code, name, entries, controls }
    };
    let frameworks = FRAMEWORKS.iter().map(|framework| Framework {
        name: framework.name,
        unit: framework.unit,
        parts: framework.parts.iter().map(covered).collect(),
    });
    (frameworks.collect(), others.into_iter().map(|(name, by)| (name, by.len())).collect())
}

/// The control itself, which stands last: `CEK-03` of `CCM v4 CEK-03`.
fn control_of(control: &str) -> &str {
    control.trim().rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// What stands before the control; the whole where nothing does.
fn framework_of(control: &str) -> &str {
    let control = control.trim();
    let framework = control.strip_suffix(control_of(control)).unwrap_or_default().trim();
    if framework.is_empty() { control } else { framework }
}

/// `CEK` of `CCM v4 CEK-03`. Version 3 had other domains.
fn ccm_domain(control: &str) -> Option<&str> {
    let framework = framework_of(control);
    let named = framework.contains("CCM") || framework.contains("CAIQ");
    let (domain, _) = control_of(control).split_once('-')?;
    let older = framework.contains("v3") || framework.contains(" 3");
    (named && !older).then_some(domain)
}

/// `A.8` of `ISO 27001:2022 A.8.24`. The edition of 2013 had other themes.
fn iso_theme(control: &str) -> Option<&str> {
    let framework = framework_of(control);
    let named = framework.contains("27001") && (framework.contains("2022") || !framework.contains(':'));
    let theme = control_of(control).rsplit_once('.')?.0;
    named.then_some(theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_counts_for_its_part_and_an_older_edition_does_not() {
        assert_eq!(ccm_domain("CCM v4 CEK-03"), Some("CEK"));
        assert_eq!(ccm_domain("CCM v4 A&A-02"), Some("A&A"));
        assert_eq!(ccm_domain("CAIQ v4.0.3 CEK-03.1"), Some("CEK"));
        assert_eq!(ccm_domain("CCM v3.0.1 EKM-03"), None);
        assert_eq!(iso_theme("ISO 27001:2022 A.8.24"), Some("A.8"));
        assert_eq!(iso_theme("ISO/IEC 27001 A.5.1"), Some("A.5"));
        assert_eq!(iso_theme("ISO 27001:2013 A.8.1.1"), None);
        assert_eq!(framework_of("NIST CSF PR.DS-1"), "NIST CSF");
    }

    #[test]
    fn the_matrix_has_seventeen_domains_and_the_annex_four_themes() {
        let codes: BTreeSet<&str> = CCM_DOMAINS.iter().map(|(code, _)| *code).collect();
        assert_eq!((codes.len(), ISO_THEMES.len()), (17, 4));
    }
}
