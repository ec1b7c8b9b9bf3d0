"""The unified social credit code, under which a company is registered and pays its taxes.

Source: GB 32100-2015. 18 characters out of 31 (no I, O, S, V, Z): the authority, the kind of organisation, six digits
of the region, nine characters of the organisation, and a check character over all others.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}")


def normal(text: str) -> str:
    """As it is printed: people type spaces and small letters."""
    return re.sub(r"\s", "", text).upper()


def is_valid(number: str) -> bool:
    return _SHAPE.fullmatch(number) is not None and number[-1] == check_character(number)


def check_character(number: str) -> str:
    """The last one, from the other 17: weights are the powers of 3 modulo 31."""
    weighted = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(number[:17]))
    return ALPHABET[-weighted % 31]
