"""What others keep of patients and do for them, without patients knowing who they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.business import Scope
from app.core.ports import Port


class Records(Protocol):
    """What a module keeps of a patient that the law wants kept after he is gone: encounters, conversations."""

    async def kept_until(self, session: AsyncSession, patient_id: int) -> datetime | None:
        """When the last of it may be deleted; None where there is nothing."""
        ...

    async def unfinished(self, session: AsyncSession, patient_id: int) -> Sequence[str]:
        """What stands in the way of taking the patient out of the account, in words for the customer."""
        ...

    async def erase(self, session: AsyncSession, patient_id: int) -> None:
        """Delete all of it: the time has come, and the patient goes in the same transaction."""
        ...


RECORDS: Port[Records] = Port("patient_records")


class Care(Protocol):
    """Who looks after whom: members of staff whose permissions end at their own patients see no others."""

    def patients(self, staff_id: int, scope: Scope) -> sa.Select[int]:
        """The ids of those whom he, or his store where `scope` is `store`, looks after."""
        ...


CARE: Port[Care] = Port("patient_care")
