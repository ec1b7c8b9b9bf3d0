"""The second half of resolve: what tabs, home blocks and roles mean, now that the modules are known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pintu.errors import ResolutionError
from pintu.model.diagnostic import Diagnostic, has_errors
from pintu.model.document import Data
from pintu.model.resolution import Resolution
from pintu.model.scene import Block, Page, Role, Tab
from pintu.points.pages import page_of


def furnish(resolution: Resolution, found: Sequence[Diagnostic]) -> tuple[Resolution, tuple[Diagnostic, ...]]:
    """Look up every page, block and permission that the blueprint names; raises `ResolutionError` for unknown ones."""
    pages = {page.id: page for page in _pages(resolution)}
    resolution = replace(resolution, pages=pages)
    diagnostics = list(found)
    furnished = replace(
        resolution,
        tabs=_tabs(resolution, diagnostics),
        home=_home(resolution, diagnostics),
        roles=_roles(resolution),
    )
    if has_errors(diagnostics):
        raise ResolutionError(diagnostics)
    return furnished, tuple(diagnostics)


def _pages(resolution: Resolution) -> list[Page]:
    return [page_of(owner, entry) for owner, entry in resolution.contributions("pages")]


def _tabs(resolution: Resolution, found: list[Diagnostic]) -> tuple[Tab, ...]:
    tabs = []
    said = resolution.blueprint.get("tabs")
    for index, item in enumerate(said if isinstance(said, list) else []):
        entry: Mapping[str, Data] = item if isinstance(item, dict) else {"page": item}
        page = resolution.pages.get(str(entry["page"]))
        if "path" in entry:
            label = str(entry.get("label", entry["page"]))
            page = Page(str(entry["page"]), str(entry["path"]), label, "", tab=True, label=label)
        if page is None or not page.tab:
            where = resolution.blueprint.where("tabs", index)
            found.append(Diagnostic("tab.unknown_page", where, {"page": str(entry["page"])}))
            continue
        tabs.append(Tab(page, str(entry.get("label", page.label)), str(entry.get("icon", page.icon))))
    return tuple(tabs)


def _home(resolution: Resolution, found: list[Diagnostic]) -> tuple[Block, ...]:
    offered = {str(entry["id"]): (owner, entry) for owner, entry in resolution.contributions("home_blocks")}
    said = resolution.blueprint.get("home")
    blocks = []
    for index, item in enumerate(said if isinstance(said, list) else list(offered)):
        entry: Mapping[str, Data] = item if isinstance(item, dict) else {"block": item}
        id_ = str(entry["block"])
        if id_ not in offered:
            where = resolution.blueprint.where("home", index)
            found.append(Diagnostic("home.unknown_block", where, {"block": id_}))
            continue
        owner, offer = offered[id_]
        component, eager = str(offer["component"]), bool(offer.get("eager"))
        folder = f"/pages/{owner}" if eager else f"/modules/{owner}"
        options = {key: value for key, value in entry.items() if key != "block"}
        path = f"{folder}/components/{component}/index"
        blocks.append(Block(id_, owner, path, f"{owner}-{component}".replace("_", "-"), eager, options))
    return tuple(blocks)


def _roles(resolution: Resolution) -> tuple[Role, ...]:
    said = resolution.blueprint.get("roles")
    roles = []
    for id_, role in (said if isinstance(said, dict) else {}).items():
        if isinstance(role, dict):
            can = role.get("can")
            permissions = tuple(str(item) for item in can) if isinstance(can, list) else ()
            roles.append(Role(id_, str(role.get("label", id_)), permissions, str(role.get("scope", "all"))))
    return tuple(roles)
