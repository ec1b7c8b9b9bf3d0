"""Files that not everybody may have, such as a video that is paid for.

They lie beside the pictures in MEDIA_DIR, so that they are kept and backed up with them, but in a folder that /media
does not serve (`core/media.py`). A route that has asked who is there hands them out, in parts where a player seeks.
"""

import asyncio
import os
import secrets
from pathlib import Path

from starlette.responses import FileResponse

from app.core.media import PRIVATE
from app.core.settings import settings


def new_name(suffix: str) -> str:
    """A name that nobody can guess, for `path_of`; `suffix` as in ".mp4"."""
    digits = secrets.token_hex(20)
    return f"{digits[:2]}/{digits}{suffix}"


def path_of(name: str) -> Path:
    return settings().media_dir / PRIVATE / name


async def write_part(name: str, offset: int, data: bytes) -> None:
    """Put `data` at its place in the file; the same part again changes nothing, and parts come in any order."""
    await asyncio.to_thread(_write, path_of(name), offset, data)


def _write(path: Path, offset: int, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.seek(offset)
        file.write(data)


async def size_of(name: str) -> int:
    """In bytes; 0 for a file of which nothing has come."""
    path = path_of(name)
    return await asyncio.to_thread(lambda: path.stat().st_size if path.exists() else 0)


async def remove(name: str) -> None:
    """Harmless when it is gone already."""
    await asyncio.to_thread(path_of(name).unlink, missing_ok=True)


def served(name: str, media_type: str, *, filename: str | None = None) -> FileResponse:
    """The file, or the part of it that the request's Range names; to be saved as `filename`, if given."""
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path_of(name), media_type=media_type, headers=headers, filename=filename)
