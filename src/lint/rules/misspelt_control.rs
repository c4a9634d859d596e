//! A control id that its standard does not have.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::text::pattern::{Pattern, patterns};

patterns! {
    static ISO_27001 = Pattern::ascii(r"^(?:ISO(?:/IEC)? )?27001(?::(?P<year>2013|2022))? (?:A\.(?P<theme>[0-9]{1,2})\.(?P<number>[0-9]{1,2})(?:\.[0-9]{1,2})?|(?:[4-9]|10)(?:\.[0-9]{1,2}){0,3}(?: ?[a-z]\))?)$", &[]);
    static ISO_27000 = Pattern::ascii(r"^ISO(?:/IEC)? (?:27002|27017|27018|27701|14001|9001|22301|20000-1)(?::[0-9]{4})? (?:[A-Z]{1,3}\.?)?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}$", &[]);
    static CCM = Pattern::ascii(r"^(?:CSA )?CCM(?: v?[0-9](?:\.[0-9]{1,2}){0,2})? (?:A&A|AAC|AIS|BCR|CCC|CEK|DCS|DSP|DSI|EKM|GRC|GRM|HRS|IAM|IPY|IVS|LOG|MOS|SEF|STA|TVM|UEM)-[0-9]{2}(?:\.[0-9]{1,2})?$", &[]);
    static NIST_800_53 = Pattern::ascii(r"^NIST (?:SP )?800-53(?: (?:r|Rev\.? ?)?[45])? (?:AC|AT|AU|CA|CM|CP|IA|IR|MA|MP|PE|PL|PM|PS|PT|RA|SA|SC|SI|SR)-[0-9]{1,2}(?:\([0-9]{1,2}\))?$", &[]);
    static NIST_CSF = Pattern::ascii(r"^NIST CSF(?: v?[12]\.[01])? (?:GV|ID|PR|DE|RS|RC)(?:\.[A-Z]{2})?(?:-[0-9]{1,2})?$", &[]);
    static SOC_2 = Pattern::ascii(r"^SOC ?2 (?:CC|A|C|PI|P)[0-9]\.[0-9]{1,2}$", &[]);
    static CIS = Pattern::ascii(r"^CIS(?: Controls?)?(?: v[78](?:\.[01])?)? [0-9]{1,2}(?:\.[0-9]{1,2})?$", &[]);
    static PCI = Pattern::ascii(r"^PCI(?: |-)DSS(?: v?[34](?:\.[0-9]){0,2})? [0-9]{1,2}(?:\.[0-9]{1,2}){0,4}$", &[]);
    static LAW = Pattern::ascii(
        r"(?x)^(?:GDPR|NIS\ ?2|DORA|CRA|AI\ Act)\ (?:
            (?:Art(?:icle|\.)?)\ ?[0-9]{1,3}
          | (?:Annex|Chapter)\ (?:[IVX]{1,5}|[0-9]{1,2})
          | Recital\ ?[0-9]{1,3}
        )(?:,?\ (?:Part|Section|point|no\.)\ (?:[IVX]{1,5}|[0-9]{1,2}|\([0-9a-z]{1,3}\)))*(?:\ ?\([0-9a-z]{1,3}\))*$",
        &[],
    );
}

/// A standard, by how its controls begin, with what a whole one looks like.
struct Family {
    starts: &'static [&'static str],
    shape: &'static Pattern,
    example: &'static str,
}

/// The standards whose ids are known. A standard that is not here may have ids of any shape.
static FAMILIES: [&Family; 13] = [
    &Family {
        starts: &["iso 27001", "iso/iec 27001", "27001"],
        shape: &ISO_27001,
        example: "ISO 27001:2022 A.8.24",
    },
    &Family {
        starts: &[
            "iso 27002",
            "iso/iec 27002",
            "iso 27017",
            "iso/iec 27017",
            "iso 27018",
            "iso/iec 27018",
            "iso 27701",
            "iso/iec 27701",
            "iso 14001",
            "iso 9001",
            "iso 22301",
            "iso 20000-1",
            "iso/iec 20000-1",
        ],
        shape: &ISO_27000,
        example: "ISO 27017 CLD.9.5.1",
    },
    &Family { starts: &["ccm", "csa ccm"], shape: &CCM, example: "CCM v4 CEK-03" },
    &Family {
        starts: &["nist 800-53", "nist sp 800-53"],
        shape: &NIST_800_53,
        example: "NIST 800-53 AC-2(1)",
    },
    &Family { starts: &["nist csf"], shape: &NIST_CSF, example: "NIST CSF PR.AA-01" },
    &Family { starts: &["soc 2", "soc2"], shape: &SOC_2, example: "SOC 2 CC6.1" },
    &Family { starts: &["cis control", "cis controls"], shape: &CIS, example: "CIS Controls 3.11" },
    &Family { starts: &["pci dss", "pci-dss"], shape: &PCI, example: "PCI DSS 3.5.1" },
    &Family { starts: &["gdpr"], shape: &LAW, example: "GDPR Art. 32(1)" },
    &Family { starts: &["nis2", "nis 2"], shape: &LAW, example: "NIS2 Art. 21(2)" },
    &Family { starts: &["dora"], shape: &LAW, example: "DORA Art. 9(2)" },
    &Family { starts: &["cra"], shape: &LAW, example: "CRA Annex I Part I" },
    &Family { starts: &["ai act"], shape: &LAW, example: "AI Act Art. 15(1)" },
];

