//! Questions that point at something outside themselves: "Are they logged?", "Which of the following do you encrypt?".
//!
//! A fill may answer such a row, for a person sees what stands above it. A wording of the base stands alone, so it is refused
//! in doubt: what is lost is one wording.

use crate::text::{Language, Token, is_light_verb, tokenise};

/// Words that take a person or thing from before: subject or object.
const PRONOUNS: &[&str] = &["it", "they", "them", "den", "det", "de", "dem"];
/// Words that point, with or without a noun behind them.
const POINTING: &[&str] = &["this", "these", "those", "denna", "detta", "dessa"];
/// Words of owning.
const OWNING: &[&str] = &["its", "their", "dess", "deras"];
/// What points at the text around a question whatever stands beside it.
const MENTIONED: &[&str] =
    &["aforementioned", "aforesaid", "ovanstående", "nedanstående", "ovannämnda", "nedan", "ovan"];
/// Verbs that a yes-or-no question begins with.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "shall", "should", "must", "may", "might",
];
/// Words behind which "that" or "to" tells what is meant by "it".
const EXPLETIVE: &[&str] = &[
    "possible",
    "impossible",
    "necessary",
    "mandatory",
    "compulsory",
    "required",
    "allowed",
    "permitted",
    "forbidden",
    "prohibited",
    "feasible",
    "easy",
    "common",
    "standard",
    "practice",
    "policy",
    "procedure",
    "duty",
    "clear",
    "take",
    "takes",
];
/// Words that open the clause which "it" or "det" stands for.
const CLAUSES: &[&str] = &[
    "that", "whether", "how", "who", "which", "what", "why", "att", "hur", "vem", "vilka", "vilken", "vad",
    "huruvida",
];
/// Verbs of noticing: "Is it logged if a user fails to sign in?" says itself what is logged.
const NOTICED: &[&str] =
    &["logged", "recorded", "documented", "checked", "verified", "detected", "reported", "noticed", "tested"];
/// Nouns that need no row before them: in a questionnaire they are the vendor's own, or the questionnaire.
const UNDERSTOOD: &[&str] = &[
    "service",
    "services",
    "system",
    "systems",
    "product",
    "products",
    "solution",
    "platform",
    "application",
    "company",
    "organisation",
    "organization",
    "contract",
    "agreement",
    "questionnaire",
    "tjänst",
    "system",
    "produkt",
    "lösning",
    "plattform",
    "avtal",
    "företag",
    "organisation",
];
/// Words between "it" and the clause it stands for: "Is it the case that".
const MOST_BETWEEN: usize = 2;

/// The word that points at something which the question does not name; `None` where it stands alone.
pub(super) fn pointing(question: &str, language: Language) -> Option<String> {
    let tokens = tokenise(question, language);
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let listed = question.split_once(':').is_some_and(|(_, list)| list.chars().any(char::is_alphanumeric));
    let found = (0..words.len()).find(|at| {
        let before = Before::of(&tokens, *at, language);
        mentions(&words, *at, listed)
            || stands_for(&words, *at, &tokens, &before)
            || (OWNING.contains(&words[*at]) && before.content == 0)
    });
    found.map(|at| words[at].to_owned())
}

/// What stands before a word.
struct Before {
    /// Words that could be meant, and verbs.
    content: usize,
    /// Whether the last of them stands next to the word, small words of place aside.
    adjacent: bool,
}

impl Before {
    fn of(tokens: &[Token], at: usize, language: Language) -> Self {
        // "How often is this reviewed?" names nothing yet.
        const MEASURES: &[&str] = &["often", "long", "much", "many", "soon", "quickly", "ofta", "länge"];
        const LINKS: &[&str] = &["to", "for", "of", "about", "with", "till", "för", "av", "om", "med"];
        let content = |token: &Token| {
            !token.function
                && !is_light_verb(&token.word, language)
                && !AUXILIARIES.contains(&token.word.as_str())
                && !MEASURES.contains(&token.word.as_str())
                && !is_adverb(&token.word)
                // Numbering is not what a pronoun stands for.
                && token.word.chars().any(char::is_alphabetic)
                && token.word.chars().count() > 1
        };
        let own: Vec<usize> = (0..at).filter(|other| content(&tokens[*other])).collect();
        let last = own.last().copied();
        let adjacent = last.is_some_and(|last| {
            last + 1 == at || (last + 2 == at && LINKS.contains(&tokens[last + 1].word.as_str()))
        });
        Self { content: own.len(), adjacent }
    }
}

