"""Roles: what each may do, in permissions of the chosen modules."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from pintu.model.contract import Contract
from pintu.model.document import Data
from pintu.model.scene import Role
from pintu.stages.checks.suggest import closest
from pintu.stages.furnish_told import Told

OWNER = "owner"
EVERYTHING = "*"
OF_A_MODULE = ".*"
EVERYBODYS = "all"


def furnish_roles(told: Told) -> tuple[Role, ...]:
    """The roles of the blueprint; `owner` is built into every backend and not among them."""
    blueprint = told.resolution.blueprint
    said = blueprint.get("roles")
    roles = []
    for id_, role in (said if isinstance(said, dict) else {}).items():
        if id_ == OWNER:
            told.say("role.owner", ("roles", id_))
        elif isinstance(role, dict):
            can = tuple(dict.fromkeys(_permissions(id_, role.get("can"), told)))
            scope = str(role.get("scope", EVERYBODYS))
            if scope != EVERYBODYS and not _lost(role.get("can"), can, scope, told):
                _check_scope(id_, can, scope, told)
            roles.append(Role(id_, str(role.get("label", id_)), can, scope))
    return tuple(roles)


def _permissions(role: str, said: Data, told: Told) -> Iterator[str]:
    known = _known(_in(told))
    for index, name in enumerate(said if isinstance(said, list) else ()):
        if not isinstance(name, str):
            continue
        path = ("roles", role, "can", index)
        if name in known:
            yield name
        elif owner := _known(tuple(told.catalogue.contracts.values())).get(name):
            told.out("role.module_out", path, path[:-1], owner, name=name)
        elif not told.is_told(name.partition(".")[0]):
            told.say("role.unknown_permission", path, closest(name, known), permission=name)


def _lost(said: Data, can: Sequence[str], scope: str, told: Told) -> bool:
    """Nothing that was said is left, or what the scope was for went with its module."""
    gone = [name for name in (said if isinstance(said, list) else ()) if isinstance(name, str) and name not in can]
    narrowed = _kept_to(scope, tuple(told.catalogue.contracts.values()))
    return bool(gone) and (not can or any(_covers(name, one) for name in gone for one in narrowed))


def _check_scope(role: str, can: Sequence[str], scope: str, told: Told) -> None:
    """A scope that nothing the role may do is kept to would look narrow, and open all records."""
    if any(_covers(grant, name) for name in _kept_to(scope, _in(told)) for grant in can):
        return
    able = sorted(set(_kept_to(scope, tuple(told.catalogue.contracts.values())).values()))
    told.say("role.scope_of_others", ("roles", role, "scope"), scope=scope, modules=", ".join(able))


def _covers(grant: str, permission: str) -> bool:
    of_a_module = grant.endswith(OF_A_MODULE) and permission.startswith(grant.removesuffix("*"))
    return of_a_module or grant in (permission, EVERYTHING)


def _kept_to(scope: str, contracts: tuple[Contract, ...]) -> Mapping[str, str]:
    """The permissions that can be kept to `scope`, with their modules."""
    rows = ((row, contract.id) for contract in contracts for row in contract.entries("permissions"))
    return {str(row["id"]): owner for row, owner in rows if scope in cast("list[str]", row.get("scopes", []))}


def _in(told: Told) -> tuple[Contract, ...]:
    return (told.resolution.base, *(module.contract for module in told.resolution.modules))


@lru_cache(maxsize=64)
def _known(contracts: tuple[Contract, ...]) -> Mapping[str, str]:
    """Every permission, and every `<module>.*` that stands for some, with the module that it belongs to."""
    known = {EVERYTHING: ""}
    for contract in contracts:
        for row in contract.entries("permissions"):
            id_ = str(row["id"])
            known |= {id_: contract.id, id_.partition(".")[0] + OF_A_MODULE: contract.id}
    return known
