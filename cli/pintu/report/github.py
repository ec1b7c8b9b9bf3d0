"""Workflow commands that GitHub Actions turns into annotations."""

from pintu.report.finding import Finding
from pintu.report.limit import limited
from pintu.report.verdict import Verdict

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github(verdict: Verdict) -> str:
    notices = (f"::notice::{_data(said)}" for said in verdict.left_out)
    return "\n".join((*(_command(finding) for finding in limited(verdict.findings)), *notices))


def _command(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.code}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{LEVELS[finding.severity]} {said}::{_data(f'{finding.message} {finding.hint}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
