"""What of a video was watched: ranges of milliseconds, in order, none touching another. Pure functions.

Nothing between two ranges is ever taken for watched, however short it is: a player goes on where it stopped telling,
and somebody else would tell of a moment here and there.
"""

from collections.abc import Sequence
from typing import TypeAlias

Range: TypeAlias = tuple[int, int]
"""From, and the first moment that is no longer in it."""


def merged(*several: Sequence[Range]) -> list[Range]:
    """All of them together."""
    joined: list[Range] = []
    for start, end in sorted(one for ranges in several for one in ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def length(ranges: Sequence[Range]) -> int:
    return sum(end - start for start, end in ranges)


def credited(claims: Sequence[Range], *, budget_ms: int, length_ms: int) -> list[Range]:
    """Of what a player says was watched since it last spoke, what can have been: no more than there was time for.

    The claims count in their order; the one that goes beyond the budget counts as far as that, and the rest not at
    all. What lies outside of the video, or runs backwards, is none.
    """
    granted: list[Range] = []
    for said_start, said_end in claims:
        start, end = max(0, said_start), min(said_end, length_ms)
        taken = min(end - start, budget_ms)
        if taken > 0:
            granted.append((start, start + taken))
            budget_ms -= taken
    return granted
