"""Conditions made at random mean what a plain interpreter says, however they are written."""

import math
import random
from collections.abc import Mapping
from typing import Any, cast

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pintu.shared.conditions import Kind, Value, Window, check, evaluator, parse
from pintu.shared.conditions.parse import MOST_CHARACTERS

READINGS: Mapping[str, Kind] = {
    "temperature": "number", "parts": "number", "running": "truth", "door_open": "truth", "mode": "text"
}  # fmt: skip
STRENGTH = {"or": 1, "and": 2, "not": 3} | dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 4)
STRENGTH |= {"+": 5, "-": 5, "*": 6, "/": 6, "minus": 7}
STRONGEST = 8
WINDOWS = {"30s": 30, "10m": 600, "2h": 7200, "1d": 86_400}
NUMBERS = st.sampled_from([0.0, 0.5, 1.0, 3.0, 75.0, 80.25, 1e15])
TEXTS = st.sampled_from(["auto", "手动", "a b", ""])

Tree = tuple[Any, ...]
"""("number", 1.5), ("name", "parts"), ("window", "avg", "parts", "10m"), ("not", tree), ("+", tree, tree), ..."""


Looks = Mapping[tuple[str, str, int], float | None]
"""What each window comes to."""


def trees() -> SearchStrategy[Tree]:
    """Of conditions that are true, false, or unknown."""
    number = st.one_of(
        NUMBERS.map(lambda value: ("number", value)),
        st.sampled_from([("name", "temperature"), ("name", "parts")]),
        st.tuples(
            st.just("window"),
            st.sampled_from(["min", "max", "avg", "rate"]),
            st.sampled_from(["temperature", "parts"]),
            st.sampled_from(sorted(WINDOWS)),
        ),
    )
    numbers = st.recursive(
        number,
        lambda below: st.one_of(
            st.tuples(st.just("minus"), below), st.tuples(st.sampled_from(["+", "-", "*", "/"]), below, below)
        ),
        max_leaves=6,
    )
    text = st.one_of(st.just(("name", "mode")), TEXTS.map(lambda value: ("text", value)))
    equal = st.sampled_from(["==", "!="])
    plain = st.one_of(
        st.booleans().map(lambda value: ("truth", value)),
        st.sampled_from([("name", "running"), ("name", "door_open")]),
        st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), numbers, numbers),
        st.tuples(equal, text, text),
    )
    return st.recursive(
        plain,
        lambda below: st.one_of(
            st.tuples(st.just("not"), below),
            st.tuples(st.sampled_from(["and", "or"]), below, below),
            st.tuples(equal, below, below),
        ),
        max_leaves=8,
    )


def written(tree: Tree, chance: random.Random, least: int = 0) -> str:
    """With the parentheses that it needs where at least `least` has to bind, and some that it does not."""
    text, strength = _written(tree, chance)
    if strength < least or chance.random() < 0.1:
        text = f"({text})"
    return " " * chance.randrange(3) + text


def _written(tree: Tree, chance: random.Random) -> tuple[str, int]:
    kind, *rest = tree
    if kind in ("name", "number"):
        return f"{rest[0]:.2f}".rstrip("0").rstrip(".") if kind == "number" else rest[0], STRONGEST
    if kind == "truth":
        return str(rest[0]).lower(), STRONGEST
    if kind == "text":
        return chance.choice([f'"{rest[0]}"', f"'{rest[0]}'"]), STRONGEST
    if kind == "window":
        return "{}({}, {})".format(*rest), STRONGEST
    strength = STRENGTH[kind]
    if kind in ("not", "minus"):
        return ("not " if kind == "not" else "-") + written(rest[0], chance, strength), strength
    left = strength + 1 if strength == STRENGTH["<"] else strength
    return f"{written(rest[0], chance, left)} {kind} {written(rest[1], chance, strength + 1)}", strength


def meant(tree: Tree, readings: Mapping[str, Value], looks: Looks) -> Value:  # noqa: PLR0911  # as plain as can be
    """What a tree comes to."""
    kind, *rest = tree
    if kind == "name":
        return readings.get(rest[0])
    if kind == "window":
        return looks.get((rest[0], rest[1], WINDOWS[rest[2]]))
    if kind in ("number", "truth", "text"):
        return cast("Value", rest[0])
    values: list[Any] = [meant(part, readings, looks) for part in rest]
    if kind == "and":
        return False if False in values else None if None in values else True
    if kind == "or":
        return True if True in values else None if None in values else False
    if None in values:
        return None
    if kind in ("not", "minus"):
        return not values[0] if kind == "not" else -values[0]
    left, right = values
    if kind == "/" and right == 0:
        return None
    made: Value = {
        "<": lambda: left < right, "<=": lambda: left <= right, ">": lambda: left > right, ">=": lambda: left >= right,
        "==": lambda: left == right, "!=": lambda: left != right,
        "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "/": lambda: left / right,
    }[kind]()  # fmt: skip
    return None if isinstance(made, float) and not math.isfinite(made) else made


SITUATIONS = st.fixed_dictionaries(
    {
        "temperature": st.none() | NUMBERS,
        "parts": st.none() | NUMBERS,
        "running": st.none() | st.booleans(),
        "door_open": st.none() | st.booleans(),
        "mode": st.none() | TEXTS,
    }
)
LOOKS = st.dictionaries(
    st.tuples(
        st.sampled_from(["min", "max", "avg", "rate"]),
        st.sampled_from(["temperature", "parts"]),
        st.sampled_from(sorted(WINDOWS.values())),
    ),
    st.none() | NUMBERS,
)


@settings(max_examples=500, deadline=None)  # the soak tries twenty times as many
@given(trees(), st.integers(0, 2**32), SITUATIONS, LOOKS)
def test_means_what_a_plain_interpreter_says(
    tree: Tree,
    seed: int,
    readings: dict[str, Value],
    looks: Looks,
) -> None:
    text = written(tree, random.Random(seed))  # noqa: S311  to be repeated, not to be secret
    assume(len(text) <= MOST_CHARACTERS)
    node = parse(text)
    assert check(node, READINGS) == []

    def look(window: Window) -> float | None:
        return looks.get((window.function, window.name, window.seconds))

    value = evaluator(node)(readings, look)
    assert (value, type(value)) == ((said := meant(tree, readings, looks)), type(said))
