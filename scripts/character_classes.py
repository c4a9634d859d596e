#!/usr/bin/env python3
"""Writes which characters the reference tokenizer drops and which it cuts at, as tables in Rust.

    pip install tokenizers==0.23.3
    python3 scripts/character_classes.py MODEL_DIR > src/retrieval/semantic/character_tables.rs

The reference knows the character classes of one old Unicode version, so newer tables (Python's, Rust's) would differ from
it in hundreds of places. Every code point is therefore put to the tokenizer itself.
"""

import sys
from pathlib import Path

from tokenizers import Tokenizer

WIDTH = 110  # of a line, as in rustfmt.toml
CODE_POINTS = [*range(0xD800), *range(0xE000, 0x110000)]  # without the surrogates


def boundaries(belongs):
    """Where membership changes: the first code point in, the first out, the next in …"""
    edges, inside = [], False
    for code in CODE_POINTS:
        if belongs(chr(code)) != inside:
            edges.append(code)
            inside = not inside
    return edges + [0x110000] if inside else edges


def table(name, doc, edges):
    """A constant of hexadecimal numbers, filled line by line."""
    lines, line = [], "   "
    for edge in edges:
        number = f" {edge:#x},"
        if len(line + number) > WIDTH:
            lines.append(line)
            line = "   "
        line += number
    body = "\n".join([*lines, line])
    return f"/// {doc}\n#[rustfmt::skip]\npub(super) const {name}: &[u32] = &[\n{body}\n];\n"


def main():
    tokenizer = Tokenizer.from_file(str(Path(sys.argv[1]) / "tokenizer.json"))
    normalize = tokenizer.normalizer.normalize_str
    split = tokenizer.pre_tokenizer.pre_tokenize_str
    dropped = boundaries(lambda c: normalize(f"a{c}b") == "ab")
    punctuation = boundaries(lambda c: [part for part, _ in split(f"a{c}b")] == ["a", c, "b"])
    print("//! Character classes of the reference tokenizer; made by `scripts/character_classes.py`, not by hand.\n//!")
    print("//! A table lists where membership changes: a code point belongs if an odd number of entries are at or below it.\n")
    print(table("DROPPED", "Control and format characters, private use, and non-spacing marks (accents).", dropped))
    print(table("PUNCTUATION", "Characters that are a word of their own.", punctuation), end="")


if __name__ == "__main__":
    main()
