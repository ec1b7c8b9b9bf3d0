"""What a gate is: it looks at a project and yields what it finds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.gates.source.app import MiniProgram
from pintu.javascript.node import Node
from pintu.model.diagnostic import Diagnostic
from pintu.model.resolution import Resolution

Need: TypeAlias = Literal["miniprogram", "pages", "packages", "node", "contracts", "backend"]
"""`pages`: an `app.json` and a `project.config.json` that can be read. `packages`: what npm brings to the mini-program.
`node`: our JavaScript tools. `backend`: a Python with its needs."""


@dataclass(frozen=True, slots=True)
class Tools:
    """A Node, the folder of our JavaScript, and the `node_modules` above it."""

    node: Node
    scripts: Path
    modules: Path


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is left out: a code of the catalogue, with what fills it in."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Subject:
    """A project, with what gates need. What could not be had is None, or says why in `missing`."""

    root: Path
    miniprogram: MiniProgram | None = None
    resolution: Resolution | None = None
    tools: Tools | None = None
    python: Path | None = None
    staged: Path | None = None
    missing: Mapping[Need, Reason] = field(default_factory=dict)

    @property
    def app(self) -> MiniProgram:
        if self.miniprogram is None:
            raise LookupError("miniprogram")
        return self.miniprogram

    @property
    def contracts(self) -> Resolution:
        if self.resolution is None:
            raise LookupError("contracts")
        return self.resolution

    @property
    def javascript(self) -> Tools:
        if self.tools is None:
            raise LookupError("node")
        return self.tools

    @property
    def stage(self) -> Path:
        """The mini-program as it is uploaded, with what npm brings, in a folder that is thrown away."""
        if self.staged is None:
            raise LookupError("packages")
        return self.staged

    @property
    def backend(self) -> Path:
        return self.root / "backend"

    @property
    def interpreter(self) -> Path:
        if self.python is None:
            raise LookupError("backend")
        return self.python


class LeftOut(Exception):
    """A gate finds that it cannot look: `reason` says why."""

    def __init__(self, code: str, **args: object) -> None:
        self.reason = Reason(code, args)
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Gate:
    """`look` yields diagnostics, or raises `LeftOut`; gates run at the same time and change nothing.

    Without one of `needs` it does not look at all; without one of `partly` it looks at less.
    """

    id: str
    needs: Sequence[Need]
    look: Callable[[Subject], Iterable[Diagnostic]]
    partly: Sequence[Need] = ()
