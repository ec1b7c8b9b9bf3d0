"""Where each value of a JSON text stands. What is JSON and what is not, and what it means, `json` says."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pintu.gates.source.text import Text
from pintu.model.document import Mark, Node

TOKEN = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|[{}\[\]]|[^\s{}\[\],:\"]+""")


@dataclass(slots=True)
class Place:
    """Counted from 0."""

    line: int
    column: int
    index: int


@dataclass(slots=True)
class Span:
    start_mark: Mark
    end_mark: Mark


@dataclass(slots=True)
class Open:
    """A mapping or a list that has not ended: keys and values, or values, one after the other."""

    bracket: str
    start: int
    values: list[Node] = field(default_factory=list)


def tree(text: Text) -> Node:
    """Of a text that is JSON."""
    waiting = [Open("", 0)]
    for found in TOKEN.finditer(text.content):
        word = found[0]
        if word in {"{", "["}:
            waiting.append(Open(word, found.start()))
        elif word in {"}", "]"}:
            done = waiting.pop()
            waiting[-1].values.append(_collection(done, _span(text, done.start, found.end())))
        else:
            quoted = word.startswith('"')
            said = json.loads(word, strict=False) if quoted else word
            waiting[-1].values.append(Node(_span(text, *found.span()), said, plain=not quoted))
    return waiting[0].values[0]


def _collection(done: Open, span: Span) -> Node:
    if done.bracket == "[":
        return Node(span, None, done.values)
    return Node(span, None, (), _pairs(done.values))


def _pairs(values: Sequence[Node]) -> dict[str, tuple[Node, Node]]:
    return {str(key.text): (key, value) for key, value in zip(values[::2], values[1::2], strict=True)}


def _span(text: Text, start: int, end: int) -> Span:
    return Span(_place(text, start), _place(text, end))


def _place(text: Text, offset: int) -> Place:
    where = text.where(offset)
    return Place(where.line - 1, where.column - 1, offset)
