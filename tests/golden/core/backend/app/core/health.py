"""Whether the process lives, and whether it can serve."""

from functools import cache

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import to_tuple
from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from app.core.auth import public
from app.core.database import DatabaseDep
from app.core.errors import AppError, raises
from app.core.settings import BACKEND


class NotReady(AppError):
    """details: {"reason": "database" or "migrations"}"""

    status, code, message = 503, "NOT_READY", "服务尚未就绪"


class Health(BaseModel):
    status: str = "ok"


router = APIRouter(tags=["运维"])


@router.get("/healthz", dependencies=[public], summary="进程存活")
async def healthz() -> Health:
    return Health()


@router.get("/readyz", dependencies=[public], summary="可以服务", responses=raises(NotReady))
async def readyz(database: DatabaseDep) -> Health:
    try:
        async with database.read() as session:
            current = set(await session.scalars(sa.text("SELECT version_num FROM alembic_version")))
    except SQLAlchemyError:
        raise NotReady(reason="database") from None
    if not expected_heads() <= current:
        raise NotReady(reason="migrations")
    return Health()


@cache
def expected_heads() -> frozenset[str]:
    """What a migrated database notes down: the newest revision of every branch on which no other branch depends."""
    script = ScriptDirectory.from_config(Config(BACKEND / "alembic.ini"))
    needed = {on for revision in script.walk_revisions() for on in to_tuple(revision.dependencies, default=())}
    return frozenset(script.get_heads()) - needed
