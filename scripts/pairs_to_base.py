#!/usr/bin/env python3
"""pairs_to_base.py CONTROLS.jsonl PAIRS.jsonl OUT

Makes a knowledge base of a standard, one entry a control, and labels of a published mapping from another edition of it, for
`trustfill eval LABELS --fit --fit-order-with OUT/knowledge OUT/labels.jsonl`.

CONTROLS  one JSON object a line: {"id", "question"}
PAIRS     one JSON object a line: {"question", "entries": [ids]}; pairs without an entry that CONTROLS holds are left out
OUT       a folder that does not exist yet
Plain Python 3, nothing to install.
"""
import json, pathlib, re, sys

if len(sys.argv) != 4:
    sys.exit(__doc__)
controls, pairs, out = (pathlib.Path(name) for name in sys.argv[1:])


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


base = {slug(row["id"]): row["question"] for row in read(controls) if row.get("question")}
folder = out / "knowledge" / "controls"
folder.mkdir(parents=True)
for index in (folder.parent, folder):
    (index / "_index.md").write_text('+++\ntitle = "Controls"\n+++\n', encoding="utf-8")
for name, text in base.items():
    head = f"question = {json.dumps(text, ensure_ascii=False)}\naudience = \"public\"\nstatus = \"approved\"\n"
    head += 'owner = "test"\nreviewed = 2026-01-01\n'
    (folder / f"{name}.md").write_text(f"+++\n{head}+++\n{text}\n", encoding="utf-8")
with (out / "labels.jsonl").open("w", encoding="utf-8") as labels:
    for pair in read(pairs):
        full = [slug(name) for name in pair["entries"] if slug(name) in base]
        if full:
            row = {"question": pair["question"], "full": full, "partial": [], "family": out.name}
            labels.write(json.dumps(row, ensure_ascii=False) + "\n")
