"""From a plan to a verdict, and what it means for the batch."""

import httpx
import pytest

from tests.keys import new_key
from tests.qc.inspections import BASE, EVERYTHING, acts, judged, opened, says, sees
from tests.traceability import batches
from tests.types import AsStaff


async def test_what_failed_is_not_public(as_staff: AsStaff, client: httpx.AsyncClient) -> None:
    boss = await as_staff(*EVERYTHING)
    batch_id = await batches.created(boss)
    code = (await batches.sees(boss, batch_id))["code"]
    inspection_id = await opened(boss, batch_id)
    assert await judged(boss, inspection_id, good=False) == "failed"
    refused = await batches.acts(boss, batch_id, "publish")
    assert (refused.status_code, refused.json()["code"]) == (409, "BATCH_HELD")
    assert refused.json()["details"] == {"reasons": ["出厂不合格：轴径"]}
    assert (await client.get(f"/traces/{code}")).status_code == 404
    seen = await sees(boss, inspection_id)
    assert (seen["status_label"], seen["inspector"], seen["lot"]) == ("不合格", "测试员工", "B-1")
    assert seen["can"] == ["repeat", "concede"]
    assert (await sees(await as_staff("qc.read", "qc.inspect"), inspection_id))["can"] == ["repeat"]
    kinds = [(event["kind"], event["public"]) for event in (await batches.sees(boss, batch_id))["events"]]
    assert kinds == [("made", True), ("inspected", False), ("held", False)]


async def test_what_was_public_is_withdrawn(as_staff: AsStaff, client: httpx.AsyncClient) -> None:
    boss = await as_staff(*EVERYTHING)
    code = await batches.published(boss)
    inspection_id = await opened(boss, 1)
    assert (await client.get(f"/traces/{code}")).json()["withdrawn"] is False
    assert await judged(boss, inspection_id, good=False) == "failed"
    assert (await client.get(f"/traces/{code}")).json()["withdrawn"] is True


async def test_what_passed_is_told(as_staff: AsStaff, client: httpx.AsyncClient) -> None:
    boss = await as_staff(*EVERYTHING)
    batch_id = await batches.created(boss)
    assert await judged(boss, await opened(boss, batch_id), good=True) == "passed"
    code = (await batches.acts(boss, batch_id, "publish")).raise_for_status().json()["code"]
    events = (await client.get(f"/traces/{code}")).json()["events"]
    assert [event["text"] for event in events] == ["", "出货检验 出厂：合格"]


async def test_conceded_with_a_reason_by_who_may(as_staff: AsStaff) -> None:
    boss, inspector = await as_staff(*EVERYTHING), await as_staff("qc.read", "qc.inspect", "traceability.*")
    batch_id = await batches.created(boss)
    inspection_id = await opened(inspector, batch_id)
    early = await acts(boss, inspection_id, "concede", reason="x")
    assert (early.status_code, early.json()["details"]) == (409, {"status": "open"})
    assert await judged(inspector, inspection_id, good=False) == "failed"
    assert (await acts(inspector, inspection_id, "concede", reason="急用")).status_code == 403
    assert (await acts(boss, inspection_id, "concede", reason=" ")).status_code == 422
    conceded = (await acts(boss, inspection_id, "concede", reason="客户书面同意")).raise_for_status().json()
    assert (conceded["status"], conceded["reason"], conceded["conceded_by"]) == ("conceded", "客户书面同意", "测试员工")
    assert (await acts(boss, inspection_id, "concede", reason="再一次")).status_code == 409
    assert (await batches.acts(boss, batch_id, "publish")).status_code == 200


