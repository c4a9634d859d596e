#!/usr/bin/env python3
"""decide.py PAGE.report.html DECISIONS.json

Decides by script what a reviewer decides in the page: takes the docket out of a report page, looks each row's decision up by
sheet and cell, and writes the file of rulings beside the page, under the name that the page would give it. `trustfill apply` and
`trustfill learn` read it. Python's standard library only.

DECISIONS.json: {"Sheet!B16": {"ruling": "edit", "choice": "No"}, ...}; `choice` and `answer` go with the ruling `edit`.
"""
import html.parser
import json
import pathlib
import sys


class Docket(html.parser.HTMLParser):
    """The text of <script id="docket">, and what its tag says."""

    def __init__(self):
        super().__init__()
        self.inside, self.text, self.tag = False, "", {}

    def handle_starttag(self, tag, attributes):
        if tag == "script" and dict(attributes).get("id") == "docket":
            self.inside, self.tag = True, dict(attributes)

    def handle_data(self, data):
        if self.inside:
            self.text += data

    def handle_endtag(self, tag):
        self.inside = False


def main(page, decisions):
    found = Docket()
    found.feed(pathlib.Path(page).read_text(encoding="utf-8"))
    if not found.tag:
        sys.exit(f"error: {page} holds no docket: is it a page that `trustfill fill --report html` wrote?")
    decided = json.loads(pathlib.Path(decisions).read_text(encoding="utf-8"))
    _, *rows = map(json.loads, found.text.split("\n"))
    keys = {f"{row['sheet']}!{row['cell']}": row["key"] for row in rows}
    if unknown := sorted(set(decided) - set(keys)):
        sys.exit(f"error: {decisions} decides on rows that the page does not have: {', '.join(unknown)}")
    rulings = {
        "rulings": 1,
        "docket": found.text,
        "seal": found.tag["data-seal"],
        "rows": [{"key": keys[place], **decision} for place, decision in decided.items()],
    }
    out = pathlib.Path(page).with_name(found.tag["data-name"])
    with open(out, "x", encoding="utf-8") as file:
        json.dump(rulings, file)
    print(f"{len(decided)} rulings in {out.name}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
