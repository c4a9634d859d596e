//! Changes in the file of an entry: bytes are spliced in, and every other byte stays, comments, order and line ends too.

use std::ops::Range;

use jiff::civil::Date;
use toml_edit::{Array, Document, Item};

use crate::knowledge::front_range;

/// How far the items of a list stand in, where the list shows no way of its own.
const INDENT: &str = "  ";

/// Adds an item behind the last one of a list of the front matter, in the way the list is written; a list that is not there is made.
///
/// # Errors
/// Why the file cannot be changed: its front matter is not to be found, or the key is no list in brackets.
pub(super) fn push(text: &str, key: &str, item: &str) -> Result<String, String> {
    let front = front_of(text)?;
    let document = parsed(&text[front.clone()])?;
    let (at, added) = match document.get(key) {
        Some(found) => {
            let list = found.as_array().ok_or_else(|| format!("`{key}` is no list in brackets"))?;
            into_list(&text[front.clone()], list, item)?
        }
        None => {
            // A list of rejected wordings stands last of all, as it does in the entries that have one.
            let before = if key == "not_for" { None } else { document.get("question") };
            let last =
                before.or_else(|| document.iter().map(|(_, item)| item).filter(|i| i.is_value()).last());
            let span = last.and_then(Item::span).ok_or("its front matter holds no key")?;
            let end = line_end(&text[front.clone()], span.end);
            (end..end, format!("\n{key} = [\n{INDENT}{item},\n]"))
        }
    };
    Ok(spliced(text, front.start + at.start..front.start + at.end, &added))
}

/// Sets the day of the last review; a file without one gets it behind its question.
///
/// # Errors
/// As [`push`].
pub(super) fn set_reviewed(text: &str, day: Date) -> Result<String, String> {
    let front = front_of(text)?;
    let document = parsed(&text[front.clone()])?;
    if let Some(span) = document.get("reviewed").and_then(Item::span) {
        return Ok(spliced(text, front.start + span.start..front.start + span.end, &day.to_string()));
    }
    let span = document.get("question").and_then(Item::span).ok_or("it has no `question`")?;
    let end = front.start + line_end(&text[front.clone()], span.end);
    Ok(spliced(text, end..end, &format!("\nreviewed = {day}")))
}

/// Puts another answer below the front matter.
///
/// # Errors
/// As [`push`].
pub(super) fn set_body(text: &str, body: &str) -> Result<String, String> {
    let front = front_of(text)?;
    let closing = line_end(text, front.end);
    // An empty line below the fence stays.
    let blank = text[closing..].len() - text[closing..].trim_start_matches(['\r', '\n']).len();
    let start = if blank == 0 { closing } else { closing + blank };
    let added = if blank == 0 { format!("\n{body}\n") } else { format!("{body}\n") };
    Ok(spliced(text, start..text.len(), &added))
}

/// Where the front matter stands, without its fences.
fn front_of(text: &str) -> Result<Range<usize>, String> {
    front_range(text).ok_or_else(|| "its front matter was not found".to_owned())
}

fn parsed(front: &str) -> Result<Document<&str>, String> {
    Document::parse(front)
        .map_err(|error| format!("its front matter could not be read ({})", error.message()))
}

/// What of a list gives way to an item, and what is put there.
fn into_list(front: &str, list: &Array, item: &str) -> Result<(Range<usize>, String), String> {
    let span = list.span().ok_or("a list has no place")?;
    let Some(last) = list.iter().last() else {
        return Ok((span.start + 1..span.start + 1, item.to_owned()));
    };
    let last = last.span().ok_or("an item has no place")?;
    let comma = comma_behind(front, last.end, span.end - 1);
    let behind = comma.map_or(last.end, |comma| comma + 1);
    if !front[span.clone()].contains('\n') {
        return Ok((behind..behind, if comma.is_some() { format!(" {item}") } else { format!(", {item}") }));
    }
    let indent = indent_of(front, last.start);
    // A comment behind the last item stays behind it.
    let end = line_end(front, behind).min(span.end - 1);
    let end = front[..end].trim_end().len().max(behind);
    Ok(match comma {
        Some(_) => (end..end, format!("\n{indent}{item},")),
        None => (behind..end, format!(",{}\n{indent}{item}", &front[behind..end])),
    })
}

/// The comma between an item and the end of its list; comments may hold commas too.
fn comma_behind(front: &str, from: usize, to: usize) -> Option<usize> {
    let mut comment = false;
    for (at, c) in front.get(from..to)?.char_indices() {
        match c {
            '\n' => comment = false,
            '#' => comment = true,
            ',' if !comment => return Some(from + at),
            _ => {}
        }
    }
    None
}

