"""Coupons, their templates and exchange codes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "coupon_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("coupon",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "coupon_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("percent_off", sa.Integer(), nullable=True),
        sa.Column("cap_fen", sa.Integer(), nullable=True),
        sa.Column("threshold_fen", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("claim_by", sa.String(length=8), nullable=False),
        sa.Column("total_limit", sa.Integer(), nullable=True),
        sa.Column("per_user_limit", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Integer(), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=True),
        sa.Column("valid_until", UtcDateTime(), nullable=True),
        sa.Column("valid_days", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'amount' AND amount_fen IS NOT NULL AND amount_fen > 0"
            " AND percent_off IS NULL AND cap_fen IS NULL)"
            " OR (kind = 'percent' AND amount_fen IS NULL AND percent_off IS NOT NULL AND percent_off BETWEEN 1 AND 99"
            " AND (cap_fen IS NULL OR cap_fen > 0))",
            name=op.f("ck_coupon_template_worth"),
        ),
        sa.CheckConstraint("threshold_fen >= 0", name=op.f("ck_coupon_template_threshold")),
        sa.CheckConstraint("scope IN ('all', 'spu', 'category')", name=op.f("ck_coupon_template_scope")),
        sa.CheckConstraint("claim_by IN ('button', 'code')", name=op.f("ck_coupon_template_claim_by")),
        sa.CheckConstraint("status IN ('draft', 'issuing', 'stopped')", name=op.f("ck_coupon_template_status")),
        sa.CheckConstraint(
            "(valid_days IS NULL AND valid_from IS NOT NULL AND valid_until IS NOT NULL AND valid_from < valid_until)"
            " OR (valid_days IS NOT NULL AND valid_days > 0 AND valid_from IS NULL AND valid_until IS NULL)",
            name=op.f("ck_coupon_template_validity"),
        ),
        sa.CheckConstraint("per_user_limit > 0", name=op.f("ck_coupon_template_per_user_limit")),
        sa.CheckConstraint(
            "claimed >= 0 AND (total_limit IS NULL OR claimed <= total_limit)",
            name=op.f("ck_coupon_template_total_limit"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_coupon_template"),
    )
    op.create_index("ix_coupon_template_status", "coupon_template", ["status", "id"])

    op.create_table(
        "coupon_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(spu_id IS NULL) <> (category_id IS NULL)", name=op.f("ck_coupon_target_one")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["catalog_category.id"], name="fk_coupon_target_category_id_catalog_category"
        ),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_coupon_target_spu_id_catalog_spu"),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["coupon_template.id"],
            name="fk_coupon_target_template_id_coupon_template",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_coupon_target"),
        sa.UniqueConstraint("template_id", "category_id", name="uq_coupon_target_template_id_category_id"),
        sa.UniqueConstraint("template_id", "spu_id", name="uq_coupon_target_template_id_spu_id"),
    )

    op.create_table(
        "coupon_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("uses_left >= 0 AND uses_left <= uses", name=op.f("ck_coupon_code_uses")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["coupon_template.id"], name="fk_coupon_code_template_id_coupon_template"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_coupon_code"),
        sa.UniqueConstraint("code", name="uq_coupon_code_code"),
    )
    op.create_index("ix_coupon_code_template_id", "coupon_code", ["template_id"])

    op.create_table(
        "coupon_coupon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=False),
        sa.Column("valid_until", UtcDateTime(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('unused', 'locked', 'used', 'expired')", name=op.f("ck_coupon_coupon_status")),
        sa.CheckConstraint(
            "(order_id IS NOT NULL) = (status IN ('locked', 'used'))", name=op.f("ck_coupon_coupon_order_id")
        ),
        sa.CheckConstraint("(used_at IS NOT NULL) = (status = 'used')", name=op.f("ck_coupon_coupon_used_at")),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_coupon_coupon_validity")),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_coupon_coupon_order_id_order_order"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["coupon_template.id"], name="fk_coupon_coupon_template_id_coupon_template"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_coupon_coupon_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_coupon_coupon"),
        sa.UniqueConstraint("order_id", name="uq_coupon_coupon_order_id"),
        sa.UniqueConstraint("template_id", "user_id", "slot", name="uq_coupon_coupon_template_id_user_id_slot"),
    )
    op.create_index("ix_coupon_coupon_user", "coupon_coupon", ["user_id", "status", "id"])
    op.create_index("ix_coupon_coupon_valid_until", "coupon_coupon", ["status", "valid_until"])


def downgrade() -> None:
    op.drop_table("coupon_coupon")
    op.drop_table("coupon_code")
    op.drop_table("coupon_target")
    op.drop_table("coupon_template")
