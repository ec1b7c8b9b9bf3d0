"""How a gift can be wrapped, whoever does it."""

from dataclasses import dataclass

from app.core.ports import Port


@dataclass(frozen=True)
class Wrapping:
    name: str


WRAPPINGS: Port[Wrapping] = Port("wrappings")
