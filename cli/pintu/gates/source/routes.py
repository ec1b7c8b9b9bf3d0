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
from pintu.gates.source.bindings import bindings, innermost, pairs
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
ROUTERS = {"wx", "pageRouter", "router"}
"""`wx`, and what components open pages by (`this.pageRouter`)."""
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
        elif token.text in CALLS and before in {".", "?."} and i > 1 and row[i - 2].text in ROUTERS:
            yield from _address(app, path, row, i)
        elif token.kind == "string" and token.text in routes(app):
            named = before == ":" and i > 1 and row[i - 2].text in KEYS
            if named or "." in token.text:
                yield Target("id", token.text, text.where(token.offset))
        elif token.kind == "string" and token.text and [one.text for one in row[max(0, i - 2) : i]] == ["page", ":"]:
            yield Target("id", token.text, text.where(token.offset))


def _address(app: MiniProgram, path: str, row: Sequence[Token], i: int) -> Iterator[Target]:
    """The addresses that the `url` of a call may be, where they are written in the file."""
    url = _argument(row, i)
    if not url:
        return
    if row[url].kind == "name" and row[url + 1].text in {",", "}"}:
        holder = innermost(tuple(bindings(row)), row[url].text, i)
        url = holder.value if holder else 0
    text, opened, how = app.text(path), row[i].text, CALLS[row[i].text]
    for at, whole in _literals(row, url) if url else ():
        token = row[at]
        if token.kind == "template":
            whole = whole and text.content[token.offset + 1 + len(token.text) :][:1] == "`"
        absolute = token.text.startswith("/")
        if ELSEWHERE.match(token.text) or (not absolute and row[i - 2].text != "wx"):
            continue
        target = _target(path, token.text, text.where(token.offset), how, may_be_tab=opened == "reLaunch")
        # Of an address that is put together, the beginning may be wrong already.
        if whole or "?" in token.text or not any(page.startswith(target.name) for page in app.pages):
            yield target


def _argument(row: Sequence[Token], i: int) -> int:
    """Where the value of `url` begins in `navigateTo({ url: ... })` or `navigateTo({ url })`; 0 for nowhere."""
    if [one.text for one in row[i + 1 : i + 3]] != ["(", "{"]:
        return 0
    if url := _fields(row, i + 3).get("url"):
        return row.index(url)
    closes = pairs(row)
    k = i + 3
    while k < closes.get(i + 2, 0):
        if row[k].text == "url" and row[k].kind == "name" and row[k + 1].text in {",", "}"}:
            return k
        k = closes.get(k, k) + 1
    return 0


def _literals(row: Sequence[Token], start: int) -> Iterator[tuple[int, bool]]:
    """Texts that an expression may begin with: where, and whether nothing is added to them."""
    closes = pairs(row)
    ends: list[int] = []
    added = False
    k = start
    while k < len(row):
        token, last = row[k], row[k - 1]
        if ends and k == ends[-1]:
            ends.pop()
        elif token.kind == "mark":
            if token.text in {",", ";", ")", "]", "}"}:
                return
            if token.text == "(" and last.kind == "mark" and not added:
                ends.append(closes.get(k, len(row)))
            elif k in closes:
                k = closes[k]
            elif token.text == "+":
                added = True
            elif token.text in {"?", ":"}:
                added = False
        elif k > start and last.kind != "mark" and token.kind != "template" and last.kind != "template":
            return
        elif token.kind in {"string", "template"} and "/" in token.text and not added and last.text not in {"=", "!"}:
            after = row[k + 1].text if k + 1 < len(row) else ""
            if not (k > start and last.kind == "template") and after not in {"=", "!"}:
                yield k, after != "+"
        k += 1


def _in_markup(app: MiniProgram, path: str) -> Iterator[Target]:
    for tag in app.tags(path):
        url = tag.attributes.get("url")
        program = tag.attributes.get("target")
        if program is not None and program.value == "miniProgram":
            continue
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
