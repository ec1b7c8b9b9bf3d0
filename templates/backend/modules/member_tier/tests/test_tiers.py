"""A member's way up and down."""

from typing import Any

import pytest

from app.contracts.tier import TierChanged
from app.core import jobs
from app.core.database import Database
from app.modules.member_tier import jobs as tier_jobs
from app.modules.member_tier import members
from app.modules.member_tier.opening import opening_tiers
from tests.member_tier.book import bought, changes, check_books, grow, grown, refund, tier
from tests.types import AsUser, Configure, DrainJobs, Hand


async def review(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await jobs.schedule(session, tier_jobs.REVIEW)
    await drain_jobs()


async def test_reached_at_once(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[TierChanged] = []

    async def listen(_: object, event: TierChanged) -> None:
        told.append(event)

    monkeypatch.setattr(members, "emit", listen)
    person = await as_user(consents=("address",))
    await bought(database, person, 9_900, drain_jobs)
    assert await tier(database, person) == "普通"
    await bought(database, person, 100, drain_jobs)
    assert await tier(database, person) == "银卡"
    await grow(database, person, 400)
    assert await tier(database, person) == "金卡"
    assert await changes(database, person) == [("银卡", "risen"), ("金卡", "risen")]
    assert [(event.user_id, event.tier, event.up) for event in told] == [
        (person.id, "银卡", True),
        (person.id, "金卡", True),
    ]


async def test_kept_for_its_period_then_reviewed(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("member_tier", growth_months=6, keep_months=9)
    person = await as_user()
    await grow(database, person, 500)
    clock_hand.advance(days=200)
    assert (await grown(database, person), await tier(database, person)) == (0, "金卡")
    await grow(database, person, 120)
    await review(database, drain_jobs)
    assert await tier(database, person) == "金卡"
    clock_hand.advance(days=80)
    await review(database, drain_jobs)
    assert await tier(database, person) == "银卡"
    clock_hand.advance(days=270)
    await review(database, drain_jobs)
    assert await tier(database, person) == "银卡"
    clock_hand.advance(days=10)
    await review(database, drain_jobs)
    assert await tier(database, person) == "普通"
    assert await changes(database, person) == [("金卡", "risen"), ("银卡", "reviewed"), ("普通", "reviewed")]


async def test_kept_for_another_period(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person = await as_user()
    await grow(database, person, 100)
    clock_hand.advance(days=200)
    await grow(database, person, 100)
    clock_hand.advance(days=170)
    await review(database, drain_jobs)
    client = (await as_user()).client
    told = (await client.get("/membership")).json()
    assert (told["tier"]["name"], told["growth"]) == ("银卡", 100)
    assert told["until"] > f"{clock_hand.time:%Y-%m-%d}"
    assert await changes(database, person) == [("银卡", "risen")]


async def test_many_members_in_several_runs(
    as_user: AsUser,
    database: Database,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tier_jobs, "AT_ONCE", 2)
    people = [await as_user(name) for name in ("甲", "乙", "丙", "丁", "戊")]
    for person in people:
        await grow(database, person, 100)
    clock_hand.advance(days=400)
    await review(database, drain_jobs)
    assert [await tier(database, person) for person in people] == ["普通"] * 5


async def test_bought_up_and_refunded(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    """Buy a tier, give the goods back: the tier is not a present."""
    person = await as_user(consents=("address",))
    await grow(database, person, 150)
    order = await bought(database, person, 50_000, drain_jobs)
    assert await tier(database, person) == "金卡"
    await refund(database, order, order["payable_fen"] // 10, drain_jobs)
    assert await tier(database, person) == "金卡"
    await refund(database, order, order["payable_fen"], drain_jobs)
    assert await tier(database, person) == "银卡"
    assert await changes(database, person) == [("银卡", "risen"), ("金卡", "risen"), ("银卡", "sunk")]
    await check_books(database)


async def test_a_refund_of_what_the_tier_does_not_rest_on(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("member_tier", growth_months=6)
    person = await as_user(consents=("address",))
    await grow(database, person, 100)
    clock_hand.advance(days=200)
    person = await as_user()
    order = await bought(database, person, 5_000, drain_jobs)
    clock_hand.advance(days=100)
    await refund(database, order, order["payable_fen"], drain_jobs)
    assert (await grown(database, person), await tier(database, person)) == (0, "银卡")


async def test_what_staff_take_away_takes_its_tier_along(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    await grow(database, person, 600)
    await grow(database, person, -450)
    assert (await grown(database, person), await tier(database, person)) == (150, "银卡")
    await grow(database, person, -150)
    assert (await grown(database, person), await tier(database, person)) == (0, "普通")
    await grow(database, person, 100)
    assert await tier(database, person) == "银卡"


@pytest.mark.parametrize(
    "tiers",
    [
        [{"name": "会员", "growth": 5}],
        [{"name": "会员", "growth": 0}, {"name": "会员", "growth": 9}],
        [{"name": "会员", "growth": 0}, {"name": "贵宾", "growth": 0}],
    ],
)
def test_opening_tiers_that_do_not_fit(configure: Configure, tiers: list[dict[str, Any]]) -> None:
    configure("member_tier", tiers=tiers)
    with pytest.raises(ValueError, match="begins at 0"):
        opening_tiers()


def test_opening_tiers(configure: Configure) -> None:
    configure(
        "member_tier",
        tiers=[
            {"name": "贵宾", "growth": 900, "price_percent": 95, "benefits": ["专属客服"]},
            {"name": "会员", "growth": 0},
        ],
    )
    usual = {"price_percent": 100, "points_percent": 100, "benefits": []}
    assert opening_tiers() == [
        {"name": "会员", "growth": 0, **usual},
        {"name": "贵宾", "growth": 900, **usual, "price_percent": 95, "benefits": ["专属客服"]},
    ]


def test_the_shop_s_own_tiers_fit() -> None:
    assert opening_tiers()[0]["growth"] == 0
