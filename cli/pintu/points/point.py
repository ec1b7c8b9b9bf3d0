"""What a contribution point is: how one module's share is read, and how the shares of all become render context."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pintu.model.contract import Contract, Words
from pintu.model.document import Data
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution

Entry: TypeAlias = Mapping[str, Data]
"""One thing that a module contributes, as plain data."""

Side: TypeAlias = Literal["miniprogram", "backend"]

Source: TypeAlias = Literal["contributes", "contract", "tree"]
"""Where a point's entries stand: in the contract below `contributes`, elsewhere in the contract, or in the module's own
Python files, which are read and never executed."""


def nothing(_: Resolution, __: Catalogue) -> Mapping[str, object]:
    """The fold of a point that the running backend puts together by itself (`registry.py`)."""
    return {}


@dataclass(frozen=True, slots=True)
class Point:
    """`entries` is what one module offers; `fold` joins the offers of every chosen module into the render context.

    `columns` are the keys of an entry that `pintu show` prints, in that order.
    """

    name: str
    side: Side
    source: Source
    title: Words
    columns: tuple[str, ...]
    entries: Callable[[Contract, Pack], Sequence[Entry]]
    fold: Callable[[Resolution, Catalogue], Mapping[str, object]] = nothing


def contributed(name: str) -> Callable[[Contract, Pack], Sequence[Entry]]:
    """Entries that stand below `contributes.<name>`, as they are."""

    def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
        return contract.entries(name)

    return entries
