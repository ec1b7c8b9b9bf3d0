"""A condition as a function: made once, called for every reading."""

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .nodes import Binary, Constant, Minus, Name, Node, Not, Window

Value: TypeAlias = float | bool | str | None
Looks: TypeAlias = Callable[[Window], float | None]
Evaluator: TypeAlias = Callable[[Mapping[str, Value], Looks], Value]
"""`evaluate(latest readings, what a window over one of them comes to)`; None is unknown."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_COUNT: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def evaluator(node: Node) -> Evaluator:  # noqa: PLR0911  # one for each kind of node
    """`node` has passed `check` for the readings that it will be given."""
    match node:
        case Constant(value=value):
            return lambda _readings, _looks: value
        case Name(name=name):
            return lambda readings, _looks: readings.get(name)
        case Window():
            return lambda _readings, looks: looks(node)
        case Not():
            return _not(evaluator(node.operand))
        case Minus():
            return _minus(evaluator(node.operand))
        case Binary(operator="and"):
            return _until(evaluator(node.left), evaluator(node.right), decided=False)
        case Binary(operator="or"):
            return _until(evaluator(node.left), evaluator(node.right), decided=True)
        case Binary() if node.operator in _COMPARE:
            return _known(_COMPARE[node.operator], evaluator(node.left), evaluator(node.right))
        case Binary():
            return _known(_finite(_COUNT[node.operator]), evaluator(node.left), evaluator(node.right))


def _not(operand: Evaluator) -> Evaluator:
    def evaluate(readings: Mapping[str, Value], looks: Looks) -> Value:
        value = operand(readings, looks)
        return None if value is None else not value

    return evaluate


def _minus(operand: Evaluator) -> Evaluator:
    def evaluate(readings: Mapping[str, Value], looks: Looks) -> Value:
        value = operand(readings, looks)
        return None if value is None else -value  # type: ignore[operator]

    return evaluate


def _until(left: Evaluator, right: Evaluator, *, decided: bool) -> Evaluator:
    """What one side has decided needs no other side; an unknown side leaves it to the other."""

    def evaluate(readings: Mapping[str, Value], looks: Looks) -> Value:
        first = left(readings, looks)
        if first is decided:
            return decided
        second = right(readings, looks)
        if second is decided:
            return decided
        return None if first is None else second

    return evaluate


def _known(work: Callable[..., Value], left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(readings: Mapping[str, Value], looks: Looks) -> Value:
        first = left(readings, looks)
        if first is None:
            return None
        second = right(readings, looks)
        return None if second is None else work(first, second)

    return evaluate


def _finite(work: Callable[[float, float], float]) -> Callable[[float, float], float | None]:
    def count(left: float, right: float) -> float | None:
        try:
            made = work(left, right)
            return made if math.isfinite(made) else None
        except (OverflowError, ZeroDivisionError):
            return None

    return count
