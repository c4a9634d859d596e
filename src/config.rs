//! `trustfill.toml`: what a house sets once. Flags go over it; unknown keys are refused.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer};

use crate::answer::{HouseChoices, Vendor};
use crate::knowledge::Audience;
use crate::lint::Settings;
use crate::text::{Language, plain_message};

/// The name of the file.
pub const FILE_NAME: &str = "trustfill.toml";

/// What the file may say; every key is optional.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The folder of the knowledge base, relative to the file.
    pub knowledge: Option<PathBuf>,
    /// Whom answers are for, where no flag says so.
    pub audience: Option<Audience>,
    /// Which products answers are for, where no flag says so: a name, or a list of names; none means that nobody said.
    #[serde(deserialize_with = "names")]
    pub product: Vec<String>,
    /// The language of questions and answers (`en`, `sv`), instead of finding it row by row.
    pub language: Option<String>,
    /// The probability from which an entry is suggested, 0 to 1.
    pub suggest_from: Option<f64>,
    /// Whether addresses of evidence go into the form.
    pub with_evidence: bool,
    /// The house's own words for verdicts.
    pub choices: HouseChoices,
    /// What the house says of itself: name, address, contacts.
    pub vendor: Vendor,
    /// Levels and settings of the rules of the check.
    pub check: Settings,
}

/// A name, or several.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a name is wanted, as \"compute\", or a list of names")]
enum Names {
    One(String),
    Several(Vec<String>),
}

fn names<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match Names::deserialize(from)? {
        Names::One(name) => vec![name],
        Names::Several(names) => names,
    })
}

/// Why the file could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .line.map(|l| format!("line {l}: ")).unwrap_or_default())]
pub struct ConfigError {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: String,
}

impl Config {
    /// Reads the text of the file.
    ///
    /// # Errors
    /// [`ConfigError`] for bad TOML, an unknown key or a value out of its range.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError {
            line: error.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1),
            message: plain_message(error.message()),
        })?;
        if config.suggest_from.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
            return Err(ConfigError { line: None, message: "suggest-from is a probability, 0 to 1".into() });
        }
        if let Some(message) = config.vendor.bad_label() {
            return Err(ConfigError { line: None, message: format!("vendor.labels: {message}") });
        }
        if let Some(key) = config.vendor.empty_key() {
            return Err(ConfigError { line: None, message: format!("vendor: `{key}` is empty") });
        }
        if let Err(error) = config.check.checked() {
            return Err(ConfigError { line: None, message: error.to_string() });
        }
        if let Some(code) = &config.language
            && Language::from_code(code).is_none()
        {
            return Err(ConfigError {
                line: None,
                message: format!("language `{code}` is not known; known are en and sv"),
            });
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_sets_nothing() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn an_unknown_key_names_its_line() {
        let error = Config::parse("language = \"en\"\nknowlege = \"x\"\n").unwrap_err();
        assert_eq!(error.line, Some(2));
        assert!(error.to_string().contains("knowlege"), "{error}");
    }

    #[test]
    fn values_out_of_range_are_refused() {
        assert!(Config::parse("suggest-from = 3.0").is_err());
        assert!(Config::parse("language = \"xx\"").is_err());
        assert!(Config::parse("audience = \"everyone\"").is_err());
    }

    #[test]
    fn what_the_house_says_of_itself_may_not_be_empty() {
        let config = Config::parse("[vendor]\nname = \"Acme AB\"\n").unwrap();
        assert_eq!(config.vendor.stated("Vendor name").map(|s| s.value), Some("Acme AB"));
        let error = Config::parse("[vendor]\nname = \"\"\n").unwrap_err();
        assert_eq!(error.to_string(), "vendor: `name` is empty");
    }

    #[test]
    fn a_product_is_a_name_or_a_list_of_names() {
        assert_eq!(Config::parse("product = \"compute\"").unwrap().product, ["compute"]);
        assert_eq!(Config::parse("product = [\"compute\", \"dns\"]").unwrap().product, ["compute", "dns"]);
        let error = Config::parse("product = 3").unwrap_err().to_string();
        assert!(error.contains("or a list of names"), "{error}");
    }

    #[test]
    fn rules_of_the_check_have_levels_and_an_unknown_rule_names_its_line() {
        let config =
            Config::parse("[check]\nold-draft = \"allow\"\n[check.settings]\nsoon-days = 7\n").unwrap();
        assert_eq!(config.check.soon_days, 7);
        let error = Config::parse("[check]\nold-draft = \"warn\"\nold-drafts = \"warn\"\n").unwrap_err();
        assert_eq!(error.line, Some(3));
        assert!(error.to_string().contains("there is no rule `old-drafts`"), "{error}");
        let error = Config::parse("[check]\nold-draft = \"forbid\"\n").unwrap_err();
        assert_eq!(error.line, Some(2), "{error}");
        assert!(Config::parse("[check.settings]\ntags = [\"\"]\n").is_err());
    }

    #[test]
    fn a_house_adds_its_own_words_for_verdicts() {
        let config =
            Config::parse("[choices]\nyes = [\"Grade A\"]\nnot-applicable = [\"Out of scope\"]\n").unwrap();
        assert_eq!(config.choices.yes, ["Grade A"]);
    }
}
