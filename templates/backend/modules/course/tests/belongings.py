from app.modules.course import enrolling
from tests.belongings import Belongings, Owned, Shop
from tests.course.factory import course


async def belongings(shop: Shop) -> Belongings:
    """Courses are everybody's; who has a link to a video may follow it, as long as its owner may see the lesson."""
    made = await course(shop.database)
    async with shop.database.begin() as session:
        await enrolling.admit(session, shop.owner.id, made.id)
    shown = (await shop.owner.client.get(f"/lessons/{made.preview}")).raise_for_status().json()
    ticket = shown["video_url"].rpartition("/")[2]
    return Belongings(
        own={"/lesson-files": [Owned(ticket)]},
        shared=["/lesson-files"],
        common={"/courses": made.id, "/lessons": made.preview, "course_id": made.id, "lesson_id": made.preview},
    )
