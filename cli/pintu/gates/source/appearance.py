"""What `app.json` and the pages take from the theme (`@name`), and which pictures the tab bar shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pintu.gates.source.app import MiniProgram
from pintu.gates.source.json_file import texts
from pintu.model.document import Path

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
    named = set[str]()
    for trail, said in _icons(app):
        if said.startswith("@"):
            named.add(said[1:])
        else:
            yield "app.json", trail, said
    for mode in MODES:
        for name, path in texts(app.data(app.theme).get(mode)).items():
            if name in named:
                yield app.theme, (mode, name), path


def uses(app: MiniProgram) -> Iterator[Use]:
    """Everything that is taken from the theme."""
    for file, trail, said in _values(app):
        if said.startswith("@"):
            yield Use(said[1:], file, trail)


def _values(app: MiniProgram) -> Iterator[tuple[str, Path, str]]:
    """What stands where `@name` may, in which file and where in it."""
    for part, keys in (("window", OF_WINDOWS), ("tabBar", OF_TAB_BAR)):
        yield from (("app.json", (part, key), said) for key, said in _texts(app.data("app.json").get(part), keys))
    yield from (("app.json", trail, said) for trail, said in _icons(app))
    for page in app.pages:
        file = f"{page}.json"
        yield from ((file, (key,), said) for key, said in _texts(app.data(file), OF_WINDOWS))


def _icons(app: MiniProgram) -> Iterator[tuple[Path, str]]:
    tab_bar = app.data("app.json").get("tabBar")
    listed = tab_bar.get("list") if isinstance(tab_bar, dict) else None
    for i, item in enumerate(listed if isinstance(listed, list) else ()):
        yield from ((("tabBar", "list", i, key), said) for key, said in _texts(item, ICONS))


def _texts(data: object, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((key, said) for key, said in texts(data).items() if key in keys)
