//! The order of a Swedish question behind a request: "beskriv hur ni hanterar" asks what "hur hanterar ni" asks.

/// The words with the clause behind "beskriv hur ni …" in the order of a question.
pub(super) fn in_question_order<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let asked = match words {
        ["beskriv" | "förklara" | "ange", rest @ ..] => rest,
        ["redogör", "för", rest @ ..] => rest,
        ["ni", "ska" | "skall" | "måste", "beskriva" | "förklara" | "ange", rest @ ..] => rest,
        ["ni", "ska" | "skall" | "måste", "redogöra", "för", rest @ ..] => rest,
        _ => return words.to_vec(),
    };
    match asked {
        // A verb in the present; an adverb or a modal verb would change places too.
        ["hur", "ni", verb, rest @ ..]
            if verb.ends_with('r') && !matches!(*verb, "har" | "får" | "bör" | "är" | "när") =>
        {
            [&["hur", *verb, "ni"], rest].concat()
        }
        _ => words.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_takes_the_order_of_its_question() {
        let words: Vec<&str> = "beskriv hur ni hanterar nycklar".split(' ').collect();
        assert_eq!(in_question_order(&words).join(" "), "hur hanterar ni nycklar");
        let modal: Vec<&str> = "beskriv hur ni ska hantera nycklar".split(' ').collect();
        assert_eq!(in_question_order(&modal), modal);
    }
}
