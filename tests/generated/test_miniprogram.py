"""The generated mini-program's own tests, and that it is complete: nothing in it names a file that is not there."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from projects import BLUEPRINTS, generated

EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"backend-{name}")) for name in BLUEPRINTS]


@pytest.fixture(params=EACH, scope="module")
def miniprogram(request: pytest.FixtureRequest, projects_folder: Path) -> Path:
    return generated(str(request.param), projects_folder) / "miniprogram"


def read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def pages(miniprogram: Path) -> list[str]:
    app = read(miniprogram / "app.json")
    deeper = [f"{package['root']}/{page}" for package in app["subPackages"] for page in package["pages"]]
    return [*app["pages"], *deeper]


def test_own_tests(miniprogram: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node on this machine")
    done = subprocess.run([node, "--test"], cwd=miniprogram, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_page_has_its_four_files(miniprogram: Path) -> None:
    missing = [f"{page}.{kind}" for page in pages(miniprogram) for kind in ("js", "json", "wxml", "wxss")]
    assert [name for name in missing if not (miniprogram / name).is_file()] == []


def test_every_component_is_there(miniprogram: Path) -> None:
    """Those of npm apart, which DevTools builds."""
    missing = []
    for file in miniprogram.rglob("*.json"):
        for path in read(file).get("usingComponents", {}).values():
            home = miniprogram if path.startswith("/") else file.parent
            if not path.startswith("tdesign-miniprogram/") and not (home / f"{path.lstrip('/')}.json").is_file():
                missing.append(f"{file.relative_to(miniprogram)}: {path}")
    assert missing == []


def test_tabs_are_pages_of_the_main_package_with_icons(miniprogram: Path) -> None:
    app, theme = read(miniprogram / "app.json"), read(miniprogram / "theme.json")
    tabs = app["tabBar"]["list"]
    assert 2 <= len(tabs) <= 5
    for tab in tabs:
        assert tab["pagePath"] in app["pages"]
        named = [tab["iconPath"], *(theme[mode][tab["selectedIconPath"].lstrip("@")] for mode in ("light", "dark"))]
        assert [icon for icon in named if not (miniprogram / icon).is_file()] == []
