//! The templates of the pages, and what a house puts in their place.

use std::collections::BTreeMap;

use minijinja::Environment;

use super::site::PublishError;
use crate::markup;

/// The templates by name, as they come with the program.
pub const TEMPLATES: [(&str, &str); 6] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("index.html", include_str!("templates/index.html")),
    ("entry.html", include_str!("templates/entry.html")),
    ("facts.html", include_str!("templates/facts.html")),
    ("style.css", STYLE),
    ("script.js", SCRIPT),
];
/// The style of the pages.
pub(super) const STYLE: &str = include_str!("templates/style.css");
/// The script of the first page.
pub(super) const SCRIPT: &str = include_str!("templates/script.js");

/// The templates of a run.
#[derive(Clone, Debug)]
pub struct Templates {
    texts: BTreeMap<&'static str, String>,
}

impl Default for Templates {
    fn default() -> Self {
        Self { texts: TEMPLATES.into_iter().map(|(name, text)| (name, with_line_feeds(text))).collect() }
    }
}

/// A text with the line ends that a browser makes of all others before it compares a hash of the policy.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl Templates {
    /// Puts a text in the place of the template of that name.
    ///
    /// # Errors
    /// [`PublishError::Template`]: no template has that name, or a style or script would end its own element.
    pub fn replace(&mut self, name: &str, text: String) -> Result<(), PublishError> {
        let refused = |why: String| PublishError::Template { name: name.to_owned(), why };
        let Some(place) = self.texts.iter_mut().find(|(own, _)| **own == name).map(|(_, text)| text) else {
            let known: Vec<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
            return Err(refused(format!("no template has that name; there are {}", known.join(", "))));
        };
        // In HTML these end the element whatever stands around them, also inside a text or a comment.
        if !name.ends_with(".html") && (text.contains("</") || text.contains("<!--")) {
            return Err(refused(
                "it may not hold `</` or `<!--`, since it stands inside the pages".to_owned(),
            ));
        }
        *place = with_line_feeds(&text);
        Ok(())
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// The HTML templates, ready to be rendered.
    pub(super) fn environment(&self) -> Result<Environment<'_>, PublishError> {
        let failed = |name: &str, error: &minijinja::Error| PublishError::template(name, error);
        let mut environment = markup::environment().map_err(|error| failed("layout.html", &error))?;
        for (name, text) in self.texts.iter().filter(|(name, _)| name.ends_with(".html")) {
            environment.add_template(name, text).map_err(|error| failed(name, &error))?;
        }
        Ok(environment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_place_of_the_template_of_its_name_and_of_no_other() {
        let mut templates = Templates::default();
        templates.replace("style.css", "p { color: red }".into()).unwrap();
        assert_eq!(templates.text("style.css"), "p { color: red }");
        assert_eq!(templates.text("script.js"), SCRIPT);
        let error = templates.replace("styles.css", String::new()).unwrap_err();
        assert!(error.to_string().contains("style.css"), "{error}");
        assert!(templates.replace("script.js", "x = \"</script>\"".into()).is_err());
    }

    #[test]
    fn line_ends_are_those_that_a_browser_hashes() {
        let mut templates = Templates::default();
        templates.replace("style.css", "a {}\r\nb {}\rc {}\n".into()).unwrap();
        assert_eq!(templates.text("style.css"), "a {}\nb {}\nc {}\n");
        assert!(TEMPLATES.iter().all(|(name, _)| !Templates::default().text(name).contains('\r')));
    }

    #[test]
    fn a_template_that_cannot_be_read_is_named_with_its_line() {
        let mut templates = Templates::default();
        templates.replace("entry.html", "<p>\n{% if %}".into()).unwrap();
        let error = templates.environment().unwrap_err().to_string();
        assert!(error.contains("entry.html:2"), "{error}");
    }

    #[test]
    fn only_answers_style_and_data_go_into_a_page_unescaped() {
        let raw: Vec<&str> = TEMPLATES
            .iter()
            .flat_map(|(_, template)| template.split("{{").skip(1))
            .filter_map(|rest| rest.split("}}").next())
            .filter(|inside| inside.contains("safe"))
            .map(str::trim)
            .collect();
        assert_eq!(
            raw,
            ["page.style|safe", "entry.html|safe", "data|safe", "script|safe", "entry.html|safe"]
        );
        assert!(TEMPLATES.iter().all(|(_, template)| !template.contains("autoescape")));
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }

    #[test]
    fn the_templates_name_no_address_of_their_own() {
        assert!(TEMPLATES.iter().all(|(_, text)| !text.contains("://")));
    }
}
