//! The two reports of a batch. They are there when a run has ended, and not before.

use std::fs;
use std::path::{Path, PathBuf};

use trustfill::batch::Part;
use trustfill::report::{BatchReport, batch_json, batch_page};
use trustfill::text::shown;

use crate::failure::Failure;
use crate::files::{self, Output};

/// Where the reports go.
pub(super) struct Reports {
    page: PathBuf,
    json: PathBuf,
}

impl Reports {
    /// Takes the reports of the run before away, since they do not tell of this one; `ours` says whether a batch wrote them.
    pub(super) fn begin(folder: &Path, part: Part, ours: bool) -> Result<Self, Failure> {
        let [page, json] = ["html", "json"].map(|ending| folder.join(part.report(ending)));
        for place in [&json, &page] {
            let shown = place.display().to_string();
            let output = Output::check(place.clone(), ours).map_err(|failure| Failure {
                hints: vec!["name another folder with --out-dir, or --force replaces it".to_owned()],
                ..failure
            })?;
            if fs::symlink_metadata(output.path()).is_ok() {
                fs::remove_file(output.path()).map_err(|error| Failure::output(&shown, error))?;
            }
        }
        Ok(Self { page, json })
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
