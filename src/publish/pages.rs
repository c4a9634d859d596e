//! The pages: one that holds everything, and one for each entry, in each language.

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::answers::faq;
use super::entry::{EntryShown, TagShown, language_of, text_of};
use super::site::{Content, Options, PublishError, folder, slug};
use super::words::{Words, words};
use crate::knowledge::{Claim, Contact, ContactKind, Entry};
use crate::markup::policy;
use crate::text::Language;

/// Entries of its category that the page of an entry leads to. All of them on each page make a site that grows with the
/// square of a category; so many are on a screen, and the first page has the rest.
const NEIGHBOURS: usize = 8;

/// What every page shows.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'a str,
    lang: &'static str,
    words: &'static Words,
    title: &'a str,
    blurb: Option<&'a str>,
    sample: bool,
    /// The way to the first page of this language.
    index: &'static str,
    /// The way to the root of the site.
    top: String,
    /// This page in every language.
    languages: Vec<LanguageLink>,
    /// The address of this page, where the site's is known.
    canonical: Option<String>,
    contacts: Vec<ContactShown<'a>>,
    security_txt: bool,
    published: String,
}

#[derive(Serialize)]
struct LanguageLink {
    code: &'static str,
    name: &'static str,
    href: String,
    /// Its address, where the site's is known.
    address: Option<String>,
    current: bool,
}

#[derive(Serialize)]
struct ContactShown<'a> {
    title: &'a str,
    email: &'a str,
    security: bool,
}

#[derive(Serialize)]
struct ClaimShown<'a> {
    title: &'a str,
    text: &'a str,
    /// The entry that says more, where it is published.
    entry: Option<String>,
}

#[derive(Serialize)]
struct CategoryShown<'a> {
    slug: String,
    title: &'a str,
    blurb: Option<&'a str>,
    entries: Vec<EntryShown<'a>>,
}

#[derive(Serialize)]
struct TagCount {
    #[serde(flatten)]
    tag: TagShown,
    count: usize,
}

#[derive(Serialize)]
struct IndexPage<'a> {
    page: Page<'a>,
    claims: Vec<ClaimShown<'a>>,
    categories: Vec<CategoryShown<'a>>,
    tags: Vec<TagCount>,
    total: usize,
    /// The questions and answers as JSON-LD.
    data: &'a str,
    script: &'a str,
}

#[derive(Serialize)]
struct EntryPage<'a> {
    page: Page<'a>,
    entry: EntryShown<'a>,
    category: &'a str,
    category_slug: String,
    /// Entries beside it in the category.
    more: Vec<MoreShown<'a>>,
}

#[derive(Serialize)]
struct MoreShown<'a> {
    slug: String,
    lang: &'static str,
    question: &'a str,
}

/// Every page by its path.
pub(super) fn pages(
    content: &Content<'_>,
    options: &Options<'_>,
) -> Result<BTreeMap<String, String>, PublishError> {
    let environment = options.templates.environment()?;
    let mut files = BTreeMap::new();
    for language in content.languages.iter().copied() {
        let folder = folder(content, language);
        files.insert(format!("{folder}index.html"), index(content, options, &environment, language)?);
        for (at, entry) in content.entries.iter().enumerate() {
            let page = entry_page(content, options, &environment, at, language)?;
            files.insert(format!("{folder}e/{}.html", entry.id), page);
        }
    }
    Ok(files)
}

fn index(
    content: &Content<'_>,
    options: &Options<'_>,
    environment: &Environment<'_>,
    language: Language,
) -> Result<String, PublishError> {
    let data = faq(content, language)?;
    let script = options.templates.text("script.js");
    let shown = IndexPage {
        page: page(content, options, language, None, &[&data, script]),
        claims: claims(content, language),
        categories: categories(content, options, language),
        tags: tags(content, language),
        total: content.entries.len(),
        data: &data,
        script,
    };
    render(environment, "index.html", &shown)
}

fn entry_page(
    content: &Content<'_>,
    options: &Options<'_>,
    environment: &Environment<'_>,
    at: usize,
    language: Language,
) -> Result<String, PublishError> {
    let entry = content.entries[at];
    let category = content.view.category(&entry.category);
    let more = neighbours(&content.entries, at).map(|other| {
        let own = language_of(other, language);
        let lang = own.code().unwrap_or_default();
        MoreShown { slug: slug(&other.id), lang, question: text_of(other, own).0 }
    });
    let shown = EntryPage {
        page: page(content, options, language, Some(entry), &[]),
        entry: EntryShown::of(content, entry, language, options.today),
        category: category.map_or("", |category| category.in_language(language).0),
        category_slug: slug(&entry.category),
        more: more.collect(),
    };
    render(environment, "entry.html", &shown)
}

