//! Cell formats: the little of them that says what a form's cells are for.

use std::collections::HashMap;

use super::dates::{self, Shown};
use super::error::WorkbookError;
use super::limits::Limits;
use super::xml::{Node, Tag, Walk, is_true};

/// The formats of a workbook by index; an index beyond them is the default format.
#[derive(Clone, Debug, Default)]
pub(super) struct Formats(Vec<CellFormat>);

/// One entry of `cellXfs`.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellFormat {
    pub(super) fill: u32,
    pub(super) border: u32,
    pub(super) bold: bool,
    pub(super) locked: bool,
    pub(super) shown: Shown,
    /// Whether it shows a number as its digits: General, or text.
    pub(super) plain: bool,
}

impl Default for CellFormat {
    fn default() -> Self {
        Self { fill: 0, border: 0, bold: false, locked: true, shown: Shown::Number, plain: true }
    }
}

/// The formats General and text, which every workbook has (ECMA-376, 18.8.30).
const PLAIN: [u32; 2] = [0, 49];

fn is_plain(code: &str) -> bool {
    code.trim() == "@" || code.trim().eq_ignore_ascii_case("general")
}

impl Formats {
    /// The format of that index.
    pub(super) fn get(&self, index: u32) -> CellFormat {
        usize::try_from(index).ok().and_then(|i| self.0.get(i)).copied().unwrap_or_default()
    }

    /// Reads a styles part.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self, WorkbookError> {
        let mut walk = Walk::new(text, part, limits);
        let mut section = String::new();
        let mut codes: HashMap<u32, (Shown, bool)> = HashMap::new();
        let mut bold: Vec<bool> = Vec::new();
        // Each with its font and its code, which are looked up at the end: lists may stand in any order.
        let mut formats: Vec<(CellFormat, u32, Option<u32>)> = Vec::new();
        loop {
            match walk.step()? {
                Node::Open(tag) if tag.depth == 1 => tag.local().clone_into(&mut section),
                Node::Open(tag) => match (tag.depth, section.as_str(), tag.local()) {
                    (2, "numFmts", "numFmt") => {
                        let code = tag
                            .attribute("formatCode")?
                            .map_or((Shown::Number, true), |code| (dates::custom(&code), is_plain(&code)));
                        codes.insert(number(&tag, "numFmtId")?, code);
                    }
                    (2, "fonts", "font") => bold.push(false),
                    (3, "fonts", "b") => {
                        if let Some(font) = bold.last_mut() {
                            *font = tag.attribute("val")?.is_none_or(|value| is_true(&value));
                        }
                    }
                    (2, "cellXfs", "xf") => {
                        let (mut format, mut font, mut code) = (CellFormat::default(), 0, None);
                        for attribute in tag.attributes() {
                            let (key, value) = attribute?;
                            let id = value.parse().unwrap_or(0);
                            match key {
                                "fillId" => format.fill = id,
                                "borderId" => format.border = id,
                                "fontId" => font = id,
                                "numFmtId" => code = Some(id),
                                _ => {}
                            }
                        }
                        formats.push((format, font, code));
                    }
                    (3, "cellXfs", "protection") => {
                        if let Some((format, ..)) = formats.last_mut() {
                            format.locked = tag.attribute("locked")?.is_none_or(|value| is_true(&value));
                        }
                    }
                    _ => {}
                },
                Node::Eof => break,
                _ => {}
            }
        }
        let settled = formats.into_iter().map(|(mut format, font, code)| {
            format.bold = usize::try_from(font).ok().and_then(|at| bold.get(at)).is_some_and(|bold| *bold);
            if let Some(id) = code {
                let builtin = || (dates::builtin(id), PLAIN.contains(&id));
                (format.shown, format.plain) = codes.get(&id).copied().unwrap_or_else(builtin);
            }
            format
        });
        Ok(Self(settled.collect()))
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

fn number(tag: &Tag<'_>, name: &str) -> Result<u32, WorkbookError> {
    Ok(tag.attribute(name)?.and_then(|value| value.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_tells_bold_fill_border_lock_and_date() {
        let text = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy-mm-dd'/></numFmts>\
            <fonts><font/><font><b/></font><font><b val='0'/></font></fonts>\
            <cellStyleXfs><xf fillId='9'/></cellStyleXfs>\
            <cellXfs><xf/><xf numFmtId='164' fontId='1' fillId='2' borderId='3'><protection locked='0'/></xf>\
            <xf fontId='2' numFmtId='14'/></cellXfs></styleSheet>";
        let formats = Formats::read(text, "styles", &Limits::default()).unwrap();
        let form = formats.get(1);
        assert_eq!((form.fill, form.border, form.bold, form.locked), (2, 3, true, false));
        assert_eq!(form.shown, Shown::DateTime);
        assert!(!formats.get(2).bold && formats.get(2).shown == Shown::DateTime);
        assert!(formats.get(0).locked && formats.get(4_294_967_295).locked);
    }

    #[test]
    fn fonts_and_codes_count_wherever_they_stand() {
        let text = "<styleSheet><cellXfs><xf numFmtId='164' fontId='1'/></cellXfs><fonts><font/><font><b/></font></fonts>\
            <numFmts><numFmt numFmtId='164' formatCode='yyyy-mm-dd'/></numFmts></styleSheet>";
        let format = Formats::read(text, "styles", &Limits::default()).unwrap().get(0);
        assert!(format.bold && format.shown == Shown::DateTime);
    }
}
