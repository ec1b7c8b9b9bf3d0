"""A diagnostic in the reader's language with its source line, masked: what every format prints."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pintu.masking import mask
from pintu.messages import hint, text
from pintu.model.diagnostic import Diagnostic, Severity

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Finding:
    """Line and column are 0 where it is about a whole file. `source` is the line that it stands on, "" for none."""

    code: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int = 0
    column: int = 0
    path: str = ""
    fix: str | None = None
    source: str = ""


def findings(diagnostics: Iterable[Diagnostic], stdin: bytes | None = None) -> list[Finding]:
    """In the order of files and lines; `stdin` is the content of the file called `-`."""
    sources: dict[str, Sequence[str]] = {STDIN: _decoded(stdin)} if stdin is not None else {}
    return [_finding(diagnostic, sources) for diagnostic in sorted(diagnostics, key=lambda found: found.sort_key)]


def _finding(diagnostic: Diagnostic, sources: dict[str, Sequence[str]]) -> Finding:
    where = diagnostic.where
    if where.line and where.file not in sources:
        sources[where.file] = _read(where.file)
    lines = sources.get(where.file, ())
    return Finding(
        code=diagnostic.code,
        severity=diagnostic.severity,
        message=mask(_message(diagnostic)),
        hint=mask(hint(diagnostic.code, diagnostic.args)),
        file=where.file,
        line=where.line,
        column=where.column,
        path=mask(where.path),
        fix=mask(diagnostic.fix) if diagnostic.fix is not None else None,
        source=lines[where.line - 1] if 0 < where.line <= len(lines) else "",
    )


def _message(diagnostic: Diagnostic) -> str:
    said = text(diagnostic.code, diagnostic.args)
    return said if diagnostic.fix is None else text("report.did_you_mean", {"said": said, "fix": diagnostic.fix})


def _read(file: str) -> Sequence[str]:
    try:
        return _decoded(Path(file).read_bytes())
    except (OSError, ValueError):
        return ()


def _decoded(raw: bytes) -> Sequence[str]:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return _lines(raw.decode(encoding))
    return _lines(raw.decode("utf-8", errors="replace"))


def _lines(content: str) -> Sequence[str]:
    """Masked as a whole, because a private key has many lines."""
    return mask(content.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def as_data(finding: Finding) -> Mapping[str, object]:
    """For JSON; `line` and `column` count from 1, columns in Unicode code points."""
    row = {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint or None,
        "file": finding.file,
        "line": finding.line or None,
        "column": finding.column or None,
        "path": finding.path or None,
        "fix": finding.fix,
    }
    return {key: value for key, value in row.items() if value is not None}
