//! Styles of an OpenDocument: what they say of a cell's look, a column's width and whether a table is shown.

use std::collections::HashMap;

use super::super::super::error::WorkbookError;
use super::super::super::limits::Limits;
use super::super::super::xml::{Node, Tag, Walk};
use super::super::model::Look;

/// A style takes from its parent what it leaves out; a chain of parents ends here.
const DEEPEST_PARENT: usize = 8;
/// Pixels of an inch, and of a character of the width that spreadsheets count in, with the padding of a cell.
const PIXELS_PER_INCH: f64 = 96.0;
const PIXELS_PER_CHARACTER: f64 = 7.0;
const PADDING: f64 = 5.0;

/// The styles of both parts by family and name; a later one replaces an earlier one of its name.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<(Family, String), Style>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Family {
    Cell,
    Column,
    Table,
}

impl Family {
    fn of(name: &str) -> Option<Self> {
        match name {
            "table-cell" => Some(Self::Cell),
            "table-column" => Some(Self::Column),
            "table" => Some(Self::Table),
            _ => None,
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    fill: Option<Option<u32>>,
    border: Option<bool>,
    unlocked: Option<bool>,
    width: Option<f64>,
    shown: Option<bool>,
}

impl Styles {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, text: &str, part: &str, limits: &Limits) -> Result<(), WorkbookError> {
        let mut walk = Walk::new(text, part, limits);
        let mut open: Option<(Family, String)> = None;
        loop {
            match walk.step()? {
                Node::Open(tag) if tag.local() == "body" => return Ok(()),
                Node::Open(tag) if tag.local() == "style" => open = self.begin(&tag)?,
                Node::Open(tag) => {
                    if let Some(style) = open.as_ref().and_then(|key| self.0.get_mut(key)) {
                        style.add(&tag)?;
                    }
                }
                Node::Eof => return Ok(()),
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Result<Option<(Family, String)>, WorkbookError> {
        let (mut name, mut family, mut parent) = (None, None, None);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "style:name" => name = Some(value.into_owned()),
                "style:family" => family = Family::of(&value),
                "style:parent-style-name" => parent = Some(value.into_owned()),
                _ => {}
            }
        }
        let Some(key) = family.zip(name) else { return Ok(None) };
        self.0.insert(key.clone(), Style { parent, ..Style::default() });
        Ok(Some(key))
    }

    /// What a cell of that style looks like.
    pub(super) fn look(&self, name: &str) -> Look {
        Look {
            bold: self.find(Family::Cell, name, |style| style.bold).unwrap_or(false),
            fill: self.find(Family::Cell, name, |style| style.fill).flatten(),
            border: self.find(Family::Cell, name, |style| style.border).unwrap_or(false),
            unlocked: self.find(Family::Cell, name, |style| style.unlocked).unwrap_or(false),
            ..Look::default()
        }
    }

    /// The width of a column of that style, in characters.
    pub(super) fn width(&self, name: &str) -> Option<f64> {
        self.find(Family::Column, name, |style| style.width)
    }

    /// Whether a table of that style is shown.
    pub(super) fn shown(&self, name: &str) -> bool {
        self.find(Family::Table, name, |style| style.shown).unwrap_or(true)
    }

    fn find<T>(&self, family: Family, name: &str, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name.to_owned();
        for _ in 0..DEEPEST_PARENT {
            let style = self.0.get(&(family, name))?;
            if let Some(found) = get(style) {
                return Some(found);
            }
            name = style.parent.clone()?;
        }
        None
    }
}

impl Style {
    /// Takes what a `…-properties` element inside the style says.
    fn add(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "fo:font-weight" => {
                    self.bold = Some(matches!(&*value, "bold" | "600" | "700" | "800" | "900"))
                }
                "fo:background-color" if tag.local() == "table-cell-properties" => {
                    self.fill = Some(colour(&value));
                }
                "fo:border" | "fo:border-top" | "fo:border-bottom" | "fo:border-left" | "fo:border-right" => {
                    let drawn = !matches!(&*value, "none" | "hidden" | "");
                    self.border = Some(drawn || self.border == Some(true));
                }
                "style:cell-protect" => self.unlocked = Some(!value.contains("protected")),
                "style:column-width" => self.width = characters(&value),
                "table:display" => self.shown = Some(&*value != "false"),
                _ => {}
            }
        }
        Ok(())
    }
}

/// `#ffcc00`; `transparent` is none.
fn colour(value: &str) -> Option<u32> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok()
}

/// A length such as `2.5cm` in characters of a column.
fn characters(length: &str) -> Option<f64> {
    let unit_at = length.find(|c: char| c.is_ascii_alphabetic())?;
    let number: f64 = length[..unit_at].parse().ok()?;
    let inches = match &length[unit_at..] {
        "in" => number,
        "cm" => number / 2.54,
        "mm" => number / 25.4,
        "pt" => number / 72.0,
        "pc" => number / 6.0,
        "px" => number / PIXELS_PER_INCH,
        _ => return None,
    };
    let width = (inches * PIXELS_PER_INCH - PADDING) / PIXELS_PER_CHARACTER;
    width.is_finite().then_some(width.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_takes_from_its_parent_what_it_leaves_out() {
        let text = "<s><style:style style:name='Head' style:family='table-cell'>\
            <style:text-properties fo:font-weight='bold'/></style:style>\
            <style:style style:name='ce1' style:family='table-cell' style:parent-style-name='Head'>\
            <style:table-cell-properties fo:background-color='#ffcc00' style:cell-protect='none'/></style:style>\
            <style:style style:name='co1' style:family='table-column'>\
            <style:table-column-properties style:column-width='2.54cm'/></style:style></s>";
        let mut styles = Styles::default();
        styles.read(text, "styles", &Limits::default()).unwrap();
        let look = styles.look("ce1");
        assert_eq!((look.bold, look.fill, look.unlocked), (true, Some(0x00FF_CC00), true));
        assert_eq!(styles.width("co1"), Some(13.0));
        assert!(styles.shown("ta1"));
    }
}
