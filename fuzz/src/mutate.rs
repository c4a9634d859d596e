//! Changes to a text, drawn from bytes: what a person, a program or a line did to it.

use arbitrary::{Result, Unstructured};

/// What JSON and sheets give a meaning.
const PIECES: [&str; 22] = [
    "null",
    "true",
    "-1",
    "1e999",
    "18446744073709551616",
    "\"\"",
    "{}",
    "[]",
    "\"",
    "\\u0000",
    "\\ud800",
    ",",
    ":",
    "\n",
    "A1",
    "XFD1048576",
    "A0",
    "accept",
    "edit",
    "use 2nd",
    "fill",
    "🔒",
];

/// The text with up to eight changes: pieces put in, taken out, copied, and numbers and words swapped.
pub fn text(u: &mut Unstructured<'_>, text: &str) -> Result<String> {
    let mut text = text.to_owned();
    for _ in 0..u.int_in_range(0..=8u8)? {
        let start = boundary(&text, u.int_in_range(0..=text.len())?);
        let end = boundary(&text, (start + u.int_in_range(0..=24usize)?).min(text.len()));
        match u.int_in_range(0..=4u8)? {
            0 => text.insert_str(start, u.choose(&PIECES)?),
            1 => text.replace_range(start..end, ""),
            2 => text.replace_range(start..end, u.choose(&PIECES)?),
            3 => {
                let piece = text[start..end].to_owned();
                let at = boundary(&text, u.int_in_range(0..=text.len())?);
                text.insert_str(at, &piece);
            }
            _ => value(u, &mut text, start)?,
        }
    }
    Ok(text)
}

/// Puts another value in the place of the next one behind a colon: the text stays JSON.
fn value(u: &mut Unstructured<'_>, text: &mut String, from: usize) -> Result<()> {
    const VALUES: [&str; 16] = [
        "null",
        "0",
        "-1",
        "4294967296",
        "true",
        "[]",
        "\"\"",
        "\"fill\"",
        "\"review\"",
        "\"A1\"",
        "\"XFD1048576\"",
        "\"Q\"",
        "\"B2\"",
        "\"yes\"",
        "\"=1+1\"",
        "{}",
    ];
    let Some(colon) = text[from..].find("\":").map(|at| from + at + 2) else { return Ok(()) };
    let rest = &text[colon..];
    let end = match rest.as_bytes().first() {
        Some(b'"') => rest[1..].find('"').map_or(rest.len(), |at| at + 2),
        Some(b'[' | b'{') => return Ok(()),
        _ => rest.find([',', '}', ']', '\n']).unwrap_or(rest.len()),
    };
    text.replace_range(colon..colon + end, u.choose(&VALUES)?);
    Ok(())
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
