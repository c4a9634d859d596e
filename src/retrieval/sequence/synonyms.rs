//! Phrases of one meaning. A pair stands here only where the one can take the place of the other in every question.

/// Phrases with what they become, a blank between two words; the longest is tried first.
const PHRASES: &[(&str, &str)] = &[
    ("24 hours a day", "24/7"),
    ("around the clock", "24/7"),
    ("round the clock", "24/7"),
    ("day and night", "24/7"),
    ("24 x 7", "24/7"),
    ("24x7", "24/7"),
    ("on a regular basis", "regularly"),
    ("prior to", "before"),
    ("malicious code", "malware"),
    ("malicious software", "malware"),
    ("24 hours a day 7 days a week", "24/7"),
    ("twenty four seven", "24/7"),
    ("in accordance with", "according to"),
    ("when it comes to", "regarding"),
    ("with regard to", "regarding"),
    ("with respect to", "regarding"),
    ("as regards", "regarding"),
    ("the way in which", "how"),
    ("the manner in which", "how"),
    ("for example", "such as"),
    ("for instance", "such as"),
    ("e.g", "such as"),
    ("such as for example", "such as"),
    ("kept separate", "kept apart"),
    ("kept separate from one another", "kept apart"),
    ("kept separate from each other", "kept apart"),
    ("kept separated", "kept apart"),
    ("kept separated from each other", "kept apart"),
    ("kept apart from one another", "kept apart"),
    ("kept apart from each other", "kept apart"),
    ("authentification", "authentication"),
    ("general data protection regulation", "gdpr"),
    ("distributed denial of service", "ddos"),
    ("multi factor authentication", "mfa"),
    ("multifactor authentication", "mfa"),
    ("web application firewall", "waf"),
    ("security information and event management", "siem"),
    ("virtual private network", "vpn"),
    ("service level agreement", "sla"),
    ("single sign on", "sso"),
    ("role based access control", "rbac"),
    ("endpoint detection and response", "edr"),
    ("recovery time objective", "rto"),
    ("recovery point objective", "rpo"),
    ("data loss prevention", "dlp"),
    ("hardware security module", "hsm"),
    ("transport layer security", "tls"),
    ("software bill of materials", "sbom"),
    ("u.s", "unitedstates"),
    ("usa", "unitedstates"),
    ("united states of america", "unitedstates"),
    ("united states", "unitedstates"),
    ("u.k", "uk"),
    ("united kingdom", "uk"),
    ("european union", "eu"),
    ("utilise", "use"),
    ("utilize", "use"),
    ("utilised", "used"),
    ("utilized", "used"),
    ("concerning", "regarding"),
    ("annually", "every year"),
    ("each year", "every year"),
    ("once a year", "every year"),
    ("once per year", "every year"),
    ("on an annual basis", "every year"),
    ("on a yearly basis", "every year"),
    ("on a monthly basis", "every month"),
    ("on a weekly basis", "every week"),
    ("on a daily basis", "every day"),
    ("on a quarterly basis", "every quarter"),
    ("on a continuous basis", "continuously"),
    ("cyber security", "cybersecurity"),
    ("datacenter", "data center"),
    ("datacentre", "data centre"),
    ("datacenters", "data centers"),
    ("datacentres", "data centres"),
    ("e mail", "email"),
    ("e mails", "emails"),
    ("sub contractor", "subcontractor"),
    ("sub contractors", "subcontractors"),
    ("sub processor", "subprocessor"),
    ("sub processors", "subprocessors"),
    ("anti virus", "antivirus"),
    ("off site", "offsite"),
    ("on site", "onsite"),
    ("web site", "website"),
    ("life cycle", "lifecycle"),
];

/// Of the first words of phrases, all that a sieve of one byte can know: most words of a text begin no phrase.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut at = 0;
    while at < PHRASES.len() {
        begins[sieve(first(PHRASES[at].0.as_bytes())) as usize] = true;
        at += 1;
    }
    begins
};

/// The first word of a phrase.
const fn first(phrase: &[u8]) -> &[u8] {
    let mut end = 0;
    while end < phrase.len() && phrase[end] != b' ' {
        end += 1;
    }
    phrase.split_at(end).0
}

/// A byte that two equal words share.
const fn sieve(word: &[u8]) -> u8 {
    match word {
        [] => 0,
        [first, .., last] => first.wrapping_mul(7) ^ last.wrapping_mul(29) ^ word.len().to_le_bytes()[0],
        [only] => *only,
    }
}

/// How many words a phrase has; `None` where the words do not begin with it.
fn length(phrase: &str, words: &[&str]) -> Option<usize> {
    let (mut rest, mut length) = (phrase, 0);
    loop {
        rest = rest.strip_prefix(*words.get(length)?)?;
        length += 1;
        match rest.strip_prefix(' ') {
            Some(behind) => rest = behind,
            None => return rest.is_empty().then_some(length),
        }
    }
}

/// The words with each phrase in its one form.
pub(super) fn even<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let known = if BEGINS[usize::from(sieve(words[at].as_bytes()))] { PHRASES } else { &[] };
        let begin = words[at].as_bytes().first();
        // Most of them begin with another letter.
        let near = known.iter().filter(|(phrase, _)| phrase.as_bytes().first() == begin);
        let found = near.filter_map(|(phrase, meaning)| Some((length(phrase, &words[at..])?, *meaning)));
        let Some((length, meaning)) = found.max_by_key(|(length, _)| *length) else {
            out.push(words[at]);
            at += 1;
            continue;
        };
        out.extend(meaning.split(' '));
        at += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_becomes_its_one_form() {
        for (phrase, _) in PHRASES {
            let words: Vec<&str> = phrase.split(' ').collect();
            assert_ne!(even(&words), words);
        }
        assert_eq!(even(&["is", "it", "round", "the", "clock", "here"]), ["is", "it", "24/7", "here"]);
        assert_eq!(even(&["e", "e", "mail", ""]), ["e", "email", ""]);
    }
}
