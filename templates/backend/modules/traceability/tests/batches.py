"""Batches for tests."""

import io
from typing import Any

import httpx
from PIL import Image

from tests.keys import new_key
from tests.types import Person

BASE = "/staff/batches"
EVERYTHING = "traceability.*"
FACTS: dict[str, Any] = {
    "item": "主轴",
    "quantity": 20,
    "unit": "件",
    "made_at": "2026-11-20T09:00:00+08:00",
    "origin": "宁波",
    "line": "一号线",
}
PDF = b"%PDF-1.4\n%%EOF\n"


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


async def created(boss: Person, number: str = "B-1", **fields: Any) -> int:  # noqa: ANN401  # JSON
    made = await boss.client.post(BASE, json={**FACTS, "number": number, **fields}, headers=new_key())
    return int(made.raise_for_status().json()["id"])


async def sees(person: Person, batch_id: int) -> dict[str, Any]:
    seen: dict[str, Any] = (await person.client.get(f"{BASE}/{batch_id}")).raise_for_status().json()
    return seen


async def acts(person: Person, batch_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await person.client.post(f"{BASE}/{batch_id}/{action}", json=body or None)


async def noted(person: Person, batch_id: int, **body: Any) -> int:  # noqa: ANN401  # JSON
    """Where in the chain it stands."""
    told = {"kind": "processed", "text": "精磨", "place": "一车间", **body}
    made = await person.client.post(f"{BASE}/{batch_id}/events", json=told, headers=new_key())
    return int(made.raise_for_status().json()["id"])


async def published(boss: Person, number: str = "B-1", **fields: Any) -> str:  # noqa: ANN401  # JSON
    """The code of its public page."""
    batch_id = await created(boss, number, **fields)
    (await acts(boss, batch_id, "publish")).raise_for_status()
    return str((await sees(boss, batch_id))["code"])
