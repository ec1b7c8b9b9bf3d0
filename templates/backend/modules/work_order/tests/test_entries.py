"""What the work took: labour, parts and other cost; pictures and what people say."""

from collections.abc import Mapping

import pytest

from app.contracts.stock import STOCK, OutOfStock, Shortage, UnlimitedStock
from tests.keys import new_key
from tests.types import AsStaff
from tests.work_order.workshop import BASE, EVERYTHING, acts, in_progress, opened, picture, sees

LABOUR = {"kind": "labour", "text": "拆检", "minutes": 40, "cost_fen": 6000}
PART = {"kind": "part", "text": "轴承", "quantity": 2, "cost_fen": 7600}


class Shelf(UnlimitedStock):
    """Three pieces of SKU 7."""

    def __init__(self) -> None:
        self.left, self.held = 3, 0

    async def reserve(
        self,
        session: object,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        location_id: int | None = None,
    ) -> None:
        del session, subject, subject_id, location_id
        if quantities[7] > self.left:
            raise OutOfStock([Shortage(sku_id=7, available=self.left)])
        self.left -= quantities[7]
        self.held += quantities[7]

    async def commit(self, session: object, subject: str, subject_id: int) -> None:
        del session, subject, subject_id
        self.held = 0

    async def take_back(
        self,
        session: object,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
    ) -> None:
        del session, subject
        assert by == ("work_part_back", subject_id)
        self.left += quantities[7]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf()
    monkeypatch.setattr(STOCK, "one", lambda _nobody: shelf)
    return shelf


async def test_labour_parts_and_cost(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    extra = {"kind": "extra", "text": "吊车", "cost_fen": 30000}
    ids = []
    for body in (LABOUR, PART, extra):
        made = await boss.client.post(f"{BASE}/{order_id}/entries", json=body, headers=new_key())
        ids.append(made.raise_for_status().json()["id"])
    seen = await sees(boss, order_id)
    assert (seen["labour_minutes"], seen["cost_fen"]) == (40, 43600)
    assert (await boss.client.delete(f"{BASE}/{order_id}/entries/{ids[2]}")).status_code == 204
    assert (await boss.client.delete(f"{BASE}/{order_id}/entries/{ids[2]}")).status_code == 404
    assert (await sees(boss, order_id))["cost_fen"] == 13600


async def test_the_same_entry_sent_twice_is_one(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id, key = await in_progress(boss, boss), new_key()
    for _ in range(2):
        assert (await boss.client.post(f"{BASE}/{order_id}/entries", json=LABOUR, headers=key)).status_code == 201
    assert len((await sees(boss, order_id))["entries"]) == 1


async def test_parts_come_from_the_stock(as_staff: AsStaff, shelf: Shelf) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    url, part = f"{BASE}/{order_id}/entries", {**PART, "sku_id": 7}
    made = (await boss.client.post(url, json=part, headers=new_key())).raise_for_status().json()
    assert (shelf.left, shelf.held) == (1, 0)
    short = await boss.client.post(url, json=part, headers=new_key())
    assert (short.status_code, short.json()["details"]) == (409, {"lines": [{"sku_id": 7, "available": 1}]})
    assert len((await sees(boss, order_id))["entries"]) == 1
    assert (await boss.client.delete(f"{url}/{made['id']}")).status_code == 204
    assert shelf.left == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"quantity": 1},
        {"kind": "part"},
        {"kind": "extra"},
        {"sku_id": 1},
        {"cost_fen": -1},
        {"text": " "},
        {"kind": "bribe"},
    ],
)
async def test_bad_entries(as_staff: AsStaff, wrong: dict[str, object]) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    body = {**LABOUR, **wrong}
    assert (await boss.client.post(f"{BASE}/{order_id}/entries", json=body, headers=new_key())).status_code == 422


async def test_nothing_is_written_down_before_or_after(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await opened(boss)
    refused = await boss.client.post(f"{BASE}/{order_id}/entries", json=LABOUR, headers=new_key())
    assert (refused.status_code, refused.json()["details"]) == (409, {"status": "open"})
    for path in ("pictures", "signature"):
        early = await boss.client.post(f"{BASE}/{order_id}/{path}", files=picture())
        assert (early.status_code, early.json()["details"]) == (409, {"status": "open"})
    (await acts(boss, order_id, "cancel", reason="重复")).raise_for_status()
    assert (await boss.client.delete(f"{BASE}/{order_id}/entries/1")).json()["details"] == {"status": "canceled"}


async def test_comments(as_staff: AsStaff) -> None:
    boss, reader = await as_staff(EVERYTHING), await as_staff("work_order.read")
    order_id = await opened(boss)
    body = {"text": "备件在二号柜"}
    (await reader.client.post(f"{BASE}/{order_id}/comments", json=body, headers=new_key())).raise_for_status()
    [said] = (await sees(boss, order_id))["comments"]
    assert (said["text"], said["who"]) == ("备件在二号柜", "测试员工")


async def test_photos_have_a_limit(as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.modules.work_order.attachments.MOST", 1)
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    assert (await boss.client.post(f"{BASE}/{order_id}/pictures", files=picture())).status_code == 201
    more = await boss.client.post(f"{BASE}/{order_id}/pictures", files=picture())
    assert (more.status_code, more.json()["details"]) == (422, {"limit": 1})
