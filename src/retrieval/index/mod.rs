//! The index over a base, and the ranking of its entries for a question: what is recognised before what comes near.

mod build;
mod listed;
mod near;
mod twins;

pub use listed::{Identity, Listed};
pub use twins::{MOST_COMPARED, Near, Place, Twins};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::alias::{Aliases, Form};
use super::analysis::Analysis;
use super::features::Features;
use super::guards::{Facts, Subject, objections};
use super::lexical::{Lexical, TermId, Vector};
use super::meaning::{Meaning, Space};
use super::reading::{Reading, head};
use super::score::{CALIBRATION, REJECTED};
use super::sequence::{asks_you, names_you_once, one_and_all, sequence, without_agent};
use super::slips;
use crate::confidence::{Calibration, Confidence, Reason, ReasonCode, Score, Standing};
use crate::knowledge::{Entry, KnowledgeBase, Wording};
use crate::text::{Language, canonical_question, normal};

/// A question as it is asked of the index.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The text of the question.
    pub question: &'a str,
    /// The heading it stands under.
    pub section: Option<&'a str>,
    /// The id of its row, which may name a control.
    pub id: Option<&'a str>,
    /// Its language, where somebody said so; found from the text otherwise.
    pub language: Option<Language>,
}

/// An entry that may answer a question.
#[derive(Clone, Debug)]
pub struct Match {
    /// The entry, by its place in the base.
    pub entry: usize,
    /// The nearest wording, by its place in the entry.
    pub wording: usize,
    /// Whether that wording is the question itself.
    pub standing: Standing,
    /// The place among the others: higher comes first.
    pub relevance: f64,
    /// The raw score.
    pub score: Score,
    /// The probability that the answer settles the question.
    pub confidence: Confidence,
    /// What the score saw.
    pub features: Features,
    /// What the guards say against it.
    pub objections: Vec<Reason>,
    /// Words of the question that neither the entry nor the genre of questionnaires has.
    pub uncovered: Vec<String>,
}

/// The entries for a question, best first.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The question as it was read.
    pub question: Reading,
    /// The matches, best first; never more than the index looked at.
    pub matches: Vec<Match>,
}

struct Prepared {
    wordings: Vec<PreparedWording>,
    whole: Vector,
    /// Content stems and concepts of wordings and answers, in every language.
    stems: Vec<TermId>,
    sentences: Vec<Vector>,
    heading: Vector,
    controls: BTreeSet<String>,
    facts: OnceLock<Facts>,
    meaning: OnceLock<Meaning>,
}

struct PreparedWording {
    language: Language,
    stems: Vector,
    terms: Vector,
    reading: OnceLock<Reading>,
}

/// A base, made ready to be asked.
pub struct Index<'b> {
    base: &'b KnowledgeBase,
    prepared: Vec<Prepared>,
    lexical: Lexical,
    space: OnceLock<Space>,
    approved: Aliases,
    rejected: Aliases,
}

