//! One file a command.

mod apply;
mod ask;
mod batch;
mod check;
mod completions;
mod eval;
mod export;
mod fill;
mod import;
mod init;
mod inspect;
mod learn;
mod man;
mod new;
mod opened;
mod publish;
mod records;
mod stats;

use crate::child;
use crate::cli::{Cli, Command};
use crate::context;
use crate::exit::Exit;
use crate::failure::Failure;

/// Runs the command that was typed.
pub(crate) fn run(cli: &Cli) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Fill(args) => fill::run(args),
        Command::Batch(args) => batch::run(args),
        Command::FillApart(args) => batch::fill_apart(args),
        Command::Apply(args) => apply::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Ask(args) => ask::run(args),
        Command::Learn(args) => learn::run(args),
        Command::Check(args) => check::run(args),
        Command::Init { folder, date } => init::run(folder, context::today(date)?),
        Command::New(args) => new::run(args),
        Command::Import(args) => import::run(args),
        Command::Export(args) => export::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Publish(args) => publish::run(args),
        Command::ReadLegacy { format } => child::read_legacy(format),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man { out_dir } => man::run(out_dir.as_deref()),
    }
}
