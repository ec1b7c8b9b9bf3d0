"""The tokens of a script with the brackets that group them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pintu.gates.source.script import Token

CLOSES = {"(": ")", "[": "]", "{": "}", "${": "}"}


@dataclass(frozen=True, eq=False)
class Code:
    """Places are indices in `row`; a range is from the first of its tokens to the one after the last."""

    row: Sequence[Token]

    @cached_property
    def closes(self) -> Mapping[int, int]:
        """Where each bracket closes."""
        found: dict[int, int] = {}
        waiting: list[int] = []
        for i, token in enumerate(self.row):
            if token.kind != "mark":
                continue
            if token.text in CLOSES:
                waiting.append(i)
            elif waiting and token.text == CLOSES[self.row[waiting[-1]].text]:
                found[waiting.pop()] = i
        return found

    @cached_property
    def opens(self) -> Mapping[int, int]:
        """Where what closes here was opened."""
        return {end: start for start, end in self.closes.items()}

    def word(self, i: int) -> str:
        """A name or a mark; "" for texts and numbers, and where there is no token."""
        return self.row[i].text if 0 <= i < len(self.row) and self.row[i].kind in {"name", "mark"} else ""

    def level(self, start: int, end: int) -> Iterator[int]:
        """The places of a range that are in no bracket of their own; of each bracket only where it opens."""
        while start < end:
            yield start
            start = self.closes.get(start, start) + 1

    def items(self, bracket: int) -> Iterator[tuple[int, int]]:
        """What stands between the commas of a bracket: arguments, elements, properties."""
        end = self.closes.get(bracket, bracket)
        start = bracket + 1
        for i in self.level(start, end):
            if self.word(i) == ",":
                yield start, i
                start = i + 1
        if start < end:
            yield start, end

    def properties(self, brace: int) -> Mapping[str, tuple[int, int]]:
        """The values of an object by name; `{ url }` is `{ url: url }`. Methods and what is spread are left out."""
        found: dict[str, tuple[int, int]] = {}
        for start, end in self.items(brace):
            key = self.row[start]
            if key.kind in {"name", "string"} and self.word(start + 1) == ":":
                found.setdefault(key.text, (start + 2, end))
            elif key.kind == "name" and end == start + 1:
                found.setdefault(key.text, (start, end))
        return found
