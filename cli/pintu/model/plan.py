"""Every file that will be, before any is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.model.resolution import Resolution

Policy: TypeAlias = Literal["managed", "seeded"]
"""Managed files are kept up to date; seeded ones are written once and then belong to the reader."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a file, as they are."""

    file: Path


@dataclass(frozen=True, slots=True)
class Render:
    """A template of `pack`, named relative to its `templates/` folder; `extra` joins the plan's context."""

    pack: str
    template: str
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tint:
    """A palette PNG whose one colour is replaced: an icon in the colour of the theme (`#rrggbb`)."""

    file: Path
    colour: str


Source: TypeAlias = Copy | Render | Tint


@dataclass(frozen=True, slots=True)
class Row:
    """One file of the project: `path` is relative to it, with `/`."""

    path: str
    source: Source
    owner: str
    policy: Policy = "managed"
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    resolution: Resolution
    rows: tuple[Row, ...]
    context: Mapping[str, object] = field(repr=False)
