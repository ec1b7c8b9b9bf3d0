from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base

_HOLDER = sa.text("relation = 'self' AND locked_at IS NULL")


class Patient(Base):
    """Somebody for whom a customer books: himself, or one of his family.

    What tells who he is and how he is stands sealed. `person_index` is the blind index of his document: the same for
    the same human being, whichever account he is kept in. A patient who is locked is out of use: the customer took him
    out of the account, or took his consent back, and the law wants his records kept until `kept_until`.
    """

    __tablename__ = "patient_patient"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "person_index"),
        sa.CheckConstraint("relation IN ('child', 'other', 'parent', 'self', 'spouse')", name="relation"),
        sa.CheckConstraint("guardian_id IS NULL OR guardian_agreed_at IS NOT NULL", name="guardian_agreed"),
        sa.CheckConstraint("guardian_id <> id", name="guardian"),
        sa.CheckConstraint("kept_until IS NULL OR locked_at IS NOT NULL", name="kept"),
        sa.Index("uq_patient_patient_holder", "user_id", unique=True, sqlite_where=_HOLDER, postgresql_where=_HOLDER),
        {
            "sqlite_autoincrement": True
        },  # the audit, and what is kept elsewhere, know one by the number after he is gone
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("identity_user.id"))
    relation: Mapped[str] = mapped_column(sa.String(10))
    document: Mapped[str] = mapped_column(sa.String(12))
    """What kind of document the number is of."""
    person_index: Mapped[str] = mapped_column(sa.String(64), index=True)
    name: Mapped[str] = sealed()
    name_index: Mapped[str] = mapped_column(sa.String(64), index=True)
    id_number: Mapped[str] = sealed()
    birth_date: Mapped[str] = sealed()
    sex: Mapped[str] = sealed()
    phone: Mapped[str] = sealed()
    phone_index: Mapped[str] = mapped_column(sa.String(64), index=True)
    allergies: Mapped[str] = sealed()
    past_illnesses: Mapped[str] = sealed()
    guardian_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("patient_patient.id", ondelete="SET NULL"), index=True
    )
    """Who decides for a minor: another one of the same account."""
    guardian_agreed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    kept_until: Mapped[datetime | None] = mapped_column(index=True)
