"""What operators look at: health, readiness, figures, logs, the first page; and the home page of the shop."""

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import health, home, observability, settings
from app.core.business import Block, business
from app.core.database import Database
from app.core.home import HOME_BLOCKS
from tests.environment import ORIGIN


async def test_lives(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"{ORIGIN}/healthz")).json() == {"status": "ok"}


class TestReady:
    async def test_is(self, client: httpx.AsyncClient) -> None:
        assert (await client.get(f"{ORIGIN}/readyz")).json() == {"status": "ok"}

    async def test_not_before_the_migrations(self, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "expected_heads", lambda: frozenset({"core_9999"}))

        answer = await client.get(f"{ORIGIN}/readyz")

        assert (answer.status_code, answer.json()["details"]) == (503, {"reason": "migrations"})

    async def test_not_without_a_database(self, client: httpx.AsyncClient, database: Database) -> None:
        async with database.begin() as session:
            await session.execute(sa.text("ALTER TABLE alembic_version RENAME TO away"))
        try:
            answer = await client.get(f"{ORIGIN}/readyz")
        finally:
            async with database.begin() as session:
                await session.execute(sa.text("ALTER TABLE away RENAME TO alembic_version"))

        assert (answer.status_code, answer.json()["details"]) == (503, {"reason": "database"})


class TestLog:
    @pytest.mark.parametrize("form", ["json", "console"])
    def test_tracebacks_have_no_values(self, form: str, capsys: pytest.CaptureFixture[str]) -> None:
        def crash(phone: str) -> None:
            raise RuntimeError(len(phone))

        observability.configure_logs(form)
        try:
            crash("13812345678")
        except RuntimeError as error:
            structlog.get_logger().error("crashed", exc_info=error)
        finally:
            observability.configure_logs("console")
        said = capsys.readouterr().out

        assert "test_tracebacks_have_no_values" in said
        assert said.count("13812345678") == (form == "console"), "only in the source line that a person reads"

    async def test_database_errors_have_no_values(self, database: Database) -> None:
        async with database.read() as session:
            with pytest.raises(sa.exc.DBAPIError) as refused:
                await session.execute(sa.text("SELECT * FROM nowhere WHERE phone = :phone"), {"phone": "13812345678"})

        assert "13812345678" not in str(refused.value)


async def test_reference_needs_no_other_host(client: httpx.AsyncClient) -> None:
    page = (await client.get(f"{ORIGIN}/docs")).text
    named = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert named
    for address in named:
        assert address.startswith("/")
        assert (await client.get(f"{ORIGIN}{address}")).status_code == 200


class TestFirstPage:
    async def test_links_what_there_is(self, client: httpx.AsyncClient) -> None:
        answer = await client.get(f"{ORIGIN}/")

        assert answer.headers["content-type"].startswith("text/html")
        assert business().app.name in answer.text
        assert 'href="/docs"' in answer.text

    async def test_shows_no_way_in_in_production(
        self, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live = settings.settings().model_copy(update={"environment": "production"})
        monkeypatch.setattr("app.core.welcome.settings", lambda: live)

        assert "href=" not in (await client.get(f"{ORIGIN}/")).text


class Poem:
    name = "poem"

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]:
        return {"lines": [await session.scalar(sa.select(sa.literal("山月"))), *options["more"]]}


class TestHome:
    @pytest.fixture(autouse=True)
    def blocks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listed = (Block(block="poem", options={"more": ["一"]}), Block(block="poem", options={"more": []}))
        monkeypatch.setattr(home, "business", lambda: business().model_copy(update={"home": listed}))

    async def test_blocks_in_the_order_of_the_file(
        self, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(HOME_BLOCKS, "all", lambda: [Poem()])

        assert (await client.get("/home")).json() == {
            "blocks": [
                {"block": "poem", "options": {"more": ["一"]}, "data": {"lines": ["山月", "一"]}},
                {"block": "poem", "options": {"more": []}, "data": {"lines": ["山月"]}},
            ]
        }

    def test_block_that_nothing_offers_stops_the_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(HOME_BLOCKS, "all", list)

        with pytest.raises(LookupError, match="poem"):
            home.check_blocks()
