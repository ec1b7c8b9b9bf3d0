"""What a script takes from `wx`."""

from collections.abc import Iterator

from pintu.gates.source.code import Code
from pintu.gates.source.script import Token

PLATFORM = "wx"


def platform_calls(code: Code) -> Iterator[Token]:
    """`getLocation` of `wx.getLocation`, of `wx["getLocation"]`, and of `const { getLocation } = wx`."""
    for i, token in enumerate(code.row):
        if token.kind == "name" and token.text == PLATFORM:
            yield from _member(code, i)
            if code.word(i - 1) == "=" and code.word(i - 2) == "}":
                yield from (code.row[start] for start, _ in code.items(code.opens.get(i - 2, i)))


def _member(code: Code, i: int) -> Iterator[Token]:
    rest = code.row[i + 1 : i + 4]
    words = [code.word(k) for k in range(i + 1, i + 4)]
    if words[0] in {".", "?."} and len(rest) > 1 and rest[1].kind == "name":
        yield rest[1]
    if words[0] == "?.":
        rest, words = code.row[i + 2 : i + 5], words[1:]
    if words[0] == "[" and len(rest) > 2 and rest[1].kind == "string" and rest[2].text == "]":
        yield rest[1]
