"""Events: the fields of the dataclasses that modules emit."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.fields import is_class_variable
from pintu.tree_facts.source import parsed, sources


def event_fields(contract: Contract, pack: Pack, event: str) -> Mapping[str, str] | None:
    """Name and annotation of each field of the class that has this event's name; None where there is none.

    It stands in a contract file of a capability that the module provides or uses, or in the module itself. Fields
    that a base class in the same file declares are the class's own.
    """
    folder = pack.root / "templates" / "backend" / "contracts"
    files = (folder / f"{capability}.py" for capability in (*contract.provides, *contract.uses))
    for file in files:
        if file.is_file() and (found := _events(file.resolve()).get(event)) is not None:
            return found
    for source in sources(contract, pack):
        if (found := dict(_in_tree(source.tree)).get(event)) is not None:
            return found
    return None


@cache
def _events(file: Path) -> Mapping[str, Mapping[str, str]]:
    return dict(_in_tree(parsed(file)))


def _in_tree(tree: ast.Module) -> Iterator[tuple[str, Mapping[str, str]]]:
    fields: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        own: dict[str, str] = {}
        for base in node.bases:
            own |= fields.get(ast.unparse(base), {})
        name = ""
        for statement in node.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                continue
            if is_class_variable(statement.annotation):
                value = statement.value
                if statement.target.id == "name" and isinstance(value, ast.Constant):
                    name = str(value.value)
            else:
                own[statement.target.id] = ast.unparse(statement.annotation)
        fields[node.name] = own
        if name:
            yield name, own
