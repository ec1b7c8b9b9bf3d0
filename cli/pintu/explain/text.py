"""The same for people."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pintu.console import Span
from pintu.explain.data import Row, all_as_data, module_as_data
from pintu.messages import text
from pintu.pipeline import Checked
from pintu.report.width import pad, width


def all_as_text(checked: Checked) -> Iterator[Span]:
    data = all_as_data(checked)
    yield text("explain.head", data["app"]), "bold"
    yield "\n\n", ""
    yield from _columns([(module["id"], module["title"], _because(module["because"])) for module in data["modules"]])
    if data["removed"]:
        rows = [(row["id"], _place(row["where"])) for row in data["removed"]]
        yield from _section("explain.removed", _columns(rows))
    if data["dropped"]:
        told = [(row["what"], _place(row["where"]), _place(row["by"])) for row in data["dropped"]]
        rows = [(where, text("explain.overruled_row", {"what": what, "by": by})) for what, where, by in told]
        yield from _section("explain.overruled", _columns(rows))
    if len(data["layers"]) > 1:
        yield from _section("explain.layers", _columns([(file,) for file in data["layers"]]))


def module_as_text(checked: Checked, id_: str) -> Iterator[Span]:
    data = module_as_data(checked, id_)
    yield f"{data['id']}  {data['title']}\n", "bold"
    yield f"  {data['summary']}\n", ""
    if not data["in"]:
        removed = data["removed"]
        why = text("explain.out_because", {"place": _place(removed)}) if removed else text("explain.out_unasked")
        yield f"\n{text('explain.out', {'module': id_})} {why}\n", ""
    else:
        yield "\n", ""
        yield from _columns([(because["module"], _because(because)) for because in data["because"]])
    if data["provides"]:
        yield from _section("explain.provides", _columns([(name,) for name in data["provides"]]))
    for key in ("requires", "uses"):
        if data[key]:
            yield from _section(f"explain.{key}", _columns([_need(row) for row in data[key]]))
    if data["required_by"]:
        yield from _section("explain.wanted_by", _columns([(name,) for name in data["required_by"]]))
    if data["settings"]:
        yield from _section("explain.settings", _columns([_setting(row) for row in data["settings"]]))


def _section(code: str, rows: Iterable[Span]) -> Iterator[Span]:
    yield f"\n{text(code)}\n", "bold"
    yield from rows


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[Span]:
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = (pad(cell, columns) for cell, columns in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip() + "\n", ""


def _because(because: Row) -> str:
    joins = ", ".join(f"`{name}`" for name in because.get("joins", ()))
    said = text(f"because.{because['reason']}", {"by": "", "capability": "", **because, "joins": joins})
    where = because.get("where")
    return text("explain.at", {"because": said, "place": _place(where)}) if where else said


def _need(row: Row) -> tuple[str, str]:
    who = ", ".join(text("explain.base") if name == "app" else f"`{name}`" for name in row["from"])
    return row["capability"], text("explain.from", {"who": who}) if who else text("explain.nobody")


def _setting(row: Row) -> tuple[str, str, str]:
    value: Any = row["value"]
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return row["name"], said, _place(row["where"]) if row["where"] else text("explain.default")


def _place(where: Row) -> str:
    return f"{where['file']}:{where['line']}"
