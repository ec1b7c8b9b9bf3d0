# /// script
# requires-python = ">=3.11"
# dependencies = ["pillow>=11", "resvg-py>=0.2"]
# ///
"""Draw the tab bar's PNG beside each SVG of this folder: `uv run make_png.py`, or `python` with both libraries.

A PNG is 81 x 81 with 4 bits a pixel: PLTE holds 16 times the one colour, tRNS 16 steps of opacity. Whoever wants
the icon in another colour replaces PLTE (and its CRC) and needs no graphics library.
"""

import io
import struct
import zlib
from pathlib import Path

import resvg_py
from PIL import Image

SIZE = 81
STEPS = 16
RESTING = bytes.fromhex("707a75")
"""The colour of a tab that is not selected; readable on the light and on the dark tab bar."""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def encode(alpha: Image.Image) -> bytes:
    """A palette PNG of one colour from an 8-bit opacity mask of SIZE x SIZE."""
    rows = bytearray()
    for y in range(SIZE):
        levels = [round(alpha.getpixel((x, y)) * (STEPS - 1) / 255) for x in range(SIZE)] + [0]
        rows += b"\0" + bytes(levels[x] << 4 | levels[x + 1] for x in range(0, SIZE, 2))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 4, 3, 0, 0, 0)
    opacity = bytes(round(step * 255 / (STEPS - 1)) for step in range(STEPS))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"PLTE", RESTING * STEPS),
            chunk(b"tRNS", opacity),
            chunk(b"IDAT", zlib.compress(bytes(rows), 9)),
            chunk(b"IEND", b""),
        )
    )


def main() -> None:
    for source in sorted(Path(__file__).parent.glob("*.svg")):
        drawn = resvg_py.svg_to_bytes(svg_string=source.read_text(encoding="utf-8"), width=SIZE, height=SIZE)
        alpha = Image.open(io.BytesIO(bytes(drawn))).convert("RGBA").getchannel("A")
        source.with_suffix(".png").write_bytes(encode(alpha))


if __name__ == "__main__":
    main()
