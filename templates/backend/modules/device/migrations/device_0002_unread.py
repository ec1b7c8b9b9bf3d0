"""What devices have told, from when it came until it is read."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import LongId

revision: str = "device_0002"
down_revision: str | None = "device_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "device_unread",
        sa.Column("id", LongId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("messages", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device_unread"),
    )


def downgrade() -> None:
    op.drop_table("device_unread")
