"""What a repair cost goes to the ERP when it is accepted, once."""

import pytest

from devtools.erp_connector.standin import Control, StandIn
from tests.erp_connector.erp import EVERYTHING, documents
from tests.keys import new_key
from tests.types import AsStaff, Configure, DrainJobs, Hand
from tests.work_order import workshop


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    configure("work_order", **workshop.RULES)


async def test_accepted_and_booked(as_staff: AsStaff, drain_jobs: DrainJobs, erp: StandIn, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING, workshop.EVERYTHING)
    order_id = await workshop.in_progress(boss, boss)
    labour = {"kind": "labour", "text": "拆检", "minutes": 40, "cost_fen": 6000}
    url = f"{workshop.BASE}/{order_id}/entries"
    (await boss.client.post(url, json=labour, headers=new_key())).raise_for_status()
    await workshop.made_ready(boss, order_id)
    (await workshop.acts(boss, order_id, "complete", result="换了轴承")).raise_for_status()
    await drain_jobs()
    assert (await documents(boss), erp.asked) == ([], [])
    erp.control = Control(fail=3)
    (await workshop.acts(boss, order_id, "accept", note="")).raise_for_status()
    for _ in range(5):
        await drain_jobs()
        clock_hand.advance(minutes=2)
    [sent] = await documents(boss)
    number = (await workshop.sees(boss, order_id))["number"]
    assert (sent["kind_label"], sent["number"], sent["status"], sent["attempts"]) == ("维修工单", number, "sent", 4)
    [(erp_number, booked)] = erp.booked.values()
    assert (erp_number, booked.amount_fen, booked.content["minutes"]) == (sent["erp_number"], 6000, 40)
