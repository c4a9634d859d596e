//! Blanks that nobody sees.

use crate::knowledge::plain_text;
use crate::lint::context::Context;
use crate::lint::finding::{Edit, Fix, Found, Level};
use crate::lint::rule::Rule;
use crate::lint::source::Source;

pub(super) const RULE: Rule = Rule {
    code: "trailing-blanks",
    level: Level::Warn,
    summary: "a line of a file ends with blanks that mean nothing",
    doc: "\
They make differences in version control that nobody sees. Left alone is what would change the answer: two blanks at the end of a line of the answer that is followed by \
another one, which are a line break in Markdown, blanks behind a `\\`, which would become one, lines inside a text of several \
lines in the front matter, and indented, fenced or inline code.

`--fix` takes them away.
",
    fixable: true,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let entries = context.entries.iter();
    let entries = entries.flat_map(|c| c.sources().map(move |source| (Some(c.entry.id.as_str()), source)));
    entries
        .chain(context.indexes.iter().map(|source| (None, source)))
        .filter_map(|(entry, source)| {
            let edits = edits(source);
            let line = source.line(edits.first()?.range.start);
            let message = match edits.len() {
                1 => "the line ends with blanks".to_owned(),
                count => format!("the line and {} more end with blanks", count - 1),
            };
            let fix = Fix { what: "removed blanks at the ends of lines".to_owned(), edits };
            let found = Found::at(source.path, line, message).hint("take them away").fix(Some(fix));
            Some(match entry {
                Some(id) => found.of(id),
                None => found,
            })
        })
        .collect()
}

fn edits(source: &Source<'_>) -> Vec<Edit> {
    let text = source.text;
    // A text of several lines keeps its blanks, and so does code.
    let front = &text[source.front.clone()];
    let free_front = !front.contains("\"\"\"") && !front.contains("'''");
    let body = &text[source.body()..];
    let code = body.lines().any(|line| {
        line.starts_with("    ")
            || line.starts_with('\t')
            || line.trim_start().starts_with("```")
            || line.trim_start().starts_with("~~~")
    });
    let mut at = 0;
    let mut edits = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim_end_matches(['\n', '\r']);
        let kept = bare.trim_end_matches([' ', '\t']).len();
        let in_body = at >= source.body();
        let followed = lines.peek().is_some_and(|next| !next.trim().is_empty());
        let is_break = in_body && kept > 0 && bare[kept..].starts_with("  ") && followed;
        // Without its blanks a backslash at the end of a line is a line break.
        let would_break = bare[..kept].ends_with('\\');
        let free = if in_body { !code && !is_break && !would_break } else { free_front };
        if kept < bare.len() && free {
            edits.push(Edit { range: at + kept..at + bare.len(), text: String::new() });
        }
        at += line.len();
    }
    // Whatever else blanks may mean there: the answer says the same without them, or they stay.
    if says_another(source, &edits) {
        edits.retain(|edit| edit.range.start < source.body());
    }
    edits
}

fn says_another(source: &Source<'_>, edits: &[Edit]) -> bool {
    let own: Vec<&Edit> = edits.iter().filter(|edit| edit.range.start >= source.body()).collect();
    let Some(first) = own.first() else { return false };
    let mut mended = source.text[source.body()..first.range.start].to_owned();
    for (at, edit) in own.iter().enumerate() {
        let end = own.get(at + 1).map_or(source.text.len(), |next| next.range.start);
        mended.push_str(&source.text[edit.range.end..end]);
    }
    plain_text(&mended) != plain_text(&source.text[source.body()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, file, found, only};

    #[test]
    fn blanks_at_the_end_of_a_line_are_found_once_a_file() {
        let (_, line, message) = only(&RULE, &[entry("a/one.md", "verdict = \"yes\" ", "Text. \n\nMore.\t")]);
        assert_eq!(line, Some(7));
        assert!(message.contains("2 more"), "{message}");
        let files = [entry("a/one.md", "", "Text."), file("a/_index.md", "+++\ntitle = \"T\"\n+++ \n")];
        assert_eq!(only(&RULE, &files).0, "a/_index.md");
    }

    #[test]
    fn a_line_break_of_markdown_texts_of_several_lines_and_code_are_left_alone() {
        for (more, text) in [
            ("", "One  \ntwo."),
            ("short = \"\"\"\nOne \ntwo.\"\"\"", "Text, and more of it."),
            ("", "Text:\n\n```\nx = 1 \n```"),
            ("", "C:\\backup\\ \nis a folder."),
            ("", "C:\\backup\\\t\nis a folder."),
            ("", "Use `a \nb`."),
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", more, text)]), [], "{more}{text}");
        }
    }
}
