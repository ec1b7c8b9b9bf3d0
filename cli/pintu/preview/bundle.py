"""Bundling a mini-program for the browser: Node does it, and says in JSON how it went."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.preview.node import Node
from pintu.preview.packages import HOST

MAIN = HOST / "build" / "main.mjs"


@dataclass(frozen=True, slots=True)
class Built:
    """One build: what it found, and whether there is a new bundle (an error leaves the old one as it is)."""

    diagnostics: tuple[Diagnostic, ...]
    written: bool
    components: int
    milliseconds: int


def bundled(node: Node, modules: Path, miniprogram: Path, out: Path, packages: Sequence[Path] = ()) -> Built:
    """Bundle once. `modules` are the preview's own packages, `packages` folders with those of the mini-program."""
    with bundler(node, modules, miniprogram, out, packages) as building:
        return building.build()


class Bundler:
    """A Node process that keeps what it has read and builds again when asked."""

    def __init__(self, process: "subprocess.Popen[str]", miniprogram: Path) -> None:
        self._process = process
        self._miniprogram = miniprogram

    def build(self) -> Built:
        """Raises RuntimeError when Node ends instead of answering: its own message is on standard error."""
        assert self._process.stdin is not None  # noqa: S101  both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write("build\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the bundler has ended with status {self._process.wait()}")
        said = json.loads(line)
        found = tuple(self._diagnostic(**one) for one in said["diagnostics"])
        return Built(found, said["written"], said["components"], said["ms"])

    def _diagnostic(self, severity: str, file: str, message: str, line: int = 0, column: int = 0) -> Diagnostic:
        where = Where(str(self._miniprogram / file), line, column)
        return Diagnostic("preview.source", where, {"said": message}, "error" if severity == "error" else "warning")


@contextmanager
def bundler(
    node: Node, modules: Path, miniprogram: Path, out: Path, packages: Sequence[Path] = ()
) -> Iterator[Bundler]:
    """A bundler for as long as the block lasts."""
    command = [*node.node, str(MAIN), "--serve", "--project", str(miniprogram), "--out", str(out)]
    command += [argument for folder in packages for argument in ("--packages", str(folder))]
    environment = {**os.environ, "PREVIEW_MODULES": str(modules)}
    with subprocess.Popen(  # noqa: S603  Node, with our own script
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Bundler(process, miniprogram)
        finally:
            if process.stdin:
                process.stdin.close()
