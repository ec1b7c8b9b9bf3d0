"""When a store is open: by the weekday, except on some dates, in China's one time zone.

A span is ("09:00", "21:30"); one that ends at or before its beginning ends on the next day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from app.core.clock import ZONE

LOOK_AHEAD = 14

Span: TypeAlias = Sequence[str]


@dataclass(frozen=True)
class Hours:
    """`week` has the spans of Monday to Sunday, `exceptions` those of single days ("2027-02-17"): none is closed."""

    week: Sequence[Sequence[Span]]
    exceptions: Mapping[str, Sequence[Span]]

    def is_open(self, now: datetime) -> bool:
        return any(start <= now < end for start, end in self._around(now))

    def changes_at(self, now: datetime) -> datetime | None:
        """When it next opens or closes; None when it does neither within two weeks."""
        moments = sorted(moment for span in self._around(now) for moment in span if moment > now)
        current = self.is_open(now)
        return next((moment for moment in moments if self.is_open(moment) != current), None)

    def of(self, day: date) -> Sequence[Span]:
        return self.exceptions.get(day.isoformat(), self.week[day.weekday()])

    def _around(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The spans from yesterday, which may last until today, to the end of what is looked at."""
        today = now.astimezone(ZONE).date()
        for days in range(-1, LOOK_AHEAD):
            day = today + timedelta(days=days)
            for opens, closes in self.of(day):
                start = datetime.combine(day, time.fromisoformat(opens), ZONE)
                end = datetime.combine(day, time() if closes == "24:00" else time.fromisoformat(closes), ZONE)
                yield start, end if end > start else end + timedelta(days=1)


def words(spans: Sequence[Span]) -> str:
    return "、".join(f"{opens}–{closes}" for opens, closes in spans) or "休息"
