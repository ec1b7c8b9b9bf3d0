from tests.belongings import Belongings, Owned, Shop
from tests.course.factory import course, enroll
from tests.exam import factory


async def belongings(shop: Shop) -> Belongings:
    """Exams are their course's; an attempt is its learner's, who has one open and one that is graded."""
    made = await course(shop.database)
    ids = await factory.questions(shop.database, made.id, *factory.FOUR)
    exam_id = await factory.exam(shop.database, made.id, ids)
    await enroll(shop.owner, made.id)
    graded = await factory.sit(shop.owner, exam_id, factory.sheet(ids, [[1]]))
    running = await factory.start(shop.owner, exam_id)
    attempts = [Owned(running["id"]), Owned(graded["id"])]
    return Belongings(
        own={"/exam-attempts": attempts},
        common={"/exams": exam_id, "exam_id": exam_id, "/questions": ids[0]},
    )
