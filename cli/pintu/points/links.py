"""Entries that lead to a page of a module: what several points share."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pintu.errors import PackError
from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data
from pintu.model.resolution import Resolution
from pintu.points.pages import pages_in_use
from pintu.points.point import Entry
from pintu.points.words import zh

Defaults = Mapping[str, Data]
"""What an entry of a point has beside `id` and `label`, and what holds where it is left out."""


def linked(resolution: Resolution, point: str, defaults: Defaults) -> Iterator[dict[str, Data]]:
    """Every entry of `point` with all the keys of `defaults`, and `page` as a full page id.

    Raises `PackError` at the entry whose page no chosen module has.
    """
    for owner, entry in resolution.contributions(point):
        row = {key: entry.get(key, value) for key, value in {"id": "", "label": "", **defaults}.items()}
        if "page" in defaults:
            row["page"] = _page(owner, point, entry, resolution)
        yield {"module": owner, **row, "label": zh(row["label"])}


def _page(owner: str, point: str, entry: Entry, resolution: Resolution) -> str:
    """The full id of the page that an entry names, local to its module or in full; "" where it names none."""
    named = str(entry.get("page", ""))
    pages = pages_in_use(resolution)
    found = next((id_ for id_ in (f"{owner}.{named}", named) if id_ in pages), "")
    if named and not found:
        raise unknown("page", named, contract_of(owner, resolution), point, entry)
    return found


def unknown(what: Literal["page", "icon"], name: str, contract: Contract, point: str, entry: Entry) -> PackError:
    """The error that an entry of a contract names a page or an icon that is not there."""
    where = contract.document.where(("contributes", point, contract.entries(point).index(entry), what))
    return PackError([Diagnostic(f"contract.unknown_{what}", where, {"module": contract.id, what: name})])


def contract_of(owner: str, resolution: Resolution) -> Contract:
    return resolution.base if owner == resolution.base.id else resolution.module(owner).contract
