"""What may be kept of a moment: numbers and names of pages, never a text that somebody typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Type = Literal["id", "count", "page"]
Value = int | str

LARGEST_ID: Final = 2**31 - 1
LARGEST_COUNT: Final = 1_000_000
PAGE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?")


@dataclass(frozen=True)
class Property:
    id: str
    type: Type

    def takes(self, value: object) -> bool:
        if self.type == "page":
            return isinstance(value, str) and PAGE.fullmatch(value) is not None
        smallest, largest = (1, LARGEST_ID) if self.type == "id" else (0, LARGEST_COUNT)
        return type(value) is int and smallest <= value <= largest


@dataclass(frozen=True)
class Track:
    """Something that customers do; `id` is `<module>.<what>`."""

    id: str
    title: str
    properties: tuple[Property, ...]

    def takes(self, values: Mapping[str, object]) -> bool:
        """Whether these are exactly its properties, each of its type."""
        known = {one.id: one for one in self.properties}
        return values.keys() == known.keys() and all(known[name].takes(value) for name, value in values.items())
