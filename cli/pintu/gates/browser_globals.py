"""What a browser has and a mini-program has not: `document`, `window`, `eval` and their like."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.script import Token
from pintu.model.diagnostic import Diagnostic

NAMES = {"XMLHttpRequest", "document", "eval", "localStorage", "sessionStorage", "window"}


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    for path in app.own:
        if path.endswith(".js"):
            row = app.tokens(path)
            for token in _found(row):
                yield Diagnostic("globals.unwanted", app.text(path).where(token.offset), {"name": token.text})


def _found(row: Sequence[Token]) -> Iterator[Token]:
    own = {two.text for one, two in pairwise(row) if one.text in {"const", "let", "var", "function"}}
    for i, token in enumerate(row):
        before, after = row[i - 1].text if i else "", row[i + 1].text if i + 1 < len(row) else ""
        if token.kind != "name" or before in {".", "?."} or token.text in own:
            continue
        if (token.text in NAMES and after != ":") or (token.text == "Function" and before == "new"):
            yield token


GATE = Gate("globals", ("miniprogram",), look)
