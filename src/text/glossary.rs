//! Concepts of the field in English and Swedish: one key for the words that mean the same thing.
//!
//! Suggestions use it so that "MFA" finds "multi-factor" and a Swedish question finds an English entry. It never helps
//! a fill: two words of one concept are near, not equal.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::Language;
use super::normalise::normalise;

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

/// The English phrases by the first two letters of their first word.
static PHRASES: LazyLock<HashMap<[u8; 2], Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: HashMap<[u8; 2], Vec<Phrase>> = HashMap::new();
    for (concept, entry) in CONCEPTS.iter().enumerate() {
        for phrase in entry.english {
            let words: Vec<(&'static str, bool)> = phrase
                .split(' ')
                .map(|w| w.strip_suffix('*').map_or((w, false), |head| (head, true)))
                .collect();
            if let Some(key) = words.first().and_then(|(word, _)| head(word)) {
                table.entry(key).or_default().push(Phrase { concept, words });
            }
        }
    }
    table
});

/// The first two bytes of a word; one-letter words are followed by nothing.
fn head(word: &str) -> Option<[u8; 2]> {
    let bytes = word.as_bytes();
    Some([*bytes.first()?, bytes.get(1).copied().unwrap_or(0)])
}

/// The concepts that a text touches, each once, in the order of the glossary.
pub fn concepts(text: &str, language: Language) -> Vec<&'static str> {
    let text = normalise(text).to_lowercase();
    let mut touched = [false; CONCEPTS.len()];
    if language != Language::Swedish {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|w| !w.is_empty()).collect();
        for at in 0..words.len() {
            let Some(phrases) = head(words[at]).and_then(|key| PHRASES.get(&key)) else { continue };
            for phrase in phrases {
                let rest = &words[at..];
                let holds = rest.len() >= phrase.words.len()
                    && rest.iter().zip(&phrase.words).all(|(word, (part, goes_on))| {
                        if *goes_on { word.starts_with(part) } else { word == part }
                    });
                touched[phrase.concept] |= holds;
            }
        }
    }
    if language != Language::English {
        for (concept, touched) in CONCEPTS.iter().zip(&mut touched) {
            *touched |= concept.swedish.iter().any(|part| text.contains(part));
        }
    }
    CONCEPTS.iter().zip(touched).filter(|(_, touched)| *touched).map(|(concept, _)| concept.key).collect()
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
