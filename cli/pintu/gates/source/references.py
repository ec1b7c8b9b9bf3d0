"""What a file of a mini-program refers to, where it says so, and which file that is."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from pintu.gates.source.app import PICTURES, MiniProgram
from pintu.gates.source.appearance import icons
from pintu.gates.source.code import Code
from pintu.gates.source.json_file import texts
from pintu.gates.source.npm import NPM
from pintu.gates.source.script import IMPORT_TYPE, required, tokens
from pintu.model.document import Where

Kind: TypeAlias = Literal["component", "placeholder", "script", "type", "template", "style", "picture", "data"]

STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']""")
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|https?:|//)([^"')]+)["']?\s*\)""")
TEMPLATE_TAGS = ("import", "include", "wxs")
ABSOLUTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """`target` is a path (of a component without its suffix); None where there is no such file."""

    kind: Kind
    written: str
    where: Where
    target: str | None


@lru_cache(maxsize=4096)
def references(app: MiniProgram, path: str) -> Sequence[Reference]:
    """Of one file, by its suffix."""
    kind = posixpath.splitext(path)[1]
    return tuple(READERS[kind](app, path)) if kind in READERS and app.find(path) else ()


def _of_json(app: MiniProgram, path: str) -> Iterator[Reference]:
    owner = path.removesuffix(".json")
    data = app.data(path)
    for key, kind in (("usingComponents", "component"), ("componentPlaceholder", "placeholder")):
        for tag, written in texts(data.get(key)).items():
            if app.is_elsewhere(written) or (kind == "placeholder" and "/" not in written):
                continue
            where = app.where_in(path, (key, tag))
            yield Reference("component", written, where, app.resolve_component(owner, written))
    generics = data.get("componentGenerics")
    for name, generic in (generics if isinstance(generics, dict) else {}).items():
        for written in texts(generic).values():
            where = app.where_in(path, ("componentGenerics", name))
            yield Reference("component", written, where, app.resolve_component(owner, written))
    for file, trail, written in icons(app) if path in {"app.json", app.theme} else ():
        if file == path:
            yield Reference("picture", written, app.where_in(path, trail), _first(app, _joined("", written), ("",)))


def _of_script(app: MiniProgram, path: str) -> Iterator[Reference]:
    text = app.text(path)
    for token in required(app.tokens(path)):
        written = token.text
        if written.startswith((".", "/")):
            yield Reference("script", written, text.where(token.offset), _script(app, path, written))
        else:
            found = _first(app, f"{NPM}/{written}", ("", ".js", "/index.js"))
            beside = None if found or "." not in written else _script(app, path, f"./{written}")
            yield Reference("script", written, text.where(token.offset), found or beside)
    for match in IMPORT_TYPE.finditer(text.content):
        if match[1].startswith("."):
            yield Reference("type", match[1], text.where(match.start(1)), _script(app, path, match[1]))
    yield from _named_pictures(app, path, app.code(path), 0)


def _script(app: MiniProgram, path: str, written: str) -> str | None:
    suffixes = (".wxs",) if path.endswith(".wxs") else ("", ".js", "/index.js", ".json", ".wxs")
    return _first(app, _joined(path, written), ("", *suffixes))


def _of_markup(app: MiniProgram, path: str) -> Iterator[Reference]:
    text = app.text(path)
    for tag in app.tags(path):
        source = tag.attributes.get("src")
        if source is None or not source.value:
            continue
        if "{{" in source.value:
            yield from _named_pictures(app, path, Code(tokens(source.value)), source.value_offset)
            continue
        where = text.where(source.value_offset)
        if tag.name in TEMPLATE_TAGS:
            target = _first(app, _joined(path, source.value), ("", ".wxs" if tag.name == "wxs" else ".wxml"))
            yield Reference("template", source.value, where, target)
        elif _is_picture(source.value):
            yield Reference("picture", source.value, where, _picture(app, path, source.value))


def _of_style(app: MiniProgram, path: str) -> Iterator[Reference]:
    text = app.text(path)
    content = STYLE_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text.content)
    for found in STYLE_IMPORT.finditer(content):
        yield Reference("style", found[1], text.where(found.start(1)), _style(app, path, found[1]))
    for found in ADDRESS.finditer(content):
        if _is_picture(found[1]):
            yield Reference("picture", found[1], text.where(found.start(1)), _picture(app, path, found[1]))


def _named_pictures(app: MiniProgram, path: str, code: Code, offset: int) -> Iterator[Reference]:
    """Those that texts name. One that is not there is told only in a folder of ours: it may be a path of a server."""
    for i, token in enumerate(code.row):
        if token.kind == "string" and _is_picture(token.text) and "+" not in {code.word(i - 1), code.word(i + 1)}:
            target = _picture(app, path, token.text)
            ours = token.text.startswith("/") and posixpath.dirname(_without_query(token.text)[1:]) in app.folders
            if target or ours:
                yield Reference("picture", token.text, app.text(path).where(offset + token.offset), target)


def _is_picture(written: str) -> bool:
    return _without_query(written).lower().endswith(PICTURES) and not ABSOLUTE.match(written)


def _picture(app: MiniProgram, path: str, written: str) -> str | None:
    return _first(app, _joined(path, _without_query(written)), ("",))


def _without_query(written: str) -> str:
    return written.partition("?")[0].partition("#")[0]


def _style(app: MiniProgram, path: str, written: str) -> str | None:
    near = _first(app, _joined(path, written), ("", ".wxss"))
    return near or _first(app, f"{NPM}/{written}", ("", ".wxss"))


def _joined(path: str, written: str) -> str:
    if written.startswith("/"):
        return posixpath.normpath(written.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))


def _first(app: MiniProgram, start: str, suffixes: Sequence[str]) -> str | None:
    return next((f"{start}{suffix}" for suffix in suffixes if app.find(f"{start}{suffix}")), None)


READERS = {".json": _of_json, ".js": _of_script, ".wxs": _of_script, ".wxml": _of_markup, ".wxss": _of_style}
