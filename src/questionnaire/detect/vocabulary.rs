//! The header words of twelve languages, folded, with their weights.

use super::header_words::Role;

/// Words that hardly stand over any other column.
pub(crate) const STRONG: f32 = 1.0;
/// Words that usually mean this in a form, but have other uses.
pub(crate) const PLAIN: f32 = 0.75;
/// Words that only count together with what stands in the column.
pub(crate) const WEAK: f32 = 0.45;

/// Phrases of one role and weight.
pub(crate) struct Entry {
    pub(crate) role: Role,
    pub(crate) weight: f32,
    /// Separated by comma and blank.
    pub(crate) phrases: &'static str,
}

const fn entry(role: Role, weight: f32, phrases: &'static str) -> Entry {
    Entry { role, weight, phrases }
}

/// All of it. Order does not matter: the longest phrase wins.
pub(crate) const ENTRIES: &[Entry] = &[
    entry(
        Role::Question,
        STRONG,
        "question, questions, control question, assessment question, checklist item, inquiry, query, \
         assessment objective, assessment objectives, \
         question text, questionnaire item, fraga, fragor, kontrollfraga, sporgsmal, sporsmal, frage, \
         fragen, pruffrage, kontrollfrage, fragestellung, pregunta, preguntas, pergunta, perguntas, \
         questao, questoes, pytanie, pytania, vraag, vragen, 質問, 質問事項, 質問内容, 設問, 設問内容, 问题, 問題, 问卷内容, \
         チェック項目, 確認項目, チェックリスト項目, 检查项, domanda",
    ),
    entry(
        Role::Question,
        PLAIN,
        "requirement, requirements, verification requirement, krav, kravtext, kravbeskrivning, \
         kravspecifikation, anforderung, anforderungen, exigence, exigences, requisito, requisitos, \
         wymaganie, wymagania, eis, eisen, vereiste, vereisten, criterion, criteria, 要求事項, 要件, 要求, 确认事项, \
         確認事項, 評価項目, 检查内容, 評估項目, control description, control statement, security requirement, \
         information requested, item description, request, check, ask, control requirement, verification, \
         checkpoint, controlefrage, controlevraag, beskrivning av krav, medida de seguridad, mesure de securite, \
         sicherheitsmassnahme, security measure, sakerhetsatgard, control point, control objective, kontrollpunkt, \
         punto de control, point de controle, ponto de controle, punkt kontrolny, controlepunt",
    ),
    entry(
        Role::Question,
        WEAK,
        "evidence requested, document requested, requested item, point of focus, control, controls, statement, description, item, items, test name, test, practice, activity, \
         kontroll, kontrol, kontrolle, controle, controles, mesure, medida, measure, massnahme, \
         kriterium, kryterium, critere, criterio, subcategory, specification, atgard, 項目, 内容, 対策, 管理策, \
         项目, 控制, descripcion, descricao, beschreibung, opis, omschrijving, title, name, text",
    ),
    entry(
        Role::Answer,
        STRONG,
        "answer, answers, response, responses, reply, replies, svar, leverantorssvar, antwort, antworten, \
         lieferantenantwort, reponse, reponses, respuesta, respuestas, resposta, respostas, odpowiedz, \
         odpowiedzi, antwoord, antwoorden, 回答, 回答欄, ご回答, 答え, 答案, 答复, 回复, risposta, your answer, vendor \
         answer, supplier answer, selected answer",
    ),
    entry(
        Role::Answer,
        PLAIN,
        "compliance, compliant, complies, comply, conformity, conformance, status, maturity level, \
         maturity score, maturity, implementation status, self assessment, compliance status, in place, \
         uppfyllt, uppfylls, uppfyller, uppfyllnad, efterlevnad, opfyldt, opfyldes, oppfylt, oppfylles, \
         erfullt, erfullungsgrad, umsetzungsstatus, umgesetzt, reifegrad, conforme, conformite, cumple, \
         cumplimiento, cumprimento, atende, estado, statut, zgodnosc, spelnia, spelnione, voldoet, \
         voldaan, 対応状況, 実施状況, 状況, ステータス, 状态, 状態, 判定, 符合性, 是否符合, 符合情况, 評価, implementado, mis en oeuvre, \
         met, selection, nivel de madurez, niveau de maturite, nivel de maturidade, mognadsniva, modenhed, modenhetsniva, \
         poziom dojrzalosci, volwassenheidsniveau, implementation level, tillampning, umsetzung",
    ),
    entry(
        Role::Answer,
        WEAK,
        "current, current maturity, current score, current tier, current level, provided, finding, aplica, applies, anwendbar, tillampligt, applicabile, done, completed, fulfilled, achieved, checked, klart, utfort, erledigt, fait, hecho, feito, gereed, \
         valid, result, assessment, current state, implemented, value, input, finding status, level of \
         compliance, resultat, ergebnis, resultado, wynik, resultaat, 結果, 结果, choice, option, score",
    ),
    entry(
        Role::Comment,
        STRONG,
        "comment, comments, remark, remarks, note, notes, explanation, explanations, additional \
         information, additional comments, additional details, kommentar, kommentarer, anmarkning, \
         anmarkningar, bemaerkning, bemaerkninger, merknad, merknader, bemerkung, bemerkungen, anmerkung, \
         anmerkungen, kommentare, erlauterung, erlauterungen, commentaire, commentaires, remarque, \
         remarques, precisions, comentario, comentarios, observacion, observaciones, observacao, \
         observacoes, komentarz, komentarze, uwagi, opmerking, opmerkingen, toelichting, コメント, 備考, 补充说明, \
         备注, 備註, 説明, 说明, 補足, 意见, commento, note e commenti, implementation notes, implementation \
         description, beschreibung der umsetzung, umsetzungsbeschreibung, beskrivning av uppfyllnad, \
         description de la mise en oeuvre, response details, answer details",
    ),
    entry(
        Role::Comment,
        PLAIN,
        "ovrigt, oevrigt, other, sonstiges, autre, autres, otros, outros, inne, overig, その他, 其他, \
         details, detail, justification, rationale, clarification, supporting information, elaboration, \
         motivering, fortydligande, begrundelse, begrunnelse, uddybning, utdyping, begrundung, \
         justificacion, justificativa, uzasadnienie, onderbouwing, narrative, explain, please describe, \
         please explain, beskriv, forklaring, beskrivning, additional info, further information, \
         description of implementation, modalita di soddisfacimento, motivazione, osservazioni, 结果记录, 情况说明, 现状描述, how is it met, how implemented, how met, how it is met, hur kravet uppfylls, \
         sa uppfylls kravet, policies processes and procedures, wie umgesetzt, como se cumple, comment c est fait, compensating controls, 補足説明, 理由",
    ),
    entry(
        Role::Comment,
        WEAK,
        "evidence, supporting documentation, documentation, reference, references, link, links, document \
         reference, bevis, nachweis, nachweise, preuve, preuves, justificatif, evidencia, evidencias, \
         dowody, bewijs, 証跡, 证据, 証拠, 根拠, proof, attachment, attachments, supporting evidence, \
         implementation, referens, dokumentation",
    ),
    entry(
        Role::Id,
        STRONG,
        "id, ids, no, nr, num, number, nummer, numero, numer, ref, ref id, refid, question id, question \
         number, question no, control id, control number, item no, lp, code, kod, identifier, \
         identifiant, identificador, kenmerk, 番号, 項番, 管理番号, 编号, 編號, 序号, 序號, no id, lfd, serial, sr, sno, \
         qid, krav id, kravnr, kravnummer, question ref, reference number, reference no, identifikator, \
         nro, 項目番号, #id",
    ),
    entry(
        Role::Section,
        PLAIN,
        "section, category, domain, area, topic, subject, theme, group, chapter, clause, function, \
         family, sub category, subdomain, sub area, subarea, avsnitt, omrade, kategori, bereich, kapitel, \
         thema, domaine, categorie, rubrique, chapitre, seccion, categoria, ambito, dominio, secao, \
         obszar, kategoria, sekcja, dzial, onderwerp, gebied, hoofdstuk, rubriek, themengebiet, \
         kategorie, カテゴリ, カテゴリー, 分類, 分野, 区分, 大項目, 中項目, 小項目, 类别, 分类, 领域, 章节, 模块, main area, design area, \
         control domain, domain title, amne, emne, tema, control family, security domain, capitulo, grupo",
    ),
    entry(Role::Section, WEAK, "control title, heading, rubrik, overskrift, titel, titre, titulo"),
    entry(
        Role::Guidance,
        STRONG,
        "guidance, guideline, guidelines, instruction, instructions, hint, hints, help, example, \
         examples, reason for, reason for question, follow up, more info, more information, additional \
         guidance, vagledning, hjalptext, exempel, vejledning, veiledning, hinweis, hinweise, anleitung, \
         hilfe, hilfestellung, beispiel, beispiele, ausfullhinweise, aide, exemple, exemples, conseils, \
         guia, ayuda, ejemplo, ejemplos, orientacao, orientacoes, ajuda, exemplo, wskazowki, pomoc, \
         przyklad, voorbeeld, voorbeelden, ガイダンス, 記入例, 回答例, 例, 示例, 指南, 填写说明, expected evidence, required evidence, evidence \
         required, evidence examples, requested evidence, testing procedure, testing procedures, test \
         procedure, supplemental guidance, expected answer, explanatory notes, clarification of question, \
         question guidance, expected testing",
    ),
    entry(Role::Guidance, PLAIN, "objective, objectives, purpose, intent, mal, ziel, syfte, zweck, training"),
    entry(
        Role::Reviewer,
        STRONG,
        "reviewer, analyst, assessor, auditor, evaluator, weight, weighting, max score, points, internal \
         use, office use, verified by, rating, risk rating, risk level, gewichtung, viktning, poang, \
         reviewed by, approved by, review notes, analyst notes, internal notes, internal comment, \
         compliant response, preferred response, preferred answer, ideal answer, correct answer, score \
         mapping, assessor notes, auditor comments, review status, reviewer comments, evaluation, follow \
         up required, previous answer, previous response, last year, auto response, reporting \
         instruction, responsibilities, csc responsibilities, remediation",
    ),
    entry(Role::Assessable, STRONG, "assessable, to be assessed, auditable"),
    entry(
        Role::Property,
        STRONG,
        "answer type, response type, question type, type of answer, type, input type, format, field type, \
         svarstyp, antworttyp, svartype, type de reponse, tipo de respuesta, tipo de resposta, response \
         required, answer required, mandatory, required, obligatory, optional, obligatorisk, \
         obligatoriskt, pflicht, obligatoire, obligatorio, priority, severity, criticality, level, \
         importance, prioritet, prioritat, priorite, prioridad, depth, version, answer options, possible \
         answers, response options, allowed values, answer format, question ordering, order, 必須, 任意, 重要度, \
         必填, lookup, has file, applicable to, applicability, svarsalternativ, antwortoptionen, options, choices, alternatives, options de reponse, opciones, meaning",
    ),
    entry(
        Role::Foreign,
        STRONG,
        "price, cost, costs, amount, quantity, qty, budget, email, e mail, phone, telephone, mobile, \
         likelihood, probability, impact, due date, deadline, owner, risk owner, source, \
         relationship, mapping, start date, end date, hours, asset, assets, currency, invoice, salary, \
         department, recommendation, recommendations, pris, kostnad, belopp, antal, \
         telefon, epost, preis, kosten, betrag, menge, prix, montant, quantite, precio, importe, \
         cantidad, preco, valor, cena, kwota, ilosc, prijs, bedrag, aantal, 金額, 価格, 单价, strength of \
         relationship, first name, last name, surname, address, city, country, month, year, quarter, \
         supplier name, task, tasks, wbs, start, end, duration, milestone, sprint, complete, percent complete, planned, actual, variance, total, mitigation, residual risk, expected result, \
         expected results, expected outcome, actual result, actual results, tester, test step, steps, \
         location, serial number, purchase date, assigned to, assignee, responsible, risk description",
    ),
];

