//! Which lessons follow from which ruling.

use super::super::{RuledRow, Ruling};
use super::Learning;
use super::contrary::unexplained;
use super::draft::Draft;
use super::lesson::{Lesson, Refusal, audience_of, language_of};
use super::pointing::pointing;
use super::sent::{Sent, sent};
use crate::answer::narrative;
use crate::confidence::ReasonCode;
use crate::knowledge::{Entry, KnowledgeBase, Status};
use crate::respond::{DocketHead, DocketRow, EntryMark, Proposal, SUGGESTIONS};
use crate::retrieval::{Asked, Identity, Index, Query, Reading, leans};
use crate::text::{Language, bare_question, normalise};

/// The base as it is, and how to learn.
pub(super) struct Plan<'a> {
    base: &'a KnowledgeBase,
    index: &'a Index<'a>,
    learning: &'a Learning<'a>,
}

type Lessons = Result<Vec<Lesson>, Refusal>;

/// What becomes of a text that was to take the place of an entry's answer.
enum Update {
    Lessons(Vec<Lesson>),
    /// A draft, and why no more than that where it has to be told.
    Draft(Option<Refusal>),
}

impl<'a> Plan<'a> {
    pub(super) fn new(index: &'a Index<'a>, learning: &'a Learning<'a>) -> Self {
        Self { base: index.base(), index, learning }
    }

