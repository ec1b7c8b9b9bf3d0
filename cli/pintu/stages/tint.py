"""Recolouring a palette PNG: its PLTE chunk is replaced (PNG specification, section 11.2.2)."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def tint(png: bytes, colour: str) -> bytes:
    """The same picture with every palette entry set to `colour` (`#rrggbb`); transparency (tRNS) stays.

    Raises `ValueError` when `png` is not a palette PNG.
    """
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    rgb = bytes.fromhex(colour.removeprefix("#"))
    out, offset, found = [SIGNATURE], len(SIGNATURE), False
    while offset < len(png):
        (length,) = struct.unpack_from(">I", png, offset)
        kind, body = png[offset + 4 : offset + 8], png[offset + 8 : offset + 8 + length]
        if kind == b"PLTE":
            body, found = rgb * (length // 3), True
        out.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
        offset += 12 + length
    if not found:
        raise ValueError("not a palette PNG")
    return b"".join(out)
