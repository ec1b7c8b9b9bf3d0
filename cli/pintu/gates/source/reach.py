"""Which files are in use: what is reached from `app.json`, its pages and what they refer to."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pintu.gates.source.app import PICTURES, MiniProgram
from pintu.gates.source.references import Reference, references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data

PARTS = (".js", ".json", ".wxml", ".wxss")
APP = ("app.js", "app.json", "app.wxss", "sitemap.json", "ext.json")


def parts(path: str) -> list[str]:
    """The files of a page or component."""
    return [f"{path}{suffix}" for suffix in PARTS]


def reached(app: MiniProgram, roots: Iterable[str]) -> Mapping[str, Reference | None]:
    """Every file in reach of `roots`, which are among them, and what brought each in."""
    found: dict[str, Reference | None] = {}
    waiting: list[tuple[str, Reference | None]] = [(path, None) for path in roots]
    while waiting:
        path, because = waiting.pop()
        if path in found or app.find(path) is None:
            continue
        found[path] = because
        for reference in references(app, path):
            if reference.target is not None:
                reaches = parts(reference.target) if reference.kind == "component" else [reference.target]
                waiting += [(one, reference) for one in reaches]
    return found


@lru_cache(maxsize=8)
def in_use(app: MiniProgram) -> Mapping[str, Reference | None]:
    """From `app.json` on. Pictures that scripts or `app.json` name count too, however the name is put together."""
    roots = [*APP, app.theme, *(part for page in app.pages for part in parts(page)), *_folders_of_app(app)]
    found = dict(reached(app, roots))
    said = "\n".join(app.text(path).content for path in found if path.endswith((".js", ".json", ".wxml")))
    for path in app.own:
        if path.endswith(PICTURES) and path not in found and _is_named(path, said):
            found[path] = None
    return found


@lru_cache(maxsize=8)
def is_whole(app: MiniProgram) -> bool:
    """Whether all that is in use is known: what a broken configuration names is not. The gate `schemas` tells it."""
    owners = (path for path in in_use(app) if path.endswith(".json") and app.find(f"{path.removesuffix('.json')}.wxml"))
    return not any(isinstance(app.json(path), Diagnostic) for path in owners)


def offered(app: MiniProgram) -> Mapping[str, Reference | None]:
    """Complete components in a folder `components/`, with what they refer to: a library for pages to come.

    WeChat leaves out on upload what no page uses, where `ignoreUploadUnusedFiles` is set; elsewhere nothing is offered.
    """
    if not app.setting("ignoreUploadUnusedFiles"):
        return {}
    shelves = (path.removesuffix(".json") for path in app.own if path.endswith("/index.json") and "components/" in path)
    found = (path for path in shelves if app.data(f"{path}.json").get("component") is True)
    return reached(app, (part for path in found for part in parts(path)))


def _is_named(path: str, said: str) -> bool:
    """By its whole path, or by its folder where the rest is put together (`/icons/${name}.png`)."""
    folder = path.rpartition("/")[0]
    return path in said or (bool(folder) and f"{folder}/${{" in said)


def _folders_of_app(app: MiniProgram) -> Iterator[str]:
    """A custom tab bar, and the workers' folder."""
    data: Mapping[str, Data] = app.data("app.json")
    tab_bar = data.get("tabBar")
    if isinstance(tab_bar, dict) and tab_bar.get("custom") is True:
        yield from parts("custom-tab-bar/index")
    workers = data.get("workers")
    folder = workers.get("path") if isinstance(workers, dict) else workers
    if isinstance(folder, str):
        yield from (path for path in app.own if path.startswith(f"{folder.strip('/')}/"))
