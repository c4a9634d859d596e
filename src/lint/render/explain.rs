//! What the rules are: one for the terminal, all for the document.

use crate::lint::finding::Level;
use crate::lint::rule::Rule;
use crate::lint::rules::RULES;

const PREFACE: &str = "\
# The rules of `trustfill check`

`trustfill check` reads a knowledge base and tells what is wrong with its entries, or soon will be. Every rule has a code and a level: \
`deny` findings end the run with exit code 1, `warn` findings do so with `--strict`, and a rule at `allow` does not run. \
`[check]` in trustfill.toml sets levels, `[check.settings]` the rest ([configuration.md](configuration.md#check)). \
`trustfill check --explain CODE` prints one of these sections; this page is what `--explain all` prints.

A base that does not load (an unknown key, a missing owner, a bad date) is refused by every command before any rule runs, \
with exit code 2.
";

/// One rule as Markdown.
pub fn explain(code: &str) -> Option<String> {
    RULES.iter().find(|rule| rule.code == code).map(|rule| section(rule, "#"))
}

/// All rules as a Markdown document.
pub fn explain_all() -> String {
    let mut out = format!("{PREFACE}\n| rule | level | finds | `--fix` |\n|---|---|---|---|\n");
    for rule in RULES {
        let fix = if rule.fixable { "yes" } else { "" };
        let level = rule.level.as_str();
        out.push_str(&format!("| [`{0}`](#{0}) | {level} | {1} | {fix} |\n", rule.code, rule.summary));
    }
    for rule in RULES {
        out.push('\n');
        out.push_str(&section(rule, "##"));
    }
    out
}

fn section(rule: &Rule, heading: &str) -> String {
    let level = match rule.level {
        Level::Allow => "off unless set".to_owned(),
        level => level.as_str().to_owned(),
    };
    let summary: String = {
        let mut chars = rule.summary.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
    };
    format!("{heading} `{}`\n\n{summary}. Level: {level}.\n\n{}", rule.code, rule.doc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_explained_and_another_word_is_not() {
        let text = explain("stale-review").unwrap();
        assert!(text.starts_with("# `stale-review`\n\n") && text.ends_with('\n'));
        assert_eq!(explain("nothing"), None);
    }

    #[test]
    fn the_document_has_a_section_for_every_rule() {
        let all = explain_all();
        assert!(RULES.iter().all(|rule| all.contains(&format!("\n## `{}`\n", rule.code))));
    }
}
