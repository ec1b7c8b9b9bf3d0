"""YAML as people expect it (1.2), from untrusted hands, with positions kept."""

import re
from functools import cache
from pathlib import Path

from pintu.errors import BlueprintError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Where
from pintu.stages.read_yaml_hints import not_a_mapping
from pintu.stages.read_yaml_nodes import Composer

MAX_BYTES = 1024 * 1024
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, line separators that editors do not count as lines, and a byte-order mark inside the text."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CHINESE = re.compile("[\u4e00-\u9fff]")


def read_yaml(path: Path, content: bytes | None = None) -> Document:
    """Read one file; `content` stands in for what is on disk (standard input).

    Raises `BlueprintError` with a position where it is not a mapping of plain data, with all that was found.
    """
    file = str(path)
    text = _decode(file, read_bytes(path) if content is None else content)
    composer = Composer(file, text)
    node, data = composer.compose()
    if not composer.found and not isinstance(data, dict):
        composer.found.append(not_a_mapping(file, node, data))
    if composer.found or node is None or not isinstance(data, dict):
        raise BlueprintError(composer.found)
    return Document(file, text, data, lambda: node)


def known_yaml(path: Path, content: bytes, data: dict[str, Data]) -> Document:
    """A file whose data are known; where everything stands in it is found out when somebody asks."""
    return Document(str(path), _decode(str(path), content), data, cache(lambda: read_yaml(path, content).node))


def read_bytes(path: Path) -> bytes:
    """As much of a file as is looked at. Raises `BlueprintError` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        args = {"reason": error.strerror or type(error).__name__}
        raise BlueprintError([Diagnostic("file.unreadable", Where(str(path)), args)]) from error


def _decode(file: str, raw: bytes) -> str:
    """The text with LF, without its byte-order mark."""
    if len(raw) > MAX_BYTES:
        raise BlueprintError([Diagnostic("yaml.too_large", Where(file))])
    try:
        text = _lines_feed(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        code = _encoding(raw)
        offset = next(i for i, byte in enumerate(raw) if byte > 127) if code == "yaml.gbk" else error.start
        raise BlueprintError([Diagnostic(code, _line_of(file, raw, offset))]) from error
    if found := INVISIBLE.search(text):
        before = text[: found.start()]
        where = Where(file, before.count("\n") + 1, found.start() - before.rfind("\n"))
        raise BlueprintError([Diagnostic("yaml.invisible", where, {"character": f"U+{ord(found[0]):04X}"})])
    return text


def _encoding(raw: bytes) -> str:
    if raw.startswith(UTF_16):
        return "yaml.utf_16"
    try:
        return "yaml.gbk" if CHINESE.search(raw.decode("gb18030")) else "yaml.not_utf8"
    except UnicodeDecodeError:
        return "yaml.not_utf8"


def _line_of(file: str, raw: bytes, offset: int) -> Where:
    if raw.startswith(UTF_16):
        return Where(file)
    before = _lines_feed(raw[:offset].decode("utf-8-sig", errors="replace"))
    return Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _lines_feed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