impl<'b> Index<'b> {
    /// The base behind the index.
    pub fn base(&self) -> &'b KnowledgeBase {
        self.base
    }

    /// The entry of a match.
    pub fn entry(&self, found: &Match) -> &'b Entry {
        &self.base.entries[found.entry]
    }

    /// The wording of a match.
    pub fn wording(&self, found: &Match) -> &'b Wording {
        &self.base.entries[found.entry].wordings[found.wording]
    }

    /// Ranks the entries for a question.
    pub fn rank(&self, query: &Query<'_>) -> Ranking {
        let text = head(query.question);
        let language = query.language.or_else(|| Language::detected(text));
        let language = language.unwrap_or_else(|| self.language_of_label(text));
        let question = Reading::of(text, language);
        let analysis = Analysis::of_asked(&question.canonical, language);
        let mut matches = self.near(&question, &analysis, query);
        let form = form_of(query.question, language);
        let rejected = form.as_ref().map(|form| self.rejections(form, &question)).unwrap_or_default();
        for found in matches.iter_mut().filter(|found| rejected.contains(&found.entry)) {
            found.relevance += REJECTED;
            found.score = Score(found.score.0 + REJECTED);
            found.objections.push(Reason::new(
                ReasonCode::RejectedBefore,
                format!(
                    "a reviewer said that {} does not answer this question",
                    self.base.entries[found.entry].id
                ),
            ));
        }
        let approvals = form.as_ref().map(|form| self.approvals(form, &question)).unwrap_or_default();
        let corrected =
            if approvals.is_empty() { self.without_slips(query.question, language) } else { None };
        let (approvals, read) = match &corrected {
            Some((approvals, read)) => (approvals.clone(), read),
            None => (approvals, &question),
        };
        for (entry, wording) in approvals {
            if rejected.contains(&entry) {
                continue;
            }
            let mut objections = objections(&self.subject(read, entry, wording));
            // What was recognised as the wording asks for the same things, in whatever words.
            if self.reading(entry, wording).parts.len() >= read.parts.len() {
                objections.retain(|reason| reason.code != ReasonCode::Compound);
            }
            match matches.iter_mut().find(|m| m.entry == entry) {
                Some(found) => {
                    found.standing = Standing::Approved;
                    found.wording = wording;
                    found.confidence = Calibration::approved();
                    found.objections = objections;
                }
                None => matches.push(Match {
                    entry,
                    wording,
                    standing: Standing::Approved,
                    relevance: 0.0,
                    score: Score(0.0),
                    confidence: Calibration::approved(),
                    features: Features::default(),
                    objections,
                    uncovered: Vec::new(),
                }),
            }
        }
        self.settle(&mut matches);
        Ranking { question, matches }
    }

    /// The language of a text without any sign of one: that of the approved wording it equals, or English.
    fn language_of_label(&self, text: &str) -> Language {
        let listed = |language: Language| {
            form_of(text, language).is_some_and(|form| !self.approved.find(&form).is_empty())
        };
        if !listed(Language::English) && listed(Language::Swedish) {
            Language::Swedish
        } else {
            Language::English
        }
    }

    /// The entries that list this very question as one they answer, each with the wording that is nearest to the letter.
    /// An entry whose wordings of this form disagree about the verdict does not answer it.
    fn approvals(&self, form: &Form, question: &Reading) -> Vec<(usize, usize)> {
        let mut by_entry: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let without = agentless(&question.canonical, form.0);
        for (entry, wording) in
            std::iter::once(form).chain(&without).flat_map(|form| self.approved.find(form))
        {
            let known = by_entry.get(entry).is_some_and(|wordings| wordings.contains(wording));
            let read = self.reading(*entry, *wording);
            if !known
                && names_alike(&read.canonical, &question.canonical)
                && !(form.0 == Language::English && one_and_all(&read.canonical, &question.canonical))
                && read.signature.settles(&question.signature)
            {
                by_entry.entry(*entry).or_default().push(*wording);
            }
        }
        let to_the_letter = |entry: usize, wording: usize| {
            self.reading(entry, wording).canonical.eq_ignore_ascii_case(&question.canonical)
        };
        by_entry
            .into_iter()
            .filter_map(|(entry, wordings)| {
                let exact = wordings.iter().find(|w| to_the_letter(entry, **w));
                let verdict = |w: usize| self.base.entries[entry].wordings[w].verdict;
                let agree = wordings.iter().all(|w| verdict(*w) == verdict(wordings[0]));
                exact.or_else(|| wordings.first().filter(|_| agree)).map(|wording| (entry, *wording))
            })
            .collect()
    }

    /// The approvals of an English question with its slips of the finger corrected, and what was read then.
    fn without_slips(&self, text: &str, language: Language) -> Option<(Vec<(usize, usize)>, Reading)> {
        if language != Language::English {
            return None;
        }
        self.approved_as(&slips::corrected(head(&normal(text)))?, language)
    }

    /// The approvals of another text in the place of the question's, and what was read; `None` without any.
    fn approved_as(&self, text: &str, language: Language) -> Option<(Vec<(usize, usize)>, Reading)> {
        let (form, read) = (form_of(text, language)?, Reading::of(text, language));
        let rejected = self.rejections(&form, &read);
        let mut approvals = self.approvals(&form, &read);
        approvals.retain(|(entry, _)| !rejected.contains(entry));
        (!approvals.is_empty()).then_some((approvals, read))
    }

    /// The entries that list this very question as one they do not answer.
    fn rejections(&self, form: &Form, question: &Reading) -> BTreeSet<usize> {
        let without = agentless(&question.canonical, form.0);
        std::iter::once(form)
            .chain(&without)
            .flat_map(|form| self.rejected.find(form))
            .filter(|(entry, at)| {
                let text = &self.base.entries[*entry].not_for[*at];
                {
                    let rejected = Reading::of(text, form.0).signature;
                    rejected.settles(&question.signature) || question.signature.settles(&rejected)
                }
            })
            .map(|(entry, _)| *entry)
            .collect()
    }

    fn reading(&self, entry: usize, wording: usize) -> &Reading {
        let text = &self.base.entries[entry].wordings[wording];
        self.prepared[entry].wordings[wording].reading.get_or_init(|| Reading::of(&text.text, text.language))
    }

    fn facts(&self, entry: usize) -> &Facts {
        self.prepared[entry].facts.get_or_init(|| {
            let texts = answers(&self.base.entries[entry]);
            let answers: Vec<&str> = texts.into_iter().map(|(text, _)| text).collect();
            let stems = self.prepared[entry].stems.iter();
            Facts::of(
                stems.map(|stem| self.lexical.name(*stem).to_owned()).collect(),
                &answers.join(
                    "
",
                ),
            )
        })
    }

    fn space(&self) -> &Space {
        self.space.get_or_init(|| Space::of(self.base))
    }

    fn meaning(&self, entry: usize) -> &Meaning {
        self.prepared[entry].meaning.get_or_init(|| self.space().meaning(&self.base.entries[entry]))
    }

    fn subject<'a>(&'a self, question: &'a Reading, entry: usize, wording: usize) -> Subject<'a> {
        Subject { question, wording: self.reading(entry, wording), facts: self.facts(entry) }
    }

    /// Orders the matches and gives each its probability.
    fn settle(&self, matches: &mut [Match]) {
        let claimed = matches.iter().filter(|m| m.standing == Standing::Approved).count();
        if claimed > 1 {
            // Two entries claim the same wording: a person has to say which.
            for found in matches.iter_mut().filter(|m| m.standing == Standing::Approved) {
                found
                    .objections
                    .push(Reason::new(ReasonCode::CloseRunnerUp, "two entries list this very wording"));
                found.standing = Standing::Near;
            }
        }
        matches.sort_by(|a, b| {
            let approved = |m: &Match| m.standing == Standing::Approved;
            approved(b)
                .cmp(&approved(a))
                .then(b.relevance.total_cmp(&a.relevance))
                .then_with(|| self.base.entries[a.entry].id.cmp(&self.base.entries[b.entry].id))
        });
        let first = matches.first().map(|m| m.relevance);
        let second = matches.get(1).map(|m| m.relevance);
        let mut most = Calibration::approved();
        for (at, found) in matches.iter_mut().enumerate() {
            if found.standing != Standing::Approved {
                let other = if at == 0 { second } else { first };
                let said = CALIBRATION.confidence(found.score, other.map(|other| found.relevance - other));
                let opposed = found.objections.iter().any(|reason| reason.code.opposes());
                let said = if opposed { Calibration::opposed(said) } else { said };
                // The order is the relevance's; no later match may claim more than an earlier one.
                found.confidence = if said > most { most } else { said };
            }
            most = found.confidence;
        }
    }
}

