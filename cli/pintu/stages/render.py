"""render: Plan -> Tree, in memory. A template loops and substitutes; it never decides."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pintu.errors import TemplateBug
from pintu.model.pack import Catalogue, Pack
from pintu.model.plan import Copy, Plan, Render, Row, Tint
from pintu.model.tree import File, Tree
from pintu.stages.tint import tint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jinja2 import Environment


def render(plan: Plan, catalogue: Catalogue) -> Tree:
    """Every file of the plan. Raises `TemplateBug` where a template fails."""
    return Tree({row.path: _file(row, plan, catalogue) for row in plan.rows})


def _file(row: Row, plan: Plan, catalogue: Catalogue) -> File:
    return File(_content(row, plan, catalogue), row.owner, row.policy, row.executable)


def _content(row: Row, plan: Plan, catalogue: Catalogue) -> bytes:
    match row.source:
        case Copy(file):
            return file.read_bytes()
        case Tint(file, colour):
            return tint(file.read_bytes(), colour)
        case Render(pack, template, extra):
            return _render(catalogue.pack(pack), template, {**plan.context, **extra})


def _render(pack: Pack, template: str, context: Mapping[str, object]) -> bytes:
    from jinja2 import TemplateError  # noqa: PLC0415  not every command renders

    try:
        return _environment(pack.root, trusted=pack.trusted).get_template(template).render(context).encode()
    except (TemplateError, TypeError, KeyError) as error:
        raise TemplateBug(f"{pack.name}/{template}", str(error)) from error


@cache
def _environment(root: Path, *, trusted: bool) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    kind = Environment if trusted else SandboxedEnvironment
    environment = kind(
        loader=FileSystemLoader(root / "templates"),
        undefined=StrictUndefined,
        autoescape=False,
        variable_start_string="<%=",
        variable_end_string="%>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<%#",
        comment_end_string="%>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )
    environment.filters |= {"json": to_json, "py": to_python, "toml": to_json, "yaml": to_json}
    return environment


def to_json(value: object) -> str:
    """JSON, which is also a valid value in TOML (for texts, numbers and lists of them) and in YAML."""
    return json.dumps(value, ensure_ascii=False)


def to_python(value: object) -> str:
    """A Python literal, quoted as ruff does."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        items = ", ".join(to_python(item) for item in value)
        return f"({items}{',' if len(value) == 1 else ''})" if isinstance(value, tuple) else f"[{items}]"
    return repr(value)
