//! The colours of the page, read from its style: text stays readable in light, in dark and on paper.

use std::collections::BTreeMap;

use super::STYLE;

/// WCAG 2.2, 1.4.3: text of ordinary size.
const TEXT: f64 = 4.5;
/// WCAG 2.2, 1.4.11: edges of controls, marks and bars that say something.
const MARK: f64 = 3.0;

/// Texts and what they stand on.
const TEXTS: [(&str, &str); 21] = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("link", "paper"),
    ("link", "raised"),
    ("filled", "paper"),
    ("filled", "filled-paper"),
    ("suggested", "suggested-paper"),
    ("open", "open-paper"),
    ("other", "other-paper"),
    ("alarm", "paper"),
    ("alarm", "raised"),
    ("alarm", "alarm-paper"),
    ("on-strong", "strong"),
    ("suggested", "paper"),
    ("open", "paper"),
    ("other", "paper"),
    ("filled", "raised"),
    ("ink", "filled-paper"),
    ("ink", "suggested-paper"),
];
/// Marks and what they stand on.
const MARKS: [(&str, &str); 6] = [
    ("edge", "paper"),
    ("edge", "raised"),
    ("suggested", "paper"),
    ("filled", "raised"),
    ("link", "paper"),
    ("quiet", "line"),
];

/// The colours that one `:root` block gives names to.
fn named(block: &str) -> BTreeMap<&str, [u8; 3]> {
    block
        .split("--")
        .skip(1)
        .filter_map(|declaration| {
            let (name, rest) = declaration.split_once(": #")?;
            let digits = rest.get(..6)?;
            let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
            Some((name, [part(0), part(2), part(4)]))
        })
        .collect()
}

/// Light, dark and print, each on top of light.
fn schemes() -> Vec<(&'static str, BTreeMap<&'static str, [u8; 3]>)> {
    let blocks: Vec<&str> =
        STYLE.split(":root {").skip(1).filter_map(|rest| rest.split('}').next()).collect();
    let [light, dark, print] = blocks.as_slice() else { panic!("{} blocks of colours", blocks.len()) };
    let over = |block| {
        let mut all = named(light);
        all.extend(named(block));
        all
    };
    vec![("light", over(light)), ("dark", over(dark)), ("print", over(print))]
}

/// Relative luminance, as WCAG defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour;
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn texts_and_marks_stand_out_in_every_scheme() {
    let mut faint = Vec::new();
    for (scheme, colours) in schemes() {
        for (pairs, least) in [(TEXTS.as_slice(), TEXT), (MARKS.as_slice(), MARK)] {
            for (front, back) in pairs {
                let ratio = contrast(colours[front], colours[back]);
                if ratio < least {
                    faint.push(format!("{scheme}: {front} on {back} {ratio:.2}, wanted {least}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn a_colour_is_named_in_both_schemes_and_used_by_its_name() {
    let blocks: Vec<&str> =
        STYLE.split(":root {").skip(1).filter_map(|rest| rest.split('}').next()).collect();
    let names = |at: usize| named(blocks[at]).into_keys().collect::<Vec<_>>();
    assert_eq!(names(0), names(1));
    let used = STYLE.split("var(--").skip(1).filter_map(|rest| rest.split(')').next());
    let known = names(0);
    assert_eq!(used.filter(|name| !known.contains(name)).collect::<Vec<_>>(), [""; 0]);
    let outside = blocks.iter().fold(STYLE.to_owned(), |style, block| style.replace(block, ""));
    let bare = outside.split('#').skip(1).filter(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        [3, 6, 8].contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit())
    });
    assert_eq!(bare.count(), 0, "a colour outside the names");
}
