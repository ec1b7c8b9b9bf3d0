"""Sheets as styled text: a headline, facts, and a table for each list."""

from collections.abc import Iterable, Iterator, Sequence

from pintu.console import Span
from pintu.report.width import pad, width

INDENT = "  "


def headline(name: str, *details: str) -> Iterator[Span]:
    yield name, "bold"
    yield "  ".join(["", *(detail for detail in details if detail)]), "dim"
    yield "\n", ""


def paragraph(said: str) -> Iterator[Span]:
    if said:
        yield f"{said}\n", ""


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Labels on the left, what holds on the right; what is empty is left out."""
    filled = [(label, value) for label, value in pairs if value]
    columns = max((width(label) for label, _ in filled), default=0)
    if filled:
        yield "\n", ""
    for label, value in filled:
        yield f"{INDENT}{pad(label, columns)}", "dim"
        yield f"  {value}\n", ""


def section(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Span]:
    """A titled table, or a line where there is one column only; nothing where there are no rows."""
    if not rows:
        return
    if len(head) == 1:
        yield f"\n{title}\n", "bold"
        yield f"{INDENT}{', '.join(row[0] for row in rows)}\n", ""
        return
    widths = [max(width(row[index]) for row in (head, *rows)) for index in range(len(head))]
    yield f"\n{title}\n", "bold"
    yield _line(head, widths), "dim"
    for row in rows:
        yield _line(row, widths), ""


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (pad(one, columns) for one, columns in zip(row, widths, strict=True))
    return f"{INDENT}{'  '.join(cells)}".rstrip() + "\n"
