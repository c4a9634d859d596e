#!/usr/bin/env python3
"""What people write for this job in an afternoon: openpyxl for the workbook, rapidfuzz for the match.

    python openpyxl_rapidfuzz.py FORM.xlsx KNOWLEDGE_DIR OUT.xlsx REVIEW.xlsx [--scorer WRatio|token_set_ratio]

Reads every wording of the base, finds the question column by its header, takes the nearest wording of each question,
writes the verdict and the text of answers above a threshold into the form, and every row with its three best matches
into a review workbook: the same two outputs as `trustfill fill`. Texts are folded once and not for each comparison,
and equal questions are matched once; nothing here is slower than it has to be.
"""

import argparse
import pathlib
import re
import tomllib

import openpyxl
from rapidfuzz import fuzz, process, utils

QUESTION = re.compile(r"\b(question|control|requirement)", re.I)
ANSWER = re.compile(r"\b(answer|response)", re.I)
COMMENT = re.compile(r"\b(comment|additional|notes|details|explanation)", re.I)
# Below it the nearest wording is left to the reviewer.
THRESHOLD = 90
# How far down a sheet its header is looked for.
HEADER_ROWS = 40


def load(folder):
    """Wordings, folded, and the entry of each."""
    wordings, entries = [], []
    for path in sorted(pathlib.Path(folder).glob("*/*.md")):
        if path.name.startswith("_"):
            continue
        _, front, text = path.read_text(encoding="utf-8").split("+++", 2)
        front = tomllib.loads(front)
        entry = {"id": path.stem, "verdict": front.get("verdict", ""), "text": text.strip()}
        asked = [front["question"]] + [a if isinstance(a, str) else a["q"] for a in front.get("also_asked", [])]
        for wording in asked:
            wordings.append(utils.default_process(wording))
            entries.append(entry)
    return wordings, entries


def columns(sheet):
    """The header row and the columns of question, answer and comment."""
    for row in sheet.iter_rows(min_row=1, max_row=min(HEADER_ROWS, sheet.max_row)):
        found = {}
        for cell in row:
            if not isinstance(cell.value, str) or len(cell.value) > 60:
                continue
            for name, pattern in (("question", QUESTION), ("answer", ANSWER), ("comment", COMMENT)):
                if pattern.search(cell.value):
                    found.setdefault(name, cell.column)
                    break
        if "question" in found and "answer" in found:
            return row[0].row, found
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("form")
    parser.add_argument("knowledge")
    parser.add_argument("out")
    parser.add_argument("review")
    # The scorer that `process.extract` takes when none is named.
    parser.add_argument("--scorer", default="WRatio", choices=["WRatio", "token_set_ratio"])
    options = parser.parse_args()
    scorer = getattr(fuzz, options.scorer)

    wordings, entries = load(options.knowledge)
    book = openpyxl.load_workbook(options.form)
    review = openpyxl.Workbook(write_only=True)
    listing = review.create_sheet("Review")
    listing.append(["Sheet", "Cell", "Question", "Answer", "Score", "Entry", "Matched", "Second", "Third"])
    known, rows, filled = {}, 0, 0
    for sheet in book.worksheets:
        place = columns(sheet)
        if place is None:
            continue
        header, found = place
        for (cell,) in sheet.iter_rows(
            min_row=header + 1, min_col=found["question"], max_col=found["question"]
        ):
            if not isinstance(cell.value, str) or len(cell.value) < 10:
                continue
            question = utils.default_process(cell.value)
            if question not in known:
                known[question] = process.extract(question, wordings, scorer=scorer, limit=3)
            best = known[question]
            rows += 1
            _, score, first = best[0]
            entry = entries[first]
            answer = sheet.cell(cell.row, found["answer"])
            if score >= THRESHOLD and answer.value is None and not isinstance(answer, openpyxl.cell.MergedCell):
                filled += 1
                answer.value = entry["verdict"].capitalize() or entry["text"]
                if "comment" in found:
                    comment = sheet.cell(cell.row, found["comment"])
                    if not isinstance(comment, openpyxl.cell.MergedCell):
                        comment.value = entry["text"]
            others = [entries[number]["id"] for _, _, number in best[1:]]
            listing.append(
                [sheet.title, cell.coordinate, cell.value, entry["text"], score, entry["id"], best[0][0], *others]
            )
    book.save(options.out)
    review.save(options.review)
    print(f"{rows} questions, {filled} filled")


if __name__ == "__main__":
    main()
