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
    from pintu.packs.schemas import editor_schema  # noqa: PLC0415

    console.document(json.dumps(editor_schema(discover(beside=Path.cwd())), ensure_ascii=False, indent=2))
