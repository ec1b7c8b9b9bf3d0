"""Two blocks of the home page: a strip of what is wished most, and a card that leads to the list."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.wishlist import service

SHOWN = 6


class WishStrip:
    name = "wish_strip"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        rows = await service.most_wished(session, options.get("limit", SHOWN))
        return {"items": [{"spu_id": spu_id, "count": count} for spu_id, count in rows]}


class WishCard:
    name = "wish_card"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        del session, options
        return {"title": "把喜欢的记下来"}
