#!/usr/bin/env python3
"""Writes the example questionnaires beside this file. All of them are of our own making, from customers that do not exist.

    python3 examples/make_examples.py               # rewrite the files in place
    python3 examples/make_examples.py --check       # exit 1 if what stands differs from what would be written
    python3 examples/make_examples.py --truth DIR   # also write where each question and answer stands, a JSON file per example
    python3 examples/make_examples.py --labels FILE # also write what the knowledge base knows of each question, as JSON Lines
"""

import argparse
import io
import json
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True  # no __pycache__ in the repository
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from forms import acme, bank, insurer, kommun, startup, university  # noqa: E402  (needs the path above)

FORMS = [acme, university, kommun, bank, insurer, startup]


def contents(data):
    """What a file holds, apart from how zlib packed it: another version of it may compress otherwise."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


def outputs(examples, truth, labels):
    """Path -> bytes of everything that was asked for."""
    files = {HERE / example.name: example.content for example in examples}
    if truth:
        for example in examples:
            files[truth / f"{Path(example.name).stem}.json"] = truth_json(example).encode()
    if labels:
        lines = (json.dumps(label, ensure_ascii=False) for example in examples for label in example.labels())
        files[labels] = ("\n".join(lines) + "\n").encode()
    return files


def truth_json(example):
    """One question a line, so that a change of the form is a readable diff."""
    truth = example.truth()
    sheets = []
    for sheet in truth["sheets"]:
        questions = ",\n".join(json.dumps(question, ensure_ascii=False) for question in sheet["questions"])
        sheets.append(f'{{"name": {json.dumps(sheet["name"], ensure_ascii=False)}, "questions": [\n{questions}\n]}}')
    return f'{{"file": {json.dumps(truth["file"])}, "sheets": [\n' + ",\n".join(sheets) + "\n]}\n"


def differs(path, data):
    try:
        return contents(path.read_bytes()) != contents(data)
    except (OSError, zipfile.BadZipFile):
        return True


def main():
    parser = argparse.ArgumentParser(description="Write the example questionnaires.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs from what would be written")
    parser.add_argument("--truth", type=Path, metavar="DIR", help="also the layout of each example, as DIR/<name>.json")
    parser.add_argument("--labels", type=Path, metavar="FILE", help="also which entry each question matches, as JSON Lines")
    options = parser.parse_args()
    files = outputs([form.build() for form in FORMS], options.truth, options.labels)
    changed = [path for path, data in files.items() if differs(path, data)]
    for path in changed:
        if options.check:
            print(f"{path}: not what make_examples.py writes", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
            print(f"wrote {path}")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
