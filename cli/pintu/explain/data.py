"""Why each module is in, what the layers are, and what was dropped: as data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pintu.messages import language
from pintu.model.contract import Contract
from pintu.model.document import Where
from pintu.model.resolution import Because, Chosen, Resolution
from pintu.pipeline import Checked
from pintu.report.finding import as_data, findings
from pintu.stages.resolve_choice import wanted

Row: TypeAlias = dict[str, Any]


def all_as_data(checked: Checked) -> Row:
    """The whole blueprint: layers (lowest first), modules in order, and what is out."""
    resolution, blueprint = checked.resolution, checked.blueprint
    named = blueprint.get("modules")
    removed = [id_ for id_, value in named.items() if value is False] if isinstance(named, dict) else []
    return {
        "app": {key: blueprint.get("app", key) for key in ("name", "slug", "vertical")},
        "layers": [layer.document.file for layer in blueprint.layers],
        "modules": [_module(module, resolution) for module in resolution.modules],
        "removed": [{"id": id_, "where": place(blueprint.where("modules", id_))} for id_ in removed],
        "dropped": [
            {"what": drop.what, "where": place(drop.where), "by": place(drop.by)} for drop in resolution.dropped
        ],
        "diagnostics": [as_data(finding) for finding in findings(checked.diagnostics)],
    }


def module_as_data(checked: Checked, id_: str) -> Row:
    """One module, in or not: what it needs and from whom, who needs it, and where each setting comes from."""
    resolution, contract = checked.resolution, checked.catalogue.contracts[id_]
    chosen = next((module for module in resolution.modules if module.id == id_), None)
    return {
        **_names(contract),
        "in": chosen is not None,
        "because": [_because(module) for module in _chain(chosen, resolution)] if chosen else [],
        "removed": _removed(checked, id_),
        "provides": list(contract.provides),
        "requires": [_need(names, resolution) for names in map(wanted, contract.requires)],
        "uses": [_need((name,), resolution) for name in contract.uses],
        "required_by": [module.id for module in resolution.modules if chosen and _needs(module, contract)],
        "settings": [_setting(name, value, checked, id_) for name, value in chosen.settings.items()] if chosen else [],
    }


def _module(module: Chosen, resolution: Resolution) -> Row:
    needed_by = [other.id for other in resolution.modules if _needs(other, module.contract)]
    return {**_names(module.contract), "because": _because(module), "required_by": needed_by}


def _names(contract: Contract) -> Row:
    tongue = language()
    return {"id": contract.id, "title": contract.title.to(tongue), "summary": contract.summary.to(tongue)}


def _because(module: Chosen) -> Row:
    because: Because = module.because
    row = {
        "module": module.id,
        "reason": because.reason,
        "where": place(because.where) if because.where else None,
        "by": because.by,
        "capability": because.capability,
        "joins": list(because.joins),
    }
    return {key: value for key, value in row.items() if value}


def _chain(module: Chosen, resolution: Resolution) -> Iterator[Chosen]:
    """The module, who brought it in, who brought that in, up to what the blueprint names."""
    yield module
    while module.because.reason != "blueprint":
        module = resolution.module(module.because.by or module.because.joins[0])
        yield module


def _needs(module: Chosen, contract: Contract) -> bool:
    return any(set(wanted(need)) & set(contract.provides) for need in module.contract.requires)


def _need(names: Sequence[str], resolution: Resolution) -> Row:
    """A requirement with the modules that fulfil it; `app` is what every project has."""
    providers = [id_ for name in names for id_ in resolution.providers.get(name, ())]
    if set(names) & set(resolution.base.provides):
        providers.append(resolution.base.id)
    return {"capability": " / ".join(names), "from": list(dict.fromkeys(providers))}


def _removed(checked: Checked, id_: str) -> Mapping[str, object] | None:
    if checked.blueprint.get("modules", id_) is not False:
        return None
    return place(checked.blueprint.where("modules", id_))


def _setting(name: str, value: object, checked: Checked, id_: str) -> Row:
    path = ("modules", id_, name)
    where = place(checked.blueprint.where(*path)) if checked.blueprint.level(path) >= 0 else None
    return {"name": name, "value": value, "where": where}


def place(where: Where) -> Row:
    return {"file": where.file, "line": where.line, "column": where.column}