/// Pairs of yes and no; ideographs stand undivided in a header.
pub(crate) const YES_NO: &[(&str, &str)] = &[
    ("yes", "no"),
    ("y", "n"),
    ("ja", "nej"),
    ("ja", "nei"),
    ("ja", "nein"),
    ("ja", "nee"),
    ("j", "n"),
    ("oui", "non"),
    ("si", "no"),
    ("sim", "nao"),
    ("tak", "nie"),
    ("はい", "いいえ"),
    ("是", "否"),
];

/// The party that sent the form; its columns are not ours to fill.
pub(crate) const CUSTOMER_PARTY: &[&str] = &[
    "analyst",
    "assessor",
    "auditor",
    "reviewer",
    "evaluator",
    "customer",
    "client",
    "buyer",
    "purchaser",
    "csc",
    "internal",
    "institution",
    "kundens",
    "bestallaren",
    "bestallarens",
    "kunde",
    "auftraggeber",
    "cliente",
    "klant",
    "opdrachtgever",
    "zamawiajacy",
    "zamawiajacego",
    "kundes",
    "auftraggebers",
    "kunden",
    "besteller",
    "bestellers",
    "koper",
    "acheteur",
    "comprador",
    "compradora",
    "contratante",
    "contractante",
    "indkober",
    "indkobers",
    "innkjoper",
    "innkjopers",
    "oppdragsgiver",
    "oppdragsgivers",
    "ordregiver",
    "kupujacy",
    "kupujacego",
];

/// Prepositions of languages whose compounds begin with the head.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "de", "del", "da", "do", "des", "du", "of", "on", "for", "sur", "sobre", "a", "la", "zu", "zur", "zum",
    "till", "to", "av", "om", "af", "von", "over", "uber", "o",
];

/// Phrases that hold a header word but name a subject of security, as section names do.
pub(crate) const NO_HEADER: &[&str] = &[
    "incident response",
    "emergency response",
    "change control",
    "access control",
    "access controls",
    "quality control",
    "response plan",
    "response time",
    "response team",
    "security controls",
    "security requirements",
    "risk assessment",
    "vulnerability assessment",
    "impact assessment",
    "security policy",
    "legal requirements",
    "general requirements",
    "document control",
    "version control",
    "control framework",
    "privacy requirements",
    "penetration test",
    "regulatory compliance",
    "compliance management",
    "audit and compliance",
    "policy compliance",
    "asset management",
    "security assessment",
    "business impact",
    "test and development",
    "source code",
    "general information",
];
