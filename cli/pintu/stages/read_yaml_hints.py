"""What a parser's complaint most likely means to somebody who has written YAML with a Chinese keyboard.

Looked for first in the lines between where the parser began to wonder and where it gave up; only then is its own
complaint told, in our words.
"""

import re
from collections.abc import Iterator

import yaml

from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Node, Where

WIDE_COLON = re.compile(r"^\s*(?:- +)?[\w.-]+[ \t]*(?P<found>：)")
WIDE_IN_FLOW = re.compile(r"[\[{][^\]}]*?(?P<found>[，：])")
WIDE_QUOTE = re.compile(r"(?:[:：-]\s*|[\[{,，]\s*)(?P<found>[“”‘’])")
WIDE_SPACE = re.compile(r"^[ \t]*(?P<found>[\u3000\u00a0])|[:：-](?P<later>[\u3000\u00a0])")
INSTEAD = {"：": ": ", "，": ", ", "“": '"', "”": '"', "‘": "'", "’": "'", "\u3000": " ", "\u00a0": " "}
NO_SPACE = re.compile(r"^\s*(?:- +)?[A-Za-z_][\w.-]*(?P<found>:)[^\s:/]")
COLOUR = re.compile(r":\s+(?P<found>#(?:[0-9A-Fa-f]{3}){1,2}\b)")
TAB = re.compile(r"^ *(?:- *)?(?P<found>\t)")
QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")

AT_THE_START = {"yaml.no_colon", "yaml.list_open", "yaml.mapping_open", "yaml.bracket_open", "yaml.quote_open"}
"""Complaints that are about where the parser began to wonder."""

COMPLAINTS = (
    ("found character that cannot start any token", "yaml.bad_start"),
    ("scanning a directive", "yaml.bad_start"),
    ("tab character", "yaml.tab"),
    ("mapping values are not allowed", "yaml.second_colon"),
    ("found unexpected ':'", "yaml.no_space"),
    ("could not find expected ':'", "yaml.no_colon"),
    ("did not find expected ',' or ']'", "yaml.list_open"),
    ("did not find expected ',' or '}'", "yaml.mapping_open"),
    ("while parsing a flow node", "yaml.bracket_open"),
    ("quoted scalar found unexpected", "yaml.quote_open"),
    ("escape", "yaml.escape"),
    ("did not find expected key", "yaml.indentation"),
    ("did not find expected '-' indicator", "yaml.list_and_keys"),
    ("block sequence entries are not allowed", "yaml.list_here"),
    ("did not find expected <document start>", "yaml.indentation"),
    ("found unexpected document indicator", "yaml.quote_open"),
)


def syntax_error(file: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """The most helpful thing that can be said about an error of the parser."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start = error.context_mark.line + 1 if error.context_mark else max(1, line - 1)
    complaint = f"{error.context or ''} {error.problem or ''}".strip()
    for suspect in _suspects(file, text, max(start, line - 50), line):
        return suspect
    code = next((code for words, code in COMPLAINTS if words in complaint), "yaml.syntax")
    if error.context_mark is not None and (code in AT_THE_START or "directive" in complaint):
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    line, column = _in_the_text(text, line, column)
    here = text.split("\n")[line - 1]
    if code == "yaml.indentation" and here[: column - 1].rstrip().endswith(("'", '"')):
        code = "yaml.after_quote"
    return Diagnostic(code, Where(file, line, column), {"problem": complaint, "character": here[column - 1 : column]})


def _in_the_text(text: str, line: int, column: int) -> tuple[int, int]:
    """The end of the last line that says something, where the parser gave up behind it."""
    lines = text.rstrip("\n").split("\n")
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def not_a_mapping(file: str, node: Node | None, data: Data) -> Diagnostic:
    """A file that is nothing, a list, or one text."""
    if node is None or data is None:
        return Diagnostic("yaml.empty", Where(file, 1, 1))
    where = Where(file, node.line, node.column)
    return (misread_key(file, node) if isinstance(data, str) else None) or Diagnostic("yaml.not_a_mapping", where)


def misread_key(file: str, node: Node) -> Diagnostic | None:
    """A text that was meant as `key: value`: a full-width colon, or none of the space that belongs behind a colon."""
    if node.text is None or not node.plain:
        return None
    for pattern, code in ((WIDE_COLON, "yaml.full_width"), (NO_SPACE, "yaml.no_space")):
        if found := pattern.search(node.text):
            where = Where(file, node.line, node.column + found.start("found"))
            return _diagnostic(code, where, found["found"])
    return None


def _suspects(file: str, text: str, first: int, last: int) -> Iterator[Diagnostic]:
    """Usual slips in the lines `first` to `last`, the last line first."""
    lines = text.split("\n")
    for number in range(min(last, len(lines)), first - 1, -1):
        raw = lines[number - 1]
        line = QUOTED.sub(lambda found: "x" * len(found[0]), raw)
        for pattern, code in (
            (TAB, "yaml.tab"),
            (COLOUR, "yaml.colour_is_comment"),
            (WIDE_COLON, "yaml.full_width"),
            (WIDE_IN_FLOW, "yaml.full_width"),
            (WIDE_QUOTE, "yaml.full_width"),
            (WIDE_SPACE, "yaml.full_width"),
            (NO_SPACE, "yaml.no_space"),
        ):
            if found := pattern.search(line):
                start, character = next((found.start(name), found[name]) for name in found.groupdict() if found[name])
                yield _diagnostic(code, Where(file, number, start + 1), character)


def _diagnostic(code: str, where: Where, found: str) -> Diagnostic:
    match code:
        case "yaml.full_width":
            return Diagnostic(code, where, {"found": found, "instead": INSTEAD[found]}, fix=INSTEAD[found])
        case "yaml.no_space":
            return Diagnostic(code, where, fix=": ")
        case "yaml.colour_is_comment":
            return Diagnostic(code, where, {"colour": found}, fix=f'"{found}"')
    return Diagnostic(code, where)
