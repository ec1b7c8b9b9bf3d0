"""render: Plan -> Tree, in memory. A template loops and substitutes; it never decides."""

import re
import traceback
from collections.abc import Mapping
from pathlib import Path

from pintu.errors import TemplateBug
from pintu.model.pack import Catalogue, Pack
from pintu.model.plan import Copy, Plan, Render, Source, Text, Tint
from pintu.model.tree import File, Tree
from pintu.stages.tint import tint

TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)


def render(plan: Plan, catalogue: Catalogue) -> Tree:
    """Every file of the plan. Raises `TemplateBug` where a template fails."""
    files = {
        row.path: File(_content(row.source, plan.context, catalogue), row.owner, row.policy, row.moved_from)
        for row in plan.rows
    }
    return Tree(files, plan.head, plan.in_place, plan.resolution.ids)


def _content(source: Source, context: Mapping[str, object], catalogue: Catalogue) -> bytes:
    match source:
        case Copy(file):
            return _bytes(file)
        case Tint(file, colour):
            return tint(file.read_bytes(), colour)
        case Text(text):
            return text.encode()
        case Render(pack, template):
            return tidy(_rendered(catalogue.pack(pack), template, context)).encode()


def _bytes(file: str | Path) -> bytes:
    with open(file, "rb") as stream:  # noqa: PTH123  as `Copy` says
        return stream.read()


def tidy(text: str) -> str:
    """LF, no blanks at the ends of lines, exactly one newline at the end of what is not empty."""
    lines = TRAILING_BLANKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip("\n")
    return f"{lines}\n" if lines else ""


def _rendered(pack: Pack, template: str, context: Mapping[str, object]) -> str:
    from pintu.stages.environment import environment  # noqa: PLC0415  Jinja is slow to import; not every run renders

    root = pack.root / "templates"
    try:
        return environment(root, trusted=pack.trusted).get_template(template).render(context)
    except Exception as error:
        # Whatever a template does wrong, from a syntax error to a filter that gets None, is the template's.
        raise TemplateBug(f"{pack.name}/{_place(error, root, template)}", str(error)) from error


def _place(error: Exception, root: Path, template: str) -> str:
    """`<template>:<line>` where the error arose: in the template itself or in one that it includes."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    if isinstance(name, str) and isinstance(line, int):
        return f"{name}:{line}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(root):
            return f"{file.relative_to(root).as_posix()}:{frame.lineno}"
    return template
