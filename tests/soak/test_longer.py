"""The random tests of `make test`, for longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import generated, in_backend

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HISTORIES = os.environ.get("HISTORIES", "200")
WITH_HYPOTHESIS = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "tests" / "unit").glob("test_*.py")
    if "from hypothesis import" in file.read_text("utf-8")
)


@pytest.mark.parametrize("file", WITH_HYPOTHESIS)
def test_more_examples(file: str, seed: int) -> None:
    command = [sys.executable, "-m", "pytest", file, "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "longer"]
    command += [f"--hypothesis-seed={seed}"]
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:]


def test_more_histories_of_payments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTORIES", HISTORIES)
    in_backend(
        generated("retail", tmp_path), "pytest", "-q", "-p", "no:cacheprovider", "tests/payment/test_histories.py"
    )
