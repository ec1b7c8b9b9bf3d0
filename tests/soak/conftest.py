"""A soak says its seed at the start, what it did at the end, and leaves no process behind.

`make soak SEED=…` sees the same again.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from knobs import PARTS, SEED

import databases
from databases import PROGRAMS, Databases

pytest_plugins = ["summary", "tidy"]
pytest.register_assert_rewrite("books")


def pytest_report_header() -> str:
    return f"soak: SEED={SEED}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = list(PARTS)
    items.sort(key=lambda item: order.index(item.path.stem))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Chance that depends on the seed and the test, not on what ran before."""
    return random.Random(f"{SEED} {request.node.nodeid}")  # noqa: S311  to be repeated, not to be secret


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    with databases.postgresql(Databases) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each kind of server in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'shop.db'}"
    server: Databases = request.getfixturevalue("postgresql")
    return server()


@pytest.fixture
def test_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend's own tests run on each kind of server in turn; a file for SQLite they make themselves."""
    if "postgresql" in database_url:
        monkeypatch.setenv("TEST_DATABASE_URL", database_url)
        monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
