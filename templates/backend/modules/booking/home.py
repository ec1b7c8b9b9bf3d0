"""What can be booked, on the home page."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import PageQuery
from app.modules.booking import queries

SHOWN = 3


class BookableBlock:
    """`kind` says what is shown, `limit` how many."""

    name = "bookable"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        page = await queries.resources(session, options.get("kind"), PageQuery(None, options.get("limit", SHOWN)))
        return {"items": [row.model_dump(mode="json") for row in page.items]}
