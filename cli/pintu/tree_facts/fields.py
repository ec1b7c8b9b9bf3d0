"""What a module's backend reads: its settings in `business.toml`, and its environment variables."""

import ast
from collections.abc import Iterator

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.source import Source, sources

SETTINGS = ("app.core.business.ModuleSettings",)
ENVIRONMENT = ("app.core.settings.EnvironmentSettings", "EnvironmentSettings")


def settings_read(contract: Contract, pack: Pack) -> frozenset[str]:
    """Fields of the module's `ModuleSettings`."""
    return frozenset(name for source in sources(contract, pack) for name in _fields(source, SETTINGS))


def variables_read(contract: Contract, pack: Pack) -> frozenset[str]:
    """Environment variables: fields of `EnvironmentSettings`, in capitals."""
    return frozenset(name.upper() for source in sources(contract, pack) for name in _fields(source, ENVIRONMENT))


def _fields(source: Source, bases: tuple[str, ...]) -> Iterator[str]:
    """The name of each field of the classes below one of `bases`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and any(source.origin(base) in bases for base in node.bases):
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and not is_class_variable(statement.annotation):
                    yield ast.unparse(statement.target)


def is_class_variable(annotation: ast.expr) -> bool:
    """Whether a field is the class's (`ClassVar[...]`), and not one of its instances'."""
    return ast.unparse(annotation).rpartition(".")[2].startswith("ClassVar")
