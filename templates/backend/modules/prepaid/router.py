from dataclasses import asdict

from fastapi import APIRouter

from app.core import clock
from app.core.auth import public
from app.modules.prepaid.rates import rates_at
from app.modules.prepaid.schemas import ParagraphOut, RulesOut
from app.modules.prepaid.words import SOURCE, paragraphs

router = APIRouter(tags=["预付费退费"])


@router.get("/prepaid/rules", summary="退费规则", dependencies=[public])
async def rules() -> RulesOut:
    rows = [ParagraphOut.model_validate(asdict(one)) for one in paragraphs(rates_at(clock.now()))]
    return RulesOut(source=SOURCE, paragraphs=rows)
