"""pintu validate."""

from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    app.command("validate")(validate)


def validate(blueprint: Path) -> None:
    from pintu.pipeline import check  # noqa: PLC0415

    checked = check(blueprint)
    typer.echo(" ".join(checked.resolution.ids))
