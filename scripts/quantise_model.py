#!/usr/bin/env python3
"""Makes the int8 form of a model2vec model that the binary carries: `model/embeddings.bin` and `model/vocabulary.txt`.

    python3 scripts/quantise_model.py MODEL_DIR OUT_DIR            # write, and print the checksums of what went in and came out
    python3 scripts/quantise_model.py MODEL_DIR OUT_DIR --check    # exit 1 if what stands in OUT_DIR would come out otherwise

MODEL_DIR holds `model.safetensors`, `tokenizer.json` and `config.json`. Python's standard library is all it takes, and the
same input gives the same bytes on every machine. `embeddings.bin`, all of it little-endian:

    8 bytes   magic "TFSTATIC"
    4 x u32   version, rows, dimensions, runs
    u16[]     runs x 2; the id of the first token of a run, and its row: tokens of a run have ids and rows one after the other
    f32[]     one scale a row
    12 bytes  a row: for each of its 32 blocks of 8 components three bits, the first block's lowest: bits a step, less one
    u32[]     where the steps of every sixteenth row begin, counted from the first
    bytes     the steps: of a block as many bytes as a step has bits, the first step's bits lowest, two's complement; a
              component is its scale times its step
    8 bytes   zeros, so that eight bytes can be read from the beginning of every block

Most blocks have no step near 127, and need fewer bits: nothing is rounded for it.

`vocabulary.txt` has one token a line; line and id agree, whether the token has a row or not. Tokens between two runs have
none: see `has_row`. The last run has no rows and the id behind the last token, so that each run ends where the next begins.

What the Rust side assumes of the tokenizer is checked here, so that another model cannot slip in with other rules.
"""

import argparse
import array
import hashlib
import json
import string
import struct
import sys
import unicodedata
from pathlib import Path

MAGIC = b"TFSTATIC"
VERSION = 3
LIMIT = 127  # -128 stays unused: the range is symmetric, so a vector and its opposite quantise alike
MAX_TOKENS = 0xFFFE  # the lookup table holds id + 1 in 16 bits
BLOCK = 8  # components packed together: with eight, a block has whole bytes at every width
STRIDE = 16  # rows whose beginning is counted from one place
INPUTS = ("model.safetensors", "tokenizer.json", "config.json")

# What src/retrieval/semantic/tokenizer.rs implements; anything else is refused.
NORMALIZER = {
    "type": "BertNormalizer",
    "clean_text": True,
    "handle_chinese_chars": True,
    "strip_accents": None,  # follows `lowercase`
    "lowercase": True,
}
PRE_TOKENIZER = {"type": "BertPreTokenizer"}
WORD_PIECE = {
    "type": "WordPiece",
    "unk_token": "[UNK]",
    "continuing_subword_prefix": "##",
    "max_input_chars_per_word": 100,
}
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]  # ids 0 to 4
CONTINUATION = WORD_PIECE["continuing_subword_prefix"]

# Scripts that English is not written in: Cyrillic to Hangul letters and phonetic extensions, then Glagolitic, the writing of
# East Asia and its wide forms. Latin and Greek lie before and between, with punctuation, arrows and signs.
FOREIGN = [range(0x0400, 0x1E00), range(0x2C00, 0x110000)]


