"""JavaScript as a row of tokens: enough to see what a file requires, calls and names. ESLint and tsc judge the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["name", "string", "number", "template", "regex", "mark"]

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<number>\.?\d[\w.]*)
    |(?P<name>[A-Za-z_$\u0080-\uffff][\w$]*)
    |(?P<mark>=>|\?\.|\.\.\.|[^\s])""",
    re.DOTALL | re.VERBOSE,
)
REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
CHUNK = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*", re.DOTALL)
BEFORE_PATH = (["require", "("], ["require", ".", "async", "("], ["from"], ["import"])
ENDS_VALUE = {")", "]", "}"}
BEFORE_VALUE = {"return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await", "yield"}
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
IMPORT_TYPE = re.compile(r"""\bimport\(\s*["']([^"']+)["']\s*\)""")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` of a string or of a template's beginning is without its quotes."""

    kind: Kind
    text: str
    offset: int


def tokens(content: str) -> Sequence[Token]:
    """Without comments. A template is a token for each of its texts, with `${`, an expression and `}` between."""
    return tuple(_tokens(content))


def _tokens(content: str) -> Iterator[Token]:
    at, last = 0, Token("mark", ";", 0)
    inside: list[int] = []  # open braces of each template literal's expression
    while found := TOKEN.match(content, at):
        kind, text, start = str(found.lastgroup), found[0], at
        at = found.end()
        if kind == "skip":
            continue
        if text == "/" and _value_may_follow(last) and (regex := REGEX.match(content, start)):
            last, at = Token("regex", regex[0], start), regex.end()
        elif text == "`" or (text == "}" and inside and inside[-1] == 0):
            if text == "}":
                inside.pop()
                yield Token("mark", "}", start)
            chunk = CHUNK.match(content, at)
            end = chunk.end() if chunk else at
            last, at = Token("template", content[at:end], start), end + 1
            if content.startswith("${", end):
                inside.append(0)
                yield last
                last, at = Token("mark", "${", end), end + 2
        else:
            if inside and text in "{}":
                inside[-1] += 1 if text == "{" else -1
            last = _plain(kind, text, start)
        yield last


def _plain(kind: str, text: str, start: int) -> Token:
    match kind:
        case "string":
            return Token("string", ESCAPE.sub(r"\1", text[1:-1]), start)
        case "number":
            return Token("number", text, start)
        case "name":
            return Token("name", text, start)
    return Token("mark", text, start)


def _value_may_follow(last: Token) -> bool:
    if last.kind == "mark":
        return last.text not in ENDS_VALUE
    return last.kind == "name" and last.text in BEFORE_VALUE


def required(row: Sequence[Token]) -> Iterator[Token]:
    """The paths that `require("...")`, `require.async("...")` and `import ... from "..."` name."""
    for i, token in enumerate(row):
        if token.kind != "string":
            continue
        before = [other.text for other in row[max(0, i - 4) : i]]
        if any(before[-len(words) :] == words for words in BEFORE_PATH):
            yield token


def bound(row: Sequence[Token], ending: str) -> tuple[set[str], set[str]]:
    """What a file calls the module whose path ends so: (its functions by name, the names of the module as a whole)."""
    functions, wholes = set[str](), set[str]()
    for i, token in enumerate(row):
        if token.kind != "string" or not token.text.endswith(ending):
            continue
        if [other.text for other in row[i - 2 : i]] != ["require", "("]:
            continue
        before = row[: i - 2]
        if len(before) > 1 and before[-1].text == "=" and before[-2].kind == "name":
            wholes.add(before[-2].text)
        elif len(before) > 1 and [one.text for one in before[-2:]] == ["}", "="]:
            start = max((k for k, one in enumerate(before) if one.text == "{"), default=0)
            functions |= {one.text for one in before[start:] if one.kind == "name"}
    return functions, wholes
