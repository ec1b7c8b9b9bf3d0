"""What is sold of courses, and who has bought it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "segment_pay_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("segment_pay",)
depends_on: str | Sequence[str] | None = ("course_0001", "order_0001")


def upgrade() -> None:
    op.create_table(
        "segment_pay_entitlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("sku_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("paid_fen", sa.Integer(), nullable=False),
        sa.Column("listed_fen", sa.Integer(), nullable=False),
        sa.Column("refund_fen", sa.Integer(), nullable=False),
        sa.Column("interest_fen", sa.Integer(), nullable=False),
        sa.Column("refund_try", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("held_at", UtcDateTime(), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('held', 'active', 'refunding', 'revoked', 'over')",
            name=op.f("ck_segment_pay_entitlement_status"),
        ),
        sa.CheckConstraint(
            "paid_fen >= 0 AND refund_fen >= 0 AND refund_fen <= paid_fen AND interest_fen >= 0",
            name=op.f("ck_segment_pay_entitlement_money"),
        ),
        sa.CheckConstraint("part = coalesce(chapter_id, 0)", name=op.f("ck_segment_pay_entitlement_part")),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["course_chapter.id"], name="fk_segment_pay_entitlement_chapter_id_course_chapter"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course_course.id"], name="fk_segment_pay_entitlement_course_id_course_course"
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_order.id"], name="fk_segment_pay_entitlement_order_id_order_order"
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_segment_pay_entitlement_sku_id_catalog_sku"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_segment_pay_entitlement_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_segment_pay_entitlement"),
        sa.UniqueConstraint("user_id", "course_id", "part", name="uq_segment_pay_entitlement_user_id_course_id_part"),
    )
    op.create_index("ix_segment_pay_entitlement_order", "segment_pay_entitlement", ["order_id"])
    op.create_index("ix_segment_pay_entitlement_status", "segment_pay_entitlement", ["status", "id"])
    op.create_table(
        "segment_pay_offer",
        sa.Column("sku_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("part = coalesce(chapter_id, 0)", name=op.f("ck_segment_pay_offer_part")),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["course_chapter.id"], name="fk_segment_pay_offer_chapter_id_course_chapter"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course_course.id"], name="fk_segment_pay_offer_course_id_course_course"
        ),
        sa.ForeignKeyConstraint(["sku_id"], ["catalog_sku.id"], name="fk_segment_pay_offer_sku_id_catalog_sku"),
        sa.PrimaryKeyConstraint("sku_id", name="pk_segment_pay_offer"),
    )
    op.create_index(
        "uq_segment_pay_offer_part",
        "segment_pay_offer",
        ["course_id", "part"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )


def downgrade() -> None:
    op.drop_table("segment_pay_offer")
    op.drop_table("segment_pay_entitlement")
