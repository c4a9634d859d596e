//! What a house sets for its check: `[check]` of trustfill.toml.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::finding::Level;
use super::rules::RULES;

/// Characters of an answer from which it no longer fits a cell that people read: some fifteen lines of a usual comment column.
const MAX_ANSWER_CHARS: u32 = 1_000;
/// Days before its end that a review or evidence is told: a month to have it looked at.
const SOON_DAYS: u32 = 30;
/// Days that a draft may wait: a quarter, after which nobody remembers what was to be decided.
const DRAFT_DAYS: u32 = 90;

/// Settings and levels of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Levels other than the rules' own, by code.
    pub levels: BTreeMap<String, Level>,
    /// The most characters of an answer.
    pub max_answer_chars: u32,
    /// How many days ahead the end of a review is told.
    pub soon_days: u32,
    /// How many days a draft may wait.
    pub draft_days: u32,
    /// Phrases that no entry may hold.
    pub forbidden: Vec<String>,
    /// Words that no public entry may hold, beside the built-in ones.
    pub non_public_words: Vec<String>,
    /// The tags that there are; none means any.
    pub tags: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            max_answer_chars: MAX_ANSWER_CHARS,
            soon_days: SOON_DAYS,
            draft_days: DRAFT_DAYS,
            forbidden: Vec::new(),
            non_public_words: Vec::new(),
            tags: Vec::new(),
        }
    }
}

/// A value that no check can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("check.settings: {0}")]
pub struct SettingsError(String);

impl Settings {
    /// The level of a rule.
    pub fn level(&self, code: &str, own: Level) -> Level {
        self.levels.get(code).copied().unwrap_or(own)
    }

    /// Refuses values that would make a rule find everything or nothing.
    ///
    /// # Errors
    /// [`SettingsError`] for an empty phrase, word or tag, and for a bound of 0 characters.
    pub fn checked(&self) -> Result<(), SettingsError> {
        for (key, texts) in [
            ("forbidden", &self.forbidden),
            ("non-public-words", &self.non_public_words),
            ("tags", &self.tags),
        ] {
            if texts.iter().any(|text| text.trim().is_empty()) {
                return Err(SettingsError(format!("`{key}` holds an empty text")));
            }
        }
        if self.max_answer_chars == 0 {
            return Err(SettingsError("`max-answer-chars` is 0".into()));
        }
        Ok(())
    }
}

/// The table `[check.settings]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Written {
    max_answer_chars: u32,
    soon_days: u32,
    draft_days: u32,
    forbidden: Vec<String>,
    non_public_words: Vec<String>,
    tags: Vec<String>,
}

impl Default for Written {
    fn default() -> Self {
        Self::from(Settings::default())
    }
}

impl From<Settings> for Written {
    fn from(settings: Settings) -> Self {
        Self {
            max_answer_chars: settings.max_answer_chars,
            soon_days: settings.soon_days,
            draft_days: settings.draft_days,
            forbidden: settings.forbidden,
            non_public_words: settings.non_public_words,
            tags: settings.tags,
        }
    }
}

/// The name of the table inside `[check]`; no rule bears it.
const SETTINGS: &str = "settings";

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Table)
    }
}

struct Table;

/// A rule's code or the name of the settings; everything else is refused where it stands.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        if key == SETTINGS || RULES.iter().any(|rule| rule.code == key) {
            return Ok(Self(key));
        }
        Err(D::Error::custom(format!(
            "there is no rule `{key}`; docs/lint-rules.md lists the rules, and [check.settings] holds the rest"
        )))
    }
}

impl<'de> Visitor<'de> for Table {
    type Value = Settings;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("rules with their levels, and a table `settings`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
        let mut settings = Settings::default();
        while let Some(Key(key)) = map.next_key()? {
            if key == SETTINGS {
                let Written { max_answer_chars, soon_days, draft_days, forbidden, non_public_words, tags } =
                    map.next_value()?;
                let levels = settings.levels;
                settings = Settings {
                    levels,
                    max_answer_chars,
                    soon_days,
                    draft_days,
                    forbidden,
                    non_public_words,
                    tags,
                };
            } else {
                settings.levels.insert(key, map.next_value()?);
            }
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_settings_are_read_and_the_rest_keeps_its_default() {
        let settings: Settings = toml::from_str(
            "stale-review = \"deny\"\n[settings]\nsoon-days = 7\nforbidden = [\"best in class\"]\n",
        )
        .unwrap();
        assert_eq!(settings.level("stale-review", Level::Allow), Level::Deny);
        assert_eq!(settings.level("old-draft", Level::Warn), Level::Warn);
        assert_eq!((settings.soon_days, settings.draft_days), (7, DRAFT_DAYS));
        assert_eq!(settings.forbidden, ["best in class"]);
    }

    #[test]
    fn what_is_no_rule_no_level_or_no_setting_is_refused() {
        let refused = |text: &str| toml::from_str::<Settings>(text).unwrap_err().to_string();
        assert!(refused("stale-reviews = \"deny\"").contains("there is no rule `stale-reviews`"));
        assert!(refused("stale-review = \"forbid\"").contains("forbid"));
        assert!(refused("[settings]\nsoon = 7").contains("soon"));
        assert!(refused("[settings]\nsoon-days = -1").contains("-1"));
    }

    #[test]
    fn empty_phrases_and_bounds_of_nothing_are_refused() {
        let of = |text: &str| toml::from_str::<Settings>(text).unwrap().checked();
        assert!(of("[settings]\nforbidden = [\" \"]").is_err());
        assert!(of("[settings]\nmax-answer-chars = 0").is_err());
        assert!(of("").is_ok());
    }
}
