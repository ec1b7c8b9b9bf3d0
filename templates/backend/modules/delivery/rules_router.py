"""Freight rules, for staff."""

from fastapi import APIRouter

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.delivery import rules
from app.modules.delivery.errors import RuleNotFound, RuleTaken
from app.modules.delivery.models import FreightRule
from app.modules.delivery.schemas import RuleIn, RuleOut, RulesOut

router = APIRouter(prefix="/staff/freight-rules", tags=["店员·运费"])

EDIT = require("delivery.rules")


@router.get("", summary="运费规则", dependencies=[require("delivery.read")])
async def listed(database: DatabaseDep) -> RulesOut:
    async with database.read() as session:
        return RulesOut(items=[_out(rule) for rule in await rules.all_rules(session)])


@router.post(
    "",
    summary="新增运费规则",
    status_code=201,
    dependencies=[EDIT],
    responses=raises(RuleTaken),
    openapi_extra=repeatable("a region has one rule"),
)
async def create(body: RuleIn, staff: CurrentStaff, database: DatabaseDep) -> RuleOut:
    async with database.begin() as session:
        return _out(await rules.create(session, staff.actor, body))


@router.put("/{rule_id}", summary="修改运费规则", dependencies=[EDIT], responses=raises(RuleNotFound, RuleTaken))
async def update(rule_id: Id, body: RuleIn, staff: CurrentStaff, database: DatabaseDep) -> RuleOut:
    async with database.begin() as session:
        return _out(await rules.update(session, staff.actor, rule_id, body))


@router.delete(
    "/{rule_id}", summary="删除运费规则", status_code=204, dependencies=[EDIT], responses=raises(RuleNotFound)
)
async def delete(rule_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await rules.delete(session, staff.actor, rule_id)


def _out(rule: FreightRule) -> RuleOut:
    return RuleOut.model_validate(rule, from_attributes=True)
