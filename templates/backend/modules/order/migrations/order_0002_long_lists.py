"""Indexes for what staff see of many orders: sorted by moment and by amount, and today's figures."""

from collections.abc import Sequence

from alembic import op

revision: str = "order_0002"
down_revision: str | None = "order_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_order_order_created_at", "order_order", ["created_at"])
    op.create_index("ix_order_order_paid_at", "order_order", ["paid_at"])
    op.create_index("ix_order_order_payable_fen", "order_order", ["payable_fen"])


def downgrade() -> None:
    op.drop_index("ix_order_order_payable_fen", "order_order")
    op.drop_index("ix_order_order_paid_at", "order_order")
    op.drop_index("ix_order_order_created_at", "order_order")
