"""Text -> Node, by recursive descent."""

import re
from collections.abc import Callable
from typing import cast, get_args

from .lex import Token, tokens
from .nodes import Binary, Constant, Function, Minus, Name, Node, Not, Operator, Window
from .problem import Problem

MOST_CHARACTERS = 500
DEEPEST = 40
LONGEST_WINDOW = 30 * 86_400
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
FUNCTIONS = get_args(Function)
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
WORDS = ("and", "or", "not", "true", "false", *FUNCTIONS)
"""What no reading can be called."""


def parse(text: str) -> Node:
    """Raises Problem, with a position, for what is not a condition in form; see `check` for its meaning."""
    if len(text) > MOST_CHARACTERS:
        raise Problem("too_long", MOST_CHARACTERS, len(text), {"most": str(MOST_CHARACTERS)})
    if not text.strip():
        raise Problem("empty", 0, len(text))
    return _Parser(tokens(text)).whole()


class _Parser:
    def __init__(self, given: list[Token]) -> None:
        self.given = given
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.given[self.at]

    def take(self) -> Token:
        token = self.next
        if token.kind != "end":
            self.at += 1
        return token

    def comes(self, *texts: str) -> bool:
        return self.next.kind in ("sign", "name") and self.next.text in texts

    def expect(self, sign: str) -> Token:
        if not self.comes(sign):
            raise Problem("expected", self.next.start, self.next.end, {"wanted": f"`{sign}`"})
        return self.take()

    def whole(self) -> Node:
        node = self.any_of()
        if self.next.kind != "end":
            raise Problem("left_over", self.next.start, self.given[-1].start, {"found": self.next.text})
        return node

    def any_of(self) -> Node:
        return self.chain(self.all_of, "or")

    def all_of(self) -> Node:
        return self.chain(self.negation, "and")

    def chain(self, operand: Callable[[], Node], *operators: str) -> Node:
        """`a - b - c` is `(a - b) - c`."""
        node = operand()
        while self.comes(*operators):
            operator = cast("Operator", self.take().text)
            right = operand()
            node = Binary(operator, node, right, start=node.start, end=right.end)
        return node

    def negation(self) -> Node:
        if not self.comes("not"):
            return self.comparison()
        word = self.take()
        operand = self.deeper(self.negation)
        return Not(operand, start=word.start, end=operand.end)

    def comparison(self) -> Node:
        left = self.sum()
        if not self.comes(*COMPARISONS):
            return left
        operator = cast("Operator", self.take().text)
        right = self.sum()
        if self.comes(*COMPARISONS):
            raise Problem("chained", self.next.start, self.next.end, {"sign": self.next.text})
        return Binary(operator, left, right, start=left.start, end=right.end)

    def sum(self) -> Node:
        return self.chain(self.product, "+", "-")

    def product(self) -> Node:
        return self.chain(self.factor, "*", "/")

    def factor(self) -> Node:
        if not self.comes("-"):
            return self.primary()
        sign = self.take()
        operand = self.deeper(self.factor)
        return Minus(operand, start=sign.start, end=operand.end)

    def primary(self) -> Node:
        token = self.next
        if self.comes("("):
            self.take()
            node = self.deeper(self.any_of)
            self.expect(")")
            return node
        if token.kind == "number":
            self.take()
            return Constant(float(token.text), start=token.start, end=token.end)
        if token.kind == "text":
            self.take()
            return Constant(token.text[1:-1], start=token.start, end=token.end)
        if token.kind == "name" and token.text not in ("and", "or", "not"):
            self.take()
            return self.named(token)
        if token.kind == "duration":
            raise Problem("duration_here", token.start, token.end, {"found": token.text})
        raise Problem("expected_value", token.start, token.end)

    def named(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            return Constant(token.text == "true", start=token.start, end=token.end)
        if self.comes("("):
            if token.text not in FUNCTIONS:
                told = {"name": token.text, "known": ", ".join(FUNCTIONS)}
                raise Problem("unknown_function", token.start, token.end, told)
            return self.window(token)
        if token.text in FUNCTIONS:
            raise Problem("no_window", token.start, token.end, {"name": token.text})
        return Name(token.text, start=token.start, end=token.end)

    def window(self, function: Token) -> Node:
        self.expect("(")
        reading = self.take()
        if self.next.kind == "end":
            raise Problem("expected", self.next.start, self.next.end, {"wanted": "`,`"})
        stray = reading if reading.kind != "name" or reading.text in WORDS else self.next
        if stray is reading or not self.comes(",", ")"):
            raise Problem("window_of_name", stray.start, stray.end, {"name": function.text})
        if self.comes(")"):
            raise Problem("no_window", function.start, self.next.end, {"name": function.text})
        self.expect(",")
        seconds = self.duration()
        end = self.expect(")").end
        name = Name(reading.text, start=reading.start, end=reading.end)
        return Window(cast("Function", function.text), name, seconds, start=function.start, end=end)

    def duration(self) -> int:
        token = self.take()
        match = re.fullmatch(r"([1-9][0-9]{0,5})([smhd])", token.text)
        seconds = int(match[1]) * UNITS[match[2]] if match else 0
        if not 0 < seconds <= LONGEST_WINDOW:
            raise Problem("bad_duration", token.start, token.end, {"found": token.text})
        return seconds

    def deeper(self, rule: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Problem("too_deep", self.next.start, self.next.end, {"most": str(DEEPEST)})
        node = rule()
        self.depth -= 1
        return node
