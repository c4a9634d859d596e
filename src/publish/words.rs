//! What the pages say themselves, in the languages they come in.

use serde::Serialize;

use crate::text::Language;

/// The words of one language. `{n}` and `{all}` stand for numbers.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// The language's own name.
    pub(super) name: &'static str,
    pub(super) skip: &'static str,
    pub(super) search: &'static str,
    pub(super) search_hint: &'static str,
    pub(super) topic: &'static str,
    pub(super) every_topic: &'static str,
    pub(super) shown: &'static str,
    pub(super) nothing: &'static str,
    pub(super) clear: &'static str,
    pub(super) open_all: &'static str,
    pub(super) close_all: &'static str,
    pub(super) categories: &'static str,
    pub(super) claims: &'static str,
    pub(super) contacts: &'static str,
    pub(super) reviewed: &'static str,
    pub(super) due: &'static str,
    pub(super) evidence: &'static str,
    pub(super) valid_until: &'static str,
    pub(super) controls: &'static str,
    pub(super) products: &'static str,
    pub(super) link: &'static str,
    pub(super) back: &'static str,
    pub(super) more: &'static str,
    pub(super) only_in: &'static str,
    pub(super) published: &'static str,
    pub(super) machine: &'static str,
    pub(super) language: &'static str,
    pub(super) sample: &'static str,
}

static ENGLISH: Words = Words {
    name: "English",
    skip: "Skip to the answers",
    search: "Search the answers",
    search_hint: "encryption, logs, A.8.24 …",
    topic: "Topic",
    every_topic: "All",
    shown: "{n} of {all} answers",
    nothing: "No answer holds all of these words. Try fewer, or write to us: the addresses are below.",
    clear: "Clear",
    open_all: "Open all",
    close_all: "Close all",
    categories: "Categories",
    claims: "In short",
    contacts: "Contact",
    reviewed: "Last reviewed",
    due: "next review was due",
    evidence: "Evidence",
    valid_until: "valid until",
    controls: "Controls",
    products: "Applies to",
    link: "Permanent link",
    back: "All answers",
    more: "More on this",
    only_in: "This answer is in English only.",
    published: "Published",
    machine: "For machines",
    language: "Language",
    sample: "This is a sample site. Its answers are another company’s, and no statement of whoever shows it.",
};

static SWEDISH: Words = Words {
    name: "Svenska",
    skip: "Hoppa till svaren",
    search: "Sök bland svaren",
    search_hint: "kryptering, loggar, A.8.24 …",
    topic: "Ämne",
    every_topic: "Alla",
    shown: "{n} av {all} svar",
    nothing: "Inget svar innehåller alla orden. Pröva färre, eller skriv till oss: adresserna står nedan.",
    clear: "Rensa",
    open_all: "Öppna alla",
    close_all: "Stäng alla",
    categories: "Kategorier",
    claims: "I korthet",
    contacts: "Kontakt",
    reviewed: "Senast granskat",
    due: "nästa granskning skulle ha skett",
    evidence: "Underlag",
    valid_until: "giltigt till",
    controls: "Kontroller",
    products: "Gäller",
    link: "Permanent länk",
    back: "Alla svar",
    more: "Mer om detta",
    only_in: "Det här svaret finns bara på engelska.",
    published: "Publicerat",
    machine: "För maskiner",
    language: "Språk",
    sample: "Det här är en exempelsida. Svaren är ett annat företags, och inget som den som visar sidan intygar.",
};

/// What says that an answer stands in the base's own language: that language, told in another.
static ONLY_SWEDISH: &str = "This answer is in Swedish only.";

/// The words of a language; English where the pages do not speak it.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::Swedish => &SWEDISH,
        Language::English | Language::Other => &ENGLISH,
    }
}

/// The note on an answer that a page of `page` shows in `own`, the language it is written in.
pub(super) fn only_in(page: Language, own: Language) -> Option<&'static str> {
    match (page, own) {
        (page, own) if page == own => None,
        (Language::Swedish, _) => Some(SWEDISH.only_in),
        (_, Language::Swedish) => Some(ONLY_SWEDISH),
        _ => Some(ENGLISH.only_in),
    }
}
