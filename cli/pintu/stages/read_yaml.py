"""YAML as people expect it (1.2 core schema), from untrusted hands, with positions kept."""

import re
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pintu.errors import BlueprintError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Where

MAX_BYTES = 1024 * 1024
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?\Z")
WORDS: dict[str, Data] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def read_yaml(path: Path, text: str | None = None) -> Document:
    """Read one file. Raises `BlueprintError` with a position when it is not a mapping of plain data."""
    file = str(path)
    if text is None:
        text = _decode(path)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file, 1, 1)
        raise BlueprintError([Diagnostic("yaml.syntax", where, {"problem": error.problem or str(error)})]) from error
    found: list[Diagnostic] = []
    data = _plain(node, file, found) if node else None
    if not isinstance(data, dict):
        found.append(Diagnostic("yaml.not_a_mapping", Where(file, 1, 1)))
    if found or not isinstance(data, dict):
        raise BlueprintError(found)
    return Document(file, text, data, node)


def _decode(path: Path) -> str:
    where = Where(str(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BlueprintError([Diagnostic("file.unreadable", where, {"reason": error.strerror or ""})]) from error
    if len(raw) > MAX_BYTES:
        raise BlueprintError([Diagnostic("yaml.too_large", where, {"bytes": len(raw)})])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BlueprintError([Diagnostic("yaml.not_utf8", where)]) from error


def _plain(node: Node, file: str, found: list[Diagnostic]) -> Data:
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_plain(item, file, found) for item in node.value]
    data: dict[str, Data] = {}
    assert isinstance(node, MappingNode)
    for key, value in node.value:
        where = Where(file, key.start_mark.line + 1, key.start_mark.column + 1, str(key.value))
        if not isinstance(key, ScalarNode):
            found.append(Diagnostic("yaml.key_not_text", where))
        elif key.value in data:
            found.append(Diagnostic("yaml.duplicate_key", where, {"key": key.value}))
        else:
            data[key.value] = _plain(value, file, found)
    return data


def _scalar(node: ScalarNode) -> Data:
    text: str = node.value
    if node.style is not None:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.match(text):
        return int(text)
    if FLOAT.match(text):
        return float(text)
    return text
