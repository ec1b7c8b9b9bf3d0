"""All about one module: its contract, its neighbours, and what can be read off its tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pintu.gallery.cells import both
from pintu.model.contract import Contract, Requirement
from pintu.model.pack import Catalogue, Pack
from pintu.points import POINTS
from pintu.points.point import Entry, Point

BYTECODE = "__pycache__"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Other modules, by id: those that require what this one provides, use it, or join it to others."""

    required_by: tuple[str, ...]
    used_by: tuple[str, ...]
    bridged_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModuleSheet:
    contract: Contract
    neighbours: Neighbours
    points: Mapping[Point, tuple[Entry, ...]]
    files: Mapping[str, int]
    """How many files it brings: `backend`, `tests`, `miniprogram`."""


def module_sheet(contract: Contract, catalogue: Catalogue) -> ModuleSheet:
    pack = catalogue.pack(contract.pack)
    points = {point: tuple(point.entries(contract, pack)) for point in POINTS}
    return ModuleSheet(contract, _neighbours(contract, catalogue), points, _files(contract, pack))


def capabilities(requirements: Iterable[Requirement]) -> frozenset[str]:
    """Every capability that could satisfy one of `requirements`."""
    return frozenset(name for one in requirements for name in ((one,) if isinstance(one, str) else one))


def _neighbours(contract: Contract, catalogue: Catalogue) -> Neighbours:
    offered = set(contract.provides)
    others = [other for other in catalogue.contracts.values() if other.id != contract.id]
    return Neighbours(
        required_by=tuple(sorted(other.id for other in others if offered & capabilities(other.requires))),
        used_by=tuple(sorted(other.id for other in others if offered & set(other.uses))),
        bridged_by=tuple(sorted(other.id for other in others if {contract.id, *offered} & set(other.bridges))),
    )


def _files(contract: Contract, pack: Pack) -> dict[str, int]:
    templates = pack.root / "templates"
    backend = templates / "backend" / "modules" / contract.id
    tests = _count(backend / "tests")
    return {
        "backend": _count(backend) - tests,
        "tests": tests,
        "miniprogram": _count(templates / "miniprogram" / "modules" / contract.id),
    }


def _count(folder: Path) -> int:
    return sum(path.is_file() and BYTECODE not in path.parts for path in folder.rglob("*"))


def as_data(sheet: ModuleSheet) -> dict[str, object]:
    """For JSON: every text in both languages, every point by its name."""
    contract = sheet.contract
    return {
        "id": contract.id,
        "title": both(contract.title),
        "summary": both(contract.summary),
        "version": contract.version,
        "maturity": contract.maturity,
        "pack": contract.pack,
        "verticals": contract.verticals,
        "provides": contract.provides,
        "requires": contract.requires,
        "uses": contract.uses,
        "conflicts": contract.conflicts,
        "after": contract.after,
        "bridges": contract.bridges,
        "required_by": sheet.neighbours.required_by,
        "used_by": sheet.neighbours.used_by,
        "bridged_by": sheet.neighbours.bridged_by,
        "files": sheet.files,
        **{point.name: entries for point, entries in sheet.points.items()},
    }
