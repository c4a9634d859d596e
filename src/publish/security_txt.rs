//! `security.txt` (RFC 9116): whom to tell of a vulnerability.

use jiff::Span;

use super::site::Options;
use crate::knowledge::{ContactKind, Public, View};
use crate::text::Language;

/// Where the file stands: where RFC 9116 has it, and at the root, where older tools look and a site below the root of its
/// host is copied from.
pub(super) const PLACES: [&str; 2] = [".well-known/security.txt", "security.txt"];
/// Days that the file is good for. RFC 9116 wants less than a year, so that nobody writes to an address of long ago; half
/// a year leaves a house that publishes each quarter one run to miss.
const GOOD_FOR_DAYS: i64 = 180;

/// The file, where a contact is known for security.
pub(super) fn security_txt(
    view: &View<Public>,
    languages: &[Language],
    options: &Options<'_>,
) -> Option<String> {
    let contacts = view.organisation.contacts.iter().filter(|c| c.kind == Some(ContactKind::Security));
    let mut text: String = contacts.map(|contact| format!("Contact: mailto:{}\n", contact.email)).collect();
    if text.is_empty() {
        return None;
    }
    let expires = options.today.checked_add(Span::new().days(GOOD_FOR_DAYS)).ok()?;
    text.push_str(&format!("Expires: {expires}T00:00:00Z\n"));
    let codes: Vec<&str> = languages.iter().filter_map(|language| language.code()).collect();
    text.push_str(&format!("Preferred-Languages: {}\n", codes.join(", ")));
    if let Some(base) = options.base_url {
        text.push_str(&format!("Canonical: {base}/{}\n", PLACES[0]));
    }
    Some(text)
}
