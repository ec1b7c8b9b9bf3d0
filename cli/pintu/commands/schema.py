"""pintu schema: the JSON Schema of blueprints, for editors.

# yaml-language-server: $schema=blueprint.schema.json
"""

import json
from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    app.command("schema")(schema)


def schema() -> None:
    from pintu import console  # noqa: PLC0415  slow to import, like all below
    from pintu.packs.discover import discover  # noqa: PLC0415
    from pintu.packs.schemas import blueprint_schema, for_editors  # noqa: PLC0415

    joined = for_editors(blueprint_schema(discover(beside=Path.cwd())))
    console.document(json.dumps(joined, ensure_ascii=False, indent=2))
