//! What every command needs first: the configuration, the date, the base for the audience.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use trustfill::confidence::Policy;
use trustfill::config::{Config, FILE_NAME};
use trustfill::knowledge::{
    Audience, KnowledgeBase, KnowledgeError, Scope, SourceFile, load, read_folder, sample, sample_files,
};
use trustfill::respond::Setting;
use trustfill::text::Language;

use crate::cli::{BaseArgs, DateArgs};
use crate::failure::Failure;
use crate::files;

/// The word that asks for the sample base in the binary.
const SAMPLE: &str = "builtin";
/// The folder that is looked for where nothing was named.
const DEFAULT_FOLDER: &str = "knowledge";

/// The configuration with the place it came from.
pub(crate) struct Settings {
    pub(crate) config: Config,
    /// The text of its file; empty where there is none.
    pub(crate) text: String,
    path: PathBuf,
}

impl Settings {
    /// Reads `--config FILE`, else `./trustfill.toml` where it is.
    pub(crate) fn read(named: Option<&Path>) -> Result<Self, Failure> {
        let path = named.unwrap_or(Path::new(FILE_NAME));
        let text = match files::read_text(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::usage(format!("could not read {}: {error}", path.display()))),
        };
        let config = Config::parse(&text).map_err(|error| {
            Failure::usage(format!("could not read {}: {error}", path.display()))
                .hint("the keys are described in docs/configuration.md")
        })?;
        Ok(Self { config, text, path: path.to_path_buf() })
    }

    /// Loads the base for an audience, and for the products of the run.
    pub(crate) fn base(&self, args: &BaseArgs, audience: Audience) -> Result<KnowledgeBase, Failure> {
        self.base_for(args, self.scope(args, audience))
    }

    /// Loads the base for a scope.
    pub(crate) fn base_for(&self, args: &BaseArgs, scope: Scope) -> Result<KnowledgeBase, Failure> {
        let audience = scope.audience;
        let Some(folder) = self.folder(args.knowledge.as_deref())? else { return Ok(sample(scope)?) };
        let base =
            load(&folder, scope).map_err(|error| self.located(error, &folder, args.knowledge.is_none()))?;
        if base.entries.is_empty() {
            let products = match base.products.as_slice() {
                [] => String::new(),
                named => format!(" and the products {}", named.join(", ")),
            };
            let message = format!(
                "could not load the knowledge base {}: it holds no entry for the audience {}{products}",
                folder.display(),
                audience.as_str()
            );
            return Err(Failure::usage(message)
                .hint("--audience nda or internal shows more; mind who gets the output"));
        }
        Ok(base)
    }

    /// The files of the base, and the folder they stand in; none for the sample in the binary.
    pub(crate) fn files(&self, args: &BaseArgs) -> Result<(Vec<SourceFile>, Option<PathBuf>), Failure> {
        let Some(folder) = self.folder(args.knowledge.as_deref())? else { return Ok((sample_files(), None)) };
        let files =
            read_folder(&folder).map_err(|error| self.located(error, &folder, args.knowledge.is_none()))?;
        Ok((files, Some(folder)))
    }

    /// The folder of the base; `None` for the sample in the binary.
    pub(crate) fn folder(&self, named: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
        if named.or(self.config.knowledge.as_deref()).is_some_and(|path| path == Path::new(SAMPLE)) {
            return Ok(None);
        }
        match named.map(Path::to_path_buf).or_else(|| self.configured()) {
            Some(folder) => Ok(Some(folder)),
            None if Path::new(DEFAULT_FOLDER).is_dir() => Ok(Some(PathBuf::from(DEFAULT_FOLDER))),
            None => Err(Failure::usage("there is no knowledge base: no --knowledge, no `knowledge` in trustfill.toml, no folder ./knowledge")
                .hint("`trustfill init` makes a knowledge base here")
                .hint("--knowledge builtin answers from the sample base in the binary, which is another company's")),
        }
    }

    /// The folder of the configuration file.
    pub(crate) fn folder_of_config(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The folder that the configuration names, which is seen from its own.
    fn configured(&self) -> Option<PathBuf> {
        let named = self.config.knowledge.as_ref()?;
        Some(self.folder_of_config().join(named))
    }

    /// An error of a base, with its folder; `unnamed` tells whether no flag named it.
    pub(crate) fn located(&self, error: KnowledgeError, folder: &Path, unnamed: bool) -> Failure {
        let failure = Failure::from(match error {
            KnowledgeError::Empty { .. } => KnowledgeError::Empty { place: folder.display().to_string() },
            KnowledgeError::TooLarge(why) => KnowledgeError::TooLarge(format!("{}: {why}", folder.display())),
            KnowledgeError::DuplicateId { id, first, second } => KnowledgeError::DuplicateId {
                id,
                first: folder.join(first).display().to_string(),
                second: folder.join(second).display().to_string(),
            },
            KnowledgeError::File { file, line, message } => {
                KnowledgeError::File { file: folder.join(file).display().to_string(), line, message }
            }
            other => other,
        });
        if !unnamed || self.configured().is_none() || folder.is_dir() {
            return failure;
        }
        failure.hint(format!("the folder is named by `knowledge` in {}", self.path.display()))
    }

    /// The audience: flag, configuration, public.
    pub(crate) fn audience(&self, args: &BaseArgs) -> Audience {
        args.audience.map(Audience::from).or(self.config.audience).unwrap_or(Audience::Public)
    }

    /// The products: those that flags name, else the configuration's; none means that nobody said.
    pub(crate) fn products(&self, named: &[String]) -> Vec<String> {
        if named.is_empty() { self.config.product.clone() } else { named.to_vec() }
    }

    /// What of the base a command loads.
    pub(crate) fn scope(&self, args: &BaseArgs, audience: Audience) -> Scope {
        Scope { audience, products: self.products(&args.product) }
    }

    /// The setting of a run.
    pub(crate) fn setting(
        &self,
        dates: &DateArgs,
        language: Option<&str>,
        with_evidence: bool,
    ) -> Result<Setting, Failure> {
        let code = language.or(self.config.language.as_deref());
        let policy = self.config.suggest_from.map_or(Policy::DEFAULT, |suggest_from| Policy { suggest_from });
        Ok(Setting {
            policy,
            today: today(dates)?,
            language: code.and_then(Language::from_code),
            house: self.config.choices.clone(),
            vendor: self.config.vendor.clone(),
            with_evidence: with_evidence || self.config.with_evidence,
        })
    }
}

/// The date of the run: `--today`, else SOURCE_DATE_EPOCH, else the system's.
pub(crate) fn today(args: &DateArgs) -> Result<Date, Failure> {
    if let Some(date) = args.today {
        return Ok(date);
    }
    if let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") {
        return epoch
            .to_str()
            .and_then(|text| text.parse::<i64>().ok())
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map(|time| time.to_zoned(jiff::tz::TimeZone::UTC).date())
            .ok_or_else(|| {
                Failure::usage("SOURCE_DATE_EPOCH is no number of seconds")
                    .hint("unset it, or pass --today 2026-11-23")
            });
    }
    Ok(jiff::Zoned::now().date())
}
