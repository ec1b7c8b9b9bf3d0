"""Where a mini-program leads to: the table in `core/routes.js`, and every place that opens a page.

Generated code names pages by id (`open("order.detail")`, `byRole("search")`); addresses (`wx.navigateTo`,
`<navigator url>`) are understood too, as far as they are written in the file.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from pintu.gates.source.app import MiniProgram
from pintu.gates.source.bindings import Bindings
from pintu.gates.source.code import Code
from pintu.gates.source.expressions import Written, beginnings
from pintu.gates.source.markup import Tag
from pintu.gates.source.script import Token, bound, tokens
from pintu.model.document import Where

TABLE = "core/routes.js"
NAVIGATE = "core/navigate"
OPENERS = {"open", "replace", "takeQuery", "urlOf"}
"""Functions of `core/navigate.js` that take the id of a page first."""
BY_ROLE = "byRole"
KEYS = {"page", "next"}
"""Where the data of a page (an entry of "me", an action) names another one."""
DATA = "data/"
How: TypeAlias = Literal["id", "role", "open", "switch"]
CALLS: Mapping[str, How] = {"navigateTo": "open", "redirectTo": "open", "reLaunch": "open", "switchTab": "switch"}
LINKS: Mapping[str, How] = {"navigate": "open", "redirect": "open", "reLaunch": "open", "switchTab": "switch"}
"""What `open-type` of a `<navigator>` says; the others take no address."""
MAY_BE_TAB = "reLaunch"
FROM_FILE = "router"
ROUTERS = {"pageRouter", FROM_FILE}
"""What pages and components open others by (`this.pageRouter`); addresses of `router` begin at the component."""
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
    """A page that is opened, by its id, its role or its address; `certain` where it can be nothing else.

    An address that is not `whole` is the beginning of one.
    """

    how: How
    name: str
    where: Where
    certain: bool = True
    may_be_tab: bool = True
    whole: bool = True


@lru_cache(maxsize=8)
def routes(app: MiniProgram) -> Mapping[str, Route]:
    """The table by id; empty where there is none."""
    if app.find(TABLE) is None:
        return {}
    code, text = app.code(TABLE), app.text(TABLE)
    found: dict[str, Route] = {}
    for i, token in enumerate(code.row):
        if token.kind not in {"string", "name"} or (code.word(i + 1), code.word(i + 2)) != (":", "{"):
            continue
        fields = {name: code.row[start] for name, (start, _) in code.properties(i + 2).items()}
        if url := fields.get("url"):
            tab, role = fields.get("tab"), fields.get("role")
            number = int(tab.text) if tab is not None and tab.text.isdigit() else -1
            where = text.where(url.offset)
            found[token.text] = Route(token.text, url.text.lstrip("/"), role.text if role else "", number, where)
    return found


def targets(app: MiniProgram, path: str) -> Sequence[Target]:
    """What one file opens."""
    if path.endswith(".wxml"):
        return tuple(_in_markup(app, path))
    if path.endswith(".js") and path not in {TABLE, f"{NAVIGATE}.js"}:
        return tuple(_in_script(app, path))
    return ()


def _in_script(app: MiniProgram, path: str) -> Iterator[Target]:
    code, text = app.code(path), app.text(path)
    functions, wholes = bound(code.row, NAVIGATE)
    for i, token in enumerate(code.row):
        before, holder = code.word(i - 1), code.word(i - 2)
        if token.kind == "string":
            if _is_id(app, path, i):
                yield Target("id", token.text, text.where(token.offset))
        elif code.word(i + 1) == "(" and before in {".", "?."} and token.text in CALLS:
            if holder == "wx" or (holder in ROUTERS and code.word(i - 3) == "."):
                yield from _of_call(app, path, i)
        elif code.word(i + 1) == "(" and (holder in wholes if before == "." else token.text in functions):
            first = code.row[i + 2] if i + 2 < len(code.row) else token
            if first.kind == "string" and token.text in OPENERS:
                yield Target("id", first.text, text.where(first.offset))
            elif first.kind == "string" and token.text == BY_ROLE:
                yield Target("role", first.text, text.where(first.offset), certain=False)


def _is_id(app: MiniProgram, path: str, i: int) -> bool:
    """Whether a text names a page of the table, or stands where the modules' entries name one."""
    code, said = app.code(path), app.code(path).row[i].text
    key = code.word(i - 2) if code.word(i - 1) == ":" else ""
    if said in routes(app):
        return key in KEYS or "." in said
    return key == "page" and bool(said) and path.startswith(DATA) and bool(routes(app))


def _of_call(app: MiniProgram, path: str, i: int) -> Iterator[Target]:
    """The addresses that the `url` of a call may be."""
    code, name, router = app.code(path), app.code(path).word(i), app.code(path).word(i - 2)
    url = code.properties(i + 2).get("url") if code.word(i + 2) == "{" else None
    for one in beginnings(_names(app, path), *url) if url else ():
        where = app.text(path).where(one.token.offset)
        asked = Target(CALLS[name], "", where, certain=router == FROM_FILE, may_be_tab=name == MAY_BE_TAB)
        yield from _addressed(app, path, one, asked)


@lru_cache(maxsize=64)
def _names(app: MiniProgram, path: str) -> Bindings:
    return Bindings(app.code(path))


def _in_markup(app: MiniProgram, path: str) -> Iterator[Target]:
    for tag in app.tags(path):
        url, program = tag.attributes.get("url"), tag.attributes.get("target")
        if tag.name != "navigator" or url is None or (program is not None and program.value != "self"):
            continue
        kind = tag.attributes["open-type"].value if "open-type" in tag.attributes else "navigate"
        dynamic = "{{" in kind
        if not dynamic and kind not in LINKS:
            continue
        where = app.text(path).where(url.value_offset)
        tab = dynamic or kind == MAY_BE_TAB
        for one in _of_link(tag):
            asked = Target(LINKS.get(kind, "open"), "", where, certain=False, may_be_tab=tab)
            yield from _addressed(app, path, one, asked)


def _of_link(tag: Tag) -> Iterator[Written]:
    url = tag.attributes["url"].value
    if url.startswith("{{") and url.find("}}") == len(url) - 2:
        code = Code(tokens(url[2:-2]))
        yield from beginnings(Bindings(code), 0, len(code.row))
    else:
        beginning = url.partition("{{")[0]
        yield Written(Token("string", beginning, 0), beginning == url)


def _addressed(app: MiniProgram, path: str, written: Written, asked: Target) -> Iterator[Target]:
    """Addresses without a first `/` begin at the page, which in a component or a library nobody knows here.

    `asked.certain` where they begin at the file, whatever it is.
    """
    address, query, _ = written.token.text.partition("?")
    if not address or ELSEWHERE.match(address):
        return
    absolute = address.startswith("/")
    certain = absolute or asked.certain or posixpath.splitext(path)[0] in app.pages
    name = address.lstrip("/") if absolute else posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    if name:
        yield replace(asked, name=name, certain=certain, whole=written.whole or bool(query))
