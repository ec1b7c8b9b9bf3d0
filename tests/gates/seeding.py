"""Defects, each planted in a copy of a sound project, and what the gates have to say about them."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pintu.gates.checking import Outcome, look
from pintu.gates.every import chosen
from pintu.gates.prepare import prepared
from pintu.model.diagnostic import Diagnostic

SOUND = Path(__file__).parents[1] / "golden" / "core"
PARTS = ("miniprogram", "backend/app", "backend/demo", "blueprint.yaml", "layers")
"""What the gates look at that need no environment of the backend's."""

APP = "miniprogram/app.json"
ABOUT = "miniprogram/modules/app/pages/about/index"
HOME = "miniprogram/pages/home/index"
ORDERS = "miniprogram/modules/order/pages/list/index"
CASHIER = "miniprogram/modules/payment/pages/cashier/index"
ROUTES = "miniprogram/core/routes.js"
WITHOUT_NODE = ("schemas", "files", "components", "navigation", "sizes", "privacy", "imports", "globals")
PROJECT = "miniprogram/project.config.json"
THEME = "miniprogram/theme.json"


@dataclass(frozen=True)
class Seed:
    """In `file`, `old` becomes `new`; `code` is then told at the first line there that holds `at` (by default: `new`).

    Without `old`, `new` comes to the end. `more` are files beside it, by path; None takes one away.
    """

    code: str
    file: str
    new: str = ""
    old: str = ""
    at: str = ""
    told_in: str = ""
    more: Mapping[str, str | bytes | None] = field(default_factory=dict)

    @property
    def gate(self) -> str:
        return self.code.partition(".")[0]


def sound_copy(to: Path) -> Path:
    for part in PARTS:
        source = SOUND / part
        (to / part).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, to / part)
        else:
            shutil.copyfile(source, to / part)
    return to


def plant(seed: Seed, root: Path) -> None:
    for path, content in seed.more.items():
        file = root / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    if seed.new:
        file = root / seed.file
        said = file.read_text("utf-8")
        assert seed.old in said, f"{seed.file} no longer holds {seed.old!r}"
        file.write_text(said.replace(seed.old, seed.new, 1) if seed.old else f"{said}{seed.new}\n", "utf-8")


def expected(seed: Seed, root: Path) -> tuple[str, int]:
    """The file and the line that have to be told; line 0 for a file as a whole."""
    file = root / (seed.told_in or seed.file)
    wanted = seed.at or seed.new
    lines = file.read_text("utf-8").splitlines() if wanted else []
    line = next((number for number, said in enumerate(lines, 1) if wanted in said), 0)
    assert bool(wanted) == bool(line), f"{wanted!r} is not in {file}"
    return str(file), line


def outcomes(root: Path, gates: Sequence[str], *, node: bool = False) -> Sequence[Outcome]:
    wanted = chosen(gates, ())
    with prepared(root, wanted, node=node, installing=lambda _: None) as subject:
        return look(subject, wanted, lambda: None)


def found(root: Path, gates: Sequence[str], *, node: bool = False) -> Sequence[Diagnostic]:
    return [one for outcome in outcomes(root, gates, node=node) for one in outcome.diagnostics]
