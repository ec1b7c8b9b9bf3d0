"""What a browser has and a mini-program has not: `document`, `window`, `eval` and their like."""

from collections.abc import Iterator, Sequence

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.bindings import bindings, innermost, is_method, pairs
from pintu.gates.source.script import Token
from pintu.model.diagnostic import Diagnostic

NAMES = {"XMLHttpRequest", "document", "eval", "localStorage", "sessionStorage", "window"}
MAKER = "Function"
EVERYTHING = "globalThis"


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    for path in app.own:
        if path.endswith(".js"):
            row = app.tokens(path)
            if any(token.kind == "name" and token.text in {*NAMES, MAKER} for token in row):
                for token in _found(row):
                    yield Diagnostic("globals.unwanted", app.text(path).where(token.offset), {"name": token.text})


def _found(row: Sequence[Token]) -> Iterator[Token]:
    closes, own = pairs(row), tuple(bindings(row))
    for i, token in enumerate(row):
        before, after = row[i - 1].text if i else "", row[i + 1].text if i + 1 < len(row) else ""
        if token.kind != "name" or innermost(own, token.text, i):
            continue
        if before in {".", "?."} and (i < 2 or row[i - 2].text != EVERYTHING):
            continue
        is_key = after == ":" and before != "?"
        unwanted = token.text in NAMES and not is_key and not is_method(row, i, closes)
        if unwanted or (token.text == MAKER and (before == "new" or after == "(")):
            yield token


GATE = Gate("globals", ("miniprogram",), look)
