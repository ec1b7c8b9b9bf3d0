"""pintu show: all about one module, or about one vertical's blueprint."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from pintu.commands.options import Format, FormatOption

if TYPE_CHECKING:
    from pintu.model.pack import Catalogue

Shown: TypeAlias = tuple[str, Iterable[tuple[str, str]], dict[str, object]]
"""Its name in JSON, the styled text, and the data."""


def register(app: typer.Typer) -> None:
    app.command("show")(show)


def show(
    name: Annotated[str, typer.Argument(metavar="ID")],
    format: FormatOption = Format.TEXT,  # noqa: A002  as the option is called
) -> None:
    from pintu import console  # noqa: PLC0415
    from pintu.gallery.find import known  # noqa: PLC0415
    from pintu.packs.discover import discover  # noqa: PLC0415

    catalogue = discover(beside=Path.cwd())
    known("show.unknown", name, {*catalogue.contracts, *dict(catalogue.verticals())})
    kind, pieces, data = (_module if name in catalogue.contracts else _vertical)(name, catalogue)
    if format == Format.JSON:
        console.result_json("ok", {kind: data})
    else:
        console.result_styled(pieces)


def _module(name: str, catalogue: "Catalogue") -> Shown:
    from pintu.gallery.module_sheet import as_data, module_sheet  # noqa: PLC0415
    from pintu.gallery.module_text import module_text  # noqa: PLC0415

    sheet = module_sheet(catalogue.contracts[name], catalogue)
    return "module", module_text(sheet), as_data(sheet)


def _vertical(name: str, catalogue: "Catalogue") -> Shown:
    from pintu.gallery.vertical_sheet import as_data, resolved  # noqa: PLC0415
    from pintu.gallery.vertical_text import vertical_text  # noqa: PLC0415
    from pintu.packs.verticals import read_vertical  # noqa: PLC0415

    vertical, resolution = read_vertical(name, dict(catalogue.verticals())[name]), resolved(name, catalogue)
    return "blueprint", vertical_text(vertical, resolution), as_data(vertical, resolution)