/// Whether a word tells how, by its ending: "clearly", "technically".
fn is_adverb(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ly")
}

/// Words that name the text around the question.
fn mentions(words: &[&str], at: usize, listed: bool) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| words[at]);
    let next = words.get(at + 1).copied();
    let article =
        |word: Option<&str>| matches!(word, Some("the" | "these" | "those" | "any" | "all" | "of" | "each"));
    match words[at] {
        "ovan" if matches!(next, Some("mark" | "jord")) => false,
        "nedan" | "nedanstående" => !listed,
        word if MENTIONED.contains(&word) => true,
        "following" => article(before(1)) && !listed,
        "följande" => !listed && !matches!(next, Some("dag" | "dagar" | "år")),
        "latter" => article(before(1)),
        "said" => {
            next.is_some_and(|next| !matches!(next, "that" | "to"))
                && before(1).is_some_and(|word| AUXILIARIES.contains(&word) || article(Some(word)))
        }
        "above" | "below" if listed && words[at] == "below" => false,
        "above" | "below" => {
            const TOLD: &[&str] = &[
                "listed",
                "described",
                "mentioned",
                "named",
                "stated",
                "given",
                "defined",
                "specified",
                "as",
                "see",
            ];
            let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
            let told = before(1).is_some_and(|word| TOLD.contains(&word)) || next == Some("mentioned");
            let last = next.is_none() && !matches!(before(1), Some("or" | "and"));
            let behind_noun = matches!(before(2), Some("the" | "these" | "those"))
                && next.is_some_and(|next| !number(next) && !matches!(next, "a" | "an" | "the" | "your"));
            (article(before(1)) && !next.is_some_and(number)) || told || last || behind_noun
        }
        // "Which backups are there?" asks for what there is.
        "there" | "here" => {
            next.is_none() && at > 1 && !matches!(before(1), Some("is" | "are" | "was" | "were"))
        }
        "där" => next.is_none() && at > 1,
        "same" => {
            before(1) == Some("the")
                && before(2).is_some_and(|word| at == 2 && AUXILIARIES.contains(&word))
                && matches!(next, Some("true" | "apply" | "hold" | "valid" | "go"))
        }
        _ => false,
    }
}

/// Whether a word stands for something that was not named before it.
fn stands_for(words: &[&str], at: usize, tokens: &[Token], before: &Before) -> bool {
    let word = words[at];
    let next = words.get(at + 1).copied();
    let opens = at > 0 && before.content == 0;
    let unnamed = opens || at == 0 || (before.content == 1 && (before.adjacent || next.is_none()));
    if word == "that" {
        // Elsewhere it opens a clause far more often than it points.
        return at == 1 && AUXILIARIES.contains(&words[0]) || (unnamed && next.is_none());
    }
    if POINTING.contains(&word) {
        let understood = next.is_some_and(|next| UNDERSTOOD.contains(&next));
        let bare = tokens.get(at + 1).is_none_or(|token| token.function);
        return unnamed && !understood && (before.content == 0 || at == 1 || bare);
    }
    PRONOUNS.contains(&word) && unnamed && !says_itself(words, at) && !is_article(tokens, at)
}

/// Whether "it" or "det" stands for a clause behind it, or for nothing: "Is it possible to …", "Finns det …".
fn says_itself(words: &[&str], at: usize) -> bool {
    let rest: Vec<&str> = words[at + 1..].iter().copied().filter(|word| !is_adverb(word)).collect();
    let verb = at.checked_sub(1).map(|at| words[at]);
    match words[at] {
        "it" => {
            let early = rest.iter().take(MOST_BETWEEN + 1);
            let clause = early.clone().any(|word| CLAUSES.contains(word) && *word != rest[0]);
            let wanted = rest.iter().take(MOST_BETWEEN + 1).position(|word| EXPLETIVE.contains(word));
            let wanted = wanted.is_some_and(|found| rest.len() > found + 2);
            let noticed = matches!(rest.as_slice(), [verb, "if" | "when" | "where", _, _, ..] if NOTICED.contains(verb));
            clause || wanted || noticed
        }
        "det" => {
            let is = matches!(verb, Some("är" | "var" | "har" | "kan" | "ska"));
            let none = matches!(verb, Some("finns" | "går" | "förekommer" | "saknas" | "krävs" | "behövs"));
            let clause = rest.iter().skip(usize::from(is)).any(|word| CLAUSES.contains(word));
            let noticed = !is && rest.iter().any(|word| matches!(*word, "när" | "om"));
            (none && !rest.is_empty()) || clause || noticed
        }
        _ => false,
    }
}

