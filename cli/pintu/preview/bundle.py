"""Bundling a mini-program for the browser: Node does it, and says in JSON how it went."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pintu.javascript.node import Node
from pintu.javascript.packages import MODULES, installed, nothing
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

HOST = Path(__file__).parent / "host"


@dataclass(frozen=True, slots=True)
class Built:
    """One build: what it found, and whether there is a new bundle (an error leaves the old one as it is)."""

    diagnostics: tuple[Diagnostic, ...]
    written: bool
    components: int
    milliseconds: int


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
def bundler(node: Node, miniprogram: Path, out: Path, about_to: Callable[[], None] = nothing) -> Iterator[Bundler]:
    """A bundler for as long as the block lasts; `about_to` is called before its packages are installed.

    npm packages that the mini-program uses are taken from its own `miniprogram_npm` or `node_modules`; the component
    library of the generated projects comes with the preview's packages. Raises `UserError` when those cannot be had.
    """
    modules = installed(node, HOST, about_to) / MODULES
    command = [str(node.program), str(HOST / "build" / "main.mjs"), "--serve"]
    command += ["--project", str(miniprogram), "--out", str(out), "--packages", str(modules)]
    environment = {**os.environ, "PREVIEW_MODULES": str(modules)}
    with subprocess.Popen(  # noqa: S603  Node, with our own script
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Bundler(process, miniprogram)
        finally:
            if process.stdin:
                process.stdin.close()
