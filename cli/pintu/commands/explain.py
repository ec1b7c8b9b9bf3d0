"""pintu explain."""

from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    app.command("explain")(explain)


def explain(blueprint: Path) -> None:
    from pintu.pipeline import check  # noqa: PLC0415

    checked = check(blueprint)
    typer.echo(" ".join(checked.resolution.ids))