/// Whether a Swedish pronoun is the article of a noun: "den fysiska säkerheten".
fn is_article(tokens: &[Token], at: usize) -> bool {
    let (Some(adjective), Some(noun)) = (tokens.get(at + 1), tokens.get(at + 2)) else { return false };
    let article = matches!(tokens[at].word.as_str(), "den" | "det" | "de");
    // "De datacenter där kunddata lagras".
    let described = matches!(noun.word.as_str(), "som" | "där");
    article && described
        || article
            && adjective.word.ends_with(['a', 'e'])
            && !noun.function
            && (noun.word.ends_with(['n', 't', 's']) || noun.word.ends_with("na"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_what_it_stands_for_is_found() {
        for question in [
            "Is this documented?",
            "Are they logged?",
            "2.1 Are they logged?",
            "Is it monitored around the clock?",
            "Is it encrypted?",
            "Is it encrypted when stored?",
            "Is it backed up to another site?",
            "Are these encrypted at rest?",
            "Is that documented?",
            "Is this data encrypted on disk?",
            "Is the above data encrypted at rest?",
            "Is the data above encrypted at rest?",
            "Are the aforementioned logs protected?",
            "Is said data encrypted?",
            "Are the controls listed below in place?",
            "Which of the following do you encrypt at rest?",
            "Which of these do you encrypt?",
            "Is stored data encrypted there?",
            "Does this also hold for encryption at rest?",
            "Does the same apply to backups?",
            "How is it encrypted?",
            "How often is this reviewed?",
            "Who has access to it?",
            "Do you encrypt it?",
            "Do you document this?",
            "Are their disks encrypted?",
        ] {
            assert!(pointing(question, Language::English).is_some(), "{question}");
        }
        for question in [
            "Är den krypterad i vila?",
            "Är det krypterat?",
            "Är det krypterat i vila?",
            "Är de krypterade i vila?",
            "Loggas de?",
            "Krypterar ni dem?",
            "Är detta dokumenterat?",
            "Gäller detta även säkerhetskopior?",
            "Är ovanstående data krypterad?",
            "Vilka av följande krypterar ni?",
            "Krypteras data där?",
        ] {
            assert!(pointing(question, Language::Swedish).is_some(), "{question}");
        }
    }

    #[test]
    fn a_question_that_names_what_it_asks_of_stands_alone() {
        for question in [
            "Is it possible to export logs?",
            "Is it technically possible for customers to export logs?",
            "Is it ensured that backups are encrypted?",
            "Is it the case that backups are encrypted?",
            "Is it clearly defined who is responsible for incidents?",
            "Is it logged if a user fails to log in?",
            "How is it ensured that backups are encrypted?",
            "How long does it take to restore a backup?",
            "Is it your policy to encrypt backups?",
            "Is it the duty of users to protect their passwords?",
            "Do you make it possible to export logs?",
            "Do you review access and document it?",
            "Do you notify customers of incidents that affect them?",
            "Are backups encrypted before they leave the server?",
            "Is data encrypted when it is stored?",
            "Can customers delete their data?",
            "Are data and its metadata encrypted?",
            "Is there a policy?",
            "Which backups are there?",
            "Do you encrypt the following: disks, backups?",
            "Are vulnerabilities with a score above 7 patched?",
            "Are vulnerabilities rated high or above patched?",
            "Are accounts closed following a termination?",
            "Is this service monitored around the clock?",
            "Do you have a process that covers incidents?",
            "Is the same key used for several customers?",
            "Are previous versions of files kept?",
            "We store your backups. Are they encrypted?",
        ] {
            assert_eq!(pointing(question, Language::English), None, "{question}");
        }
        for question in [
            "Finns det en policy?",
            "Är det möjligt att exportera loggar?",
            "Är det säkerställt att säkerhetskopior krypteras?",
            "Går det att exportera loggar?",
            "Loggas det när en användare loggar in?",
            "Är den fysiska säkerheten certifierad?",
            "Är det interna nätet segmenterat?",
            "Var ligger de datacenter där kunddata lagras?",
            "Vem driver den tidstjänst som era klockor följer?",
            "Krypteras säkerhetskopior innan de lämnar servern?",
            "Krypterar ni följande: diskar, säkerhetskopior?",
        ] {
            assert_eq!(pointing(question, Language::Swedish), None, "{question}");
        }
    }
}
