"""One piece of work in a fresh process, timed without the process's start and imports.

    python -m benchmarks.inside generate BLUEPRINT FOLDER
    python -m benchmarks.inside jinja TEMPLATES FOLDER

Prints seconds on the clock and seconds of processor time.
"""

import sys
import time
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from pintu import pipeline, unchanged
from pintu.stages import environment  # noqa: F401  imported by us as well before the clock starts

DELIMITERS: dict[str, Any] = {
    "variable_start_string": "<%=",
    "variable_end_string": "%>",
    "block_start_string": "<%",
    "block_end_string": "%>",
    "comment_start_string": "<%#",
    "comment_end_string": "%>",
}


def generate(blueprint: Path, folder: Path) -> None:
    """All of it: read, check, plan, render, compare, write, note what was seen."""
    start = unchanged.begin(blueprint)
    checked = pipeline.check(blueprint)
    changes, _ = pipeline.generate(checked, folder)
    pipeline.remember(start, checked, changes)


def jinja(templates: Path, folder: Path) -> None:
    """Every text file a template, compiled, rendered and written; the rest copied."""
    made = Environment(loader=FileSystemLoader(templates), keep_trailing_newline=True, **DELIMITERS)  # noqa: S701  the output is source code
    for file in sorted(templates.rglob("*")):
        if not file.is_file():
            continue
        name = file.relative_to(templates)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        if b"\0" not in content:
            content = made.get_template(name.as_posix()).render(name="山月茶铺", slug="shanyue-tea").encode()
        (folder / name).write_bytes(content)


def main(work: str, source: str, folder: str) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    {"generate": generate, "jinja": jinja}[work](Path(source), Path(folder))
    sys.stdout.write(f"{time.perf_counter() - clock} {time.process_time() - processor}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
