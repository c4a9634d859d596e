//! Concepts of the field in English and Swedish: one key for the words that mean the same thing.
//!
//! Suggestions use it so that "MFA" finds "multi-factor" and a Swedish question finds an English entry. It never helps
//! a fill: two words of one concept are near, not equal.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::language::Language;
use super::normalise::normal;
use super::signs::Signs;
use super::{Map, map};

struct Concept {
    key: &'static str,
    /// Phrases of whole words; a trailing `*` on a word lets it go on.
    english: &'static [&'static str],
    /// Parts of words: Swedish joins its nouns.
    swedish: &'static [&'static str],
}

const fn c(key: &'static str, english: &'static [&'static str], swedish: &'static [&'static str]) -> Concept {
    Concept { key, english, swedish }
}

const CONCEPTS: &[Concept] = &[
    c("~encryption", &["encrypt*", "unencrypted", "cipher*", "cryptograph*", "aes*"], &["krypt", "aes"]),
    c(
        "~at-rest",
        &["at rest", "stored", "storage", "disk*", "drive*", "storing", "media", "database*"],
        &["lagra", "i vila", "disk", "lagring", "databas"],
    ),
    c(
        "~in-transit",
        &["in transit", "in motion", "tls", "ssl", "https", "transmi*"],
        &["överför", "under transport", "i transit", "tls"],
    ),
    c(
        "~password",
        &["password*", "credential*", "passphrase*", "secret*", "authentication information", "api key*"],
        &[
            "lösenord",
            "inloggningsuppgift",
            "autentiseringsinformation",
            "hemlig",
            "autentiseringsuppgift",
            "api-nyck",
        ],
    ),
    c(
        "~key",
        &["key management", "encryption key*", "cryptographic key*", "kms", "hsm"],
        &["nyckelhantering", "krypteringsnyck"],
    ),
    c(
        "~mfa",
        &["mfa", "multi factor", "multifactor", "two factor", "2fa"],
        &["flerfaktor", "tvåfaktor", "mfa", "multifaktor"],
    ),
    c(
        "~access",
        &[
            "access control*",
            "access right*",
            "authori*",
            "permission*",
            "entitlement*",
            "rbac",
            "least privilege",
        ],
        &["åtkomst", "behörig", "rättighet"],
    ),
    c(
        "~privileged",
        &["privileged", "administrat*", "admin", "admins", "root", "superuser*", "elevated"],
        &["privilegi", "administrat", "förhöjd", "priviligi"],
    ),
    c(
        "~user",
        &["user*", "employee*", "staff", "personnel", "workforce"],
        &["användar", "anställd", "medarbetar", "personal"],
    ),
    c(
        "~log",
        &["log", "logs", "logged", "logging", "audit trail*", "audit log*", "siem", "event record*"],
        &["logg", "spårbar", "siem", "händelse"],
    ),
    c(
        "~log-protection",
        &["tamper*", "log integrity", "alteration", "immutab*", "worm", "unauthori* modif*", "forensic*"],
        &["manipul", "förvansk", "oföränderlig", "skydd av logg", "forensisk"],
    ),
    c(
        "~monitor",
        &[
            "monitor*",
            "surveil*",
            "observ*",
            "alert*",
            "alarm*",
            "soc",
            "24x7",
            "24/7",
            "around the clock",
            "detect*",
            "anomal*",
        ],
        &["övervak", "larm", "bevak", "dygnet runt", "upptäck", "avvikels"],
    ),
    c(
        "~round-the-clock",
        &["24/7*", "24x7*", "around the clock", "round the clock", "year round", "continuous monitoring"],
        &["dygnet runt", "24/7", "årets alla dagar"],
    ),
    c(
        "~retention",
        &["retention", "retain*", "how long", "kept for", "archiv*", "stored for", "keep"],
        &["hur länge", "bevara", "gallring", "sparas", "lagringstid", "lagras", "arkiv"],
    ),
    c(
        "~capacity",
        &[
            "capacity",
            "resource usage",
            "resource utili*",
            "utilization",
            "performance",
            "scal*",
            "workload forecast*",
        ],
        &["kapacitet", "resurs", "prestanda", "skalbar"],
    ),
    c(
        "~shortage",
        &["shortage*", "threshold*", "exhaust*", "out of capacity", "bottleneck*", "running out"],
        &["brist", "tröskel", "gränsvärd", "slut på"],
    ),
    c(
        "~clock",
        &["clock*", "time source*", "ntp", "time sync*", "synchroni*", "timestamp*", "time reference"],
        &["klock", "tidssynk", "tidskäll", "ntp", "synkroniser", "tidsstämp", "tidsangiv"],
    ),
    c(
        "~vulnerability",
        &["vulnerabilit*", "weakness*", "cve", "scan*", "exploit*"],
        &["sårbar", "svaghet", "skanning", "skanna"],
    ),
    c(
        "~patch",
        &["patch*", "security update*", "software update*", "hotfix*", "updates"],
        &["patch", "uppdatering", "säkerhetsuppdat"],
    ),
    c(
        "~disclosure",
        &[
            "disclos*",
            "report a vulnerab*",
            "bug bounty",
            "responsible disclosure",
            "researcher*",
            "report security",
            "security txt",
        ],
        &["anmäla", "rapportera", "ansvarsfull", "säkerhetsforsk"],
    ),
    c(
        "~hardening",
        &[
            "harden*",
            "baseline*",
            "cis benchmark*",
            "secure configuration*",
            "configuration standard*",
            "configuration management",
            "misconfigur*",
        ],
        &["härd", "baslinje", "säker konfig", "grundkonfig", "konfiguration"],
    ),
    c(
        "~malware",
        &[
            "malware",
            "malicious",
            "virus*",
            "antivirus*",
            "anti malware",
            "edr",
            "ransomware",
            "trojan*",
            "endpoint protection",
            "endpoint detection",
        ],
        &["skadlig", "virus", "edr", "utpressning", "sabotageprogram", "klientskydd"],
    ),
    c("~awareness", &["awareness", "security training", "trained"], &["medvetenhet", "utbildning"]),
    c(
        "~tenant",
        &[
            "tenan*",
            "segregat*",
            "separat*",
            "isolat*",
            "multitenan*",
            "multi tenan*",
            "other customers",
            "lateral",
        ],
        &["separer", "isoler", "hyresgäst", "åtskil", "åtskild", "avskil", "andra kunder", "kundmiljö"],
    ),
    c(
        "~network",
        &["network*", "firewall*", "vlan*", "sdn", "segment*", "zone*", "dmz", "perimeter"],
        &["nätverk", "brandvägg", "segment", "zon", "nätet"],
    ),
    c(
        "~ddos",
        &["ddos", "denial of service", "volumetric", "waf", "web application firewall", "cdn"],
        &["ddos", "överbelast", "waf", "tillgänglighetsattack"],
    ),
    c(
        "~network-attack",
        &["network attack*", "attack*", "intrusion*", "ids", "ips"],
        &["angrepp", "attack", "intrång"],
    ),
    c(
        "~gdpr",
        &[
            "gdpr",
            "personal data",
            "data protection",
            "privacy",
            "pii",
            "processor",
            "controller",
            "dpa",
            "personally identifiable",
        ],
        &["gdpr", "personuppgift", "dataskydd", "biträde", "dpa", "integritet", "pub-avtal"],
    ),
    c(
        "~sovereignty",
        &[
            "sovereign*",
            "jurisdiction*",
            "cloud act",
            "foreign",
            "legal system",
            "extraterritorial",
            "u s law",
        ],
        &["suverän", "jurisdiktion", "cloud act", "rådighet", "tredje land", "tredjeland", "utländsk"],
    ),
    c(
        "~location",
        &[
            "location*",
            "located",
            "reside*",
            "residency",
            "country",
            "countries",
            "geograph*",
            "data cent*",
            "datacent*",
            "hosted",
            "region*",
        ],
        &["datacenter", "datahall", "lokalis", "geograf", "var lagras", "inom sverige", "land", "placer"],
    ),
    c("~sweden", &["sweden", "swedish", "eu", "eea", "nordic"], &["sverige", "svensk", "eu", "ees"]),
    c(
        "~certified",
        &[
            "certif*",
            "accredit*",
            "iso",
            "soc 2",
            "attestation*",
            "audited",
            "independent audit*",
            "compliance report*",
            "27001",
        ],
        &["certifi", "iso", "revision", "granska", "ackredit"],
    ),
    c(
        "~availability",
        &["availab*", "redundan*", "uptime", "resilien*", "failover", "high availability", "ha"],
        &["tillgänglig", "redundan", "drifttid", "upptid", "feltåli"],
    ),
    c(
        "~lock-in",
        &["lock in", "lockin", "portab*", "exit", "open standard*", "interoperab*", "migrat*", "vendor lock"],
        &["inlåsning", "portabil", "öppna standard", "flytta", "exit", "leverantörsberoende"],
    ),
    c("~backup", &["backup*", "back up*", "restore*", "recovery"], &["backup", "säkerhetskopi", "återställ"]),
    c("~incident", &["incident*", "breach*"], &["incident", "personuppgiftsincident"]),
    c(
        "~supplier",
        &["supplier*", "vendors", "third part*", "subcontract*", "subprocess*", "outsourc*"],
        &["leverantör", "underleverantör", "tredjepart", "underbiträde"],
    ),
    c(
        "~policy",
        &["polic*", "procedure*", "process*", "documented", "formal"],
        &["policy", "rutin", "process", "riktlinje", "dokument"],
    ),
    c("~customer", &["customer*", "client", "clients", "tenant*", "subscriber*"], &["kund"]),
    c(
        "~pentest",
        &["penetration test*", "pen test*", "pentest*", "red team*"],
        &["penetrationstest", "pentest"],
    ),
    c("~training", &["training", "educat*"], &["utbild"]),
];

/// A phrase of the glossary, split.
struct Phrase {
    concept: usize,
    /// Words; the flag says whether the word may go on.
    words: Vec<(&'static str, bool)>,
}

/// Whether a word is one of a phrase.
fn is_word((part, goes_on): &(&str, bool), word: &str) -> bool {
    if *goes_on { word.starts_with(part) } else { word == *part }
}

/// The English phrases.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let phrases = CONCEPTS.iter().enumerate().flat_map(|(concept, entry)| {
        entry.english.iter().map(move |phrase| Phrase {
            concept,
            words: phrase
                .split(' ')
                .map(|w| w.strip_suffix('*').map_or((w, false), |head| (head, true)))
                .collect(),
        })
    });
    phrases.collect()
});

