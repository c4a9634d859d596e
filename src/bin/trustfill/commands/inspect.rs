//! `trustfill inspect`: what was understood, before anything is written.

use trustfill::report::{layout_json, layout_text};

use super::opened::open;
use crate::cli::{InspectArgs, OutputFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;

pub(crate) fn run(args: &InspectArgs) -> Result<Exit, Failure> {
    let opened = open(&args.file, &args.layout)?;
    let mut warnings: Vec<String> = opened.note().into_iter().collect();
    warnings.extend(opened.workbook.warnings().iter().map(ToString::to_string));
    let text = match args.format {
        OutputFormat::Text => layout_text(&opened.name, &opened.questionnaire, &warnings),
        OutputFormat::Json => {
            let json = layout_json(&opened.name, &opened.questionnaire, &warnings);
            json.map_err(|error| Failure::output("standard output", error))? + "\n"
        }
    };
    terminal::print(&text)?;
    Ok(Exit::Done)
}
