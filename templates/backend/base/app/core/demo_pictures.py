"""Pictures of the demo data, by the names of their files."""

import asyncio
import hashlib

from app.core.media import store_picture
from app.core.module import SeedData
from app.core.settings import settings


async def stored(data: SeedData, name: str | None) -> str | None:
    """The stored picture's name. Drawings (SVG) are our own: they are kept as they are, which an upload never is."""
    if name is None:
        return None
    content = await asyncio.to_thread((data.pictures / name).read_bytes)
    return await asyncio.to_thread(_keep, content) if name.endswith(".svg") else await store_picture(content)


def _keep(drawing: bytes) -> str:
    name = f"{hashlib.sha256(drawing).hexdigest()[:40]}.svg"
    path = settings().media_dir / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(drawing)
    return f"{name[:2]}/{name}"
