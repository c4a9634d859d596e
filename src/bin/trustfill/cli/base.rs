//! Flags of the commands that look after the knowledge base.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{AudienceArg, BaseArgs, DateArgs, LayoutArgs, OutputFormat};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Text for a person
    Human,
    /// JSON for a script
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill check                          # every rule over ./knowledge
  trustfill check --strict --format github # in a build: warnings fail too
  trustfill check --fix                    # mend what is mechanical; read the diff after
  trustfill check --explain alias-collision
")]
pub(crate) struct CheckArgs {
    /// Folder of the knowledge base, or `builtin` for the sample in the binary [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(short, long, value_name = "DIR", help_heading = "Knowledge base")]
    pub(crate) knowledge: Option<PathBuf>,
    /// Configuration file; its [check] sets levels and lists [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE", help_heading = "Knowledge base")]
    pub(crate) config: Option<PathBuf>,
    /// Check only what this audience sees [default: internal]
    #[arg(long, value_enum, value_name = "AUDIENCE", help_heading = "Knowledge base")]
    pub(crate) audience: Option<AudienceArg>,
    /// What to print
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(crate) format: CheckFormat,
    /// End with exit code 1 at warnings too
    #[arg(long, help_heading = "Output")]
    pub(crate) strict: bool,
    /// Mend the files where that is mechanical: repeated wordings and items, blanks at line ends, order where it is asked for
    #[arg(long, help_heading = "Output")]
    pub(crate) fix: bool,
    /// Print what a rule is for, or `all` rules, and check nothing
    #[arg(long, value_name = "CODE", help_heading = "Output")]
    pub(crate) explain: Option<String>,
    /// Check only what holds for this product; `product` in trustfill.toml is not asked (can be repeated) [default: all]
    #[arg(long, value_name = "NAME", help_heading = "Knowledge base")]
    pub(crate) product: Vec<String>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill publish --out-dir site                  # open site/index.html
  trustfill publish --out-dir site --base-url https://trust.example.com
  trustfill publish --verify site                   # exit code 1 where something else is in it
")]
pub(crate) struct PublishArgs {
    /// Folder of the site; made where it is not there
    #[arg(long, value_name = "DIR", required_unless_present = "verify", help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Look in the folder of a site for texts of entries that are not public and approved, and write nothing
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out_dir", "base_url", "templates", "force", "dry_run", "product"], help_heading = "Output")]
    pub(crate) verify: Option<PathBuf>,
    /// Address that the site will stand at: for sitemap.xml, canonical links and the addresses in answers.json
    #[arg(long, value_name = "URL", value_parser = base_url, help_heading = "Output")]
    pub(crate) base_url: Option<String>,
    /// Folder of templates that take the place of the built-in ones of their names (docs/publish.md)
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) templates: Option<PathBuf>,
    /// Replace files that this tool did not write, and write into a folder that holds others
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// Write nothing, only say what would be done
    #[arg(short = 'n', long, help_heading = "Output")]
    pub(crate) dry_run: bool,
    /// Folder of the knowledge base, or `builtin` for the sample in the binary [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(short, long, value_name = "DIR", help_heading = "Knowledge base")]
    pub(crate) knowledge: Option<PathBuf>,
    /// Configuration file [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE", help_heading = "Knowledge base")]
    pub(crate) config: Option<PathBuf>,
    /// A product that the answers are for; entries that name only others are left out (can be repeated)
    #[arg(long, value_name = "NAME", help_heading = "Knowledge base")]
    pub(crate) product: Vec<String>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill new \"Do you rotate encryption keys?\"
  trustfill new \"Do you rotate encryption keys?\" --category encryption --owner security
")]
pub(crate) struct NewArgs {
    /// The question
    pub(crate) question: String,
    /// Category, the folder it goes to [default: that of the entry that comes near, else drafts]
    #[arg(long, value_name = "ID")]
    pub(crate) category: Option<String>,
    /// Id of the entry [default: made of the question]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Who may read the answer
    #[arg(long, value_enum, value_name = "AUDIENCE", default_value = "internal")]
    pub(crate) audience: AudienceArg,
    /// Who keeps it true [default: the owner of the entry that comes near, else unknown]
    #[arg(long, value_name = "NAME", value_parser = filled)]
    pub(crate) owner: Option<String>,
    /// The answer, as plain text [default: a line that says that it is not written yet]
    #[arg(long, value_name = "TEXT", value_parser = filled)]
    pub(crate) answer: Option<String>,
    /// Folder of the knowledge base [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(short, long, value_name = "DIR", help_heading = "Knowledge base")]
    pub(crate) knowledge: Option<PathBuf>,
    /// Configuration file [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE", help_heading = "Knowledge base")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) date: DateArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill import base.xlsx                           # show what an edited export would change
  trustfill import base.xlsx --write --force           # take it, and replace what differs
  trustfill import old-acme.xlsx --audience internal   # drafts from an answered questionnaire
")]
pub(crate) struct ImportArgs {
    /// Exports of this tool (.xlsx, .csv), and questionnaires with answers in them
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Folder of the knowledge base; a new one is made [default: the `knowledge` key of trustfill.toml, else ./knowledge]
    #[arg(long, short = 'k', alias = "knowledge", value_name = "DIR", help_heading = "Knowledge base")]
    pub(crate) into: Option<PathBuf>,
    /// Configuration file [default: ./trustfill.toml where there is one]
    #[arg(long, value_name = "FILE", help_heading = "Knowledge base")]
    pub(crate) config: Option<PathBuf>,
    /// Who may read the answers of a questionnaire; there is no default. An export says it row by row
    #[arg(long, value_enum, value_name = "AUDIENCE", help_heading = "Drafts from a questionnaire")]
    pub(crate) audience: Option<AudienceArg>,
    /// Category, the folder they go to [default: drafts]
    #[arg(long, value_name = "ID", help_heading = "Drafts from a questionnaire")]
    pub(crate) category: Option<String>,
    /// Who has to look at them [default: unknown]
    #[arg(long, value_name = "NAME", help_heading = "Drafts from a questionnaire", value_parser = filled)]
    pub(crate) owner: Option<String>,
    /// Write the files; without it the changes are only shown
    #[arg(short, long, help_heading = "Output")]
    pub(crate) write: bool,
    /// Replace entries that say something else than the export; comments in their front matter are lost
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: OutputFormat,
    #[command(flatten)]
    pub(crate) date: DateArgs,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill export -o base.xlsx                        # what everybody may see
  trustfill export -o base.csv --audience internal     # everything
")]
pub(crate) struct ExportArgs {
    /// The spreadsheet: a name that ends in .xlsx or .csv
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Replace it where it exists
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  trustfill stats
  trustfill stats --audience internal --format json
")]
pub(crate) struct StatsArgs {
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: OutputFormat,
    #[command(flatten)]
    pub(crate) date: DateArgs,
    #[command(flatten)]
    pub(crate) base: BaseArgs,
}

/// A text that says something: an entry with a blank where it has to be filled refuses the whole base.
fn filled(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("it is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// An address without a slash at its end.
fn base_url(text: &str) -> Result<String, String> {
    let address = text.trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') && host.chars().all(plain) => {
            Ok(address.to_owned())
        }
        _ => Err("an address is written https://trust.example.com or https://example.com/trust".to_owned()),
    }
}
