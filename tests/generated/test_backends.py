"""Every generated backend is sound by its own measure: its linters, its types, its migrations, its tests."""

from pathlib import Path

import pytest
from projects import BLUEPRINTS, generated, in_backend

from pintu.pipeline import check

EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"backend-{name}"), id=name) for name in BLUEPRINTS]
PARTS = {"retail": 4, "factory": 2, "clinic": 1, "training": 1}
"""The projects whose own tests are too many for one go: each shows what its modules do, with every one of them in."""


@pytest.fixture(params=EACH, scope="module")
def project(request: pytest.FixtureRequest, projects_folder: Path) -> Path:
    return generated(str(request.param), projects_folder)


def test_lint(project: Path) -> None:
    in_backend(project, "ruff", "check", ".")
    in_backend(project, "ruff", "format", "--check", ".")


def test_types(project: Path) -> None:
    in_backend(project, "mypy", "--strict", "app", "tests", "devtools")


PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:schemathesis")
"""Without the plugins that would only take time to load."""

OF_THE_SHOP = (
    "core/test_access.py",
    "core/test_admin.py",
    "core/test_errors.py",
    "core/test_migrations.py",
    "core/test_running.py",
    "leaks",
)
"""Tests of the core that walk over what the modules bring: routes, pages of the console, migrations, figures."""


@pytest.mark.parametrize("project", [one for one in EACH if one.id not in PARTS], indirect=True)
def test_own_tests(project: Path) -> None:
    """All of those of the core; of the others what their blueprint decided, and what looks at the whole shop."""
    tests = [] if project.name == "core" else [*decided(project.name), *OF_THE_SHOP]
    in_backend(project, *PYTEST, *(f"tests/{one}" for one in tests))


def decided(name: str) -> list[str]:
    """Modules that the blueprint gave other settings than their own."""
    modules = check(BLUEPRINTS[name]).resolution.modules
    usual = {one.contract.id: {setting.name: setting.default for setting in one.contract.settings} for one in modules}
    return sorted(one.contract.id for one in modules if dict(one.settings) != usual[one.contract.id])


EACH_PART = [
    pytest.param(name, part, marks=pytest.mark.xdist_group(f"{name}-{part}"), id=f"{name}-{part}")
    for name, parts in PARTS.items()
    for part in range(parts)
]


@pytest.mark.parametrize(("name", "part"), EACH_PART)
def test_own_tests_in_parts(name: str, part: int, projects_folder: Path) -> None:
    """What `make demo` shows: what other projects have not, in parts that run beside each other.

    The soak runs all of the tests.
    """
    seen = {"core", *list(PARTS)[: list(PARTS).index(name)]}
    elsewhere = {id_ for other in seen for id_ in check(BLUEPRINTS[other]).resolution.ids}
    more = sorted(set(check(BLUEPRINTS[name]).resolution.ids) - elsewhere)
    tests = [*more, *OF_THE_SHOP]
    in_backend(generated(name, projects_folder), *PYTEST, *(f"tests/{one}" for one in tests[part :: PARTS[name]]))