def read_tensor(path):
    """The one f32 matrix of a safetensors file: rows, dimensions, floats in row order."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    require(list(header) == ["embeddings"], f"`{path.name}` holds {sorted(header)}, not `embeddings` alone")
    tensor = header["embeddings"]
    require(tensor["dtype"] == "F32" and len(tensor["shape"]) == 2, f"`embeddings` is no f32 matrix: {tensor}")
    rows, dimensions = tensor["shape"]
    start, end = (8 + length + offset for offset in tensor["data_offsets"])
    require(end - start == 4 * rows * dimensions, "`embeddings` is shorter than its shape says")
    floats = array.array("f")
    floats.frombytes(data[start:end])
    if sys.byteorder == "big":
        floats.byteswap()
    return rows, dimensions, floats


def read_vocabulary(path):
    """The tokens in row order, after a look at whether the tokenizer is the one implemented."""
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    model = dict(tokenizer["model"])
    ids = model.pop("vocab")
    for name, expected, found in [
        ("normalizer", NORMALIZER, tokenizer["normalizer"]),
        ("pre_tokenizer", PRE_TOKENIZER, tokenizer["pre_tokenizer"]),
        ("model", WORD_PIECE, model),
    ]:
        require(found == expected, f"`{name}` of `{path.name}` is {found}, implemented is {expected}")
    tokens = sorted(ids, key=ids.get)
    require([ids[token] for token in tokens] == list(range(len(tokens))), "the ids are not 0, 1, 2 …")
    require(tokens[: len(SPECIAL)] == SPECIAL, f"the first tokens are {tokens[: len(SPECIAL)]}")
    added = [(token["id"], token["content"]) for token in tokenizer["added_tokens"]]
    require(added == list(enumerate(SPECIAL)), f"the added tokens are {added}")
    require(not any("\n" in token for token in tokens), "a token holds a line break")
    return tokens


def is_punctuation(character):
    """Whether the tokenizer makes a token of its own of a character."""
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def has_row(token):
    """Whether a token gets a vector: not where only text in another script has it, nor where the tokenizer never gives it."""
    if any(ord(character) in script for script in FOREIGN for character in token):
        return False
    inside = token.removeprefix(CONTINUATION)
    # A mark of punctuation is a word of its own, so none continues a word.
    return inside in ("", token) or not any(map(is_punctuation, inside))


def runs_of(tokens):
    """The ids that have a row, and where runs of them begin, with their rows."""
    ids = [number for number, token in enumerate(tokens) if has_row(token)]
    runs = [(number, row) for row, number in enumerate(ids) if row == 0 or ids[row - 1] != number - 1]
    return ids, [*runs, (len(tokens), len(ids))]


def quantise(row):
    """The scale of a row as an f32, and the row in steps of it; halves go to the even step."""
    (scale,) = struct.unpack("<f", struct.pack("<f", max(map(abs, row)) / LIMIT))
    if scale == 0.0:
        return scale, array.array("b", bytes(len(row)))
    return scale, array.array("b", (max(-LIMIT, min(LIMIT, round(value / scale))) for value in row))


def packed(steps):
    """Bits a step and the bytes of a block."""
    width = max((step if step >= 0 else -step - 1).bit_length() for step in steps) + 1
    value = sum((step & ((1 << width) - 1)) << (place * width) for place, step in enumerate(steps))
    return width, value.to_bytes(width, "little")


def blob(tokens, dimensions, floats):
    """The bytes of `embeddings.bin`."""
    ids, runs = runs_of(tokens)
    require(dimensions == 32 * BLOCK, f"{dimensions} dimensions: the widths of a row have room for 32 blocks")
    scales, widths, starts, steps = [], bytearray(), [], bytearray()
    for row, number in enumerate(ids):
        scale, quantised = quantise(floats[number * dimensions : (number + 1) * dimensions])
        scales.append(scale)
        if row % STRIDE == 0:
            starts.append(len(steps))
        fields = 0
        for block in range(dimensions // BLOCK):
            width, data = packed(quantised[block * BLOCK : (block + 1) * BLOCK])
            fields |= (width - 1) << (3 * block)
            steps += data
        widths += fields.to_bytes(12, "little")
    header = MAGIC + struct.pack("<4I", VERSION, len(ids), dimensions, len(runs))
    table = b"".join(struct.pack("<2H", *run) for run in runs)
    parts = [struct.pack(f"<{len(ids)}f", *scales), widths, struct.pack(f"<{len(starts)}I", *starts), steps, bytes(8)]
    return header + table + b"".join(parts)


def require(condition, message):
    """Ends the script with a message unless the condition holds."""
    if not condition:
        sys.exit(f"quantise_model.py: {message}")


def checksum(name, data):
    """One line in the manner of sha256sum."""
    print(f"{hashlib.sha256(data).hexdigest()}  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, metavar="MODEL_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()

    config = json.loads((arguments.model / "config.json").read_text(encoding="utf-8"))
    require(config.get("normalize") is True, "`normalize` of `config.json` is not true: vectors would not be of unit length")
    rows, dimensions, floats = read_tensor(arguments.model / "model.safetensors")
    tokens = read_vocabulary(arguments.model / "tokenizer.json")
    require(rows == len(tokens), f"{rows} rows for {len(tokens)} tokens")
    require(rows <= MAX_TOKENS, f"{rows} tokens are more than {MAX_TOKENS}")

    outputs = {
        "embeddings.bin": blob(tokens, dimensions, floats),
        "vocabulary.txt": "".join(f"{token}\n" for token in tokens).encode("utf-8"),
    }
    for name in INPUTS:
        checksum(name, (arguments.model / name).read_bytes())
    for name, data in outputs.items():
        checksum(name, data)
        path = arguments.out / name
        if not arguments.check:
            arguments.out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        else:
            require(path.is_file() and path.read_bytes() == data, f"`{path}` is not what this script makes of `{arguments.model}`")


if __name__ == "__main__":
    main()
