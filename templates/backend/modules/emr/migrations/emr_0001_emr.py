"""Encounters, their versions, and what keeps the signed ones as they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "emr_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("emr",)
depends_on: str | Sequence[str] | None = ("patient_0001",)

ENCOUNTER = ("id", "number", "patient_id", "doctor_id", "status", "source_key", "opened_at", "signed_at")
VERSION = ("id", "encounter_id", "number", "author_id", "revision", "digest", "written_at", "signed_at")
SEALED = ("content", "why")
KEY = {"sqlite": "substr({0}, 1, instr({0}, '.'))", "postgresql": "split_part({0}, '.', 1)"}
"""The name of the key that a sealed value is encrypted with."""
OTHER = {"sqlite": "{0} IS NOT {1}", "postgresql": "{0} IS DISTINCT FROM {1}"}


def refusals(dialect: str) -> dict[tuple[str, str], str]:
    """By table and event: when a change is refused. A sealed value may only pass under another key, as it does when
    keys are changed (`python -m app.core.crypto`).
    """
    key, other = KEY[dialect].format, OTHER[dialect].format
    fixed = {
        table: " OR ".join(other(f"NEW.{column}", f"OLD.{column}") for column in columns)
        for table, columns in (("emr_encounter", ENCOUNTER), ("emr_version", VERSION))
    }
    resealed = " OR ".join(
        f"({other(f'NEW.{column}', f'OLD.{column}')}"
        f" AND ((NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"
        f" OR NEW.{column} NOT LIKE '_%._%' OR {key(f'NEW.{column}')} = {key(f'OLD.{column}')}))"
        for column in SEALED
    )
    destroyed = "EXISTS (SELECT 1 FROM emr_destroyed WHERE patient_id = {0})"
    of_version = destroyed.format("(SELECT patient_id FROM emr_encounter WHERE id = OLD.encounter_id)")
    return {
        ("emr_encounter", "UPDATE"): (
            f"OLD.signed_at IS NOT NULL AND ({fixed['emr_encounter']} OR NEW.versions < OLD.versions)"
        ),
        ("emr_encounter", "DELETE"): f"OLD.signed_at IS NOT NULL AND NOT {destroyed.format('OLD.patient_id')}",
        ("emr_version", "UPDATE"): f"OLD.signed_at IS NOT NULL AND ({fixed['emr_version']} OR {resealed})",
        ("emr_version", "DELETE"): f"OLD.signed_at IS NOT NULL AND NOT {of_version}",
        ("emr_destroyed", "UPDATE"): "",
        ("emr_destroyed", "DELETE"): "",
    }


def trigger(dialect: str, table: str, event: str, when: str) -> list[str]:
    name = f"{table}_no_{event.lower()}"
    if dialect == "sqlite":
        condition = f"WHEN {when} " if when else ""
        return [f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, 'signed'); END"]
    refuse = "RAISE EXCEPTION 'signed';"
    body = f"IF {when} THEN {refuse} END IF; RETURN {'OLD' if event == 'DELETE' else 'NEW'};" if when else refuse
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def upgrade() -> None:
    op.create_table(
        "emr_encounter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('canceled', 'open', 'signed')", name=op.f("ck_emr_encounter_status")),
        sa.CheckConstraint("(status = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_emr_encounter_signed")),
        sa.CheckConstraint("(status = 'signed') = (versions > 0)", name=op.f("ck_emr_encounter_versions")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient_patient.id"], name="fk_emr_encounter_patient_id_patient_patient"
        ),
        sa.ForeignKeyConstraint(["doctor_id"], ["core_staff.id"], name="fk_emr_encounter_doctor_id_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_emr_encounter"),
        sa.UniqueConstraint("number", name="uq_emr_encounter_number"),
        sa.UniqueConstraint("source_key", name="uq_emr_encounter_source_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_emr_encounter_patient", "emr_encounter", ["patient_id", "id"])
    op.create_index("ix_emr_encounter_doctor", "emr_encounter", ["doctor_id", "patient_id"])
    op.create_table(
        "emr_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("encounter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(signed_at IS NULL) = (digest IS NULL)", name=op.f("ck_emr_version_digest")),
        sa.CheckConstraint("(number = 1) = (why IS NULL)", name=op.f("ck_emr_version_amendment")),
        sa.ForeignKeyConstraint(
            ["encounter_id"], ["emr_encounter.id"], name="fk_emr_version_encounter_id_emr_encounter"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["core_staff.id"], name="fk_emr_version_author_id_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_emr_version"),
        sa.UniqueConstraint("encounter_id", "number", name="uq_emr_version_encounter_id_number"),
    )
    op.create_table(
        "emr_destroyed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("encounters", sa.Integer(), nullable=False),
        sa.Column("kept_until", UtcDateTime(), nullable=False),
        sa.Column("destroyed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kept_until <= destroyed_at", name=op.f("ck_emr_destroyed_time")),
        sa.PrimaryKeyConstraint("id", name="pk_emr_destroyed"),
        sa.UniqueConstraint("patient_id", name="uq_emr_destroyed_patient_id"),
    )
    dialect = op.get_bind().dialect.name
    for (table, event), when in refusals(dialect).items():
        for statement in trigger(dialect, table, event, when):
            op.execute(statement)


def downgrade() -> None:
    for table in ("emr_destroyed", "emr_version", "emr_encounter"):
        op.drop_table(table)
        if op.get_bind().dialect.name == "postgresql":
            for event in ("update", "delete"):
                op.execute(f"DROP FUNCTION {table}_no_{event}()")
