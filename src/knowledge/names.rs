//! Names that files of a base, and addresses in it, may have.

/// The file that describes a folder, and what it and its translations begin with.
pub(crate) const INDEX: &str = "_index.md";
pub(crate) const INDEX_STEM: &str = "_index.";

/// Signs that end an address, or begin something else, in a link or in a header: `?bcc=`, a second address, a name.
const NOT_IN_ADDRESS: &[char] = &['?', '&', '<', '>', '%', '#', ',', ';', ':', '"', '(', ')', '[', ']', '\\'];

/// Whether the name of a file, without its folder, is that of an index or of a translation of one.
pub(crate) fn is_index(name: &str) -> bool {
    name.starts_with(INDEX_STEM) && name.ends_with(".md")
}

/// Whether a text can be the id of an entry or of a category: the name of a file or folder that the loader looks at, that
/// every system can write, and that no blank makes look like another.
pub(crate) fn is_id(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && !name.starts_with('.')
        && !name.ends_with('~')
        && !name.contains(|c: char| matches!(c, '/' | '\\') || c.is_control())
}

/// Whether a text is one address of mail, and nothing that a link or a line of `security.txt` would read as more.
pub(super) fn is_email(text: &str) -> bool {
    let stray = |c: char| c.is_whitespace() || c.is_control() || NOT_IN_ADDRESS.contains(&c);
    match text.split_once('@') {
        Some((who, host)) => {
            !who.is_empty() && !host.is_empty() && !host.contains('@') && !text.contains(stray)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_and_carries_nothing_else() {
        for good in ["a@b.example", "first.last+tag@sub.example", "säkerhet@åre.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.c",
            "a@",
            "a@b@c",
            "a@b.c ",
            "a b@c.d",
            "a@b.c\nExpires: 2099",
            "a@b.c?bcc=x@y.z",
            "a@b.c&x",
            "A <a@b.c>",
            "a@b.c,d",
            "a@b.c%0Ax",
            "mailto:a@b.c",
        ] {
            assert!(!is_email(bad), "{bad:?}");
        }
    }

    #[test]
    fn an_id_is_a_name_that_every_system_can_write() {
        for good in ["encryption-at-rest", "Åtkomst", "a b"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", " ", "x ", "\u{a0}x", ".x", "x~", "a/b", "a\\b", "a\nb", "a\u{7}"] {
            assert!(!is_id(bad), "{bad:?}");
        }
    }
}
