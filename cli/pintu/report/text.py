"""For people: file, line, column, what is wrong, the line itself with a caret below it, and what to do."""

from collections.abc import Iterable

from pintu.console import Span
from pintu.messages import text
from pintu.report.finding import Finding
from pintu.report.width import width

MAX_WIDTH = 120
STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def spans(finding: Finding) -> list[Span]:
    """One finding as styled pieces, without a newline at the end."""
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part) or "pintu"
    style = STYLES[finding.severity]
    out = [(f"{place}: ", "bold"), (text(f"severity.{finding.severity}"), style), (finding.message, "bold")]
    out.append((f"  [{finding.code}]", "dim"))
    out += _source(finding, style)
    if finding.path:
        out.append((f"\n      = {finding.path}", "dim"))
    if finding.hint:
        out.append((f"\n      {text('report.hint')}", "green"))
        out.append((finding.hint, ""))
    return out


def _source(finding: Finding, style: str) -> list[Span]:
    if not finding.source.strip():
        return []
    before = finding.source[: max(0, finding.column - 1)]
    cut = max(0, len(before) - MAX_WIDTH // 2)
    shown = finding.source[cut : cut + MAX_WIDTH].replace("\t", " ")
    blank = " " * width(before[cut:].replace("\t", " "))
    number = f"{finding.line:>5} | "
    return [(f"\n{number}", "dim"), (_printable(shown), ""), ("\n      | ", "dim"), (f"{blank}^", style)]


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in line)


def plain(pieces: Iterable[Span]) -> str:
    return "".join(piece for piece, _ in pieces)
