//! Filled copies of cell formats, added at the end of the styles part so that every old index stays.

use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::super::package::too_much;
use super::super::xml::{Node, Walk};
use super::Rgb;
use super::retag::{Change, retag};

/// Cell formats that Excel takes in a workbook.
const MOST_FORMATS: usize = 65_490;

/// Formats that edits asked for, each a base format with a fill.
#[derive(Debug, Default)]
pub(super) struct FilledFormats {
    /// The number of formats before; `None` where the workbook has no formats to copy.
    existing: Option<u32>,
    wanted: Vec<(u32, Rgb)>,
}

impl FilledFormats {
    /// Formats to be added to a styles part of which the place of formats is known.
    pub(super) fn new(styles: Option<&StylesPlaces>) -> Self {
        Self { existing: styles.and_then(|s| u32::try_from(s.formats.len()).ok()), wanted: Vec::new() }
    }

    /// The format of a cell that has the format `base` and is to have the fill.
    pub(super) fn style(&mut self, base: u32, fill: Option<Rgb>) -> u32 {
        let (Some(existing), Some(fill)) = (self.existing, fill) else { return base };
        let wanted = (base, fill);
        let at = self.wanted.iter().position(|known| *known == wanted).unwrap_or_else(|| {
            self.wanted.push(wanted);
            self.wanted.len() - 1
        });
        existing + u32::try_from(at).unwrap_or(0)
    }

    /// Whether any was asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The styles part with the formats added.
    pub(super) fn add_to(&self, text: &str, places: &StylesPlaces) -> Result<String, WorkbookError> {
        if places.formats.len() + self.wanted.len() > MOST_FORMATS {
            return Err(too_much("the number of cell formats", MOST_FORMATS as u64));
        }
        let p = &places.prefix;
        let (mut fills, mut formats) = (String::new(), String::new());
        let mut colours: Vec<Rgb> = Vec::new();
        for (base, colour) in &self.wanted {
            let fill = colours.iter().position(|known| known == colour).unwrap_or_else(|| {
                colours.push(*colour);
                let Rgb(r, g, b) = colour;
                fills.push_str(&format!(
                    "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{r:02X}{g:02X}{b:02X}\"/>\
                     <{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
                ));
                colours.len() - 1
            });
            let base = places.formats.get(*base as usize).or_else(|| places.formats.first());
            let written = base.map_or("", |(start, end)| &text[*start..*end]);
            formats.push_str(&filled(written, p, places.fills + fill)?);
        }
        let mut out = String::with_capacity(text.len() + fills.len() + formats.len() + 16);
        let counts = [
            (&places.fills_tag, places.fills + colours.len(), places.fills_end, &fills),
            (&places.formats_tag, places.formats.len() + self.wanted.len(), places.formats_end, &formats),
        ];
        let mut copied = 0;
        for ((start, end, tag), count, list_end, added) in counts {
            out.push_str(&text[copied..*start]);
            out.push_str(&tag.replace(COUNT, &count.to_string()));
            out.push_str(&text[*end..list_end]);
            out.push_str(added);
            copied = list_end;
        }
        out.push_str(&text[copied..]);
        Ok(out)
    }
}

/// A copy of a format with another fill.
fn filled(written: &str, prefix: &str, fill: usize) -> Result<String, WorkbookError> {
    let limits = Limits::default();
    let mut walk = Walk::new(written, "styles", &limits);
    let changes = [Change::Set("fillId", fill.to_string()), Change::Set("applyFill", "1".to_owned())];
    match walk.step()? {
        Node::Open(tag) => Ok(format!("{}{}", retag(&tag, tag.empty, &changes), &written[walk.end()..])),
        _ => Ok(format!(
            "<{prefix}xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" applyFill=\"1\"/>"
        )),
    }
}

/// Where a styles part lists its fills and cell formats.
#[derive(Debug)]
pub(super) struct StylesPlaces {
    prefix: String,
    fills: usize,
    formats: Vec<(usize, usize)>,
    /// Start and end of the list's tag, and the tag with [`COUNT`] for its count.
    fills_tag: (usize, usize, String),
    formats_tag: (usize, usize, String),
    fills_end: usize,
    formats_end: usize,
}

