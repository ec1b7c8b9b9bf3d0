"""The files of `.pintu/` itself. Nothing waits for them to be on the disk: they can be made again."""

import os
from collections.abc import Mapping
from pathlib import Path

from pintu.stages.write_files import create, make_folders, write_out


def put_private(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by path in `folder`, where nothing is yet."""
    make_folders(f"{folder}/{name}" for name in files)
    for name, content in files.items():
        descriptor = create(f"{folder}/{name}")
        try:
            write_out(descriptor, content)
        finally:
            os.close(descriptor)
