"""Audit, consents, stored answers, jobs, sessions and staff."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.database import UtcDateTime

revision: str = "core_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("core",)
depends_on: str | Sequence[str] | None = None

APPEND_ONLY = {
    "sqlite": [
        "CREATE TRIGGER core_audit_no_update BEFORE UPDATE ON core_audit BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER core_audit_no_delete BEFORE DELETE ON core_audit BEGIN SELECT RAISE(ABORT, 'append only'); END",
    ],
    "postgresql": [
        """CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql
           AS $$ BEGIN RAISE EXCEPTION 'append only'; END $$""",
        """CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON core_audit
           FOR EACH ROW EXECUTE FUNCTION core_append_only()""",
        """CREATE TRIGGER core_audit_no_truncate BEFORE TRUNCATE ON core_audit
           FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()""",
    ],
}


def upgrade() -> None:
    op.create_table(
        "core_audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_core_audit"),
    )
    op.create_index("ix_core_audit_at", "core_audit", ["at"])
    op.create_index("ix_core_audit_entity", "core_audit", ["entity", "entity_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "core_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_core_consent"),
    )
    op.create_index("ix_core_consent_user_id", "core_consent", ["user_id"])
    op.create_index(
        "uq_core_consent_standing",
        "core_consent",
        ["user_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "core_idempotency",
        sa.Column("owner", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name="pk_core_idempotency"),
    )
    op.create_index("ix_core_idempotency_created_at", "core_idempotency", ["created_at"])
    op.create_table(
        "core_job",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=190), nullable=False),
        sa.Column("stream", sa.String(length=120), nullable=False),
        sa.Column("handler", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("run_at", UtcDateTime(), nullable=False),
        sa.Column("leased_until", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('ready', 'done', 'dead')", name=op.f("ck_core_job_state")),
        sa.PrimaryKeyConstraint("seq", name="pk_core_job"),
        sa.UniqueConstraint("key", name="uq_core_job_key"),
    )
    op.create_index("ix_core_job_due", "core_job", ["state", "run_at"])
    op.create_index("ix_core_job_stream", "core_job", ["stream", "handler", "state", "seq"])
    op.create_table(
        "core_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('user', 'staff')", name=op.f("ck_core_session_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_core_session"),
        sa.UniqueConstraint("token_hash", name="uq_core_session_token_hash"),
    )
    op.create_index("ix_core_session_expires_at", "core_session", ["expires_at"])
    op.create_index("ix_core_session_subject", "core_session", ["kind", "subject_id"])
    op.create_table(
        "core_staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_core_staff"),
        sa.UniqueConstraint("username", name="uq_core_staff_username"),
    )
    op.create_table(
        "core_staff_role",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["core_staff.id"], name="fk_core_staff_role_staff_id_core_staff", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "role", name="pk_core_staff_role"),
    )


def downgrade() -> None:
    op.drop_table("core_staff_role")
    op.drop_table("core_staff")
    op.drop_table("core_session")
    op.drop_table("core_job")
    op.drop_table("core_idempotency")
    op.drop_table("core_consent")
    op.drop_table("core_audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION core_append_only()")
