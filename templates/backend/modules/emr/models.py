from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import sealed
from app.core.database import Base


class Encounter(Base):
    """A patient with a doctor. `source_key` is what it was opened for: one key, one encounter.

    Once it is signed nothing of it changes but the number of versions, which grows: triggers see to that.
    """

    __tablename__ = "emr_encounter"
    __table_args__ = (
        sa.CheckConstraint("status IN ('canceled', 'open', 'signed')", name="status"),
        sa.CheckConstraint("(status = 'signed') = (signed_at IS NOT NULL)", name="signed"),
        sa.CheckConstraint("(status = 'signed') = (versions > 0)", name="versions"),
        sa.Index("ix_emr_encounter_patient", "patient_id", "id"),
        sa.Index("ix_emr_encounter_doctor", "doctor_id", "patient_id"),
        {"sqlite_autoincrement": True},  # the audit knows one by its number after it is gone
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    patient_id: Mapped[int] = mapped_column(sa.ForeignKey("patient_patient.id"))
    doctor_id: Mapped[int] = mapped_column(sa.ForeignKey("core_staff.id"))
    status: Mapped[str] = mapped_column(sa.String(10))
    source_key: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    versions: Mapped[int] = mapped_column(default=0)
    """How many are signed."""
    opened_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class Version(Base):
    """What a record says, or said: number 1 is written until it is signed, each other one is signed as it is written.

    `digest` stands for all of it and for the version before; who has no key cannot make one. Once it is there nothing
    changes any more: triggers let only another key of the encryption pass.
    """

    __tablename__ = "emr_version"
    __table_args__ = (
        sa.UniqueConstraint("encounter_id", "number"),
        sa.CheckConstraint("(signed_at IS NULL) = (digest IS NULL)", name="digest"),
        sa.CheckConstraint("(number = 1) = (why IS NULL)", name="amendment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    encounter_id: Mapped[int] = mapped_column(sa.ForeignKey("emr_encounter.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("core_staff.id"))
    content: Mapped[str] = sealed()
    why: Mapped[str | None] = sealed(nullable=True)
    """What an amendment is for."""
    revision: Mapped[int] = mapped_column(default=0)
    """How often the draft was saved."""
    digest: Mapped[str | None] = mapped_column(sa.String(64))
    written_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class Destroyed(Base):
    """That records of a patient were deleted after the time for which they had to be kept: without such a row nothing
    signed can be. Rows can only be added.
    """

    __tablename__ = "emr_destroyed"
    __table_args__ = (sa.CheckConstraint("kept_until <= destroyed_at", name="time"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(unique=True)
    encounters: Mapped[int]
    kept_until: Mapped[datetime]
    destroyed_at: Mapped[datetime]
