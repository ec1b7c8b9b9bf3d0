"""What a journey is: something that sets a customer out, a wait, and a reason to tell him something, or none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.core.ports import Port


class Journey(Protocol):
    """`id` is kept in the rows, `title` is what staff read, `message` the full id of the message that it ends with."""

    id: str
    title: str
    message: str

    async def say(self, session: AsyncSession, user_id: int, since: datetime) -> Mapping[str, Value] | str:
        """What the message names, or why there is nothing to say any more: a reason of `states.REASONS`.

        Asked when the wait is over, in the transaction that tells. `since` is the latest of what set him out.
        """
        ...


JOURNEYS: Port[Journey] = Port("journeys")


def journey_of(journey_id: str) -> Journey | None:
    """None for one whose module is no longer there."""
    return next((journey for journey in JOURNEYS.all() if journey.id == journey_id), None)
