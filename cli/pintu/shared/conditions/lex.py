"""Text -> tokens."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .problem import Problem

Kind: TypeAlias = Literal["number", "duration", "text", "name", "sign", "end"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<duration>[0-9]+[a-zA-Z][a-zA-Z0-9]*)
  | (?P<number>[0-9]+(?:\.[0-9]+)?)
  | (?P<name>[a-zA-Z_][a-zA-Z0-9_]*)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<sign><=|>=|==|!=|[<>+\-*/(),])
    """,
    re.VERBOSE | re.ASCII,
)
_MEANT = str.maketrans("＜＞＝！＋－×＊÷／（），≤≥≠“”‘’", "<>=!+-**//(),<>!\"\"''")
_WORDS = {"&&": "and", "||": "or", "!": "not", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!="}


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> list[Token]:
    """All of them, with one of kind `end` behind. Raises Problem for what is none."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _stray(text, at)
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match[0], at))  # type: ignore[arg-type]
        at = match.end()
    return [*found, Token("end", "", len(text))]


def _stray(text: str, at: int) -> Problem:
    character = text[at]
    if character in "\"'":
        return Problem("unclosed_text", at, len(text))
    if character == "=":
        return Problem("single_equals", at, at + 1)
    pair = text[at : at + 2]
    written = pair if pair in _WORDS else character
    meant = _WORDS.get(written, written.translate(_MEANT))
    if meant == written:
        return Problem("bad_character", at, at + len(written), {"character": written})
    return Problem("other_sign", at, at + len(written), {"character": written, "meant": meant})
