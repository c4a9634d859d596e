//! Looks as cell formats of the new workbook.

use std::collections::HashMap;

use super::super::model::{Look, NumberLook};
use super::{DECLARATION, MAIN};

/// Formats by look, numbered as they are met. Number 0 is the format of cells that say nothing.
#[derive(Debug, Default)]
pub(super) struct Looks {
    numbers: HashMap<Look, usize>,
    order: Vec<Look>,
}

impl Looks {
    /// The format of a cell that bears a value or a look: texts wrap, so that an answer of several lines is seen.
    pub(super) fn number(&mut self, look: Look) -> usize {
        let order = &mut self.order;
        *self.numbers.entry(look).or_insert_with(|| {
            order.push(look);
            order.len()
        })
    }

    /// The styles part.
    pub(super) fn text(&self) -> String {
        let mut colours: Vec<u32> = Vec::new();
        let mut formats =
            String::from("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>");
        for look in &self.order {
            let fill = look.fill.map_or(0, |colour| {
                let at = colours.iter().position(|known| *known == colour).unwrap_or_else(|| {
                    colours.push(colour);
                    colours.len() - 1
                });
                at + FIXED_FILLS
            });
            formats.push_str(&format!(
                "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{fill}\" borderId=\"{}\" xfId=\"0\" applyNumberFormat=\"1\" \
                 applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">\
                 <alignment vertical=\"top\" wrapText=\"1\"/><protection locked=\"{}\"/></xf>",
                number_format(look.number),
                u8::from(look.bold),
                u8::from(look.border),
                u8::from(!look.unlocked),
            ));
        }
        let fills: String = colours
            .iter()
            .map(|colour| {
                format!(
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{colour:06X}\"/><bgColor indexed=\"64\"/>\
                     </patternFill></fill>"
                )
            })
            .collect();
        let edge = |side: &str| format!("<{side} style=\"thin\"><color auto=\"1\"/></{side}>");
        let edges: String = ["left", "right", "top", "bottom"].map(edge).concat();
        format!(
            "{DECLARATION}<styleSheet xmlns=\"{MAIN}\">{FORMATS}\
             <fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Arial\"/></font>\
             <font><b/><sz val=\"10\"/><name val=\"Arial\"/></font></fonts>\
             <fills count=\"{}\"><fill><patternFill patternType=\"none\"/></fill>\
             <fill><patternFill patternType=\"gray125\"/></fill>{fills}</fills>\
             <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
             <border>{edges}<diagonal/></border></borders>\
             <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
             <cellXfs count=\"{}\">{formats}</cellXfs>\
             <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
            colours.len() + FIXED_FILLS,
            self.order.len() + 1,
        )
    }
}

/// The two fills that every workbook begins with.
const FIXED_FILLS: usize = 2;

/// Dates that read the same everywhere; the built-in formats change with the reader's country.
const FORMATS: &str = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>";

fn number_format(look: NumberLook) -> u8 {
    match look {
        NumberLook::General => 0,
        NumberLook::Percent => 9,
        NumberLook::Time => 21,
        NumberLook::Date => 164,
        NumberLook::DateTime => 165,
    }
}
