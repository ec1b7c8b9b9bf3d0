"""pintu simulate: devices of the blueprint's types that talk to the broker of a project that runs."""

from pathlib import Path
from typing import Annotated, Optional

import typer

SIMULATOR = ("devtools", "device", "simulate")
"""A module of the project's own backend: it knows the types, the database and the broker."""


def register(app: typer.Typer) -> None:
    app.command("simulate")(simulate)


def simulate(  # noqa: PLR0913  what one may say on a command line
    project: Annotated[Path, typer.Argument(metavar="BLUEPRINT|DIR")] = Path(),
    *,
    devices: Annotated[int, typer.Option("--devices", metavar="N", min=1, max=10_000)] = 3,
    kind: Annotated[Optional[list[str]], typer.Option("--type", metavar="TYPE")] = None,  # noqa: UP045  typer reads it
    profile: Annotated[Optional[list[str]], typer.Option("--profile", metavar="PROFILE")] = None,  # noqa: UP045
    seconds: Annotated[float, typer.Option("--seconds", metavar="S", min=0)] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 1,
) -> int:
    import subprocess  # noqa: PLC0415  slow to import, like all below

    from pintu.commands.interpreter import interpreter  # noqa: PLC0415

    backend = _root(project) / "backend"
    if not backend.joinpath(*SIMULATOR).with_suffix(".py").is_file():
        _refuse(backend)
    words = ["--devices", str(devices), "--seed", str(seed)]
    words += [word for name in kind or () for word in ("--type", name)]
    words += [word for name in profile or () for word in ("--profile", name)]
    words += ["--seconds", str(seconds)] if seconds else []
    command = [str(interpreter(backend).absolute()), "-m", ".".join(SIMULATOR), *words]
    return subprocess.run(command, cwd=backend, check=False).returncode  # noqa: S603  the project's own


def _root(project: Path) -> Path:
    """The folder of the project."""
    if project.is_dir():
        return project
    from pintu import pipeline  # noqa: PLC0415

    return pipeline.target(pipeline.check(project).blueprint, None)


def _refuse(backend: Path) -> None:
    from pintu.errors import UserError  # noqa: PLC0415
    from pintu.model.diagnostic import Diagnostic  # noqa: PLC0415
    from pintu.model.document import Where  # noqa: PLC0415

    code = "simulate.no_devices" if backend.is_dir() else "run.no_backend"
    raise UserError([Diagnostic(code, Where(str(backend)))])
