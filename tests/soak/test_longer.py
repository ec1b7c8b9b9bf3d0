"""The Hypothesis tests of `make test`, the program's and a backend's, for longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from knobs import SEED
from projects import generated, in_backend

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OPTIONS = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "longer", f"--hypothesis-seed={SEED}"]


def with_hypothesis(folder: Path) -> list[str]:
    """Test files that draw their examples, as paths below the repository."""
    return sorted(
        file.relative_to(ROOT).as_posix()
        for file in folder.rglob("test_*.py")
        if "from hypothesis import" in file.read_text("utf-8")
    )


@pytest.mark.parametrize("file", with_hypothesis(ROOT / "tests" / "unit"))
def test_more_examples(file: str) -> None:
    command = [sys.executable, "-m", "pytest", file, *OPTIONS]
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:]


def test_more_examples_in_a_backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    project = generated("retail", tmp_path)
    tests = project / "backend" / "tests"
    files = [
        str(file) for file in sorted(tests.rglob("test_*.py")) if "from hypothesis import" in file.read_text("utf-8")
    ]
    assert files
    in_backend(project, "pytest", *files, *OPTIONS)
