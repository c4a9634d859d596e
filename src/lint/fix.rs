//! Findings mended: bytes are spliced, so that comments, order and line ends stay.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::finding::{Edit, Fix};
use super::run::{Checking, context, run};
use super::settings::Settings;
use super::source::Source;
use crate::knowledge::{KnowledgeError, Scope, SourceFile, load_files};

/// Rounds of finding and mending. A list takes two: the last item takes the comma before it along, which stood in the way of
/// the edit before. The others are for edits of several rules in one place; rules that undo each other would never end.
const MOST_ROUNDS: usize = 8;

/// What was mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The files that changed, with their new texts, by path.
    pub files: Vec<SourceFile>,
    /// What was done: file and words, by file and then in the order it was done. Lines would be those of a text that is gone.
    pub done: Vec<(String, String)>,
}

/// Mends what the rules know how to mend, in all files that the scope sees. Nothing is written.
///
/// # Errors
/// [`KnowledgeError`] where the base does not load, before or after: what is returned always does.
pub fn fix(
    files: &[SourceFile],
    scope: &Scope,
    settings: &Settings,
    today: Date,
) -> Result<Fixed, KnowledgeError> {
    let mut texts = files.to_vec();
    let mut fixed = Fixed::default();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let base = load_files(&texts, scope.clone(), false)?;
        let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
        let context = context(&Checking { files: &texts, base: &base, settings, today });
        for finding in run(&context, |rule| rule.fixable) {
            let file = finding.found.file;
            let Some(fix) = finding.found.fix else { continue };
            let taken = edits.entry(file.clone()).or_default();
            // What meets an earlier edit waits for the next round, whole.
            if fix.edits.iter().any(|edit| taken.iter().any(|other| meet(edit, other))) {
                continue;
            }
            taken.extend(fix.edits);
            fixed.done.push((file, fix.what));
        }
        if edits.is_empty() {
            break;
        }
        drop(context);
        for file in &mut texts {
            if let Some(edits) = edits.remove(&file.path) {
                file.text = edited(&file.text, edits);
                changed.insert(file.path.clone());
            }
        }
    }
    load_files(&texts, scope.clone(), false)?;
    fixed.files = texts.into_iter().filter(|file| changed.contains(&file.path)).collect();
    fixed.done.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(fixed)
}

/// Whether two edits have a byte in common, or the same place. Neighbours of a list touch, and may go together.
fn meet(one: &Edit, other: &Edit) -> bool {
    one.range == other.range || one.range.start < other.range.end && other.range.start < one.range.end
}

fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for edit in edits {
        out.push_str(&text[kept..edit.range.start]);
        out.push_str(&edit.text);
        kept = edit.range.end;
    }
    out.push_str(&text[kept..]);
    out
}

/// Takes an item out of a list of the front matter; `None` where a comment stands beside it, which may be about it.
pub(super) fn without_item(source: &Source<'_>, key: &str, item: usize, what: String) -> Option<Fix> {
    let list = source.list(key)?;
    let spans: BTreeMap<usize, _> = source.under(key).map(|field| (field.item, field.span.clone())).collect();
    let own = spans.get(&item)?;
    let before = item.checked_sub(1).and_then(|at| spans.get(&at)).map_or(list.start + 1, |span| span.end);
    let next = spans.get(&(item + 1));
    let behind = next.map_or(list.end - 1, |span| span.start);
    if source.text[before..own.start].contains('#') || source.text[own.end..behind].contains('#') {
        return None;
    }
    let range = match next {
        Some(_) => own.start..behind,
        // The comma behind the last item becomes that of the item before it.
        None if item > 0 => before..own.end,
        None => list.start + 1..list.end - 1,
    };
    Some(Fix { what, edits: vec![Edit { range, text: String::new() }] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Audience;
    use crate::lint::finding::Level;
    use crate::lint::testing::{TODAY, entry};

    fn mended(more: &str, want: &str) {
        let mut settings = Settings::default();
        settings.levels.insert("unsorted-items".into(), Level::Warn);
        let scope = Scope::from(Audience::Internal);
        for end in ["\n", "\r\n"] {
            let with = |more: &str| {
                let mut file = entry("a/one.md", more, "Text.");
                file.text = file.text.replace('\n', end);
                file
            };
            let fixed = fix(&[with(more)], &scope, &settings, TODAY).unwrap();
            assert_eq!(fixed.files, [with(want)], "{more}");
            let again = fix(&fixed.files, &scope, &settings, TODAY).unwrap();
            assert_eq!(again, Fixed::default(), "{more}");
        }
    }

    #[test]
    fn an_item_is_taken_out_wherever_it_stands_in_its_list() {
        mended("tags = [\"A\", \"A\", \"B\"]", "tags = [\"A\", \"B\"]");
        mended("tags = [\"A\", \"B\", \"a\"]", "tags = [\"A\", \"B\"]");
        mended(
            "tags = [\n  \"A\",\n  \"B\", # b\n  \"C\",\n  \"A\",\n]",
            "tags = [\n  \"A\",\n  \"B\", # b\n  \"C\",\n]",
        );
        mended("question = \"Q?\"\nalso_asked = [\n  \"Q?\",\n]", "question = \"Q?\"\nalso_asked = []");
        mended(
            "question = \"Q?\"\nalso_asked = [{ q = \"Q?\", verdict = \"yes\" }, \"R\"]\nverdict = \"yes\"",
            "question = \"Q?\"\nalso_asked = [\"R\"]\nverdict = \"yes\"",
        );
    }

    #[test]
    fn what_stands_in_the_way_of_another_edit_is_mended_in_the_next_round() {
        mended("tags = [\"B\", \"A\", \"b\"] ", "tags = [\"A\", \"B\"]");
        mended("tags = [\"A\", \"A\", \"A\"]", "tags = [\"A\"]");
        mended("tags = [\"C\", \"b\", \"B\", \"A\", \"c\", \"a\"]", "tags = [\"A\", \"b\", \"C\"]");
    }

    #[test]
    fn repeats_are_mended_however_many_there_are() {
        let many = vec!["\"A\""; 600].join(", ");
        mended(&format!("tags = [{many}]"), "tags = [\"A\"]");
    }

    #[test]
    fn an_item_beside_a_comment_is_left_to_a_person() {
        let file = entry("a/one.md", "tags = [\n  \"A\",\n  \"A\", # why\n]", "Text.");
        let fixed = fix(&[file], &Scope::from(Audience::Internal), &Settings::default(), TODAY).unwrap();
        assert_eq!(fixed, Fixed::default());
    }
}
