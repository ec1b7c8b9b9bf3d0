"""pintu explain: which modules come in, in what order, and because of what."""

from pathlib import Path
from typing import Annotated

import typer

from pintu.commands.options import Format, FormatOption, inside


def register(app: typer.Typer) -> None:
    app.command("explain")(explain)


def explain(
    blueprint: Annotated[Path, typer.Argument(metavar="BLUEPRINT")] = Path("blueprint.yaml"),
    module: Annotated[str | None, typer.Argument(metavar="MODULE")] = None,
    format: FormatOption = Format.TEXT,  # noqa: A002  as the option is called
) -> int:
    from pintu import console  # noqa: PLC0415  slow to import, like all below
    from pintu.explain.data import all_as_data, module_as_data  # noqa: PLC0415
    from pintu.explain.text import all_as_text, module_as_text  # noqa: PLC0415
    from pintu.gallery.find import known  # noqa: PLC0415
    from pintu.pipeline import check  # noqa: PLC0415

    checked = check(inside(blueprint))
    if module is not None:
        known("explain.unknown", module, checked.catalogue.contracts)
    if format == Format.JSON:
        data = all_as_data(checked) if module is None else module_as_data(checked, module)
        console.result_json("ok", data)
    else:
        console.show(checked.diagnostics)
        console.result_styled(all_as_text(checked) if module is None else module_as_text(checked, module))
    return 0
