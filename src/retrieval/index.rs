//! The index over a base, and the ranking of its entries for a question.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::alias::{Aliases, Form};
use super::analysis::Analysis;
use super::features::{Features, Measured};
use super::guards::{Facts, Subject, objections};
use super::lexical::{Bag, Counted, Lexical, Spread, TermId, Terms, Vector, bag};
use super::meaning::{Meaning, Nearness, Space};
use super::reading::{Reading, head};
use super::score::{CALIBRATION, REJECTED, relevance, score};
use super::sequence::sequence;
use super::signature::Asked;
use super::slips::LongWords;
use crate::confidence::{Calibration, Confidence, Reason, ReasonCode, Score, Standing};
use crate::knowledge::work::{LARGE, SMALL, side_by_side};
use crate::knowledge::{Entry, KnowledgeBase, Verdict, Wording};
use crate::text::{Language, canonical_question, normal, split_examples};

/// A question counts three times its answer: a name in an answer is often an aside.
const QUESTION_WEIGHT: f64 = 3.0;
/// Other wordings of the question, together with it, must not drown the answer.
const WORDING_WEIGHT: f64 = 0.5;
const ANSWER_WEIGHT: f64 = 1.0;
/// The heading helps to find; it does not say what is asked.
const SECTION_WEIGHT: f64 = 0.25;
/// Entries that are looked at closely: more than the first base holds. A choice; larger bases have not been measured.
const CANDIDATES: usize = 30;

/// By how much of an overlap (0 to 1) a wording with the opposite verdict has to be nearer than every other to count: one
/// rare word more of a short question. A choice.
const CLEARLY_NEARER: f64 = 0.1;
/// From this overlap (0 to 1) on a wording speaks of what the question speaks of. A choice.
const OF_ONE_MATTER: f64 = 0.3;

/// A question as it is asked of the index.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The text of the question.
    pub question: &'a str,
    /// The heading it stands under.
    pub section: Option<&'a str>,
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
    /// Made for the first question that is not recognised as it stands.
    long_words: OnceLock<LongWords>,
}

/// An entry taken apart, before the frequencies of its terms are known.
struct Parts {
    wordings: Vec<Analysis>,
    /// The form of each wording, in which it is recognised.
    forms: Vec<Option<Form>>,
    answers: Vec<Analysis>,
    heading: Analysis,
    /// Category, tags and controls.
    labels: Vec<Analysis>,
    rejected: Vec<Option<Form>>,
}

/// The same with its terms by number.
struct Numbered {
    wordings: Vec<Counted>,
    answers: Vec<Counted>,
    labels: Vec<Counted>,
    heading: Analysis,
}

