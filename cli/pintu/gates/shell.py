"""Programs that gates start: run to their end, their output as text."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

LAST_CHARACTERS = 1500
QUIET = {"NO_COLOR": "1", "FORCE_COLOR": "0", "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
NOT_INHERITED = ("PYTEST_", "NODE_OPTIONS")


def run(command: Sequence[str | Path], folder: Path, given: str = "") -> "subprocess.CompletedProcess[str]":
    """`given` is its standard input; what is not UTF-8 in the output becomes U+FFFD."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(NOT_INHERITED)}
    return subprocess.run(  # noqa: S603  our own tools, and the project's
        [str(part) for part in command],
        cwd=folder,
        env={**inherited, **QUIET},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def failed(tool: str, where: Path, done: "subprocess.CompletedProcess[str]") -> Diagnostic:
    """A tool that has said nothing that can be understood."""
    said = (done.stderr.strip() or done.stdout.strip())[-LAST_CHARACTERS:]
    args = {"tool": tool, "status": done.returncode, "said": said}
    return Diagnostic("check.tool_failed", Where(str(where)), args)
