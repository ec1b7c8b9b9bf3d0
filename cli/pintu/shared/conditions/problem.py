"""What is wrong with a condition, and where."""

from collections.abc import Mapping
from types import MappingProxyType


class Problem(ValueError):
    """`text[start:end]` of the condition is at fault, for a reason named `code`; `told` is what a sentence needs."""

    def __init__(self, code: str, start: int, end: int, told: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(f"{code} at {start}")
        self.code = code
        self.start = start
        self.end = end
        self.told = told
