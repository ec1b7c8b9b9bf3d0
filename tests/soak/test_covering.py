"""Shops that together show every legal pair of choices are sound by their own measure.

What is covered: every legal pair of modules in or out, and every legal pair of documented values of two settings of one
module, each in at least one shop (`covering`; tests/unit/test_pairs.py proves it). Each shop passes its linters, its
strict types, and on SQLite the tests of its modules and those of the core that look at the whole shop. So do on
PostgreSQL those of the shops that together show every module in and out and every value: its SQL depends on no two
settings. What the core does by itself is tested on each database in the shop with every module, and in that with none.
"""

import random
from hashlib import sha256
from pathlib import Path

import pytest
from covering import VERTICALS, Row, contracts, covering, each_choice
from knobs import SEED
from projects import in_backend, pintu

ARRAYS = [covering(vertical, random.Random(SEED)) for vertical in VERTICALS]  # noqa: S311  to be repeated, not to be secret
ROWS = [row for array in ARRAYS for row in array]
EVERYTHING = [Row(vertical, {id_: {} for id_ in contracts(vertical)}) for vertical in VERTICALS]
NOTHING = Row(VERTICALS[0], dict.fromkeys(contracts(VERTICALS[0])))
CASES = [("sqlite", row) for row in (*EVERYTHING, *ROWS)]
CASES += [("postgresql", row) for array in ARRAYS for row in each_choice(array)]
OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
OF_THE_SHOP = ("access", "admin", "errors", "migrations", "running")
"""Tests of the core that walk over what the modules bring: routes, pages of the console, migrations, figures."""


def name(row: Row | str) -> str:
    if isinstance(row, str):
        return row
    return "-".join(id_ for id_, settings in row.modules.items() if settings is not None) or "nothing"


@pytest.fixture(scope="session")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shops")


@pytest.fixture
def project(row: Row, shops: Path) -> Path:
    """The row's shop, made by each worker on first use."""
    digest = sha256(row.text.encode()).hexdigest()[:8]
    blueprint, project = shops / f"{digest}.json", shops / digest
    if not project.exists():
        blueprint.write_text(row.text, "utf-8")
        done = pintu("generate", blueprint, "-o", project)
        assert done.returncode == 0, done.stderr
    return project


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_shop_is_sound(project: Path, shops: Path) -> None:
    in_backend(project, "ruff", "check", ".")
    in_backend(project, "ruff", "format", "--check", ".")
    cache = shops / "types"  # most files are the same in every shop
    in_backend(project, "mypy", "--strict", "--cache-dir", str(cache), "app", "tests", "devtools")


@pytest.mark.parametrize(("database_url", "row"), CASES, indirect=["database_url"], ids=name)
@pytest.mark.usefixtures("test_database")
def test_a_shop_passes_its_own_tests(project: Path, row: Row) -> None:
    tests = project / "backend" / "tests"
    modules = sorted(folder for folder in tests.iterdir() if folder.name in row.modules)
    of_the_shop = [tests / "core" / f"test_{what}.py" for what in OF_THE_SHOP]
    in_backend(project, "pytest", *OPTIONS, *map(str, [*modules, *of_the_shop, tests / "leaks"]))


@pytest.mark.parametrize("row", [*EVERYTHING, NOTHING], ids=[*VERTICALS, "nothing"])
@pytest.mark.usefixtures("test_database")
def test_the_core_passes_its_own_tests(project: Path) -> None:
    tests = project / "backend" / "tests"
    core = sorted((tests / "core").glob("test_*.py"))
    rest = [file for file in core if file.stem.removeprefix("test_") not in OF_THE_SHOP]
    in_backend(project, "pytest", *OPTIONS, *map(str, [*rest, tests / "devtools"]))
