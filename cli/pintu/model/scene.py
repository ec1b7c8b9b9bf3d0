"""What the customer's side of a project is made of: pages, tabs, home blocks, roles. Part of a resolution."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pintu.model.document import Data


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `id` as blueprints name it, `path` as `app.json` does; `owner` is a module, "app", or "" for one's own.

    `role` is what it is for others who must not know its module: `search`, `checkout`, ...
    """

    id: str
    path: str
    title: str
    owner: str
    tab: bool = False
    label: str = ""
    icon: str = ""
    role: str = ""

    @property
    def url(self) -> str:
        return f"/{self.path}"


@dataclass(frozen=True, slots=True)
class Tab:
    page: Page
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the home page: the component that shows it and what the blueprint says of it."""

    id: str
    owner: str
    component: str
    tag: str
    eager: bool
    options: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Role:
    """`can` holds permission ids, or `<module>.*`, or `*`."""

    id: str
    label: str
    can: tuple[str, ...]
    scope: str = "all"
