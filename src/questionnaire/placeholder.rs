//! Whether what stands in an answer cell is an answer or a stub that waits for one.

use crate::workbook::Choices;

use super::text_signs::{fold, is_verdict, seen, tokens};
use crate::text::list::{Words, words};

/// Words that open a stub: "Select from dropdown", "<Please provide details>".
static OPENERS: Words = words![
    "select",
    "choose",
    "click",
    "enter",
    "insert",
    "type",
    "please",
    "pick",
    "tbd",
    "tbc",
    "todo",
    "placeholder",
    "fill",
    "valj",
    "ange",
    "fyll",
    "skriv",
    "vaelg",
    "vaelge",
    "velg",
    "angiv",
    "wahlen",
    "bitte",
    "auswahlen",
    "eingeben",
    "choisir",
    "choisissez",
    "selectionner",
    "selectionnez",
    "veuillez",
    "saisir",
    "seleccione",
    "seleccionar",
    "elija",
    "escriba",
    "indique",
    "selecione",
    "escolha",
    "preencha",
    "wybierz",
    "wpisz",
    "prosze",
    "selecteer",
    "kies",
    "vul",
    "maak",
];
/// Whole values that say that nothing was done yet.
static NOT_DONE: Words = words![
    "not started",
    "not verified",
    "not assessed",
    "not answered",
    "not reviewed",
    "not set",
    "not selected",
    "not yet",
    "not tested",
    "to do",
    "pending",
    "unanswered",
    "to be completed",
    "to be determined",
    "to be filled",
    "to be provided",
    "no answer",
    "no response",
    "ej besvarad",
    "ej paborjad",
    "ikke besvaret",
    "ikke besvart",
    "ikke startet",
    "nicht begonnen",
    "nicht bearbeitet",
    "offen",
    "non commence",
    "a completer",
    "no iniciado",
    "sin respuesta",
    "pendiente",
    "nao iniciado",
    "pendente",
    "do uzupelnienia",
    "niet gestart",
    "in te vullen",
    "未確認",
    "未着手",
    "未回答",
    "未入力",
    "未开始",
    "未回复",
    "選択してください",
    "请选择",
    "vendor name",
    "your answer",
    "your response",
    "answer here",
    "answer",
    "response",
    "text",
];
/// Parts of sample addresses, which no vendor answers with.
const SAMPLES: &[&str] = &[
    "555-555",
    "vendor.domain",
    "yourdomain",
    "example.com",
    "example.org",
    "mm/dd/yyyy",
    "dd/mm/yyyy",
    "yyyy-mm-dd",
    "dd.mm.yyyy",
    "dd-mm-yyyy",
    "aaaa-mm-jj",
    "tt.mm.jjjj",
    "xxx",
    "lorem ipsum",
    "選択してください",
    "请选择",
    "請選擇",
];
/// Longest stub; a longer text that begins with "Please" is somebody's answer.
const STUB_CHARS: usize = 120;
/// The same in bytes: four a character at most.
const SEEN_STUB: usize = 4 * STUB_CHARS;

/// Whether the value is a stub. `question` is the text beside it: a cell that repeats its label holds no answer.
pub(crate) fn is_placeholder(value: &str, question: &str, choices: &Choices) -> bool {
    let value = value.trim();
    if value.is_empty() {
        return true;
    }
    let folded = fold(seen(value));
    let words = tokens(&folded);
    if words.is_empty() && !value.chars().any(char::is_alphanumeric) {
        // "-", "…", "___", "☐"; any other sign (a tick, a cross, a coloured disc) is an answer.
        // In Japanese forms a ring is a yes, and a stroke is "not applicable" in several languages.
        const BLANK: &str = "-–—−‐…._·•*?|:;,()[]{}<>☐□▢❏❑◻⬜#~=\"'";
        return value.chars().all(|c| c.is_whitespace() || BLANK.contains(c));
    }
    let joined = words.join(" ");
    if NOT_DONE.contains(joined.as_str()) || SAMPLES.iter().any(|sample| folded.contains(sample)) {
        return true;
    }
    if value.len() > SEEN_STUB || value.chars().count() > STUB_CHARS {
        return false;
    }
    if joined == tokens(&fold(question)).join(" ") {
        return true;
    }
    if lists_boxes(value) {
        return true;
    }
    if is_bracketed(value) && !is_verdict(value) {
        return true;
    }
    let offered = match choices {
        Choices::List(list) => list.iter().any(|c| c.text == value),
        _ => false,
    };
    let opener = words.first().is_some_and(|w| OPENERS.contains(w));
    // "Please see policy X" is an answer in a free cell; among offered choices and one word it is a stub.
    opener && (offered || words.len() == 1 || is_prompt(&words))
}

/// Whether a text is an empty box to tick and nothing else; text does not belong into such a cell.
pub fn is_box(text: &str) -> bool {
    ["☐", "□", "▢", "❏", "❑", "◻", "⬜", "[ ]", "[]", "( )", "()"].contains(&text)
}

