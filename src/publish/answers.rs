//! The answers for machines: `answers.json`, and the data of the first page.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::entry::{EvidenceShown, evidence_of, language_of, review_of, text_of};
use super::html::html;
use super::site::{Content, Options, PublishError, folder, slug};
use crate::knowledge::plain_text;
use crate::text::Language;

/// The version of `answers.json`; another one may lack or rename a key.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Answers<'a> {
    schema: u32,
    title: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sample: bool,
    published: String,
    languages: Vec<&'static str>,
    categories: Vec<Value>,
    entries: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    category: &'a str,
    verdict: Option<&'static str>,
    tags: &'a [String],
    controls: &'a [String],
    products: &'a [String],
    reviewed: String,
    review_due: Option<String>,
    evidence: Vec<EvidenceShown<'a>>,
    texts: Map<String, Value>,
}

/// `answers.json`: every published entry with its texts as plain text; addresses are full where the site's is known,
/// else seen from this file.
pub(super) fn answers(content: &Content<'_>, options: &Options<'_>) -> Result<String, PublishError> {
    let categories = content.view.categories.iter();
    let categories = categories.filter(|c| content.entries.iter().any(|e| e.category == c.id)).map(|c| {
        let titles = content
            .languages
            .iter()
            .filter_map(|language| Some((language.code()?.to_owned(), c.in_language(*language).0.into())));
        json!({ "id": c.id, "titles": titles.collect::<Map<String, Value>>() })
    });
    let base = options.base_url.map(|base| format!("{base}/")).unwrap_or_default();
    let entries = content.entries.iter().map(|entry| {
        let own = content.languages.iter().filter(|language| language_of(entry, **language) == **language);
        let texts = own.filter_map(|language| {
            let (question, markdown) = text_of(entry, *language);
            let page = format!("{base}{}e/{}.html", folder(content, *language), slug(&entry.id));
            let answer = plain_text(markdown);
            let text = json!({ "question": question, "answer": answer, "page": page });
            Some((language.code()?.to_owned(), text))
        });
        let (reviewed, due) = review_of(entry, entry.language, options.today);
        Answer {
            id: &entry.id,
            category: &entry.category,
            verdict: entry.verdict.map(|verdict| verdict.as_str()),
            tags: &entry.tags,
            controls: &entry.controls,
            products: &entry.products,
            reviewed: reviewed.to_string(),
            review_due: due.map(|day| day.to_string()),
            evidence: evidence_of(entry, options.today),
            texts: texts.collect(),
        }
    });
    let answers = Answers {
        schema: SCHEMA_VERSION,
        title: &content.view.organisation.title,
        sample: content.view.sample,
        published: options.today.to_string(),
        languages: content.languages.iter().filter_map(|language| language.code()).collect(),
        categories: categories.collect(),
        entries: entries.collect(),
    };
    Ok(serde_json::to_string_pretty(&answers)? + "\n")
}

/// The questions of a first page as a FAQPage of schema.org, fit to stand in a script element. Entries that speak of some
/// products only are left out: it has no place to say so, and "Yes." would be read as said of all.
pub(super) fn faq(content: &Content<'_>, language: Language) -> Result<String, PublishError> {
    let questions = content.entries.iter().filter(|entry| entry.products.is_empty());
    let questions = questions.filter(|entry| language_of(entry, language) == language);
    let questions = questions.map(|entry| {
        let (question, markdown) = text_of(entry, language);
        let answer = json!({ "@type": "Answer", "text": html(markdown) });
        json!({ "@type": "Question", "name": question, "acceptedAnswer": answer })
    });
    let page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language.code(),
        "mainEntity": questions.collect::<Vec<_>>(),
    });
    // Neither the end of the element nor a comment can begin in it.
    Ok(serde_json::to_string(&page)?.replace('<', "\\u003c"))
}
