"""What courses know about a person: what he learns, and since when."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.course.models import Course, Enrollment


class CourseData:
    section = "courses"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        statement = sa.select(Enrollment, Course.title).join(Course, Course.id == Enrollment.course_id)
        rows = await session.execute(statement.where(Enrollment.user_id == user_id).order_by(Enrollment.id))
        return [
            {
                "id": row.id,
                "course": title,
                "status": row.status,
                "enrolled_at": row.enrolled_at.isoformat(),
                "completed_at": row.completed_at.isoformat() if row.completed_at else None,
            }
            for row, title in rows.all()
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """The enrolment stays, as the trade it belongs to does; whose it was is forgotten with the account."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