/// What a word touches: concepts by itself, a bit each, and phrases that it may begin.
#[derive(Default)]
struct Touch {
    alone: u64,
    begins: Vec<&'static Phrase>,
}

const _: () = assert!(CONCEPTS.len() <= 64, "a concept has a bit of its own");

impl Touch {
    fn of(word: &str) -> Self {
        let mut touch = Self::default();
        // A phrase is looked at where its first letter agrees: most do not.
        let near = PHRASES.iter().filter(|p| p.words[0].0.as_bytes().first() == word.as_bytes().first());
        for phrase in near.filter(|phrase| is_word(&phrase.words[0], word)) {
            match phrase.words.len() {
                1 => touch.alone |= 1 << phrase.concept,
                _ => touch.begins.push(phrase),
            }
        }
        touch
    }
}

/// Words that a thread keeps; see `lexeme`.
const KEPT: usize = 50_000;

thread_local! {
    static TOUCHES: RefCell<Map<String, Touch>> = RefCell::new(map());
}

/// How many parts of words there are.
const PART_COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < CONCEPTS.len() {
        count += CONCEPTS[at].swedish.len();
        at += 1;
    }
    count
};

/// The Swedish parts of words, and the concept of each.
static PARTS: (Signs, [usize; PART_COUNT]) = (Signs::new(&PART_LIST.0), PART_LIST.1);

