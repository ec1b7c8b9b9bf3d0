"""Which files make up a blueprint, in what order."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from tinypack import write_files
from values import HEAD

from pintu.errors import BlueprintError
from pintu.packs.discover import discover
from pintu.stages.load import load
from pintu.stages.load_files import blueprints_in

PINTU = "pintu: 1\n"
Git = Callable[..., None]


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Git:
    """`git(folder, "init")`, whatever the machine's own configuration says."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def run(folder: Path, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True)

    return run


def loaded(file: Path) -> list[str]:
    layers, _ = load(file, discover(file))
    return [Path(layer.document.file).name for layer in layers]


def refused(file: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(BlueprintError) as caught:
        load(file, discover(file))
    return [(one.code, Path(one.where.file).name, one.where.line) for one in caught.value.diagnostics]


class TestLayers:
    def test_vertical_then_extended_then_the_file(self, tmp_path: Path) -> None:
        write_files(
            tmp_path,
            {
                "blueprint.yaml": f"extends: [b.yaml, sub/c.yaml]\n{HEAD}",
                "b.yaml": PINTU,
                "sub/c.yaml": f"{PINTU}extends: [../d.yaml]\n",
                "d.yaml": PINTU,
            },
        )
        assert loaded(tmp_path / "blueprint.yaml") == ["retail.yaml", "b.yaml", "d.yaml", "c.yaml", "blueprint.yaml"]

    def test_the_vertical_may_stand_in_a_layer(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"x.yaml": f"{PINTU}extends: y.yaml\n", "y.yaml": HEAD})
        assert loaded(tmp_path / "x.yaml") == ["retail.yaml", "y.yaml", "x.yaml"]

    def test_a_verticals_own_blueprint_is_the_only_layer(self) -> None:
        retail = dict(discover().verticals())["retail"]
        assert loaded(retail) == ["retail.yaml"]
        assert loaded(retail.parent / ".." / "blueprints" / "retail.yaml") == ["retail.yaml"]

    def test_what_is_the_verticals_own_is_not_inherited(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"blueprint.yaml": HEAD})
        layers, _ = load(tmp_path / "blueprint.yaml", discover())
        assert not {"app", "business", "environments", "data"} & layers[0].data.keys()

    def test_a_layer_may_come_twice(self, tmp_path: Path) -> None:
        write_files(
            tmp_path,
            {"x.yaml": f"{PINTU}extends: [a.yaml, b.yaml]\n", "a.yaml": f"{PINTU}extends: c.yaml\n"}
            | {"b.yaml": f"{PINTU}extends: c.yaml\n", "c.yaml": PINTU},
        )
        assert loaded(tmp_path / "x.yaml") == ["c.yaml", "a.yaml", "c.yaml", "b.yaml", "x.yaml"]


class TestTrouble:
    def test_of_every_layer_is_told_at_once(self, tmp_path: Path) -> None:
        write_files(
            tmp_path,
            {
                "x.yaml": f"{HEAD}extends: [none.yaml, tab.yaml, twice.yaml]\n",
                "tab.yaml": "pintu:\n\t1\n",
                "twice.yaml": "pintu: 1\npintu: 1\n",
            },
        )
        assert refused(tmp_path / "x.yaml") == [
            ("extends.missing", "x.yaml", 3),
            ("yaml.tab", "tab.yaml", 2),
            ("yaml.duplicate_key", "twice.yaml", 2),
        ]

    @pytest.mark.parametrize("name", ["x.yaml", "./x.yaml", "sub/../x.yaml"])
    def test_itself(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "sub").mkdir()
        write_files(tmp_path, {"x.yaml": f"{PINTU}extends: {name}\n"})
        assert refused(tmp_path / "x.yaml") == [("extends.cycle", "x.yaml", 2)]

    def test_a_circle_through_a_link(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"x.yaml": f"{PINTU}extends: y.yaml\n"})
        (tmp_path / "y.yaml").symlink_to("x.yaml")
        assert refused(tmp_path / "x.yaml") == [("extends.cycle", "y.yaml", 2)]

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "house").mkdir()
        write_files(tmp_path, {"x.yaml": f"{PINTU}extends: house\n"})
        assert refused(tmp_path / "x.yaml") == [("extends.missing", "x.yaml", 2)]


class TestFolders:
    FILES: ClassVar = {
        "blueprint.yaml": PINTU,
        "deep/er/shop.yml": '"pintu": 1\n',
        "flow.yaml": "{ pintu: 1 }\n",
        "wide.yaml": "# 全角\npintu：1\n",
        "bom.yaml": "\ufeffpintu: 1\n",
        "other.yaml": "a:\n  pintu: 1\n",
        "notes.txt": PINTU,
        ".hidden/a.yaml": PINTU,
        "node_modules/b.yaml": PINTU,
        "deep/venv/c.yaml": PINTU,
    }
    BLUEPRINTS: ClassVar = ["blueprint.yaml", "bom.yaml", "deep/er/shop.yml", "flow.yaml", "wide.yaml"]

    def found(self, folder: Path) -> list[str]:
        return [path.relative_to(folder).as_posix() for path in blueprints_in([folder])]

    def test_what_looks_like_a_blueprint(self, tmp_path: Path) -> None:
        write_files(tmp_path, self.FILES)
        assert self.found(tmp_path) == self.BLUEPRINTS

    def test_what_git_ignores_is_left_out(self, tmp_path: Path, git: Git) -> None:
        write_files(tmp_path, {**self.FILES, ".gitignore": "build/\n/flow.yaml\n", "build/d.yaml": PINTU})
        git(tmp_path, "init", "-q")
        assert self.found(tmp_path) == [name for name in self.BLUEPRINTS if name != "flow.yaml"]
        assert self.found(tmp_path / "deep") == ["er/shop.yml"]

    def test_repositories_inside_count(self, tmp_path: Path, git: Git) -> None:
        write_files(
            tmp_path, {"a.yaml": PINTU, "inner/b.yaml": PINTU, "inner/.gitignore": "c.yaml\n", "inner/c.yaml": PINTU}
        )
        for folder in (tmp_path, tmp_path / "inner"):
            git(folder, "init", "-q")
        assert self.found(tmp_path) == ["a.yaml", "inner/b.yaml"]

    def test_a_deleted_file_does_not(self, tmp_path: Path, git: Git) -> None:
        write_files(tmp_path, {"a.yaml": PINTU, "b.yaml": PINTU})
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", "-A")
        (tmp_path / "b.yaml").unlink()
        assert self.found(tmp_path) == ["a.yaml"]

    def test_nothing_that_a_repository_configures_runs(self, tmp_path: Path, git: Git) -> None:
        write_files(tmp_path, {"a.yaml": PINTU})
        git(tmp_path, "init", "-q")
        git(tmp_path, "config", "core.fsmonitor", f"touch {tmp_path}/ran;false")
        assert self.found(tmp_path) == ["a.yaml"]
        assert not (tmp_path / "ran").exists()

    def test_a_file_that_is_named_is_taken_as_it_is(self, tmp_path: Path) -> None:
        write_files(tmp_path, {".hidden/x.txt": "?"})
        file = tmp_path / ".hidden" / "x.txt"
        assert list(blueprints_in([file, file, file.parent / "none.yaml"])) == [file, file.parent / "none.yaml"]
