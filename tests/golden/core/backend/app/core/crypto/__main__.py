"""`python -m app.core.crypto`: re-encrypt all personal data under the first key of FIELD_KEYS.

Afterwards the other keys can go.
"""

import asyncio
import importlib
import sys

from app.core.crypto.cipher import cipher
from app.core.crypto.rotate import reencrypt
from app.core.database import Database
from app.core.settings import settings


async def main() -> int:
    importlib.import_module("app.registry")  # so that every module's tables are known
    database = Database(settings().database_url)
    try:
        moved = await reencrypt(database, cipher())
    finally:
        await database.close()
    sys.stdout.write(f"{moved} 个字段已改用密钥 {cipher().active} 加密\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
