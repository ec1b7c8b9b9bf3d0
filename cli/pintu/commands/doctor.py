"""pintu doctor: what is there, what is missing, how to get it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pintu.commands.options import Format, FormatOption

if TYPE_CHECKING:
    from pintu.console import Span
    from pintu.doctor.finding import Finding, Patient, System

FILE = "blueprint.yaml"


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path(),
    format: FormatOption = Format.TEXT,  # noqa: A002  as the option is called
) -> int:
    from pintu import console  # noqa: PLC0415
    from pintu.doctor import examine  # noqa: PLC0415

    patient = _patient(folder)
    findings = list(examine(patient))
    healthy = not any(finding.required and finding.state == "missing" for finding in findings)
    if format == Format.JSON:
        checks = [_as_data(finding, patient.system) for finding in findings]
        console.result_json("ok" if healthy else "invalid", {"checks": checks})
    else:
        console.result_styled(piece for finding in findings for piece in _spans(finding, patient.system))
    return 0 if healthy else 1


def _patient(folder: Path) -> "Patient":
    """With its blueprint, where there is one; a blueprint that does not validate is `validate`'s affair."""
    from pintu.doctor.finding import Patient, this_system  # noqa: PLC0415
    from pintu.doctor.project import read_env  # noqa: PLC0415
    from pintu.errors import UserError  # noqa: PLC0415

    project = None
    if (folder / FILE).is_file():
        from pintu.pipeline import check  # noqa: PLC0415

        try:
            project = check(folder / FILE)
        except UserError:
            from pintu import console  # noqa: PLC0415

            console.say("doctor.blueprint_invalid", file=folder / FILE)
    environment = {**read_env(folder / ".env"), **os.environ}
    return Patient(folder, environment, project, this_system())


def _as_data(finding: "Finding", system: "System") -> dict[str, object]:
    from pintu.messages import text  # noqa: PLC0415

    data = {
        "name": finding.name,
        "state": finding.state,
        "required": finding.required,
        "found": finding.found,
        "purpose": text(f"doctor.{finding.name}", finding.details),
    }
    return data | ({"how": _how(finding, system)} if finding.state != "ok" else {})


def _how(finding: "Finding", system: "System") -> str:
    from pintu.messages import knows, text  # noqa: PLC0415

    own = f"doctor.{finding.name}.how_{system}"
    return text(own if knows(own) else f"doctor.{finding.name}.how", finding.details)


def _spans(finding: "Finding", system: "System") -> "Iterator[Span]":
    from pintu.messages import text  # noqa: PLC0415
    from pintu.report.width import pad  # noqa: PLC0415

    bad = finding.state == "missing" and finding.required
    style = {"ok": "green", "missing": "bold red" if bad else "yellow", "attention": "yellow"}[finding.state]
    state = text("doctor.state.required" if bad else f"doctor.state.{finding.state}")
    yield f"{pad(state, 10)}", style
    yield text(f"doctor.{finding.name}", finding.details), "bold"
    yield f"  {finding.found}\n" if finding.found else "\n", ""
    if finding.state != "ok":
        yield f"{' ' * 10}{_how(finding, system)}\n", ""
