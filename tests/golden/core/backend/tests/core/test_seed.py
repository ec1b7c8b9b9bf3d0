"""Demo data."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, settings
from app.core.admin import AUDIT_WORDS
from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import NotFound
from app.core.module import Module, SeedData
from devtools import seed as demo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data.yaml").write_text("tea: {cups: 3}\nothers: {x: 1}\n", "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def word_for_tea(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[int, str, Mapping[str, str]]] = [(0, "tests", {"tea": "茶"})]
    monkeypatch.setattr(AUDIT_WORDS, "_rows", rows)


async def pour(session: AsyncSession, data: SeedData) -> None:
    assert data.pictures.name == "pictures"
    await audit.record(session, SYSTEM, "test.effect", "tea", data.rows["cups"])


async def test_once_for_each_module_that_has_data(database: Database, folder: Path) -> None:
    modules = [Module("tea", seed=pour), Module("coffee", seed=pour), Module("others")]

    assert await demo.seed(database, modules, folder) == ["tea"]
    assert await demo.seed(database, modules, folder) == []

    async with database.read() as session:
        effects = sa.select(AuditEntry.entity_id).where(AuditEntry.action == "test.effect")
        assert list(await session.scalars(effects)) == [3]


async def test_again_after_a_failure(database: Database, folder: Path) -> None:
    async def fail(session: AsyncSession, data: SeedData) -> None:
        await pour(session, data)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await demo.seed(database, [Module("tea", seed=fail)], folder)

    assert await demo.seed(database, [Module("tea", seed=pour)], folder) == ["tea"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("LJ-51"), "'LJ-51' ?"),
        (ValueError("count: -1"), "count: -1"),
        (NotFound("没有这家门店"), "没有这家门店"),
    ],
)
async def test_data_that_are_wrong(database: Database, folder: Path, error: Exception, reason: str) -> None:
    async def refuse(session: AsyncSession, data: SeedData) -> None:
        await pour(session, data)
        raise error

    with pytest.raises(demo.DemoDataError) as wrong:
        await demo.seed(database, [Module("tea", seed=refuse)], folder)
    assert (wrong.value.module, wrong.value.reason) == ("tea", reason)

    assert await demo.seed(database, [Module("tea", seed=pour)], folder) == ["tea"]


WORDS = """
tea:
  answer: NO
  lights: on
  opens: 12:30
  area_code: 0571
  day: 2026-01-31
  mask: 0x1f
  thousands: 1_000
  cups: 3
  price: 68.50
  iced: true
  note: ~
"""


async def test_words_mean_what_they_look_like(database: Database, tmp_path: Path) -> None:
    (tmp_path / "data.yaml").write_text(WORDS, "utf-8")
    seen: dict[str, object] = {}

    async def keep(session: AsyncSession, data: SeedData) -> None:
        del session
        seen.update(data.rows)

    await demo.seed(database, [Module("tea", seed=keep)], tmp_path)
    texts = {"answer": "NO", "lights": "on", "opens": "12:30", "area_code": "0571", "day": "2026-01-31"}
    texts |= {"mask": "0x1f", "thousands": "1_000"}
    assert seen == {**texts, "cups": 3, "price": 68.5, "iced": True, "note": None}


async def test_no_data(database: Database, tmp_path: Path) -> None:
    assert await demo.seed(database, [Module("tea", seed=pour)], tmp_path) == []


async def test_never_in_production(database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = settings.settings().model_copy(update={"environment": "production"})
    monkeypatch.setattr(demo, "settings", lambda: live)

    with pytest.raises(RuntimeError, match="production"):
        await demo.seed(database, [Module("tea", seed=pour)], folder)
