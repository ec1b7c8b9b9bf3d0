"""What customers have bought and can review, for tests."""

import io
from typing import Any

import httpx
import sqlalchemy as sa
from PIL import Image

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.order.models import OrderLine
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import Person


async def complete(database: Database, order_id: int) -> None:
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
        assert await moves.complete(session, order_id, SYSTEM)


async def lines_of(database: Database, order_id: int) -> list[int]:
    async with database.read() as session:
        found = sa.select(OrderLine.id).where(OrderLine.order_id == order_id).order_by(OrderLine.id)
        return list(await session.scalars(found))


async def line(database: Database, person: Person, sku_id: int | None = None) -> int:
    """The line of a completed order for one piece; the person must have agreed to the purpose "address"."""
    order = await place(person, sku_id or (await spu(database)).sku_id)
    await complete(database, order["id"])
    [line_id] = await lines_of(database, order["id"])
    return line_id


async def post(person: Person, line_id: int, **more: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    body = {"line_id": line_id, "stars": 5, "text": "很香，回购了", **more}
    return await person.client.post("/reviews", json=body, headers=new_key())


async def write(person: Person, line_id: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    written: dict[str, Any] = (await post(person, line_id, **more)).raise_for_status().json()
    return written


async def picture(person: Person, shade: int = 0) -> int:
    """The id of an uploaded picture."""
    png = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 0, 0)).save(png, "PNG")
    answer = await person.client.post("/reviews/pictures", files={"file": ("a.png", png.getvalue(), "image/png")})
    return int(answer.raise_for_status().json()["id"])


async def status_of(person: Person, review_id: int) -> str:
    items = (await person.client.get("/reviews")).raise_for_status().json()["items"]
    return next(str(item["status"]) for item in items if item["id"] == review_id)
