//! The command line of `trustfill`: reads arguments and files, calls the library, prints, exits.

#![forbid(unsafe_code)]
#![expect(
    clippy::disallowed_methods,
    reason = "the binary is where files, the environment and the clock are touched"
)]

mod child;
mod cli;
mod commands;
mod context;
mod exit;
mod failure;
mod files;
mod interrupt;
mod limits;
mod profiles;
mod temporary;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    interrupt::install();
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return terminal::usage(&error),
    };
    terminal::end_on_panic();
    limits::set(&cli.limit);
    match commands::run(&cli) {
        Ok(exit) => exit.into(),
        Err(failure) => terminal::report(&failure),
    }
}
