"""The messages arrive, and lead to the request."""

from app.core.database import Database
from tests.rfq.asked import EVERYTHING, decided, opened, quoted, seller
from tests.types import AsStaff, AsUser, DrainJobs


async def test_invited_and_decided(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    boss = await as_staff(EVERYTHING)
    (first, one), (second, two) = [await seller(as_user, database, name) for name in ("甲", "乙")]
    rfq_id = await opened(boss, first, second)
    for person in (one, two):
        await quoted(person, rfq_id)
    await decided(boss, rfq_id, first)
    await drain_jobs()
    for person, title in ((one, "中标通知"), (two, "未中标通知")):
        told = (await person.client.get("/messages")).raise_for_status().json()["items"]
        assert [message["title"] for message in told] == [title, "询价邀请"]
        assert {message["path"] for message in told} == {f"modules/rfq/pages/quote/index?id={rfq_id}"}
