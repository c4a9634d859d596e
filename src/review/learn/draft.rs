//! A draft entry, from a question and the text that a reviewer wrote for it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::front::quoted;
use crate::knowledge::{Verdict, plain_text};
use crate::text::fold;

/// The category of drafts without any entry near them.
const NO_CATEGORY: &str = "drafts";
/// The owner of drafts without any entry near them; somebody has to take them.
const NO_OWNER: &str = "unknown";
/// Bytes of an id: it is a file name, and is read in lists.
const LONGEST_ID: usize = 60;

/// What a draft is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) question: String,
    pub(super) text: String,
    pub(super) verdict: Option<Verdict>,
    /// Whether the text contradicts the verdict that was sent with it.
    pub(super) contradicts: bool,
    /// The audience that the answer was written for.
    pub(super) audience: String,
    /// The products that it was written for; none means all.
    pub(super) products: Vec<String>,
    /// Category and owner of the entry that was proposed.
    pub(super) near: Option<(String, String)>,
}

impl Draft {
    /// The path of the file in the base. `taken` holds the ids that there are, and gets this one.
    pub(super) fn path(&self, taken: &mut BTreeSet<String>) -> String {
        let slug = slug(&self.question);
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let id = std::iter::once(slug.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(slug);
        taken.insert(id.clone());
        let category = self.near.as_ref().map_or(NO_CATEGORY, |(category, _)| category);
        format!("{category}/{id}.md")
    }

    /// The file.
    pub(super) fn file(&self, today: Date) -> String {
        let verdict = self.verdict.map(|verdict| format!("verdict = \"{}\"\n", verdict.as_str()));
        let names: Vec<String> = self.products.iter().map(|product| quoted(product)).collect();
        let products = (!names.is_empty()).then(|| format!("products = [{}]\n", names.join(", ")));
        let owner = self.near.as_ref().map_or(NO_OWNER, |(_, owner)| owner);
        format!(
            "+++\nquestion = {}\n{}audience = \"{}\"\nstatus = \"draft\"\n{}owner = {}\nreviewed = {today}\n+++\n{}\n",
            quoted(&self.question),
            verdict.unwrap_or_default(),
            self.audience,
            products.unwrap_or_default(),
            quoted(owner),
            markdown(&self.text),
        )
    }
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
    if id.is_empty() { "draft".to_owned() } else { id }
}

/// A text as Markdown that reads as the same text: its lines stay lines, and what would be a mark is escaped where it has to be.
pub(super) fn markdown(text: &str) -> String {
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
        let draft = Draft {
            question: "Is it?".into(),
            text: "Yes.".into(),
            verdict: None,
            contradicts: false,
            audience: "public".into(),
            products: Vec::new(),
            near: None,
        };
        let mut taken = BTreeSet::new();
        let paths = [(); 3].map(|()| draft.path(&mut taken));
        assert_eq!(paths, ["drafts/is-it.md", "drafts/is-it-2.md", "drafts/is-it-3.md"]);
    }
}