    /// The lessons of a row, and why there are not more of them.
    pub(super) fn row(
        &self,
        head: &DocketHead,
        row: &DocketRow,
        ruled: &RuledRow,
    ) -> (Vec<Lesson>, Vec<Refusal>) {
        if row.general {
            return (Vec::new(), Vec::new());
        }
        let mut parts: Vec<Lessons> = Vec::new();
        let typed = ruled.choice.is_some() || ruled.answer.is_some();
        if row.answered {
            parts.push(Err(Refusal::new("answered-before", "the row was answered before")));
        } else if language_of(row) == Language::Other {
            parts.push(Err(Refusal::new("language", "the base is kept in English and Swedish")));
        } else {
            match ruled.ruling {
                None => parts
                    .push(Err(Refusal::new("no-ruling", "something is typed in, and no ruling is chosen"))),
                Some(Ruling::LeaveBlank) => {}
                Some(Ruling::Edit) => parts.extend(self.edited(head, row, ruled)),
                Some(Ruling::WrongMatch) => parts.push(self.rejected(row, true)),
                Some(ruling) if typed => {
                    let why = format!("it bears an edited cell beside the ruling \"{}\"", ruling.as_str());
                    parts.push(Err(Refusal::new("no-ruling", why)));
                }
                Some(Ruling::Accept) => {
                    parts.push(self.accepted(head, row, row.proposed.as_ref(), (None, None)))
                }
                Some(ruling @ (Ruling::UseSecond | Ruling::UseThird)) => {
                    let other = row.others.get(usize::from(ruling == Ruling::UseThird));
                    parts.push(self.accepted(head, row, other, (None, None)));
                    parts.push(self.rejected(row, false));
                }
            }
        }
        let (mut lessons, mut refusals) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Ok(found) => lessons.extend(found),
                Err(refusal) => refusals.push(refusal),
            }
        }
        (lessons, refusals)
    }

    /// A proposal that a person let go out: its entry settles the question.
    fn accepted(
        &self,
        head: &DocketHead,
        row: &DocketRow,
        proposal: Option<&Proposal>,
        typed: (Option<&str>, Option<&str>),
    ) -> Lessons {
        let proposal = proposal.ok_or_else(nothing_proposed)?;
        if typed.0.is_none() && proposal.writes.is_empty() {
            let why = proposal.refused.as_deref().unwrap_or("there is no cell for it");
            return Err(Refusal::new("not-sent", format!("nothing of the proposal can be sent ({why})")));
        }
        let sent = sent(row, language_of(row), Some(proposal), typed, &self.learning.setting.house)?;
        if sent.contradicts {
            return self.drafted(head, row, Some(proposal), &sent);
        }
        if sent.unclear {
            let choice = typed.0.or(proposal.choice.as_deref()).unwrap_or_default().trim();
            let why = format!("whether \"{choice}\" says yes, no, partial or not applicable is not certain");
            return Err(Refusal::new("unclear-choice", why));
        }
        let entry = self.entry(single(proposal)?, true)?;
        if unexplained(row, proposal, entry, &sent.said) && !self.settled(row) {
            return self.drafted(head, row, Some(proposal), &Sent { contradicts: true, ..sent });
        }
        self.worded(row, entry, &sent, Some(proposal))
    }

    /// Whether an approved entry lists the question already.
    fn settled(&self, row: &DocketRow) -> bool {
        let met = self.index.listed(&row.question, language_of(row)).into_iter().next();
        met.is_some_and(|met| self.base.entries[met.entry].status == Status::Approved)
    }

    /// The question as a wording of an entry, with the verdict that was sent.
    fn worded(&self, row: &DocketRow, entry: &Entry, sent: &Sent, proposal: Option<&Proposal>) -> Lessons {
        let language = language_of(row);
        let reading = Reading::of(&row.question, language);
        let verdict = sent.said.verdict;
        let spoken = match (verdict, entry.verdict) {
            (None, Some(_)) if reading.signature.asked.contains(&Asked::Confirm) => {
                return Err(Refusal::new(
                    "no-verdict",
                    "the question wants a yes or no, and none was sent; rule edit with a choice, or begin the text with it",
                ));
            }
            // A verdict that nobody saw was not approved, and is taken for granted only where it is the entry's own.
            (None, own)
                if proposal.is_some_and(|proposal| proposal.verdict.is_some_and(|v| Some(v) != own)) =>
            {
                return Err(Refusal::new(
                    "no-verdict",
                    "which verdict the wording has was not seen by anybody",
                ));
            }
            (None, own) => own,
            (sent, _) => sent,
        };
        if let Some(met) = self.index.listed(&row.question, language).into_iter().next() {
            let other = &self.base.entries[met.entry];
            let wording = &other.wordings[met.wording];
            let text = &wording.text;
            if other.id != entry.id {
                let why =
                    format!("{} lists it already (\"{text}\"), and {} was approved", other.id, entry.id);
                return Err(Refusal::new("listed-elsewhere", why));
            }
            if wording.verdict != spoken {
                let said = wording.verdict.map_or("no verdict", |verdict| verdict.as_str());
                let why = format!("{} lists it already with {said} (\"{text}\")", other.id);
                return Err(Refusal::new("listed-otherwise", why));
            }
            if met.settles {
                return Ok(Vec::new());
            }
        }
        if self
            .index
            .ruled_out(&row.question, language)
            .iter()
            .any(|at| self.base.entries[*at].id == entry.id)
        {
            let why = format!("{} lists it in not_for", entry.id);
            return Err(Refusal::new("rejected-before", why));
        }
        self.stands_alone(row, Some(entry))?;
        if entry.answer_in(language).is_none() {
            return Err(no_translation(entry, language));
        }
        Ok(vec![Lesson::Wording {
            entry: entry.id.clone(),
            file: file_of(entry, language),
            text: as_listed(&row.question, language),
            language,
            verdict: spoken.filter(|_| spoken != entry.verdict),
            turned: entry.verdict.is_some() && spoken.is_some() && spoken != entry.verdict,
            says: sent.said.clone(),
        }])
    }

    /// The question as one that the first match does not answer. `asked` tells whether nothing else was ruled.
    fn rejected(&self, row: &DocketRow, asked: bool) -> Lessons {
        let Some(proposal) = &row.proposed else {
            return if asked { Err(nothing_proposed()) } else { Ok(Vec::new()) };
        };
        if proposal.entries.len() != 1 && !asked {
            // Beside a composed answer "2nd" is the best single entry: nothing was rejected.
            return Ok(Vec::new());
        }
        let (entry, language) = (self.entry(single(proposal)?, true)?, language_of(row));
        if self
            .index
            .ruled_out(&row.question, language)
            .iter()
            .any(|at| self.base.entries[*at].id == entry.id)
        {
            return Ok(Vec::new());
        }
        let met = self.index.listed(&row.question, language);
        if let Some(met) = met.iter().find(|met| self.base.entries[met.entry].id == entry.id) {
            let text = &entry.wordings[met.wording].text;
            let why = format!("{} lists it as one that it answers (\"{text}\")", entry.id);
            return Err(Refusal::new("approved-before", why));
        }
        self.stands_alone(row, None)?;
        let text = as_listed(&row.question, language);
        if Language::of(&text) != language {
            return Err(Refusal::new("language", "which language it is in does not show in its words"));
        }
        let file = file_of(entry, entry.language);
        Ok(vec![Lesson::NotFor { entry: entry.id.clone(), file, text, language }])
    }

    /// A row that was sent otherwise than proposed.
    fn edited(&self, head: &DocketHead, row: &DocketRow, ruled: &RuledRow) -> Vec<Lessons> {
        let proposal = row.proposed.as_ref();
        let choice = ruled.choice.as_deref();
        let as_proposed = |text: &&str| proposal.is_some_and(|p| normalise(&p.text) == normalise(text));
        let answer = ruled.answer.as_deref().filter(|text| !as_proposed(text));
        if answer.is_none() && choice.is_none() {
            let (code, why) = match ruled.answer {
                None => ("no-ruling", "ruled edit, and nothing is typed in"),
                Some(_) => ("no-ruling", "ruled edit, and the text is the one proposed; rule accept"),
            };
            return vec![Err(Refusal::new(code, why))];
        }
        if let (None, Some(_)) = (answer, proposal) {
            return vec![self.accepted(head, row, proposal, (choice, None))];
        }
        let house = &self.learning.setting.house;
        let sent = match sent(row, language_of(row), proposal, (choice, answer), house) {
            Ok(sent) => sent,
            Err(refusal) => return vec![Err(refusal)],
        };
        match proposal.filter(|proposal| self.learning.update && proposal.entries.len() == 1) {
            Some(proposal) if !sent.contradicts && !sent.unclear => self.updated(head, row, proposal, &sent),
            _ => vec![self.drafted(head, row, proposal, &sent)],
        }
    }

    /// The edited text as the entry's answer, and the question as its wording; a draft where other texts of the entry would
    /// contradict it unseen.
    fn updated(&self, head: &DocketHead, row: &DocketRow, proposal: &Proposal, sent: &Sent) -> Vec<Lessons> {
        match self.update(head, row, proposal, sent) {
            Ok(Update::Lessons(lessons)) => vec![Ok(lessons)],
            Ok(Update::Draft(None)) => vec![self.drafted(head, row, Some(proposal), sent)],
            Ok(Update::Draft(Some(refusal))) => {
                vec![self.drafted(head, row, Some(proposal), sent), Err(refusal)]
            }
            Err(refusal) => vec![Err(refusal)],
        }
    }

    fn update(
        &self,
        head: &DocketHead,
        row: &DocketRow,
        proposal: &Proposal,
        sent: &Sent,
    ) -> Result<Update, Refusal> {
        let language = language_of(row);
        let mark = single(proposal)?;
        let entry = self.entry(mark, false)?;
        let Some(old) = entry.answer_in(language) else { return Err(no_translation(entry, language)) };
        if sent.said.verdict.is_some() && sent.said.verdict != entry.verdict {
            // The entry says another thing to its other wordings.
            return Ok(Update::Draft(None));
        }
        let text = match sent.said.verdict {
            // The answers of a base begin with their verdict where this one did.
            Some(verdict) if narrative(old) != old && narrative(&sent.text) == sent.text => {
                format!("{}. {}", crate::answer::verdict_word(verdict, language), sent.text)
            }
            _ => sent.text.clone(),
        };
        if normalise(old) == normalise(&text) {
            return self.worded(row, entry, sent, None).map(Update::Lessons);
        }
        if audience_of(&head.audience) > entry.audience {
            // The reviewer wrote for readers who may see more than those of the entry.
            let why = format!(
                "the form was filled for the audience {}, and {} is read by {}; update it by hand",
                head.audience,
                entry.id,
                entry.audience.as_str()
            );
            return Err(Refusal::new("audience", why));
        }
        let only = |product: &String| head.products.contains(product);
        if !head.products.is_empty() && (entry.products.is_empty() || !entry.products.iter().all(only)) {
            // The reviewer wrote of some products, and the entry is read for others too.
            let why = format!(
                "the form was filled for {} only, and {} speaks of other products too; update it by hand",
                head.products.join(", "),
                entry.id
            );
            return Err(Refusal::new("product", why));
        }
        let entry = self.entry(mark, true)?;
        if entry.short.is_some() || !entry.translations.is_empty() {
            let other = if entry.short.is_some() { "a short answer" } else { "a translation" };
            let why = format!("{} has {other} that would stay as it is; update it by hand", entry.id);
            return Ok(Update::Draft(Some(Refusal::new("other-texts", why))));
        }
        let mut lessons = self.worded(row, entry, sent, None)?;
        let file = file_of(entry, language);
        lessons.push(Lesson::Answer { entry: entry.id.clone(), file, text });
        Ok(Update::Lessons(lessons))
    }

    /// What was sent as a draft entry of its own.
    fn drafted(
        &self,
        head: &DocketHead,
        row: &DocketRow,
        proposal: Option<&Proposal>,
        sent: &Sent,
    ) -> Lessons {
        let language = language_of(row);
        let text = match (sent.text.as_str(), &sent.said.choice) {
            ("", Some(choice)) => choice.clone(),
            ("", None) => return Err(Refusal::new("no-ruling", "no text was sent")),
            (text, _) => text.to_owned(),
        };
        let first = proposal.and_then(|proposal| proposal.entries.first());
        let near = first.and_then(|mark| self.base.entries.iter().find(|entry| entry.id == mark.id));
        if let Some(met) = self.index.listed(&row.question, language).into_iter().next() {
            let other = &self.base.entries[met.entry];
            let verdict = other.wordings[met.wording].verdict;
            let turned = sent.said.verdict.is_some_and(|said| verdict.is_some_and(|own| own != said));
            if other
                .answer_in(language)
                .is_some_and(|own| normalise(&narrative(own)) == normalise(&narrative(&text)))
                && (!turned || other.status == Status::Draft)
            {
                return Ok(Vec::new());
            }
            let own = first.is_some_and(|mark| mark.id == other.id);
            let (code, why) = match other.status {
                Status::Draft => {
                    ("listed-elsewhere", format!("the draft {} has another text for it", other.id))
                }
                Status::Approved if !own => (
                    "listed-elsewhere",
                    format!("{} lists it already, and another entry was edited", other.id),
                ),
                Status::Approved if turned => {
                    ("listed-otherwise", format!("{} lists it already with another verdict", other.id))
                }
                Status::Approved if self.learning.update => {
                    ("other-text", format!("{} lists it already, with another text", other.id))
                }
                Status::Approved => {
                    let why = format!(
                        "{} lists it already, with another text; with --update the edited one takes its place",
                        other.id
                    );
                    ("other-text", why)
                }
            };
            return Err(Refusal::new(code, why));
        }
        let own = self.base.organisation.languages.first().copied().unwrap_or(Language::English);
        if language != own {
            let why = "a draft would have to be in the base's own language; write the entry and its translation by hand";
            return Err(Refusal::new("no-translation", why));
        }
        let listed = &self.base.organisation.products;
        let gone = head.products.iter().find(|product| !listed.is_empty() && !listed.contains(product));
        if let Some(product) = gone {
            let why = format!("the form was filled for {product}, which is no product of the base any more");
            return Err(Refusal::new("product", why));
        }
        self.stands_alone(row, None)?;
        Ok(vec![Lesson::Draft(Draft {
            question: as_listed(&row.question, language),
            text,
            verdict: sent.said.verdict.filter(|_| !sent.contradicts),
            audience: audience_of(&head.audience).as_str().to_owned(),
            products: head.products.clone(),
            contradicts: sent.contradicts,
            near: near.map(|entry| (entry.category.clone(), entry.owner.clone())),
        })])
    }

    /// Refuses a question that says too little or too much on its own; `entry` is the one that was approved for it.
    fn stands_alone(&self, row: &DocketRow, entry: Option<&Entry>) -> Result<(), Refusal> {
        let language = language_of(row);
        if Identity::of(&row.question, language).is_none() {
            return Err(Refusal::new("vague", "no word is left to know it by, or it is too long"));
        }
        if row.reasons.iter().any(|code| code == ReasonCode::Dependent.as_str()) {
            return Err(Refusal::new("dependent", "it leans on another row"));
        }
        if let Some(reason) = leans(&row.question, language) {
            return Err(Refusal::new(reason.code.as_str(), reason.detail));
        }
        if let Some(word) = pointing(&row.question, language) {
            let why = format!("it does not name what \"{word}\" points at");
            return Err(Refusal::new("dependent", why));
        }
        let Some(entry) = entry else { return Ok(()) };
        let whole = self.index.rank(&Query {
            question: &row.question,
            section: row.section.as_deref(),
            id: row.id.as_deref(),
            language: Some(language),
        });
        let place = |ranking: &crate::retrieval::Ranking| {
            ranking.matches.iter().position(|found| self.index.entry(found).id == entry.id)
        };
        let found = place(&whole);
        let alone = Query { question: &row.question, section: None, id: None, language: Some(language) };
        let near = |at: Option<usize>| at.is_some_and(|at| at < SUGGESTIONS);
        if near(found) && !near(place(&self.index.rank(&alone))) {
            let why = format!("without its heading and its id {} does not come near it", entry.id);
            return Err(Refusal::new("section", why));
        }
        Ok(())
    }

    /// The entry that was proposed; `unchanged` where it has to say what it said then.
    fn entry(&self, mark: &EntryMark, unchanged: bool) -> Result<&'a Entry, Refusal> {
        let found = self.base.entries.iter().find(|entry| entry.id == mark.id);
        let entry =
            found.ok_or_else(|| Refusal::new("entry-gone", format!("the base has no entry {}", mark.id)))?;
        if unchanged && entry.digest() != mark.sha256 {
            let why = format!(
                "{} says something else since the form was filled; fill it again with --force --carry and look at the row",
                entry.id
            );
            return Err(Refusal::new("entry-changed", why));
        }
        Ok(entry)
    }
}

