"""What a condition is made of; `start` and `end` say where each part stands in its text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Function: TypeAlias = Literal["min", "max", "avg", "rate"]
Operator: TypeAlias = Literal["or", "and", "<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Part:
    start: int = field(compare=False, kw_only=True)
    end: int = field(compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Constant(Part):
    value: float | bool | str


@dataclass(frozen=True, slots=True)
class Name(Part):
    name: str


@dataclass(frozen=True, slots=True)
class Window(Part):
    """Of one reading's values in the last `seconds`."""

    function: Function
    reading: Name
    seconds: int

    @property
    def name(self) -> str:
        return self.reading.name


@dataclass(frozen=True, slots=True)
class Not(Part):
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Minus(Part):
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary(Part):
    operator: Operator
    left: "Node"
    right: "Node"


Node: TypeAlias = Constant | Name | Window | Not | Minus | Binary


def parts(node: Node) -> Iterator[Node]:
    """The node and everything below it, from left to right."""
    yield node
    if isinstance(node, Window):
        yield node.reading
    elif isinstance(node, Not | Minus):
        yield from parts(node.operand)
    elif isinstance(node, Binary):
        yield from parts(node.left)
        yield from parts(node.right)


def names(node: Node) -> frozenset[str]:
    """What a device must have told for the condition to be known."""
    return frozenset(part.name for part in parts(node) if isinstance(part, Name))


def windows(node: Node) -> frozenset[Window]:
    return frozenset(part for part in parts(node) if isinstance(part, Window))