impl<'b> Index<'b> {
    /// Builds the index of a base; its time grows with the words of the base.
    pub fn build(base: &'b KnowledgeBase) -> Self {
        let parts: Vec<Parts> = side_by_side(&base.entries, LARGE, |entry| take_apart(base, entry));
        let mut terms = Terms::default();
        let (mut approved, mut rejected) = (Aliases::default(), Aliases::default());
        let mut numbered: Vec<(&Entry, Numbered)> = Vec::with_capacity(parts.len());
        // One after the other: terms have their numbers in the order of the base, on however many cores.
        for (place, (entry, parts)) in base.entries.iter().zip(parts).enumerate() {
            let listed = |(at, form): (usize, Option<Form>)| form.map(|form| (form, at));
            for (form, at) in parts.forms.into_iter().enumerate().filter_map(listed) {
                approved.insert(form, place, at);
            }
            for (form, at) in parts.rejected.into_iter().enumerate().filter_map(listed) {
                rejected.insert(form, place, at);
            }
            let mut count =
                |texts: &[Analysis]| texts.iter().map(|text| terms.count(text)).collect::<Vec<_>>();
            let (wordings, answers) = (count(&parts.wordings), count(&parts.answers));
            let labels = count(&parts.labels);
            numbered.push((entry, Numbered { wordings, answers, labels, heading: parts.heading }));
        }
        let bags = side_by_side(&numbered, SMALL, |(entry, numbered)| bag_of(entry, numbered));
        let lexical = Lexical::build(terms, &bags);
        let taken: Vec<(&(&Entry, Numbered), &Bag)> = numbered.iter().zip(&bags).collect();
        let prepared =
            side_by_side(&taken, SMALL, |((entry, numbered), bag)| prepare(&lexical, entry, numbered, bag));
        Self {
            base,
            prepared,
            lexical,
            space: OnceLock::new(),
            approved,
            rejected,
            long_words: OnceLock::new(),
        }
    }

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
        let mut matches = self.near(&question, &analysis, query.section);
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
            let objections = objections(&self.subject(read, entry, wording));
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
        for (entry, wording) in self.approved.find(form) {
            if self.reading(*entry, *wording).signature.settles(&question.signature) {
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
        let long = self.long_words.get_or_init(|| {
            let wordings = self.base.entries.iter().flat_map(|entry| &entry.wordings);
            LongWords::of(wordings.filter(|w| w.language == language).map(|w| w.text.as_str()))
        });
        let text = long.corrected(head(&normal(text)))?;
        let (form, read) = (form_of(&text, language)?, Reading::of(&text, language));
        let rejected = self.rejections(&form, &read);
        let mut approvals = self.approvals(&form, &read);
        approvals.retain(|(entry, _)| !rejected.contains(entry));
        Some((approvals, read))
    }

    /// The entries that list this very question as one they do not answer.
    fn rejections(&self, form: &Form, question: &Reading) -> BTreeSet<usize> {
        self.rejected
            .find(form)
            .iter()
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

    /// What speaks against an entry whose wordings come nearest to the question where they mean the opposite: its answer is
    /// written for the other way round. A wording with the verdict "no", or one that says "not" where the question does
    /// not, means the opposite of one with "yes"; both together mean the same.
    fn turned(&self, entry: usize, question: &Reading, stems: &Spread) -> Option<Reason> {
        // An entry that describes has wordings with verdicts all the same; it describes what is done.
        let verdict = self.base.entries[entry].verdict.unwrap_or(Verdict::Yes);
        if !question.signature.asked.contains(&Asked::Confirm) {
            return None;
        }
        let wordings = &self.base.entries[entry].wordings;
        let overlaps =
            self.prepared[entry].wordings.iter().map(|wording| stems.dice(&wording.stems)).enumerate();
        let mut nearest: Vec<(usize, f64)> = overlaps.collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut opposite = None;
        for (at, overlap) in nearest {
            if opposite.is_some_and(|most| overlap < most - CLEARLY_NEARER) {
                break;
            }
            let signature = &self.reading(entry, at).signature;
            let Some(said) = wordings[at].verdict.filter(|_| signature.asked.contains(&Asked::Confirm))
            else {
                continue;
            };
            if (said != verdict) == (signature.negated != question.signature.negated) {
                return None;
            }
            opposite.get_or_insert(overlap);
        }
        opposite.filter(|overlap| *overlap >= OF_ONE_MATTER).map(|_| {
            Reason::new(
                ReasonCode::Polarity,
                "approved wordings that come nearest to it ask the other way round",
            )
        })
    }

    fn near(&self, question: &Reading, analysis: &Analysis, section: Option<&str>) -> Vec<Match> {
        let read = self.lexical.corrected(analysis);
        let (stems, asked) = (self.lexical.stems(&read), self.lexical.terms(&read));
        let (stems, terms) = (self.lexical.spread(&stems), self.lexical.spread(&asked));
        let length = read.stems.len();
        let heading = section
            .map(|section| self.lexical.terms(&Analysis::of(head(section), Language::of(head(section)))));
        let heading_spread = heading.as_ref().map(|heading| self.lexical.spread(heading));
        // The model knows English only.
        let english = question.language == Language::English;
        let place = if english { self.space().place(&split_examples(&question.canonical).0) } else { None };
        let mut scores = self.lexical.scores(&asked);
        if let Some(heading) = &heading {
            for (score, by_heading) in scores.iter_mut().zip(self.lexical.scores(heading)) {
                *score += by_heading * SECTION_WEIGHT;
            }
        }
        let mut found: Vec<(usize, f64)> =
            scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        let better = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, better);
            found.truncate(CANDIDATES);
        }
        found.sort_unstable_by(better);
        found
            .into_iter()
            .map(|(entry, lexical)| {
                let prepared = &self.prepared[entry];
                let (wording, similar, similar_terms) = nearest(prepared, &stems, &terms, question.language);
                let nearest = &prepared.wordings[wording];
                let mut objections = objections(&self.subject(question, entry, wording));
                if objections.iter().all(|reason| reason.code != ReasonCode::Polarity) {
                    objections.extend(self.turned(entry, question, &stems));
                }
                let letters = question.pairs.dice(&self.reading(entry, wording).pairs);
                let sentence = prepared.sentences.iter().map(|s| terms.covered_by(s)).fold(0.0, f64::max);
                let nearness = match &place {
                    Some(place) => self.meaning(entry).nearness(place),
                    // Where meaning cannot be measured, words stand in for it.
                    None => {
                        Nearness { wording: similar_terms, sentence, rejected: 0.0, topic: similar_terms }
                    }
                };
                let features = Features::new(
                    &Measured {
                        nearness,
                        lexical,
                        wording: similar,
                        wording_concepts: similar_terms,
                        coverage: terms.covered_by_long(&prepared.whole),
                        wording_coverage: terms.covers(&nearest.terms),
                        letters,
                        sentence,
                        section: heading_spread
                            .as_ref()
                            .map_or(0.0, |heading| heading.dice(&prepared.heading)),
                        stems: length,
                    },
                    &objections,
                );
                Match {
                    entry,
                    wording,
                    standing: Standing::Near,
                    relevance: relevance(&features),
                    score: score(&features),
                    confidence: CALIBRATION.confidence(score(&features), None),
                    features,
                    objections,
                    uncovered: uncovered(question, self.facts(entry)),
                }
            })
            .collect()
    }
}

