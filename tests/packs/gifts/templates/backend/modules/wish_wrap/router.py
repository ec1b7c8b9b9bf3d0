from fastapi import APIRouter
from pydantic import BaseModel

from app.contracts.wrapping import WRAPPINGS
from app.core.auth import public

router = APIRouter(prefix="/wishes/wrappings", tags=["心愿包装"])


class WrappingsOut(BaseModel):
    items: list[str]


@router.get("", dependencies=[public], summary="可选的包装")
async def wrappings() -> WrappingsOut:
    return WrappingsOut(items=[wrapping.name for wrapping in WRAPPINGS.all()])
