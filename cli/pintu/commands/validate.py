"""pintu validate: every problem of every blueprint at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pintu.commands.reporting import ReportFormat, print_findings, report

if TYPE_CHECKING:
    from pintu.report.verdict import Verdict


def register(app: typer.Typer) -> None:
    app.command("validate")(validate)


def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    format: Annotated[ReportFormat, typer.Option("--format")] = ReportFormat.TEXT,  # noqa: A002  as it is called
    *,
    strict: Annotated[bool, typer.Option("--strict")] = False,
) -> int:
    from pintu.commands.validate_files import inspect  # noqa: PLC0415  slow to import, like all below
    from pintu.report.junit import junit  # noqa: PLC0415
    from pintu.report.plain_json import as_json  # noqa: PLC0415

    verdict = inspect(paths, strict=strict)
    report(verdict, format, lambda: _print_text(verdict), lambda: as_json(verdict), lambda: junit(verdict))
    return 0 if verdict.passed else 1


def _print_text(verdict: "Verdict") -> None:
    from pintu import console  # noqa: PLC0415

    print_findings(verdict.findings)
    counts = {"files": len(verdict.files), "errors": verdict.errors, "warnings": verdict.warnings}
    console.say("validate.fine" if not verdict.findings else "validate.summary", **counts)
