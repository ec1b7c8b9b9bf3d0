"""pintu generate: the main job."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command("generate")(generate)


def generate(
    blueprint: Annotated[Path, typer.Argument()] = Path("blueprint.yaml"),
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    from pintu.pipeline import check, compare  # noqa: PLC0415
    from pintu.stages.write import write  # noqa: PLC0415

    checked = check(blueprint)
    report = write(compare(checked, output or Path(checked.blueprint.slug)))
    typer.echo(f"{len(report.written)} written")