async def test_inspected_again(as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    batch_id = await batches.created(boss)
    first = await opened(boss, batch_id)
    assert (await acts(boss, first, "repeat")).status_code == 409
    assert await judged(boss, first, good=False) == "failed"
    key = new_key()
    made = [await boss.client.post(f"{BASE}/{first}/repeat", headers=key) for _ in range(2)]
    assert [one.json() for one in made] == [{"id": 2}] * 2
    again = await acts(boss, first, "repeat")
    assert (again.status_code, again.json()["code"]) == (409, "INSPECTION_REPEATED")
    assert await judged(boss, 2, good=False) == "failed"
    assert len((await batches.sees(boss, batch_id))["holds"]) == 2
    third = int((await acts(boss, 2, "repeat")).raise_for_status().json()["id"])
    assert await judged(boss, third, good=True) == "passed"
    assert (await batches.sees(boss, batch_id))["holds"] == []
    assert [(await sees(boss, one))["repeated_by_id"] for one in (first, 2, third)] == [2, third, None]
    assert (await batches.acts(boss, batch_id, "publish")).status_code == 200


async def test_nothing_is_judged_before_it_is_done(as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    inspection_id = await opened(boss, await batches.created(boss))
    (await says(boss, inspection_id, 2, said=True)).raise_for_status()
    early = await acts(boss, inspection_id, "judge")
    assert (early.status_code, early.json()["details"]) == (422, {"missing": ["轴径"]})
    (await says(boss, inspection_id, 1, 80)).raise_for_status()
    assert (await acts(boss, inspection_id, "judge", note="抽检五件")).raise_for_status().json()["note"] == "抽检五件"
    for answer in (
        await says(boss, inspection_id, 1, 80),
        await acts(boss, inspection_id, "judge"),
        await acts(boss, inspection_id, "cancel", reason="x"),
        await boss.client.post(f"{BASE}/{inspection_id}/pictures", files={"file": ("a.png", batches.picture())}),
    ):
        assert (answer.status_code, answer.json()["details"]) == (409, {"status": "passed"})


@pytest.mark.parametrize(("value", "good"), [(79.98, True), (80.02, True), (79.979, False), (80.021, False)])
async def test_limits_are_good(as_staff: AsStaff, value: float, *, good: bool) -> None:
    boss = await as_staff(*EVERYTHING)
    inspection_id = await opened(boss, await batches.created(boss))
    (await says(boss, inspection_id, 1, value)).raise_for_status()
    assert (await sees(boss, inspection_id))["results"][0]["good"] is good


async def test_one_limit_and_what_is_optional(as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    inspection_id = await opened(boss, await batches.created(boss))
    (await says(boss, inspection_id, 3, 0.9)).raise_for_status()
    assert await judged(boss, inspection_id, good=True) == "failed"


async def test_results_of_another_kind(as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    url = f"{BASE}/{await opened(boss, await batches.created(boss))}/results"
    for position, body, kind in (
        (1, {"good": True}, "measure"),
        (1, {}, "measure"),
        (1, {"value": 1, "good": True}, "measure"),
        (2, {"value": 1}, "yes_no"),
        (2, {}, "yes_no"),
    ):
        refused = await boss.client.put(f"{url}/{position}", json=body)
        assert (refused.status_code, refused.json()["details"]) == (422, {"kind": kind})
    assert (await boss.client.put(f"{url}/9", json={"good": True})).status_code == 404
    assert (await boss.client.put(f"{url}/1", content='{"value": NaN}')).status_code == 422


async def test_pictures(as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.modules.qc.inspecting.MOST", 1)
    boss = await as_staff(*EVERYTHING)
    url = f"{BASE}/{await opened(boss, await batches.created(boss))}/pictures"
    added = await boss.client.post(url, files={"file": ("a.png", batches.picture())})
    assert (added.status_code, len(added.json()["pictures"])) == (201, 1)
    more = await boss.client.post(url, files={"file": ("a.png", batches.picture())})
    assert (more.status_code, more.json()["details"]) == (422, {"limit": 1})


async def test_opened_once_and_listed(as_staff: AsStaff) -> None:
    boss, key = await as_staff(*EVERYTHING), new_key()
    body = {"plan": "outgoing", "batch_id": await batches.created(boss)}
    for _ in range(2):
        assert (await boss.client.post(BASE, json=body, headers=key)).json() == {"id": 1}
    for wrong, status in (({"plan": "nonsense"}, 422), ({"batch_id": 99}, 404)):
        assert (await boss.client.post(BASE, json={**body, **wrong}, headers=new_key())).status_code == status
    assert (await acts(boss, await opened(boss, 1, "incoming"), "cancel", reason="开错了")).status_code == 200
    for query, ids in (({"status": "open"}, [1]), ({"kind": "iqc"}, [2]), ({"batch_id": 1}, [2, 1])):
        items = (await boss.client.get(BASE, params=query)).raise_for_status().json()["items"]
        assert [item["id"] for item in items] == ids
    plans = (await boss.client.get(f"{BASE}/plans")).raise_for_status().json()
    assert [(plan["id"], plan["kind_label"]) for plan in plans] == [("incoming", "来料检验"), ("outgoing", "出货检验")]
    assert (await boss.client.get(f"{BASE}/99")).status_code == 404
