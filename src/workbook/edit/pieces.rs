//! A changed text as pieces of the old one with new text in between: the sheet part of a long form takes some forty
//! megabytes, which are not there a second time while it is packed.

use std::io::{self, Write};

/// What stays of a text and what is new, in order. It goes with the text that it was made of.
#[derive(Debug, Default)]
pub(in super::super) struct Pieces {
    new: String,
    kept: Vec<Kept>,
}

/// A piece of the old text.
#[derive(Clone, Copy, Debug)]
struct Kept {
    /// Where the new text ends that stands before it.
    behind: usize,
    from: usize,
    to: usize,
}

impl Pieces {
    /// Adds new text.
    pub(super) fn push_str(&mut self, text: &str) {
        self.new.push_str(text);
    }

    /// Adds a piece of the old text.
    pub(super) fn keep(&mut self, from: usize, to: usize) {
        if from < to {
            self.kept.push(Kept { behind: self.new.len(), from, to });
        }
    }

    /// Writes the changed text.
    pub(in super::super) fn write(&self, old: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut done = 0;
        for kept in &self.kept {
            out.write_all(&self.new.as_bytes()[done..kept.behind])?;
            out.write_all(&old.as_bytes()[kept.from..kept.to])?;
            done = kept.behind;
        }
        out.write_all(&self.new.as_bytes()[done..])
    }

    /// The changed text in one.
    pub(in super::super) fn join(&self, old: &str) -> String {
        let mut text = String::new();
        let mut done = 0;
        for kept in &self.kept {
            text.push_str(&self.new[done..kept.behind]);
            text.push_str(&old[kept.from..kept.to]);
            done = kept.behind;
        }
        text.push_str(&self.new[done..]);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_text_stands_where_it_was_put() {
        let old = "abcdef";
        let mut pieces = Pieces::default();
        pieces.push_str("1");
        pieces.keep(0, 2);
        pieces.push_str("2");
        pieces.push_str("3");
        pieces.keep(3, 3);
        pieces.keep(4, 5);
        pieces.keep(5, 6);
        pieces.push_str("4");
        let mut written = Vec::new();
        pieces.write(old, &mut written).unwrap();
        assert_eq!(written, b"1ab23ef4");
        assert_eq!(pieces.join(old), "1ab23ef4");
    }
}
