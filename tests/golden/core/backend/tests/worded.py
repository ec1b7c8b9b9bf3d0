"""Staff read Chinese: whatever is put on record must have words at the console."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Mapper

from app.core.admin.words import in_words
from app.core.audit import AuditEntry


def wordless(*names: str) -> list[str]:
    """Those of `names` that nobody has a word for."""
    return [name for name in names if in_words(name) == name]


def check(_mapper: Mapper[AuditEntry], _connection: sa.Connection, entry: AuditEntry) -> None:
    """Raises AssertionError for an entry that staff would read in code; what tests record by themselves is theirs."""
    if not entry.action.startswith("test."):
        missing = wordless(entry.action, entry.entity, *entry.details)
        assert not missing, f"the audit records {missing}; give them words in AUDIT_WORDS"


@contextmanager
def every_entry() -> Iterator[None]:
    """Check whatever is put on record inside the block."""
    sa.event.listen(AuditEntry, "before_insert", check)
    yield
    sa.event.remove(AuditEntry, "before_insert", check)
