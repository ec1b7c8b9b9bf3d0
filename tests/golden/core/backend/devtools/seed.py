"""Demo data: each module's part of `demo/data.yaml`, once, and never in production."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.core.module import Module, SeedData
from app.core.settings import BACKEND, settings
from devtools.plain_yaml import load_yaml

DEMO = BACKEND / "demo"
ACTION = "demo.seed"


class DemoDataError(Exception):
    """What a module found wrong with its part of the data."""

    def __init__(self, module: str, error: Exception) -> None:
        super().__init__(module, error)
        self.module = module
        self.reason = f"{error} ?" if isinstance(error, KeyError) else str(error)


async def seed(database: Database, modules: Sequence[Module], folder: Path = DEMO) -> list[str]:
    """Let every module write its demo data that has not done so yet, and name those that did.

    Raises DemoDataError, with what the modules before have written kept; RuntimeError in production.
    """
    if settings().production:
        raise RuntimeError("demo data do not belong into production")
    data = _read(folder / "data.yaml")
    written = []
    for module in modules:
        if module.seed and module.name in data:
            async with database.begin() as session:
                if await _seeded(session, module.name):
                    continue
                try:
                    await module.seed(session, SeedData(data[module.name], folder / "pictures"))
                except (AppError, KeyError, ValueError) as error:
                    raise DemoDataError(module.name, error) from error
                await audit.record(session, SYSTEM, ACTION, module.name)
            written.append(module.name)
    return written


def _read(path: Path) -> dict[str, Any]:
    return dict(load_yaml(path.read_text("utf-8")) or {}) if path.is_file() else {}


async def _seeded(session: AsyncSession, module: str) -> bool:
    done = sa.exists().where(AuditEntry.action == ACTION, AuditEntry.entity == module)
    return bool(await session.scalar(sa.select(done)))
