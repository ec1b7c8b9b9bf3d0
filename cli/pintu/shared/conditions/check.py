"""Whether a condition means something for what a device tells."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from .nodes import Binary, Constant, Minus, Name, Node, Not, Window
from .problem import Problem

Kind: TypeAlias = Literal["number", "truth", "text"]


def check(node: Node, readings: Mapping[str, Kind]) -> list[Problem]:
    """All that is wrong with a condition over `readings`, from left to right; nothing where it can be true or false."""
    found: list[Problem] = []
    _expect("truth", node, readings, found)
    return sorted(found, key=lambda problem: problem.start)


def _expect(wanted: Kind, node: Node, readings: Mapping[str, Kind], found: list[Problem]) -> None:
    kind = _kind(node, readings, found)
    if kind is not None and kind != wanted:
        found.append(Problem(f"needs_{wanted}", node.start, node.end, {"kind": kind}))


def _kind(node: Node, readings: Mapping[str, Kind], found: list[Problem]) -> Kind | None:  # noqa: PLR0911  # as many kinds of node
    """None where it is not known because of what has been found already."""
    match node:
        case Constant(value=bool()):
            return "truth"
        case Constant(value=str()):
            return "text"
        case Constant():
            return "number"
        case Name():
            return _reading(node, readings, found)
        case Window():
            if _reading(node.reading, readings, found) not in ("number", None):
                found.append(Problem("not_a_number", node.start, node.end, {"name": node.name}))
            return "number"
        case Not():
            _expect("truth", node.operand, readings, found)
            return "truth"
        case Minus():
            _expect("number", node.operand, readings, found)
            return "number"
        case Binary():
            return _of_two(node, readings, found)


def _reading(node: Name, readings: Mapping[str, Kind], found: list[Problem]) -> Kind | None:
    if node.name not in readings:
        found.append(Problem("unknown_name", node.start, node.end, {"name": node.name}))
    return readings.get(node.name)


def _of_two(node: Binary, readings: Mapping[str, Kind], found: list[Problem]) -> Kind:
    if node.operator in ("==", "!="):
        left, right = (_kind(part, readings, found) for part in (node.left, node.right))
        if left is not None and right is not None and left != right:
            found.append(Problem("needs_two_alike", node.start, node.end, {"left": left, "right": right}))
        return "truth"
    wanted: Kind = "truth" if node.operator in ("and", "or") else "number"
    for part in (node.left, node.right):
        _expect(wanted, part, readings, found)
    return "number" if node.operator in ("+", "-", "*", "/") else "truth"