/// The form of a question; `None` where no word is left to compare, or where only its beginning was read.
pub(super) fn form_of(text: &str, language: Language) -> Option<Form> {
    let whole = normal(text);
    form_of_canonical(&canonical_question(&whole), &whole, language)
}

/// The same from a text in its normal form, and its canonical question.
fn form_of_canonical(canonical: &str, whole: &str, language: Language) -> Option<Form> {
    let words = sequence(canonical, language);
    (head(whole).len() == whole.len() && !words.is_empty()).then(|| (language, words.join(" ")))
}

/// The form of an English question without the naming of the one who is asked as the one who does it.
fn agentless(canonical: &str, language: Language) -> Option<Form> {
    let bare = (language == Language::English).then(|| without_agent(canonical)).flatten()?;
    form_of(&bare, language)
}

/// Whether two texts of one form name the one who is asked alike: where one says "by you", the other has to ask "do you", and
/// both of nothing else. "You" in another place, or a clause of its own, may be about others: "hardware that is supported by
/// the vendor".
fn names_alike(one: &str, other: &str) -> bool {
    match (without_agent(one).is_some(), without_agent(other).is_some()) {
        (false, false) | (true, true) => true,
        (true, false) => names_you_once(one) && asks_you(other),
        (false, true) => names_you_once(other) && asks_you(one),
    }
}

/// The answers of an entry, each with its language.
fn answers(entry: &Entry) -> Vec<(&str, Language)> {
    std::iter::once((entry.answer.as_str(), entry.language))
        .chain(entry.translations.iter().map(|t| (t.answer.as_str(), t.language)))
        .collect()
}
