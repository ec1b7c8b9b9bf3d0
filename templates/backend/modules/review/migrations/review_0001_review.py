"""Reviews, their pictures, and WeChat's checks of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "review_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("review",)
depends_on: str | Sequence[str] | None = ("order_0001",)


def upgrade() -> None:
    op.create_table(
        "review_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("spu_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("specs_text", sa.String(length=200), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("reply", sa.String(length=500), nullable=True),
        sa.Column("replied_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_review_review_stars")),
        sa.CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name=op.f("ck_review_review_reply")),
        sa.ForeignKeyConstraint(["line_id"], ["order_line.id"], name="fk_review_review_line_id_order_line"),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_review_review_spu_id_catalog_spu"),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_review_review_user_id_identity_user"),
        sa.PrimaryKeyConstraint("id", name="pk_review_review"),
        sa.UniqueConstraint("line_id", name="uq_review_review_line_id"),
    )
    op.create_index("ix_review_review_spu", "review_review", ["spu_id", "status", "id"])
    op.create_index("ix_review_review_stars", "review_review", ["spu_id", "status", "stars", "id"])
    op.create_index("ix_review_review_user", "review_review", ["user_id", "id"])
    op.create_index("ix_review_review_status", "review_review", ["status", "id"])

    op.create_table(
        "review_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["identity_user.id"], name="fk_review_picture_user_id_identity_user"),
        sa.ForeignKeyConstraint(["review_id"], ["review_review.id"], name="fk_review_picture_review_id_review_review"),
        sa.PrimaryKeyConstraint("id", name="pk_review_picture"),
    )
    op.create_index("ix_review_picture_user_id", "review_picture", ["user_id"])
    op.create_index("ix_review_picture_review_id", "review_picture", ["review_id"])

    op.create_table(
        "review_picture_check",
        sa.Column("trace_id", sa.String(length=64), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["review_picture.id"],
            name="fk_review_picture_check_picture_id_review_picture",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("trace_id", name="pk_review_picture_check"),
    )
    op.create_index("ix_review_picture_check_picture_id", "review_picture_check", ["picture_id"])


def downgrade() -> None:
    op.drop_table("review_picture_check")
    op.drop_table("review_picture")
    op.drop_table("review_review")
