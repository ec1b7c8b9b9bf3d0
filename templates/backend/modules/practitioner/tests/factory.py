from typing import Any

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.practitioner import editing
from app.modules.practitioner.schemas import NewPractitioner
from tests.booking.factory import resource

BODY: dict[str, Any] = {
    "title": "主治医师",
    "department": "全科",
    "licence_no": "110330100012345",
    "introduction": "擅长慢病管理",
}


async def doctor(database: Database, code: str = "wang", **more: Any) -> int:  # noqa: ANN401  # JSON
    """The id of one who can be booked; `more` is said of his times."""
    resource_id = await resource(database, code, **more)
    async with database.begin() as session:
        return (await editing.add(session, SYSTEM, NewPractitioner(resource_id=resource_id, **BODY))).id
