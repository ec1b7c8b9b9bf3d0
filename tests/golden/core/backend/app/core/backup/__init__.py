"""Backup and restore of everything that the shop keeps: its database and its pictures, in one file.

`python -m app.core.backup create`, `python -m app.core.backup restore FILE`. Not in it: the keys of FIELD_KEYS and
INDEX_KEY, without which personal data in it cannot be read. Keep them elsewhere.
"""

from app.core.backup.archive import Broken
from app.core.backup.databases import InUse, NotEmpty, ToolMissing
from app.core.backup.service import create, restore

__all__ = ["Broken", "InUse", "NotEmpty", "ToolMissing", "create", "restore"]
