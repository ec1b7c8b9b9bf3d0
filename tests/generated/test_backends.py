"""Every generated backend is sound by its own measure: its linters, its types, its migrations, its tests."""

from pathlib import Path

import pytest
from projects import BLUEPRINTS, generated, in_backend

EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"backend-{name}")) for name in BLUEPRINTS]


@pytest.fixture(params=EACH, scope="module")
def project(request: pytest.FixtureRequest, projects_folder: Path) -> Path:
    return generated(str(request.param), projects_folder)


def test_lint(project: Path) -> None:
    in_backend(project, "ruff", "check", ".")
    in_backend(project, "ruff", "format", "--check", ".")


def test_types(project: Path) -> None:
    in_backend(project, "mypy", "--strict", "app", "tests", "devtools")


def test_own_tests(project: Path) -> None:
    in_backend(project, "pytest", "-q", "-p", "no:cacheprovider")
