"""What the doctor looks at, and what it says."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.pipeline import Checked

System: TypeAlias = Literal["linux", "macos", "windows"]
State: TypeAlias = Literal["ok", "missing", "attention"]


@dataclass(frozen=True, slots=True)
class Patient:
    """What there is to look at: a folder, its blueprint (checked) where there is one, and environment variables.

    The variables are those of the process over those of the folder's `.env`, as the backend reads them.
    """

    folder: Path
    environment: Mapping[str, str] = field(repr=False)
    project: Checked | None = None
    system: System = "linux"


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` keys the texts `doctor.<name>` (what it is for) and `doctor.<name>.how` or `doctor.<name>.how_<system>`.

    `required` says that nothing works without it. `found` is a version, an address, a list: what is there.
    """

    name: str
    state: State
    found: str = ""
    required: bool = False
    details: Mapping[str, object] = field(default_factory=dict)


def this_system() -> System:
    return "windows" if sys.platform == "win32" else "macos" if sys.platform == "darwin" else "linux"
