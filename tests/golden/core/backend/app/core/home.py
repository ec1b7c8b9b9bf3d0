"""The home page: the blocks that `business.toml` lists, in its order, each filled by the module that offers it."""

from collections.abc import Mapping
from typing import Any, Protocol

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import public
from app.core.business import business
from app.core.database import DatabaseDep
from app.core.ports import Port


class HomeBlock(Protocol):
    """One kind of block. `options` are those of `business.toml`; the data goes to the mini-program as it is."""

    name: str

    async def load(self, session: AsyncSession, options: Mapping[str, Any]) -> dict[str, Any]: ...


HOME_BLOCKS: Port[HomeBlock] = Port("home_blocks")


class BlockOut(BaseModel):
    block: str
    options: dict[str, Any]
    data: dict[str, Any]


class HomeOut(BaseModel):
    blocks: list[BlockOut]


router = APIRouter(tags=["首页"])


def check_blocks() -> None:
    """Raises LookupError when `business.toml` lists a block that nothing offers."""
    offered = {block.name for block in HOME_BLOCKS.all()}
    if missing := [row.block for row in business().home if row.block not in offered]:
        raise LookupError(f"business.toml lists home blocks that nothing offers: {', '.join(missing)}")


@router.get("/home", dependencies=[public], summary="首页")
async def home(database: DatabaseDep) -> HomeOut:
    offered = {block.name: block for block in HOME_BLOCKS.all()}
    async with database.read() as session:
        return HomeOut(
            blocks=[
                BlockOut(block=row.block, options=row.options, data=await offered[row.block].load(session, row.options))
                for row in business().home
            ]
        )
