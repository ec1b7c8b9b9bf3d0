"""Lists of entries that only lead somewhere: the shape that several points share."""

from collections.abc import Iterator, Mapping

from pintu.model.document import Data
from pintu.model.resolution import Resolution


def page_id(owner: str, local: str, resolution: Resolution) -> str:
    """A page as a contract names it: local to its module, or in full."""
    full = f"{owner}.{local}"
    return full if full in resolution.pages else local


def linked(resolution: Resolution, point: str) -> Iterator[dict[str, Data]]:
    """Entries of `point` with `page` turned into a `url`, owner named."""
    for owner, entry in resolution.contributions(point):
        yield {"module": owner, **with_url(owner, entry, resolution)}


def with_url(owner: str, entry: Mapping[str, Data], resolution: Resolution) -> dict[str, Data]:
    row = {key: value for key, value in entry.items() if key not in {"page", "order"}}
    if "page" in entry:
        row["page"] = page_id(owner, str(entry["page"]), resolution)
        row["url"] = resolution.pages[str(row["page"])].url
    return row
