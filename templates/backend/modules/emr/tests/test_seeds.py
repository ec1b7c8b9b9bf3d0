from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.emr.seeds import seed
from tests.emr.clinic import CHART, LOOK, patient
from tests.types import AsStaff, AsUser, Configure

STAFF = [{"username": "shenyan", "name": "沈砚", "role": "writer"}]


async def test_written_and_signed(
    database: Database, as_user: AsUser, as_staff: AsStaff, configure: Configure, tmp_path: Path
) -> None:
    configure(roles={"writer": {"label": "医生", "can": ["emr.write"]}})
    person, _ = await patient(as_user)
    encounters = [
        {"patient": "林婉清", "doctor": "shenyan", "days_ago": 9, "chart": CHART},
        {"patient": "林婉清", "doctor": "shenyan", "signed": False},
    ]
    async with database.begin() as session:
        await seed(session, SeedData({"staff": STAFF, "encounters": encounters}, tmp_path))
    (mine,) = (await person.client.get("/me/encounters")).json()["items"]
    assert (mine["doctor"], mine["diagnosis"]) == ("沈砚", "消化性溃疡")
    clerk = await as_staff("emr.read")
    assert (await clerk.client.get(f"/staff/encounters/{mine['id']}", params=LOOK)).status_code == 200
    listed = (await clerk.client.get("/staff/encounters")).json()["items"]
    assert [one["status"] for one in listed] == ["open", "signed"]


@pytest.mark.parametrize("row", [{"patient": "没有", "doctor": "shenyan"}, {"patient": "林婉清", "doctor": "nobody"}])
async def test_somebody_who_is_not_there(
    database: Database, as_user: AsUser, row: dict[str, str], tmp_path: Path
) -> None:
    await patient(as_user)
    with pytest.raises(KeyError):
        async with database.begin() as session:
            await seed(session, SeedData({"staff": STAFF, "encounters": [row]}, tmp_path))
