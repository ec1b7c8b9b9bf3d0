"""HTTP routes: functions below `@router.get(...)`, where `router` is an `APIRouter` of the same file."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.source import Source, assigned, keyword, sources, summary_of

METHODS = ("get", "post", "put", "patch", "delete")
PREFIX = "/api/v1"
"""Where the generated backend mounts the routers of its modules; those that it does not document are at the root."""

REQUIRE = ("app.core.staff.require", "app.core.staff.principal.require")
WHO = {
    "CurrentStaff": "staff",
    "signed_in": "staff",
    "CurrentUser": "user",
    "CurrentCaller": "program",
    "public": "public",
}
"""What a dependency or a parameter's type says about the caller; the narrowest first."""
SOMEBODY = "Current"
"""How the name of a type begins that stands for whoever is calling, such as a device by its secret."""


@dataclass(frozen=True, slots=True)
class Route:
    """`access` is `public`, `user`, `staff`, a permission of staff, `program` (a key), or `machine` (others)."""

    method: str
    path: str
    access: str
    summary: str


def routes(contract: Contract, pack: Pack) -> tuple[Route, ...]:
    """Every route of a module, sorted by path, then in the order GET, POST, PUT, PATCH, DELETE."""
    found = [route for source in sources(contract, pack) for route in _routes(source)]
    return tuple(sorted(found, key=lambda route: (route.path, METHODS.index(route.method.lower()))))


def _routes(source: Source) -> Iterator[Route]:
    routers = dict(_routers(source))
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for call in node.decorator_list:
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            owner, method = source.origin(call.func.value), call.func.attr
            if owner in routers and method in METHODS:
                yield _route(source, routers[owner], method, call, node)


def _routers(source: Source) -> Iterator[tuple[str, ast.Call]]:
    for name, value in assigned(source.tree.body):
        if isinstance(value, ast.Call) and source.origin(value.func) == "fastapi.APIRouter":
            yield name, value


def _route(
    source: Source, router: ast.Call, method: str, call: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> Route:
    path = source.text(call.args[0] if call.args else keyword(call, "path"))
    summary = source.text(keyword(call, "summary")) or summary_of(function)
    return Route(
        method.upper(),
        ("" if _is_of_pages(router) else PREFIX) + source.text(keyword(router, "prefix")) + path,
        _access(source, router, call, function),
        summary,
    )


def _is_of_pages(router: ast.Call) -> bool:
    said = keyword(router, "include_in_schema")
    return isinstance(said, ast.Constant) and said.value is False


def _access(source: Source, router: ast.Call, call: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Who may call it; "" where neither the route nor its router says so."""
    given = [item for part in (call, router) for item in _dependencies(source, part)]
    for item in given:
        if isinstance(item, ast.Call) and source.origin(item.func) in REQUIRE and item.args:
            return source.text(item.args[0])
    said = [*given, *(argument.annotation for argument in _arguments(function) if argument.annotation)]
    names = {source.origin(one).rpartition(".")[2] for one in said}
    of_a_machine = any(name.startswith(SOMEBODY) for name in names)
    return next((who for name, who in WHO.items() if name in names), "machine" if of_a_machine else "")


def _dependencies(source: Source, call: ast.Call) -> Iterator[ast.expr]:
    """What stands in `dependencies=[...]`, a name of the same file replaced by its value."""
    node = keyword(call, "dependencies")
    values = dict(assigned(source.tree.body))
    for item in node.elts if isinstance(node, ast.List | ast.Tuple) else ():
        yield values.get(item.id, item) if isinstance(item, ast.Name) else item


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Sequence[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
