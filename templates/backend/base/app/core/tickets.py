"""Tickets: what an address must carry where no header can, as in the `src` of a video.

A ticket says what it is for, in numbers, and until when it counts, and is signed with the server's key: nobody can make
one or change it. `12.7.1767225600.5f1d…`
"""

import hmac
from datetime import UTC, datetime

from app.core import clock
from app.core.crypto import cipher

SIGNATURE = 40
"""Hex digits: 160 bits."""


def issue(kind: str, *numbers: int, until: datetime) -> str:
    """A ticket of one kind; what the numbers mean is agreed between whoever issues and reads that kind."""
    said = ".".join(str(number) for number in (*numbers, int(until.timestamp())))
    return f"{said}.{_signature(kind, said)}"


def read(kind: str, ticket: str) -> tuple[int, ...] | None:
    """The numbers; None for a ticket that is not ours, of another kind, or past its time."""
    said, _, signature = ticket.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(kind, said).encode()):
        return None
    *numbers, until = (int(part) for part in said.split("."))
    return tuple(numbers) if datetime.fromtimestamp(until, UTC) > clock.now() else None


def _signature(kind: str, said: str) -> str:
    return cipher().index(said, f"ticket:{kind}")[:SIGNATURE]
