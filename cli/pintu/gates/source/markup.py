"""WXML as a row of tags with attributes. The compilers judge its syntax."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"(<wxs\b[^>]*(?<!/)>)(.*?)(</wxs>)", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<([A-Za-z][\w:-]*)((?:\s+(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)?)/?>")
ATTRIBUTE = re.compile(r"([^\s=\"'/<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")


@dataclass(frozen=True, slots=True)
class Attribute:
    """`value` is "" where there is none; offsets are of the name and of the value."""

    value: str
    offset: int
    value_offset: int


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    offset: int
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


def tags(content: str) -> Sequence[Tag]:
    return tuple(_tags(COMMENT.sub(_blank, SCRIPT.sub(lambda m: m[1] + _blank(m, 2) + m[3], content))))


def _blank(match: re.Match[str], group: int = 0) -> str:
    """As long as what was there, so that places stay."""
    return re.sub(r"[^\n]", " ", match[group])


def _tags(content: str) -> Iterator[Tag]:
    # A comparison inside of `{{ }}` is no tag.
    readable = EXPRESSION.sub(lambda found: found[0].replace("<", "\0").replace(">", "\0"), content)
    for found in TAG.finditer(readable):
        attributes = {}
        for one in ATTRIBUTE.finditer(readable, found.start(2), found.end(2)):
            group = 2 if one[2] is not None else 3
            start = one.start(group)
            value = content[start : one.end(group)] if one[group] is not None else ""
            attributes[one[1]] = Attribute(value, one.start(), max(start, one.start()))
        yield Tag(found[1], found.start(), attributes)
