"""Migrations of all modules together."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.core.database import Database
from app.core.health import expected_heads
from app.core.settings import BACKEND
from tests import clean

pytestmark = pytest.mark.filterwarnings(r"ignore:.*expression-based index")
"""SQLite's cannot be read back, so nobody compares them."""


@pytest.fixture
async def scratch_url(tmp_path: Path) -> AsyncIterator[str]:
    async with clean.scratch(tmp_path) as url:
        yield url


def test_models_and_migrations_agree(migrated: str) -> None:
    config = Config(BACKEND / "alembic.ini")
    config.set_main_option("sqlalchemy.url", migrated.replace("%", "%%"))

    command.check(config)


async def test_down_and_up_again(scratch_url: str) -> None:
    def there_and_back() -> None:
        config = Config(BACKEND / "alembic.ini")
        config.set_main_option("sqlalchemy.url", scratch_url.replace("%", "%%"))
        command.upgrade(config, "heads")
        command.downgrade(config, "base")
        command.upgrade(config, "heads")
        command.check(config)

    await asyncio.to_thread(there_and_back)


def test_each_module_has_one_branch_of_its_own() -> None:
    script = ScriptDirectory.from_config(Config(BACKEND / "alembic.ini"))

    for head in script.get_heads():
        revision = script.get_revision(head)
        assert revision is not None
        owner = Path(revision.path).parts[-3]
        assert revision.branch_labels == {owner} or owner in revision.branch_labels
        assert head.startswith(f"{owner}_")
        assert len(head) <= 32


async def test_two_processes_at_once(scratch_url: str) -> None:
    """Both succeed: one migrates, the other waits and finds nothing left to do."""
    environment = os.environ | {"DATABASE_URL": scratch_url}
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "alembic", "upgrade", "heads", cwd=BACKEND, env=environment
        )
        for _ in range(2)
    ]

    assert [await process.wait() for process in processes] == [0, 0]
    database = Database(scratch_url)
    async with database.read() as session:
        assert set(await session.scalars(sa.text("SELECT version_num FROM alembic_version"))) == expected_heads()
    await database.close()
