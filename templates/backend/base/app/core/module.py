"""What a module is to the rest: a name, routes, and what it plugs in at start-up."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.views import BaseView

from app.core.business import ModuleSettings
from app.core.resources import Resources


@dataclass(frozen=True)
class SeedData:
    """A module's part of the demo data, and the folder with the pictures that it names."""

    rows: Mapping[str, Any]
    pictures: Path


def _nothing() -> None:
    pass


def _no_routers() -> Sequence[APIRouter]:
    return ()


def _no_views() -> Sequence[BaseView]:
    return ()


@dataclass(frozen=True)
class Module:
    """One module.

    `setup` provides ports, subscribes to events and registers jobs; it runs once per process, before anything is
    served; `after_setup` runs when that of every module has: for what listens to whatever others have provided. `pages`
    are read in a browser, at the root of the address instead of below /api/v1: routers with
    `include_in_schema=False`.
    `routers_after_setup` makes the routers whose addresses depend on what modules have provided there.
    `lifespan` opens what lives as long as the process (HTTP clients) into the resources. `work` goes on where jobs are
    worked off, in one process or several. `admin` makes the console's views. `seed` writes demo data, once, into an
    empty development database.
    """

    name: str
    routers: tuple[APIRouter, ...] = ()
    pages: tuple[APIRouter, ...] = ()
    routers_after_setup: Callable[[], Sequence[APIRouter]] = _no_routers
    setup: Callable[[], None] = _nothing
    after_setup: Callable[[], None] = _nothing
    lifespan: Callable[[Resources], AbstractAsyncContextManager[None]] | None = None
    work: Callable[[Resources], AbstractAsyncContextManager[None]] | None = None
    admin: Callable[[], Sequence[BaseView]] = _no_views
    seed: Callable[[AsyncSession, SeedData], Awaitable[None]] | None = None
    settings: type[ModuleSettings] | None = None
