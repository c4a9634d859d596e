//! Where the front matter of a file stands, for those that change a file or name a line of it.

use std::ops::Range;

/// The line that opens and closes the front matter.
pub(super) const FENCE: &str = "+++";

/// Where the front matter stands in a file as it was read, without its fences; `None` where there is none.
pub fn front_range(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let bare = if at == 0 { line.trim_start_matches('\u{feff}') } else { line };
        let fence = bare.trim_end() == FENCE;
        match start {
            None if !fence => break,
            None => start = Some(at + line.len()),
            Some(start) if fence => return Some(start..at),
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_matter_stands_between_its_fences() {
        for (text, want) in [
            ("+++\nx = 1\n+++\nText", Some("x = 1\n")),
            ("\u{feff}+++\r\nx = 1\r\n+++ \r\nText", Some("x = 1\r\n")),
            ("+++\nx = 1\n", None),
            ("x = 1\n+++\n", None),
        ] {
            assert_eq!(front_range(text).map(|range| &text[range]), want, "{text:?}");
        }
    }
}
