"""A text file with the places in it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pintu.model.document import Where


@dataclass(frozen=True, eq=False)
class Text:
    """`file` is how people are told about it; offsets count from 0 in `content`."""

    file: str
    content: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], 0
        while at := self.content.find("\n", at) + 1:
            starts.append(at)
        return starts

    def where(self, offset: int) -> Where:
        line = bisect_right(self._starts, offset)
        return Where(self.file, line, offset - self._starts[line - 1] + 1)


def read_text(path: Path, file: str) -> Text:
    """What is not UTF-8 becomes U+FFFD: the tools that compile the file say so."""
    return Text(file, path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))
