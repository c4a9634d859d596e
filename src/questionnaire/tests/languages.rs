//! Headers and questions of twelve languages.

use super::super::testing::{Tab, cells, read};

#[test]
fn forms_in_twelve_languages_are_read_alike() {
    let forms: &[(&[&str], &[&str])] = &[
        (&["No", "Question", "Answer", "Comments"], &["Do you test backups?", "Describe how logs are kept"]),
        (
            &["Nr", "Fråga", "Svar", "Kommentar"],
            &["Testas säkerhetskopior årligen?", "Beskriv hur loggar sparas"],
        ),
        (
            &["Nr.", "Spørgsmål", "Svar", "Bemærkninger"],
            &["Har I en beredskabsplan?", "Beskriv jeres proces"],
        ),
        (&["Nr", "Spørsmål", "Svar", "Merknad"], &["Har dere en beredskapsplan?", "Beskriv prosessen"]),
        (
            &["Nr.", "Frage", "Antwort", "Bemerkung"],
            &["Gibt es einen Notfallplan?", "Beschreiben Sie das Verfahren"],
        ),
        (
            &["N°", "Question", "Réponse", "Commentaires"],
            &["Les journaux sont-ils conservés ?", "Décrivez la procédure"],
        ),
        (
            &["N.º", "Pregunta", "Respuesta", "Observaciones"],
            &["¿Se cifran las copias?", "Describa la gestión"],
        ),
        (&["Nº", "Pergunta", "Resposta", "Observações"], &["As cópias são cifradas?", "Descreva a gestão"]),
        (&["Lp.", "Pytanie", "Odpowiedź", "Uwagi"], &["Czy kopie są testowane?", "Opisz sposób zarządzania"]),
        (&["Nr", "Vraag", "Antwoord", "Toelichting"], &["Is er een noodplan?", "Beschrijf het beheer"]),
        (
            &["番号", "質問", "回答", "備考"],
            &["バックアップを取得していますか。", "手順を説明してください。"],
        ),
        (&["序号", "问题", "答复", "备注"], &["数据是否加密？", "请描述备份流程。"]),
    ];
    for (header, questions) in forms {
        let tab = Tab::new("1").row(header).row(&["1", questions[0]]).row(&["2", questions[1]]);
        let read = read(&[tab]);
        assert_eq!(cells(&read.sheets[0]), ["B2 > C2, D2", "B3 > C3, D3"], "{header:?}");
    }
}

#[test]
fn requirements_in_other_languages_are_read_with_their_headings() {
    let form = &read(&[Tab::new("Krav")
        .rows(&[
            &["Nr", "Krav", "Uppfylls (Ja/Nej)", "Kommentar"],
            &["", "Åtkomst"],
            &["1", "Leverantören ska logga all åtkomst."],
            &["2", "Leverantören ska avsluta konton inom en dag."],
        ])
        .list("C3:C4", "Ja,Nej")])
    .sheets[0];
    assert_eq!(cells(form), ["B3 > C3, D3", "B4 > C4, D4"]);
    assert_eq!(form.questions[0].section.as_deref(), Some("Åtkomst"));
}

#[test]
fn one_column_of_questions_in_chinese_is_a_form() {
    let form =
        &read(&[Tab::new("问卷").rows(&[&["问题"], &["数据是否加密？"], &["备份保存多久？"]])]).sheets[0];
    assert_eq!(cells(form), ["A2 > -, -", "A3 > -, -"]);
}
