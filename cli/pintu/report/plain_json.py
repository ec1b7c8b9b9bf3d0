"""For programs: one JSON document."""

from collections.abc import Mapping

from pintu.report.finding import as_data
from pintu.report.limit import limited
from pintu.report.verdict import Verdict


def as_json(verdict: Verdict) -> Mapping[str, object]:
    return {
        "files": len(verdict.files),
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "diagnostics": [as_data(finding) for finding in limited(verdict.findings)],
    }
