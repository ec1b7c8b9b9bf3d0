"""Alarms, and how far devices have come towards them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "alert_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("alert",)
depends_on: str | Sequence[str] | None = ("core_0001", "device_0001")

OPEN = sa.text("cleared_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "alert_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        sa.Column("escalated_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "severity IN ('critical', 'major', 'minor', 'warning')", name=op.f("ck_alert_alarm_severity")
        ),
        sa.ForeignKeyConstraint(["device_id"], ["device_device.id"], name="fk_alert_alarm_device_id_device_device"),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["core_staff.id"], name="fk_alert_alarm_acknowledged_by_core_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alert_alarm"),
    )
    op.create_index(
        "uq_alert_alarm_open",
        "alert_alarm",
        ["device_id", "rule"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_alert_alarm_device", "alert_alarm", ["device_id", "id"])
    op.create_index("ix_alert_alarm_cleared", "alert_alarm", ["cleared_at", "id"])
    op.create_table(
        "alert_progress",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=True),
        sa.Column("times_ms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device_device.id"], name="fk_alert_progress_device_id_device_device", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device_id", "rule", name="pk_alert_progress"),
    )


def downgrade() -> None:
    op.drop_table("alert_progress")
    op.drop_table("alert_alarm")
