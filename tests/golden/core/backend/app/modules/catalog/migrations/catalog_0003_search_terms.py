"""The index that searching needs, on either database its own; and one of the codes of retired SKUs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision: str = "catalog_0003"
down_revision: str | None = "catalog_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHUNK = 500
FORGET = "INSERT INTO catalog_spu_fts (catalog_spu_fts, rowid, terms) VALUES ('delete', old.spu_id, old.terms);"
LEARN = "INSERT INTO catalog_spu_fts (rowid, terms) VALUES (new.spu_id, new.terms);"
FTS5 = (
    """CREATE VIRTUAL TABLE catalog_spu_fts USING fts5 (
        terms, content='catalog_spu_terms', content_rowid='spu_id', tokenize='ascii', detail='none', columnsize=0
    )""",
    f"CREATE TRIGGER catalog_spu_terms_insert AFTER INSERT ON catalog_spu_terms BEGIN {LEARN} END",
    f"CREATE TRIGGER catalog_spu_terms_delete AFTER DELETE ON catalog_spu_terms BEGIN {FORGET} END",
    f"CREATE TRIGGER catalog_spu_terms_update AFTER UPDATE OF terms ON catalog_spu_terms BEGIN {FORGET} {LEARN} END",
)

HAN, OTHER = re.compile(r"[㐀-鿿]+"), re.compile(r"[^\W_㐀-鿿]+")


def upgrade() -> None:
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    if sqlite and not connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchall():
        raise RuntimeError("this SQLite was built without FTS5, which searching needs: use another one, or PostgreSQL")
    table = op.create_table(
        "catalog_spu_terms",
        sa.Column("spu_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on_sale", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["spu_id"], ["catalog_spu.id"], name="fk_catalog_spu_terms_spu_id_catalog_spu"),
        sa.PrimaryKeyConstraint("spu_id", name="pk_catalog_spu_terms"),
    )
    fill(connection, table)
    op.create_index(
        "ix_catalog_sku_retired",
        "catalog_sku",
        ["code"],
        sqlite_where=sa.text("active = 0"),
        postgresql_where=sa.text("NOT active"),
    )
    if not sqlite:
        op.create_index("ix_catalog_spu_terms_terms", "catalog_spu_terms", ["terms"], postgresql_using="gin")
        return
    for statement in FTS5:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO catalog_spu_fts (catalog_spu_fts) VALUES ('rebuild')")


def downgrade() -> None:
    op.drop_index("ix_catalog_sku_retired", "catalog_sku")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE catalog_spu_fts")
    op.drop_table("catalog_spu_terms")


def fill(connection: sa.Connection, table: sa.Table) -> None:
    """The terms of the products that are there, as editing writes them from now on."""
    categories = connection.execute(sa.text("SELECT id, parent_id FROM catalog_category"))
    above = {row.id: row.parent_id for row in categories}
    read = sa.text(
        "SELECT id, category_id, on_sale, search_name, search_pinyin, search_text FROM catalog_spu"
        " WHERE id > :last ORDER BY id LIMIT :many"
    ).columns(on_sale=sa.Boolean)
    last = 0
    while found := connection.execute(read, {"last": last, "many": CHUNK}).all():
        last = found[-1].id
        rows = [{"spu_id": row.id, "on_sale": row.on_sale, "terms": terms(row, above)} for row in found]
        connection.execute(sa.insert(table), rows)


def terms(row: Any, above: dict[int, int | None]) -> str:  # noqa: ANN401  # columns by their names
    categories = [number for number in (row.category_id, above[row.category_id]) if number]
    made = [f"b{row.id // 4096}", *(f"c{number}" for number in categories)]
    made += [f"n{piece}" for piece in cut(row.search_name)]
    made += [f"a{piece}" for value in (row.search_name, row.search_text) for piece in cut(value)]
    made += [f"p{start}" for word in row.search_pinyin.split() for start in (word[:1], word[:2], cut_off(word))]
    return " ".join(dict.fromkeys(made))


def cut(text: str) -> Iterator[str]:
    for run in HAN.findall(text):
        for start in range(len(run)):
            yield from (run[start : start + 1], run[start : start + 2])
    for run in OTHER.findall(text):
        for start in range(len(run)):
            yield from (run[start : start + 1], run[start : start + 2], cut_off(run[start : start + 24]))


def cut_off(text: str) -> str:
    return text.encode()[:24].decode(errors="ignore")
