//! `trustfill inspect`: what was understood, before anything is written.

use trustfill::report::{layout_json, layout_text};

use super::opened::{Opened, open};
use crate::cli::{InspectArgs, OutputFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{profiles, terminal};

pub(crate) fn run(args: &InspectArgs) -> Result<Exit, Failure> {
    if let Some(config) = args.config.as_deref().filter(|config| !config.is_file()) {
        return Err(Failure::usage(format!("could not read {}: there is no such file", config.display())));
    }
    let named = args.save_profile.as_deref().filter(|_| args.force);
    let replacing = named.map(|name| profiles::new_name(name, None, &args.file)).transpose()?;
    let opened = open(&args.file, &args.layout, args.config.as_deref(), replacing.as_deref())?;
    let mut warnings: Vec<String> = opened.note().into_iter().collect();
    warnings.extend(opened.workbook.warnings().iter().map(ToString::to_string));
    let profile = opened.profile.as_deref();
    let text = match args.format {
        OutputFormat::Text => layout_text(&opened.name, &opened.questionnaire, profile, &warnings),
        OutputFormat::Json => {
            let json = layout_json(&opened.name, &opened.questionnaire, profile, &warnings);
            json.map_err(|error| Failure::output("standard output", error))? + "\n"
        }
    };
    if let Some(name) = &args.save_profile {
        save(args, name, &opened)?;
    }
    terminal::print(&text)?;
    Ok(Exit::Done)
}

fn save(args: &InspectArgs, name: &str, opened: &Opened) -> Result<(), Failure> {
    if opened.overrides.is_empty() {
        return Err(Failure::usage("there is nothing to save: the layout was found without a correction")
            .hint("a profile keeps corrections, as --header-row 9 or --answer-column F"));
    }
    let name = profiles::new_name(name, opened.profile.as_deref(), &args.file)?;
    let path = profiles::save(&opened.as_profile(), &name, args.config.as_deref(), args.force)?;
    terminal::note(&format!("the corrections are kept in {}", path.display()));
    Ok(())
}
