//! The records of what was sent, for `fill --records`.

use std::path::Path;

use trustfill::review::{RECORD_ENDING, Record, Records};

use crate::failure::Failure;
use crate::{files, limits};

/// Reads the records of a folder, not of the folders in it, in the order of their names.
pub(crate) fn read(folder: &Path) -> Result<Records, Failure> {
    if !folder.is_dir() {
        return Err(Failure::input(&folder.display().to_string(), "there is no such folder")
            .hint("--records names the folder with the *.record.json that `trustfill apply` left"));
    }
    let mut records = Vec::new();
    for path in files::listed(folder, "json")? {
        let name = files::name(&path);
        if !name.ends_with(RECORD_ENDING) {
            continue;
        }
        let text = files::read_data(&path, limits::of_run())?;
        let record = Record::from_text(&text).map_err(|error| {
            Failure::input(&name, error).hint("move it out of the folder, or name another with --records")
        })?;
        records.push(record);
    }
    Ok(Records::new(records))
}
