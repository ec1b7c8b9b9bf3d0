"""What staff type into forms, as the services take it, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from starlette_admin.exceptions import FormValidationError

from app.core.money import fen_from_yuan


def moment_typed(typed: datetime | None) -> datetime | None:
    """A moment from what staff chose in the shop's time; the console has turned that into UTC and dropped the zone."""
    return typed.replace(tzinfo=UTC) if typed else None


def fen_typed(typed: str) -> int:
    """Raises ValueError, with words for staff."""
    try:
        return fen_from_yuan(typed.strip().lstrip("¥"))
    except ValueError:
        raise ValueError(f"{typed} 不是金额，最多两位小数") from None


def yuan_typed(fen: int) -> str:
    """What a form shows of an amount."""
    return f"{fen // 100}.{fen % 100:02d}"


@contextmanager
def form_errors(table: str, **places: str) -> Iterator[None]:
    """What is refused inside is said at the form's own fields: `places` by the schema's, else at `table`."""
    try:
        yield
    except FormValidationError as error:
        said = {places.get(str(name), name): _first(words) for name, words in error.errors.items()}
        raise FormValidationError(said) from error
    except ValueError as error:
        raise FormValidationError({table: str(error)}) from error


def _first(words: Any) -> str:  # noqa: ANN401  # words, or words for each part
    """Of a tree of words the first: a field has room for one line."""
    return _first(next(iter(words.values()))) if isinstance(words, dict) else str(words)
