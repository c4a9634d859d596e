//! Patterns of the crate: declared in one place each, compiled when a text first needs one.
//!
//! A pattern takes longer to compile than a start of the program may take, and most texts hold none of what it looks
//! for. Each therefore names its *signs*: bytes of which every matching text holds one. A text without any is not
//! searched, and a pattern that no text needs is never compiled.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::captures::Captures;
use regex_automata::util::syntax;

use super::signs::Signs;

/// Declares patterns: `static NAME = Pattern::new(r"…", &["sign", …]);`. Without signs every text is searched. Each gets
/// a test that it compiles and that what it matches bears one of its signs.
macro_rules! patterns {
    ($($(#[$about:meta])* static $name:ident = $pattern:expr;)+) => {$(
        $(#[$about])*
        static $name: $crate::text::pattern::Pattern = $pattern;

        #[cfg(test)]
        #[expect(non_snake_case, reason = "the tests bear the name of their pattern")]
        mod $name {
            #[test]
            fn compiles_and_keeps_to_its_signs() {
                super::$name.check();
            }
        }
    )+};
}
pub(crate) use patterns;

/// A regular expression and the signs of a text that it may match.
pub(crate) struct Pattern {
    source: &'static str,
    signs: Signs,
    /// Whether classes and boundaries know letters beyond ASCII.
    unicode: bool,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern, not yet compiled. Signs are in lower case; ASCII capitals of a text count as their small letters.
    pub(crate) const fn new(source: &'static str, signs: &'static [&'static str]) -> Self {
        Self { source, signs: Signs::new(signs), unicode: true, compiled: OnceLock::new() }
    }

    /// The same, with classes and boundaries of ASCII alone (`(?-u)`), which are far smaller.
    pub(crate) const fn ascii(source: &'static str, signs: &'static [&'static str]) -> Self {
        Self { source, signs: Signs::new(signs), unicode: false, compiled: OnceLock::new() }
    }

    /// Whether the pattern matches somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.on(text).is_some_and(|regex| regex.is_match(text))
    }

    /// Where the pattern first matches.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.on(text)?.find(text).map(|found| found.range())
    }

    /// Every match with its groups.
    pub(crate) fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit<'t>> {
        let regex = self.on(text).filter(|regex| regex.is_match(text));
        regex
            .into_iter()
            .flat_map(move |regex| regex.captures_iter(text))
            .map(move |groups| Hit { text, groups })
    }

    /// The text with something else in the place of every match.
    pub(crate) fn replace<'t>(&self, text: &'t str, with: impl Fn(&str) -> &'static str) -> Cow<'t, str> {
        let Some(regex) = self.on(text) else { return Cow::Borrowed(text) };
        let mut out = String::new();
        let mut kept = 0;
        for found in regex.find_iter(text) {
            out.push_str(&text[kept..found.start()]);
            out.push_str(with(&text[found.range()]));
            kept = found.end();
        }
        if kept == 0 && out.is_empty() {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[kept..]);
        Cow::Owned(out)
    }

    /// The compiled pattern, `None` for a text that it cannot match.
    ///
    /// One that does not compile matches nothing; the test of its declaration sees to it that there is none.
    fn on(&self, text: &str) -> Option<&Regex> {
        (self.signs.list().is_empty() || self.signs.any(text)).then_some(())?;
        self.compiled.get_or_init(|| self.compile().ok()).as_ref()
    }

    /// Compiles without looking for literals to search by: that takes two thirds of the time, and the signs do its work.
    #[expect(clippy::disallowed_methods, reason = "the one place that makes patterns")]
    fn compile(&self) -> Result<Regex, Box<BuildError>> {
        Regex::builder()
            .configure(Regex::config().auto_prefilter(false))
            .syntax(syntax::Config::new().unicode(self.unicode))
            .build(self.source)
            .map_err(Box::new)
    }
}

/// One match in a text.
pub(crate) struct Hit<'t> {
    text: &'t str,
    groups: Captures,
}

