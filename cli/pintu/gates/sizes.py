"""Weights of the packages against WeChat's limits, and against goals of our own; pictures that are too heavy.

What is weighed are the files as they stand, with what npm brings; minifying on upload only makes them lighter.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import PICTURES, MiniProgram
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import in_use
from pintu.gates.source.references import references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

KIB = 1024
LIMIT = 2048 * KIB
"""Of the main package and of each subpackage (developers.weixin.qq.com, subpackages)."""
LIMIT_OF_ALL = 30 * 1024 * KIB
GOAL_OF_MAIN = 600 * KIB
GOAL = 1024 * KIB
LIMIT_OF_PICTURE = 200 * KIB
LIMIT_OF_TAB_ICON = 40 * KIB
MAIN = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a package, and of its parts: the folders in it that mean something, heaviest first."""

    package: str
    files: int
    bytes: int
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def goal(self) -> int:
        return GOAL if self.package else GOAL_OF_MAIN


def weights(app: MiniProgram) -> list[Weight]:
    """The main package first."""
    rows: dict[str, dict[str, int]] = {package: {} for package in (MAIN, *app.packages)}
    for path in (*app.own, *(path for path in in_use(app) if path.startswith(f"{NPM}/"))):
        file = app.find(path)
        if file is not None:
            rows[app.package_of(path)][path] = file.stat().st_size
    return [Weight(package, len(row), sum(row.values()), _parts(row, package)) for package, row in rows.items()]


def _parts(row: Mapping[str, int], package: str) -> Mapping[str, int]:
    parts = Counter[str]()
    for path, size in row.items():
        inner = path.removeprefix(f"{package}/").split("/")[:-1]
        depth = 2 if inner[:1] in (["pages"], [NPM]) else 1
        parts["/".join(inner[:depth]) or "."] += size
    return dict(parts.most_common())


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    rows = weights(app)
    for row in rows:
        where = _place(app, row.package)
        args = {"package": row.package or "main", "size": _kib(row.bytes)}
        if row.bytes > LIMIT:
            yield Diagnostic("sizes.over_limit", where, {**args, "limit": _kib(LIMIT)})
        elif row.bytes >= row.goal:
            yield Diagnostic("sizes.over_goal", where, {**args, "goal": _kib(row.goal)}, severity="warning")
    if (whole := sum(row.bytes for row in rows)) > LIMIT_OF_ALL:
        args = {"size": _kib(whole), "limit": _kib(LIMIT_OF_ALL)}
        yield Diagnostic("sizes.all_over_limit", app.where("app.json"), args)
    yield from _pictures(app)


def _pictures(app: MiniProgram) -> Iterator[Diagnostic]:
    brought = in_use(app)
    named = (reference for path in ("app.json", app.theme) for reference in references(app, path))
    icons = {reference.target for reference in named if reference.kind == "picture"}
    for path, file in app.own.items():
        if not path.endswith(PICTURES):
            continue
        size, limit = file.stat().st_size, LIMIT_OF_TAB_ICON if path in icons else LIMIT_OF_PICTURE
        if size > limit:
            reference = brought.get(path)
            where = reference.where if reference else app.where(path)
            yield Diagnostic("sizes.picture", where, {"path": path, "size": _kib(size), "limit": _kib(limit)})


def _place(app: MiniProgram, package: str) -> Where:
    """Where `app.json` names the package's root."""
    for trail, one in app.subpackages():
        if str(one.get("root", "")).strip("/") == package:
            return app.where_in("app.json", (*trail, "root"))
    return app.where_in("app.json", ("pages",), key=True)


def _kib(size: int) -> str:
    return f"{size / KIB:.0f} KB"


GATE = Gate("sizes", ("miniprogram", "pages"), look)
