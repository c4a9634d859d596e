//! What marks a row beside its question: that it counts only after another answer, that it must or may be answered.

use std::sync::LazyLock;

use super::super::phrases::Phrases;
use super::super::text_signs::{fold, leading_id, tokens, within};
use super::candidates::Header;
use super::grid::Grid;

/// Bytes of a text in which its opening words stand.
const OPENING_BYTES: usize = 120;

/// Headers over marks of what must be answered, folded.
static MUST_HEADERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "mandatory, required, response required, answer required, obligatory, must should, m o, optional, requirement type",
        "obligatorisk, obligatoriskt, ska bor, skall bor, kravtyp, pakraevet, pakrevd, skal bor",
        "pflicht, pflichtfeld, verbindlich, muss soll, muss kann, obligatoire, obligatorio, obligatoria, obligatorio opcional",
        "obrigatorio, obowiazkowe, wymagane, verplicht",
    ])
});
/// The same in ideographic languages.
const MUST_IDEOGRAPHS: &[&str] = &["必須", "必填"];

/// Marks below such a header.
const MUST: &[&str] = &[
    "yes",
    "y",
    "x",
    "m",
    "mandatory",
    "required",
    "must",
    "shall",
    "true",
    "ja",
    "j",
    "ska",
    "skall",
    "skal",
    "krav",
    "ska krav",
    "skall krav",
    "obligatorisk",
    "obligatoriskt",
    "pflicht",
    "muss",
    "oui",
    "obligatoire",
    "si",
    "obligatorio",
    "sim",
    "obrigatorio",
    "tak",
    "obowiazkowe",
    "verplicht",
    "必須",
    "必填",
    "是",
    "○",
    "✓",
    "✔",
];
const MAY: &[&str] = &[
    "no",
    "n",
    "o",
    "optional",
    "may",
    "should",
    "false",
    "nej",
    "nein",
    "bor",
    "bor krav",
    "valfritt",
    "valfri",
    "frivillig",
    "frivilligt",
    "soll",
    "kann",
    "non",
    "facultatif",
    "opcional",
    "nao",
    "nie",
    "nee",
    "optioneel",
    "任意",
    "否",
];

/// Openings of rows that count only after another answer, by language. "In case of an incident" asks by itself; "in case
/// of a yes" does not.
static CONDITIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        // en
        "if yes, if no, if so, if not, if applicable, if answered, if the answer, if your answer, if you answered, \
         if any, where applicable",
        // sv
        "om ja, om nej, om sa, om inte, om svaret, om tillampligt, om ni svarat, om ni har svarat, i sa fall, vid ja, \
         vid nej, i forekommande fall",
        // da, no
        "hvis ja, hvis nej, hvis nei, hvis svaret, hvis ikke, hvis relevant, i sa fald, i sa fall, i bekraeftende fald, \
         i bekreftende fall, dersom ja, dersom nei, dersom svaret",
        // de
        "falls ja, falls nein, falls nicht, falls zutreffend, falls die antwort, falls vorhanden, wenn ja, wenn nein, \
         wenn nicht, wenn zutreffend, wenn die antwort, sofern ja, sofern nein, sofern zutreffend, bei ja, bei nein, \
         bei antwort ja, bejahendenfalls, im falle einer bejahung, im bejahenden fall",
        // fr
        "si oui, si non, si c est le cas, si ce n est pas le cas, si tel est le cas, si la reponse, si votre reponse, \
         si applicable, si vous avez repondu, dans l affirmative, dans la negative, le cas echeant, en cas de reponse",
        // es
        "en caso afirmativo, en caso negativo, en caso de que, en caso de respuesta, en caso de ser, \
         si la respuesta, si su respuesta, si es asi, si no es asi, si aplica, si procede, si corresponde, \
         si ha respondido, \
         de ser asi, en ese caso, en tal caso, en su caso",
        // pt
        "se sim, se nao, se a resposta, se aplicavel, se respondeu, em caso afirmativo, em caso negativo, \
         em caso positivo, em caso de resposta, caso afirmativo, caso sim, caso a resposta, caso positivo",
        // pl
        "jesli tak, jesli nie, jezeli tak, jezeli nie, jesli odpowiedz, jezeli odpowiedz, jesli dotyczy, jezeli dotyczy, \
         w przypadku odpowiedzi",
        // nl
        "zo ja, zo nee, zo niet, indien ja, indien nee, indien van toepassing, indien het antwoord, als ja, als nee, \
         als het antwoord",
        "so ja",
    ])
});