impl<'t> Hit<'t> {
    /// The whole match.
    pub(crate) fn whole(&self) -> &'t str {
        self.groups.get_match().map_or("", |found| &self.text[found.range()])
    }

    /// The text of a named group that took part.
    pub(crate) fn name(&self, name: &str) -> Option<&'t str> {
        self.range(name).map(|range| &self.text[range])
    }

    /// Where a named group that took part stands.
    pub(crate) fn range(&self, name: &str) -> Option<Range<usize>> {
        self.groups.get_group_by_name(name).map(|span| span.range())
    }
}

#[cfg(test)]
mod tests {
    use regex_syntax::hir::{Hir, HirKind};

    use super::*;
    use crate::text::normalise;

    /// Texts made for each pattern; its alternatives are some hundreds at most.
    const SAMPLES: u64 = 4_000;

    impl Pattern {
        /// Fails where the pattern does not compile, or where a text that it matches bears none of its signs.
        pub(crate) fn check(&self) {
            assert!(self.signs.list().iter().all(|s| !s.is_empty() && *s == s.to_lowercase()));
            self.each_match(|text| {
                assert!(self.on(text).is_some(), "{text:?} is matched and bears no sign");
            });
        }

        /// Calls with texts that the pattern matches, made from the pattern itself.
        pub(crate) fn each_match(&self, call: impl Fn(&str)) {
            let regex = self.compile().unwrap_or_else(|error| panic!("{error:?}: {}", self.source));
            let mut parser = regex_syntax::ParserBuilder::new();
            let hir = parser.unicode(self.unicode).build().parse(self.source).unwrap();
            let mut matched = 0;
            for seed in 0..SAMPLES {
                let mut text = String::new();
                write(&hir, &mut Dice(seed), &mut text);
                // Texts are normalised before they are searched, which brings odd letters that fold to ASCII home.
                let texts = [normalise(&text), normalise(&format!("{text} x"))];
                if let Some(text) = texts.iter().find(|text| regex.is_match(text.as_str())) {
                    matched += 1;
                    call(text);
                }
            }
            assert!(matched > SAMPLES / 20, "{matched} of {SAMPLES} texts were matched: they say little");
        }
    }

    /// Numbers that look random and are the same each time (splitmix64).
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
        }
    }

    /// Writes a text that the expression matches, boundaries and anchors aside.
    fn write(hir: &Hir, dice: &mut Dice, out: &mut String) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).unwrap()),
            HirKind::Class(class) => {
                let ranges: Vec<(u32, u32)> = match class {
                    regex_syntax::hir::Class::Unicode(class) => {
                        class.iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect()
                    }
                    regex_syntax::hir::Class::Bytes(class) => {
                        class.iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect()
                    }
                };
                let (first, last) = ranges[dice.below(ranges.len())];
                let within = u32::try_from(dice.below((last - first + 1) as usize)).unwrap();
                out.push(char::from_u32(first + within).unwrap_or('x'));
            }
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(repetition.min + 2).min(repetition.min + 3);
                let times = repetition.min as usize + dice.below((most - repetition.min + 1) as usize);
                (0..times).for_each(|_| write(&repetition.sub, dice, out));
            }
            HirKind::Capture(capture) => write(&capture.sub, dice, out),
            HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, dice, out)),
            HirKind::Alternation(ways) => write(&ways[dice.below(ways.len())], dice, out),
        }
    }

    patterns! {
        static WORD = Pattern::new(r"(?i)\bclocks?\b", &["clock"]);
    }

    #[test]
    fn a_text_without_a_sign_is_not_searched_and_case_does_not_matter() {
        assert!(WORD.on("a dial").is_none());
        assert_eq!(WORD.replace("A clock, two clocks", |_| "dial"), "A dial, two dial");
        assert!(WORD.is_match("Two CLOCKS") && !WORD.is_match("clockwork"));
    }

    #[test]
    #[should_panic(expected = "bears no sign")]
    fn signs_that_a_match_does_not_bear_are_found() {
        Pattern::new(r"(?i)clock|dial", &["clock"]).check();
    }

    #[test]
    #[should_panic(expected = "(clock")]
    fn a_pattern_that_does_not_compile_is_found() {
        Pattern::new("(clock", &[]).check();
    }
}
