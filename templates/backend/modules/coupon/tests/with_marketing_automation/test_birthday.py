"""A coupon for the birthday: one a year, for those who said when it is."""

from datetime import datetime
from typing import Any

import pytest

from app.core import clock
from app.core.database import Database
from app.modules.coupon import claiming
from app.modules.marketing_automation.birthdays import look
from tests.coupon.factory import claimed, template
from tests.marketing_automation.told import swept
from tests.racing import race
from tests.types import AsUser, Configure, DrainJobs, Hand, OpenConsole, Person

BIRTHDAY: dict[str, Any] = {"name": "生日礼券", "claim_by": "birthday"}


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    configure("marketing_automation", rest="7d", birthday_ahead=0)
    configure("messaging", daily_limit=10, marketing_daily_limit=1, quiet_hours="", texts={})


@pytest.fixture(autouse=True)
def may(clock_hand: Hand) -> Hand:
    clock_hand.time = datetime.fromisoformat("2027-05-04T12:00:00+08:00")
    return clock_hand


async def born(as_user: AsUser, month: int, day: int, name: str = "小明") -> Person:
    person = await as_user(name, consents=("birthday",))
    (await person.client.put("/me/birthday", json={"month": month, "day": day})).raise_for_status()
    return person


async def looked(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await look(session, {})
    await swept(database, drain_jobs)


async def has(person: Person) -> list[str]:
    return [row["name"] for row in (await person.client.get("/me/coupons")).json()["items"]]


async def test_one_a_year(as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand) -> None:
    for more in ({}, {"name": "还没发放", "issued": False}, {"name": "谁都能领", "claim_by": "button"}):
        await template(database, **BIRTHDAY | more)
    person, other = await born(as_user, 5, 4), await born(as_user, 5, 5, "小红")
    for _ in range(3):
        await looked(database, drain_jobs)
        may.advance(hours=1)
    assert (await has(person), await has(other)) == (["生日礼券"], [])
    (kept,) = (await person.client.get("/me/coupons")).json()["items"]
    assert datetime.fromisoformat(kept["valid_until"]) > clock.now()
    (await person.client.put("/me/birthday", json={"month": 5, "day": 5})).raise_for_status()
    may.advance(days=1)
    await looked(database, drain_jobs)
    assert (await has(person), await has(other)) == (["生日礼券"], ["生日礼券"]), "another birthday in the same year"
    may.advance(days=365)  # of a leap year: the day before
    other = await as_user("小红")
    await looked(database, drain_jobs)
    assert await has(other) == ["生日礼券"]
    may.advance(days=1)
    await looked(database, drain_jobs)
    assert await has(other) == ["生日礼券"] * 2


async def test_nobody_helps_himself(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    template_id = await template(database, **BIRTHDAY)
    assert (await person.client.get("/coupons")).json()["items"] == []
    refused = await person.client.post(
        "/coupons/claim", json={"template_id": template_id}, headers={"Idempotency-Key": "a-key-of-its-own"}
    )
    assert (refused.status_code, refused.json()["code"]) == (404, "COUPON_TEMPLATE_NOT_FOUND")


async def test_what_is_gone_is_left_out(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    few = await template(database, **BIRTHDAY, total_limit=1)
    await template(database, **BIRTHDAY | {"name": "人人有份"})
    people = [await born(as_user, 5, 4, name) for name in ("小明", "小红")]
    await looked(database, drain_jobs)
    assert sorted([sorted(await has(person)) for person in people]) == [["人人有份"], ["人人有份", "生日礼券"]]
    assert await claimed(database, few) == 1


async def give(database: Database, user_id: int) -> None:
    async with database.begin() as session:
        await claiming.give_on_birthday(session, user_id, 2027)


async def test_once_however_often_it_is_given(as_user: AsUser, database: Database) -> None:
    template_id = await template(database, **BIRTHDAY, per_user_limit=5)
    person = await as_user()
    await race(database, give, [[(person.id,)] * 3 for _ in range(3)])
    assert (await has(person), await claimed(database, template_id)) == (["生日礼券"], 1)


async def test_offered_to_staff(console: OpenConsole) -> None:
    browser = await console("coupon.read", "coupon.edit")
    assert "生日赠送" in await browser.text("coupon-templates/create")
