"""Options that mean the same wherever they stand. Their help is `help.any.<parameter>`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pintu import console


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


def _announce(value: Format) -> Format:
    """Before the command runs, so that whatever goes wrong is said in the same format."""
    console.speak_json(on=value == Format.JSON)
    return value


FormatOption = Annotated[Format, typer.Option("--format", callback=_announce)]
NoInput = Annotated[bool, typer.Option("--no-input")]


def inside(blueprint: Path) -> Path:
    """The blueprint that is meant by its folder, or by its own name."""
    return blueprint / "blueprint.yaml" if blueprint.is_dir() else blueprint
