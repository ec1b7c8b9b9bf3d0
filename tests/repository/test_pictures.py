"""The demo shop's pictures are drawn by the script beside them, so that anybody can change them."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[2] / "blueprints").glob("*/pictures/draw.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parts[-3])
def test_as_drawn(script: Path) -> None:
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
