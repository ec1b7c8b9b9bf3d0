"""Recolouring a palette PNG: its PLTE chunk is replaced (PNG specification, section 11.2.2)."""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def tint(png: bytes, colour: str) -> bytes:
    """The same picture with every palette entry set to `colour` (`#rrggbb`); transparency (tRNS) stays.

    Raises `ValueError` when `png` is not a palette PNG.
    """
    rgb = bytes.fromhex(colour.removeprefix("#"))
    out, found = [SIGNATURE], False
    for kind, body in _chunks(png):
        if kind == b"PLTE":
            body, found = rgb * (len(body) // 3), True  # noqa: PLW2901  the chunk in its new colour
        out.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    if not found:
        raise ValueError("not a palette PNG")
    return b"".join(out)


def is_palette(png: bytes) -> bool:
    try:
        return any(kind == b"PLTE" for kind, _ in _chunks(png))
    except ValueError:
        return False


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    offset = len(SIGNATURE)
    while offset < len(png):
        length = int.from_bytes(png[offset : offset + 4], "big")
        if offset + 12 + length > len(png):
            raise ValueError("a PNG that ends too early")
        yield png[offset + 4 : offset + 8], png[offset + 8 : offset + 8 + length]
        offset += 12 + length
