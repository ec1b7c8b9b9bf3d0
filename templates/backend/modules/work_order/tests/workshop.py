"""A workshop for tests: its rules, its people, and orders on their way."""

import io
import secrets
from typing import Any

import httpx
import sqlalchemy as sa
from PIL import Image

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.work_order.models import WorkOrder
from app.modules.work_order.opening import Wish, open_order
from tests.keys import new_key
from tests.types import Person

RULES: dict[str, Any] = {
    "checklists": {
        "repair": {
            "label": "维修后检查",
            "usual": True,
            "items": [{"text": "断电挂牌", "required": True}, {"text": "试运行", "required": True}, {"text": "清理"}],
        },
        "service": {"label": "月度保养", "items": [{"text": "加油", "required": True}]},
    },
    "signature": True,
    "due_urgent": "4h",
    "due_high": "1d",
    "due_normal": "3d",
    "archive_after": "7d",
    "request_pictures": 3,
}
BASE = "/staff/work-orders"
EVERYTHING = "work_order.*"


def picture(colour: str = "red") -> dict[str, tuple[str, bytes]]:
    """A form with a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return {"file": ("a.png", out.getvalue())}


async def opened(boss: Person, **fields: Any) -> int:  # noqa: ANN401  # JSON
    body = {"title": "主轴异响", "asset": "CNC-01", **fields}
    made = await boss.client.post(BASE, json=body, headers=new_key())
    return int(made.raise_for_status().json()["id"])


async def acts(person: Person, order_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    """`body` as JSON, nothing for an action that takes none."""
    return await person.client.post(f"{BASE}/{order_id}/{action}", json=body or None)


async def sees(person: Person, order_id: int) -> dict[str, Any]:
    seen: dict[str, Any] = (await person.client.get(f"{BASE}/{order_id}")).raise_for_status().json()
    return seen


async def in_progress(boss: Person, worker: Person, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """An order that `worker` has begun."""
    order_id = await opened(boss, **fields)
    (await acts(boss, order_id, "assign", assignee_id=worker.id)).raise_for_status()
    (await acts(worker, order_id, "start")).raise_for_status()
    return order_id


async def made_ready(worker: Person, order_id: int) -> None:
    """Every required item is done, and it is signed."""
    for check in (await sees(worker, order_id))["checks"]:
        if check["required"]:
            url = f"{BASE}/{order_id}/checks/{check['position']}"
            (await worker.client.put(url, json={"done": True})).raise_for_status()
    (await worker.client.post(f"{BASE}/{order_id}/signature", files=picture())).raise_for_status()


async def completed(boss: Person, worker: Person, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """An order that waits to be accepted."""
    order_id = await in_progress(boss, worker, **fields)
    await made_ready(worker, order_id)
    (await acts(worker, order_id, "complete", result="换了轴承")).raise_for_status()
    return order_id


async def row(database: Database, *, status: str = "open", staff_id: int | None = None) -> int:
    """An order in a state, made by nobody in particular."""
    async with database.begin() as session:
        wish = Wish("主轴异响", "CNC-01", "normal", "staff", checklist="")
        order_id = await open_order(session, SYSTEM, wish)
        assert order_id is not None
        values = {"status": status, "assignee_id": staff_id, "needs_signature": False}
        await session.execute(sa.update(WorkOrder).where(WorkOrder.id == order_id).values(values))
    return order_id


async def reported(client: httpx.AsyncClient, *, pictures: int = 0, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """A report by somebody who has not signed in."""
    keys = [await photographed(client) for _ in range(pictures)]
    body = {"asset": "CNC-03", "description": "漏油", "picture_keys": keys, "attempt": secrets.token_hex(16), **fields}
    said: dict[str, Any] = (await client.post("/repair-requests", json=body)).raise_for_status().json()
    return said


async def photographed(client: httpx.AsyncClient) -> str:
    answer = await client.post("/repair-requests/pictures", files=picture())
    return str(answer.raise_for_status().json()["key"])


async def request_id_of(boss: Person, code: dict[str, Any]) -> int:
    """What staff know the report by that was made last."""
    items = (await boss.client.get("/staff/repair-requests")).raise_for_status().json()["items"]
    assert items[0]["description"] == code["description"]
    return int(items[0]["id"])
