//! Colours by number.

use super::records::Data;

/// The first number that the palette holds; those below are the first eight of it again.
const FIRST: u16 = 8;
/// The palette of a workbook that brings none.
const STANDARD: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

/// The colours of a workbook.
pub(super) struct Palette([u32; 56]);

impl Default for Palette {
    fn default() -> Self {
        Self(STANDARD)
    }
}

impl Palette {
    /// Takes the workbook's own colours.
    pub(super) fn replace(&mut self, data: &mut Data<'_, '_>) {
        let count = usize::from(data.short().unwrap_or(0));
        for colour in self.0.iter_mut().take(count) {
            let Some([red, green, blue, _]) = data.array() else { return };
            *colour = u32::from_be_bytes([0, red, green, blue]);
        }
    }

    /// The colour of that number; the numbers above the palette are the system's.
    pub(super) fn colour(&self, number: u16) -> Option<u32> {
        let at = number.checked_sub(FIRST).unwrap_or(number);
        self.0.get(usize::from(at)).copied()
    }
}
