"""Running the cases in this folder; see README.md."""

import argparse
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from pintu import __version__
from pintu.cli import run
from pintu.packs.builtin import builtin_root

CASES = Path(__file__).parent
PACKS = CASES.parent / "packs"
OWN = {"command", "stdin", "environment", "with-pack", "stdout", "stderr", "exit"}
WRITTEN = re.compile(r"\b\d{3,4} files written")
"""A whole project, whose modules grow."""
VARIABLES = {"PINTU_LANG": "en", "NO_COLOR": "1", "CI": "1", "COLUMNS": "100"}


@dataclass(frozen=True)
class Outcome:
    stdout: str
    stderr: str
    exit: int

    def files(self) -> dict[str, str]:
        """As they stand in a case's folder: nothing for nothing."""
        said = {"stdout": self.stdout, "stderr": self.stderr, "exit": f"{self.exit}\n" if self.exit else ""}
        return {name: text for name, text in said.items() if text}


def cases() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def expected(case: str) -> dict[str, str]:
    files = (CASES / case / name for name in ("stdout", "stderr", "exit"))
    return {file.name: file.read_text("utf-8") for file in files if file.is_file()}


def play(case: str) -> Outcome:
    """Run a case's commands in a copy of its folder."""
    source = CASES / case
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve() / "case"
        shutil.copytree(source, folder, ignore=lambda at, names: OWN & set(names) if Path(at) == source else set())
        if (pack := source / "with-pack").is_file():
            shutil.copytree(PACKS / pack.read_text("utf-8").strip(), folder / "pack")
        out, err = io.StringIO(), io.StringIO()
        with _inside(folder, source), redirect_stdout(out), redirect_stderr(err):
            status = 0
            for line in _lines(source / "command", "validate blueprint.yaml"):
                status = run(shlex.split(line))
        return Outcome(_portable(out.getvalue(), folder), _portable(err.getvalue(), folder), status)


@contextmanager
def _inside(folder: Path, source: Path) -> Iterator[None]:
    here = Path.cwd()
    stdin = source / "stdin"
    content = stdin.read_bytes() if stdin.is_file() else b""
    variables = dict(line.split("=", 1) for line in _lines(source / "environment", ""))
    os.chdir(folder)
    try:
        with patch.dict(os.environ, VARIABLES | variables), patch.object(sys, "stdin", _stdin(content)):
            yield
    finally:
        os.chdir(here)


def _stdin(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), "utf-8")


def _lines(file: Path, default: str) -> list[str]:
    text = file.read_text("utf-8") if file.is_file() else default
    return [line for line in text.splitlines() if line]


def _portable(text: str, folder: Path) -> str:
    """Without what differs from machine to machine and from release to release."""
    names: Mapping[str, str] = {str(folder): "<case>", str(builtin_root()): "<pintu>", __version__: "<version>"}
    for name, stand_in in names.items():
        text = text.replace(name, stand_in)
    return WRITTEN.sub("<count> files written", text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regenerate", action="store_true", help="write what comes out")
    parser.add_argument("-k", default="", help="only cases with this in their name")
    options = parser.parse_args()
    different = 0
    for case in (name for name in cases() if options.k in name):
        outcome = play(case).files()
        if outcome == expected(case):
            continue
        different += 1
        print(case)  # noqa: T201  a script
        for name in ("stdout", "stderr", "exit"):
            file = CASES / case / name
            if not options.regenerate:
                continue
            file.unlink(missing_ok=True)
            if name in outcome:
                file.write_text(outcome[name], "utf-8", newline="")
    return 1 if different and not options.regenerate else 0


if __name__ == "__main__":
    sys.exit(main())
