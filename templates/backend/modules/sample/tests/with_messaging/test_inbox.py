"""The messages arrive, and lead to the sample."""

from app.core.database import Database
from tests.rfq.asked import opened, seller
from tests.sample.sent import EVERYTHING, asked, failed
from tests.types import AsStaff, AsUser, DrainJobs


async def test_asked_and_judged(as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    sample_id = await asked(boss, await opened(boss, supplier_id), supplier_id)
    await failed(boss, person, sample_id)
    await drain_jobs()
    told = (await person.client.get("/messages")).raise_for_status().json()["items"]
    assert [message["title"] for message in told][:2] == ["样品检验结果", "索样通知"]
    assert told[0]["path"] == f"modules/sample/pages/detail/index?id={sample_id}"
