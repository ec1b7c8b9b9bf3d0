"""The text of a lesson: paragraphs, and pictures where a line says so.

A line `[图2]` stands for the second of the lesson's pictures; pictures that no line names come at the end.
"""

import re
from collections.abc import Sequence

from app.core.media import media_url
from app.modules.course.schemas import PartOut

_PICTURE = re.compile(r"\[图(\d{1,2})\]")


def parts_of(body: str, pictures: Sequence[str]) -> list[PartOut]:
    """What is shown one below the other. A line for a picture that is not there is left out."""
    parts: list[PartOut] = []
    shown: set[int] = set()
    for line in (line.strip() for line in body.splitlines()):
        if match := _PICTURE.fullmatch(line):
            if 1 <= (number := int(match[1])) <= len(pictures):
                shown.add(number)
                parts.append(_picture(pictures[number - 1]))
        elif line:
            parts.append(PartOut(kind="text", text=line))
    return parts + [_picture(name) for number, name in enumerate(pictures, 1) if number not in shown]


def _picture(name: str) -> PartOut:
    return PartOut(kind="picture", url=media_url(name))
