"""resolve: Blueprint -> Resolution. What is asked for, what that requires, what bridges it, in what order.

    modules: {order: }                  order requires identity and catalog
    -> catalog, identity, order         each with the `because` that brought it in

Nothing cascades: a module that is needed and set to `false` is an error, never silently dropped.
"""

from collections.abc import Iterator, Mapping, Sequence

from pintu.errors import BlueprintError, ResolutionError
from pintu.messages import Term
from pintu.model.blueprint import Blueprint, Dropped
from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic, has_errors
from pintu.model.document import Data, Where
from pintu.model.pack import Catalogue
from pintu.model.resolution import Because, Chosen, Resolution
from pintu.stages.furnish import furnish
from pintu.stages.layers import over
from pintu.stages.resolve_choice import Choice, choose
from pintu.stages.resolve_order import in_order


def resolve(
    blueprint: Blueprint, catalogue: Catalogue, found: Sequence[Diagnostic] = ()
) -> tuple[Resolution, tuple[Diagnostic, ...]]:
    """Everything that the blueprint means, with what was said on the way.

    Raises `BlueprintError` where `found` holds an error already, else `ResolutionError` where the modules cannot stand
    together; both with every diagnostic there is.
    """
    named = named_modules(blueprint)
    choice = choose(named, catalogue)
    ordered, cycle = in_order([catalogue.contracts[id_] for id_ in choice.modules])
    resolution = Resolution(
        blueprint=blueprint,
        base=catalogue.base,
        modules=tuple(_chosen(contract, choice, named, blueprint) for contract in ordered),
        providers=_providers(ordered),
        dropped=tuple(_overruled(blueprint, named)),
    )
    problems = [
        *_capabilities(choice, blueprint),
        *_conflicts(choice, catalogue, blueprint),
        *_cycle(cycle, choice, blueprint),
    ]
    resolution, remarks = furnish(resolution, catalogue, [*found, *problems])
    diagnostics = (*found, *problems, *remarks)
    if has_errors(found):
        raise BlueprintError(diagnostics)
    if has_errors(diagnostics):
        raise ResolutionError(diagnostics)
    return resolution, diagnostics


def named_modules(blueprint: Blueprint) -> dict[str, Data]:
    """What the blueprint says of modules: settings, or True or None for the defaults, or False."""
    said = blueprint.get("modules")
    return said if isinstance(said, dict) else {}


def _chosen(contract: Contract, choice: Choice, named: Mapping[str, Data], blueprint: Blueprint) -> Chosen:
    because = choice.modules[contract.id]
    if because.reason == "blueprint":
        because = Because("blueprint", blueprint.where("modules", contract.id, key=True))
    defaults = {setting.name: setting.default for setting in contract.settings}
    said = named.get(contract.id)
    return Chosen(contract, because, over(defaults, said) if isinstance(said, dict) else defaults)


def _providers(ordered: Sequence[Contract]) -> dict[str, tuple[str, ...]]:
    capabilities = sorted({capability for contract in ordered for capability in contract.provides})
    return {name: tuple(c.id for c in ordered if name in c.provides) for name in capabilities}


def _overruled(blueprint: Blueprint, named: Mapping[str, Data]) -> Iterator[Dropped]:
    """Modules that a lower layer takes in and a higher one takes out."""
    for id_, value in named.items():
        if value is not False:
            continue
        level = blueprint.level(("modules", id_))
        for layer in blueprint.layers[:level]:
            modules = layer.data.get("modules")
            if isinstance(modules, dict) and modules.get(id_, False) is not False:
                where = layer.document.where(("modules", id_), key=True)
                yield Dropped(where, f"modules: {id_}", blueprint.where("modules", id_))


def _capabilities(choice: Choice, blueprint: Blueprint) -> Iterator[Diagnostic]:
    """Requirements that nothing fulfils."""
    for gap in choice.gaps:
        args = {"module": gap.by[0], "capability": " / ".join(gap.wanted), "dependents": _names(gap.by)}
        where = _place(gap.by[0], choice, blueprint)
        if gap.free:
            yield Diagnostic("capability.ambiguous", where, {**args, "providers": _names(gap.free)})
        elif gap.removed:
            removed = max(gap.removed, key=lambda id_: blueprint.level(("modules", id_)))
            yield Diagnostic("module.needed", blueprint.where("modules", removed), {**args, "removed": removed})
        else:
            yield Diagnostic("capability.missing", where, args)


def _conflicts(choice: Choice, catalogue: Catalogue, blueprint: Blueprint) -> Iterator[Diagnostic]:
    contracts = catalogue.contracts
    pairs = {tuple(sorted((a, b))) for a in choice.modules for b in contracts[a].conflicts if b in choice.modules}
    for first, second in sorted(pairs):
        whys = {"why_first": _why(first, choice), "why_second": _why(second, choice)}
        args = {"first": first, "second": second, **whys}
        yield Diagnostic("module.conflict", _place(second, choice, blueprint), args)


def _cycle(cycle: Sequence[str], choice: Choice, blueprint: Blueprint) -> Iterator[Diagnostic]:
    if cycle:
        yield Diagnostic(
            "module.cycle", _place(cycle[0], choice, blueprint), {"cycle": " -> ".join([*cycle, cycle[0]])}
        )


def _place(id_: str, choice: Choice, blueprint: Blueprint) -> Where:
    """Where the blueprint names a module, or the one on whose account it is in."""
    because = choice.modules[id_]
    while because.reason != "blueprint":
        id_ = because.by or because.joins[0]
        because = choice.modules[id_]
    return blueprint.where("modules", id_, key=True)


def _why(id_: str, choice: Choice) -> Term:
    because = choice.modules[id_]
    names = _names(because.joins)
    return Term(f"because.{because.reason}", by=because.by, capability=because.capability, joins=names)


def _names(ids: Sequence[str]) -> str:
    return ", ".join(f"`{id_}`" for id_ in ids)
