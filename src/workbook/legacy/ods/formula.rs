//! The conditions of content validations.

use super::super::super::reference::{CellRange, CellRef};
use super::super::model::Allows;

/// A condition as it is written, its names still to be followed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    Allows(Allows),
    /// A list from a range, by the name of its sheet; its own sheet if there is none.
    Range(Option<String>, CellRange),
    /// A list from a named range or expression.
    Name(String),
    /// Nothing that says what a cell may hold.
    None,
}

/// Reads `of:cell-content-is-in-list("Yes";"No")` and its kin.
pub(super) fn condition(text: &str) -> Condition {
    let text = text.trim();
    let text = ["of:", "oooc:", "msoxl:"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    if let Some(list) = call(text, "cell-content-is-in-list") {
        return list_of(list);
    }
    if let Some(bounds) = call(text, "cell-content-text-length-is-between") {
        let most = bounds.split([',', ';']).nth(1).and_then(|bound| bound.trim().parse().ok());
        return most.map_or(Condition::None, |most| Condition::Allows(Allows::TextLength(most)));
    }
    if let Some(rest) = text.strip_prefix("cell-content-text-length()") {
        let rest = rest.trim();
        let number = |rest: &str| rest.trim().parse::<u32>().ok();
        let most = if let Some(bound) = rest.strip_prefix("<=").or_else(|| rest.strip_prefix('=')) {
            number(bound)
        } else {
            rest.strip_prefix('<').and_then(number).map(|bound| bound.saturating_sub(1))
        };
        return most.map_or(Condition::None, |most| Condition::Allows(Allows::TextLength(most)));
    }
    let numeric = ["is-whole-number", "is-decimal-number", "is-date", "is-time"];
    if numeric.iter().any(|kind| text.starts_with(&format!("cell-content-{kind}()"))) {
        return Condition::Allows(Allows::Number);
    }
    Condition::None
}

fn call<'t>(text: &'t str, function: &str) -> Option<&'t str> {
    text.strip_prefix(function)?.trim_start().strip_prefix('(')?.strip_suffix(')')
}

fn list_of(list: &str) -> Condition {
    let list = list.trim();
    if list.starts_with('"') {
        return match quoted(list) {
            Some(items) => Condition::Allows(Allows::Items(items)),
            None => Condition::Allows(Allows::UnknownList),
        };
    }
    if let Some((sheet, range)) = reference(list) {
        return Condition::Range(sheet, range);
    }
    let named = !list.is_empty() && list.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    if named { Condition::Name(list.to_owned()) } else { Condition::Allows(Allows::UnknownList) }
}

/// `"Yes";"No"`, quotes inside doubled.
fn quoted(list: &str) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start().strip_prefix('"')?;
        let mut item = String::new();
        loop {
            let end = rest.find('"')?;
            item.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(more) => {
                    item.push('"');
                    rest = more;
                }
                None => break,
            }
        }
        items.push(item);
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(items);
        }
        rest = rest.strip_prefix([';', ','])?;
    }
}

/// `[$Lists.$A$1:.$A$3]`, `[.A1:.A3]`, `$Lists.$A$1:$Lists.$A$3`, with or without brackets.
pub(super) fn reference(text: &str) -> Option<(Option<String>, CellRange)> {
    let text = text.trim();
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let (sheet, first, rest) = corner(text)?;
    let last = match rest.strip_prefix(':') {
        Some(rest) => {
            let (_, last, rest) = corner(rest)?;
            rest.is_empty().then_some(last)?
        }
        None => rest.is_empty().then_some(first)?,
    };
    Some((sheet, CellRange::spanning(first, last)))
}

fn corner(text: &str) -> Option<(Option<String>, CellRef, &str)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let (sheet, rest) = if let Some(quoted) = text.strip_prefix('\'') {
        let mut from = 0;
        let end = loop {
            let end = from + quoted[from..].find('\'')?;
            if !quoted[end + 1..].starts_with('\'') {
                break end;
            }
            from = end + 2;
        };
        (Some(quoted[..end].replace("''", "'")), quoted[end + 1..].strip_prefix('.')?)
    } else {
        let dot = text.find('.')?;
        let sheet = &text[..dot];
        if sheet.contains(['[', ']', ':', '#']) {
            return None;
        }
        ((!sheet.is_empty()).then(|| sheet.to_owned()), &text[dot + 1..])
    };
    let end = rest.find(':').unwrap_or(rest.len());
    Some((sheet, rest[..end].parse().ok()?, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_written_out_and_from_ranges() {
        let items = |items: &[&str]| {
            Condition::Allows(Allows::Items(items.iter().map(|item| (*item).to_owned()).collect()))
        };
        assert_eq!(
            condition("of:cell-content-is-in-list(\"Yes\";\"No, \"\"x\"\"\")"),
            items(&["Yes", "No, \"x\""])
        );
        assert_eq!(condition("oooc:cell-content-is-in-list(\"a\")"), items(&["a"]));
        let range = "A1:A3".parse().unwrap();
        let on = |sheet: Option<&str>| Condition::Range(sheet.map(str::to_owned), range);
        assert_eq!(condition("of:cell-content-is-in-list([.$A$1:.$A$3])"), on(None));
        assert_eq!(condition("of:cell-content-is-in-list([$'It''s'.$A$1:.$A$3])"), on(Some("It's")));
        assert_eq!(condition("of:cell-content-is-in-list($Lists.$A$1:$Lists.$A$3)"), on(Some("Lists")));
        assert_eq!(condition("of:cell-content-is-in-list(Answers)"), Condition::Name("Answers".into()));
        let unknown = Condition::Allows(Allows::UnknownList);
        assert_eq!(condition("of:cell-content-is-in-list(INDIRECT([.A1]))"), unknown);
        assert_eq!(condition("of:cell-content-is-in-list(\"Yes)"), unknown);
    }

    #[test]
    fn lengths_and_numbers() {
        let most = |most| Condition::Allows(Allows::TextLength(most));
        assert_eq!(condition("of:cell-content-text-length()<=100"), most(100));
        assert_eq!(condition("of:cell-content-text-length()<100"), most(99));
        assert_eq!(condition("of:cell-content-text-length-is-between(1,50)"), most(50));
        let number = Condition::Allows(Allows::Number);
        assert_eq!(condition("of:cell-content-is-decimal-number() and cell-content()>0"), number);
        assert_eq!(condition("of:is-true-formula([.A1]>1)"), Condition::None);
    }
}
