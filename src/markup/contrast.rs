//! The colours of a page, read from its style: text stays readable in light, in dark and on paper.

use std::collections::BTreeMap;

/// WCAG 2.2, 1.4.3: text of ordinary size.
const TEXT: f64 = 4.5;
/// WCAG 2.2, 1.4.11: edges of controls, marks and bars that say something.
const MARK: f64 = 3.0;
/// Two colours by name: what is seen, and what it stands on.
type Pair = (&'static str, &'static str);

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

/// The blocks of colours of a style.
fn blocks(style: &str) -> Vec<&str> {
    style.split(":root {").skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// Light, dark and print, each on top of light.
fn schemes(style: &str) -> Vec<(&'static str, BTreeMap<&str, [u8; 3]>)> {
    let blocks = blocks(style);
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

/// The pairs that stand out too little in some scheme, with their contrast.
pub(crate) fn faint(style: &str, texts: &[Pair], marks: &[Pair]) -> Vec<String> {
    let mut faint = Vec::new();
    for (scheme, colours) in schemes(style) {
        for (pairs, least) in [(texts, TEXT), (marks, MARK)] {
            for (front, back) in pairs {
                let ratio = contrast(colours[front], colours[back]);
                if ratio < least {
                    faint.push(format!("{scheme}: {front} on {back} {ratio:.2}, wanted {least}"));
                }
            }
        }
    }
    faint
}

/// What is wrong with the names of a style's colours: not the same in light and dark, used and not there, or a colour
/// that stands outside of them.
pub(crate) fn misnamed(style: &str) -> Vec<String> {
    let blocks = blocks(style);
    let names = |at: usize| named(blocks[at]).into_keys().collect::<Vec<_>>();
    let known = names(0);
    let mut wrong = Vec::new();
    if known != names(1) {
        wrong.push("light and dark name other colours".to_owned());
    }
    let used = style.split("var(--").skip(1).filter_map(|rest| rest.split(')').next());
    wrong.extend(used.filter(|name| !known.contains(name)).map(str::to_owned));
    let outside = blocks.iter().fold(style.to_owned(), |style, block| style.replace(block, ""));
    let digits = outside
        .split('#')
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
    wrong.extend(digits.filter(|d| [3, 6, 8].contains(&d.len()) && d.chars().all(|c| c.is_ascii_hexdigit())));
    wrong
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}
