"""What WeChat shall know of shipments."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "shipping_info_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("shipping_info",)
depends_on: str | Sequence[str] | None = ("identity_0001",)


def upgrade() -> None:
    op.create_table(
        "shipping_info_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("transaction_id", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("parcels", sa.JSON(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("split", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(errcode IS NOT NULL) = (status = 'failed')", name=op.f("ck_shipping_info_upload_errcode")),
        sa.CheckConstraint("rounds BETWEEN 0 AND 2", name=op.f("ck_shipping_info_upload_rounds")),
        sa.CheckConstraint("status IN ('waiting', 'sent', 'failed')", name=op.f("ck_shipping_info_upload_status")),
        sa.CheckConstraint(
            "way IN ('express', 'local', 'virtual', 'pickup')", name=op.f("ck_shipping_info_upload_way")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["identity_user.id"], name="fk_shipping_info_upload_user_id_identity_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shipping_info_upload"),
        sa.UniqueConstraint("subject", "subject_id", name="uq_shipping_info_upload_subject_subject_id"),
        sa.UniqueConstraint("transaction_id", name="uq_shipping_info_upload_transaction_id"),
    )
    op.create_index("ix_shipping_info_upload_status", "shipping_info_upload", ["status", "id"])
    op.create_index("ix_shipping_info_upload_user_id", "shipping_info_upload", ["user_id"])


def downgrade() -> None:
    op.drop_table("shipping_info_upload")