/// "If yes, …", "If so", "Om ja", "Falls ja", "Si oui".
pub(super) fn is_conditional(text: &str) -> bool {
    let text = within(leading_id(text).map_or(text, |(_, rest)| rest), OPENING_BYTES);
    let folded = fold(text);
    let mut words = tokens(&folded);
    // "a) If yes"
    if words.first().is_some_and(|w| w.len() == 1)
        && text.trim_start().chars().nth(1).is_some_and(|c| c == ')' || c == '.')
    {
        words.remove(0);
    }
    let no_longer = words.starts_with(&["if", "no", "longer"]);
    (!no_longer && CONDITIONS.open(&words).is_some())
        || ["はいの場合", "如是", "如果是", "「はい」の場合", "若是", "如选", "いいえの場合", "如有"]
            .iter()
            .any(|o| text.starts_with(o))
}

/// A trailing star, or a word in brackets.
pub(super) fn mandatory(text: &str) -> Option<bool> {
    const OPTIONAL: &[&str] =
        &["(optional)", "(valfritt)", "(frivillig)", "(facultatif)", "(opcional)", "(任意)", "（任意）"];
    const REQUIRED: &[&str] =
        &["(required)", "(mandatory)", "(obligatorisk)", "(obligatoire)", "(obligatorio)", "(必須)"];
    if !text.contains(['(', '（']) {
        return text.trim_end().ends_with('*').then_some(true);
    }
    let lower = text.to_lowercase();
    if OPTIONAL.iter().any(|o| lower.contains(o)) {
        return Some(false);
    }
    (text.trim_end().ends_with('*') || REQUIRED.iter().any(|r| lower.contains(r))).then_some(true)
}

/// A column that marks what must be answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    column: u32,
    /// Headed "Optional": a yes below it says that the row may stay open.
    inverted: bool,
}

impl Marks {
    /// The column headed "Mandatory", "Ska/Bör" or the like.
    pub(super) fn under(header: &Header) -> Option<Self> {
        header.cells.iter().find_map(|(column, cell)| {
            // "Mandatory (Yes/No)"
            let folded = fold(cell.text.split(['(', '（']).next().unwrap_or_default());
            let words = tokens(&folded);
            let whole = MUST_HEADERS.open(&words).is_some_and(|length| length == words.len());
            let heads = whole || MUST_IDEOGRAPHS.contains(&folded.trim());
            heads.then(|| Self { column: *column, inverted: words == ["optional"] })
        })
    }

    /// What the column says of a row.
    pub(super) fn of(self, grid: &Grid, row: u32) -> Option<bool> {
        let mark = grid.text(row, self.column);
        let says = must(mark)?;
        let named = matches!(fold(mark.trim()).as_str(), "optional" | "mandatory" | "required");
        Some(says != (self.inverted && !named))
    }
}

fn must(mark: &str) -> Option<bool> {
    let folded = fold(mark.trim());
    let word = if folded.contains(char::is_alphanumeric) { tokens(&folded).join(" ") } else { folded };
    let is = |list: &[&str]| list.iter().any(|known| fold(known) == word);
    if is(MUST) { Some(true) } else { is(MAY).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditional_rows_are_known_by_how_they_begin() {
        for text in [
            "If yes, describe it",
            "4.2 If so, when?",
            "Om ja, beskriv",
            "Falls ja, bitte erläutern",
            "Si oui, lesquels",
            "I så fall, hur ofta?",
            "Om svaret är nej: varför inte?",
            "Wenn nein, bitte begründen",
            "Sofern ja, seit wann?",
            "Dans l'affirmative, précisez la durée",
            "Si c'est le cas, indiquez le prestataire",
            "En caso afirmativo, indique el alcance",
            "De ser así, ¿con qué frecuencia?",
            "a) If yes, who?",
        ] {
            assert!(is_conditional(text), "{text}");
        }
        for text in [
            "Is it known if yes or no?",
            "If no longer needed, is data erased?",
            "En caso de incidente, ¿se informa al cliente?",
            "Si votre entreprise grandit, qui contrôle ?",
        ] {
            assert!(!is_conditional(text), "{text}");
        }
    }

    #[test]
    fn a_mark_in_a_column_of_its_own_is_read_by_its_word() {
        assert_eq!(must("Mandatory"), Some(true));
        assert_eq!(must("Ska-krav"), Some(true));
        assert_eq!(must(" Bör "), Some(false));
        assert_eq!(must("Optional"), Some(false));
        assert_eq!(must("Depends on tier"), None);
        assert_eq!(must(""), None);
    }

    #[test]
    fn stars_and_words_in_brackets_mark_a_row() {
        assert_eq!(mandatory("Do you patch?*"), Some(true));
        assert_eq!(mandatory("Other remarks (optional)"), Some(false));
        assert_eq!(mandatory("Do you patch?"), None);
    }
}
