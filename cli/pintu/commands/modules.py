"""pintu modules: what there is to put into a blueprint."""

from pathlib import Path
from typing import Annotated

import typer

from pintu.commands.options import Format, FormatOption


def register(app: typer.Typer) -> None:
    app.command("modules")(modules)


def modules(
    vertical: Annotated[str | None, typer.Option("--vertical", metavar="V")] = None,
    format: FormatOption = Format.TEXT,  # noqa: A002  as the option is called
) -> None:
    from pintu import console  # noqa: PLC0415
    from pintu.gallery.cells import requirements  # noqa: PLC0415
    from pintu.gallery.find import known  # noqa: PLC0415
    from pintu.messages import language, text  # noqa: PLC0415
    from pintu.packs.discover import discover  # noqa: PLC0415

    catalogue = discover(beside=Path.cwd())
    contracts = [contract for _, contract in sorted(catalogue.contracts.items())]
    if vertical is not None:
        named = {name for contract in contracts for name in contract.verticals}
        known("vertical.unknown", vertical, named | {id_ for id_, _ in catalogue.verticals()})
        contracts = [contract for contract in contracts if vertical in contract.verticals]
    if format == Format.JSON:
        from pintu.gallery.module_sheet import as_data, module_sheet  # noqa: PLC0415

        console.result_json("ok", {"modules": [as_data(module_sheet(contract, catalogue)) for contract in contracts]})
        return
    said = language()
    console.table(
        [text(f"column.{name}") for name in ("id", "title", "maturity", "requires", "summary")],
        [
            (
                contract.id,
                contract.title.to(said),
                text(f"maturity.{contract.maturity}"),
                requirements(contract.requires),
                contract.summary.to(said),
            )
            for contract in contracts
        ],
    )
