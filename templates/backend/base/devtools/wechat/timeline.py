"""When things happen: WeChat waits hours between two tries of a callback, a developer should not.

Signatures carry the time of the source, which is the shop's own clock in tests. Everything else (when a callback is
due, when a prepay ends) goes by the timeline, which can be compressed or pushed forward by hand.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def _system() -> datetime:
    return datetime.now(UTC)


class Timeline:
    """The time of ``source`` plus what was added by hand; waiting times are multiplied by ``scale`` (0.01: a
    hundredth).
    """

    def __init__(self, scale: float = 1.0, source: Callable[[], datetime] = _system) -> None:
        self._scale = scale
        self._added = timedelta()
        self.source = source

    def now(self) -> datetime:
        return self.source() + self._added

    def after(self, seconds: float) -> datetime:
        """The moment that is ``seconds`` of WeChat's schedule away."""
        return self.now() + timedelta(seconds=seconds * self._scale)

    def advance(self, seconds: float) -> None:
        """Move forward by ``seconds``, without waiting; ``source`` stays behind."""
        self._added += timedelta(seconds=seconds)


def rfc3339(moment: datetime) -> str:
    """A moment as the platform writes it: Beijing time, whole seconds."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")
