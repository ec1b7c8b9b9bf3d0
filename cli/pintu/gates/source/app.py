"""A mini-program: its files, its configuration, its pages and packages. Everything is read once."""

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

from pintu.gates.source.code import Code
from pintu.gates.source.json_file import read_json, texts
from pintu.gates.source.markup import Tag, tags
from pintu.gates.source.npm import NPM, Npm
from pintu.gates.source.script import Token, tokens
from pintu.gates.source.text import Text, read_text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Where, at

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
SOUNDS = (".mp3", ".aac", ".m4a", ".mp4", ".wav", ".ogg", ".silk")
PACKED = (".js", ".json", ".wxml", ".wxss", ".wxs", ".wasm", ".br", ".cer", ".cert", *PICTURES, *SOUNDS)
"""What DevTools packs (developers.weixin.qq.com, directory structure)."""
CONFIGURATION = ("project.config.json", "project.private.config.json")
ELSEWHERE = ("plugin://", "plugin-private://", "dynamicLib://", "ext://", "weui-miniprogram/")
"""Components that are no files of the project."""


@dataclass(frozen=True, slots=True)
class Page:
    """`path` has no suffix; `package` is the root of its subpackage, "" for the main one."""

    path: str
    package: str
    where: Where


class MiniProgram:
    """Paths are relative to its folder, written with `/`. What npm brings is below `miniprogram_npm/`."""

    def __init__(self, root: Path, installed: Sequence[Path] = ()) -> None:
        self.root = root
        self.npm = Npm(root / NPM, (root / "node_modules", *installed))
        self.text = cache(self._text)
        self.json = cache(self._json)
        self.tokens = cache(self._tokens)
        self.code = cache(self._code)
        self.tags = cache(self._tags)

    @cached_property
    def own(self) -> Mapping[str, Path]:
        """Every file that is packed, without what npm brings."""
        return {path: file for path, file in sorted(self._walk()) if path.endswith(PACKED)}

    @cached_property
    def folders(self) -> AbstractSet[str]:
        """Those that hold files of our own."""
        return {posixpath.dirname(path) for path in self.own} - {""}

    @cached_property
    def unpacked(self) -> Sequence[str]:
        """Files whose suffix is one that is packed, but for capitals."""
        return [path for path, _ in sorted(self._walk()) if not path.endswith(PACKED)]

    def find(self, path: str) -> Path | None:
        return self.npm.find(path) if path.startswith(f"{NPM}/") else self.own.get(path)

    def shown(self, path: str) -> str:
        """How people are told about a file."""
        file = self.find(path)
        return str(file if file is not None else self.root / path)

    def where(self, path: str) -> Where:
        return Where(self.shown(path))

    def data(self, path: str) -> Mapping[str, Data]:
        """Of a JSON file; nothing where it is missing or broken, which the gate `schemas` tells."""
        read = self.json(path)
        return read.data if isinstance(read, Document) else {}

    def where_in(self, path: str, trail: tuple[str | int, ...], *, key: bool = False) -> Where:
        """The place of a value in a JSON file."""
        read = self.json(path)
        return read.where(trail, key=key) if isinstance(read, Document) else self.where(path)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page that `app.json` names, the main package's first."""
        found: dict[str, Page] = {}
        for page in self.listed:
            found.setdefault(page.path, page)
        return found

    @cached_property
    def listed(self) -> Sequence[Page]:
        """As `app.json` has them: a page that it names twice is there twice."""
        return tuple(Page(path, package, self.where_in("app.json", trail)) for trail, path, package in self._named())

    @cached_property
    def packages(self) -> Sequence[str]:
        """Roots of the subpackages."""
        roots = (str(package.get("root", "")).strip("/") for _, package in self.subpackages())
        return tuple(dict.fromkeys(root for root in roots if root))

    @cached_property
    def tabs(self) -> Sequence[str]:
        """Paths of the pages in the tab bar; of the first page where there is no tab bar."""
        listed = at(dict(self.data("app.json")), ("tabBar", "list"))
        paths = [item.get("pagePath") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        named = tuple(path for path in paths if isinstance(path, str))
        return named or tuple(self.pages)[:1]

    @property
    def theme(self) -> str:
        """The path of the file that says what `@name` is in each mode."""
        named = self.data("app.json").get("themeLocation")
        return named.lstrip("/") if isinstance(named, str) else "theme.json"

    def package_of(self, path: str) -> str:
        return next((root for root in self.packages if path.startswith(f"{root}/")), "")

    def components(self, owner: str) -> Mapping[str, str]:
        """Tag to path as written, of a page or component; those of `app.json` are not among them."""
        return texts(self.data(f"{owner}.json").get("usingComponents"))

    def resolve_component(self, owner: str, written: str) -> str | None:
        """The path without suffix of a component that `owner` names, or None."""
        if written.startswith("/"):
            starts = [written.lstrip("/")]
        else:
            folder = posixpath.dirname(owner)
            starts = [posixpath.normpath(posixpath.join(folder, written)), f"{NPM}/{written}"]
            if owner.startswith(f"{NPM}/"):
                starts = starts[:1]
        tries = (path for start in starts for path in (start, f"{start}/index"))
        return next((path for path in tries if self.find(f"{path}.wxml") or self.find(f"{path}.js")), None)

    def is_elsewhere(self, written: str) -> bool:
        return written.startswith(ELSEWHERE)

    def is_of_npm(self, written: str) -> bool:
        """Whether a path begins with the name of a package that package.json depends on."""
        return any(written == name or written.startswith(f"{name}/") for name in self._dependencies)

    @cached_property
    def _dependencies(self) -> Sequence[str]:
        file = self.root / "package.json"
        read = read_json(read_text(file, str(file))) if file.is_file() else None
        return tuple(texts(read.data.get("dependencies"))) if isinstance(read, Document) else ()

    def _named(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        listed = self.data("app.json").get("pages")
        for i, path in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(path, str):
                yield ("pages", i), path.lstrip("/"), ""
        for trail, package in self.subpackages():
            root, inner = str(package.get("root", "")).strip("/"), package.get("pages")
            for i, path in enumerate(inner if isinstance(inner, list) else ()):
                if isinstance(path, str):
                    yield (*trail, "pages", i), f"{root}/{path.lstrip('/')}", root

    def subpackages(self) -> Iterator[tuple[tuple[str | int, ...], dict[str, Data]]]:
        """Each as `app.json` has it, and where."""
        for key in ("subPackages", "subpackages"):
            listed = self.data("app.json").get(key)
            for i, package in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(package, dict):
                    yield (key, i), package

    def _walk(self) -> Iterator[tuple[str, Path]]:
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in {"node_modules", NPM} and not name.startswith(".")]
            for name in names:
                file = Path(folder) / name
                path = file.relative_to(self.root).as_posix()
                if name.lower().endswith(PACKED) and path not in CONFIGURATION and not self._is_ignored(path):
                    yield path, file

    def _is_ignored(self, path: str) -> bool:
        return any(_matches(rule, path) for rule in self._ignored)

    @cached_property
    def _ignored(self) -> Sequence[dict[str, Data]]:
        rules = at(self._project, ("packOptions", "ignore"))
        return [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []

    @cached_property
    def project(self) -> Document | Diagnostic | None:
        """project.config.json, what is wrong with it, or None where there is none."""
        file = self.root / CONFIGURATION[0]
        return read_json(read_text(file, str(file))) if file.is_file() else None

    @property
    def _project(self) -> dict[str, Data]:
        return self.project.data if isinstance(self.project, Document) else {}

    def setting(self, name: str) -> bool:
        """One of `setting` in project.config.json."""
        return at(self._project, ("setting", name)) is True

    def _text(self, path: str) -> Text:
        file = self.find(path)
        return read_text(file, str(file)) if file else Text(self.shown(path), "")

    def _json(self, path: str) -> Document | Diagnostic | None:
        return read_json(self.text(path)) if self.find(path) else None

    def _tokens(self, path: str) -> Sequence[Token]:
        return tokens(self.text(path).content)

    def _code(self, path: str) -> Code:
        return Code(self.tokens(path))

    def _tags(self, path: str) -> Sequence[Tag]:
        return tags(self.text(path).content)


def _matches(rule: Mapping[str, Data], path: str) -> bool:
    """A rule of `packOptions.ignore` (project.config.json)."""
    value = str(rule.get("value", "")).strip("/")
    match rule.get("type"):
        case "folder":
            return path.startswith(f"{value}/")
        case "file":
            return path == value
        case "suffix":
            return path.endswith(str(rule.get("value")))
        case "prefix":
            return posixpath.basename(path).startswith(str(rule.get("value")))
        case "glob":
            return fnmatch(path, value)
    return False
