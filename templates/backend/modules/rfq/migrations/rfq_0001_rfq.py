"""Requests for quotation, who is invited, the quotes, and who got it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "rfq_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("rfq",)
depends_on: str | Sequence[str] | None = "supplier_0001"


def upgrade() -> None:
    op.create_table(
        "rfq_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("awarded_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('awarded', 'canceled', 'closed', 'draft', 'open')", name=op.f("ck_rfq_request_status")
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_rfq_request_revision")),
        sa.CheckConstraint("quotes >= 0", name=op.f("ck_rfq_request_quotes")),
        sa.ForeignKeyConstraint(["created_by"], ["core_staff.id"], name="fk_rfq_request_created_by_core_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_request"),
        sa.UniqueConstraint("number", name="uq_rfq_request_number"),
    )
    op.create_index("ix_rfq_request_status", "rfq_request", ["status", "id"])
    op.create_table(
        "rfq_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("spec", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("sku_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_rfq_line_quantity")),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_rfq_line_rfq_id_rfq_request"),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_line"),
        sa.UniqueConstraint("rfq_id", "revision", "position", name="uq_rfq_line_rfq_id_revision_position"),
    )
    op.create_table(
        "rfq_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_rfq_file_rfq_id_rfq_request"),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_file"),
    )
    op.create_index("ix_rfq_file_rfq_id", "rfq_file", ["rfq_id"])
    op.create_table(
        "rfq_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_rfq_invitation_rfq_id_rfq_request"),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_rfq_invitation_supplier_id_supplier_supplier"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_invitation"),
        sa.UniqueConstraint("rfq_id", "supplier_id", name="uq_rfq_invitation_rfq_id_supplier_id"),
    )
    op.create_index("ix_rfq_invitation_supplier_id", "rfq_invitation", ["supplier_id"])
    op.create_table(
        "rfq_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status IN ('awarded', 'draft', 'lost', 'submitted')", name=op.f("ck_rfq_quote_status")),
        sa.CheckConstraint("lead_days >= 0", name=op.f("ck_rfq_quote_lead_days")),
        sa.CheckConstraint("(submitted_at IS NULL) = (status = 'draft')", name=op.f("ck_rfq_quote_submitted")),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_rfq_quote_rfq_id_rfq_request"),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_rfq_quote_supplier_id_supplier_supplier"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["supplier_contact.id"], name="fk_rfq_quote_contact_id_supplier_contact"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_quote"),
        sa.UniqueConstraint("rfq_id", "supplier_id", "revision", name="uq_rfq_quote_rfq_id_supplier_id_revision"),
    )
    op.create_index("ix_rfq_quote_supplier", "rfq_quote", ["supplier_id", "id"])
    op.create_table(
        "rfq_quote_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_rfq_quote_line_price")),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["rfq_quote.id"], name="fk_rfq_quote_line_quote_id_rfq_quote", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["line_id"], ["rfq_line.id"], name="fk_rfq_quote_line_line_id_rfq_line"),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_quote_line"),
        sa.UniqueConstraint("quote_id", "line_id", name="uq_rfq_quote_line_quote_id_line_id"),
    )
    op.create_table(
        "rfq_award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rfq_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfq_request.id"], name="fk_rfq_award_rfq_id_rfq_request"),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier_supplier.id"], name="fk_rfq_award_supplier_id_supplier_supplier"
        ),
        sa.ForeignKeyConstraint(["quote_id"], ["rfq_quote.id"], name="fk_rfq_award_quote_id_rfq_quote"),
        sa.PrimaryKeyConstraint("id", name="pk_rfq_award"),
        sa.UniqueConstraint("quote_id", name="uq_rfq_award_quote_id"),
        sa.UniqueConstraint("rfq_id", "supplier_id", name="uq_rfq_award_rfq_id_supplier_id"),
    )
    op.create_index("ix_rfq_award_supplier_id", "rfq_award", ["supplier_id"])
    op.create_table(
        "rfq_award_line",
        sa.Column("line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["rfq_line.id"], name="fk_rfq_award_line_line_id_rfq_line"),
        sa.ForeignKeyConstraint(["award_id"], ["rfq_award.id"], name="fk_rfq_award_line_award_id_rfq_award"),
        sa.PrimaryKeyConstraint("line_id", name="pk_rfq_award_line"),
    )
    op.create_index("ix_rfq_award_line_award_id", "rfq_award_line", ["award_id"])


def downgrade() -> None:
    for table in ("award_line", "award", "quote_line", "quote", "invitation", "file", "line", "request"):
        op.drop_table(f"rfq_{table}")
