"""What the business decided, from `business.toml`: names, home page, roles and each module's rules."""

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from app.core.money import fen_from_yuan
from app.core.settings import BACKEND

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def parse_duration(value: object) -> object:
    """Durations such as "30m", "24h", "7d" as a timedelta; anything else is left to pydantic."""
    match = re.fullmatch(r"(\d+)([smhdw])", value.strip()) if isinstance(value, str) else None
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]]) if match else value


def _fen(value: object) -> object:
    return fen_from_yuan(str(value)) if isinstance(value, str | int | float | Decimal) else value


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
YuanAsFen = Annotated[int, BeforeValidator(_fen)]
"""Written in yuan ("12.50"), used in fen (1250)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModuleSettings(_Frozen):
    """A module's rules, the table `[modules.<module>]`.

    Subclasses set `module` and declare the fields with their defaults.
    """

    module: ClassVar[str]

    @classmethod
    def load(cls) -> Self:
        """The same object for as long as the file is not read again."""
        return business().rules(cls)


Rules = TypeVar("Rules", bound=ModuleSettings)


class AppInfo(_Frozen):
    name: str
    slug: str
    vertical: str


Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Theme(_Frozen):
    """The shop's colour, and the colour of what is written on it."""

    primary: Colour = "#0f766e"
    on_primary: Colour = "#ffffff"


class Company(_Frozen):
    company: str = ""
    licence: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    privacy_contact: str = ""


class Block(_Frozen):
    block: str
    options: dict[str, Any] = Field(default_factory=dict)


Scope = Literal["self", "store", "all"]


class Role(_Frozen):
    label: str
    can: tuple[str, ...] = ()
    scope: Scope = "all"


class Business(_Frozen):
    app: AppInfo
    business: Company = Company()
    theme: Theme = Theme()
    home: tuple[Block, ...] = ()
    modules: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    roles: Mapping[str, Role] = Field(default_factory=dict)
    _rules: dict[type[ModuleSettings], ModuleSettings] = PrivateAttr(default_factory=dict)

    def rules(self, kind: type[Rules]) -> Rules:
        if kind not in self._rules:
            self._rules[kind] = kind.model_validate(self.modules.get(kind.module, {}))
        return cast("Rules", self._rules[kind])


FILE = BACKEND / "business.toml"

_current: Business | None = None


def business() -> Business:
    """`business.toml`, read once."""
    global _current  # noqa: PLW0603  # one business per process
    if _current is None:
        _current = Business.model_validate(tomllib.loads(FILE.read_text("utf-8")))
    return _current


def reread() -> None:
    """Have the file read again at its next use: while developing, it changes under a server that runs."""
    global _current  # noqa: PLW0603  # see above
    _current = None
