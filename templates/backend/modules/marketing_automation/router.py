from fastapi import APIRouter

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.privacy import ConsentRequired
from app.modules.marketing_automation import birthdays
from app.modules.marketing_automation.schemas import BirthdayIn, BirthdayOut

router = APIRouter(prefix="/me/birthday", tags=["账户"])


@router.get("", summary="我的生日")
async def show(user: CurrentUser, database: DatabaseDep) -> BirthdayOut:
    async with database.read() as session:
        born = await birthdays.birthday_of(session, user.id)
    return BirthdayOut(month=born.month if born else None, day=born.day if born else None)


@router.put("", summary="填写生日", responses=raises(ConsentRequired))
async def keep(body: BirthdayIn, user: CurrentUser, database: DatabaseDep) -> BirthdayOut:
    async with database.begin() as session:
        await birthdays.keep(session, user.id, body.month, body.day)
    return BirthdayOut(month=body.month, day=body.day)


@router.delete("", status_code=204, summary="删除生日")
async def forget(user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await birthdays.forget(session, user.id)
