"""pintu blueprints: the verticals to start from."""

from pathlib import Path

import typer

from pintu.commands.options import Format, FormatOption


def register(app: typer.Typer) -> None:
    app.command("blueprints")(blueprints)


def blueprints(format: FormatOption = Format.TEXT) -> None:  # noqa: A002  as the option is called
    from pintu import console  # noqa: PLC0415
    from pintu.gallery.vertical_sheet import as_data, resolved  # noqa: PLC0415
    from pintu.messages import text  # noqa: PLC0415
    from pintu.packs.discover import discover  # noqa: PLC0415

    catalogue = discover(beside=Path.cwd())
    verticals = {vertical: resolved(vertical, catalogue) for vertical, _ in sorted(catalogue.verticals())}
    if format == Format.JSON:
        data = [as_data(vertical, resolution) for vertical, resolution in verticals.items()]
        console.result_json("ok", {"blueprints": data})
        return
    console.table(
        [text(f"column.{name}") for name in ("id", "name", "modules")],
        [
            (vertical, str(resolution.blueprint.get("app", "name") or ""), ", ".join(resolution.ids))
            for vertical, resolution in verticals.items()
        ],
    )
