//! The one flag of the workbook part that asks a spreadsheet to calculate formulas over new values.

use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::xml::{Node, Walk, is_true};
use super::retag::{Change, retag};

/// Elements that stand before `calcPr` (ECMA-376, 18.2.27), and those that programs put among them.
const BEFORE: [&str; 13] = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "AlternateContent",
    "revisionPtr",
    "absPath",
    "fileRecoveryPr",
];

/// The workbook part with the flag set; `None` if it is set already.
pub(super) fn set_flag(text: &str, part: &str, limits: &Limits) -> Result<Option<String>, WorkbookError> {
    let mut walk = Walk::new(text, part, limits);
    let mut prefix = String::new();
    let mut place = None;
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.depth == 0 => tag.prefix().clone_into(&mut prefix),
            Node::Open(tag) if tag.depth == 1 && tag.local() == "calcPr" => {
                if tag.attribute("fullCalcOnLoad")?.is_some_and(|value| is_true(&value)) {
                    return Ok(None);
                }
                let flagged = retag(&tag, tag.empty, &[Change::Set("fullCalcOnLoad", "1".to_owned())]);
                return Ok(Some([&text[..walk.start()], &flagged, &text[walk.end()..]].concat()));
            }
            Node::Open(tag) if tag.depth == 1 => {
                if !BEFORE.contains(&tag.local()) && place.is_none() {
                    place = Some(walk.start());
                }
                walk.skip(&tag)?;
            }
            Node::Close if walk.depth() == 0 && place.is_none() => place = Some(walk.start()),
            Node::Eof => break,
            _ => {}
        }
    }
    let place = place.ok_or_else(|| walk.bad("it has no root element"))?;
    let flag = format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>");
    Ok(Some([&text[..place], &flag, &text[place..]].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(text: &str) -> Option<String> {
        set_flag(text, "w", &Limits::default()).unwrap()
    }

    #[test]
    fn the_flag_goes_on_the_calcpr_that_is_there() {
        assert_eq!(
            flagged("<workbook><sheets/><calcPr calcId='1' fullCalcOnLoad='0'/></workbook>").unwrap(),
            "<workbook><sheets/><calcPr calcId='1' fullCalcOnLoad='1'/></workbook>"
        );
        assert_eq!(flagged("<workbook><calcPr fullCalcOnLoad='true'/></workbook>"), None);
    }

    #[test]
    fn a_new_calcpr_stands_where_the_schema_wants_it() {
        assert_eq!(
            flagged("<x:workbook><x:sheets/><x:definedNames/><x:pivotCaches/></x:workbook>").unwrap(),
            "<x:workbook><x:sheets/><x:definedNames/><x:calcPr fullCalcOnLoad=\"1\"/><x:pivotCaches/></x:workbook>"
        );
        assert_eq!(
            flagged("<workbook><sheets/></workbook>").unwrap(),
            "<workbook><sheets/><calcPr fullCalcOnLoad=\"1\"/></workbook>"
        );
    }
}
