"""Each shop of a covering array is sound by its own measure, and passes its own tests on both databases."""

import random
from pathlib import Path

import pytest
from covering import Row, covering
from projects import in_backend, pintu
from running import Databases
from seeded import SEED

ROWS = covering(random.Random(SEED))  # noqa: S311  to be repeated, not to be secret


def name(row: Row) -> str:
    return "-".join(id_ for id_, settings in row.modules.items() if settings is not None) or "nothing"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_shop(row: Row, tmp_path: Path, postgresql: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    blueprint, project = tmp_path / "blueprint.json", tmp_path / "project"
    blueprint.write_text(row.text, "utf-8")
    done = pintu("generate", blueprint, "-o", project)
    assert done.returncode == 0, done.stderr
    in_backend(project, "ruff", "check", ".")
    in_backend(project, "ruff", "format", "--check", ".")
    in_backend(project, "mypy", "--strict", "app", "tests", "devtools")
    in_backend(project, "pytest", "-q", "-p", "no:cacheprovider")
    monkeypatch.setenv("TEST_DATABASE_URL", postgresql())
    in_backend(project, "pytest", "-q", "-p", "no:cacheprovider")
