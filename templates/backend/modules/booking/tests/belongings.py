from datetime import timedelta

from app.contracts.booking import ATTENDEES, OnlyOneself
from app.core import clock
from app.core.clock import ZONE
from app.modules.booking import booking
from tests.belongings import Belongings, Owned, Shop
from tests.booking.factory import every_day, himself, resource, slots


async def belongings(shop: Shop) -> Belongings:
    """A booking of the owner's, with what he remarked; resources, and their times, are everybody's."""
    shop.configure("booking", max_open=5, ahead="14d", notice="30m")
    made = await resource(shop.database, lines=every_day(to_minute=600))
    tomorrow = clock.now().astimezone(ZONE) + timedelta(days=2)
    ahead = [one for one in await slots(shop.database) if one.starts_at.astimezone(ZONE).date() >= tomorrow.date()]
    async with shop.database.begin() as session:
        mine = (await booking.hold(session, shop.owner.id, ahead[0].id, himself(shop.owner.id), "只给医生看的备注")).id
    common = {"/booking-resources": made, "slot_id": ahead[1].id}
    if isinstance(ATTENDEES.one(OnlyOneself()), OnlyOneself):  # then everybody has the same: himself
        common |= {"/me/attendees": 0, "attendee_id": 0}
    return Belongings(own={"/bookings": [Owned(mine)]}, common=common, marks=["只给医生看的备注"])
