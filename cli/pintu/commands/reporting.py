"""Findings in every format that commands share."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pintu.report.finding import Finding
    from pintu.report.verdict import Verdict


class ReportFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def report(
    verdict: "Verdict",
    form: ReportFormat,
    text: Callable[[], None],
    data: Callable[[], Mapping[str, object]],
    junit: Callable[[], str],
) -> None:
    """Print a verdict; what commands say in their own ways they hand in."""
    from pintu import console  # noqa: PLC0415  slow to import, like all below

    match form:
        case ReportFormat.TEXT:
            text()
        case ReportFormat.JSON:
            console.result_json("ok" if verdict.passed else "invalid", data())
        case ReportFormat.JUNIT:
            console.document(junit())
        case ReportFormat.SARIF:
            from pintu.report.sarif import sarif  # noqa: PLC0415

            console.document(sarif(verdict))
        case ReportFormat.GITHUB:
            from pintu.report.github import github  # noqa: PLC0415

            if verdict.findings or verdict.left_out:
                console.document(github(verdict))


def print_findings(findings: "tuple[Finding, ...]") -> None:
    """For people."""
    from pintu import console  # noqa: PLC0415
    from pintu.report.limit import limited  # noqa: PLC0415
    from pintu.report.text import spans  # noqa: PLC0415

    for finding in limited(findings):
        console.result_styled(spans(finding))
