//! An answer that points at something that does not come with it.

use std::ops::Range;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::text::pattern::{Pattern, patterns};

patterns! {
    /// A pointer at another row, or at a document that is said to come along.
    static POINTING = Pattern::new(
        r"(?xi)\b(?:
            (?:see|refer\s+to)\s+(?:the\s+)?(?:above|below|attached|attachment|enclosed|appendix|annex|previous|preceding|separate\s+document)
          | as\s+(?:above|below|attached)\s*(?:[.,;:)]|$)
          | (?:as\s+(?:mentioned|stated|described|noted|answered)|described|mentioned|stated|answered)\s+(?:above|below|earlier|previously)
          | (?:previous|preceding|earlier|next|following)\s+(?:answer|question|row)
          | (?:attached|enclosed|accompanying)\s+(?:\w+\s+)?(?:documents?|files?|polic(?:y|ies)|reports?|certificates?|spreadsheets?|pdfs?|diagrams?|lists?|tables?|letters?|evidence)
          | same\s+as\s+(?:above|before)
          | (?:is|are|has\s+been|have\s+been)\s+(?:attached|enclosed)\s*(?:[.,;:)]|$)
          | se\s+(?:ovan|nedan|bilaga|bifogad\w*|bifogat|föregående|separat\s+dokument)
          | enligt\s+(?:ovan|bilaga)
          | (?:som\s+)?(?:nämnts|nämns|beskrivs|beskrivits|angetts)\s+(?:ovan|tidigare)
          | föregående\s+(?:svar|fråga|rad)
          | i\s+bilaga\b | bifogas\b | bifogad\w*\s+\w+
        )",
        &[
            "above", "below", "attach", "enclos", "appendix", "annex", "previous", "preceding", "earlier", "before",
            "next ", "following ", "accompanying", "separate", "ovan", "nedan", "bilaga", "bifoga", "reg", "separat",
            "tidigare",
        ],
    );
}

patterns! {
    /// What says that a pointer leads to a place of the answer itself.
    static HERE = Pattern::new(
        r"(?i)^[\s,(]*(?:in|under|i)\s+(?:this|the\s+same|detta|samma|den\s+här)\s+(?:answer|response|reply|text|paragraph|section|list|table|svar|text|stycke|lista|tabell)\w*",
        &["answer", "respon", "reply", "text", "paragraph", "section", "list", "table", "svar", "stycke", "tabell"],
    );
}

pub(super) const RULE: Rule = Rule {
    code: "dangling-reference",
    level: Level::Warn,
    summary: "an answer points at another row or at an attachment (\"see above\", \"see attached\")",
    doc: "\
An answer goes into any row of any form, alone. \"See above\", \"as described below\" or \"see the attached policy\" point at \
something that is not there: the row above is another question, and nothing is attached. \"As described above in this answer\" \
points at what comes along.

Say it in the answer itself, or name the document with its address, in the answer or as `evidence`.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        for told in checked.answers() {
            let pieces = told.source.pieces();
            let body = pieces.iter().filter_map(|piece| {
                let at = pointing(&piece.text)?;
                Some((piece.text[at.clone()].to_owned(), piece.line_at(at.start)))
            });
            let short = told.short.and_then(|short| {
                let at = pointing(short)?;
                Some((short[at].to_owned(), told.source.line_of("short")))
            });
            found.extend(body.chain(short).map(|(words, line)| {
                Found::at(
                    told.source.path,
                    line,
                    format!("\"{words}\" points at something that does not come along"),
                )
                .of(&checked.entry.id)
                .hint("say it in the answer, or name the document with its address")
            }));
        }
    }
    found
}

/// Where a text first points at something outside of itself.
fn pointing(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = POINTING.find(&text[from..]) {
        let at = from + found.start..from + found.end;
        if !HERE.is_match(&text[at.end..]) {
            return Some(at);
        }
        from = at.end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn pointers_at_other_rows_and_attachments_are_found_on_their_line() {
        for text in [
            "See above.",
            "Yes, as described\nabove, we do.",
            "Please refer to the attached policy.",
            "The policy is attached.",
            "Same as above.",
            "See the previous answer.",
            "Se bilaga 2.",
            "Som nämnts ovan gör vi det.",
            "Bifogas.",
            "Keys, as described above in this answer, are kept; for the rest see above.",
        ] {
            let (_, line, message) = only(&RULE, &[entry("a/one.md", "", text)]);
            assert_eq!(line, Some(8), "{message}");
        }
        assert_eq!(only(&RULE, &[entry("a/one.md", "short = \"See attached.\"", "Text.")]).1, Some(7));
    }

    #[test]
    fn ordinary_words_of_the_same_kind_are_fine() {
        for text in [
            "Alarms go off above 80 %.",
            "Disks attached to a machine are encrypted.",
            "A volume is attached to one machine only, and the attached disks are encrypted.",
            "Support is the same as the previous year.",
            "We follow up on the next working day.",
            "Volymer som är anslutna krypteras, se [policyn](https://example.com/policy).",
            "Keys are rotated before they end.",
            "The keys are kept as described above in this answer.",
            "Nycklarna hanteras som beskrivits ovan i detta svar.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]), [], "{text}");
        }
    }
}
