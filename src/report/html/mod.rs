//! The report as one page of HTML: it asks nothing of any network, runs from a folder, and is a full report without its
//! script. With it the rows can be filtered and decided, and the rulings saved as a file that [`crate::respond::Docket`]
//! travels in.
//!
//! Texts from outside reach the page through the templates alone, which escape them; style and script are files of this
//! folder, and the page's policy allows these two by their hashes and nothing else.

#[cfg(test)]
mod contrast;
mod figures;
mod row;
mod words;

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::HASH_SHOWN;
use super::fill::{FillReport, OutputNames};
use crate::markup::{self, policy};
use crate::respond::{Docket, docket_seal};
use crate::text::shown;

use figures::Figures;
use row::PageRow;

const PAGE: &str = include_str!("page.html");
const ROW: &str = include_str!("row.html");
const FIGURES: &str = include_str!("figures.html");
pub(super) const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A template could not be rendered.
    #[error("the page could not be made: {0}")]
    Template(#[from] minijinja::Error),
    /// The docket could not be written as text.
    #[error("the page could not be made: {0}")]
    Docket(#[from] serde_json::Error),
}

/// What the templates show.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    file: String,
    date: String,
    version: &'a str,
    file_sha256: &'a str,
    profile: Option<String>,
    base: &'a str,
    base_sha256: &'a str,
    audience: &'static str,
    products: Option<String>,
    sample: bool,
    note: Option<&'a str>,
    warnings: &'a [String],
    outputs: &'a OutputNames,
    figures: Figures,
    rows: Vec<PageRow>,
    docket: &'a str,
    seal: String,
    rulings: &'a str,
}

/// The report as a page. `docket` is that of the response, and `rulings` the name of the file that the page saves.
///
/// # Errors
/// [`PageError`]; none in practice, since the templates are part of the program.
pub fn fill_page(report: &FillReport<'_, '_>, docket: &Docket, rulings: &str) -> Result<String, PageError> {
    let FillReport { response, provenance, outputs, note, warnings, .. } = *report;
    let text = docket.to_text()?;
    let figures = Figures::of(response, provenance.today);
    let rows = response.rows.iter().zip(&docket.rows).zip(1usize..);
    let page = Page {
        policy: policy(STYLE, &[SCRIPT]),
        style: STYLE,
        script: SCRIPT,
        file: shown(&provenance.file),
        date: provenance.today.to_string(),
        version: provenance.version,
        file_sha256: short(&provenance.file_sha256),
        profile: provenance.profile.as_deref().map(shown),
        base: &provenance.base,
        base_sha256: short(&provenance.base_sha256),
        audience: provenance.audience.as_str(),
        products: (!provenance.products.is_empty()).then(|| shown(&provenance.products.join(", "))),
        sample: provenance.sample,
        note,
        warnings,
        outputs,
        rows: rows
            .map(|((row, docketed), number)| PageRow::of(number, row, docketed, &figures, provenance.today))
            .collect(),
        figures,
        docket: &text,
        seal: docket_seal(&text),
        rulings,
    };
    Ok(environment()?.get_template("page.html")?.render(Serde(&page))?)
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = markup::environment()?;
    environment.add_template("page.html", PAGE)?;
    environment.add_template("row.html", ROW)?;
    environment.add_template("figures.html", FIGURES)?;
    Ok(environment)
}

pub(super) fn short(hash: &str) -> &str {
    hash.get(..HASH_SHOWN).unwrap_or(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn nothing_that_a_customer_writes_becomes_a_tag_or_an_attribute() {
        let environment = environment().unwrap();
        let hostile = "<script>\"onclick=alert(1) 'x' & </textarea>";
        let rendered = environment.render_named_str(
            "any",
            "<p title=\"{{ q }}\">{{ q }}</p>",
            Serde(BTreeMap::from([("q", hostile)])),
        );
        let rendered = rendered.unwrap();
        assert_eq!(rendered.matches('<').count(), 2, "{rendered}");
        assert_eq!(rendered.matches('"').count(), 2, "{rendered}");
    }

    #[test]
    fn only_what_this_folder_made_goes_into_the_page_unescaped() {
        let raw: Vec<&str> = [PAGE, ROW, FIGURES]
            .iter()
            .flat_map(|template| template.split("{{").skip(1))
            .filter_map(|rest| rest.split("}}").next())
            .filter(|inside| inside.contains("safe"))
            .map(str::trim)
            .collect();
        assert_eq!(raw, ["style|safe", "docket|safe", "script|safe"]);
        assert!([PAGE, ROW, FIGURES].iter().all(|template| !template.contains("autoescape")));
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }

    #[test]
    fn the_page_names_no_address_of_its_own() {
        for text in [PAGE, ROW, FIGURES, STYLE, SCRIPT] {
            assert!(!text.contains("://"), "{text}");
        }
    }
}
