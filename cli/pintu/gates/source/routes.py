"""Where a mini-program leads to: the table in `core/routes.js`, and every place that opens a page.

Generated code names pages by id (`open("order.detail")`, `byRole("search")`); addresses (`wx.navigateTo`,
`<navigator url>`) are understood too.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from pintu.gates.source.app import MiniProgram
from pintu.gates.source.script import Token, bound
from pintu.model.document import Where

TABLE = "core/routes.js"
NAVIGATE = "core/navigate"
OPENERS = {"open", "replace", "takeQuery", "urlOf"}
"""Functions of `core/navigate.js` that take the id of a page first."""
BY_ROLE = "byRole"
KEYS = {"page", "next"}
"""Where the data of a page (an entry of "me", an action) names another one."""
How: TypeAlias = Literal["id", "role", "open", "switch"]
CALLS: Mapping[str, How] = {"navigateTo": "open", "redirectTo": "open", "reLaunch": "open", "switchTab": "switch"}
ELSEWHERE = re.compile(r"^(?:plugin(?:-private)?://|https?:)")


@dataclass(frozen=True, slots=True)
class Route:
    """A row of the table; `path` as `app.json` has it."""

    id: str
    path: str
    role: str
    tab: int
    where: Where


@dataclass(frozen=True, slots=True)
class Target:
    """A page that is opened, by its id, its role or its address; `certain` where it can be nothing else."""

    how: How
    name: str
    where: Where
    certain: bool = True
    may_be_tab: bool = True


@lru_cache(maxsize=8)
def routes(app: MiniProgram) -> Mapping[str, Route]:
    """The table by id; empty where there is none."""
    row = app.tokens(TABLE) if app.find(TABLE) else ()
    text = app.text(TABLE)
    found: dict[str, Route] = {}
    for i, (one, two) in enumerate(pairwise(row)):
        opens = [two.text, row[i + 2].text if i + 2 < len(row) else ""] == [":", "{"]
        if one.kind in {"string", "name"} and opens and "url" in (fields := _fields(row, i + 3)):
            url = fields["url"]
            tab, role = fields.get("tab"), fields.get("role")
            number = int(tab.text) if tab is not None and tab.text.isdigit() else -1
            where = text.where(url.offset)
            found[one.text] = Route(one.text, url.text.lstrip("/"), role.text if role else "", number, where)
    return found


def _fields(row: Sequence[Token], start: int) -> dict[str, Token]:
    """`name: value` pairs up to the brace that closes the object; only the first token of a value."""
    found: dict[str, Token] = {}
    depth = 0
    for i in range(start, len(row) - 2):
        text = row[i].text if row[i].kind == "mark" else ""
        if text in {"{", "(", "["}:
            depth += 1
        elif text in {"}", ")", "]"}:
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and row[i + 1].text == ":" and row[i].kind in {"name", "string"}:
            found.setdefault(row[i].text, row[i + 2])
    return found


def targets(app: MiniProgram, path: str) -> Sequence[Target]:
    """What one file opens."""
    if path.endswith(".wxml"):
        return tuple(_in_markup(app, path))
    if path.endswith(".js") and path not in {TABLE, f"{NAVIGATE}.js"}:
        return tuple(_in_script(app, path))
    return ()


def _in_script(app: MiniProgram, path: str) -> Iterator[Target]:
    row, text = app.tokens(path), app.text(path)
    functions, wholes = bound(row, NAVIGATE)
    for i, token in enumerate(row):
        before = row[i - 1].text if i else ""
        first = row[i + 2] if i + 2 < len(row) and row[i + 1].text == "(" else None
        called = token.text in functions and before not in {".", "?."}
        called = called or (before == "." and i > 1 and row[i - 2].text in wholes)
        if token.kind == "name" and called and first is not None and first.kind == "string":
            if token.text in OPENERS:
                yield Target("id", first.text, text.where(first.offset))
            elif token.text == BY_ROLE:
                yield Target("role", first.text, text.where(first.offset), certain=False)
        elif token.text in CALLS and before in {".", "?."} and i > 1 and row[i - 2].text == "wx":
            yield from _address(app, path, row, i)
        elif token.kind == "string" and token.text in routes(app):
            named = before == ":" and i > 1 and row[i - 2].text in KEYS
            if named or "." in token.text:
                yield Target("id", token.text, text.where(token.offset))
        elif token.kind == "string" and token.text and [one.text for one in row[max(0, i - 2) : i]] == ["page", ":"]:
            yield Target("id", token.text, text.where(token.offset))


def _address(app: MiniProgram, path: str, row: Sequence[Token], i: int) -> Iterator[Target]:
    """The `url` of a call of `wx`, where it is written there."""
    if [one.text for one in row[i + 1 : i + 3]] != ["(", "{"]:
        return
    url = _fields(row, i + 3).get("url")
    if url is None or url.kind not in {"string", "template"}:
        return
    if url.kind == "template" and "?" not in url.text and app.text(path).content[url.offset + 1 + len(url.text)] != "`":
        return
    after = row[row.index(url) + 1]
    if (url.text and after.text != "+") or "?" in url.text:
        name = row[i].text
        where = app.text(path).where(url.offset)
        yield _target(path, url.text, where, CALLS[name], may_be_tab=name == "reLaunch")


def _in_markup(app: MiniProgram, path: str) -> Iterator[Target]:
    for tag in app.tags(path):
        url = tag.attributes.get("url")
        if tag.name == "navigator" and url is not None and url.value:
            kind = tag.attributes.get("open-type")
            address = url.value.partition("?")[0]
            if "{{" not in address and not ELSEWHERE.match(address):
                how: How = "switch" if kind is not None and kind.value == "switchTab" else "open"
                tab = kind is not None and kind.value == "reLaunch"
                yield _target(path, address, app.text(path).where(url.value_offset), how, may_be_tab=tab)


def _target(path: str, url: str, where: Where, how: How, *, may_be_tab: bool) -> Target:
    address = url.partition("?")[0]
    if address.startswith("/"):
        name = address.lstrip("/")
    else:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return Target(how, name, where, may_be_tab=may_be_tab)
