"""Inspections for tests."""

from typing import Any

import httpx

from tests.keys import new_key
from tests.types import Person

BASE = "/staff/inspections"
EVERYTHING = ("qc.*", "traceability.*")
PLANS: dict[str, Any] = {
    "incoming": {"label": "来料", "kind": "iqc", "usual": True, "checks": [{"text": "材质证明齐全"}]},
    "outgoing": {
        "label": "出厂",
        "kind": "oqc",
        "checks": [
            {"text": "轴径", "kind": "measure", "min": 79.98, "max": 80.02, "unit": "mm"},
            {"text": "表面无磕碰"},
            {"text": "粗糙度", "kind": "measure", "max": 0.8, "unit": "μm", "required": False},
        ],
    },
}


async def opened(boss: Person, batch_id: int, plan: str = "outgoing") -> int:
    made = await boss.client.post(BASE, json={"plan": plan, "batch_id": batch_id}, headers=new_key())
    return int(made.raise_for_status().json()["id"])


async def says(person: Person, inspection_id: int, position: int, said: float | bool) -> httpx.Response:  # noqa: FBT001  # a result
    body = {"good": said} if isinstance(said, bool) else {"value": said}
    return await person.client.put(f"{BASE}/{inspection_id}/results/{position}", json=body)


async def acts(person: Person, inspection_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await person.client.post(f"{BASE}/{inspection_id}/{action}", json=body, headers=new_key())


async def sees(person: Person, inspection_id: int) -> dict[str, Any]:
    seen: dict[str, Any] = (await person.client.get(f"{BASE}/{inspection_id}")).raise_for_status().json()
    return seen


async def judged(boss: Person, inspection_id: int, *, good: bool) -> str:
    """What it came to when every required check was done."""
    (await says(boss, inspection_id, 1, 80.0 if good else 80.1)).raise_for_status()
    (await says(boss, inspection_id, 2, said=True)).raise_for_status()
    return str((await acts(boss, inspection_id, "judge")).raise_for_status().json()["status"])
