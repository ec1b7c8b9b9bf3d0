"""The home page's block of courses."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import PageQuery
from app.modules.course import queries

SHOWN = 4


class CoursesBlock:
    """`title` stands above, `limit` says how many."""

    name = "courses"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        page = await queries.published(session, PageQuery(None, options.get("limit", SHOWN)))
        return {"title": options.get("title", "课程"), "items": [card.model_dump() for card in page.items]}
