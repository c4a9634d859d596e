//! Values in a cell, and back without loss.
//!
//! A list stands in one cell, an item a line. A backslash keeps a sign from its meaning: `\n` is a line end within an item,
//! `\[` no verdict, `\<` no address. A leading apostrophe keeps a cell from being a formula, and says that a text is there
//! and empty.

use toml::value::{Datetime, Value};

use super::columns::Shape;
use crate::knowledge::Verdict;
use crate::knowledge::write::{quoted, wording};

const VERDICTS: [Verdict; 4] = [Verdict::Yes, Verdict::No, Verdict::Partial, Verdict::NotApplicable];
/// Signs that begin a formula in a spreadsheet (OWASP, CSV injection).
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\n', '\r'];
const APOSTROPHE: char = '\'';
/// What stands between the parts of a line.
const BAR: &str = " | ";
/// The lines of a map are written like those of tables.
const NAMED: Shape = Shape::Tables(&["name", "text", ""]);
/// What stands before the last day of a document.
const EXPIRES: &str = " (expires ";

/// A text as its cell holds it. `separated` tells whether the cell is a field of a csv file, which a spreadsheet may take for
/// a formula; the text of a workbook's cell is always a text.
pub(super) fn guarded(text: &str, separated: bool) -> String {
    if (separated && text.starts_with(FORMULA)) || unguarded(text) != text || text.is_empty() {
        return format!("{APOSTROPHE}{text}");
    }
    text.to_owned()
}

/// The text of a cell: the apostrophe is taken off that [`guarded`] put there, and no other.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(APOSTROPHE) {
        Some(rest) if rest.is_empty() || rest.starts_with(FORMULA) || rest.starts_with(APOSTROPHE) => rest,
        _ => cell,
    }
}

/// A value of the front matter as the text of its cell; `None` where there is nothing to say.
///
/// # Errors
/// What is wrong with the value, as the end of a sentence about its key.
pub(super) fn shown(value: &Value, shape: Shape) -> Result<Option<String>, String> {
    let text = match (shape, value) {
        (Shape::Text | Shape::Word, Value::String(text)) => text.clone(),
        (Shape::Date, Value::Datetime(date)) => date.to_string(),
        (Shape::Number, Value::Integer(number)) => number.to_string(),
        (Shape::Text | Shape::Word | Shape::Date | Shape::Number, _) => {
            return Err("is of another kind than an export knows".to_owned());
        }
        (Shape::Map, Value::Table(names)) if names.is_empty() => return Ok(None),
        (Shape::Map, Value::Table(names)) => {
            let lines = names.iter().map(|(name, value)| {
                let pair = [("name", Value::String(name.clone())), ("text", value.clone())];
                line(
                    &Value::Table(pair.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()),
                    NAMED,
                )
            });
            lines.collect::<Result<Vec<_>, _>>()?.join("\n")
        }
        (Shape::Map, _) => return Err("is no table".to_owned()),
        (_, Value::Array(items)) => {
            let lines = items.iter().map(|item| line(item, shape)).collect::<Result<Vec<_>, _>>()?;
            if lines.is_empty() {
                return Ok(None);
            }
            lines.join("\n")
        }
        _ => return Err("is no list".to_owned()),
    };
    Ok(Some(text))
}

/// An item of a list on its line.
fn line(item: &Value, shape: Shape) -> Result<String, String> {
    let text = |value: &Value| match value {
        Value::String(text) if text.trim().is_empty() => Err("holds an empty text".to_owned()),
        Value::String(text) => Ok(text.clone()),
        _ => Err("holds something that is no text".to_owned()),
    };
    let of = |key: &str| item.get(key).map_or(Err(format!("holds something without `{key}`")), text);
    match shape {
        Shape::Wordings => match item {
            Value::Table(_) => Ok(format!("[{}] {}", of("verdict")?, escaped(&of("q")?, &[]))),
            _ => {
                let line = escaped(&text(item)?, &[]);
                Ok(if split_verdict(&line).is_some() { format!("\\{line}") } else { line })
            }
        },
        Shape::Evidence => {
            let mut line = escaped(&of("title")?, &['<']);
            if item.get("url").is_some() {
                line.push_str(&format!(" <{}>", escaped(&of("url")?, &['<', '>'])));
            }
            // "(2022)" is a part of many titles.
            let mut line = line.replace(EXPIRES, &EXPIRES.replace('(', "\\("));
            if let Some(date) = item.get("expires") {
                line.push_str(&format!("{EXPIRES}{date})"));
            }
            Ok(line)
        }
        Shape::Tables([first, second, third]) => {
            let mut line = format!("{}{BAR}{}", escaped(&of(first)?, &['|']), escaped(&of(second)?, &['|']));
            if item.get(third).is_some() {
                line.push_str(&format!("{BAR}{}", escaped(&of(third)?, &['|'])));
            }
            Ok(line)
        }
        _ => Ok(escaped(&text(item)?, &[])),
    }
}

