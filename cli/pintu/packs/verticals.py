"""What the verticals in reach say of themselves: `blueprints/<vertical>/about.yaml`, beside the demo data.

It stands outside the vertical's blueprint because everything there is inherited, or belongs to the demo shop.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs

from pintu.errors import PackError, UserError
from pintu.model.contract import Words
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.model.pack import Catalogue
from pintu.packs.schemas import read_schema
from pintu.stages.checks.shape import check_shape
from pintu.stages.read_yaml import read_yaml

FILE = "about.yaml"


@dataclass(frozen=True, slots=True)
class Vertical:
    id: str
    title: Words
    summary: Words


def verticals(catalogue: Catalogue) -> Mapping[str, Vertical]:
    """Every vertical by id, sorted. Raises `PackError` with all that is wrong with any of them."""
    found: dict[str, Vertical] = {}
    wrong: list[Diagnostic] = []
    for id_, blueprint in sorted(dict(catalogue.verticals()).items()):
        try:
            found[id_] = read_vertical(id_, blueprint)
        except PackError as error:
            wrong += error.diagnostics
    if wrong:
        raise PackError(wrong)
    return found


def read_vertical(id_: str, blueprint: Path) -> Vertical:
    """What stands beside the vertical's own blueprint. Raises `PackError` where nothing does, or something else."""
    file = blueprint.with_suffix("") / FILE
    if not file.is_file():
        raise PackError(
            [Diagnostic("vertical.untold", Where(str(blueprint)), {"vertical": id_, "file": f"{id_}/{FILE}"})]
        )
    try:
        document = read_yaml(file)
    except UserError as error:
        raise PackError(error.diagnostics) from error
    schema = read_schema("vertical")
    _, found = check_shape(document, jsonschema_rs.Draft202012Validator(schema), schema)
    if found:
        raise PackError(found)
    data: Any = document.data
    return Vertical(id_, *(Words(data[key]["zh"], data[key]["en"]) for key in ("title", "summary")))
