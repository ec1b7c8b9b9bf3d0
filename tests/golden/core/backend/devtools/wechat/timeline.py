"""When things happen: WeChat waits hours between two tries of a callback, a developer should not.

Signatures carry the time of the backend's own clock, which tests may move. Everything else (when a callback is due,
when a prepay ends) goes by the timeline, which can moreover be compressed or pushed forward by hand.
"""

from datetime import datetime, timedelta, timezone

from app.core import clock

BEIJING = timezone(timedelta(hours=8))


class Timeline:
    """The clock's time plus what was added by hand; waiting times are multiplied by ``scale`` (0.01: a hundredth)."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._added = timedelta()

    def now(self) -> datetime:
        return clock.now() + self._added

    def after(self, seconds: float) -> datetime:
        """The moment that is ``seconds`` of WeChat's schedule away."""
        return self.now() + timedelta(seconds=seconds * self._scale)

    def advance(self, seconds: float) -> None:
        """Move forward by ``seconds``, without waiting; the clock stays where it is."""
        self._added += timedelta(seconds=seconds)


def rfc3339(moment: datetime) -> str:
    """A moment as the platform writes it: Beijing time, whole seconds."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")
