"""Demo data: families with their patients."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import privacy
from app.core.module import SeedData
from app.modules.identity.api import newcomer
from app.modules.patient import keeping
from app.modules.patient.purposes import CHILDREN, HEALTH
from app.modules.patient.schemas import PatientIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `families`: `nickname`, and `people` as PatientIn takes them, the holder first; a `guardian` is named.

    Raises KeyError for a guardian who is not among those before.
    """
    for family in data.rows.get("families", []):
        user_id = await newcomer(session, family["nickname"])
        for purpose in (HEALTH, CHILDREN):
            await privacy.grant(session, user_id, purpose.id, privacy.purpose_of(purpose.id).version)
        ids: dict[str, int] = {}
        for row in family["people"]:
            ids[row["name"]] = await keeping.add(session, user_id, _body(row, ids))


def _body(row: Mapping[str, Any], ids: Mapping[str, int]) -> PatientIn:
    """Raises KeyError."""
    guardian = row.get("guardian")
    values = {name: value for name, value in row.items() if name != "guardian"}
    guarded = {"guardian_id": ids[guardian], "guardian_agrees": True} if guardian else {}
    return PatientIn.model_validate({**values, **guarded})
