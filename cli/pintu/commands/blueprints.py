"""pintu blueprints: the verticals to start from."""

from pathlib import Path

import typer

from pintu.commands.options import Format, FormatOption


def register(app: typer.Typer) -> None:
    app.command("blueprints")(blueprints)


def blueprints(format: FormatOption = Format.TEXT) -> None:  # noqa: A002  as the option is called
    from pintu import console  # noqa: PLC0415
    from pintu.gallery.vertical_sheet import as_data, resolved  # noqa: PLC0415
    from pintu.messages import language, text  # noqa: PLC0415
    from pintu.packs.discover import discover  # noqa: PLC0415
    from pintu.packs.verticals import verticals  # noqa: PLC0415

    catalogue, said = discover(beside=Path.cwd()), language()
    found = [(vertical, resolved(vertical.id, catalogue)) for vertical in verticals(catalogue).values()]
    if format == Format.JSON:
        console.result_json("ok", {"blueprints": [as_data(*one) for one in found]})
        return
    console.table(
        [text(f"column.{name}") for name in ("id", "title", "modules", "summary")],
        [
            (vertical.id, vertical.title.to(said), ", ".join(resolution.ids), vertical.summary.to(said))
            for vertical, resolution in found
        ],
    )
