//! Flags of `batch`.

use std::path::PathBuf;

use clap::Args;
use trustfill::batch::Shard;

use super::{BaseArgs, DateArgs, FillArgs, ReportFormat, probability};

/// Seconds that a questionnaire may take: five times what one of 100,000 questions takes that are all different.
const DEADLINE: u64 = 120;
/// Address space of the process that fills a questionnaire, in MiB: six times what 100,000 questions take that are all different, and
/// with a page of the report more than they take.
const MEMORY: u64 = 2048;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill batch inbox --out-dir outbox                  # every questionnaire in inbox/ and below
  trustfill batch 'inbox/**/*.xlsx' --out-dir outbox      # those that a pattern names
  find . -name '*.csv' | trustfill batch - --out-dir outbox
  trustfill batch inbox --out-dir outbox --shard 1/4      # a quarter of them, on one of four machines …
  trustfill batch --merge --out-dir outbox                # … and the report of all four
")]
pub(crate) struct BatchArgs {
    /// Folders, questionnaires, patterns (quoted: * ? [ab] **), a .txt file that names one of them a line, or - for such a
    /// list on standard input
    #[arg(required_unless_present = "merge", conflicts_with = "merge", value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
    /// Folder for the outputs, the report and the journal; subfolders are as in the input
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) out_dir: PathBuf,
    /// Replace outputs that exist and are not, or not any more, as a batch wrote them (a review workbook with rulings is kept
    /// all the same)
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// Fill every questionnaire anew, also where an earlier run is done with it
    #[arg(long, help_heading = "Output")]
    pub(crate) fresh: bool,
    /// Write a report for each questionnaire too, as NAME.report.html or NAME.report.json (can be repeated)
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', help_heading = "Output")]
    pub(crate) report: Vec<ReportFormat>,
    /// Append what happens to this file, a line of JSON an event; - for standard output, in place of the summary
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) events: Option<PathBuf>,
    /// Put suggestions from probability P up into the forms too, in amber, with three columns beside them; not for customers
    #[arg(long, value_name = "P", num_args = 0..=1, default_missing_value = "0.5", require_equals = true, value_parser = probability, help_heading = "Output")]
    pub(crate) drafts: Option<f64>,
    /// Let rows grow to their answer
    #[arg(long, help_heading = "Output")]
    pub(crate) fit_rows: bool,
    /// Put addresses of evidence into the forms
    #[arg(long, help_heading = "Output")]
    pub(crate) with_evidence: bool,
    /// End with exit code 1 where rows are left for review
    #[arg(long, help_heading = "Output")]
    pub(crate) strict: bool,
    /// Begin no further questionnaire once one has failed
    #[arg(long, help_heading = "Run")]
    pub(crate) fail_fast: bool,
    /// How many questionnaires are filled at a time [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Run")]
    pub(crate) jobs: Option<u16>,
    /// Seconds that a questionnaire may take
    #[arg(long, value_name = "SECONDS", default_value_t = DEADLINE, value_parser = clap::value_parser!(u64).range(1..=86_400), help_heading = "Run")]
    pub(crate) deadline: u64,
    /// Address space that filling a questionnaire may take, in MiB
    #[arg(long, value_name = "MIB", default_value_t = MEMORY, value_parser = clap::value_parser!(u64).range(256..=1_048_576), help_heading = "Run")]
    pub(crate) memory: u64,
    /// Take only the I-th of N shares of the questionnaires, by their content
    #[arg(long, value_name = "I/N", conflicts_with = "merge", help_heading = "Run")]
    pub(crate) shard: Option<Shard>,
    /// Fill nothing, and make one report of those of all shards in the out folder
    #[arg(long, help_heading = "Run")]
    pub(crate) merge: bool,
    /// Language of questions and answers, en or sv [default: found row by row]
    #[arg(long, value_name = "LANG", value_parser = ["en", "sv"])]
    pub(crate) language: Option<String>,
    /// Leave the profiles in profiles/ beside trustfill.toml aside
    #[arg(long)]
    pub(crate) no_profile: bool,
    #[command(flatten)]
    pub(crate) date: DateArgs,
}

/// What the process that fills one questionnaire of a batch is told.
#[derive(Debug, Args)]
pub(crate) struct FillApartArgs {
    /// What the names of its outputs begin with
    #[arg(long, value_name = "STEM", allow_hyphen_values = true)]
    pub(crate) stem: String,
    /// Address space it may take, in MiB
    #[arg(long, value_name = "MIB")]
    pub(crate) memory: u64,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
}
