"""Time cut into cells of five minutes: what takes up a cell by a unique constraint is nowhere else meanwhile."""

from datetime import UTC, datetime, timedelta

CELL = timedelta(minutes=5)
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


def cell_of(moment: datetime) -> int:
    return (moment - _SINCE) // CELL


def cells(starts_at: datetime, ends_at: datetime) -> range:
    """The cells from `starts_at` to before `ends_at`; what begins or ends inside of a cell takes up all of it."""
    return range(cell_of(starts_at), -((_SINCE - ends_at) // CELL))


def fits(moment: datetime) -> bool:
    """Whether a cell begins then."""
    return not (moment - _SINCE) % CELL
