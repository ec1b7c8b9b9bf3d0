"""Orders are found by the end of their numbers: what customers read out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "order_0003"
down_revision: str | None = "order_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_order_order_tail", "order_order", [sa.text("substr(order_no, 15)")])


def downgrade() -> None:
    op.drop_index("ix_order_order_tail", "order_order")
