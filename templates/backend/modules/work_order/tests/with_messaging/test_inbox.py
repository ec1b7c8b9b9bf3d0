"""The messages arrive, and lead to the pages that they are about."""

import httpx

from tests.types import AsStaff, AsUser, DrainJobs
from tests.work_order.workshop import BASE, EVERYTHING, acts, made_ready, opened, reported, request_id_of


async def test_a_worker_hears_of_his_order(as_staff: AsStaff, as_user: AsUser, drain_jobs: DrainJobs) -> None:
    boss, worker, phone = await as_staff(EVERYTHING), await as_staff(EVERYTHING), await as_user()
    code = (await worker.client.post(f"{BASE}/reminders")).raise_for_status().json()["code"]
    (await phone.client.post("/work-orders/reminders", json={"code": code})).raise_for_status()
    order_id = await opened(boss)
    (await acts(boss, order_id, "assign", assignee_id=worker.id)).raise_for_status()
    await drain_jobs()
    [told] = (await phone.client.get("/messages")).raise_for_status().json()["items"]
    assert (told["title"], told["path"]) == ("派工通知", f"modules/work_order/pages/detail/index?id={order_id}")


async def test_whoever_reported_it_hears(
    client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser, drain_jobs: DrainJobs
) -> None:
    said, boss, person = await reported(client), await as_staff(EVERYTHING), await as_user()
    (await person.client.post(f"/repair-requests/{said['code']}/follow")).raise_for_status()
    url = f"/staff/repair-requests/{await request_id_of(boss, said)}/approve"
    order_id = (await boss.client.post(url, json={})).raise_for_status().json()["order_id"]
    for action in ("take", "start"):
        (await acts(boss, order_id, action)).raise_for_status()
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="好了")).raise_for_status()
    await drain_jobs()
    [told] = (await person.client.get("/messages")).raise_for_status().json()["items"]
    path = f"modules/work_order/pages/request_status/index?code={said['code']}"
    assert (told["title"], told["path"]) == ("报修处理完成通知", path)
