from app.core import clock
from app.modules.messaging.models import Notification
from tests.belongings import Belongings, Owned, Shop


async def belongings(shop: Shop) -> Belongings:
    """A message that was told by nobody in particular: which there are, the other modules say."""
    now = clock.now()
    row = Notification(
        user_id=shop.owner.id,
        message="test.ticket",
        key="1",
        title="测试通知",
        content=[["编号", "只给物主看的消息"]],
        path="",
        status="inbox",
        created_at=now,
        due_at=now,
        inbox_at=now,
    )
    async with shop.database.begin() as session:
        session.add(row)
        await session.flush()
        notification_id = row.id
    return Belongings(
        own={"/messages": [Owned(notification_id)]},
        common={"/messages/kinds": "test.ticket", "/messages/templates": None},
        marks=["只给物主看的消息"],
    )
