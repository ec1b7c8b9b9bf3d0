"""Which Python runs the backend: this one where it has all that is needed, else the project's `.venv`, made once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.running.requirements import Needs, are_met_here

MARK = "requirements-{purpose}.sha256"
"""In the environment: what it was made for; one for each purpose."""
LAST_LINES = 12


def find_python(backend: Path, needs: Needs) -> Path | None:
    """An interpreter that has what the backend needs, or None."""
    if are_met_here(needs):
        return Path(sys.executable)
    mark = backend.parent / ".venv" / MARK.format(purpose=needs.purpose)
    made_for = mark.read_text("utf-8") if mark.is_file() else ""
    return _python(backend) if made_for == needs.digest and _python(backend).exists() else None


def install(backend: Path, needs: Needs, step: Callable[[], None]) -> Path:
    """Make the project's `.venv`, or bring it up to date, from the package index; `step` is called for each package.

    Raises `UserError` when that fails; trying again goes on from there.
    """
    home, python = backend.parent / ".venv", _python(backend)
    if not python.exists():
        _do([sys.executable, "-m", "venv", "--clear", str(home)], home, step)
    _do([str(python), "-m", "pip", *_arguments(needs)], home, step)
    (home / MARK.format(purpose=needs.purpose)).write_text(needs.digest, "utf-8")
    return python


def _python(backend: Path) -> Path:
    return backend.parent / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _arguments(needs: Needs) -> Iterator[str]:
    yield from ("install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")
    if needs.constraints:
        yield from ("--constraint", str(needs.constraints.resolve()))
    yield from needs.requirements or ("pip",)


def _do(command: list[str], home: Path, step: Callable[[], None]) -> None:
    """Run one command to its end, with a step for each package that it speaks of."""
    lines = []
    with subprocess.Popen(  # noqa: S603  our own interpreter, and pip
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as made:
        for line in made.stdout or ():
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied:")):
                step()
    if made.returncode:
        said = "\n".join(lines[-LAST_LINES:])
        raise UserError([Diagnostic("run.not_installed", Where(str(home)), {"said": said})])
