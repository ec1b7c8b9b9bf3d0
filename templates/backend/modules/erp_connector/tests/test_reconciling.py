"""Every day is compared with what the ERP has of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx

from app.core import http
from app.core.database import Database
from app.modules.erp_connector import reconciling
from app.modules.erp_connector.adapters import Booked
from app.modules.erp_connector.models import Difference, Reconciliation
from devtools.erp_connector.standin import Control, Document, StandIn, create_app
from tests.erp_connector.erp import BASE, DAY, EVERYTHING, put
from tests.types import AsStaff, DrainJobs, Hand

URL = f"{BASE}/reconciliations"


def booked(erp: StandIn, number: str, amount_fen: int, key: str = "") -> None:
    """By somebody else."""
    document = Document(kind="invoice", number=number, on=DAY.isoformat(), amount_fen=amount_fen, content={})
    erp.book(key or f"by hand {number}", document)


async def test_what_differs(as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, erp: StandIn) -> None:
    boss = await as_staff(EVERYTHING)
    await put(database, 1, 2, 3)
    await put(database, 4, on=DAY + timedelta(days=1))
    await drain_jobs()
    keys = {document.number: key for key, (_, document) in erp.booked.items()}
    del erp.booked[keys["INV-1"]]
    erp.booked[keys["INV-2"]][1].amount_fen = 250
    booked(erp, "INV-9", 900)
    assert (await boss.client.post(URL, json={"day": DAY.isoformat()})).status_code == 202
    await drain_jobs()
    found = (await boss.client.get(f"{URL}/{DAY}")).raise_for_status().json()
    assert (found["ours"], found["ours_fen"], found["theirs"], found["theirs_fen"]) == (3, 600, 3, 1450)
    told = [(one["number"], one["what"], one["ours_fen"], one["theirs_fen"]) for one in found["differences"]]
    assert told == [
        ("INV-1", "only_ours", 100, None),
        ("INV-2", "unequal", 200, 250),
        ("INV-9", "only_theirs", None, 900),
    ]
    sheet = await boss.client.get(f"{URL}/{DAY}/export")
    assert (sheet.headers["content-type"], sheet.content[:3]) == ("text/csv; charset=utf-8", b"\xef\xbb\xbf")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "2026-11-20,invoice,INV-1,ERP 里没有,¥1.00,",
        "2026-11-20,invoice,INV-2,金额不同,¥2.00,¥2.50",
        "2026-11-20,invoice,INV-9,只有 ERP 有,,¥9.00",
    ]


async def test_compared_anew_in_the_place_of_the_old(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING)
    erp.control = Control(fail=1)
    await put(database, 1)
    await drain_jobs()
    for differences in (1, 0):
        (await boss.client.post(URL, json={"day": DAY.isoformat()})).raise_for_status()
        await drain_jobs()
        [one] = (await boss.client.get(URL)).raise_for_status().json()["items"]
        assert (one["day"], one["differences"]) == (DAY.isoformat(), differences)
        booked(erp, "INV-1", 100)


async def test_booked_twice_is_unequal(database: Database, as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    await put(database, 1)
    async with database.begin() as session:
        await reconciling.keep(session, DAY, [Booked("invoice", "INV-1", f"E-{n}", 100) for n in (1, 2)])
    found = (await boss.client.get(f"{URL}/{DAY}")).json()
    assert [(one["what"], one["theirs_fen"]) for one in found["differences"]] == [("unequal", 200)]


async def test_yesterday_by_itself(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, erp: StandIn
) -> None:
    assert erp
    clock_hand.time = datetime(2026, 11, 21, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
    boss = await as_staff(EVERYTHING)
    await put(database, 1)
    await drain_jobs()
    async with database.begin() as session:
        await reconciling.every_day(session, {})
    await drain_jobs()
    [one] = (await boss.client.get(URL)).raise_for_status().json()["items"]
    assert (one["day"], one["ours"], one["theirs"], one["differences"]) == (DAY.isoformat(), 1, 1, 0)


async def test_an_erp_that_is_away_is_asked_again(
    as_staff: AsStaff, drain_jobs: DrainJobs, clock_hand: Hand, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING)
    http.route_through(httpx.MockTransport(lambda _: httpx.Response(503)))
    (await boss.client.post(URL, json={"day": DAY.isoformat()})).raise_for_status()
    await drain_jobs(failing=True)
    assert (await boss.client.get(f"{URL}/{DAY}")).status_code == 404
    http.route_through(httpx.ASGITransport(create_app(erp)))
    clock_hand.advance(seconds=5)
    await drain_jobs(failing=True)
    assert (await boss.client.get(f"{URL}/{DAY}")).status_code == 200


async def test_days_that_are_not_over(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    for day, status in ((reconciling.today(), 422), (date(2999, 1, 1), 422)):
        assert (await boss.client.post(URL, json={"day": day.isoformat()})).status_code == status
    assert (await boss.client.get(f"{URL}/2020-01-01")).status_code == 404
    assert (await boss.client.get(f"{URL}/2020-01-01/export")).status_code == 404


def test_a_spreadsheet_is_told_no_formulas() -> None:
    found = Reconciliation(day=DAY)
    row = Difference(kind="invoice", number="=1+1", what="only_theirs", ours_fen=None, theirs_fen=100)
    found.__dict__["differences"] = [row]
    assert ",'=1+1," in reconciling.as_csv(found).decode("utf-8-sig")
