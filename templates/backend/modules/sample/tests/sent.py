"""Samples for tests, on their way."""

import io
from typing import Any

import httpx
from PIL import Image

from tests.keys import new_key
from tests.types import Person

STAFF, MINE = "/staff/samples", "/supplier/samples"
EVERYTHING = ("sample.*", "rfq.*")
PARCEL = {"carrier": "顺丰", "tracking_number": "SF1234567890", "message": "按图纸第三版"}


def picture() -> dict[str, tuple[str, bytes]]:
    """A form with a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return {"file": ("a.png", out.getvalue())}


async def asked(boss: Person, rfq_id: int, supplier_id: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    body = {"rfq_id": rfq_id, "supplier_id": supplier_id, "position": 1, **fields}
    return int((await boss.client.post(STAFF, json=body, headers=new_key())).raise_for_status().json()["id"])


async def sends(person: Person, sample_id: int) -> httpx.Response:
    return await person.client.post(f"{MINE}/{sample_id}/send", json=PARCEL)


async def resends(person: Person, sample_id: int) -> httpx.Response:
    return await person.client.post(f"{MINE}/{sample_id}/resend", json=PARCEL, headers=new_key())


async def receives(boss: Person, sample_id: int) -> httpx.Response:
    return await boss.client.post(f"{STAFF}/{sample_id}/receive")


async def judges(boss: Person, sample_id: int, *, passed: bool, verdict: str = "圆度超差") -> httpx.Response:
    return await boss.client.post(f"{STAFF}/{sample_id}/verdict", json={"passed": passed, "verdict": verdict})


async def failed(boss: Person, person: Person, sample_id: int) -> None:
    """It was sent, it came, and it is no good."""
    for answer in (await sends(person, sample_id), await receives(boss, sample_id)):
        answer.raise_for_status()
    (await judges(boss, sample_id, passed=False)).raise_for_status()
