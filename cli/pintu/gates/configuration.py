"""What `app.json` names is there: pages, tabs, icons, the names of the theme, what is loaded ahead. Part of `files`."""

from collections.abc import Iterator

from pintu.gates.source.app import MiniProgram
from pintu.gates.source.appearance import MODES, uses
from pintu.model.diagnostic import Diagnostic

PARTS_OF_PAGE = (".js", ".wxml")
APP = "app.json"
MAIN_PACKAGE = "__APP__"
PLUGIN = "__plugin__/"
LOCATIONS = ("themeLocation", "sitemapLocation")


def look(app: MiniProgram) -> Iterator[Diagnostic]:
    yield from _pages(app)
    yield from _tabs(app)
    yield from _ahead(app)
    yield from _theme(app)
    for key in LOCATIONS:
        path = app.data(APP).get(key)
        if isinstance(path, str) and app.find(path.lstrip("/")) is None:
            yield Diagnostic("files.missing", app.where_in(APP, (key,)), {"path": path})


def _pages(app: MiniProgram) -> Iterator[Diagnostic]:
    seen = set[str]()
    for page in app.listed:
        if page.path in seen:
            yield Diagnostic("files.page_twice", page.where, {"page": page.path})
            continue
        seen.add(page.path)
        for suffix in PARTS_OF_PAGE:
            if app.find(page.path + suffix) is None:
                yield Diagnostic("files.page_missing", page.where, {"page": page.path, "file": page.path + suffix})
    entry = app.data(APP).get("entryPagePath")
    if isinstance(entry, str) and entry not in app.pages:
        yield Diagnostic("files.no_page", app.where_in(APP, ("entryPagePath",)), {"page": entry})


def _tabs(app: MiniProgram) -> Iterator[Diagnostic]:
    for i, tab in enumerate(app.tabs if isinstance(app.data(APP).get("tabBar"), dict) else ()):
        if tab not in app.pages or app.pages[tab].package:
            yield Diagnostic("files.bad_tab", app.where_in(APP, ("tabBar", "list", i, "pagePath")), {"page": tab})


def _ahead(app: MiniProgram) -> Iterator[Diagnostic]:
    """Of `preloadRule`, the pages and what is loaded with them."""
    rules = app.data(APP).get("preloadRule")
    names = (package.get("name") for _, package in app.subpackages())
    known = {MAIN_PACKAGE, *app.packages, *(name for name in names if isinstance(name, str))}
    for page, rule in (rules if isinstance(rules, dict) else {}).items():
        if page not in app.pages and PLUGIN not in page:
            yield Diagnostic("files.no_page", app.where_in(APP, ("preloadRule", page), key=True), {"page": page})
        packages = rule.get("packages") if isinstance(rule, dict) else None
        for i, package in enumerate(packages if isinstance(packages, list) else ()):
            if isinstance(package, str) and package not in known and package.strip("/") not in known:
                where = app.where_in(APP, ("preloadRule", page, "packages", i))
                yield Diagnostic("files.no_package", where, {"package": package})


def _theme(app: MiniProgram) -> Iterator[Diagnostic]:
    read = app.json(app.theme)
    if isinstance(read, Diagnostic) or (read is None and "themeLocation" in app.data(APP)):
        return  # told already
    modes = {mode: app.data(app.theme).get(mode) for mode in MODES}
    for use in uses(app):
        without = [mode for mode, names in modes.items() if not isinstance(names, dict) or use.name not in names]
        if without:
            args = {"name": use.name, "modes": ", ".join(without), "file": app.theme}
            yield Diagnostic("files.no_theme_name", app.where_in(use.file, use.trail), args)
