"""Customers as staff see them: masked, unless somebody who may looks behind the mask, and that is on record."""

import sqlalchemy as sa
from fastapi import APIRouter

from app.core import audit
from app.core.crypto import blind_index, unseal
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.masking import mask_phone
from app.core.media import media_url
from app.core.pagination import Page, PageDep, paginate
from app.core.staff import CurrentStaff, require
from app.modules.identity.errors import UserNotFound
from app.modules.identity.models import User
from app.modules.identity.schemas import CustomerOut

router = APIRouter(prefix="/staff/users", tags=["员工：用户"])


@router.get("", dependencies=[require("identity.read")], summary="用户")
async def listed(database: DatabaseDep, page: PageDep, phone: str | None = None) -> Page[CustomerOut]:
    """`phone` finds the customer with exactly that number."""
    users = sa.select(User)
    if phone:
        users = users.where(User.phone_index == blind_index(User.phone_index, phone.strip()))
    async with database.read() as session:
        rows, cursor = await paginate(session, users, page, key=(User.created_at, User.id))
        return Page(items=[_shown(row, reveal=False) for row in rows], next_cursor=cursor)


@router.get("/{user_id}", dependencies=[require("identity.read")], responses=raises(UserNotFound), summary="用户详情")
async def detail(user_id: Id, staff: CurrentStaff, database: DatabaseDep) -> CustomerOut:
    """In full for those who hold `personal.reveal`; each such look is on record."""
    reveal = staff.can("personal.reveal")
    async with database.begin() as session:
        user = await session.get(User, user_id)
        if user is None:
            raise UserNotFound
        if reveal:
            await audit.record(session, staff.actor, "personal.reveal", "user", user_id)
        return _shown(user, reveal=reveal)


def _shown(user: User, *, reveal: bool) -> CustomerOut:
    phone = unseal(user, "phone")
    return CustomerOut(
        id=user.id,
        nickname=user.nickname,
        avatar_url=media_url(user.avatar) if user.avatar else None,
        phone=phone if reveal or phone is None else mask_phone(phone),
        created_at=user.created_at,
        erased_at=user.erased_at,
    )
