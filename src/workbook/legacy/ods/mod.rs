//! OpenDocument spreadsheets: the parts in the package, and the order in which they are read.

mod cells;
mod content;
mod formula;
mod rows;
mod styles;

use self::styles::Styles;
use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::package::{Budget, Package};
use super::super::xml::{Node, Walk, XmlText};
use super::model::Book;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the package.
pub(super) fn read(package: &Package, limits: &Limits) -> Result<Book, WorkbookError> {
    let mut budget = Budget::new(limits);
    if package.has(MANIFEST) && is_encrypted(package, &mut budget, limits)? {
        return Err(WorkbookError::Encrypted);
    }
    let mut styles = Styles::default();
    if package.has(STYLES) {
        let xml = XmlText::decode(STYLES, package.read(STYLES, &mut budget)?)?;
        styles.read(xml.text(), STYLES, limits)?;
    }
    let xml = XmlText::decode(CONTENT, package.read(CONTENT, &mut budget)?)?;
    styles.read(xml.text(), CONTENT, limits)?;
    content::read(xml.text(), CONTENT, &styles, limits)
}

/// The manifest says of every encrypted part how it is encrypted.
fn is_encrypted(package: &Package, budget: &mut Budget, limits: &Limits) -> Result<bool, WorkbookError> {
    let xml = XmlText::decode(MANIFEST, package.read(MANIFEST, budget)?)?;
    let mut walk = Walk::new(xml.text(), MANIFEST, limits);
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.local() == "encryption-data" => return Ok(true),
            Node::Eof => return Ok(false),
            _ => {}
        }
    }
}
