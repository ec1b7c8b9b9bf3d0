"""Payments, their numbers at WeChat, refunds, callbacks and alerts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "payment_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("payment",)
depends_on: str | Sequence[str] | None = "identity_0001"


def upgrade() -> None:
    op.create_table(
        "payment_notification",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("event_type", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_payment_notification"),
        sa.UniqueConstraint("event_id", name="uq_payment_notification_event_id"),
    )
    op.create_index("ix_payment_notification_received_at", "payment_notification", ["received_at"])

    op.create_table(
        "payment_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pay_no", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("refunding_fen", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=127), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("open_slot", sa.Integer(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("close_requested_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("transaction_id", sa.String(length=40), nullable=True),
        sa.CheckConstraint("(open_slot IS NOT NULL) = (status = 'waiting')", name=op.f("ck_payment_order_open_slot")),
        sa.CheckConstraint(
            "(transaction_id IS NOT NULL) = (status = 'success')", name=op.f("ck_payment_order_transaction_id")
        ),
        sa.CheckConstraint("status IN ('waiting', 'success', 'closed')", name=op.f("ck_payment_order_status")),
        sa.CheckConstraint(
            "0 <= refunded_fen AND refunded_fen <= refunding_fen", name=op.f("ck_payment_order_refunded")
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_payment_order_amount")),
        sa.CheckConstraint("refunding_fen <= amount_fen", name=op.f("ck_payment_order_refunding")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_payment_order_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_order"),
        sa.UniqueConstraint("pay_no", name="uq_payment_order_pay_no"),
        sa.UniqueConstraint("subject", "subject_id", "open_slot", name="uq_payment_order_subject_subject_id_open_slot"),
        sa.UniqueConstraint("transaction_id", name="uq_payment_order_transaction_id"),
    )
    op.create_index("ix_payment_order_status", "payment_order", ["status", "id"])
    op.create_index("ix_payment_order_user", "payment_order", ["user_id", "id"])

    op.create_table(
        "payment_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["payment_order.id"], name="fk_payment_alert_order_id_payment_order"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_alert"),
    )
    op.create_index("ix_payment_alert_created_at", "payment_alert", ["created_at"])
    op.create_index(
        "uq_payment_alert_open",
        "payment_alert",
        ["key"],
        unique=True,
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )

    op.create_table(
        "payment_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("out_trade_no", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("open_slot", sa.Integer(), nullable=True),
        sa.Column("mchid", sa.String(length=32), nullable=False),
        sa.Column("sub_mchid", sa.String(length=32), nullable=True),
        sa.Column("notify_url", sa.String(length=255), nullable=False),
        sa.Column("time_expire", UtcDateTime(), nullable=False),
        sa.Column("prepay_id", sa.String(length=64), nullable=True),
        sa.Column("prepay_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(open_slot IS NOT NULL) = (status = 'waiting')", name=op.f("ck_payment_attempt_open_slot")),
        sa.CheckConstraint("status IN ('waiting', 'success', 'closed')", name=op.f("ck_payment_attempt_status")),
        sa.ForeignKeyConstraint(["order_id"], ["payment_order.id"], name="fk_payment_attempt_order_id_payment_order"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_attempt"),
        sa.UniqueConstraint("order_id", "open_slot", name="uq_payment_attempt_order_id_open_slot"),
        sa.UniqueConstraint("out_trade_no", name="uq_payment_attempt_out_trade_no"),
    )
    op.create_table(
        "payment_refund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("refund_no", sa.String(length=32), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.Column("notify_url", sa.String(length=255), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'processing', 'success', 'abnormal', 'closed', 'refused')",
            name=op.f("ck_payment_refund_status"),
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_payment_refund_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["payment_order.id"], name="fk_payment_refund_order_id_payment_order"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_refund"),
        sa.UniqueConstraint("refund_no", name="uq_payment_refund_refund_no"),
        sa.UniqueConstraint("subject", "subject_id", "key", name="uq_payment_refund_subject_subject_id_key"),
    )
    op.create_index("ix_payment_refund_order_id", "payment_refund", ["order_id"])
    op.create_index("ix_payment_refund_status", "payment_refund", ["status", "id"])


def downgrade() -> None:
    op.drop_table("payment_refund")
    op.drop_table("payment_attempt")
    op.drop_table("payment_alert")
    op.drop_table("payment_order")
    op.drop_table("payment_notification")
