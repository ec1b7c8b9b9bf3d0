"""Every target of a navigation is a page, and no page is further than three taps from a tab."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import MiniProgram
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import in_use, is_whole, parts, reached
from pintu.gates.source.routes import NAVIGATE, TABLE, Route, Target, routes, targets
from pintu.model.diagnostic import Diagnostic

MOST_TAPS = 3


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    table = routes(app)
    for route in table.values():
        yield from _of_the_table(app, route)
    for path in in_use(app):
        if not path.startswith(f"{NPM}/"):
            for target in targets(app, path):
                yield from _dead(app, target, table)
    if is_whole(app):
        yield from _far(app, _leads_to(app, table))


def _of_the_table(app: MiniProgram, route: Route) -> Iterator[Diagnostic]:
    if route.path not in app.pages:
        yield Diagnostic("navigation.no_page", route.where, {"target": f"/{route.path}"})
    elif (route.tab >= 0) != (route.path in app.tabs):
        yield Diagnostic("navigation.tab_unlike", route.where, {"target": route.id})


def _dead(app: MiniProgram, target: Target, table: Mapping[str, Route]) -> Iterator[Diagnostic]:
    args = {"target": target.name}
    if not target.certain:
        return
    if not target.whole:
        if not any(page.startswith(target.name) for page in app.pages):
            yield Diagnostic("navigation.no_page", target.where, {"target": f"/{target.name}…"})
        return
    match target.how:
        case "id" if target.name not in table:
            yield Diagnostic("navigation.no_page", target.where, args)
        case "open" | "switch" if target.name not in app.pages:
            yield Diagnostic("navigation.no_page", target.where, {"target": f"/{target.name}"})
        case "switch" if target.name not in app.tabs:
            yield Diagnostic("navigation.no_tab", target.where, args)
        case "open" if target.name in app.tabs and not target.may_be_tab:
            yield Diagnostic("navigation.is_tab", target.where, args)


def _leads_to(app: MiniProgram, table: Mapping[str, Route]) -> Mapping[str, Sequence[str]]:
    """The pages that each page opens, itself or by what it is made of."""
    everywhere = [part for path in app.components("app").values() for part in parts(path.lstrip("/"))]
    found = {}
    for page in app.pages:
        files = [path for path in reached(app, [*parts(page), *everywhere]) if not path.startswith(f"{NPM}/")]
        opened = [name for path in files if path not in {TABLE, f"{NAVIGATE}.js"} for name in _opened(app, path, table)]
        found[page] = [name for name in dict.fromkeys(opened) if name in app.pages]
    return found


def _opened(app: MiniProgram, path: str, table: Mapping[str, Route]) -> Iterator[str]:
    for target in targets(app, path):
        if target.how == "id":
            yield from (table[id_].path for id_ in {target.name} & table.keys())
        elif target.how == "role":
            yield from (route.path for route in table.values() if route.role == target.name)
        elif target.whole:
            yield target.name
        else:
            yield from (page for page in app.pages if page.startswith(target.name))


def _far(app: MiniProgram, leads_to: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    entry = app.data("app.json").get("entryPagePath")
    ways = _ways((*app.tabs, entry) if isinstance(entry, str) else app.tabs, leads_to)
    for path, page in app.pages.items():
        if path not in ways:
            yield Diagnostic("navigation.unreachable", page.where, {"page": path}, severity="warning")
        elif len(ways[path]) - 1 > MOST_TAPS:
            args = {"page": path, "taps": len(ways[path]) - 1, "most": MOST_TAPS, "way": " → ".join(ways[path])}
            yield Diagnostic("navigation.too_far", page.where, args)


def _ways(tabs: Iterable[str], leads_to: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """A shortest way to each page, the tab that it begins with included (or the page that the mini-program opens)."""
    ways: dict[str, list[str]] = {tab: [tab] for tab in tabs}
    waiting = list(ways)
    for here in waiting:
        for there in leads_to.get(here, ()):
            if there not in ways:
                ways[there] = [*ways[here], there]
                waiting.append(there)
    return ways


GATE = Gate("navigation", ("miniprogram", "pages"), look)
