"""A small typed language for conditions over what a device tells.

    temperature > 80 and not door_open
    avg(temperature, 10m) - avg(temperature, 1h) > 5
    mode == "auto" or rate(parts, 5m) < 0.2

From weak to strong: `or`, `and`, `not`, one comparison (`< <= > >= == !=`), `+ -`, `* /`, a minus in front. `min`,
`max`, `avg` and `rate` (change per second) look at one number over a window (`30s`, `10m`, `1h`, `7d`). Texts stand in
quotes.

What a device has not told yet, a window without values, and a division by nothing are *unknown*; so is what depends on
them, except that `false and …` is false and `true or …` is true (Kleene's logic). A condition holds when it is true.
"""

from .check import Kind, check
from .evaluate import Evaluator, Value, evaluator
from .nodes import Node, Window, windows
from .parse import parse
from .problem import Problem

__all__ = ["Evaluator", "Kind", "Node", "Problem", "Value", "Window", "check", "evaluator", "parse", "windows"]
