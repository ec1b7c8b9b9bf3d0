"""The Hypothesis tests of `make test`, the program's and a backend's, for longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from knobs import SEED
from projects import generated, in_backend

ROOT = Path(__file__).parents[2]
OPTIONS = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "longer", f"--hypothesis-seed={SEED}"]


def with_hypothesis(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("test_*.py") if "from hypothesis import" in file.read_text("utf-8"))


@pytest.fixture(autouse=True)
def _with_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)


@pytest.mark.parametrize("file", with_hypothesis(ROOT / "tests" / "unit"), ids=lambda file: file.stem)
def test_more_examples(file: Path) -> None:
    command = [sys.executable, "-m", "pytest", str(file), *OPTIONS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:]


def test_more_examples_in_a_backend(tmp_path: Path) -> None:
    project = generated("retail", tmp_path)
    files = with_hypothesis(project / "backend" / "tests")
    assert files
    in_backend(project, "pytest", *map(str, files), *OPTIONS)
