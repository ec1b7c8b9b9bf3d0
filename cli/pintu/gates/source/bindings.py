"""The names that a script makes its own: what it declares, imports or takes as parameters, and how far that holds.

Where the two differ, a name rather counts as the script's own: what is judged by this is only what surely is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pintu.gates.source.code import Code

VARIABLES = {"const", "let", "var"}
NAMED = {"class", "function"}
TAKES_CONDITION = {"if", "while", "for", "switch", "with"}
ENDS = {",", ";", ")", "]", "}"}
MEMBER = {".", "?.", "#"}


@dataclass(frozen=True, slots=True)
class Binding:
    """`name` holds in a range of tokens; `value` is the range of what a `const` says, None for all else."""

    name: str
    start: int
    end: int
    value: tuple[int, int] | None = None


@dataclass(frozen=True, eq=False)
class Bindings:
    code: Code

    def holds(self, name: str, i: int) -> Binding | None:
        """What a name is bound to at a token: the innermost."""
        found = (one for one in self._all if one.name == name and one.start <= i < one.end)
        return max(found, key=lambda one: one.start, default=None)

    @cached_property
    def _all(self) -> Sequence[Binding]:
        return tuple(self._found())

    def _found(self) -> Iterator[Binding]:
        code = self.code
        for i, block in enumerate(self._blocks()):
            word, before, after = code.word(i), code.word(i - 1), code.word(i + 1)
            if word in VARIABLES and before not in MEMBER:
                # What `var` declares holds for the function; the whole file is near enough.
                yield from self._variables(i, -1 if word == "var" else block)
            elif word in NAMED and before not in MEMBER:
                yield self._in_block(code.word(i + 2 if after == "*" else i + 1), block)
            elif word == "import" and after not in {"(", "."}:
                module = next((k for k in range(i, len(code.row)) if code.row[k].kind == "string"), i)
                yield from (self._in_block(name, -1) for name in self._names(i, module))
            elif after == "=>" and code.row[i].kind == "name":
                yield Binding(word, i, self._end_of_function(i + 2))
            elif word == "(" and i in code.closes and before not in TAKES_CONDITION:
                yield from self._parameters(i, code.closes[i])

    def _blocks(self) -> Iterator[int]:
        """For each token the brace that it stands in, -1 for none."""
        inside = [-1]
        for i in range(len(self.code.row)):
            if i == self.code.closes.get(inside[-1]):
                inside.pop()
            yield inside[-1]
            if self.code.word(i) == "{" and i in self.code.closes:
                inside.append(i)

    def _in_block(self, name: str, block: int, value: tuple[int, int] | None = None) -> Binding:
        return Binding(name, block, self.code.closes.get(block, len(self.code.row)), value)

    def _variables(self, i: int, block: int) -> Iterator[Binding]:
        """Of `const a = 1, { b, c: [d] } = e;`: a, b and d."""
        code, at = self.code, i
        while at == i or code.word(at) == ",":
            first, at = at + 1, self._end(at + 1)
            if first in code.closes:
                yield from (self._in_block(name, block) for name in self._names(first, code.closes[first]))
            else:
                is_constant = code.word(i) == "const" and code.word(first + 1) == "="
                yield self._in_block(code.word(first), block, (first + 2, at) if is_constant else None)

    def _parameters(self, start: int, end: int) -> Iterator[Binding]:
        follows = self.code.word(end + 1)
        if follows in {"{", "=>"}:
            last = self._end_of_function(end + (1 if follows == "{" else 2))
            yield from (Binding(name, start, last) for name in self._names(start, end))

    def _names(self, start: int, end: int) -> Iterator[str]:
        """Those that a pattern or a row of parameters binds: no keys, and nothing that is a default."""
        code = self.code
        for i in range(start + 1, end):
            if code.row[i].kind == "name" and code.word(i + 1) != ":" and code.word(i - 1) not in {"=", *MEMBER}:
                yield code.word(i)

    def _end_of_function(self, body: int) -> int:
        """Of one whose body begins there: a block, or an expression."""
        return self.code.closes.get(body, body) if self.code.word(body) == "{" else self._end(body)

    def _end(self, start: int) -> int:
        """Where an expression or a statement ends, at the latest."""
        row = self.code.row
        return next((i for i in self.code.level(start, len(row)) if self.code.word(i) in ENDS), len(row))
