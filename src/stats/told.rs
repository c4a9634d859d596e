//! The figures as text and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Due, Stats};
use crate::text::Language;

/// Version of the JSON; a change that breaks a reader counts it up.
const SCHEMA: u32 = 1;
/// Names that a line lists; the JSON has all of them.
const LISTED: usize = 8;

/// The figures for a person. Parts of a framework without any entry bear a hyphen.
pub fn stats_text(stats: &Stats) -> String {
    let drafts = stats.drafts.len();
    let title = if stats.title.is_empty() { "knowledge base" } else { &stats.title };
    let mut out = format!(
        "{title} ({}{}): {} entries, {} approved, {drafts} drafts\n",
        stats.audience.as_str(),
        match stats.only_products.as_slice() {
            [] => String::new(),
            products => format!("; products {}", products.join(", ")),
        },
        stats.entries,
        stats.entries - drafts
    );
    let mut line = |label: &str, text: String| out.push_str(&format!("  {label:<18}{text}\n"));
    line("audience", counted(stats.audiences.iter().map(|(audience, count)| (audience.as_str(), *count))));
    line("languages", counted(stats.languages.iter().map(|(language, count)| (code(*language), *count))));
    let w = stats.wordings;
    line(
        "wordings",
        format!("{}; an entry has {} (median), from {} to {}", w.total, w.median, w.fewest, w.most),
    );
    line("one wording only", listed(&stats.single_wording));
    line("drafts", listed(&stats.drafts));
    line("tags", counted(names(&stats.tags)));
    if !stats.products.is_empty() {
        line("products", counted(names(&stats.products)));
    }
    line("stale", listed(&shown(&stats.stale)));
    line("stale soon", format!("{} (within {} days)", listed(&shown(&stats.soon)), stats.soon_days));
    line("without controls", listed(&stats.without_controls));
    if !stats.other_frameworks.is_empty() {
        line("other frameworks", counted(names(&stats.other_frameworks)));
    }
    out.push_str("\nCategories\n");
    for category in &stats.categories {
        let drafts = match category.drafts {
            0 => String::new(),
            drafts => format!(", {drafts} drafts"),
        };
        out.push_str(&format!("{:>5}  {} ({}){drafts}\n", category.entries, category.title, category.id));
    }
    for framework in &stats.frameworks {
        let gaps = framework.gaps().count();
        let all = framework.parts.len();
        out.push_str(&format!(
            "\n{}: entries in {} of {all} {}\n",
            framework.name,
            all - gaps,
            framework.unit
        ));
        for part in &framework.parts {
            let count = if part.entries == 0 { "-".to_owned() } else { part.entries.to_string() };
            out.push_str(&format!("{count:>5}  {:<4} {}\n", part.code, part.name));
        }
    }
    out
}

fn code(language: Language) -> &'static str {
    language.code().unwrap_or("other")
}

fn names(counts: &BTreeMap<String, usize>) -> impl Iterator<Item = (&str, usize)> {
    counts.iter().map(|(name, count)| (name.as_str(), *count))
}

fn counted<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let parts: Vec<String> = counts.map(|(name, count)| format!("{name} {count}")).collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

fn shown(dues: &[Due]) -> Vec<String> {
    dues.iter().map(|due| format!("{} ({}, {})", due.entry, due.due, due.owner)).collect()
}

fn listed(names: &[String]) -> String {
    match names.len() {
        0 => "none".to_owned(),
        count if count <= LISTED => format!("{count}: {}", names.join(", ")),
        count => format!("{count}: {}, …", names[..LISTED].join(", ")),
    }
}

/// The figures for a script.
pub fn stats_json(stats: &Stats) -> Value {
    let dues = |dues: &[Due]| -> Value {
        dues.iter()
            .map(|due| json!({"entry": due.entry, "owner": due.owner, "due": due.due.to_string()}))
            .collect()
    };
    json!({
        "schema": SCHEMA,
        "title": stats.title,
        "audience": stats.audience.as_str(),
        "only_products": stats.only_products,
        "today": stats.today.to_string(),
        "entries": stats.entries,
        "drafts": stats.drafts,
        "categories": stats.categories.iter().map(|category| json!({
            "id": category.id,
            "title": category.title,
            "entries": category.entries,
            "drafts": category.drafts,
        })).collect::<Vec<_>>(),
        "audiences": stats.audiences.iter().map(|(audience, count)| (audience.as_str(), *count)).collect::<BTreeMap<_, _>>(),
        "languages": stats.languages.iter().map(|(language, count)| (code(*language), *count)).collect::<BTreeMap<_, _>>(),
        "tags": stats.tags,
        "products": stats.products,
        "wordings": {
            "total": stats.wordings.total,
            "fewest": stats.wordings.fewest,
            "median": stats.wordings.median,
            "most": stats.wordings.most,
        },
        "single_wording": stats.single_wording,
        "frameworks": stats.frameworks.iter().map(|framework| json!({
            "name": framework.name,
            "parts": framework.parts.iter().map(|part| json!({
                "code": part.code,
                "name": part.name,
                "entries": part.entries,
                "controls": part.controls,
            })).collect::<Vec<_>>(),
            "gaps": framework.gaps().map(|part| part.code).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "other_frameworks": stats.other_frameworks,
        "without_controls": stats.without_controls,
        "stale": dues(&stats.stale),
        "soon_days": stats.soon_days,
        "soon": dues(&stats.soon),
    })
}