/// The wording nearest to the question, of its own language where two are equally near.
fn nearest(prepared: &Prepared, stems: &Spread, terms: &Spread, language: Language) -> (usize, f64, f64) {
    let mut best = (0, -1.0, -1.0);
    for (at, wording) in prepared.wordings.iter().enumerate() {
        let (by_stems, by_terms) = (stems.dice(&wording.stems), terms.dice(&wording.terms));
        let own = f64::from(wording.language == language) * 1e-3;
        if by_stems + by_terms + own > best.1 + best.2 {
            best = (at, by_stems, by_terms + own);
        }
    }
    best
}

/// The words of a question that the entry has nothing for, words of the genre aside.
fn uncovered(question: &Reading, facts: &Facts) -> Vec<String> {
    question.words.iter().filter(|(_, stem)| !facts.holds(stem)).map(|(word, _)| word.clone()).collect()
}

/// The form of a question; `None` where no word is left to compare, or where only its beginning was read.
fn form_of(text: &str, language: Language) -> Option<Form> {
    let whole = normal(text);
    form_of_canonical(&canonical_question(&whole), &whole, language)
}

/// The same from a text in its normal form, and its canonical question.
fn form_of_canonical(canonical: &str, whole: &str, language: Language) -> Option<Form> {
    let words = sequence(canonical, language);
    (head(whole).len() == whole.len() && !words.is_empty()).then(|| (language, words.join(" ")))
}

/// A wording taken apart, and its form.
fn take_wording(wording: &Wording) -> (Analysis, Option<Form>) {
    let canonical = canonical_question(&wording.text);
    let form = match normal(&wording.text) {
        Cow::Borrowed(whole) => form_of_canonical(&canonical, whole, wording.language),
        Cow::Owned(whole) => form_of(&whole, wording.language),
    };
    (Analysis::of(&canonical, wording.language), form)
}

/// The answers of an entry, each with its language.
fn answers(entry: &Entry) -> Vec<(&str, Language)> {
    std::iter::once((entry.answer.as_str(), entry.language))
        .chain(entry.translations.iter().map(|t| (t.answer.as_str(), t.language)))
        .collect()
}

fn take_apart(base: &KnowledgeBase, entry: &Entry) -> Parts {
    let category = base.category(&entry.category).map(|c| c.title.as_str());
    let labels = category.into_iter().chain(entry.tags.iter().chain(&entry.controls).map(String::as_str));
    let labels = labels.map(|label| Analysis::of(label, entry.language)).collect();
    let category = category.unwrap_or_default();
    let (wordings, forms) = entry.wordings.iter().map(take_wording).unzip();
    Parts {
        wordings,
        forms,
        labels,
        rejected: entry.not_for.iter().map(|text| form_of(text, Language::of(text))).collect(),
        answers: answers(entry)
            .into_iter()
            .flat_map(|(text, language)| text.split_inclusive(". ").map(move |s| Analysis::of(s, language)))
            .collect(),
        heading: Analysis::of(&format!("{category} {}", entry.question), entry.language),
    }
}

fn bag_of(entry: &Entry, numbered: &Numbered) -> Bag {
    let is_question =
        |text: &str| entry.question == text || entry.translations.iter().any(|t| t.question == text);
    let wordings = entry.wordings.iter().zip(&numbered.wordings).map(|(wording, counted)| {
        (counted, if is_question(&wording.text) { QUESTION_WEIGHT } else { WORDING_WEIGHT })
    });
    let others = numbered.answers.iter().chain(&numbered.labels).map(|counted| (counted, ANSWER_WEIGHT));
    bag(wordings
        .chain(others)
        .flat_map(|(counted, weight)| counted.terms().iter().map(move |(term, _)| (*term, weight))))
}

fn prepare(lexical: &Lexical, entry: &Entry, numbered: &Numbered, bag: &Bag) -> Prepared {
    let texts = numbered.wordings.iter().chain(&numbered.answers);
    let mut stems: Vec<TermId> = texts.flat_map(|text| text.terms().iter().map(|(term, _)| *term)).collect();
    stems.sort_unstable();
    stems.dedup();
    let wordings = entry.wordings.iter().zip(&numbered.wordings);
    Prepared {
        wordings: wordings
            .map(|(wording, counted)| PreparedWording {
                language: wording.language,
                stems: lexical.counted(counted.stems()),
                terms: lexical.counted(counted.terms()),
                reading: OnceLock::new(),
            })
            .collect(),
        whole: Vector { mass: bag.iter().map(|(_, weight)| weight).sum(), known: bag.clone() },
        stems,
        sentences: numbered.answers.iter().map(|sentence| lexical.counted(sentence.terms())).collect(),
        heading: lexical.terms(&numbered.heading),
        facts: OnceLock::new(),
        meaning: OnceLock::new(),
    }
}
