//! Texts as the file of an entry writes them: the way back from [`parse_entry`](super::parse_entry).

use std::collections::BTreeSet;

use super::entry::Verdict;
use super::markdown::plain_text;
use crate::text::fold;

/// Bytes of an id: it is a file name, and is read in lists.
const LONGEST_ID: usize = 60;
/// The id of a question without any plain letter.
const NO_WORDS: &str = "draft";

/// An id for a question that no other entry has; `taken` holds the ids that there are, and gets this one.
pub(crate) fn free_id(question: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = slug(question);
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let id = std::iter::once(slug.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(slug);
    taken.insert(id.clone());
    id
}

/// A question as an id: words of plain letters and digits with hyphens between them.
fn slug(question: &str) -> String {
    let plain: String = fold(question)
        .chars()
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            c if c.is_ascii_alphanumeric() => c,
            '\'' => '\u{0}',
            _ => ' ',
        })
        .filter(|c| *c != '\u{0}')
        .collect();
    let mut id = String::new();
    for word in plain.split_whitespace() {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST_ID {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word[..word.len().min(LONGEST_ID)]);
    }
    if id.is_empty() { NO_WORDS.to_owned() } else { id }
}

/// A wording as an item of `also_asked`.
pub(crate) fn wording(text: &str, verdict: Option<Verdict>) -> String {
    match verdict {
        Some(verdict) => format!("{{ q = {}, verdict = \"{}\" }}", quoted(text), verdict.as_str()),
        None => quoted(text),
    }
}

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text as Markdown that reads as the same text: its lines stay lines, and what would be a mark is escaped where it has to be.
pub(crate) fn markdown(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    let as_it_is = lines.join("\n\n");
    // Items of a list stay together.
    [text.clone(), as_it_is]
        .into_iter()
        .find(|candidate| plain_text(candidate) == text)
        .unwrap_or_else(|| lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n\n"))
}

fn escaped(line: &str) -> String {
    let mut out = String::new();
    // "1." would begin a list, the other marks stand anywhere.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let ends_number = at > 0 && at == digits && matches!(c, '.' | ')');
        let starts = at == 0 && matches!(c, '-' | '+' | '=' | '~');
        if ends_number
            || starts
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '!' | '|')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_back_from_its_markdown() {
        for text in [
            "Yes. AES-256.",
            "We log:\n- logins\n- changes",
            "First.\nSecond.",
            "*not* _marked_ [x](y) <b> a_b_c # 1\n# no heading\n1) one\n1. two & &amp; `x` \\* !",
            "+++\n---\n===\n~~~",
            "    four blanks",
        ] {
            let want: Vec<&str> = text.lines().map(str::trim).collect();
            assert_eq!(plain_text(&markdown(text)), want.join("\n"), "{}", markdown(text));
        }
        assert_eq!(markdown("Yes. AES-256 (all disks)."), "Yes. AES-256 (all disks).");
    }

    #[test]
    fn an_id_is_made_of_the_words_of_the_question() {
        assert_eq!(
            slug("Is the customer's data – in Åhus – encrypted?"),
            "is-the-customers-data-in-ahus-encrypted"
        );
        assert!(slug(&"word ".repeat(40)).len() <= LONGEST_ID);
        assert_eq!(slug("数据"), "draft");
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let mut taken = BTreeSet::new();
        let ids = [(); 3].map(|()| free_id("Is it?", &mut taken));
        assert_eq!(ids, ["is-it", "is-it-2", "is-it-3"]);
    }

    #[test]
    fn texts_are_quoted_so_that_they_read_back() {
        let text = "a \"b\" \\ c\u{1}\té";
        let read: toml::Table = format!("x = {}", quoted(text)).parse().unwrap();
        assert_eq!(read["x"].as_str(), Some(text));
        let with = wording("Q?", Some(Verdict::NotApplicable));
        assert_eq!(with, "{ q = \"Q?\", verdict = \"not-applicable\" }");
    }
}
