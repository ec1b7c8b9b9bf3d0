"""Changes as people read them: a list, or a unified diff."""

import difflib
from collections.abc import Iterable, Iterator
from io import StringIO

from pintu.console import Span
from pintu.content import is_text, normal
from pintu.messages import text
from pintu.model.changes import Action, Change, ChangeSet

STYLES: dict[Action, str] = {"create": "green", "update": "yellow", "merge": "yellow", "delete": "red"}
STYLES |= {"keep": "dim", "conflict": "bold red"}
SHOWN: tuple[Action, ...] = ("create", "update", "merge", "delete", "conflict", "keep")


def listed(changes: ChangeSet) -> Iterator[list[Span]]:
    """A line for each file that is not as it should be; kept ones are the reader's own."""
    for change in changes.of(*SHOWN):
        yield [(f"{text(f'change.{change.action}'):<10}", STYLES[change.action]), (f" {change.path}", "")]


def differences(changes: Iterable[Change]) -> Iterator[Span]:
    """A unified diff, as `git apply` reads it."""
    for change in changes:
        old, new = f"a/{change.path}", f"b/{change.path}"
        before, after = change.before or b"", change.offered or b""
        if not (is_text(before) and is_text(after)):
            yield f"{text('change.binary', {'path': change.path, 'old': len(before), 'new': len(after)})}\n", "bold"
            continue
        names = (old if change.before is not None else "/dev/null", new if change.offered is not None else "/dev/null")
        yield from _coloured(_lines(before), _lines(after), names)


def _coloured(before: list[str], after: list[str], names: tuple[str, str]) -> Iterator[Span]:
    styles = {"+++": "bold", "---": "bold", "@": "cyan", "+": "green", "-": "red"}
    for line in difflib.unified_diff(before, after, *names):
        style = next((style for start, style in styles.items() if line.startswith(start)), "")
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", style


def _lines(content: bytes) -> list[str]:
    return StringIO(normal(content).decode("utf-8", "replace"), newline="\n").readlines()