/// Stands for a count that is not known yet; no attribute of a tag holds it.
const COUNT: &str = "\u{0}";

impl StylesPlaces {
    /// Finds the lists; `None` if one of them is missing or empty, or they stand in an order that the schema does not
    /// allow.
    pub(super) fn find(text: &str, part: &str, limits: &Limits) -> Result<Option<Self>, WorkbookError> {
        let mut walk = Walk::new(text, part, limits);
        let (mut prefix, mut fills, mut formats) = (String::new(), 0usize, Vec::new());
        let (mut fills_tag, mut formats_tag, mut fills_end, mut formats_end) = (None, None, 0, 0);
        let mut section = "";
        loop {
            match walk.step()? {
                Node::Open(tag) if tag.depth == 0 => tag.prefix().clone_into(&mut prefix),
                Node::Open(tag) if tag.depth == 1 && !tag.empty => {
                    let counted = || {
                        let changes = [Change::Set("count", COUNT.to_owned())];
                        let has_count = tag.attribute("count").ok().flatten().is_some();
                        retag(&tag, false, if has_count { &changes } else { &[] })
                    };
                    match tag.local() {
                        "fills" => {
                            section = "fills";
                            fills_tag = Some((walk.start(), walk.end(), counted()));
                        }
                        "cellXfs" => {
                            section = "cellXfs";
                            formats_tag = Some((walk.start(), walk.end(), counted()));
                        }
                        _ => section = "",
                    }
                }
                // Another element has no index, and none is counted where formats are read.
                Node::Open(tag) if tag.depth == 2 && section == "fills" && tag.local() == "fill" => {
                    fills += 1;
                    walk.skip(&tag)?;
                }
                Node::Open(tag) if tag.depth == 2 && section == "cellXfs" && tag.local() == "xf" => {
                    let start = walk.start();
                    walk.skip(&tag)?;
                    formats.push((start, walk.end()));
                }
                Node::Close if walk.depth() == 1 => {
                    match section {
                        "fills" => fills_end = walk.start(),
                        "cellXfs" => formats_end = walk.start(),
                        _ => {}
                    }
                    section = "";
                }
                Node::Eof => break,
                _ => {}
            }
        }
        let (Some(fills_tag), Some(formats_tag)) = (fills_tag, formats_tag) else { return Ok(None) };
        if formats.is_empty() || fills_end > formats_tag.0 {
            return Ok(None);
        }
        Ok(Some(Self { prefix, fills, formats, fills_tag, formats_tag, fills_end, formats_end }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_copy_keeps_the_rest_of_the_format_and_every_index() {
        let text = "<styleSheet><fills count='2'><fill/><fill/></fills><cellXfs count=\"2\"><xf/>\
            <xf fontId='3' fillId='1'><alignment wrapText='1'/></xf></cellXfs><dxfs/></styleSheet>";
        let places = StylesPlaces::find(text, "styles", &Limits::default()).unwrap().unwrap();
        let mut formats = FilledFormats::new(Some(&places));
        let amber = Rgb(255, 0xE6, 0x99);
        assert_eq!(formats.style(1, None), 1);
        assert_eq!((formats.style(1, Some(amber)), formats.style(0, Some(amber))), (2, 3));
        assert_eq!(formats.style(1, Some(amber)), 2);
        assert_eq!(
            formats.add_to(text, &places).unwrap(),
            "<styleSheet><fills count='3'><fill/><fill/><fill><patternFill patternType=\"solid\">\
             <fgColor rgb=\"FFFFE699\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
             <cellXfs count=\"4\"><xf/><xf fontId='3' fillId='1'><alignment wrapText='1'/></xf>\
             <xf fontId='3' fillId='2' applyFill=\"1\"><alignment wrapText='1'/></xf>\
             <xf fillId=\"2\" applyFill=\"1\"/></cellXfs><dxfs/></styleSheet>"
        );
    }
}
