"""Things with a lifetime (the database, HTTP clients), opened when the process starts and found by their type."""

from collections.abc import Callable
from typing import TypeVar, cast

from starlette.requests import HTTPConnection

T = TypeVar("T")


class Resources:
    def __init__(self) -> None:
        self._by_type: dict[type[object], object] = {}

    def add(self, kind: type[T], instance: T) -> None:
        self._by_type[kind] = instance

    def get(self, kind: type[T]) -> T:
        """Raises LookupError when nothing of that type was opened."""
        try:
            return cast("T", self._by_type[kind])
        except KeyError:
            raise LookupError(f"{kind.__name__} was not opened at start-up") from None


def resource(kind: type[T]) -> Callable[[HTTPConnection], T]:
    """A dependency: `PayDep = Annotated[PayClient, Depends(resource(PayClient))]`."""

    def find(connection: HTTPConnection) -> T:
        return cast("Resources", connection.app.state.resources).get(kind)

    return find
