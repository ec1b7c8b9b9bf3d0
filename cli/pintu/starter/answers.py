"""What `pintu new` needs to know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pintu.paths import DEVICES

SLUG = re.compile(r"[a-z]([a-z0-9-]{0,38}[a-z0-9])?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST = 40
FALLBACK = "my-shop"


@dataclass(frozen=True, slots=True)
class Answers:
    """`modules` says of each module that is not as the vertical has it whether it is in; `business` may have gaps."""

    name: str
    slug: str
    vertical: str
    primary: str
    modules: Mapping[str, bool] = field(default_factory=dict)
    business: Mapping[str, str] = field(default_factory=dict)


def one_line(text: str) -> str:
    """Printable characters with single blanks: what may stand in a value and in a comment behind it."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and text not in DEVICES


def is_colour(text: str) -> bool:
    return COLOUR.fullmatch(text) is not None


def propose_slug(name: str) -> str:
    """A folder and database name from any name: 山月茶铺 becomes `shan-yue-cha-pu`."""
    from slugify import slugify  # noqa: PLC0415  its tables of characters are large

    letters = slugify(name).lstrip("0123456789-")[:LONGEST].rstrip("-")
    return letters if is_slug(letters) else FALLBACK
