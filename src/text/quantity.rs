//! Numbers with units, and the words that bound them.

use std::collections::BTreeSet;

use super::normalise::normal;
use super::pattern::{Hit, Pattern, patterns};

/// What a number counts; spans of time are brought to one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Time, the number is in hours.
    Hours,
    /// Percent.
    Percent,
    /// Bits of a key.
    Bits,
    /// Times per year: `annually` is 1, `monthly` 12.
    PerYear,
    /// A bare count.
    Count,
}

/// How a number bounds what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The number itself.
    Exactly,
    /// At least, minimum, or more.
    AtLeast,
    /// At most, within, no more than.
    AtMost,
}

/// A number in a text. The value is scaled by 1,000 and rounded, so that quantities can be compared and ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// The number times 1,000, in the unit's measure.
    pub milli: i64,
    /// What it counts.
    pub unit: Unit,
    /// How it bounds.
    pub bound: Bound,
}

const HOURS_A_DAY: f64 = 24.0;
const DAYS_A_WEEK: f64 = 7.0;
/// Questionnaires say 12 months and 365 days for the same; a month is a twelfth of a year.
const DAYS_A_YEAR: f64 = 365.0;
const MONTHS_A_YEAR: f64 = 12.0;

patterns! {
    /// A number with what bounds it and its unit; asked only of a text that [`names_number`].
    static NUMBER = Pattern::ascii(
        r"(?xi)
        (?P<pre>(?:at\ least|minimum(?:\ of)?|more\ than|not?\ less\ than|over|exceed(?:s|ing)?|minst|längre\ än|mer\ än
            |at\ most|maximum(?:\ of)?|no\ (?:more|longer|later)\ than|within|less\ than|up\ to|under|inom|högst|senast)\s+)?
        (?P<n>\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|ten|twelve|thirty|ninety|två|tre|fyra|fem|tio|tolv|trettio|nittio)
        \s*-?\s*
        (?P<u>%|percent\b|procent\b|hours?\b|hrs?\b|h\b|timmar\b|timme\b|minutes?\b|mins?\b|minuter\b|days?\b|dagar\b|dygn\b|weeks?\b|veckor\b|vecka\b|months?\b|mths?\b|månader\b|månad\b|years?\b|yrs?\b|år\b|bits?\b|bitars?\b|bit\b)?
        (?P<post>\s+(?:or\ (?:more|longer|greater|above)|minimum|eller\ mer))?",
        &[],
    );

    /// How often, in words.
    static FREQUENCY = Pattern::new(
        r"(?xi)(?P<pre>at\ least\s+|minst\s+)?\b(?:
            (?P<year>annual(?:ly)?|yearly|once\ (?:a|per)\ year|every\ year|per\ year|årlig(?:en|a|t)?|varje\ år|en\ gång\ per\ år)
          | (?P<half>semi-?annual(?:ly)?|bi-?annual(?:ly)?|twice\ (?:a|per)\ year|halvårs?(?:vis)?)
          | (?P<quarter>quarter(?:ly)?|every\ quarter|kvartalsvis|varje\ kvartal)
          | (?P<month>monthly|every\ month|once\ a\ month|månads?vis|månatlig(?:en|a)?|varje\ månad)
          | (?P<week>weekly|every\ week|veckovis|varje\ vecka)
          | (?P<day>daily|every\ day|dagligen|daglig(?:a|t)?|varje\ dag)
          | (?P<hour>hourly)
        )\b",
        &[
            "annual", "yearly", "a year", "per year", "every year", "rlig", "varje", "ng per", "halv", "quarter", "kvartal",
            "monthly", "every month", "a month", "nadsvis", "nadvis", "natlig", "weekly", "every week", "veckovis", "daily",
            "every day", "daglig", "hourly",
        ],
    );
}

/// Every quantity a text names; `24/7`, standards' numbers and bare single digits in lists are none.
pub fn quantities(text: &str) -> BTreeSet<Quantity> {
    let text = normal(text);
    let mut found = BTreeSet::new();
    // Whether there is any is far cheaper to find out than which.
    if names_number(&text) {
        found.extend(NUMBER.hits(&text).filter_map(|hit| read_number(&text, &hit)));
    }
    for hit in FREQUENCY.hits(&text) {
        let times = [
            ("year", 1.0),
            ("half", 2.0),
            ("quarter", 4.0),
            ("month", 12.0),
            ("week", 52.0),
            ("day", 365.0),
            ("hour", 8760.0),
        ]
        .into_iter()
        .find(|(name, _)| hit.name(name).is_some())
        .map(|(_, times)| times);
        if let Some(times) = times {
            let bound = if hit.name("pre").is_some() { Bound::AtLeast } else { Bound::Exactly };
            found.insert(Quantity { milli: milli(times), unit: Unit::PerYear, bound });
        }
    }
    found
}

