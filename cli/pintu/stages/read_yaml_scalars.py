"""What a word without quotes means: YAML 1.2's core schema, minus what surprises.

no, on, 12:30, 2026-01-31, 0o17, 0x1f, 0571     text
true, null, ~, 12, -3, 0.5, 1e3                 what they look like
.nan, .inf, 1e999, 99999999999999999            refused: nothing after this stage could carry them
"""

import math
import re

from pintu.model.document import Data

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
WORDS: dict[str, Data] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
LARGEST = 2**53 - 1
"""The largest integer that JSON carries everywhere."""


class BadNumber(ValueError):
    """A number that cannot be kept; the message is the code of the diagnostic."""


def plain_scalar(text: str) -> Data:
    """The value of a scalar without quotes. Raises `BadNumber`."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in "0123456789+-.":
        return text
    if INTEGER.match(text):
        if len(text) > 17 or abs(int(text)) > LARGEST:
            raise BadNumber("yaml.number_too_large")
        return int(text)
    if FLOAT.match(text):
        number = float(text)
        if math.isinf(number):
            raise BadNumber("yaml.number_too_large")
        return number
    if NOT_FINITE.match(text):
        raise BadNumber("yaml.not_finite")
    return text
