"""Exchange codes: letters and digits that nobody mistakes for one another, typed in whatever way."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.coupon.errors import TemplateNotFound
from app.modules.coupon.models import CouponCode, CouponTemplate
from app.modules.coupon.schemas import CodesIn

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
"""Of 32 letters each: a guess hits one of a million codes once in 10^12 times."""


def normal(typed: str) -> str:
    """Without blanks and hyphens, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:20]


async def make(session: AsyncSession, actor: Actor, template_id: int, body: CodesIn) -> Sequence[CouponCode]:
    """New codes. Raises TemplateNotFound, also for what customers claim by button."""
    template = await session.get(CouponTemplate, template_id)
    if template is None or template.claim_by != "code":
        raise TemplateNotFound
    codes = [
        CouponCode(
            template_id=template_id,
            code="".join(secrets.choice(ALPHABET) for _ in range(LENGTH)),
            uses=body.uses,
            uses_left=body.uses,
            created_at=clock.now(),
        )
        for _ in range(body.count)
    ]
    session.add_all(codes)
    await session.flush()
    await audit.record(
        session, actor, "coupon.make_codes", "coupon_template", template_id, count=body.count, uses=body.uses
    )
    return codes


def of(template_id: int) -> sa.Select[CouponCode]:
    return sa.select(CouponCode).where(CouponCode.template_id == template_id)
