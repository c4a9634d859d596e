//! The text of a sheet part in pieces, found without the project's own reader: what was not meant to change is compared here.

use std::ops::Range;

/// A sheet part, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pieces<'a> {
    /// The text of each cell, whole.
    pub cells: Vec<&'a str>,
    /// The start tag of each row, without the attributes that an edit may change.
    pub rows: Vec<String>,
    /// All else, in order, without the tags of rows, columns, the sheet data and the dimension.
    pub frame: String,
}

/// Takes the text of a part apart; `None` if it is no sheet.
pub fn pieces(text: &str) -> Option<Pieces<'_>> {
    let mut found = Pieces::default();
    let (mut at, mut depth, mut in_cell, mut seen) = (0, 0usize, None::<(usize, usize)>, false);
    while at < text.len() {
        let token = token(text, at);
        let raw = &text[token.clone()];
        at = token.end;
        let (name, opens, empty) = kind(raw);
        if !opens && raw.starts_with("</") {
            depth = depth.saturating_sub(1);
        }
        if let Some((start, at_depth)) = in_cell {
            if !opens && raw.starts_with("</") && depth == at_depth {
                found.cells.push(&text[start..token.end]);
                in_cell = None;
            }
        } else {
            match name {
                // Cells stand in rows, in the sheet data, in the sheet.
                "c" if opens && depth == 3 => {
                    if empty {
                        found.cells.push(raw);
                    } else {
                        in_cell = Some((token.start, depth));
                    }
                }
                "row" if depth == 2 => {
                    if opens {
                        found.rows.push(without(raw, &["spans", "ht", "customHeight"]));
                    }
                }
                "sheetData" | "dimension" if depth == 1 => seen |= name == "sheetData",
                "cols" if depth == 1 => {}
                "col" if depth == 2 => {}
                _ => found.frame.push_str(raw),
            }
        }
        if opens && !empty {
            depth += 1;
        }
    }
    seen.then_some(found)
}

/// The next piece of markup or text.
fn token(text: &str, at: usize) -> Range<usize> {
    let rest = &text[at..];
    let upto = |mark: &str| rest.find(mark).map_or(text.len(), |found| at + found + mark.len());
    let end = if rest.starts_with("<!--") {
        rest[4..].find("-->").map_or(text.len(), |found| at + 4 + found + 3)
    } else if rest.starts_with("<![CDATA[") {
        upto("]]>")
    } else if rest.starts_with("<?") {
        upto("?>")
    } else if rest.starts_with('<') {
        let mut quote = None;
        let closing = rest.bytes().position(|b| match quote {
            Some(open) => {
                if b == open {
                    quote = None;
                }
                false
            }
            None => {
                if matches!(b, b'"' | b'\'') {
                    quote = Some(b);
                }
                b == b'>'
            }
        });
        closing.map_or(text.len(), |found| at + found + 1)
    } else {
        rest.find('<').map_or(text.len(), |found| at + found)
    };
    at..end
}

/// The local name of a tag, whether it opens an element, and whether it closes it as well.
fn kind(raw: &str) -> (&str, bool, bool) {
    let Some(inner) = raw.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')) else {
        return ("", false, false);
    };
    if inner.starts_with(['!', '?']) {
        return ("", false, false);
    }
    let closes = inner.starts_with('/');
    let name = inner.trim_start_matches('/').split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
    (name.rsplit(':').next().unwrap_or_default(), !closes, inner.ends_with('/'))
}

/// A start tag without some attributes, and without the way that it ends.
fn without(raw: &str, names: &[&str]) -> String {
    let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let mut kept = String::new();
    let mut rest = inner;
    let name = rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
    kept.push_str(&rest[..name]);
    rest = &rest[name..];
    while let Some(equals) = rest.find('=') {
        let attribute = rest[..equals].trim();
        let value = rest[equals + 1..].trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some(length) = value[1..].find(quote) else { break };
        if !names.contains(&attribute) {
            kept.push_str(&format!(" {attribute}={}", &value[..length + 2]));
        }
        rest = &value[length + 2..];
    }
    kept
}

/// Whether `old` can be made into `new` by replacing or leaving out at most `most` items and adding any number.
pub fn kept<T: PartialEq>(old: &[T], new: &[T], most: usize) -> bool {
    let same_start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same_start..], &new[same_start..]);
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - same_end], &new[..new.len() - same_end]);
    // The length of the longest common subsequence, a row at a time.
    let mut lengths = vec![0usize; new.len() + 1];
    for a in old {
        let mut before = 0;
        for (at, b) in new.iter().enumerate() {
            let above = lengths[at + 1];
            lengths[at + 1] = if a == b { before + 1 } else { above.max(lengths[at]) };
            before = above;
        }
    }
    old.len() - lengths[new.len()] <= most
}
