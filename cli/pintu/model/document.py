"""A YAML file as data, with the position of each part kept for diagnostics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from yaml.nodes import MappingNode, Node, SequenceNode

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. Lines and columns count from 1, columns in Unicode code points."""

    file: str
    line: int = 0
    column: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One blueprint file: its text, its plain data, and the node tree that knows where everything stands."""

    file: str
    text: str
    data: dict[str, Data]
    node: Node | None

    def has(self, path: Path) -> bool:
        return _descend(self.node, path) is not None

    def where(self, path: Path = (), *, key: bool = False) -> Where:
        """The position of the value at `path` (or of its key); of the nearest parent where the path does not exist."""
        trail = path
        while trail and _descend(self.node, trail) is None:
            trail, key = trail[:-1], False
        found = _descend(self.node, trail)
        if found is None:
            return Where(self.file, 1, 1, dotted(path))
        name, value = found
        mark = (name if key and name is not None else value).start_mark
        return Where(self.file, mark.line + 1, mark.column + 1, dotted(path))


def dotted(path: Path) -> str:
    """`("tabs", 2, "page")` as `tabs[2].page`, the way people write it."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _descend(node: Node | None, path: Path) -> tuple[Node | None, Node] | None:
    """The key node and value node at `path`."""
    if node is None:
        return None
    key: Node | None = None
    for part in path:
        if isinstance(node, MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                return None
            key, node = pair
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            key, node = None, node.value[part]
        else:
            return None
    return key, node


def at(data: Data, path: Path) -> Data:
    """The value at `path`, or None."""
    for part in path:
        if isinstance(data, Mapping) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
