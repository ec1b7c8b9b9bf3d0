"""Every gate, in the order in which they are told: what is quick and what everything else rests on first."""

from collections.abc import Iterable, Sequence

from pintu.gates import (
    backend,
    browser_globals,
    components,
    files,
    imports,
    navigation,
    privacy,
    schemas,
    scripts,
    sizes,
    templates,
    wechat_ci,
    wechat_compilers,
)
from pintu.gates.gate import Gate

GATES: Sequence[Gate] = (
    schemas.GATE,
    files.GATE,
    components.GATE,
    navigation.GATE,
    sizes.GATE,
    privacy.GATE,
    imports.GATE,
    browser_globals.GATE,
    wechat_compilers.WXML,
    wechat_compilers.WXSS,
    templates.GATE,
    scripts.TYPES,
    scripts.ESLINT,
    wechat_ci.GATE,
    backend.RUFF,
    backend.MYPY,
    backend.TESTS,
)


def chosen(only: Iterable[str], skip: Iterable[str]) -> Sequence[Gate]:
    """Those that `only` names, or all where it names none, without those that `skip` names."""
    wanted, unwanted = set(only), set(skip)
    return [gate for gate in GATES if (not wanted or gate.id in wanted) and gate.id not in unwanted]
