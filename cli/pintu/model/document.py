"""A YAML file as data, with the position of each part kept for diagnostics."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeAlias

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. Lines and columns count from 1, columns in Unicode code points; 0 is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    path: str = ""


class Mark(Protocol):
    """A place in a text, counted from 0, in code points."""

    line: int
    column: int
    index: int


class Marked(Protocol):
    """What the parser says of a part of a file."""

    start_mark: Mark
    end_mark: Mark


class Node:
    """Where a part of a file stands, and how it is written there.

    `text` is a scalar's content (None for a mapping or a list); `plain` says that it is written without quotes. A
    scalar, with its anchor, is `text[start:end]` of its document. What an alias brings in stands where the alias does.
    """

    __slots__ = ("_at", "items", "pairs", "plain", "text")

    def __init__(
        self,
        at: Marked,
        text: str | None,
        items: Sequence["Node"] = (),
        pairs: Mapping[str, tuple["Node", "Node"]] = MappingProxyType({}),
        *,
        plain: bool = False,
    ) -> None:
        self._at = at
        self.text = text
        self.plain = plain
        self.items = items
        self.pairs = pairs

    @property
    def line(self) -> int:
        """From 1."""
        return self._at.start_mark.line + 1

    @property
    def column(self) -> int:
        """From 1."""
        return self._at.start_mark.column + 1

    @property
    def start(self) -> int:
        return self._at.start_mark.index

    @property
    def end(self) -> int:
        return self._at.end_mark.index


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML file: its text (LF), its plain data, and what makes the tree that knows where everything stands."""

    file: str
    text: str = field(repr=False)
    data: dict[str, Data] = field(repr=False)
    compose: Callable[[], Node] = field(repr=False)

    @property
    def node(self) -> Node:
        return self.compose()

    def has(self, path: Path) -> bool:
        return _descend(self.node, path) is not None

    def where(self, path: Path = (), *, key: bool = False) -> Where:
        """The position of the value at `path` (or of its key); of the nearest parent where the path does not exist."""
        trail = path
        while (found := _descend(self.node, trail)) is None:
            trail, key = trail[:-1], True
        name, value = found
        node = name if key and name is not None else value
        return Where(self.file, node.line, node.column, dotted(path))

    def pair(self, path: Path) -> tuple[Node, Node]:
        """How the key and the value at `path`, which is in a mapping, are written. Raises KeyError where it is not."""
        found = _descend(self.node, path)
        if found is None or found[0] is None:
            raise KeyError(dotted(path))
        return found[0], found[1]

    def written(self, path: Path) -> Node | None:
        """How the value at `path` is written, or None where there is none."""
        found = _descend(self.node, path)
        return found[1] if found else None


def dotted(path: Path) -> str:
    """`("tabs", 2, "page")` as `tabs[2].page`, the way people write it."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _descend(node: Node, path: Path) -> tuple[Node | None, Node] | None:
    """The key node and value node at `path`."""
    key: Node | None = None
    for part in path:
        if isinstance(part, str) and part in node.pairs:
            key, node = node.pairs[part]
        elif isinstance(part, int) and part < len(node.items):
            key, node = None, node.items[part]
        else:
            return None
    return key, node


def at(data: Data, path: Path) -> Data:
    """The value at `path`, or None."""
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def has(data: Data, path: Path) -> bool:
    """Whether there is a value at `path`, be it None."""
    parent, last = at(data, path[:-1]), path[-1]
    if isinstance(parent, dict):
        return last in parent
    return isinstance(parent, list) and isinstance(last, int) and last < len(parent)