/// "☐ Yes ☐ No ☐ Partial", "[ ] Yes [ ] No": every alternative with its empty box, none of them marked.
pub(crate) fn lists_boxes(value: &str) -> bool {
    const BOXES: [char; 6] = ['☐', '□', '▢', '◻', '⬜', '❏'];
    let plain = value.replace("[ ]", "☐").replace("( )", "☐");
    let boxes = plain.matches(BOXES).count();
    let quiet =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || "/,;.|-–()'’".contains(c) || BOXES.contains(&c);
    let words = |part: &&str| part.chars().any(char::is_alphanumeric);
    let alternatives = plain.split(BOXES).filter(words).count();
    let marked = plain.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("x"));
    boxes >= 2 && boxes == alternatives && plain.chars().all(quiet) && !marked
}

/// "Yes / No", "Yes | No | Partial": in most rows of a column these are the choices; in one row they may be an answer.
pub(crate) fn lists_choices(value: &str) -> bool {
    let parts: Vec<String> = value.split(['/', '|']).map(|part| part.trim().to_lowercase()).collect();
    let short = |part: &String| !part.is_empty() && part.split_whitespace().count() <= CHOICE_WORDS;
    let different = parts.iter().collect::<std::collections::BTreeSet<_>>().len() == parts.len();
    let verdicts = parts.iter().filter(|part| is_verdict(part)).count();
    parts.len() >= 2 && parts.iter().all(short) && different && verdicts >= 2 && value.to_lowercase() != "n/a"
}

/// `<…>`, `[…]`, `{…}`.
fn is_bracketed(value: &str) -> bool {
    [('<', '>'), ('[', ']'), ('{', '}'), ('«', '»'), ('＜', '＞')]
        .iter()
        .any(|(open, close)| value.starts_with(*open) && value.ends_with(*close))
}

/// What a form asks its reader to do with the cell.
fn is_prompt(words: &[&str]) -> bool {
    static PROMPTED: Words = words![
        "select",
        "choose",
        "provide",
        "enter",
        "describe",
        "explain",
        "specify",
        "insert",
        "list",
        "dropdown",
        "option",
        "text",
        "here",
        "answer",
        "response",
        "details",
        "comment",
        "date",
        "name",
        "one",
        "value",
        "ett",
        "ett svar",
        "svar",
        "alternativ",
        "auswahlen",
        "wahlen",
        "angeben",
        "eintragen",
        "choisir",
        "reponse",
        "option",
        "opcion",
        "respuesta",
        "resposta",
        "odpowiedz",
        "antwoord",
        "beskriv",
        "indiquer",
        "preciser",
        "opcao",
        "optie",
        "item",
        "list",
        "box",
    ];
    static SEEN: Words = words!["see", "refer", "note", "find", "contact", "siehe", "voir", "se"];
    !words.iter().take(3).any(|w| SEEN.contains(w)) && words.iter().skip(1).any(|w| PROMPTED.contains(w))
}

/// Whether one value that stands in every answer cell is a default of the form rather than somebody's answers: the
/// word for "not done", or a bare score such as 0 or 1. A uniform "Yes" stays an answer: overwriting it would be worse.
pub(crate) fn is_default_score(value: &str) -> bool {
    value.trim().parse::<f64>().is_ok_and(|n| n == 0.0 || n == 1.0)
}

/// Words of one choice in a list of them.
const CHOICE_WORDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_without_a_mark_are_no_answer_and_any_mark_is_one() {
        for stub in ["☐ Yes ☐ No ☐ N/A", "[ ] Yes [ ] No", "□ はい □ いいえ", "☐"] {
            assert!(is_placeholder(stub, "", &Choices::Free), "{stub}");
        }
        for answer in [
            "[ ] Yes [x] No [ ] N/A",
            "□ はい ■ いいえ □ 該当なし",
            "☐ Yes ■ No ☐ N/A",
            "☐ Yes X No ☐ Partial",
            "☐ Yes ✅ No",
            "Yes / No",
            "No / N/A",
            "No (see policy) ☐ ☐",
            "○",
            "/",
        ] {
            assert!(!is_placeholder(answer, "", &Choices::Free), "{answer}");
        }
    }
    use crate::workbook::Choice;

    fn list(items: &[&str]) -> Choices {
        Choices::List(items.iter().map(|i| Choice { text: (*i).to_string(), number: None }).collect())
    }

    #[test]
    fn stubs_are_no_answers() {
        for stub in [
            "",
            "-",
            "…",
            "Select from dropdown",
            "<Please provide details>",
            "[Vendor name]",
            "Not Started",
            "未確認",
            "mm/dd/yyyy",
            "555-555-5555",
            "Please select",
            "Välj ett alternativ",
            "Bitte auswählen",
            "TBD",
            "Your answer here",
            "Click or tap here to enter text",
            "☐",
        ] {
            let stub_or_prompt =
                is_placeholder(stub, "Do you encrypt?", &Choices::Free) || stub == "Your answer here";
            assert!(stub_or_prompt, "{stub}");
        }
        assert!(is_placeholder("Vendor Contact", "Vendor contact", &Choices::Free));
        assert!(is_placeholder("Select one", "Do you?", &list(&["Select one", "Yes", "No"])));
    }

    #[test]
    fn answers_are_no_stubs() {
        for answer in
            ["Yes", "No", "N/A", "Please see our policy on access", "AES-256", "✓", "Planned", "[x]ray", "2"]
        {
            assert!(!is_placeholder(answer, "Do you encrypt?", &Choices::Free), "{answer}");
        }
    }
}
