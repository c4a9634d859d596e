//! `trustfill export`: the knowledge base as a spreadsheet.

use trustfill::exchange::{ExchangeError, Export};
use trustfill::knowledge::Scope;

use crate::cli::ExportArgs;
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

pub(crate) fn run(args: &ExportArgs) -> Result<Exit, Failure> {
    let extension = args.output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["xlsx", "csv"].contains(&extension.as_str()) {
        let name = files::name(&args.output);
        return Err(Failure::usage(format!("could not export to {name}: it is no .xlsx and no .csv"))
            .hint("the ending of -o says the format: -o base.xlsx or -o base.csv"));
    }
    let settings = Settings::read(args.base.config.as_deref())?;
    let audience = settings.audience(&args.base);
    // What `product` in the configuration says is for questionnaires: an export without the rest of the base looks whole.
    let scope = Scope { audience, products: args.base.product.clone() };
    // Loaded as every command does, for the same refusals.
    let base = settings.base_for(&args.base, scope.clone())?;
    let (files, folder) = settings.files(&args.base)?;
    let output = Output::check(args.output.clone(), args.force)?;
    let failed = |error: ExchangeError| match (error, &folder) {
        (ExchangeError::Knowledge(error), Some(folder)) => {
            settings.located(error, folder, args.base.knowledge.is_none())
        }
        (error, _) => error.into(),
    };
    let export = Export::of(&files, scope).map_err(failed)?;
    let bytes = if extension == "csv" { export.to_csv() } else { export.to_xlsx().map_err(failed)? };
    let path = output.prepare(&bytes)?.commit()?;
    if base.sample {
        terminal::warn("this is the sample knowledge base, which is another company's");
    }
    terminal::print(&format!(
        "{}: {} entries, {} translations, {} categories ({}{})\n",
        files::name(&path),
        export.entries,
        export.translations,
        export.categories,
        audience.as_str(),
        match base.products.as_slice() {
            [] => String::new(),
            products => format!("; products {}", products.join(", ")),
        }
    ))?;
    Ok(Exit::Done)
}
