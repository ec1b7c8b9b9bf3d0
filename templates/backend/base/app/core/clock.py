"""The time, in one place, so that a test can move it instead of waiting."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""All of China's: what days and hours that people read or type are in."""
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The current time in UTC, with its zone."""
    return _source()


def use(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source`; `None` goes back to the system clock."""
    global _source  # noqa: PLW0603  # one clock per process is the point
    _source = source or _system