/// The text of a cell as TOML writes the value; `None` where there is nothing to write.
///
/// # Errors
/// What is wrong with the text, and how it is written.
pub(super) fn written(text: &str, shape: Shape) -> Result<Option<String>, String> {
    match shape {
        Shape::Text => Ok(Some(quoted(text))),
        Shape::Word => Ok(Some(quoted(text.trim()))),
        Shape::Date => date(text).map(|date| Some(date.to_string())),
        Shape::Number => match text.trim().parse::<i64>() {
            Ok(number) => Ok(Some(number.to_string())),
            Err(_) => Err("is no whole number".to_owned()),
        },
        Shape::Map => {
            let lines = text.split('\n').filter(|line| !line.trim().is_empty());
            let pairs = lines.map(|line| match *barred(line).as_slice() {
                [name, text] => Ok(format!("{} = {}", quoted(&unescaped(name)), quoted(&unescaped(text)))),
                _ => Err(format!("has a line that is not `name{BAR}text`: {line}")),
            });
            let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
            Ok((!pairs.is_empty()).then(|| format!("{{ {} }}", pairs.join(", "))))
        }
        Shape::List | Shape::Wordings | Shape::Evidence | Shape::Tables(_) => {
            let lines = text.split('\n').filter(|line| !line.trim().is_empty());
            let items = lines.map(|line| item(line, shape)).collect::<Result<Vec<_>, _>>()?;
            Ok(listed(&items, shape))
        }
    }
}

/// The items as a list: short ones on a line, wordings and tables on a line each.
fn listed(items: &[String], shape: Shape) -> Option<String> {
    /// Columns of a line that is still read at a glance.
    const WIDE: usize = 100;
    if items.is_empty() {
        return None;
    }
    let line = format!("[{}]", items.join(", "));
    let one_line = line.len() <= WIDE && !matches!(shape, Shape::Wordings | Shape::Tables(_));
    Some(if one_line { line } else { format!("[\n  {},\n]", items.join(",\n  ")) })
}

/// A line of a cell as an item of its list.
fn item(line: &str, shape: Shape) -> Result<String, String> {
    match shape {
        Shape::Wordings => Ok(match split_verdict(line) {
            Some((verdict, text)) => wording(&unescaped(text), Some(verdict)),
            None => wording(&unescaped(line), None),
        }),
        Shape::Evidence => evidence(line),
        Shape::Tables(keys) => {
            let parts = barred(line);
            if !(2..=keys.len()).contains(&parts.len()) {
                let [first, second, third] = keys;
                return Err(format!(
                    "has a line that is not `{first}{BAR}{second}` or `{first}{BAR}{second}{BAR}{third}`: {line}"
                ));
            }
            let pairs: Vec<String> = keys
                .iter()
                .zip(parts)
                .map(|(key, part)| format!("{key} = {}", quoted(&unescaped(part))))
                .collect();
            Ok(format!("{{ {} }}", pairs.join(", ")))
        }
        _ => Ok(quoted(&unescaped(line))),
    }
}

