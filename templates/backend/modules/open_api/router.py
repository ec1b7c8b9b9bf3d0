"""What every program with a key may ask."""

from fastapi import APIRouter

from app.contracts.open_api import CurrentCaller
from app.modules.open_api.schemas import OwnKeyOut

router = APIRouter(prefix="/open", tags=["开放接口"])


@router.get("/key", summary="自己的接口密钥")
async def own(caller: CurrentCaller) -> OwnKeyOut:
    return OwnKeyOut(name=caller.name, scopes=list(caller.scopes))
