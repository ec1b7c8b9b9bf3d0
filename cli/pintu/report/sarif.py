"""SARIF 2.1.0 (OASIS), which code scanning and editors read."""

import json
from pathlib import Path, PurePath

from pintu import __version__
from pintu.messages import everything, language
from pintu.report.finding import Finding
from pintu.report.limit import limited
from pintu.report.verdict import Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(verdict: Verdict) -> str:
    """One run. Columns count Unicode code points (`columnKind`); what was left out is told by notifications."""
    found = limited(verdict.findings)
    codes = sorted({finding.code for finding in found})
    driver = {"name": "Pintu", "version": __version__, "rules": [_rule(code) for code in codes]}
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri(file)}} for file in verdict.files],
        "results": [_result(finding, codes) for finding in found],
    }
    if verdict.left_out:
        notifications = [{"level": "warning", "message": {"text": said}} for said in verdict.left_out]
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": notifications}]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, object]:
    message = everything()[code]
    text = message.zh if language() == "zh" else message.en
    return {"id": code, "shortDescription": {"text": text.replace("{{", "{").replace("}}", "}")}}


def _result(finding: Finding, codes: list[str]) -> dict[str, object]:
    text = f"{finding.message} {finding.hint}".strip()
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": text},
    }
    if finding.file:
        place: dict[str, object] = {"artifactLocation": {"uri": uri(finding.file)}}
        if finding.line:
            place["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column)}
        location: dict[str, object] = {"physicalLocation": place}
        if finding.path:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
        result["locations"] = [location]
    if finding.fix is not None:
        result["properties"] = {"fix": finding.fix}
    return result


def uri(file: str) -> str:
    """Relative to where Pintu was started, or absolute."""
    from urllib.parse import quote  # noqa: PLC0415  only this format needs it

    path = PurePath(file)
    return Path(file).as_uri() if path.is_absolute() else quote(path.as_posix())
