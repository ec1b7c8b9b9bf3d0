"""aftersale"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "aftersale_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("aftersale",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "aftersale_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aftersale_no", sa.String(length=32), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("merchant_fault", sa.Boolean(), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("asked_fen", sa.Integer(), nullable=False),
        sa.Column("agreed_fen", sa.Integer(), nullable=True),
        sa.Column("refund_fen", sa.Integer(), nullable=True),
        sa.Column("freight_fen", sa.Integer(), nullable=False),
        sa.Column("refund_try", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=80), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("return_to", sa.String(length=200), nullable=False),
        sa.Column("return_courier", sa.String(length=20), nullable=False),
        sa.Column("return_tracking", sa.String(length=40), nullable=False),
        sa.Column("reship_courier", sa.String(length=20), nullable=False),
        sa.Column("reship_tracking", sa.String(length=40), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("asked_fen >= 0", name=op.f("ck_aftersale_case_asked")),
        sa.CheckConstraint("agreed_fen >= 0", name=op.f("ck_aftersale_case_agreed")),
        sa.CheckConstraint("kind IN ('refund_only', 'return_refund', 'exchange')", name=op.f("ck_aftersale_case_kind")),
        sa.CheckConstraint("refund_fen >= freight_fen AND freight_fen >= 0", name=op.f("ck_aftersale_case_refund")),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_aftersale_case_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_aftersale_case_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_aftersale_case"),
        sa.UniqueConstraint("aftersale_no", name="uq_aftersale_case_aftersale_no"),
    )
    op.create_index("ix_aftersale_case_order_id", "aftersale_case", ["order_id"])
    op.create_index("ix_aftersale_case_status", "aftersale_case", ["status", "id"])
    op.create_index("ix_aftersale_case_user", "aftersale_case", ["user_id", "status", "id"])

    op.create_table(
        "aftersale_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aftersale_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("refund_fen", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_aftersale_line_quantity")),
        sa.CheckConstraint("refund_fen >= 0", name=op.f("ck_aftersale_line_refund")),
        sa.ForeignKeyConstraint(
            ["aftersale_id"],
            ["aftersale_case.id"],
            name="fk_aftersale_line_aftersale_id_aftersale_case",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["line_id"], ["order_line.id"], name="fk_aftersale_line_line_id_order_line"),
        sa.PrimaryKeyConstraint("id", name="pk_aftersale_line"),
        sa.UniqueConstraint("aftersale_id", "line_id", name="uq_aftersale_line_aftersale_id_line_id"),
    )
    op.create_index("ix_aftersale_line_line_id", "aftersale_line", ["line_id"])

    op.create_table(
        "aftersale_balance",
        sa.Column("line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("bought", sa.Integer(), nullable=False),
        sa.Column("total_fen", sa.Integer(), nullable=False),
        sa.Column("open_quantity", sa.Integer(), nullable=False),
        sa.Column("refunded_quantity", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("open_quantity + refunded_quantity <= bought", name=op.f("ck_aftersale_balance_quantity")),
        sa.CheckConstraint(
            "open_quantity >= 0 AND refunded_quantity >= 0", name=op.f("ck_aftersale_balance_not_negative")
        ),
        sa.CheckConstraint(
            "refunded_fen >= 0 AND refunded_fen <= total_fen", name=op.f("ck_aftersale_balance_refunded")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["order_line.id"], name="fk_aftersale_balance_line_id_order_line"),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_aftersale_balance_order_id_order_order"),
        sa.PrimaryKeyConstraint("line_id", name="pk_aftersale_balance"),
    )
    op.create_index("ix_aftersale_balance_order_id", "aftersale_balance", ["order_id"])

    op.create_table(
        "aftersale_freight",
        sa.Column("order_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("total_fen", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "refunded_fen >= 0 AND refunded_fen <= total_fen", name=op.f("ck_aftersale_freight_refunded")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_aftersale_freight_order_id_order_order"),
        sa.PrimaryKeyConstraint("order_id", name="pk_aftersale_freight"),
    )

    op.create_table(
        "aftersale_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aftersale_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["aftersale_id"],
            ["aftersale_case.id"],
            name="fk_aftersale_history_aftersale_id_aftersale_case",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_aftersale_history"),
    )
    op.create_index("ix_aftersale_history_aftersale_id", "aftersale_history", ["aftersale_id"])

    op.create_table(
        "aftersale_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("aftersale_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aftersale_id"],
            ["aftersale_case.id"],
            name="fk_aftersale_picture_aftersale_id_aftersale_case",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_aftersale_picture_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_aftersale_picture"),
    )
    op.create_index("ix_aftersale_picture_aftersale_id", "aftersale_picture", ["aftersale_id"])
    op.create_index("ix_aftersale_picture_created_at", "aftersale_picture", ["created_at"])
    op.create_index("ix_aftersale_picture_user_id", "aftersale_picture", ["user_id"])

    op.create_table(
        "aftersale_exception",
        sa.Column("spu_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_aftersale_exception_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("spu_id", name="pk_aftersale_exception"),
    )


def downgrade() -> None:
    op.drop_table("aftersale_exception")
    op.drop_table("aftersale_picture")
    op.drop_table("aftersale_history")
    op.drop_table("aftersale_freight")
    op.drop_table("aftersale_balance")
    op.drop_table("aftersale_line")
    op.drop_table("aftersale_case")
