"""What customers have, made for the test that nobody else gets at it (`tests/leaks`).

A module whose routes take ids has a `belongings.py` in its tests:

    async def belongings(shop: Shop) -> Belongings: ...

which makes for `shop.owner` one of each thing that its customers can have, as they would get it themselves.
"""

import importlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

from app.core.database import Database
from app.registry import MODULES
from devtools.wechat import StandIn
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Person


@dataclass(frozen=True)
class Shop:
    """The shop with the customer who is to get things, and what making them takes."""

    owner: Person
    stranger: Person
    """Who gets nothing, and may do whatever customers may."""
    owner_name: str
    """As `as_user` knows him."""
    as_user: AsUser
    as_staff: AsStaff
    database: Database
    drain_jobs: DrainJobs
    configure: Configure
    wechat: StandIn


async def nothing_else(person: Person) -> Mapping[str, Any]:
    del person
    return {}


@dataclass(frozen=True, eq=False)
class Owned:
    """A thing of the owner's: its id, or the object that names it among other values.

    `around`: what else the body of a request says in which a person, the owner or somebody else, uses that id.
    """

    id: Any
    around: Callable[[Person], Awaitable[Mapping[str, Any]]] = nothing_else


@dataclass(frozen=True)
class Belongings:
    """What one module adds. Names are of collections, inputs and lists.

    A collection is a path up to its first parameter ("/me/addresses" of "/me/addresses/{address_id}"); an input is
    the name of a property or parameter that ends in _id or _ids ("address_id"), or "inputs.coupon" for what stands
    under "coupon" in the property "inputs", which takes anything; a list is the path of a GET without parameters.
    """

    own: Mapping[str, Sequence[Owned]] = field(default_factory=dict)
    """By collection or input: the owner's, in whatever states its routes need to have an answer for him."""
    shared: Collection[str] = ()
    """Collections that whoever has the id may look at and act on, as friends do; never with personal data."""
    common: Mapping[str, Any] = field(default_factory=dict)
    """Collections, inputs and lists that are the same for everybody, and names of lists inside of answers.

    Of an input: a value that exists.
    """
    inside: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Of an input that takes anything: the names that mean something in it."""
    marks: Collection[str] = ()
    """Texts that only the owner and those who serve him may read."""
    elsewhere: Sequence[Callable[[Person], Awaitable[None]]] = ()
    """Each gives a member of staff a place to work at where nothing is the owner's."""
    in_person: Collection[str] = ()
    """Routes of staff ("PUT /staff/encounters/{encounter_id}") that only the one may use whose work the thing is,
    however far the permissions of others reach.
    """

    @property
    def known(self) -> dict[str, Any]:
        """An id for each name: the owner's first, or what everybody has."""
        return {**self.common, **{name: owned[0].id for name, owned in self.own.items()}}


class OfModule(Protocol):
    async def belongings(self, shop: Shop) -> Belongings: ...


def modules() -> list[OfModule]:
    """Every `belongings.py` below the tests, those of a module after those of the modules that it builds on."""
    here = Path(__file__).parent
    found = [path for module in MODULES for path in sorted(here.glob(f"{module.name}/**/belongings.py"))]
    names = [path.relative_to(here.parent).with_suffix("").parts for path in found]
    return [cast("OfModule", importlib.import_module(".".join(parts))) for parts in names]


async def everything(of_modules: Sequence[OfModule], shop: Shop) -> Belongings:
    """What all modules make for the owner."""
    own: dict[str, list[Owned]] = {}
    shared: set[str] = set()
    common: dict[str, Any] = {}
    inside: dict[str, set[str]] = {}
    marks: set[str] = set()
    elsewhere: list[Callable[[Person], Awaitable[None]]] = []
    in_person: set[str] = set()
    for module in of_modules:
        part = await module.belongings(shop)
        for name, things in part.own.items():
            own.setdefault(name, []).extend(things)
        for name, names in part.inside.items():
            inside.setdefault(name, set()).update(names)
        shared.update(part.shared)
        common.update(part.common)
        marks.update(part.marks)
        elsewhere.extend(part.elsewhere)
        in_person.update(part.in_person)
    return Belongings(own, shared, common, inside, marks, elsewhere, in_person)
