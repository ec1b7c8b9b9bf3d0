"""What `app.json` and the pages take from the theme (`@name`), and which pictures the tab bar shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from pintu.gates.source.app import MiniProgram
from pintu.model.document import Data, Path

OF_WINDOWS = (
    "navigationBarBackgroundColor",
    "navigationBarTextStyle",
    "backgroundColor",
    "backgroundTextStyle",
    "backgroundColorTop",
    "backgroundColorBottom",
    "backgroundColorContent",
)
OF_TAB_BAR = ("color", "selectedColor", "backgroundColor", "borderStyle")
ICONS = ("iconPath", "selectedIconPath")
"""Where `@name` may stand (developers.weixin.qq.com, dark mode)."""
MODES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Use:
    """`@name`, and where it stands."""

    name: str
    file: str
    trail: Path


def icons(app: MiniProgram) -> Iterator[tuple[str, Path, str]]:
    """File, place and path of each icon of the tab bar; of each mode, where the theme names it."""
    for trail, said in _icons(app):
        if not said.startswith("@"):
            yield "app.json", trail, said
    named = {said[1:] for _, said in _icons(app) if said.startswith("@")}
    for mode in MODES:
        values = app.data(app.theme).get(mode)
        for name, said in (values if isinstance(values, dict) else {}).items():
            if name in named and isinstance(said, str):
                yield app.theme, (mode, name), said


def uses(app: MiniProgram) -> Iterator[Use]:
    """Everything that is taken from the theme."""
    data = app.data("app.json")
    found = [("app.json", ("window", key), said) for key, said in _texts(data.get("window"), OF_WINDOWS)]
    found += [("app.json", ("tabBar", key), said) for key, said in _texts(data.get("tabBar"), OF_TAB_BAR)]
    found += [("app.json", trail, said) for trail, said in _icons(app)]
    for page in app.pages:
        file = f"{page}.json"
        found += [(file, (key,), said) for key, said in _texts(dict(app.data(file)), OF_WINDOWS)]
    yield from (Use(said[1:], file, trail) for file, trail, said in found if said.startswith("@"))


def _icons(app: MiniProgram) -> Iterator[tuple[Path, str]]:
    tab_bar = app.data("app.json").get("tabBar")
    listed = tab_bar.get("list") if isinstance(tab_bar, dict) else None
    for i, item in enumerate(listed if isinstance(listed, list) else ()):
        yield from ((("tabBar", "list", i, key), said) for key, said in _texts(item, ICONS))


def _texts(data: Data, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys if isinstance(data, dict) else ():
        said = data.get(key)
        if isinstance(said, str) and said:
            yield key, said
