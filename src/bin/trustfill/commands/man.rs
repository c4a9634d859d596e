//! `trustfill man`: the manual page on standard output, or one page a command into a folder.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Output;
use crate::terminal;

pub(crate) fn run(out_dir: Option<&Path>) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = out_dir else {
        terminal::print(&page(&command)?)?;
        return Ok(Exit::Done);
    };
    let mut pages = vec![("trustfill.1".to_owned(), page(&command)?)];
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = format!("trustfill-{}", sub.get_name());
        pages.push((format!("{name}.1"), page(&sub.clone().name(name.clone()).bin_name(name))?));
    }
    for (name, text) in pages {
        Output::check(folder.join(name), true)?.prepare(text.as_bytes())?.commit()?;
    }
    Ok(Exit::Done)
}

fn page(command: &clap::Command) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut bytes)
        .map_err(|error| Failure::output("the manual page", error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
