"""The only place that writes to the screen. Results go to standard output, everything else to standard error.

Colour, spinners and progress bars appear on a terminal only; `NO_COLOR` takes the colour away, `CI` all of it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from pintu import messages

if TYPE_CHECKING:
    from pintu.model.diagnostic import Diagnostic

Outcome: TypeAlias = Literal["ok", "invalid", "different", "conflict"]
Span: TypeAlias = tuple[str, str]
"""A piece of text and its style, in `rich`'s words ("bold red"; "" for none)."""


class _Mode:
    """Whether standard output carries one document for a machine, so that problems have to be one as well."""

    machine = False


def speak_json(*, on: bool = True) -> None:
    """A command that was asked for JSON calls this before anything can go wrong."""
    _Mode.machine = on


def speaks_json() -> bool:
    return _Mode.machine


def result(text: str) -> None:
    """What the command was asked for, to standard output."""
    _write(sys.stdout, f"{text}\n")


def result_styled(pieces: Iterable[Span]) -> None:
    styled([*pieces, ("\n", "")], sys.stdout)


def result_json(outcome: Outcome, data: Mapping[str, object]) -> None:
    """The result as one JSON document, `outcome` first."""
    document(json.dumps({"outcome": outcome, **data}, ensure_ascii=False, indent=2, default=str))


def document(text: str) -> None:
    """A document for a machine (JSON, SARIF, XML): always UTF-8, with a newline at its end."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    result(text.rstrip("\n"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns of text, to standard output; the last one may be long."""
    from pintu.report.width import pad, width  # noqa: PLC0415  most commands print no table

    body = [tuple(row) for row in rows]
    widths = [max(width(row[i]) for row in (head, *body)) for i in range(len(head))]
    for row, style in ((head, "bold"), *((row, "") for row in body)):
        line = "  ".join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True))
        styled([(line.rstrip(), style), ("\n", "")], sys.stdout)


def say(code: str, **args: object) -> None:
    """A sentence of the catalogue, to standard error."""
    _write(sys.stderr, f"{messages.text(code, args)}\n")


def notes(sentences: Iterable[str]) -> None:
    """Of the catalogue already, to standard error."""
    for sentence in sentences:
        _write(sys.stderr, f"{sentence}\n")


def show(diagnostics: "Iterable[Diagnostic]", *, stdin: bytes | None = None, to: TextIO | None = None) -> None:
    """Diagnostics with their source lines, to standard error unless told otherwise."""
    from pintu.report.finding import findings  # noqa: PLC0415  only when something is wrong
    from pintu.report.limit import limited  # noqa: PLC0415
    from pintu.report.text import spans  # noqa: PLC0415

    for finding in limited(findings(diagnostics, stdin)):
        styled([*spans(finding), ("\n", "")], to or sys.stderr)


def styled(pieces: Iterable[Span], to: TextIO) -> None:
    """Coloured on a terminal, plain elsewhere."""
    pieces = list(pieces)
    if not _colour(to):
        _write(to, "".join(text for text, _ in pieces))
        return
    from rich.console import Console  # noqa: PLC0415  slow to import, and of no use without a terminal
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=to, highlight=False, soft_wrap=True)
    console.print(Text.assemble(*((text, style) for text, style in pieces)), end="")


@contextmanager
def progress(code: str, total: int, **args: object) -> Iterator[Callable[[], None]]:
    """A bar on standard error while something long goes on; call what comes back once a step.

    Nothing is shown without a terminal, under `CI`, or where the result is JSON.
    """
    if not _moving() or speaks_json():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(messages.text(code, args), total=total)
        yield lambda: bar.advance(task)


def may_ask(*, no_input: bool = False) -> bool:
    """Whether there is somebody to answer a question."""
    return not no_input and not _in_ci() and sys.stdin.isatty() and sys.stderr.isatty()


def _colour(stream: TextIO) -> bool:
    """See https://no-color.org; the log of a CI job is plain text even where its runner lends it a terminal."""
    plain = os.environ.get("NO_COLOR") or _in_ci() or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _moving() -> bool:
    return sys.stderr.isatty() and not _in_ci() and os.environ.get("TERM") != "dumb"


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _write(stream: TextIO, text: str) -> None:
    """What the terminal's encoding cannot say becomes `?` instead of a failure. Both streams stay in order."""
    if stream is sys.stderr:
        sys.stdout.flush()
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, errors="replace").decode(encoding))