/// The entries nearest to one in its category, at most [`NEIGHBOURS`]; those of a category stand together.
fn neighbours<'e>(entries: &'e [&'e Entry], at: usize) -> impl Iterator<Item = &'e Entry> {
    let own = |other: &&&Entry| other.category == entries[at].category;
    let before = entries[..at].iter().rev().take_while(own).take(NEIGHBOURS).count();
    let behind = entries[at + 1..].iter().take_while(own).take(NEIGHBOURS).count();
    // Half on each side; what one side lacks the other may have.
    let left = before.min(NEIGHBOURS.saturating_sub(behind).max(NEIGHBOURS / 2));
    let right = behind.min(NEIGHBOURS - left);
    entries[at - left..at].iter().chain(&entries[at + 1..=at + right]).copied()
}

fn render(environment: &Environment<'_>, name: &str, shown: &impl Serialize) -> Result<String, PublishError> {
    let template = environment.get_template(name);
    let page = template.and_then(|template| template.render(Serde(shown)));
    page.map_err(|error| PublishError::template(name, &error))
}

/// What the page of an entry, or the first page, shows beside its own.
fn page<'a>(
    content: &Content<'a>,
    options: &Options<'a>,
    language: Language,
    entry: Option<&Entry>,
    scripts: &[&str],
) -> Page<'a> {
    let organisation = &content.view.organisation;
    let own = organisation.translations.iter().find(|t| t.language == language);
    let style = options.templates.text("style.css");
    let here = folder(content, language);
    let ups = usize::from(!here.is_empty()) + usize::from(entry.is_some());
    let top = "../".repeat(ups);
    let file = entry.map_or("index.html".to_owned(), |entry| format!("e/{}.html", slug(&entry.id)));
    // A first page has the shorter address of its folder.
    let address = |folder: &str| {
        let file = if entry.is_some() { file.as_str() } else { "" };
        options.base_url.map(|base| format!("{base}/{folder}{file}"))
    };
    let languages = content.languages.iter().map(|other| {
        let folder = folder(content, *other);
        LanguageLink {
            code: other.code().unwrap_or_default(),
            name: words(*other).name,
            href: format!("{top}{folder}{file}"),
            address: address(&folder),
            current: *other == language,
        }
    });
    let contacts = match own {
        Some(own) if !own.contacts.is_empty() => &own.contacts,
        _ => &organisation.contacts,
    };
    Page {
        policy: policy(style, scripts),
        style,
        lang: language.code().unwrap_or_default(),
        words: words(language),
        title: own.map_or(&organisation.title, |own| &own.title),
        blurb: own.and_then(|own| own.blurb.as_deref()).or(organisation.blurb.as_deref()),
        sample: content.view.sample,
        index: if entry.is_some() { "../index.html" } else { "index.html" },
        languages: languages.collect(),
        canonical: address(&here),
        contacts: contacts.iter().map(contact).collect(),
        security_txt: content.security_txt,
        published: options.today.to_string(),
        top,
    }
}

fn contact(contact: &Contact) -> ContactShown<'_> {
    let Contact { title, email, kind } = contact;
    ContactShown { title, email, security: *kind == Some(ContactKind::Security) }
}

fn claims<'a>(content: &Content<'a>, language: Language) -> Vec<ClaimShown<'a>> {
    let organisation = &content.view.organisation;
    let own = organisation.translations.iter().find(|t| t.language == language);
    let claims = own.map(|own| &own.claims).filter(|claims| !claims.is_empty());
    let published = |id: &&String| content.entries.iter().any(|entry| entry.id == **id);
    let shown = claims.unwrap_or(&organisation.claims).iter().map(|Claim { title, text, entry }| {
        ClaimShown { title, text, entry: entry.as_ref().filter(published).map(|id| slug(id)) }
    });
    shown.collect()
}

fn categories<'a>(
    content: &Content<'a>,
    options: &Options<'_>,
    language: Language,
) -> Vec<CategoryShown<'a>> {
    let shown = content.view.categories.iter().map(|category| {
        let (title, blurb) = category.in_language(language);
        let entries = content.entries.iter().filter(|entry| entry.category == category.id);
        CategoryShown {
            slug: slug(&category.id),
            title,
            blurb,
            entries: entries.map(|e| EntryShown::of(content, e, language, options.today)).collect(),
        }
    });
    shown.filter(|category| !category.entries.is_empty()).collect()
}

/// The tags of all entries, the most frequent first.
fn tags(content: &Content<'_>, language: Language) -> Vec<TagCount> {
    let mut counts: BTreeMap<String, TagCount> = BTreeMap::new();
    for tag in content.entries.iter().flat_map(|entry| super::entry::tags_of(content, entry, language)) {
        counts.entry(tag.slug.clone()).or_insert(TagCount { tag, count: 0 }).count += 1;
    }
    let mut tags: Vec<TagCount> = counts.into_values().collect();
    tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.tag.label.cmp(&b.tag.label)));
    tags
}
