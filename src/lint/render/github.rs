//! Workflow commands of GitHub Actions, which become annotations of the lines.

use super::Report;
use crate::lint::finding::Level;
use crate::text::shown;

pub(super) fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let command = if finding.level == Level::Deny { "error" } else { "warning" };
        let found = &finding.found;
        let line = found.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let hint = found.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        out.push_str(&format!(
            "::{command} file={}{line},title={}::{}\n",
            property(&report.named(&found.file)),
            property(finding.rule),
            data(&shown(&format!("{}{hint}", found.message)))
        ));
    }
    out
}

/// The text of a command: what would end it is written in hexadecimal.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a colon or a comma would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_end_a_command_or_begin_another() {
        assert_eq!(data("100 %\n::error::x"), "100 %25%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
