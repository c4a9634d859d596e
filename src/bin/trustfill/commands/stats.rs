//! `trustfill stats`: what the knowledge base holds, and its gaps.

use trustfill::stats::{Stats, stats_json, stats_text};

use crate::cli::{OutputFormat, StatsArgs};
use crate::context::{Settings, today};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;

pub(crate) fn run(args: &StatsArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let stats = Stats::of(&base, today(&args.date)?, settings.config.check.soon_days);
    if base.sample {
        terminal::warn("this is the sample knowledge base, which is another company's");
    }
    terminal::print(&match args.format {
        OutputFormat::Text => stats_text(&stats),
        OutputFormat::Json => format!("{:#}\n", stats_json(&stats)),
    })?;
    Ok(Exit::Done)
}
