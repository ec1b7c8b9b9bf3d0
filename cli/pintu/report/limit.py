"""A file with more than a hundred problems is told so, and no more."""

from collections.abc import Iterable

from pintu.messages import text
from pintu.report.finding import Finding

MOST = 100


def limited(found: Iterable[Finding]) -> list[Finding]:
    """At most `MOST` findings a file, errors first, then a note that counts the others."""
    files: dict[str, list[Finding]] = {}
    for finding in found:
        files.setdefault(finding.file, []).append(finding)
    return [finding for group in files.values() for finding in _limited(group)]


def _limited(group: list[Finding]) -> list[Finding]:
    if len(group) <= MOST:
        return group
    worst = sorted(group, key=lambda finding: finding.severity != "error")
    kept = sorted(worst[:MOST], key=lambda finding: (finding.line, finding.column))
    message = text("report.more", {"count": len(group) - MOST})
    return [*kept, Finding("report.more", "note", message, "", group[0].file)]
