from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.booking.api import Resource


class Practitioner(Base):
    """A doctor, who is a resource that can be booked: its name, picture, place and times are his."""

    __tablename__ = "practitioner_practitioner"

    id: Mapped[int] = mapped_column(sa.ForeignKey("booking_resource.id"), primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(sa.String(20))
    """`主任医师`"""
    department: Mapped[str] = mapped_column(sa.String(20), index=True)
    licence_no: Mapped[str] = mapped_column(sa.String(30))
    """Of the certificate to practise, which patients may see."""
    introduction: Mapped[str] = mapped_column(sa.String(1000), default="")
    created_at: Mapped[datetime]

    resource: Mapped[Resource] = relationship(lazy="selectin")


class FollowUp(Base):
    """A visit that cost nothing because of the one before: each of those has so many, by `number`."""

    __tablename__ = "practitioner_follow_up"
    __table_args__ = (sa.CheckConstraint("number > 0", name="number"),)

    visit_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_booking.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    booking_id: Mapped[int] = mapped_column(sa.ForeignKey("booking_booking.id"), unique=True)
