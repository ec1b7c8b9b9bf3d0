"""The mini-program as it is uploaded, in a folder of its own: its files, and what is in use of npm's packages."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pintu.gates.source.app import CONFIGURATION, MiniProgram
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import in_use


@contextmanager
def staged(app: MiniProgram) -> Iterator[Path]:
    """The folder; it is gone afterwards, with what tools leave beside it."""
    with tempfile.TemporaryDirectory(prefix="miniprogram-", ignore_cleanup_errors=True) as temporary:
        root = Path(temporary).resolve() / "miniprogram"
        for path in (*app.own, *(path for path in in_use(app) if path.startswith(f"{NPM}/"))):
            file = app.find(path)
            if file is not None:
                _copy(file, root / path)
        if (app.root / CONFIGURATION[0]).is_file():
            _copy(app.root / CONFIGURATION[0], root / CONFIGURATION[0])
        root.mkdir(exist_ok=True)
        yield root


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)
