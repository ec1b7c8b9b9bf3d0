"""What staff do with templates."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.coupon import scope
from app.modules.coupon.errors import LimitTooLow, TemplateOver, TemplateStatus, TermsFixed
from app.modules.coupon.models import CouponTarget, CouponTemplate
from app.modules.coupon.queries import find
from app.modules.coupon.schemas import LimitsIn, TemplateIn
from app.modules.coupon.states import DRAFT, ISSUING, STOPPED, TEMPLATE

ENTITY = "coupon_template"


async def create(session: AsyncSession, actor: Actor, body: TemplateIn) -> CouponTemplate:
    """A draft. Raises ScopeInvalid."""
    template = CouponTemplate(
        **body.model_dump(exclude={"target_ids"}), status=DRAFT, created_at=clock.now(), claimed=0
    )
    template.targets = await scope.targets(session, body.scope, body.target_ids)
    session.add(template)
    await session.flush()
    await audit.record(session, actor, "coupon.create", ENTITY, template.id, name=body.name)
    return template


async def edit(session: AsyncSession, actor: Actor, template_id: int, body: TemplateIn) -> CouponTemplate:
    """Everything, while it is a draft. Raises TemplateNotFound, TermsFixed, ScopeInvalid."""
    await find(session, template_id)
    rows = await scope.targets(session, body.scope, body.target_ids)
    draft = sa.and_(CouponTemplate.id == template_id, CouponTemplate.status == DRAFT)
    if not await changed(
        session, sa.update(CouponTemplate).where(draft).values(body.model_dump(exclude={"target_ids"}))
    ):
        raise TermsFixed
    await session.execute(sa.delete(CouponTarget).where(CouponTarget.template_id == template_id))
    for row in rows:
        row.template_id = template_id
    session.add_all(rows)
    await session.flush()
    await audit.record(session, actor, "coupon.edit", ENTITY, template_id, name=body.name)
    return await find(session, template_id)


async def set_limits(session: AsyncSession, actor: Actor, template_id: int, body: LimitsIn) -> CouponTemplate:
    """Its name and limits, at any time. Raises TemplateNotFound, LimitTooLow."""
    template = await find(session, template_id)
    fits = CouponTemplate.id == template_id
    if body.total_limit is not None:
        fits = sa.and_(fits, CouponTemplate.claimed <= body.total_limit)
    if not await changed(session, sa.update(CouponTemplate).where(fits).values(body.model_dump())):
        raise LimitTooLow(claimed=template.claimed)
    await audit.record(session, actor, "coupon.set_limits", ENTITY, template_id, **body.model_dump())
    return await find(session, template_id)


async def issue(session: AsyncSession, actor: Actor, template_id: int) -> CouponTemplate:
    """From now on customers can claim it. Raises TemplateNotFound, TemplateStatus, TemplateOver."""
    template = await find(session, template_id)
    if template.valid_until is not None and template.valid_until <= clock.now():
        raise TemplateOver
    return await _move(session, actor, template, ISSUING, "coupon.issue")


async def stop(session: AsyncSession, actor: Actor, template_id: int) -> CouponTemplate:
    """Nobody can claim it any more; what customers have stays good. Raises TemplateNotFound, TemplateStatus."""
    return await _move(session, actor, await find(session, template_id), STOPPED, "coupon.stop")


async def _move(session: AsyncSession, actor: Actor, template: CouponTemplate, to: str, action: str) -> CouponTemplate:
    if not await TEMPLATE.move(session, CouponTemplate, template.id, to=to):
        raise TemplateStatus(status=template.status)
    await audit.record(session, actor, action, ENTITY, template.id)
    return await find(session, template.id)
