//! Filling one questionnaire in a process of its own, with bounds: whatever it does to that process, the batch hears of it as
//! one line and goes on.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use trustfill::batch::Counts;

use crate::child::{self, Answer};
use crate::cli::{BatchArgs, FillApartArgs, ReportFormat};
use crate::commands::fill;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::{limits, terminal};

/// The subcommand that the child is started with.
const SUBCOMMAND: &str = "fill-apart";
/// Bytes of the child's answer: the head of a report, with its warnings.
const LONGEST_ANSWER: u64 = 16 << 20;
/// What the allocator says before it ends a process that may have no more.
const NO_MEMORY: &[u8] = b"memory allocation of";

/// What the child tells of a questionnaire that is filled.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub(super) file_sha256: String,
    pub(super) knowledge: ToldKnowledge,
    pub(super) counts: Counts,
    #[serde(default)]
    pub(super) note: Option<String>,
    pub(super) warnings: Vec<String>,
}

/// The base that it used.
#[derive(Debug, Deserialize)]
pub(super) struct ToldKnowledge {
    pub(super) sha256: String,
}

/// What the child tells of one that it could not fill.
#[derive(Debug, Serialize, Deserialize)]
struct Refused {
    error: String,
    hints: Vec<String>,
}

/// What is the same for every questionnaire of the batch.
pub(super) struct Worker {
    program: PathBuf,
    shared: Vec<OsString>,
    deadline: Duration,
    memory: u64,
    /// Whether others write into the same folder.
    shares: bool,
}

impl Worker {
    /// `today` is the date of the run, read once for all files.
    pub(super) fn of(args: &BatchArgs, today: jiff::civil::Date) -> Result<Self, Failure> {
        // By this name it is there also where an upgrade has put another in its place.
        let own = PathBuf::from("/proc/self/exe");
        let program = if own.exists() {
            own
        } else {
            std::env::current_exe()
                .map_err(|error| Failure::usage(format!("could not find the program itself: {error}")))?
        };
        let mut shared: Vec<OsString> = vec![SUBCOMMAND.into(), "--today".into(), today.to_string().into()];
        let mut flag = |name: &str, value: OsString| shared.extend([name.into(), value]);
        flag("--memory", args.memory.to_string().into());
        if let Some(folder) = &args.base.knowledge {
            flag("--knowledge", folder.into());
        }
        if let Some(file) = &args.base.config {
            flag("--config", file.into());
        }
        if let Some(audience) = args.base.audience {
            flag("--audience", trustfill::knowledge::Audience::from(audience).as_str().into());
        }
        args.base.product.iter().for_each(|product| flag("--product", product.into()));
        if let Some(language) = &args.language {
            flag("--language", language.into());
        }
        for report in &args.report {
            flag("--report", if *report == ReportFormat::Html { "html".into() } else { "json".into() });
        }
        if let Some(least) = args.drafts {
            shared.push(format!("--drafts={least}").into());
        }
        shared.extend(limits::arguments().map(OsString::from));
        let switches = [
            ("--fit-rows", args.fit_rows),
            ("--with-evidence", args.with_evidence),
            ("--no-profile", args.no_profile),
        ];
        shared.extend(switches.iter().filter(|(_, on)| *on).map(|(name, _)| (*name).into()));
        Ok(Self {
            program,
            shared,
            deadline: Duration::from_secs(args.deadline),
            memory: args.memory,
            shares: args.shard.is_some(),
        })
    }

    /// Fills `input` into `folder`. `name` is what messages call it.
    pub(super) fn fill(
        &self,
        input: &Path,
        name: &str,
        folder: &Path,
        stem: &str,
        replace: bool,
    ) -> Result<Told, Failure> {
        let failed = |error: io::Error| Failure::input(name, format!("the process that fills it: {error}"));
        let mut command = Command::new(&self.program);
        command.args(&self.shared).arg("--out-dir").arg(folder).arg("--stem").arg(stem);
        if replace {
            command.arg("--force");
        }
        let mut child = command
            .arg("--")
            .arg(input)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let answer = child::converse(&mut child, &[], LONGEST_ANSWER, self.deadline);
        if answer.is_err() {
            // Only a child that is there still can be ended; one that is gone is what was wanted.
            let _ = child.kill();
        }
        let status = child.wait().map_err(failed)?;
        let outcome = match answer.map_err(failed)? {
            Some(answer) => self.outcome(name, status, &answer),
            None => {
                let seconds = self.deadline.as_secs();
                Err(Failure::input(name, format!("filling it took longer than {seconds} seconds"))
                    .hint("--deadline SECONDS gives more; a file that takes so long may be damaged"))
            }
        };
        // One that ended by itself took its files with it. Shards share the folder, and may share numbers of processes.
        if status.code().is_none() && !self.shares {
            // What cannot be removed now is removed by the next run.
            let _ = files::remove_temporaries_of(folder, child.id());
        }
        outcome
    }

    fn outcome(&self, name: &str, status: ExitStatus, answer: &Answer) -> Result<Told, Failure> {
        let text = String::from_utf8_lossy(&answer.error);
        if status.success() {
            let mut told: Told = serde_json::from_slice(&answer.output).map_err(|error| {
                Failure::input(name, format!("the process that filled it said nothing to the point: {error}"))
            })?;
            told.warnings.extend(lines(&text, "warning: "));
            return Ok(told);
        }
        let exit = match status.code() {
            Some(1..=2) => Exit::Usage,
            Some(4) => Exit::Output,
            _ => Exit::Input,
        };
        if let Ok(Refused { error: message, hints }) = serde_json::from_slice(&answer.output) {
            return Err(Failure { exit, message, hints });
        }
        // A panic, which has no other way to say so.
        if let Some(message) = lines(&text, "error: ").next() {
            return Err(Failure { exit, message, hints: lines(&text, "hint: ").collect() });
        }
        let short = answer.error.windows(NO_MEMORY.len()).any(|bytes| bytes == NO_MEMORY);
        Err(match short {
            true => Failure::input(name, format!("filling it takes more than {} MiB of memory", self.memory))
                .hint("--memory MIB gives more; a file that needs so much may be damaged"),
            false => Failure::input(name, format!("the process that filled it was ended ({status})"))
                .hint("open it in a spreadsheet program and save it as .xlsx"),
        })
    }
}

fn lines<'t>(text: &'t str, label: &'t str) -> impl Iterator<Item = String> + 't {
    text.lines().filter_map(move |line| line.strip_prefix(label)).map(str::to_owned)
}

/// The child.
pub(crate) fn fill_apart(args: &FillApartArgs) -> Result<Exit, Failure> {
    let refused = |error: io::Error| Failure::usage(format!("{SUBCOMMAND}: {error}"));
    child::limit_memory(args.memory << 20).map_err(refused)?;
    child::end_with_parent().map_err(refused)?;
    fill::apart(&args.fill, &args.stem).or_else(|Failure { exit, message, hints }| {
        let told = serde_json::to_string(&Refused { error: message, hints });
        terminal::print(&told.map_err(|error| Failure::output("standard output", error))?)?;
        Ok(exit)
    })
}
