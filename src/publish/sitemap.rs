//! `sitemap.xml`: the addresses of the pages, for search engines.

use super::entry::{language_of, review_of};
use super::site::{Content, folder, slug};

/// The sitemap of a site at `base_url`; entries bear the day of their review.
pub(super) fn sitemap(content: &Content<'_>, base_url: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // All that XML would read otherwise; a slug holds none of it, the address may.
    let base = base_url.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;");
    for language in content.languages.iter().copied() {
        let folder = folder(content, language);
        out.push_str(&format!("<url><loc>{base}/{folder}</loc></url>\n"));
        for entry in &content.entries {
            let own = language_of(entry, language);
            let (reviewed, _) = review_of(entry, own, entry.review.reviewed);
            let slug = slug(&entry.id);
            out.push_str(&format!(
                "<url><loc>{base}/{folder}e/{slug}.html</loc><lastmod>{reviewed}</lastmod></url>\n"
            ));
        }
    }
    out.push_str("</urlset>\n");
    out
}