/// The last control of each theme of annex A of ISO 27001:2022, from theme 5 on.
const LAST_OF_THEME: [u32; 4] = [37, 8, 14, 34];
/// The first theme of that annex.
const FIRST_THEME: u32 = 5;

pub(super) const RULE: Rule = Rule {
    code: "misspelt-control",
    level: Level::Warn,
    summary: "a control does not look like one of its standard, or its standard has no such control",
    doc: "\
`controls` find an entry by the id that a form writes beside its question, so `ISO 27001:2022 A.8.99` or `CCM v4 CEK-3` finds \
nothing. The shapes of ISO 27001 and its family, CSA CCM, NIST 800-53 and CSF, SOC 2, CIS Controls, PCI DSS and articles, \
annexes and recitals of EU law are known, and which numbers annex A of ISO 27001:2022 has. Controls of other standards may look as they like.

Correct the id.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let entries = context.entries.iter();
    let controls =
        entries.flat_map(|checked| checked.own.under("controls").map(move |field| (checked, field)));
    controls
        .filter_map(|(checked, field)| {
            let (why, hint) = fault(&field.text)?;
            let message = format!("the control \"{}\" {why}", field.text);
            Some(Found::at(checked.own.path, field.line, message).of(&checked.entry.id).hint(hint))
        })
        .collect()
}

/// What is wrong with a control, and what to do.
fn fault(control: &str) -> Option<(String, String)> {
    let lower = control.to_lowercase();
    let begins = |start: &&&str| {
        lower.strip_prefix(**start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let of = |family: &&&Family| family.starts.iter().any(|start| begins(&start));
    let family = FAMILIES.iter().find(of)?;
    let Some(hit) = family.shape.hits(control).next() else {
        return Some((
            "does not look like one of its standard".to_owned(),
            format!("write it as \"{}\"", family.example),
        ));
    };
    if hit.name("year").is_some_and(|year| year == "2013") {
        return None;
    }
    let number = |name: &str| hit.name(name).and_then(|text| text.parse::<u32>().ok());
    let (theme, number) = (number("theme")?, number("number")?);
    // Without a year the controls of 2013 are meant as well, whose annex goes on to 18.
    hit.name("year")?;
    let last = theme.checked_sub(FIRST_THEME).and_then(|at| LAST_OF_THEME.get(at as usize));
    let there = last.is_some_and(|last| (1..=*last).contains(&number));
    (!there).then(|| {
        (
            "is not in annex A of ISO 27001:2022".to_owned(),
            "its themes end with A.5.37, A.6.8, A.7.14 and A.8.34".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, only};

    #[test]
    fn controls_that_no_standard_has_are_found_on_their_line() {
        for control in [
            "ISO 27001:2022 A.8.35",
            "ISO 27001:2022 A.9.1",
            "ISO 27001:2022 8.24.",
            "ISO 27017 x",
            "CCM v4 CEK-3",
            "CCM v4 XYZ-03",
            "NIST 800-53 ZZ-1",
            "NIST CSF XX.AC",
            "SOC 2 6.1",
            "PCI DSS three",
            "GDPR 32",
            "GDPR Art. x",
            "CRA Annex one",
            "ISO 27001:2022 6.1.3 dd)",
        ] {
            let more = format!("controls = [\n  \"{control}\",\n]");
            assert_eq!(only(&RULE, &[entry("a/one.md", &more, "Text.")]).1, Some(8), "{control}");
        }
    }

    #[test]
    fn the_hint_shows_a_control_of_the_same_law() {
        for (control, law) in [("GDPR 32", "GDPR Art. "), ("CRA 1", "CRA Annex "), ("DORA x", "DORA Art. ")] {
            let (_, hint) = fault(control).unwrap();
            assert!(hint.contains(law), "{hint}");
        }
    }

    #[test]
    fn controls_of_known_and_of_other_standards_are_fine() {
        for family in FAMILIES {
            assert_eq!(fault(family.example), None, "{}", family.example);
        }
        for control in [
            "ISO 27001:2013 A.18.1.4",
            "ISO 27001 A.12.4.1",
            "ISO/IEC 27001:2022 6.1.2",
            "CCM v4 A&A-02",
            "ISO 27018 A.10.1",
            "NIS2 Art. 21(2)(h)",
            "NIS2 Annex I",
            "CRA Annex I",
            "CRA Annex I Part II (1)",
            "CRA Annex I, Part I, point (2)(a)",
            "GDPR Recital 78",
            "GDPR Art. 32 (1)",
            "GDPR Article 28(3)(h)",
            "AI Act Art. 113",
            "ISO 27001:2022 6.1.3 d)",
            "ISO 27001:2022 10.2",
            "BSI C5 OPS-01",
            "Our own 12",
            "Cisco hardening 3",
            "CIS Controls v8 4",
            "CIS Benchmark Linux 1.1",
            "CCM v4.0.12 CEK-03",
            "SOC 2 CC6.1",
        ] {
            assert_eq!(fault(control), None, "{control}");
        }
    }
}
