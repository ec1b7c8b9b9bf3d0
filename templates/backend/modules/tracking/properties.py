"""What may be kept of a moment: numbers and names of pages, never a text that somebody typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Type = Literal["id", "count", "page"]

LARGEST_ID: Final = 2**31 - 1
LARGEST_COUNT: Final = 1_000_000
PAGE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?")


def fits(value: object, type_: Type) -> bool:
    if type_ == "page":
        return isinstance(value, str) and PAGE.fullmatch(value) is not None
    smallest, largest = (1, LARGEST_ID) if type_ == "id" else (0, LARGEST_COUNT)
    return type(value) is int and smallest <= value <= largest


@dataclass(frozen=True)
class Track:
    """Something that customers do; `id` is `<module>.<what>`."""

    id: str
    title: str
    properties: Mapping[str, Type]

    def takes(self, values: Mapping[str, object]) -> bool:
        """Whether these are exactly its properties, each of its type."""
        same = values.keys() == self.properties.keys()
        return same and all(fits(value, self.properties[name]) for name, value in values.items())