/// The blanks that an item's line begins with.
fn indent_of(front: &str, at: usize) -> &str {
    let line = &front[front[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    if !line.is_empty() && line.trim().is_empty() { line } else { INDENT }
}

/// Where the line ends that a place stands in, before its line end.
fn line_end(text: &str, from: usize) -> usize {
    let end = text[from..].find('\n').map_or(text.len(), |end| from + end);
    if text[from..end].ends_with('\r') { end - 1 } else { end }
}

/// The text with something put in, in the text's own line ends.
fn spliced(text: &str, at: Range<usize>, added: &str) -> String {
    let windows = text.contains("\r\n");
    let added = if windows { added.replace('\n', "\r\n") } else { added.to_owned() };
    format!("{}{added}{}", &text[..at.start], &text[at.end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(front: &str) -> String {
        format!("+++\n{front}\n+++\n\nYes. A text.\n")
    }

    #[track_caller]
    fn pushed(front: &str, want: &str) {
        assert_eq!(push(&file(front), "also_asked", "\"N?\"").unwrap(), file(want));
    }

    #[test]
    fn an_item_goes_behind_the_last_one_in_the_way_the_list_is_written() {
        pushed("also_asked = [\"A?\"]", "also_asked = [\"A?\", \"N?\"]");
        pushed("also_asked = [\"A?\", ]", "also_asked = [\"A?\", \"N?\" ]");
        pushed("also_asked = []", "also_asked = [\"N?\"]");
        pushed("also_asked = [\n\t\"A?\",\n]", "also_asked = [\n\t\"A?\",\n\t\"N?\",\n]");
        pushed("also_asked = [\n  \"A?\"\n]", "also_asked = [\n  \"A?\",\n  \"N?\"\n]");
        pushed("also_asked = [\"A?\",\n  \"B?\"]", "also_asked = [\"A?\",\n  \"B?\",\n  \"N?\"]");
    }

    #[test]
    fn comments_stay_where_they_stand() {
        pushed(
            "# kept\nalso_asked = [ # why, and so on\n  \"A?\", # one, two\n  # the end\n] # behind\nx = 1",
            "# kept\nalso_asked = [ # why, and so on\n  \"A?\", # one, two\n  \"N?\",\n  # the end\n] # behind\nx = 1",
        );
        pushed("also_asked = [\n  \"A?\" # one\n]", "also_asked = [\n  \"A?\", # one\n  \"N?\"\n]");
    }

    #[test]
    fn a_list_that_is_missing_is_made() {
        pushed(
            "question = \"Q?\" # q\nowner = \"o\"",
            "question = \"Q?\" # q\nalso_asked = [\n  \"N?\",\n]\nowner = \"o\"",
        );
        let rejected = push(
            &file("question = \"Q?\"\nowner = \"o\"\n\n[[evidence]]\ntitle = \"T\""),
            "not_for",
            "\"N?\"",
        );
        let want =
            "question = \"Q?\"\nowner = \"o\"\nnot_for = [\n  \"N?\",\n]\n\n[[evidence]]\ntitle = \"T\"";
        assert_eq!(rejected.unwrap(), file(want));
    }

    #[test]
    fn byte_order_mark_and_windows_line_ends_stay() {
        let windows = |front: &str| format!("\u{feff}{}", file(front)).replace('\n', "\r\n");
        let before = windows("question = \"Q?\"\nalso_asked = [\n  \"A?\",\n]\nreviewed = 2025-01-01");
        let after =
            windows("question = \"Q?\"\nalso_asked = [\n  \"A?\",\n  \"N?\",\n]\nreviewed = 2026-11-23");
        let pushed = push(&before, "also_asked", "\"N?\"").unwrap();
        assert_eq!(set_reviewed(&pushed, jiff::civil::date(2026, 11, 23)).unwrap(), after);
        assert_eq!(
            push(&windows("question = \"Q?\""), "also_asked", "\"N?\"").unwrap(),
            windows("question = \"Q?\"\nalso_asked = [\n  \"N?\",\n]")
        );
    }

    #[test]
    fn another_answer_takes_the_place_of_the_old_one_alone() {
        let before = "+++\nquestion = \"Q?\" # q\n+++\r\n\r\nOld.\r\nMore.\r\n";
        assert_eq!(set_body(before, "New.").unwrap(), "+++\nquestion = \"Q?\" # q\n+++\r\n\r\nNew.\r\n");
        assert_eq!(set_body("+++\nx = 1\n+++\nOld.\n", "New.").unwrap(), "+++\nx = 1\n+++\nNew.\n");
    }
}
