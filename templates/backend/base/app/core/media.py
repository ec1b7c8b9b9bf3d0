"""Pictures: checked, stripped of what a camera adds (place, device, time), kept under the hash of their bytes.
PDFs are kept as they are, under names that cannot be guessed.
"""

import asyncio
import hashlib
import io
import secrets
from pathlib import Path
from typing import Annotated, Final

from fastapi import File, UploadFile
from PIL import Image, ImageOps, UnidentifiedImageError
from pydantic import Field
from starlette.datastructures import UploadFile as AnyUpload
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.core.errors import AppError
from app.core.settings import settings

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")
PRIVATE: Final = "private"
"""A folder beside the pictures that is not served: see `core/private_files.py`."""


class PictureInvalid(AppError):
    status, code, message = 422, "PICTURE_INVALID", "请上传 JPG、PNG 或 WebP 图片"


class PictureTooLarge(AppError):
    status, code, message = 413, "PICTURE_TOO_LARGE", "图片不能超过 5 MB"


Upload = Annotated[UploadFile, File(description="JPEG, PNG or WebP, at most 5 MB")]
PictureName = Annotated[
    str, Field(pattern=r"^[0-9a-f]{2}/[0-9a-f]{40}\.(jpg|png|webp|svg)$", description="A stored picture's name")
]


class MediaFiles(StaticFiles):
    """Stored pictures: they never change, and nothing in them is ever run."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.casefold().startswith(PRIVATE):  # some file systems do not tell PRIVATE from private
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "script-src 'none'"
        return response


async def read_upload(file: AnyUpload) -> bytes:
    """Raises PictureTooLarge."""
    data = await file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureTooLarge
    return data


async def store_picture(data: bytes, *, longest_side: int = 1600, personal: bool = False) -> str:
    """Keep a picture, shrunk to `longest_side`, and return its name for `media_url`. Raises PictureInvalid.

    The same bytes give the same name, so storing twice is harmless, and a stored file never changes. A `personal`
    picture gets a name of its own that cannot be guessed, and can be removed.
    """
    encoded, suffix = await asyncio.to_thread(_clean, data, longest_side)
    digits = secrets.token_hex(20) if personal else hashlib.sha256(encoded).hexdigest()[:40]
    name = f"{digits[:2]}/{digits}{suffix}"
    await asyncio.to_thread(_write, settings().media_dir / name, encoded)
    return name


async def store_pdf(data: bytes) -> str | None:
    """Keep a PDF and return its name for `media_url`; None for what is none."""
    if not data.startswith(b"%PDF-"):
        return None
    digits = secrets.token_hex(20)
    name = f"{digits[:2]}/{digits}.pdf"
    await asyncio.to_thread(_write, settings().media_dir / name, data)
    return name


async def remove_picture(name: str) -> None:
    """Remove a personal picture; harmless when it is gone already."""
    await asyncio.to_thread((settings().media_dir / name).unlink, missing_ok=True)


def media_url(name: str) -> str:
    """The full address of a stored picture."""
    return f"{settings().public_url}/media/{name}"


def _clean(data: bytes, longest_side: int) -> tuple[bytes, str]:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureInvalid
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest_side, longest_side))
            out = io.BytesIO()
            if picture.format == "PNG":
                upright.save(out, "PNG", optimize=True)
                return out.getvalue(), ".png"
            upright.convert("RGB").save(out, "JPEG", quality=86)
            return out.getvalue(), ".jpg"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise PictureInvalid from None


def _write(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{id(data)}.part")
    part.write_bytes(data)
    part.replace(path)
