"""Coupons may be claimed on the birthday."""

from collections.abc import Sequence

from alembic import op

revision: str = "coupon_0002"
down_revision: str | None = "coupon_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

RULE = "ck_coupon_template_claim_by"


def upgrade() -> None:
    with op.batch_alter_table("coupon_template") as table:
        table.drop_constraint(op.f(RULE), type_="check")
        table.create_check_constraint(op.f(RULE), "claim_by IN ('button', 'code', 'birthday')")


def downgrade() -> None:
    with op.batch_alter_table("coupon_template") as table:
        table.drop_constraint(op.f(RULE), type_="check")
        table.create_check_constraint(op.f(RULE), "claim_by IN ('button', 'code')")
