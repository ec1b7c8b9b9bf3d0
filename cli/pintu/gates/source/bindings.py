"""Which names of a script are its own: what it declares, destructures or takes as parameters, and how far that holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pintu.gates.source.script import Token

CLOSES = {"(": ")", "[": "]", "{": "}"}
DECLARES = {"const", "let", "var", "function", "class", "import"}
TAKES_CONDITION = {"if", "while", "for", "switch", "with"}


@dataclass(frozen=True, slots=True)
class Binding:
    """`name` holds for the tokens from `start` to `end`; the value of a simple `const` begins at `value`, else 0."""

    name: str
    start: int
    end: int
    value: int = 0


def pairs(row: Sequence[Token]) -> Mapping[int, int]:
    """Where each bracket closes."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for i, token in enumerate(row):
        if token.kind != "mark":
            continue
        if token.text in CLOSES:
            waiting.append(i)
        elif waiting and token.text == CLOSES[row[waiting[-1]].text]:
            found[waiting.pop()] = i
    return found


def bindings(row: Sequence[Token]) -> Iterator[Binding]:
    closes = pairs(row)
    for i, token in enumerate(row):
        before, after = _text(row, i - 1), _text(row, i + 1)
        if token.kind == "name" and token.text in DECLARES and before not in {".", "?."}:
            yield from _declared(row, i, closes)
        elif token.kind == "name" and after == "=>":
            yield Binding(token.text, i, _end_of_function(row, i + 2, closes))
        elif token.kind == "mark" and token.text == "(" and i in closes and before not in TAKES_CONDITION:
            follows = _text(row, closes[i] + 1)
            if follows in {"{", "=>"}:
                body = closes[i] + (1 if follows == "{" else 2)
                for name in _names(row, i, closes[i]):
                    yield Binding(name, i, _end_of_function(row, body, closes))


def _declared(row: Sequence[Token], i: int, closes: Mapping[int, int]) -> Iterator[Binding]:
    start, end = _block(row, i, closes)
    first = i + 2 if _text(row, i + 1) == "*" else i + 1
    if first in closes and _text(row, first) in {"{", "["}:
        yield from (Binding(name, start, end) for name in _names(row, first, closes[first]))
    elif first < len(row) and row[first].kind == "name":
        simple = row[i].text == "const" and _text(row, first + 1) == "="
        yield Binding(row[first].text, start, end, first + 2 if simple else 0)


def _block(row: Sequence[Token], i: int, closes: Mapping[int, int]) -> tuple[int, int]:
    """The innermost braces around a token; the whole file where there are none."""
    around = (start for start, end in closes.items() if start < i < end and row[start].text == "{")
    start = max(around, default=-1)
    return start, closes.get(start, len(row))


def _names(row: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """Those that a pattern or a row of parameters binds: no keys, no defaults."""
    for i in range(start + 1, end):
        if row[i].kind == "name" and _text(row, i + 1) != ":" and _text(row, i - 1) not in {"=", ".", "?."}:
            yield row[i].text


def _end_of_function(row: Sequence[Token], body: int, closes: Mapping[int, int]) -> int:
    """Of one whose body begins there: a block, or an expression."""
    if _text(row, body) == "{" and body in closes:
        return closes[body]
    i = body
    while i < len(row) and not (row[i].kind == "mark" and row[i].text in {",", ";", ")", "]", "}"}):
        i = closes.get(i, i) + 1
    return i


def is_method(row: Sequence[Token], i: int, closes: Mapping[int, int]) -> bool:
    """`name() { ... }` in an object or a class."""
    return i + 1 in closes and _text(row, i + 1) == "(" and _text(row, closes[i + 1] + 1) == "{"


def innermost(found: Sequence[Binding], name: str, i: int) -> Binding | None:
    """What a name is bound to at a token."""
    holds = (one for one in found if one.name == name and one.start <= i < one.end)
    return max(holds, key=lambda one: one.start, default=None)


def _text(row: Sequence[Token], i: int) -> str:
    return row[i].text if 0 <= i < len(row) and row[i].kind != "string" else ""
