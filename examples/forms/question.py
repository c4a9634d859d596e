"""The questions of a form, and the truth about them: where each stands, where its answer goes, and what the knowledge base knows of it.

`same`: an approved wording of the entry in another dress. `near`: the entry's subject, but it does not settle the question. `other`: nothing fits.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    text: str
    match: str  # "same", "near" or "none"
    entry: str | None = None
    note: str = ""  # guidance, control title or what else the form says beside the question


def same(entry, text, note=""):
    return Ask(text, "same", entry, note)


def near(entry, text, note=""):
    return Ask(text, "near", entry, note)


def other(text, note=""):
    return Ask(text, "none", None, note)


def record(questions, ask, cell, id, section, answer, comment=None, choices=(), answered=False, **more):
    """Notes one question of a sheet in the shape of `trustfill inspect --format json`; the asking itself rides along for the labels."""
    truth = {"cell": cell, "id": id, "section": section, "answer": answer, "comment": comment, "choices": list(choices), "answered": answered}
    questions.append((ask, {**truth, **more}))


@dataclass(frozen=True)
class Example:
    """One finished example: its name, its bytes, and per sheet the questions in reading order."""

    name: str
    content: bytes
    sheets: list  # of (sheet name, [(Ask, truth)])

    @classmethod
    def of_book(cls, name, book):
        return cls(name, book.package(), [(sheet.name, sheet.questions) for sheet in book.sheets if sheet.questions])

    def truth(self):
        sheets = [{"name": name, "questions": [truth for _, truth in questions]} for name, questions in self.sheets]
        return {"file": f"examples/{self.name}", "sheets": sheets}

    def labels(self):
        for name, questions in self.sheets:
            for ask, truth in questions:
                if truth.get("kind") != "general":
                    place = {"file": f"examples/{self.name}", "sheet": name, "cell": truth["cell"]}
                    yield {**place, "question": ask.text, "match": ask.match, "entry": ask.entry}
