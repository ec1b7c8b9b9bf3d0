"""Entering batches, what happens to them, and which of them are in which."""

import pytest

from app.contracts.traceability import ITEMS
from tests.keys import new_key
from tests.traceability.batches import BASE, EVERYTHING, FACTS, PDF, acts, created, noted, picture, sees
from tests.types import AsStaff, Configure


class OneItem:
    async def name(self, session: object, sku_id: int) -> str | None:
        del session
        return "明前龙井" if sku_id == 7 else None


@pytest.fixture
def one_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ITEMS, "one", lambda _nobody: OneItem())


async def test_entered_once(as_staff: AsStaff) -> None:
    boss, key = await as_staff(EVERYTHING), new_key()
    body = {**FACTS, "number": "B-1"}
    made = [await boss.client.post(BASE, json=body, headers=key) for _ in range(2)]
    assert [(one.status_code, one.json()["id"]) for one in made] == [(201, 1)] * 2
    again = await boss.client.post(BASE, json=body, headers=new_key())
    assert (again.status_code, again.json()["code"]) == (409, "BATCH_NUMBER_TAKEN")
    seen = await sees(boss, 1)
    assert (seen["item"], seen["status_label"], seen["page_url"][-len(seen["code"]) :]) == (
        "主轴",
        "未公开",
        seen["code"],
    )
    assert len(seen["code"]) == 20
    [event] = seen["events"]
    assert (event["kind"], event["who"], event["facts"]["number"]) == ("made", "测试员工", "B-1")


@pytest.mark.parametrize(
    "wrong", [{"number": "二〇"}, {"quantity": 0}, {"made_at": "2026-11-20T09:00:00"}, {"sku_id": 0}]
)
async def test_bad_batches(as_staff: AsStaff, wrong: dict[str, object]) -> None:
    boss = await as_staff(EVERYTHING)
    body = {**FACTS, "number": "B-1", **wrong}
    assert (await boss.client.post(BASE, json=body, headers=new_key())).status_code == 422


async def test_an_item_has_a_name(as_staff: AsStaff, one_item: None) -> None:
    del one_item
    boss = await as_staff(EVERYTHING)
    for fields, expected in (
        ({"item": ""}, "BATCH_ITEM_MISSING"),
        ({"item": "", "sku_id": 8}, "BATCH_ITEM_UNKNOWN"),
    ):
        refused = await boss.client.post(BASE, json={**FACTS, "number": "B-1", **fields}, headers=new_key())
        assert (refused.status_code, refused.json()["code"]) == (422, expected)
    named = await created(boss, item="", sku_id=7)
    assert (await sees(boss, named))["item"] == "明前龙井"
    own = await created(boss, "B-2", item="我的茶", sku_id=7)
    assert (await sees(boss, own))["item"] == "我的茶"
    items = (await boss.client.get(BASE, params={"sku_id": 7})).raise_for_status().json()["items"]
    assert [item["number"] for item in items] == ["B-2", "B-1"]


async def test_backward_and_forward(as_staff: AsStaff) -> None:
    """Steel into shafts, shafts and castings into machines."""
    boss = await as_staff(EVERYTHING)
    steel = await created(boss, "STEEL")
    shaft = await created(boss, "SHAFT", parents=["STEEL"])
    await created(boss, "CASTING")
    machine = await created(boss, "MACHINE", parents=["SHAFT", "CASTING", "STEEL"])
    back, forth = (await sees(boss, machine))["made_of"], (await sees(boss, steel))["went_into"]
    assert [(one["number"], one["steps"]) for one in back] == [("STEEL", 1), ("SHAFT", 1), ("CASTING", 1)]
    assert [(one["number"], one["steps"]) for one in forth] == [("SHAFT", 1), ("MACHINE", 1)]
    assert [one["number"] for one in (await sees(boss, shaft))["made_of"]] == ["STEEL"]
    body = {**FACTS, "number": "X", "parents": ["STEEL", "NOBODY", "NONE"]}
    refused = await boss.client.post(BASE, json=body, headers=new_key())
    assert (refused.status_code, refused.json()["details"]) == (422, {"numbers": ["NOBODY", "NONE"]})


