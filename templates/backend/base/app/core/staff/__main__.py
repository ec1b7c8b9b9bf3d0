"""`python -m app.core.staff`: make the first owner's account and print its one-time password."""

import asyncio
import sys

from app.core.database import Database
from app.core.settings import settings
from app.core.staff.service import first_owner


async def main() -> int:
    database = Database(settings().database_url)
    try:
        created = await first_owner(database)
    finally:
        await database.close()
    if created is None:
        sys.stderr.write("已经有负责人账户了，没有新建\n")
        return 1
    username, password = created
    sys.stdout.write(f"用户名 {username}，一次性密码 {password}（第一次登录后必须修改）\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
