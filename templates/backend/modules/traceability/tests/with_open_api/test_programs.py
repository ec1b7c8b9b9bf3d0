"""Partners' programs read batches and write into their chains, as far as their keys reach; and hear of them."""

from tests.keys import new_key
from tests.open_api.partners import DELIVERIES, HOOKS, URL, program
from tests.traceability.batches import EVERYTHING, acts, created, sees
from tests.types import AsStaff, DrainJobs, OpenClient

BASE = "/open/batches"


async def test_a_program_traces(as_staff: AsStaff, open_client: OpenClient) -> None:
    boss = await as_staff(EVERYTHING, "open_api.*")
    await created(boss)
    reader = await program(boss, open_client, "traceability.read")
    writer = await program(boss, open_client, "traceability.read", "traceability.edit", name="物流")
    assert [one["number"] for one in (await reader.get(BASE)).raise_for_status().json()["items"]] == ["B-1"]
    event, key = {"kind": "shipped", "text": "发往杭州"}, new_key()
    refused = await reader.post(f"{BASE}/B-1/events", json=event, headers=key)
    assert (refused.status_code, refused.json()["details"]) == (403, {"scope": "traceability.edit"})
    for _ in range(2):
        made = await writer.post(f"{BASE}/B-1/events", json=event, headers=key)
        assert made.raise_for_status().json() == {"id": 2}
    told = (await reader.get(f"{BASE}/B-1")).raise_for_status().json()["events"]
    assert [(one["kind"], one["who"]) for one in told] == [("made", "测试员工"), ("shipped", "接口密钥 2")]
    assert (await reader.get(f"{BASE}/NOBODY")).status_code == 404
    assert (await writer.post(f"{BASE}/NOBODY/events", json=event, headers=new_key())).status_code == 404


async def test_and_hears_of_it(as_staff: AsStaff, drain_jobs: DrainJobs) -> None:
    boss = await as_staff(EVERYTHING, "open_api.*")
    hook = {"url": URL, "events": ["batch.published", "batch.withdrawn"]}
    (await boss.client.post(HOOKS, json=hook)).raise_for_status()
    batch_id = await created(boss)
    (await acts(boss, batch_id, "publish")).raise_for_status()
    assert (await boss.client.get(DELIVERIES)).json()["items"] == []
    await drain_jobs()
    [told] = (await boss.client.get(DELIVERIES)).raise_for_status().json()["items"]
    assert (told["event"], (await sees(boss, batch_id))["status"]) == ("batch.published", "published")
