"""Tiers, members and their changes, the growth ledger, and what orders have to do with it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime
from app.modules.member_tier.opening import opening_tiers

revision: str = "member_tier_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("member_tier",)
# Only what none of the others depends on in its turn: Alembic loses count of its heads otherwise.
depends_on: str | Sequence[str] | None = ("core_0001", "order_0001")

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_FIXED = "id, user_id, at, counts_at, biz_type, biz_id, order_id, actor, growth"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
_EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER member_tier_entry_no_update BEFORE UPDATE OF {_FIXED} ON member_tier_entry {_REFUSE}",
        f"CREATE TRIGGER member_tier_entry_no_delete BEFORE DELETE ON member_tier_entry {_REFUSE}",
    ],
    "postgresql": [
        f"CREATE TRIGGER member_tier_entry_no_update BEFORE UPDATE OF {_FIXED} ON member_tier_entry {_EACH_ROW}",
        f"CREATE TRIGGER member_tier_entry_no_delete BEFORE DELETE ON member_tier_entry {_EACH_ROW}",
    ],
}


def upgrade() -> None:
    tier = op.create_table(
        "member_tier_tier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=12), nullable=False),
        sa.Column("growth", sa.Integer(), nullable=False),
        sa.Column("price_percent", sa.Integer(), nullable=False),
        sa.Column("points_percent", sa.Integer(), nullable=False),
        sa.Column("benefits", sa.JSON(), nullable=False),
        sa.CheckConstraint("growth >= 0", name=op.f("ck_member_tier_tier_growth")),
        sa.CheckConstraint(
            "price_percent >= 1 AND price_percent <= 100", name=op.f("ck_member_tier_tier_price_percent")
        ),
        sa.CheckConstraint(
            "points_percent >= 100 AND points_percent <= 1000", name=op.f("ck_member_tier_tier_points_percent")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member_tier_tier"),
        sa.UniqueConstraint("name", name="uq_member_tier_tier_name"),
        sa.UniqueConstraint("growth", name="uq_member_tier_tier_growth"),
    )
    op.bulk_insert(tier, opening_tiers())
    op.create_table(
        "member_tier_category",
        sa.Column("tier_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tier_id"], ["member_tier_tier.id"], name="fk_member_tier_category_tier_id_member_tier_tier"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["catalog_category.id"], name="fk_member_tier_category_category_id_catalog_category"
        ),
        sa.PrimaryKeyConstraint("tier_id", "category_id", name="pk_member_tier_category"),
    )
    op.create_table(
        "member_tier_member",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tier_id", sa.Integer(), nullable=True),
        sa.Column("since", UtcDateTime(), nullable=True),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(tier_id IS NULL) = (since IS NULL) AND (tier_id IS NULL) = (until IS NULL)",
            name=op.f("ck_member_tier_member_kept"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_member_tier_member_user_id_identity_user"),
        sa.ForeignKeyConstraint(
            ["tier_id"], ["member_tier_tier.id"], name="fk_member_tier_member_tier_id_member_tier_tier"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_member_tier_member"),
    )
    op.create_index("ix_member_tier_member_tier_id", "member_tier_member", ["tier_id"])
    op.create_index("ix_member_tier_member_until", "member_tier_member", ["until"])
    op.create_table(
        "member_tier_change",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("was", sa.String(length=12), nullable=False),
        sa.Column("now", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_member_tier_change_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_member_tier_change"),
    )
    op.create_index("ix_member_tier_change_user", "member_tier_change", ["user_id", "id"])
    op.create_table(
        "member_tier_entry",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("counts_at", UtcDateTime(), nullable=False),
        sa.Column("biz_type", sa.String(length=12), nullable=False),
        sa.Column("biz_id", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("growth", sa.Integer(), nullable=False),
        sa.CheckConstraint("growth <> 0", name=op.f("ck_member_tier_entry_growth")),
        sa.CheckConstraint("counts_at <= at", name=op.f("ck_member_tier_entry_counts_at")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_member_tier_entry_user_id_identity_user"),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_member_tier_entry_order_id_order_order"),
        sa.PrimaryKeyConstraint("id", name="pk_member_tier_entry"),
        sa.UniqueConstraint("biz_type", "biz_id", "user_id", name="uq_member_tier_entry_biz_type_biz_id_user_id"),
    )
    op.create_index("ix_member_tier_entry_user", "member_tier_entry", ["user_id", "counts_at"])
    op.create_table(
        "member_tier_order",
        sa.Column("order_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("payable_fen", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.Column("growth", sa.Integer(), nullable=True),
        sa.Column("growth_back", sa.Integer(), nullable=False),
        sa.Column("counts_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "growth_back >= 0 AND growth_back <= COALESCE(growth, 0)", name=op.f("ck_member_tier_order_growth")
        ),
        sa.CheckConstraint(
            "refunded_fen >= 0 AND refunded_fen <= payable_fen", name=op.f("ck_member_tier_order_refunded")
        ),
        sa.CheckConstraint("(growth IS NULL) = (counts_at IS NULL)", name=op.f("ck_member_tier_order_counts_at")),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_member_tier_order_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_member_tier_order_user_id_identity_user"),
        sa.PrimaryKeyConstraint("order_id", name="pk_member_tier_order"),
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("member_tier_order")
    op.drop_table("member_tier_entry")
    op.drop_table("member_tier_change")
    op.drop_table("member_tier_member")
    op.drop_table("member_tier_category")
    op.drop_table("member_tier_tier")
