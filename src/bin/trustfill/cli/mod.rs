//! Every flag and its help. What is typed is only checked here; what it means is worked out in `context` and `commands`.

mod base;
mod batch;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use trustfill::knowledge::Audience;
use trustfill::workbook::Limit;

use crate::{exit, limits};

pub(crate) use base::{CheckArgs, CheckFormat, ExportArgs, ImportArgs, NewArgs, PublishArgs, StatsArgs};
pub(crate) use batch::{BatchArgs, FillApartArgs};

/// Answers security questionnaires in the customer's own workbook, offline, from a curated knowledge base.
///
/// An answer is filled in only where the question is one that a person approved, in the same words or other dress. Everything
/// else is suggested in a review workbook, with a measured probability and the reasons.
#[derive(Debug, Parser)]
#[command(name = "trustfill", version, after_help = exit::TABLE, max_term_width = 100, help_expected = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Set a limit on what is read of a spreadsheet: file-mib, parts, unpacked-mib, part-mib, depth, cells, stored-cells, text-mib, ranges, repeats, memory-mib, seconds (can be repeated)
    #[arg(long, global = true, value_name = "NAME=N", value_parser = limits::parse, help_heading = "Limits")]
    pub(crate) limit: Vec<(Limit, u32)>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fill a questionnaire, and write a review workbook for the rest
    Fill(FillArgs),
    /// Fill many questionnaires, each in a process of its own, and report on all of them
    ///
    /// A file that is damaged, hostile or no questionnaire costs one line of the report, never the run. A run that was broken
    /// off goes on where it stopped: what is done, and has the same input, knowledge base and configuration, is kept.
    Batch(BatchArgs),
    /// Write the answers and a reviewer's rulings into the customer's original
    Apply(ApplyArgs),
    /// Show what was understood of a questionnaire: sheets, columns, choices
    Inspect(InspectArgs),
    /// Answer one question on the terminal
    Ask(AskArgs),
    /// Learn from reviews: wordings and drafts for the knowledge base, and a list of what it has no answer to
    Learn(LearnArgs),
    /// Begin a knowledge base: a commented trustfill.toml and three drafts
    Init {
        /// The folder to begin in
        #[arg(default_value = ".")]
        folder: PathBuf,
        #[command(flatten)]
        date: DateArgs,
    },
    /// Begin an entry: a draft file for a question
    New(NewArgs),
    /// Take entries out of a spreadsheet: an export that was edited, or a questionnaire that is answered
    Import(ImportArgs),
    /// Write the knowledge base as a spreadsheet
    Export(ExportArgs),
    /// Check the knowledge base: conflicts, collisions, what is out of date, missing or not for the public
    Check(CheckArgs),
    /// Count what the knowledge base holds, and name its gaps
    Stats(StatsArgs),
    /// Make the trust center: the public, approved answers as static pages
    ///
    /// A site is for anyone, so there is no --audience: entries for nda or internal readers, and drafts, are never in it. An
    /// entry past its review is shown with the day that it was due. What an earlier run wrote into the folder and this one
    /// does not is removed; files of others are left alone.
    Publish(PublishArgs),
    /// Measure the quality on labelled questions
    Eval(EvalArgs),
    /// Read a file of an old format from standard input, write it as .xlsx to standard output
    #[command(hide = true)]
    ReadLegacy {
        /// The format
        format: String,
    },
    /// Fill one questionnaire of a batch, and end when standard input does
    #[command(hide = true)]
    FillApart(FillApartArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// Write one page a command into this folder instead
        #[arg(long, value_name = "DIR")]
        out_dir: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AudienceArg {
    /// Anyone
    Public,
    /// Customers under a non-disclosure agreement; holds the public answers too
    Nda,
    /// The house only; holds everything
    Internal,
}

impl From<AudienceArg> for Audience {
    fn from(arg: AudienceArg) -> Self {
        match arg {
            AudienceArg::Public => Self::Public,
            AudienceArg::Nda => Self::Nda,
            AudienceArg::Internal => Self::Internal,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// Text for a person
    Text,
    /// JSON for a script
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// A page to read, filter, print and decide in
    Html,
    /// What `--format json` prints
    Json,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Knowledge base")]
pub(crate) struct BaseArgs {
    /// Folder of the knowledge base, or `builtin` for the sample in the binary [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) knowledge: Option<PathBuf>,
    /// Configuration file [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Whom the answers are for [default: public]
    #[arg(long, value_enum, value_name = "AUDIENCE")]
    pub(crate) audience: Option<AudienceArg>,
    /// A product that the answers are for; entries that name only others are left out (can be repeated)
    #[arg(long, value_name = "NAME")]
    pub(crate) product: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DateArgs {
    /// The date that counts for what is out of date [default: SOURCE_DATE_EPOCH, else the system's]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Layout, where it was found wrong")]
pub(crate) struct LayoutArgs {
    /// Read only this sheet as a form
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Row of the header, as the spreadsheet counts
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(crate) header_row: Option<u32>,
    /// Column of the questions, by letters or header
    #[arg(long, value_name = "COLUMN")]
    pub(crate) question_column: Option<String>,
    /// Column of the answers
    #[arg(long, value_name = "COLUMN")]
    pub(crate) answer_column: Option<String>,
    /// Column of the explanations
    #[arg(long, value_name = "COLUMN")]
    pub(crate) comment_column: Option<String>,
    /// Column of the ids
    #[arg(long, value_name = "COLUMN")]
    pub(crate) id_column: Option<String>,
    /// Column of the sections
    #[arg(long, value_name = "COLUMN")]
    pub(crate) section_column: Option<String>,
    /// Leave the profiles in profiles/ beside trustfill.toml aside
    #[arg(long)]
    pub(crate) no_profile: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill fill acme.xlsx                    # acme.filled.xlsx and acme.review.xlsx beside it
  trustfill fill acme.xlsx --drafts           # likely suggestions too, in amber, for reading in house
  trustfill fill acme.xlsx --report html      # acme.report.html too: one page to read and decide in
  trustfill fill acme.xlsx --dry-run          # only say what would be done
")]
pub(crate) struct FillArgs {
    /// The questionnaire: .xlsx, .xlsm, .csv or .tsv; .xls, .xlsb and .ods become a new .xlsx
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
    /// Name of the filled form; the review workbook stands beside it [default: FILE.filled.EXT beside the input]
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Folder for the outputs
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Replace outputs that exist (a review workbook with rulings is kept all the same)
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// Take the rulings of the existing review workbook over, for questions and accepted answers that are unchanged
    #[arg(long, help_heading = "Output")]
    pub(crate) carry: bool,
    /// Write nothing, only say what would be done
    #[arg(short = 'n', long, help_heading = "Output")]
    pub(crate) dry_run: bool,
    /// Put suggestions from probability P up into the form too, in amber, with three columns beside them; not for the customer
    #[arg(long, value_name = "P", num_args = 0..=1, default_missing_value = "0.5", require_equals = true, value_parser = probability, help_heading = "Output")]
    pub(crate) drafts: Option<f64>,
    /// Let rows grow to their answer: sets a height where the stored one is too small; no other option touches a row
    #[arg(long, help_heading = "Output")]
    pub(crate) fit_rows: bool,
    /// Put addresses of evidence into the form
    #[arg(long, help_heading = "Output")]
    pub(crate) with_evidence: bool,
    /// What to print when done
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: OutputFormat,
    /// Write a report beside the outputs too, as FILE.report.html or FILE.report.json (can be repeated)
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', help_heading = "Output")]
    pub(crate) report: Vec<ReportFormat>,
    /// End with exit code 1 where rows are left for review
    #[arg(long, help_heading = "Output")]
    pub(crate) strict: bool,
    /// Compare with what was sent before, by the *.record.json that `apply` left in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) records: Option<PathBuf>,
    /// Language of questions and answers, en or sv [default: found row by row]
    #[arg(long, value_name = "LANG", value_parser = ["en", "sv"])]
    pub(crate) language: Option<String>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill apply acme.review.xlsx                 # acme.final.xlsx and acme.record.json beside it
  trustfill apply acme.review.xlsx --allow-open    # rows without a ruling stay blank
  trustfill apply acme.rulings.json --original inbox/acme.xlsx
")]
pub(crate) struct ApplyArgs {
    /// The review workbook, or the file of rulings (.json) that the page of the report saves
    pub(crate) review: PathBuf,
    /// The customer's original [default: where it lay when it was filled, or beside the review workbook]
    #[arg(long, value_name = "FILE")]
    pub(crate) original: Option<PathBuf>,
    /// Leave rows for review blank that nobody ruled on
    #[arg(long)]
    pub(crate) allow_open: bool,
    /// Who applies the rulings, for the record
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) by: Option<String>,
    /// Name of the final form; the record stands beside it [default: ORIGINAL.final.EXT beside the review workbook]
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Folder for the outputs
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Replace outputs that exist
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// Write nothing, only say what would be done
    #[arg(short = 'n', long, help_heading = "Output")]
    pub(crate) dry_run: bool,
    /// Let rows grow to their answer: sets a height where the stored one is too small; no other option touches a row
    #[arg(long, help_heading = "Output")]
    pub(crate) fit_rows: bool,
    /// What to print when done
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: OutputFormat,
    /// The date that stands in the record [default: SOURCE_DATE_EPOCH, else the system's]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill inspect acme.xlsx
  trustfill inspect acme.xlsx --answer-column F --save-profile   # remembered for the next acme.xlsx
")]
pub(crate) struct InspectArgs {
    /// The questionnaire
    pub(crate) file: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Remember the corrections of this run for later files of the same form, in profiles/NAME.toml beside trustfill.toml [default NAME: that of the file]
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", require_equals = true)]
    pub(crate) save_profile: Option<String>,
    /// Write into the profile of that name: what it corrected stays, what this run corrects is added
    #[arg(long, requires = "save_profile")]
    pub(crate) force: bool,
    /// Configuration file; only the folder it stands in counts here [default: ./trustfill.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  trustfill ask \"Do you encrypt stored data?\" --explain
")]
pub(crate) struct AskArgs {
    /// The question
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    pub(crate) question: Option<String>,
    /// Read questions from standard input, one JSON object a line: id, question, section, choices
    #[arg(long)]
    pub(crate) stdin: bool,
    /// What to print; with --stdin one JSON object a line
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Show every signal and guard
    #[arg(long)]
    pub(crate) explain: bool,
    /// How many entries to name
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = matches)]
    pub(crate) top: u8,
    /// A choice of the cell that is to be filled (can be repeated)
    #[arg(long = "choice", value_name = "TEXT")]
    pub(crate) choices: Vec<String>,
    /// Heading that the question stands under
    #[arg(long, value_name = "TEXT")]
    pub(crate) section: Option<String>,
    /// Language of question and answer, en or sv [default: found]
    #[arg(long, value_name = "LANG", value_parser = ["en", "sv"])]
    pub(crate) language: Option<String>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill learn acme.review.xlsx                 # show what would change, write nothing
  trustfill learn acme.review.xlsx --write         # change the files; read the diff before you commit it
  trustfill learn *.review.xlsx --write --update   # edited texts take the place of the answers
")]
pub(crate) struct LearnArgs {
    /// Review workbooks, and files of rulings (.json) that the page of the report saved
    #[arg(required = true)]
    pub(crate) reviews: Vec<PathBuf>,
    /// Folder of the knowledge base [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(short, long, value_name = "DIR", help_heading = "Knowledge base")]
    pub(crate) knowledge: Option<PathBuf>,
    /// Configuration file [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE", help_heading = "Knowledge base")]
    pub(crate) config: Option<PathBuf>,
    /// Write the files; without it the changes are only shown
    #[arg(short, long, help_heading = "Output")]
    pub(crate) write: bool,
    /// An edited text takes the place of the entry's answer, and does not become a draft
    #[arg(long, help_heading = "Output")]
    pub(crate) update: bool,
    /// The list of questions without an answer
    #[arg(long, value_name = "FILE", default_value = "gaps.md", help_heading = "Output")]
    pub(crate) gaps: PathBuf,
    /// Replace a file at the place of that list which this tool did not write
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// End with exit code 1 where something was not learned
    #[arg(long, help_heading = "Output")]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) date: DateArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill eval labels.jsonl
  trustfill eval labels.jsonl --format json > before.json    # keep it, then change the base
  trustfill eval labels.jsonl --against before.json          # what the change did
")]
pub(crate) struct EvalArgs {
    /// Labelled questions: JSON Lines with question and full, and if you like id, source, family, section, partial, verdict
    #[arg(required = true)]
    pub(crate) labels: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Say what changed against an earlier report of --format json
    #[arg(long, value_name = "PREVIOUS.json")]
    pub(crate) against: Option<PathBuf>,
    /// Draw the reliability diagram and the precision-coverage curve into this file
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) diagram: Option<PathBuf>,
    /// Replace the diagram where it exists
    #[arg(long, requires = "diagram")]
    pub(crate) force: bool,
    /// Fit the weights of the suggest score, print them, and measure fits on the families they left out
    #[arg(long)]
    pub(crate) fit: bool,
    /// Fit the order of entries on another base and its labelled questions too
    #[arg(long, num_args = 2, value_names = ["KNOWLEDGE", "LABELS"], requires = "fit")]
    pub(crate) fit_order_with: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date is written 2026-11-23".to_owned())
}

/// The most matches that `ask` names.
const MOST_MATCHES: u8 = 30;

fn matches(text: &str) -> Result<u8, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST_MATCHES).contains(number));
    number.ok_or_else(|| format!("a whole number from 1 to {MOST_MATCHES} is wanted"))
}

fn probability(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("a probability lies between 0 and 1".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent_and_every_flag_has_help() {
        Cli::command().debug_assert();
    }
}
