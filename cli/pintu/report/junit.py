"""JUnit's XML as CI systems read it: a test case for each file."""

import re
from xml.sax.saxutils import escape, quoteattr

from pintu.report.finding import Finding
from pintu.report.limit import limited
from pintu.report.text import plain, spans
from pintu.report.verdict import Verdict

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def junit(verdict: Verdict) -> str:
    found = limited(verdict.findings)
    files = list(dict.fromkeys((*verdict.files, *(finding.file for finding in found))))
    cases = {file: [finding for finding in found if finding.file == file] for file in files}
    failed = sum(_fails(group, strict=verdict.strict) for group in cases.values())
    body = "".join(_case(file, group, strict=verdict.strict) for file, group in cases.items())
    head = f'name="pintu validate" tests="{len(cases)}" failures="{failed}" errors="0"'
    document = f"<testsuites>\n  <testsuite {head}>\n{body}  </testsuite>\n</testsuites>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'


def _fails(group: list[Finding], *, strict: bool) -> bool:
    return any(finding.severity == "error" or (strict and finding.severity == "warning") for finding in group)


def _case(file: str, group: list[Finding], *, strict: bool) -> str:
    opening = f'    <testcase classname="pintu.validate" name={_attribute(file or "pintu")}'
    if not group:
        return f"{opening}/>\n"
    text = _text("\n".join(plain(spans(finding)) for finding in group))
    if _fails(group, strict=strict):
        first = group[0]
        inner = f"<failure type={_attribute(first.code)} message={_attribute(first.message)}>{text}</failure>"
    else:
        inner = f"<system-out>{text}</system-out>"
    return f"{opening}>\n      {inner}\n    </testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", text))
