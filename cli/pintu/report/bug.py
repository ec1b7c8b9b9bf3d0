"""What a reader can paste into a report when Pintu itself has failed."""

import platform
import traceback
from collections.abc import Sequence
from pathlib import Path

from pintu import __version__
from pintu.masking import mask

RULE = "-" * 72


def describe(error: BaseException, arguments: Sequence[str]) -> str:
    """Versions, the command and the traceback between two rules; home folders shortened, secrets starred out."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    versions = f"pintu {__version__}, Python {platform.python_version()}, {system}"
    trace = "".join(traceback.format_exception(error))
    body = "\n".join([versions, f"$ pintu {' '.join(arguments)}", "", trace.rstrip()])
    return mask(f"{RULE}\n{body.replace(str(Path.home()), '~')}\n{RULE}\n")
