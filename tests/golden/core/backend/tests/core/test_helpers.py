"""State machines, masks, ports, durations."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Mapped, mapped_column

from app.core.business import Duration, ModuleSettings, YuanAsFen
from app.core.database import Base, Database
from app.core.masking import mask_address, mask_name, mask_number, mask_phone
from app.core.ports import Port
from app.core.state_machine import StateMachine
from tests.types import Configure

TEA = StateMachine(
    "tea",
    "dry",
    {"dry": frozenset({"steeped", "spilt"}), "steeped": frozenset({"drunk", "spilt"}), "drunk": frozenset()},
)


class Cup(Base):
    """A table of the tests, in metadata of its own so that no migration is missing."""

    metadata = sa.MetaData()
    __tablename__ = "test_cup"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]
    by: Mapped[str | None]


@pytest.fixture
async def cup(database: Database) -> AsyncIterator[int]:
    async with database.begin() as session:
        await session.run_sync(lambda sync: Cup.metadata.create_all(sync.connection()))
        row = Cup(status=TEA.initial)
        session.add(row)
        await session.flush()
    yield row.id
    async with database.begin() as session:
        await session.run_sync(lambda sync: Cup.metadata.drop_all(sync.connection()))


class TestStateMachine:
    def test_table(self) -> None:
        assert TEA.states == {"dry", "steeped", "drunk", "spilt"}
        assert TEA.sources("spilt") == {"dry", "steeped"}
        assert TEA.allows("dry", "steeped")
        assert not TEA.allows("dry", "drunk")
        assert not TEA.allows("spilt", "dry")

    async def test_moves_only_from_a_state_that_leads_there(self, cup: int, database: Database) -> None:
        async with database.begin() as session:
            assert not await TEA.move(session, Cup, cup, to="drunk")
            assert await TEA.move(session, Cup, cup, to="steeped", by="小明")
            assert not await TEA.move(session, Cup, cup, source="dry", to="spilt")
            assert await TEA.move(session, Cup, cup, source=("dry", "steeped"), to="spilt")
            row = await session.get_one(Cup, cup)
        assert (row.status, row.by) == ("spilt", "小明")

    async def test_two_at_once(self, cup: int, database: Database) -> None:
        async def move(to: str) -> bool:
            async with database.begin() as session:
                return await TEA.move(session, Cup, cup, source="dry", to=to)

        assert sorted(await asyncio.gather(move("steeped"), move("spilt"))) == [False, True]

    async def test_unknown_move_is_a_mistake_in_the_code(self, database: Database) -> None:
        async with database.begin() as session:
            with pytest.raises(ValueError, match="no move from"):
                await TEA.move(session, Cup, 1, source="dry", to="drunk")
            with pytest.raises(ValueError, match="no move from"):
                await TEA.move(session, Cup, 1, to="dry")


class TestMasks:
    @pytest.mark.parametrize(
        ("phone", "masked"), [("13812345678", "138****5678"), ("+852 12345678", "+85****5678"), ("12345", "*****")]
    )
    def test_phone(self, phone: str, masked: str) -> None:
        assert mask_phone(phone) == masked

    @pytest.mark.parametrize(("name", "masked"), [("王小明", "王**"), ("王明", "王*"), ("王", "*"), ("", "")])
    def test_name(self, name: str, masked: str) -> None:
        assert mask_name(name) == masked

    @pytest.mark.parametrize(
        ("address", "masked"),
        [
            ("浙江省杭州市西湖区文一路1号2幢", "浙江省杭州市西湖区文一路****"),
            ("浙江省杭州市龙井村茶园旁", "浙江省杭州市****"),
        ],
    )
    def test_address(self, address: str, masked: str) -> None:
        assert mask_address(address) == masked

    @pytest.mark.parametrize(
        ("number", "masked"),
        [("11010519491231002X", "**************002X"), ("E12345678", "*****5678"), ("1234567", "*******"), ("", "")],
    )
    def test_number(self, number: str, masked: str) -> None:
        assert mask_number(number) == masked


class TestPort:
    def test_order_then_owner(self) -> None:
        port: Port[str] = Port("greeting")
        port.provide("c", owner="zebra", order=10)
        port.provide("b", owner="banana")
        port.provide("a", owner="apple")

        assert list(port.all()) == ["c", "a", "b"]
        assert port.one("nobody") == "c"

    def test_nobody(self) -> None:
        assert Port[str]("greeting").one("nobody") == "nobody"

    def test_twice(self) -> None:
        port: Port[str] = Port("greeting")
        port.provide("a", owner="apple")
        with pytest.raises(ValueError, match="apple already provides greeting"):
            port.provide("b", owner="apple")


class Rules(BaseModel):
    wait: Duration = timedelta(minutes=30)
    fee_fen: YuanAsFen = 0


class TestRules:
    @pytest.mark.parametrize(
        ("text", "span"),
        [
            ("30m", timedelta(minutes=30)),
            ("24h", timedelta(days=1)),
            ("7d", timedelta(days=7)),
            (90, timedelta(seconds=90)),
        ],
    )
    def test_duration(self, text: str | int, span: timedelta) -> None:
        assert Rules.model_validate({"wait": text}).wait == span

    @pytest.mark.parametrize("text", ["soon", "30", "m30", "-5m"])
    def test_no_duration(self, text: str) -> None:
        with pytest.raises(ValidationError):
            Rules.model_validate({"wait": text})

    @pytest.mark.parametrize(("text", "fen"), [("12.50", 1250), (3, 300), (0.1, 10)])
    def test_yuan(self, text: str | float, fen: int) -> None:
        assert Rules.model_validate({"fee_fen": text}).fee_fen == fen

    def test_misspelt_rule_is_refused(self, configure: Configure) -> None:
        class TeaSettings(ModuleSettings):
            module = "tea"
            wait: Duration = timedelta(minutes=3)

        assert TeaSettings.load().wait == timedelta(minutes=3)
        configure("tea", wait="5m")
        assert TeaSettings.load().wait == timedelta(minutes=5)
        configure("tea", wiat="5m")
        with pytest.raises(ValidationError):
            TeaSettings.load()
