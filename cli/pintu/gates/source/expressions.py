"""The texts that the value of an expression may begin with, as far as they are written in the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from pintu.gates.source.bindings import Bindings
from pintu.gates.source.script import Token


@dataclass(frozen=True, slots=True)
class Written:
    """`whole` where nothing is added to the text."""

    token: Token
    whole: bool


def beginnings(own: Bindings, start: int, end: int) -> Iterator[Written]:
    """Of a text, of `"a" + b`, of each side of `c ? a : b`, `a || b` and `a ?? b`, of a template, of a constant."""
    code = own.code
    for first, last in _sides(own, start, end):
        token, closing = code.row[first], code.closes.get(first, first)
        follows = code.word(closing + 1) if closing + 1 < last else ""
        whole = closing + 1 == last
        if token.kind in {"string", "template"} and (whole or follows in {"+", "${"}):
            yield Written(token, whole)
        elif whole or follows == "+":
            for one in _behind(own, first, closing):
                yield Written(one.token, one.whole and whole)


def _behind(own: Bindings, first: int, closing: int) -> Iterator[Written]:
    """What stands in parentheses, or is the value of a constant that stands before."""
    if own.code.word(first) == "(":
        yield from beginnings(own, first + 1, closing)
    elif own.code.row[first].kind == "name":
        constant = own.holds(own.code.word(first), first)
        if constant is not None and constant.value is not None and constant.value[1] <= first:
            yield from beginnings(own, *constant.value)


def _sides(own: Bindings, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Those that may be the value. A condition is none, nor is what `&&` asks first."""
    code, begin = own.code, start
    for i in code.level(start, end):
        word = code.word(i)
        if i < begin or word not in {"?", ":", "|", "&"}:
            continue
        double = code.word(i + 1) == word
        if begin < i and (word == ":" or (double and word != "&")):
            yield begin, i
        begin = i + (2 if double else 1)
    if begin < end:
        yield begin, end
