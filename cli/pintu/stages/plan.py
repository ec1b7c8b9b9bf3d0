"""plan: Resolution -> Plan. Every decision about files is made here: what depends on something is a row, or none."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pintu import paths
from pintu.errors import BlueprintError, InternalBug, PackError
from pintu.model.diagnostic import Diagnostic
from pintu.model.lock import Lock
from pintu.model.pack import Catalogue
from pintu.model.plan import BLUEPRINT, Plan, Row
from pintu.model.resolution import Resolution
from pintu.points import fold_all
from pintu.stages.lock import read_lock
from pintu.stages.plan_assets import assets
from pintu.stages.plan_context import business_context
from pintu.stages.plan_files import OWNER, module_rows, project_rows
from pintu.stages.plan_inputs import goes_along, head, is_in_place
from pintu.stages.plan_retired import retired_modules, retired_rows, returned_rows


def plan(resolution: Resolution, catalogue: Catalogue, root: Path | None = None) -> Plan:
    """Every file of the project in `root` (None: anywhere but where the blueprint is).

    Raises `PackError` when packs claim one path, or name one that no project may have; `InternalBug` when ours do;
    `ConflictError` when the lock in `root` cannot be read.
    """
    in_place = root is not None and is_in_place(resolution.blueprint, root)
    luggage = () if in_place else goes_along(resolution.blueprint, catalogue)
    lock = read_lock(root)[0] if root else Lock()
    rows = [*_rows(resolution, catalogue, root), *luggage]
    if root:
        brought = {row.path for row in rows}
        rows += [*retired_rows(resolution, lock, root), *returned_rows(resolution, root, brought)]
    rows.sort(key=lambda row: row.path)
    _check_paths(rows, resolution, catalogue)
    context = {**business_context(resolution.blueprint), **fold_all(resolution, catalogue)}
    context["retired"] = retired_modules(resolution, lock, rows)
    return Plan(resolution, tuple(rows), context, head(resolution, catalogue, luggage, root), in_place)


def _rows(resolution: Resolution, catalogue: Catalogue, root: Path | None) -> Iterator[Row]:
    yield from project_rows(resolution, catalogue)
    for module in resolution.modules:
        yield from module_rows(module.contract, resolution, catalogue)
    yield from assets(resolution, catalogue, root)


def _check_paths(rows: Iterable[Row], resolution: Resolution, catalogue: Catalogue) -> None:
    owners: dict[str, str] = {}
    for row in rows:
        if row.path in owners:
            raise _claimed_twice((row.path, row.path), (owners[row.path], row.owner), resolution, catalogue)
        if problem := paths.problem_of(row.path):
            raise _refused("path.unsafe", row.owner, {"path": row.path, "problem": problem}, resolution, catalogue)
        owners[row.path] = row.owner
    if pair := paths.collision(owners):
        raise _claimed_twice(pair, (owners[pair[0]], owners[pair[1]]), resolution, catalogue)


def _claimed_twice(
    pair: tuple[str, str], owners: tuple[str, str], resolution: Resolution, catalogue: Catalogue
) -> Exception:
    """The one that is not the base's is blamed."""
    args = {"path": pair[0], "first": owners[0], "other": pair[1], "second": owners[1]}
    return _refused("path.claimed_twice", owners[owners[0] == OWNER], args, resolution, catalogue)


def _refused(
    code: str, owner: str, args: Mapping[str, str], resolution: Resolution, catalogue: Catalogue
) -> PackError | BlueprintError | InternalBug:
    """A pack's fault, at its contract; the blueprint's; or our own."""
    details = {"owner": owner, **args}
    if owner == BLUEPRINT:
        return BlueprintError([Diagnostic(code, resolution.blueprint.where(), details)])
    contract = resolution.module(owner).contract if owner in resolution.ids else resolution.base
    if catalogue.pack(contract.pack).trusted:
        return InternalBug(f"{code} {details}")
    return PackError([Diagnostic(code, contract.document.where(("id",)), details)])
