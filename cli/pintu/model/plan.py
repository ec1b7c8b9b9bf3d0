"""Every file that will be, before any is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pintu.model.resolution import Resolution

Policy: TypeAlias = Literal["managed", "seeded"]
"""Managed files are kept up to date; seeded ones are written once and then belong to the reader."""

BLUEPRINT = "blueprint"
"""The owner of what a project is made from and carries with itself: the blueprint, its layers, data and assets."""

RETIRED = "retired:"
"""What the owner of a migration starts with whose module was taken out; the module's id follows."""

READER = "reader"
"""The owner of what a person wrote and that is only moved: it is never in the lock."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a file, as they are."""

    file: str | Path
    """A text where there are hundreds: a `Path` takes longer to make than most files to read."""


@dataclass(frozen=True, slots=True)
class Render:
    """A template of `pack`, named relative to its `templates/` folder."""

    pack: str
    template: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is already known: a layer of the blueprint with its paths adapted."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tint:
    """A palette PNG whose one colour is replaced: an icon in the colour of the theme (`#rrggbb`)."""

    file: Path
    colour: str


Source: TypeAlias = Copy | Render | Text | Tint


@dataclass(frozen=True, slots=True)
class Row:
    """One file of the project: `path` is relative to it, with `/`.

    `moved_from`: the path in the project that the file leaves for this one.
    """

    path: str
    source: Source
    owner: str
    policy: Policy = "managed"
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`head` is what the lock will say of versions and layers.

    `in_place`: the blueprint lives in the project itself; it and what belongs to it are left alone, not rows.
    """

    resolution: Resolution
    rows: tuple[Row, ...]
    context: Mapping[str, object] = field(repr=False)
    head: Mapping[str, str]
    in_place: bool
