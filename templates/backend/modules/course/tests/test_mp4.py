import struct
from pathlib import Path

import pytest

from app.modules.course.mp4 import duration_ms
from tests.course.factory import box, mp4

LONG = struct.pack(">B3xQQIQ", 1, 0, 0, 90_000, 90_000 * 61)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (mp4(61.5), 61_500),
        (mp4(0.0004) + b"", None),
        (box(b"ftyp", b"isom") + box(b"mdat", bytes(99)) + box(b"moov", box(b"mvhd", LONG)), 61_000),
        (box(b"ftyp", b"isom") + struct.pack(">I4sQ", 1, b"moov", 16 + 8 + len(LONG)) + box(b"mvhd", LONG), 61_000),
        (box(b"ftyp", b"isom") + struct.pack(">I4s", 0, b"moov") + box(b"mvhd", LONG), 61_000),
        (box(b"moov", box(b"mvhd", LONG)), None),
        (box(b"ftyp", b"isom"), None),
        (box(b"ftyp", b"isom") + box(b"moov", b""), None),
        (box(b"ftyp", b"isom") + struct.pack(">I4s", 4, b"moov"), None),
        (box(b"ftyp", b"isom") + struct.pack(">I4s", 999, b"moov"), None),
        (b"ftyp", None),
        (b"", None),
    ],
)
def test_as_its_header_says(tmp_path: Path, content: bytes, expected: int | None) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert duration_ms(path) == expected
