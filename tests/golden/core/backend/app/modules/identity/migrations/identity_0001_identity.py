"""Customers, their WeChat accounts and addresses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "identity_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("identity",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "identity_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nickname", sa.String(length=20), nullable=False),
        sa.Column("avatar", sa.String(length=60), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_identity_user"),
    )
    op.create_index("ix_identity_user_phone_index", "identity_user", ["phone_index"])
    op.create_table(
        "identity_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_identity_address_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_identity_address"),
    )
    op.create_index("ix_identity_address_user_id", "identity_address", ["user_id"])
    op.create_index(
        "uq_identity_address_default",
        "identity_address",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "identity_wechat_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("appid", sa.String(length=32), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("unionid", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_identity_wechat_account_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identity_wechat_account"),
        sa.UniqueConstraint("appid", "openid", name="uq_identity_wechat_account_appid_openid"),
    )
    op.create_index("ix_identity_wechat_account_unionid", "identity_wechat_account", ["unionid"])
    op.create_index("ix_identity_wechat_account_user_id", "identity_wechat_account", ["user_id"])


def downgrade() -> None:
    op.drop_table("identity_wechat_account")
    op.drop_table("identity_address")
    op.drop_table("identity_user")
