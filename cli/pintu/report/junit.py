"""JUnit's XML as CI systems read it: a test case for each file."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from pintu.report.finding import Finding
from pintu.report.limit import limited
from pintu.report.text import plain, spans
from pintu.report.verdict import Verdict

NONE: Mapping[str, str] = MappingProxyType({})
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def junit(verdict: Verdict) -> str:
    found = limited(verdict.findings)
    files = list(dict.fromkeys((*verdict.files, *(finding.file for finding in found))))
    cases = {file: [finding for finding in found if finding.file == file] for file in files}
    return suite("validate", cases, strict=verdict.strict)


def suite(
    command: str, cases: Mapping[str, Sequence[Finding]], skipped: Mapping[str, str] = NONE, *, strict: bool
) -> str:
    """A document for `pintu <command>`: findings by case, and why each of `skipped` was not looked at."""
    failed = sum(_fails(group, strict=strict) for group in cases.values())
    body = "".join(_case(command, name, group, strict=strict) for name, group in cases.items())
    body += "".join(_skipped(command, name, reason) for name, reason in skipped.items())
    counts = f'tests="{len(cases) + len(skipped)}" failures="{failed}" errors="0"'
    counts += f' skipped="{len(skipped)}"' if skipped else ""
    document = f'<testsuites>\n  <testsuite name="pintu {command}" {counts}>\n{body}  </testsuite>\n</testsuites>\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'


def _fails(group: Sequence[Finding], *, strict: bool) -> bool:
    return any(finding.severity == "error" or (strict and finding.severity == "warning") for finding in group)


def _skipped(command: str, name: str, reason: str) -> str:
    opening = f'    <testcase classname="pintu.{command}" name={_attribute(name)}'
    return f"{opening}>\n      <skipped message={_attribute(reason)}/>\n    </testcase>\n"


def _case(command: str, name: str, group: Sequence[Finding], *, strict: bool) -> str:
    opening = f'    <testcase classname="pintu.{command}" name={_attribute(name or "pintu")}'
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