/// The lines of a cell of tables without the third part, where that is nothing to `keeps`.
pub(super) fn without_third(cell: &str, keeps: impl Fn(&str) -> bool) -> String {
    let lines = cell.split('\n').map(|line| match *barred(line).as_slice() {
        [first, second, third] if !keeps(&unescaped(third)) => format!("{first}{BAR}{second}"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The parts of a line between its bars.
fn barred(line: &str) -> Vec<&str> {
    line.split(BAR).collect()
}

/// `[no] text` as its verdict and its text.
fn split_verdict(line: &str) -> Option<(Verdict, &str)> {
    let (word, text) = line.strip_prefix('[')?.split_once("] ")?;
    let verdict = VERDICTS.into_iter().find(|verdict| verdict.as_str() == word)?;
    Some((verdict, text))
}

/// `title <url> (expires DATE)` as a table of TOML.
fn evidence(line: &str) -> Result<String, String> {
    let line = line.trim_end();
    let (rest, expires) = match line.strip_suffix(')').and_then(|head| parted(head, EXPIRES)) {
        Some((rest, date)) => (rest, Some(self::date(date)?)),
        None => (line, None),
    };
    let (title, url) = match rest.strip_suffix('>').and_then(|head| parted(head, " <")) {
        Some((title, url)) => (title, Some(url)),
        None => (rest, None),
    };
    let mut item = format!("{{ title = {}", quoted(&unescaped(title)));
    if let Some(url) = url {
        item.push_str(&format!(", url = {}", quoted(&unescaped(url))));
    }
    if let Some(date) = expires {
        item.push_str(&format!(", expires = {date}"));
    }
    Ok(item + " }")
}

/// The text before and behind the last mark.
fn parted<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.rfind(mark)?;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// A date as a person or a spreadsheet writes it.
fn date(text: &str) -> Result<Datetime, String> {
    /// What a spreadsheet puts behind a date of its own.
    const MIDNIGHT: &str = "T00:00:00";
    let text = text.trim();
    let bare = text.strip_suffix(MIDNIGHT).unwrap_or(text);
    let date: Option<Datetime> = bare.parse().ok().filter(|date: &Datetime| date.date.is_some());
    date.ok_or_else(|| format!("is no date: {text}; write it as 2026-11-23"))
}

/// The text on one line, with these signs kept from their meaning.
fn escaped(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' => out.push_str("\\\\"),
            c if signs.contains(&c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// The text of a line; a backslash at its end, or before a sign that it does not keep, is a backslash.
fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some(sign @ ('\\' | '[' | '<' | '>' | '(' | '|'))) => out.push(sign),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value_of(toml: &str) -> Value {
        let mut table: toml::Table = format!("x = {toml}").parse().unwrap();
        table.remove("x").unwrap()
    }

    #[track_caller]
    fn round(toml: &str, shape: Shape, want: &str) {
        let value = value_of(toml);
        let text = shown(&value, shape).unwrap().unwrap();
        assert_eq!(text, want);
        assert_eq!(value_of(&written(&text, shape).unwrap().unwrap()), value);
    }

    #[test]
    fn a_verdict_of_its_own_stands_before_its_wording() {
        round(
            r#"["Q?", { q = "Not Q?", verdict = "no" }, "[no] literally"]"#,
            Shape::Wordings,
            "Q?\n[no] Not Q?\n\\[no] literally",
        );
    }

    #[test]
    fn evidence_stands_on_a_line_with_its_address_and_its_day() {
        round(
            r#"[{ title = "ISO (2022) <b>", url = "https://a.example/?x=<1>", expires = 2027-01-31 }, { title = "SOC 2" }]"#,
            Shape::Evidence,
            "ISO (2022) \\<b> <https://a.example/?x=\\<1\\>> (expires 2027-01-31)\nSOC 2",
        );
    }

    #[test]
    fn a_title_that_reads_like_a_day_or_an_address_is_a_title() {
        round(
            r#"[{ title = "Old (expires 2026-01-01)" }, { title = "A", url = "b (expires 2026-01-01)" }, { title = "A <b>" }]"#,
            Shape::Evidence,
            "Old \\(expires 2026-01-01)\nA <b \\(expires 2026-01-01)>\nA \\<b>",
        );
    }

    #[test]
    fn a_pair_stands_on_a_line() {
        let claims = Shape::Tables(&["title", "text", "entry"]);
        round(r#"[{ title = "A | b", text = "C:\\n" }]"#, claims, "A \\| b | C:\\\\n");
        round(
            r#"[{ title = "A", text = "b", entry = "c" }, { title = "D", text = "e" }]"#,
            claims,
            "A | b | c\nD | e",
        );
        for line in ["no bar", "a | b | c | d"] {
            assert!(written(line, claims).is_err(), "{line}");
        }
    }

    #[test]
    fn a_map_stands_name_by_name() {
        round(r#"{ "Digital | x" = "Y", GDPR = "Z" }"#, Shape::Map, "Digital \\| x | Y\nGDPR | Z");
        assert!(written("no bar", Shape::Map).is_err());
    }

    #[test]
    fn a_date_is_read_as_a_spreadsheet_gives_it_and_nothing_else_is_one() {
        assert_eq!(written("2026-11-23T00:00:00", Shape::Date).unwrap().unwrap(), "2026-11-23");
        assert!(written("23/11/2026", Shape::Date).unwrap_err().contains("2026-11-23"));
    }

    #[test]
    fn an_empty_text_is_told_from_none() {
        assert_eq!((guarded("", true).as_str(), unguarded("'")), ("'", ""));
    }

    proptest! {
        #[test]
        fn a_guarded_cell_reads_back_and_begins_no_formula(text in "['=+@a\\-\t\n]{0,6}") {
            for separated in [true, false] {
                let cell = guarded(&text, separated);
                prop_assert_eq!(unguarded(&cell), text.as_str());
                prop_assert!(!separated || !cell.starts_with(FORMULA));
            }
        }

        #[test]
        fn items_read_back(items in prop::collection::vec("[\\[\\]noyes<>()|\\\\\n ax]{0,12}x", 1..4)) {
            for shape in [Shape::List, Shape::Wordings] {
                let value = Value::Array(items.iter().cloned().map(Value::String).collect());
                let text = shown(&value, shape).unwrap().unwrap();
                prop_assert_eq!(value_of(&written(&text, shape).unwrap().unwrap()), value);
            }
            let pair = |key: &str, text: &str| (key.to_owned(), Value::String(text.to_owned()));
            let tables = |keys: [&str; 2]| Value::Array(
                items.iter().map(|item| Value::Table(keys.iter().map(|key| pair(key, item)).collect())).collect(),
            );
            for (value, shape) in [
                (tables(["title", "url"]), Shape::Evidence),
                (tables(["title", "text"]), Shape::Tables(&["title", "text", "entry"])),
            ] {
                let text = shown(&value, shape).unwrap().unwrap();
                prop_assert_eq!(value_of(&written(&text, shape).unwrap().unwrap()), value);
            }
        }
    }
}
