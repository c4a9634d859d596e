//! `trustfill new`: a draft entry for a question.

use trustfill::confidence::Decision;
use trustfill::exchange::{Drafting, begin};
use trustfill::knowledge::{Audience, Entry, KnowledgeError, load_files, read_folder};
use trustfill::respond::judge;
use trustfill::retrieval::{Index, Query};
use trustfill::text::Language;
use trustfill::workbook::Choices;

use crate::cli::NewArgs;
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// The category of an entry that no other comes near.
const NO_CATEGORY: &str = "drafts";
/// The owner of an entry that no other comes near; somebody has to take it.
const NO_OWNER: &str = "unknown";
/// A suggestion from here up settles the question more likely than not.
const NEAR: f64 = 0.5;

pub(crate) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    if args.question.trim().is_empty() {
        return Err(
            Failure::usage("the question is empty").hint("trustfill new \"Do you rotate encryption keys?\"")
        );
    }
    let settings = Settings::read(args.config.as_deref())?;
    let Some(folder) = settings.folder(args.knowledge.as_deref())? else {
        return Err(Failure::usage("the sample knowledge base in the binary takes no entries")
            .hint("name the folder of your own with --knowledge; `trustfill init` begins one"));
    };
    let setting = settings.setting(&args.date, None, false)?;
    let located = |error| settings.located(error, &folder, args.knowledge.is_none());
    let existing = read_folder(&folder).map_err(located)?;
    let base = match load_files(&existing, Audience::Internal, false) {
        Ok(base) => Some(base),
        Err(KnowledgeError::Empty { .. }) => None,
        Err(error) => return Err(located(error)),
    };
    let mut near: Option<Entry> = None;
    let mut warnings = Vec::new();
    if let Some(base) = &base {
        let index = Index::build(base);
        let query = Query { question: &args.question, section: None, id: None, language: None };
        let judgement = judge(&index, &query, &Choices::Free, 1, &setting);
        let sure = judgement.confidence.map_or(0.0, |confidence| confidence.get());
        if let Some(first) = judgement.suggestions.first().filter(|_| sure >= NEAR) {
            let id = &first.entry.id;
            warnings.push(match judgement.decision {
                Decision::Fill => format!("`{id}` answers this question already: {}", first.wording.text),
                _ => format!("`{id}` comes near ({:.0} %): {}", sure * 100.0, first.wording.text),
            });
            near = Some(first.entry.clone());
        }
        let own = base.organisation.languages.first().copied().unwrap_or(Language::English);
        if Language::detected(&args.question).is_some_and(|language| language != own) {
            warnings.push(
                "the question is not in the language of the base; a translation stands beside its entry"
                    .to_owned(),
            );
        }
    }
    let category = args.category.as_deref().or(near.as_ref().map(|entry| entry.category.as_str()));
    let owner = args.owner.as_deref().or(near.as_ref().map(|entry| entry.owner.as_str()));
    let drafting = Drafting {
        audience: args.audience.into(),
        category: category.unwrap_or(NO_CATEGORY),
        owner: owner.unwrap_or(NO_OWNER),
        today: setting.today,
    };
    let file = begin(&existing, &args.question, args.id.as_deref(), args.answer.as_deref(), &drafting)?;
    for warning in &warnings {
        terminal::warn(warning);
    }
    let path = files::inside(&folder, &file.path)?;
    if let Some(category) = path.parent() {
        files::make_folder(category)?;
    }
    let path = Output::check(path, false)?.prepare(file.text.as_bytes())?.commit()?;
    terminal::print(&format!("{}\n", path.display()))?;
    Ok(Exit::Done)
}
