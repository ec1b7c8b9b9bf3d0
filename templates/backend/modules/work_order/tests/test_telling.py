"""Who is told of what, by whatever tells customers things."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from app.contracts.messaging import MESSENGER
from tests.types import AsStaff, AsUser, Hand, Person
from tests.work_order.workshop import BASE, EVERYTHING, acts, made_ready, opened, reported, request_id_of


class Notebook:
    """Writes down what is told to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, Mapping[str, Any]]] = []
        self.keys: set[str] = set()

    async def tell(self, session: object, message: str, *, user_id: int, key: str, values: Mapping[str, Any]) -> bool:
        del session
        assert key not in self.keys
        self.keys.add(key)
        self.told.append((message, user_id, values))
        return True


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    notebook = Notebook()
    monkeypatch.setattr(MESSENGER, "one", lambda _nobody: notebook)
    return notebook


async def linked(worker: Person, phone: Person) -> None:
    code = (await worker.client.post(f"{BASE}/reminders")).raise_for_status().json()["code"]
    (await phone.client.post("/work-orders/reminders", json={"code": code})).raise_for_status()


async def test_a_worker_hears_of_his_orders(as_staff: AsStaff, as_user: AsUser, notebook: Notebook) -> None:
    """Each time that one is given to him, on his own phone; not of what he takes himself."""
    boss, worker, phone = await as_staff(EVERYTHING), await as_staff(EVERYTHING), await as_user()
    order_id = await opened(boss)
    (await acts(boss, order_id, "assign", assignee_id=worker.id)).raise_for_status()
    assert notebook.told == []
    await linked(worker, phone)
    for _ in range(2):
        (await acts(boss, order_id, "assign", assignee_id=worker.id)).raise_for_status()
    (await acts(worker, await opened(boss), "take")).raise_for_status()
    assert [(message, user_id) for message, user_id, _ in notebook.told] == [("work_order.assigned", phone.id)] * 2
    assert notebook.told[0][2].items() >= {"order_id": order_id, "title": "主轴异响"}.items()
    (await worker.client.delete(f"{BASE}/reminders")).raise_for_status()
    (await acts(boss, order_id, "assign", assignee_id=worker.id)).raise_for_status()
    assert len(notebook.told) == 2


async def test_a_code_links_once_and_not_for_long(as_staff: AsStaff, as_user: AsUser, clock_hand: Hand) -> None:
    worker, phone = await as_staff(EVERYTHING), await as_user()
    codes = [(await worker.client.post(f"{BASE}/reminders")).json()["code"] for _ in range(2)]
    for code, status in ((codes[0], 422), (codes[1], 204), (codes[1], 422)):
        answer = await phone.client.post("/work-orders/reminders", json={"code": code})
        assert answer.status_code == status
    late = (await worker.client.post(f"{BASE}/reminders")).json()["code"]
    clock_hand.advance(minutes=11)
    refused = await phone.client.post("/work-orders/reminders", json={"code": late})
    assert (refused.status_code, refused.json()["code"]) == (422, "REMINDER_CODE_WRONG")
    assert (await phone.client.get("/me/export")).json()["work_orders"]["reminded"]
    (await phone.client.delete("/me")).raise_for_status()


async def test_whoever_reported_it_hears_when_it_is_repaired(
    client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser, notebook: Notebook
) -> None:
    said, boss, person = await reported(client), await as_staff(EVERYTHING), await as_user()
    (await person.client.post(f"/repair-requests/{said['code']}/follow")).raise_for_status()
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}/approve"
    order_id = (await boss.client.post(url, json={})).raise_for_status().json()["order_id"]
    for action in ("take", "start"):
        (await acts(boss, order_id, action)).raise_for_status()
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="好了")).raise_for_status()
    assert notebook.told == [("work_order.repaired", person.id, {"code": said["code"], "title": "漏油"})]
