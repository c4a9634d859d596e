//! Numbers that a number format shows as dates.

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A date, a time or both.
    DateTime,
}

/// How the formats that every workbook has show a number (ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are dates of
/// East Asian editions).
pub(super) fn builtin(id: u32) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::DateTime,
        _ => Shown::Number,
    }
}

/// How a format code shows a number: as a date if its first section has a date letter outside quotes, escapes and
/// brackets. Elapsed time (`[h]`) counts as a number, since it is no point in time.
pub(super) fn custom(code: &str) -> Shown {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let _ = chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                let _ = chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').take(LONGEST_BRACKET).collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return Shown::Number;
                }
            }
            ';' => return Shown::Number,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Shown::DateTime,
            // The letters of `General`.
            'G' | 'g' if code.trim().eq_ignore_ascii_case("general") => return Shown::Number,
            _ => {}
        }
    }
    Shown::Number
}

/// Characters of a bracket that can name elapsed time.
const LONGEST_BRACKET: usize = 16;

/// Days from 1899-12-30, where serial numbers count from, to 1970-01-01.
const EPOCH_1900: i64 = 25_569;
/// Days between the two date systems.
const SHIFT_1904: f64 = 1_462.0;
/// Serial number of 10000-01-01, the first day that no spreadsheet shows.
const END: f64 = 2_958_466.0;
/// The day that Lotus 1-2-3 invented and Excel kept.
const FALSE_LEAP_DAY: i64 = 60;
const SECONDS: i64 = 86_400;

/// The serial number as ISO 8601: date, time or both. `None` where a spreadsheet shows no date either.
pub(super) fn iso(serial: f64, date1904: bool) -> Option<String> {
    let serial = if date1904 { serial + SHIFT_1904 } else { serial };
    if !(0.0..END).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded by END a line above")]
    let total = (serial * SECONDS as f64).round() as i64;
    let (day, second) = (total.div_euclid(SECONDS), total.rem_euclid(SECONDS));
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    if day == 0 {
        return Some(time);
    }
    let date = if day == FALSE_LEAP_DAY && !date1904 {
        "1900-02-29".to_owned()
    } else {
        // Before the false leap day the serial numbers are one behind.
        let shift = i64::from(day < FALSE_LEAP_DAY && !date1904);
        let (year, month, day) = civil(day + shift - EPOCH_1900);
        format!("{year:04}-{month:02}-{day:02}")
    };
    Some(if second == 0 { date } else { format!("{date}T{time}") })
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar, by eras of 400 years.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_become_the_dates_that_excel_shows() {
        let cases = [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "1900-02-29"),
            (61.0, "1900-03-01"),
            (45_000.0, "2023-03-15"),
            (45_000.75, "2023-03-15T18:00:00"),
            (0.5, "12:00:00"),
            (2_958_465.0, "9999-12-31"),
        ];
        for (serial, text) in cases {
            assert_eq!(iso(serial, false).as_deref(), Some(text));
        }
        assert_eq!(iso(0.0, true).as_deref(), Some("1904-01-01"));
        assert_eq!((iso(-1.0, false), iso(1e300, false), iso(f64::NAN, false)), (None, None, None));
    }

    #[test]
    fn format_codes_with_date_letters_are_dates() {
        for code in ["yyyy\\-mm\\-dd", "[$-409]d-mmm-yy;@", "h:mm AM/PM", "dd/mm/yyyy"] {
            assert_eq!(custom(code), Shown::DateTime, "{code}");
        }
        for code in ["General", "0.00", "#,##0 \"days\"", "[Red]0;[Blue]0", "[h]:mm", "\\d0", "@", "0_);_(d"]
        {
            assert_eq!(custom(code), Shown::Number, "{code}");
        }
    }
}
