//! `trustfill init`: a commented configuration and a knowledge base of three drafts to begin with.

use std::path::Path;

use jiff::civil::Date;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

/// The review date in the drafts, which becomes the day they are made.
const SAMPLE_DATE: &str = "2026-01-01";
/// The files, in the order they are made.
const FILES: &[(&str, &str)] = &[
    ("trustfill.toml", include_str!("../templates/trustfill.toml")),
    ("knowledge/_index.md", include_str!("../templates/organisation.md")),
    ("knowledge/security/_index.md", include_str!("../templates/category.md")),
    ("knowledge/security/encryption-at-rest.md", include_str!("../templates/encryption-at-rest.md")),
    ("knowledge/security/event-logging.md", include_str!("../templates/event-logging.md")),
    ("knowledge/security/report-vulnerability.md", include_str!("../templates/report-vulnerability.md")),
];

pub(crate) fn run(folder: &Path, today: Date) -> Result<Exit, Failure> {
    for place in ["trustfill.toml", "knowledge"] {
        if folder.join(place).exists() {
            return Err(Failure::output(&folder.join(place).display().to_string(), "it exists already")
                .hint("`trustfill init` begins in a folder that has neither trustfill.toml nor knowledge/"));
        }
    }
    files::make_folder(&folder.join("knowledge/security"))?;
    let today = today.to_string();
    let texts: Vec<String> = FILES.iter().map(|(_, text)| text.replace(SAMPLE_DATE, &today)).collect();
    let mut out = String::new();
    let mut outputs = Vec::new();
    for ((name, _), text) in FILES.iter().zip(&texts) {
        let path = folder.join(name);
        out.push_str(&format!("{}\n", path.display()));
        outputs.push((Output::check(path, false)?, text.as_bytes()));
    }
    files::write_all(outputs)?;
    out.push_str(
        "Edit the three drafts, write status = \"approved\" where they are true, then: trustfill fill FILE\n",
    );
    terminal::print(&out)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trustfill::config::Config;
    use trustfill::knowledge::{Audience, SourceFile, Status, load_files};

    #[test]
    fn the_files_load_and_nothing_in_them_is_approved() {
        assert!(Config::parse(FILES[0].1).is_ok());
        let files: Vec<SourceFile> = FILES[1..]
            .iter()
            .map(|(name, text)| SourceFile {
                path: name.replacen("knowledge/", "", 1),
                text: (*text).to_owned(),
            })
            .collect();
        let base = load_files(&files, Audience::Internal, false).unwrap();
        assert_eq!(base.entries.len(), 3);
        assert!(base.entries.iter().all(|entry| entry.status == Status::Draft));
    }
}
