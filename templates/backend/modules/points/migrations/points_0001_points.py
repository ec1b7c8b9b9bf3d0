"""Accounts, the ledger behind them, lots of points, and what orders have to do with them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "points_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("points",)
# Only what none of the others depends on in its turn: Alembic loses count of its heads otherwise.
depends_on: str | Sequence[str] | None = ("core_0001", "order_0001")

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_FIXED = (
    "id, user_id, seq, previous, at, biz_type, biz_id, order_id, actor, points, "
    "balance_before, owed_before, balance_after, owed_after"
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append only'); END"
_EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER points_entry_no_update BEFORE UPDATE OF {_FIXED} ON points_entry {_REFUSE}",
        f"CREATE TRIGGER points_entry_no_delete BEFORE DELETE ON points_entry {_REFUSE}",
    ],
    "postgresql": [
        f"CREATE TRIGGER points_entry_no_update BEFORE UPDATE OF {_FIXED} ON points_entry {_EACH_ROW}",
        f"CREATE TRIGGER points_entry_no_delete BEFORE DELETE ON points_entry {_EACH_ROW}",
    ],
}


def upgrade() -> None:
    op.create_table(
        "points_entry",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("biz_type", sa.String(length=12), nullable=False),
        sa.Column("biz_id", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("balance_before", sa.Integer(), nullable=False),
        sa.Column("owed_before", sa.Integer(), nullable=False),
        sa.Column("balance_after", sa.Integer(), nullable=False),
        sa.Column("owed_after", sa.Integer(), nullable=False),
        sa.CheckConstraint("COALESCE(previous, 0) = seq - 1", name=op.f("ck_points_entry_seq")),
        sa.CheckConstraint(
            "previous IS NOT NULL OR (balance_before = 0 AND owed_before = 0)",
            name=op.f("ck_points_entry_begins_at_nothing"),
        ),
        sa.CheckConstraint(
            "balance_after - owed_after = balance_before - owed_before + points", name=op.f("ck_points_entry_sum")
        ),
        sa.CheckConstraint("points <> 0", name=op.f("ck_points_entry_points")),
        sa.CheckConstraint("balance_after >= 0 AND owed_after >= 0", name=op.f("ck_points_entry_never_negative")),
        sa.CheckConstraint("balance_after = 0 OR owed_after = 0", name=op.f("ck_points_entry_settled_first")),
        sa.CheckConstraint("owed_after <= owed_before OR biz_type = 'reversed'", name=op.f("ck_points_entry_owed")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_points_entry_user_id_identity_user"),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_points_entry_order_id_order_order"),
        sa.ForeignKeyConstraint(
            ["user_id", "previous", "balance_before", "owed_before"],
            ["points_entry.user_id", "points_entry.seq", "points_entry.balance_after", "points_entry.owed_after"],
            name="fk_points_entry_previous",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_points_entry"),
        sa.UniqueConstraint("biz_type", "biz_id", "user_id", name="uq_points_entry_biz_type_biz_id_user_id"),
        sa.UniqueConstraint("user_id", "seq", name="uq_points_entry_user_id_seq"),
        sa.UniqueConstraint("user_id", "seq", "balance_after", "owed_after", name="uq_points_entry_end"),
    )
    op.create_table(
        "points_account",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "last IS NOT NULL OR (balance = 0 AND owed = 0)", name=op.f("ck_points_account_begins_at_nothing")
        ),
        sa.CheckConstraint("balance >= 0 AND owed >= 0", name=op.f("ck_points_account_never_negative")),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_points_account_user_id_identity_user"),
        sa.ForeignKeyConstraint(
            ["user_id", "last", "balance", "owed"],
            ["points_entry.user_id", "points_entry.seq", "points_entry.balance_after", "points_entry.owed_after"],
            name="fk_points_account_ledger",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_points_account"),
    )
    op.create_table(
        "points_lot",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("expired", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint('"left" >= 0 AND "left" <= points', name=op.f("ck_points_lot_left")),
        sa.CheckConstraint("expired >= 0", name=op.f("ck_points_lot_expired")),
        sa.ForeignKeyConstraint(["user_id"], ["points_account.user_id"], name="fk_points_lot_user_id_points_account"),
        sa.PrimaryKeyConstraint("id", name="pk_points_lot"),
    )
    op.create_index("ix_points_lot_user", "points_lot", ["user_id", "expires_at"])
    op.create_index(
        "ix_points_lot_due",
        "points_lot",
        ["expires_at"],
        sqlite_where=sa.text('"left" > 0'),
        postgresql_where=sa.text('"left" > 0'),
    )
    op.create_table(
        "points_order",
        sa.Column("order_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("payable_fen", sa.Integer(), nullable=False),
        sa.Column("refunded_fen", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("spent_back", sa.Integer(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=True),
        sa.Column("earned_back", sa.Integer(), nullable=False),
        sa.CheckConstraint("spent_back >= 0 AND spent_back <= spent", name=op.f("ck_points_order_spent")),
        sa.CheckConstraint(
            "earned_back >= 0 AND earned_back <= COALESCE(earned, 0)", name=op.f("ck_points_order_earned")
        ),
        sa.CheckConstraint("refunded_fen >= 0 AND refunded_fen <= payable_fen", name=op.f("ck_points_order_refunded")),
        sa.ForeignKeyConstraint(["order_id"], ["order_order.id"], name="fk_points_order_order_id_order_order"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_points_order_user_id_identity_user"),
        sa.PrimaryKeyConstraint("order_id", name="pk_points_order"),
    )
    op.create_table(
        "points_use",
        sa.Column("order_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lot_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("back", sa.Integer(), nullable=False),
        sa.CheckConstraint("points > 0", name=op.f("ck_points_use_points")),
        sa.CheckConstraint("back >= 0 AND back <= points", name=op.f("ck_points_use_back")),
        sa.ForeignKeyConstraint(["order_id"], ["points_order.order_id"], name="fk_points_use_order_id_points_order"),
        sa.ForeignKeyConstraint(["lot_id"], ["points_lot.id"], name="fk_points_use_lot_id_points_lot"),
        sa.PrimaryKeyConstraint("order_id", "lot_id", name="pk_points_use"),
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("points_use")
    op.drop_table("points_order")
    op.drop_table("points_lot")
    op.drop_table("points_account")
    op.drop_table("points_entry")
