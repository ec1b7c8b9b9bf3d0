"""While developing, a change of `business.toml` shows at once: who the shop is, its colours, its home page, its roles.

Rules of modules are read when the server starts, and need a new start.
"""

import asyncio
from contextlib import suppress
from pathlib import Path

from app.core.business import reread

LOOK_SECONDS = 0.1


async def follow(file: Path, closing: asyncio.Event) -> None:
    """Until `closing` is set."""
    seen = _stamp(file)
    while not closing.is_set():
        if (now := _stamp(file)) != seen:
            seen = now
            reread()
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), LOOK_SECONDS)


def _stamp(file: Path) -> int:
    return file.stat().st_mtime_ns if file.is_file() else 0
