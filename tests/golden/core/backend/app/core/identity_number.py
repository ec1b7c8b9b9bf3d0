"""The citizen's identity number, which also stands on residence permits.

Source: GB 11643-1999. 18 characters: the region, the birth date, a serial number (odd for men), and a check character
over all others (ISO 7064, MOD 11-2).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Sex: TypeAlias = Literal["female", "male"]

REGIONS = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91]
)
"""How numbers begin: provinces, residence permits of people from Taiwan, Hong Kong and Macau, and foreigners'."""
_SHAPE = re.compile("[1-9][0-9]{16}[0-9X]")
_CHECKS = "10X98765432"


@dataclass(frozen=True)
class Told:
    """What a number says of the person."""

    birth_date: date
    sex: Sex


def normal(text: str) -> str:
    """As it is printed: people type spaces and a small x."""
    return re.sub(r"\s", "", text).upper()


def told_by(number: str) -> Told | None:
    """None for what is no identity number."""
    if _SHAPE.fullmatch(number) is None or int(number[:2]) not in REGIONS or number[-1] != check_character(number):
        return None
    try:
        birth_date = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return None
    return Told(birth_date, "male" if int(number[16]) % 2 else "female")


def check_character(number: str) -> str:
    """The last one, from the other 17: weights are the powers of 2 modulo 11."""
    weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return _CHECKS[weighted % 11]
