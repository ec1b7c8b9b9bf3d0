"""Generating the retail project, against Jinja2 by itself, against copier, and against doing it again."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inside import DELIMITERS
from benchmarks.measure import PINTU, Line, at_most, best, memory, once, times_faster, told
from pintu.content import is_text
from pintu.model.plan import Render
from pintu.pipeline import check, draw, lay_out

ROOT = Path(__file__).parents[1]
BLUEPRINT = ROOT / "blueprints" / "retail.yaml"


def lines(scratch: Path) -> Iterator[Line]:
    once([PINTU, "generate", str(BLUEPRINT), "-o", str(scratch / "first")])  # fills the cache of compiled templates

    _every_file_a_template(scratch / "templates")
    inside = [sys.executable, "-m", "benchmarks.inside"]
    work = [*inside, "generate", str(BLUEPRINT), str(scratch / "work-{run}")]
    alone = [*inside, "jinja", str(scratch / "templates"), str(scratch / "alone-{run}")]
    ours, jinja = best(work, alone, measure=told)
    yield at_most("generate, warm / Jinja2 alone, every text file a template, cold", ours, jinja, 0.5)

    _copier_template(scratch / "copier")
    generate = [PINTU, "generate", str(BLUEPRINT), "-o", str(scratch / "project-{run}")]
    copy = [sys.executable, "-m", "copier", "copy", "--defaults", "--quiet", str(scratch / "copier")]
    ours, copier = best(generate, [*copy, str(scratch / "copied-{run}")], times=3)
    yield times_faster("pintu generate, warm / copier copy of the same files", ours, copier, 5)

    again, _ = best(generate, generate, times=3)
    yield at_most("pintu generate again, nothing changed / pintu generate, warm", again, ours, 0.3)
    yield memory("peak memory of pintu generate", ours, 150)


def _every_file_a_template(folder: Path) -> None:
    """The files of the project as a generator without verbatim files would have them: names and slugs as variables."""
    for name, file in draw(check(BLUEPRINT)).files.items():
        _put(folder / name, _as_template(file.content))


def _copier_template(folder: Path) -> None:
    """The same project as a template for copier: what we render it renders, what we copy it copies."""
    checked = check(BLUEPRINT)
    rendered = {row.path for row in lay_out(checked).rows if isinstance(row.source, Render)}
    for name, file in draw(checked).files.items():
        if name in rendered:
            _put(folder / f"{name}.jinja", _as_template(file.content))
        else:
            _put(folder / name, file.content)
    options = "\n".join(f'  {key}: "{value}"' for key, value in DELIMITERS.items())
    answers = "name: {type: str, default: 山月茶铺}\nslug: {type: str, default: shanyue-tea}\n"
    (folder / "copier.yml").write_text(f"{answers}_envops:\n{options}\n  keep_trailing_newline: true\n", "utf-8")


def _as_template(content: bytes) -> bytes:
    if not is_text(content):
        return content
    return content.replace("山月茶铺".encode(), b"<%= name %>").replace(b"shanyue-tea", b"<%= slug %>")


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
