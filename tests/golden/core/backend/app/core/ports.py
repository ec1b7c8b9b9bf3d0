"""What one module may ask of another without knowing it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Port(Generic[T]):
    """A seam with any number of implementations, sorted by `order`, then by owner: never by who came first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows: list[tuple[int, str, T]] = []

    def provide(self, implementation: T, *, owner: str, order: int = 100) -> None:
        """Register an implementation. Raises ValueError when `owner` already has one here."""
        if any(taken == owner for _, taken, _ in self._rows):
            raise ValueError(f"{owner} already provides {self.name}")
        self._rows.append((order, owner, implementation))
        self._rows.sort(key=lambda row: row[:2])

    def all(self) -> Sequence[T]:
        return [implementation for _, _, implementation in self._rows]

    def one(self, default: T) -> T:
        """The first implementation, or `default` (a null object) when there is none."""
        return self._rows[0][2] if self._rows else default