/// Number words that a unit may follow.
const NUMBER_WORDS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "ten", "twelve", "thirty", "ninety", "två", "tre",
    "fyra", "fem", "tio", "tolv", "trettio", "nittio",
];

fn names_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        || text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| NUMBER_WORDS.iter().any(|n| n.eq_ignore_ascii_case(word)))
}

fn read_number(text: &str, hit: &Hit<'_>) -> Option<Quantity> {
    let place = hit.range("n")?;
    let number = &text[place.clone()];
    // Part of an identifier, a version, a date or a clock pattern: 27001:2022, 24/7, v1.2, A.8.24.
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    let part_of_name = before
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ':' | '#' | '_'))
        || after.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | ':' | '_'))
            && hit.name("u").is_none();
    if part_of_name {
        return None;
    }
    let value = match number.to_lowercase().as_str() {
        "one" => 1.0,
        "two" | "två" => 2.0,
        "three" | "tre" => 3.0,
        "four" | "fyra" => 4.0,
        "five" | "fem" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "ten" | "tio" => 10.0,
        "twelve" | "tolv" => 12.0,
        "thirty" | "trettio" => 30.0,
        "ninety" | "nittio" => 90.0,
        digits => {
            let thousands =
                digits.len() > 4 && digits.contains(',') && digits.split(',').skip(1).all(|p| p.len() == 3);
            if thousands { digits.replace(',', "") } else { digits.replace(',', ".") }.parse().ok()?
        }
    };
    let written = number.starts_with(|c: char| c.is_ascii_digit());
    let unit = hit.name("u").map(str::to_lowercase);
    let (value, unit) = match unit.as_deref() {
        Some("%" | "percent" | "procent") => (value, Unit::Percent),
        Some(u) if u.starts_with("bit") => (value, Unit::Bits),
        Some(u) if u.starts_with("min") => (value / 60.0, Unit::Hours),
        Some(u) if u.starts_with("da") || u == "dygn" => (value * HOURS_A_DAY, Unit::Hours),
        Some(u) if u.starts_with('w') || u.starts_with("veck") => {
            (value * HOURS_A_DAY * DAYS_A_WEEK, Unit::Hours)
        }
        Some(u) if u.starts_with("mo") || u.starts_with("mt") || u.starts_with("mån") => {
            (value * HOURS_A_DAY * DAYS_A_YEAR / MONTHS_A_YEAR, Unit::Hours)
        }
        Some(u) if u.starts_with('y') || u == "år" => (value * HOURS_A_DAY * DAYS_A_YEAR, Unit::Hours),
        Some(_) => (value, Unit::Hours),
        // A bare number word is mostly an article ("one of the following"); bare digits count.
        None if written => (value, Unit::Count),
        None => return None,
    };
    let pre = hit.name("pre").map(|p| p.trim().to_lowercase()).unwrap_or_default();
    let least = hit.name("post").is_some()
        || [
            "at least",
            "minimum",
            "more than",
            "no less",
            "not less",
            "over",
            "exceed",
            "minst",
            "längre",
            "mer ",
        ]
        .iter()
        .any(|w| pre.starts_with(w));
    let bound = match (least, pre.is_empty()) {
        (true, _) => Bound::AtLeast,
        (false, false) => Bound::AtMost,
        (false, true) => Bound::Exactly,
    };
    Some(Quantity { milli: milli(value), unit, bound })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "questionnaires hold no numbers beyond 2^53, and a saturated one still compares"
)]
fn milli(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Quantity> {
        quantities(text).into_iter().collect()
    }

    #[test]
    fn spans_of_time_compare_across_units() {
        assert_eq!(of("retained for 1 year"), of("retained for 12 months"));
        assert_eq!(of("retained for 12 months"), of("retained for 365 days"));
        assert_ne!(of("90 days"), of("365 days"));
    }

    #[test]
    fn bounds_are_read() {
        assert_eq!(of("at least 90 days")[0].bound, Bound::AtLeast);
        assert_eq!(of("within 72 hours")[0].bound, Bound::AtMost);
        assert_eq!(of("90 days or more")[0].bound, Bound::AtLeast);
        assert_eq!(of("90 days")[0].bound, Bound::Exactly);
    }

    #[test]
    fn frequencies_are_times_a_year() {
        assert_eq!(of("at least annually")[0].milli, 1000);
        assert_eq!(of("quarterly")[0].milli, 4000);
        assert_eq!(of("årligen"), of("annually"));
    }

    #[test]
    fn names_of_standards_and_round_the_clock_are_no_quantities() {
        assert!(of("ISO 27001:2022 A.8.24, 24/7, TLSv1.2, CEK-03").iter().all(|q| q.unit != Unit::Hours));
        assert!(of("24/7/365").is_empty());
        assert!(of("which one of these").is_empty());
    }
}
