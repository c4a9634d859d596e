//! The two reports of a batch. They are there when a run has ended, and not before.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use trustfill::batch::Part;
use trustfill::report::{BatchReport, batch_json, batch_page, is_batch_page, read_batch_json};
use trustfill::text::shown;

use crate::failure::Failure;
use crate::files::{self, Output};

/// Where the reports go.
pub(super) struct Reports {
    page: PathBuf,
    json: PathBuf,
}

impl Reports {
    /// Looks at what stands in their place: only a report of a batch gives way, unless `force`.
    pub(super) fn check(folder: &Path, part: Part, force: bool) -> Result<Self, Failure> {
        let [page, json] = ["html", "json"].map(|ending| folder.join(part.report(ending)));
        let ours = |place: &Path| match files::read_text(place) {
            Ok(text) if place == json => read_batch_json(&text).is_ok(),
            Ok(text) => is_batch_page(&text),
            Err(_) => false,
        };
        // A folder that is not there yet holds nothing that could be in the way.
        for place in [&json, &page].into_iter().filter(|_| folder.is_dir()) {
            let replace = force || ours(place);
            Output::check(place.clone(), replace).map_err(|failure| Failure {
                hints: vec!["name another folder with --out-dir, or move it away".to_owned()],
                ..failure
            })?;
        }
        Ok(Self { page, json })
    }

    /// Takes the reports of the run before away, since they do not tell of this one.
    pub(super) fn begin(&self) -> Result<(), Failure> {
        for place in [&self.json, &self.page] {
            match fs::remove_file(place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::output(&place.display().to_string(), error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes both, the JSON last: it is what says that the run has ended.
    pub(super) fn write(&self, report: &BatchReport<'_>) -> Result<(), Failure> {
        let shown = |path: &Path| path.display().to_string();
        let page = batch_page(report).map_err(|error| Failure::output(&shown(&self.page), error))?;
        let json = batch_json(report).map_err(|error| Failure::output(&shown(&self.json), error))?;
        files::write_all([
            (Output::check(self.page.clone(), true)?, page.as_bytes()),
            (Output::check(self.json.clone(), true)?, json.as_bytes()),
        ])
    }
}

/// The last lines of a summary: where everything is.
pub(super) fn summary(folder: &Path, part: Part) -> String {
    format!(
        "  report              {}, {}\n  folder              {}\n",
        part.report("html"),
        part.report("json"),
        shown(&folder.display().to_string())
    )
}
