"""The second half of resolve: what tabs, home blocks and roles mean, now that the modules are known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution, contributed
from pintu.model.scene import Page
from pintu.points.pages import page_of
from pintu.stages.furnish_data import furnish_data
from pintu.stages.furnish_home import furnish_home
from pintu.stages.furnish_messages import furnish_messages
from pintu.stages.furnish_roles import furnish_roles
from pintu.stages.furnish_settings import furnish_settings
from pintu.stages.furnish_tabs import furnish_tabs
from pintu.stages.furnish_told import Told
from pintu.stages.furnish_tracks import furnish_tracks


def furnish(
    resolution: Resolution, catalogue: Catalogue, found: Sequence[Diagnostic]
) -> tuple[Resolution, tuple[Diagnostic, ...]]:
    """Look up every page, block and permission that the blueprint names.

    `found` is what has been said already: nothing is said twice. What a lower layer says about something that a higher
    one removed is put into `dropped`.
    """
    contracts = (resolution.base, *(module.contract for module in resolution.modules))
    resolution = replace(resolution, pages=_pages(contracts))
    told = Told(resolution, catalogue, found)
    modules = furnish_settings(told)
    tabs, home, roles = furnish_tabs(told), furnish_home(told), furnish_roles(told)
    furnish_data(told)
    furnish_messages(told)
    furnish_tracks(told)
    dropped = (*resolution.dropped, *told.dropped)
    return replace(resolution, modules=modules, tabs=tabs, home=home, roles=roles, dropped=dropped), tuple(told.found)


@lru_cache(maxsize=64)
def _pages(contracts: tuple[Contract, ...]) -> Mapping[str, Page]:
    pages = (page_of(owner, row) for owner, row in contributed(contracts, "pages"))
    return {page.id: page for page in pages}
