"""What a browser has and a mini-program has not: `document`, `window`, `eval` and their like."""

from collections.abc import Iterator

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.bindings import MEMBER, Bindings
from pintu.gates.source.code import Code
from pintu.gates.source.script import Token
from pintu.model.diagnostic import Diagnostic

NAMES = {"XMLHttpRequest", "document", "eval", "localStorage", "sessionStorage", "window"}
MAKER = "Function"
EVERYTHING = "globalThis"


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    for path in app.own:
        if path.endswith(".js"):
            for token in _found(app.code(path)):
                yield Diagnostic("globals.unwanted", app.text(path).where(token.offset), {"name": token.text})


def _found(code: Code) -> Iterator[Token]:
    own = Bindings(code)
    for i, token in enumerate(code.row):
        if token.kind == "name" and token.text in {*NAMES, MAKER} and _is_asked_for(code, i):
            of_everything = code.word(i - 2) == EVERYTHING
            if of_everything if code.word(i - 1) in MEMBER else own.holds(token.text, i) is None:
                yield token


def _is_asked_for(code: Code, i: int) -> bool:
    """Not where it is a key, a method or a field of something, is given a value, or where `typeof` is careful."""
    before, after = code.word(i - 1), code.word(i + 1)
    if before == "typeof" or (after == "=" and code.word(i + 2) != "="):
        return False
    if after == ":":
        return before not in {"{", ","}
    called = after == "("
    if called and code.word(code.closes.get(i + 1, i) + 1) == "{":
        return False
    return code.word(i) != MAKER or called or before == "new"


GATE = Gate("globals", ("miniprogram", "pages"), look)
