//! Text of a file to an entry. Pure: the file is read elsewhere.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use super::audience::Audience;
use super::base::{Category, CategoryTranslation, Claim, Contact, Organisation, OrganisationTranslation};
use super::entry::{Entry, Evidence, Review, Status, Translation, Verdict, Wording};
use super::error::KnowledgeError;
use super::front::FENCE;
use super::markdown::plain_text;
use crate::text::{Language, normalise, plain_message};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFront {
    question: String,
    #[serde(default)]
    also_asked: Vec<AlsoAsked>,
    verdict: Option<Verdict>,
    short: Option<String>,
    audience: Audience,
    status: Status,
    #[serde(default)]
    products: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    controls: Vec<String>,
    owner: String,
    reviewed: toml::value::Datetime,
    review_every: Option<String>,
    #[serde(default)]
    evidence: Vec<Evidence>,
    #[serde(default)]
    not_for: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslationFront {
    question: String,
    #[serde(default)]
    also_asked: Vec<AlsoAsked>,
    short: Option<String>,
    status: Option<Status>,
    reviewed: Option<toml::value::Datetime>,
    review_every: Option<String>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a wording is a text, or { q = \"…\", verdict = \"yes|no|partial|not-applicable\" }"
)]
enum AlsoAsked {
    Plain(String),
    WithVerdict(AskedWithVerdict),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedWithVerdict {
    q: String,
    verdict: Verdict,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryFront {
    title: String,
    #[serde(default)]
    order: i64,
    blurb: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationFront {
    title: String,
    blurb: Option<String>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(default)]
    contacts: Vec<Contact>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    products: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryTranslationFront {
    title: String,
    blurb: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationTranslationFront {
    title: String,
    blurb: Option<String>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(default)]
    contacts: Vec<Contact>,
    #[serde(default)]
    tags: BTreeMap<String, String>,
}

/// Reads `<category>/<id>.md`. `file` is the name for messages, `language` the base's own.
///
/// # Errors
/// [`KnowledgeError::File`] with the line: no front matter, bad TOML, an unknown key, audience or status, a missing
/// field, a bad date, no text.
pub fn parse_entry(
    file: &str,
    category: &str,
    id: &str,
    text: &str,
    language: Language,
) -> Result<Entry, KnowledgeError> {
    let (front, body, markdown) = read::<EntryFront>(file, text)?;
    required(file, "question", &front.question)?;
    required(file, "owner", &front.owner)?;
    product_names(file, &front.products)?;
    let wordings = wordings(&front.question, &front.also_asked, front.verdict, language);
    Ok(Entry {
        id: id.to_owned(),
        category: category.to_owned(),
        language,
        wordings,
        question: normalise(&front.question),
        verdict: front.verdict,
        answer: body,
        markdown,
        short: front.short,
        audience: front.audience,
        status: front.status,
        products: front.products,
        tags: front.tags,
        controls: front.controls,
        owner: front.owner,
        review: review(file, front.reviewed, front.review_every.as_deref())?,
        evidence: front.evidence,
        not_for: front.not_for,
        translations: Vec::new(),
    })
}

/// Reads `<category>/<id>.<language>.md` into the entry: its translation and its wordings.
///
/// # Errors
/// As [`parse_entry`].
pub fn parse_translation(
    file: &str,
    text: &str,
    language: Language,
    entry: &mut Entry,
) -> Result<(), KnowledgeError> {
    let (front, body, markdown) = read::<TranslationFront>(file, text)?;
    required(file, "question", &front.question)?;
    entry.wordings.extend(wordings(&front.question, &front.also_asked, entry.verdict, language));
    let review = match front.reviewed {
        Some(reviewed) => Some(review(file, reviewed, front.review_every.as_deref())?),
        None => None,
    };
    entry.translations.push(Translation {
        language,
        question: normalise(&front.question),
        answer: body,
        markdown,
        short: front.short,
        status: front.status,
        review,
    });
    entry.translations.sort_by_key(|t| t.language);
    Ok(())
}

/// Reads `<category>/_index.md`.
///
/// # Errors
/// As [`parse_entry`]; the text below the front matter may be empty.
pub fn parse_category(file: &str, id: &str, text: &str) -> Result<Category, KnowledgeError> {
    let (front, _) = front_matter::<CategoryFront>(file, text)?;
    Ok(Category {
        id: id.to_owned(),
        title: front.title,
        order: front.order,
        blurb: front.blurb,
        translations: Vec::new(),
    })
}

/// Reads the root's `_index.md`.
///
/// # Errors
/// As [`parse_category`]; also a language this version does not know.
pub fn parse_organisation(file: &str, text: &str) -> Result<Organisation, KnowledgeError> {
    let (front, _) = front_matter::<OrganisationFront>(file, text)?;
    addresses(file, &front.contacts)?;
    product_names(file, &front.products)?;
    let languages = front
        .languages
        .iter()
        .map(|code| {
            Language::from_code(code)
                .ok_or_else(|| at(file, None, format!("unknown language `{code}`; known are en and sv")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Organisation {
        title: front.title,
        blurb: front.blurb,
        claims: front.claims,
        contacts: front.contacts,
        languages,
        products: front.products,
        translations: Vec::new(),
    })
}

/// Reads `<category>/_index.<language>.md`.
///
/// # Errors
/// As [`parse_category`].
pub fn parse_category_translation(
    file: &str,
    text: &str,
    language: Language,
) -> Result<CategoryTranslation, KnowledgeError> {
    let (front, _) = front_matter::<CategoryTranslationFront>(file, text)?;
    Ok(CategoryTranslation { language, title: front.title, blurb: front.blurb })
}

/// Reads the root's `_index.<language>.md`.
///
/// # Errors
/// As [`parse_category`].
pub fn parse_organisation_translation(
    file: &str,
    text: &str,
    language: Language,
) -> Result<OrganisationTranslation, KnowledgeError> {
    let (front, _) = front_matter::<OrganisationTranslationFront>(file, text)?;
    addresses(file, &front.contacts)?;
    let OrganisationTranslationFront { title, blurb, claims, contacts, tags } = front;
    Ok(OrganisationTranslation { language, title, blurb, claims, contacts, tags })
}

fn at(file: &str, line: Option<usize>, message: impl Into<String>) -> KnowledgeError {
    KnowledgeError::File { file: file.to_owned(), line, message: message.into() }
}

fn required(file: &str, field: &str, value: &str) -> Result<(), KnowledgeError> {
    if value.trim().is_empty() { Err(at(file, None, format!("`{field}` is empty"))) } else { Ok(()) }
}

/// Signs of an address that would say more than whom to write to: in a `mailto:` link `?` begins a subject or copies, in
/// `security.txt` a line break begins another field.
const NO_ADDRESS: &str = "?&%#<>,;:\"\\";

/// Whether contacts can be written to: a name, one `@`, a host, and nothing that would be read as more than that.
fn addresses(file: &str, contacts: &[Contact]) -> Result<(), KnowledgeError> {
    let is_address = |email: &str| {
        let parts: Vec<&str> = email.split('@').collect();
        let sign = |c: char| c.is_whitespace() || c.is_control() || NO_ADDRESS.contains(c);
        matches!(parts.as_slice(), [name, host] if !name.is_empty() && !host.is_empty())
            && !email.contains(sign)
    };
    match contacts.iter().find(|contact| !is_address(&contact.email)) {
        Some(Contact { email, .. }) => Err(at(
            file,
            None,
            format!("`email` holds {email:?}, which is no address such as name@example.com"),
        )),
        None => Ok(()),
    }
}

/// Whether names of products can be typed behind a flag and told in a line: not empty, no blanks around them, no
/// control characters.
fn product_names(file: &str, names: &[String]) -> Result<(), KnowledgeError> {
    match names.iter().find(|name| name.is_empty() || name.trim() != *name || name.contains(char::is_control))
    {
        Some(name) => {
            Err(at(file, None, format!("`products` holds {name:?}, which is no name of a product")))
        }
        None => Ok(()),
    }
}

/// The front matter, the text below it as plain text, and that text as written.
fn read<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<(T, String, String), KnowledgeError> {
    let (front, body) = front_matter::<T>(file, text)?;
    let plain = plain_text(&body);
    if plain.is_empty() {
        return Err(at(file, Some(body_line(text)), "no answer stands below the front matter"));
    }
    Ok((front, plain, body.trim_matches('\n').to_owned()))
}

fn body_line(text: &str) -> usize {
    text.lines().count().max(1)
}

/// Splits and reads the front matter; the second part is the text below it, with `\n` line ends.
pub(crate) fn front_matter<T: for<'de> Deserialize<'de>>(
    file: &str,
    text: &str,
) -> Result<(T, String), KnowledgeError> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.split('\n');
    if lines.next().map(str::trim_end) != Some(FENCE) {
        return Err(at(file, Some(1), "the file does not start with a line `+++`"));
    }
    let mut front = String::new();
    let mut closed = false;
    for line in lines.by_ref() {
        if line.trim_end() == FENCE {
            closed = true;
            break;
        }
        front.push_str(line);
        front.push('\n');
    }
    if !closed {
        return Err(at(file, Some(1), "the front matter is not closed by a second line `+++`"));
    }
    let parsed = toml::from_str::<T>(&front).map_err(|error| {
        // The fence is line 1, the first line of TOML line 2.
        let line =
            error.span().map(|span| front.get(..span.start).unwrap_or(&front).matches('\n').count() + 2);
        at(file, line, plain_message(error.message()))
    })?;
    Ok((parsed, lines.collect::<Vec<_>>().join("\n")))
}

fn wordings(
    question: &str,
    also: &[AlsoAsked],
    verdict: Option<Verdict>,
    language: Language,
) -> Vec<Wording> {
    let first = Wording { text: normalise(question), language, verdict };
    let rest = also.iter().map(|asked| match asked {
        AlsoAsked::Plain(text) => Wording { text: normalise(text), language, verdict },
        AlsoAsked::WithVerdict(asked) => {
            Wording { text: normalise(&asked.q), language, verdict: Some(asked.verdict) }
        }
    });
    std::iter::once(first).chain(rest).filter(|w| !w.text.is_empty()).collect()
}

fn review(
    file: &str,
    reviewed: toml::value::Datetime,
    every: Option<&str>,
) -> Result<Review, KnowledgeError> {
    let bad = || {
        at(file, None, format!("`reviewed` is no date: {reviewed}; write it as 2026-11-23, without quotes"))
    };
    let date = reviewed.date.ok_or_else(bad)?;
    let date = Date::new(
        i16::try_from(date.year).map_err(|_| bad())?,
        i8::try_from(date.month).map_err(|_| bad())?,
        i8::try_from(date.day).map_err(|_| bad())?,
    )
    .map_err(|_| bad())?;
    let due =
        match every {
            None => None,
            Some(text) => {
                let span = span(text).ok_or_else(|| {
                    at(
                        file,
                        None,
                        format!(
                            "`review_every` is `{text}`; write it as \"12 months\", \"90 days\" or \"1 year\""
                        ),
                    )
                })?;
                Some(date.checked_add(span).map_err(|_| {
                    at(file, None, format!("`review_every` of {text} is beyond any calendar"))
                })?)
            }
        };
    Ok(Review { reviewed: date, due })
}

fn span(text: &str) -> Option<Span> {
    let (number, unit) = text.trim().split_once(char::is_whitespace)?;
    let number: i64 = number.parse().ok().filter(|n| *n > 0 && *n < 10_000)?;
    match unit.trim().trim_end_matches('s') {
        "day" => Some(Span::new().days(number)),
        "week" => Some(Span::new().weeks(number)),
        "month" => Some(Span::new().months(number)),
        "year" => Some(Span::new().years(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\nquestion = \"Is data encrypted?\"\nalso_asked = [\"Encryption\", { q = \"Is any disk left plain?\", verdict = \"no\" }]\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"security\"\nreviewed = 2026-01-31\nreview_every = \"1 month\"\n+++\nYes. **All** of it.\n";

    fn parse(text: &str) -> Result<Entry, KnowledgeError> {
        parse_entry("a/b.md", "a", "b", text, Language::English)
    }

    #[test]
    fn a_contact_whose_address_says_more_than_whom_to_write_to_is_refused() {
        let text = |email: &str| {
            format!("+++\ntitle = \"T\"\n[[contacts]]\ntitle = \"C\"\nemail = \"{email}\"\n+++\n")
        };
        for good in ["a@b.example", "first.o'last+tag@b-c.example"] {
            assert!(parse_organisation("_index.md", &text(good)).is_ok(), "{good}");
        }
        for bad in [
            "a@b.c\\nExpires: 2099",
            "a@b.c?bcc=x@y.z",
            "a@b.c%0Ax",
            "<a@b.c>",
            "a b@c.d",
            "a@",
            "@b.c",
            "a",
            "a@b@c",
            "",
        ] {
            assert!(parse_organisation("_index.md", &text(bad)).is_err(), "{bad}");
            let own = parse_organisation_translation("_index.sv.md", &text(bad), Language::Swedish);
            assert!(own.unwrap_err().to_string().contains("_index.sv.md"), "{bad}");
        }
    }

    #[test]
    fn an_entry_reads_whole() {
        let entry = parse(GOOD).unwrap();
        assert_eq!(entry.answer, "Yes. All of it.");
        assert_eq!(entry.wordings.len(), 3);
        assert_eq!(entry.wordings[1].verdict, Some(Verdict::Yes));
        assert_eq!(entry.wordings[2].verdict, Some(Verdict::No));
        assert_eq!(entry.review.due.unwrap().to_string(), "2026-02-28");
    }

    #[test]
    fn byte_order_mark_and_windows_line_ends_are_fine() {
        let windows = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
        assert_eq!(parse(&windows).unwrap(), parse(GOOD).unwrap());
    }

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let unknown = GOOD.replace("owner", "onwer");
        assert!(parse(&unknown).unwrap_err().to_string().starts_with("could not read a/b.md:"));
        let audience = GOOD.replace("\"public\"", "\"pubic\"");
        let message = parse(&audience).unwrap_err().to_string();
        assert!(message.starts_with("could not read a/b.md:5:"), "{message}");
    }

    #[test]
    fn an_audience_has_no_default() {
        let missing = GOOD.replace("audience = \"public\"\n", "");
        assert!(parse(&missing).unwrap_err().to_string().contains("audience"));
    }

    #[test]
    fn a_missing_text_or_fence_or_a_bad_date_is_refused() {
        assert!(parse("question = 1").is_err());
        assert!(parse(&GOOD.replace("Yes. **All** of it.", " ")).is_err());
        assert!(parse(&GOOD.replace("2026-01-31", "2026-02-31")).is_err());
        assert!(parse(&GOOD.replace("1 month", "now and then")).is_err());
    }
}