async def test_corrected_before_anybody_sees_it(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    right = {**FACTS, "quantity": 18}
    seen = (await boss.client.put(f"{BASE}/{batch_id}", json=right)).raise_for_status().json()
    assert (seen["quantity"], [event["kind"] for event in seen["events"]]) == (18, ["made", "corrected"])
    assert (await boss.client.get(f"{BASE}/{batch_id}/check")).json()["broken_at"] is None
    (await acts(boss, batch_id, "publish")).raise_for_status()
    late = await boss.client.put(f"{BASE}/{batch_id}", json=FACTS)
    assert (late.status_code, late.json()["details"]) == (409, {"status": "published"})
    assert (await boss.client.put(f"{BASE}/99", json=FACTS)).status_code == 404


async def test_what_happens_is_noted_once(as_staff: AsStaff) -> None:
    boss, key = await as_staff(EVERYTHING), new_key()
    batch_id = await created(boss)
    body = {"kind": "shipped", "text": "发往杭州", "place": "成品库"}
    for _ in range(2):
        made = await boss.client.post(f"{BASE}/{batch_id}/events", json=body, headers=key)
        assert made.raise_for_status().json() == {"id": 2}
    assert await noted(boss, batch_id, public=False) == 3
    shown = [(event["label"], event["public"]) for event in (await sees(boss, batch_id))["events"]]
    assert shown == [("生产", True), ("出库", True), ("加工", False)]
    by_hand = await boss.client.post(f"{BASE}/{batch_id}/events", json={"kind": "published"}, headers=new_key())
    assert by_hand.status_code == 422


async def test_reports(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    url = f"{BASE}/{await created(boss)}/reports"
    pdf = await boss.client.post(url, params={"title": "出厂检验"}, files={"file": ("a.pdf", PDF)})
    assert (pdf.status_code, pdf.json()["url"][-4:]) == (201, ".pdf")
    assert (await boss.client.post(url, files={"file": ("a.png", picture())})).status_code == 201
    for data, expected in ((PDF, 409), (b"GIF89a", 422), (b"%PDF-" + b"x" * 5 * 1024 * 1024, 413)):
        assert (await boss.client.post(url, files={"file": ("a.pdf", data)})).status_code == expected
    seen = await sees(boss, 1)
    assert [one["title"] for one in seen["reports"]] == ["出厂检验", "检测报告"]
    assert [event["facts"].get("sha256") for event in seen["events"]][1:] == [one["sha256"] for one in seen["reports"]]
    assert (await boss.client.get(f"{BASE}/1/check")).json() == {"links": 3, "broken_at": None, "why": ""}


async def test_labels_and_codes(as_staff: AsStaff, configure: Configure) -> None:
    boss = await as_staff(EVERYTHING)
    url = f"{BASE}/{await created(boss)}"
    for query, kind, start in (("", "image/png", b"\x89PNG"), ("?format=svg", "image/svg+xml", b"<?xml")):
        code = await boss.client.get(f"{url}/code{query}")
        assert (code.headers["content-type"], code.content.startswith(start)) == (kind, True)
    assert (await boss.client.get(f"{url}/code?format=gif")).status_code == 422
    for query, pages in (("", 1), ("?count=25", 2)):
        sheet = await boss.client.get(f"{url}/labels{query}")
        assert sheet.content.startswith(b"%PDF-")
        assert sheet.content.count(b"/Type /Page\n") == pages
    configure("traceability", labels=48)
    assert (await boss.client.get(f"{url}/labels")).content.count(b"/Type /Page\n") == 2
    assert (await boss.client.get(f"{url}/labels?count=0")).status_code == 422
    assert (await boss.client.get(f"{BASE}/99/labels")).status_code == 404


async def test_who_may(as_staff: AsStaff) -> None:
    boss, reader = await as_staff(EVERYTHING), await as_staff("traceability.read")
    batch_id = await created(boss)
    editor = await as_staff("traceability.read", "traceability.edit")
    assert (await reader.client.get(f"{BASE}/{batch_id}")).status_code == 200
    assert (await reader.client.post(BASE, json=FACTS, headers=new_key())).status_code == 403
    for action in ("publish", "withdraw", "hold", "release"):
        assert (await acts(editor, batch_id, action, reason="x")).status_code == 403
