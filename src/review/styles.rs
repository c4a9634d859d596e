//! Formats of the review workbook. Colours also differ in lightness, so that they work in grey.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::respond::AMBER;
use crate::workbook::Rgb;

const INK: u32 = 0x1F2933;
const HEADER: u32 = 0x243B53;
const RULE: u32 = 0xD9E2EC;
/// What is for review has one colour in the form and here.
const AMBER_RGB: u32 = hexadecimal(AMBER);
const GREEN: u32 = 0xE3F5E1;
const GREY: u32 = 0xE4E7EB;
/// The tool's columns are darker than a reviewer's, which are framed.
const SHADE: u32 = 0xF3F5F8;
const INPUT: u32 = 0xFFFFFF;
const FRAME: u32 = 0x829AB1;
const INPUT_HEADER: u32 = 0xF7D070;

/// Number of the format text, which every workbook has.
const TEXT_FORMAT: u8 = 49;

const fn hexadecimal(Rgb(red, green, blue): Rgb) -> u32 {
    u32::from_be_bytes([0, red, green, blue])
}

/// The formats, made once.
pub(super) struct Styles {
    pub(super) header: Format,
    pub(super) input_header: Format,
    pub(super) text: Format,
    pub(super) plain: Format,
    pub(super) input: Format,
    pub(super) ruling: Format,
    pub(super) percent: Format,
    pub(super) fill: Format,
    pub(super) review: Format,
    pub(super) leave: Format,
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) number: Format,
    pub(super) mono: Format,
    pub(super) warning: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("Calibri").set_font_size(10).set_font_color(Color::RGB(INK));
        let cell = base
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_color(Color::RGB(RULE));
        let plain = base.clone().set_text_wrap().set_align(FormatAlign::Top);
        let input = plain
            .clone()
            .set_background_color(Color::RGB(INPUT))
            // What is typed stays what was typed: "1-2" is no date, "=" begins no formula.
            .set_num_format_index(TEXT_FORMAT)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(FRAME));
        let shaded = cell.clone().set_background_color(Color::RGB(SHADE));
        let tag = |colour: u32| {
            cell.clone().set_background_color(Color::RGB(colour)).set_align(FormatAlign::Center).set_bold()
        };
        let header = base.clone().set_bold().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        Self {
            header: header.clone().set_font_color(Color::White).set_background_color(Color::RGB(HEADER)),
            input_header: header.set_background_color(Color::RGB(INPUT_HEADER)),
            ruling: input.clone().set_bold(),
            input,
            percent: shaded.clone().set_num_format("0%").set_align(FormatAlign::Center),
            fill: tag(GREEN),
            review: tag(AMBER_RGB),
            leave: tag(GREY),
            title: base.clone().set_bold().set_font_size(16),
            label: base.clone().set_font_color(Color::RGB(0x52606D)),
            number: base.clone().set_bold().set_align(FormatAlign::Right),
            mono: base.clone().set_font_name("Consolas").set_font_size(9),
            warning: base.set_bold().set_background_color(Color::RGB(AMBER_RGB)),
            text: shaded,
            plain,
        }
    }
}
