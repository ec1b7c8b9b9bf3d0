"""All about one vertical: what its blueprint makes when it is generated as it stands."""

from pathlib import Path

from pintu.gallery.cells import both
from pintu.model.pack import Catalogue
from pintu.model.resolution import Because, Resolution
from pintu.packs.verticals import Vertical
from pintu.pipeline import check


def resolved(vertical: str, catalogue: Catalogue) -> Resolution:
    """The vertical's own blueprint, resolved. Raises what `check` raises where a pack's blueprint is broken."""
    return check(dict(catalogue.verticals())[vertical], catalogue=catalogue).resolution


def as_data(vertical: Vertical, resolution: Resolution) -> dict[str, object]:
    blueprint = resolution.blueprint
    return {
        "id": vertical.id,
        "title": both(vertical.title),
        "summary": both(vertical.summary),
        "example": blueprint.get("app", "name"),
        "file": Path(blueprint.file).name,
        "modules": [
            {"id": module.id, "title": both(module.contract.title), "because": because_data(module.because)}
            for module in resolution.modules
        ],
        "tabs": [{"page": tab.page.id, "label": tab.label, "icon": tab.icon} for tab in resolution.tabs],
        "home": [
            {"block": block.id, "module": block.owner, "options": dict(block.options)} for block in resolution.home
        ],
        "roles": [
            {"id": role.id, "label": role.label, "can": role.can, "scope": role.scope} for role in resolution.roles
        ],
    }


def because_data(because: Because) -> dict[str, object]:
    data = {
        "reason": because.reason,
        "line": because.where.line if because.where else 0,
        "by": because.by,
        "capability": because.capability,
        "joins": because.joins,
    }
    return {key: value for key, value in data.items() if value}