const PART_LIST: ([&str; PART_COUNT], [usize; PART_COUNT]) = {
    let (mut parts, mut concepts) = ([""; PART_COUNT], [0; PART_COUNT]);
    let (mut count, mut at) = (0, 0);
    while at < CONCEPTS.len() {
        let mut part = 0;
        while part < CONCEPTS[at].swedish.len() {
            parts[count] = CONCEPTS[at].swedish[part];
            concepts[count] = at;
            count += 1;
            part += 1;
        }
        at += 1;
    }
    (parts, concepts)
};

/// The concepts that a text touches, each once, in the order of the glossary.
pub fn concepts(text: &str, language: Language) -> Vec<&'static str> {
    concepts_of_lower(&normal(text).to_lowercase(), language)
}

/// The same of a text in its normal form and in lower case.
pub(crate) fn concepts_of_lower(text: &str, language: Language) -> Vec<&'static str> {
    let mut touched = 0_u64;
    if language != Language::Swedish {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|w| !w.is_empty()).collect();
        TOUCHES.with_borrow_mut(|known| {
            for (at, word) in words.iter().enumerate() {
                if !known.contains_key(*word) && known.len() < KEPT {
                    known.insert((*word).to_owned(), Touch::of(word));
                }
                let unknown;
                let touch = match known.get(*word) {
                    Some(touch) => touch,
                    None => {
                        unknown = Touch::of(word);
                        &unknown
                    }
                };
                touched |= touch.alone;
                for phrase in &touch.begins {
                    let rest = words.get(at..at + phrase.words.len());
                    let holds =
                        rest.is_some_and(|rest| rest.iter().zip(&phrase.words).all(|(w, p)| is_word(p, w)));
                    touched |= u64::from(holds) << phrase.concept;
                }
            }
        });
    }
    if language != Language::English {
        PARTS.0.each(text, |part| {
            touched |= 1 << PARTS.1[part];
            ControlFlow::Continue(())
        });
    }
    let touches = |(at, concept): (usize, &Concept)| (touched >> at & 1 == 1).then_some(concept.key);
    CONCEPTS.iter().enumerate().filter_map(touches).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_meet_in_a_concept() {
        let english = concepts("Is data encrypted at rest?", Language::English);
        let swedish = concepts("Krypteras lagrad data?", Language::Swedish);
        assert!(english.contains(&"~encryption") && swedish.contains(&"~encryption"));
        assert!(english.contains(&"~at-rest") && swedish.contains(&"~at-rest"));
    }

    #[test]
    fn a_concept_key_is_used_once() {
        let mut keys: Vec<_> = CONCEPTS.iter().map(|c| c.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), CONCEPTS.len());
    }

    #[test]
    fn a_phrase_is_made_of_whole_words() {
        assert!(!concepts("Is the blog catalogued?", Language::English).contains(&"~log"));
    }
}
