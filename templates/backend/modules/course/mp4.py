"""How long a video is, as its own header says: boxes of a size and a type, of which `moov` holds `mvhd`."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_LONG_SIZE = 1
_TO_THE_END = 0


def duration_ms(path: Path) -> int | None:
    """Milliseconds, 1 at least; None for what is no MP4, or does not say how long it is."""
    try:
        with path.open("rb") as file:
            length = path.stat().st_size
            kinds = {kind: (start, end) for kind, start, end in _boxes(file, 0, length)}
            if "ftyp" not in kinds or "moov" not in kinds:
                return None
            for kind, start, _ in _boxes(file, *kinds["moov"]):
                if kind == "mvhd":
                    return _told(file, start)
    except (struct.error, ValueError):
        return None
    return None


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Type, and where the content begins and ends. Raises ValueError for a box that cannot be."""
    while start < end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        content = start + 8
        if size == _LONG_SIZE:
            (size,) = struct.unpack(">Q", file.read(8))
            content += 8
        elif size == _TO_THE_END:
            size = end - start
        if start + size < content or start + size > end:
            raise ValueError("a box ends before it begins, or after the file")
        yield kind.decode("latin-1"), content, start + size
        start += size


def _told(file: BinaryIO, start: int) -> int | None:
    """Version 1 of the header has long times: creation, modification, then how many ticks a second, and how many."""
    file.seek(start)
    (version,) = struct.unpack(">B3x", file.read(4))
    ticks_per_s, ticks = (
        struct.unpack(">16xIQ", file.read(28)) if version == 1 else struct.unpack(">8xII", file.read(16))
    )
    return max(1, int(ticks) * 1000 // int(ticks_per_s)) if ticks_per_s and ticks else None
