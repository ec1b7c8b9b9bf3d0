"""pintu validate: every problem of every blueprint at once."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pintu.report.verdict import Verdict


class ReportFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    app.command("validate")(validate)


def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    format: Annotated[ReportFormat, typer.Option("--format")] = ReportFormat.TEXT,  # noqa: A002  as it is called
    *,
    strict: Annotated[bool, typer.Option("--strict")] = False,
) -> int:
    from pintu.commands.validate_files import inspect  # noqa: PLC0415  slow to import, like all below

    verdict = inspect(paths, strict=strict)
    _print(verdict, format)
    return 0 if verdict.passed else 1


def _print(verdict: "Verdict", form: ReportFormat) -> None:
    from pintu import console  # noqa: PLC0415

    match form:
        case ReportFormat.TEXT:
            _print_text(verdict)
        case ReportFormat.JSON:
            from pintu.report.plain_json import as_json  # noqa: PLC0415

            console.result_json("ok" if verdict.passed else "invalid", as_json(verdict))
        case ReportFormat.SARIF:
            from pintu.report.sarif import sarif  # noqa: PLC0415

            console.document(sarif(verdict))
        case ReportFormat.JUNIT:
            from pintu.report.junit import junit  # noqa: PLC0415

            console.document(junit(verdict))
        case ReportFormat.GITHUB:
            from pintu.report.github import github  # noqa: PLC0415

            if verdict.findings:
                console.document(github(verdict))


def _print_text(verdict: "Verdict") -> None:
    from pintu import console  # noqa: PLC0415
    from pintu.report.limit import limited  # noqa: PLC0415
    from pintu.report.text import spans  # noqa: PLC0415

    for finding in limited(verdict.findings):
        console.result_styled(spans(finding))
    counts = {"files": len(verdict.files), "errors": verdict.errors, "warnings": verdict.warnings}
    console.say("validate.fine" if not verdict.findings else "validate.summary", **counts)
