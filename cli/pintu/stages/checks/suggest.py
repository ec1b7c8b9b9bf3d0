"""The known name that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 80


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely stands for: `groupBuy` and `group-by` are `group_buy`."""
    names = sorted(set(known))
    plain = {_plain(known_name): known_name for known_name in reversed(names)}
    if exact := plain.get(_plain(name)):
        return exact
    close = get_close_matches(_plain(name)[:LONGEST], plain, n=1, cutoff=0.65)
    return plain[close[0]] if close else None


def _plain(name: str) -> str:
    return "".join(c for c in name.strip().casefold() if c.isalnum() or c == ".")


def quoted(names: Iterable[object]) -> str:
    """Names for a sentence, in either language."""
    return ", ".join(f"`{name}`" for name in names)