fn nothing_proposed() -> Refusal {
    Refusal::new("nothing-proposed", "nothing was proposed there")
}

fn no_translation(entry: &Entry, language: Language) -> Refusal {
    let code = language.code().unwrap_or("other");
    Refusal::new(
        "no-translation",
        format!("{} has no answer in the language of the question ({code})", entry.id),
    )
}

/// The one entry behind a proposal.
fn single(proposal: &Proposal) -> Result<&EntryMark, Refusal> {
    match proposal.entries.as_slice() {
        [mark] => Ok(mark),
        [] => Err(nothing_proposed()),
        several => {
            let ids: Vec<&str> = several.iter().map(|mark| mark.id.as_str()).collect();
            let why = format!("the answer was composed of several entries ({})", ids.join(", "));
            Err(Refusal::new("composed", why))
        }
    }
}

/// The file that holds what an entry says in a language.
fn file_of(entry: &Entry, language: Language) -> String {
    let code = language.code().filter(|_| language != entry.language).map(|code| format!(".{code}"));
    format!("{}/{}{}.md", entry.category, entry.id, code.unwrap_or_default())
}

/// A question as it is kept: without numbering and choices in brackets, where it is the same question without them.
fn as_listed(question: &str, language: Language) -> String {
    let (bare, whole) = (bare_question(question), normalise(question));
    if Identity::of(&bare, language) == Identity::of(&whole, language) { bare } else { whole }
}
