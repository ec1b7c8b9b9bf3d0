"""From YAML's events to data and positions, in one pass, with a limit on everything that can grow.

PyYAML's own composer is not used: it recurses in C (a file of brackets ends the process), hides which tags were written
and where aliases stand.
"""

from collections.abc import Iterator
from typing import Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pintu.errors import BlueprintError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Node, Where
from pintu.stages.read_yaml_hints import syntax_error
from pintu.stages.read_yaml_scalars import BadNumber, plain_scalar

MAX_DEPTH = 50
MAX_COPIED = 10_000
"""How many nodes aliases may bring in altogether."""
MERGE = "<<"


class Mark(Protocol):
    """Counted from 0, in code points."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """What the C parser's events hold; those that are no scalar have no value and no style."""

    start_mark: Mark
    end_mark: Mark
    anchor: str
    tag: str | None
    value: str
    style: str | None


class Composer:
    """Reads one document. `found` collects what is wrong; what makes reading on pointless is raised."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.found: list[Diagnostic] = []
        self._anchors: dict[str, tuple[Node, Data, int]] = {}
        self._open: set[str] = set()
        self._count = 0
        self._copied = 0
        self._depth = 0

    def compose(self) -> tuple[Node | None, Data]:
        """The root node and the data; (None, None) for an empty file.

        Raises `BlueprintError` where the text is not YAML, or is nested or multiplied beyond all reason.
        """
        root: tuple[Node | None, Data] = None, None
        documents = 0
        try:
            events = cast("Iterator[Event]", yaml.parse(self.text, Loader=yaml.CSafeLoader))
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._say("yaml.many_documents", event)
                        break
                elif isinstance(event, NodeEvent):
                    root = self._node(event, events)
        except yaml.MarkedYAMLError as error:
            self.found.append(syntax_error(self.file, self.text, error))
            raise BlueprintError(self.found) from error
        return root

    def _node(self, event: Event, events: Iterator[Event]) -> tuple[Node, Data]:
        self._count += 1
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            self._say("yaml.tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        before = self._count
        if event.anchor:
            self._open.add(event.anchor)
        if isinstance(event, ScalarEvent):
            node, data = self._scalar(event)
        else:
            node, data = self._collection(event, events)
        if event.anchor:
            self._open.discard(event.anchor)
            self._anchors[event.anchor] = node, data, self._count - before + 1
        return node, data

    def _collection(self, event: Event, events: Iterator[Event]) -> tuple[Node, Data]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._stop("yaml.too_deep", event, depth=MAX_DEPTH)
        read = self._sequence if isinstance(event, SequenceStartEvent) else self._mapping
        made = read(event, events)
        self._depth -= 1
        return made

    def _scalar(self, event: Event) -> tuple[Node, Data]:
        text = event.value
        node = self._place(event)
        node.text, node.plain, node.end = text, not event.style, event.end_mark.index
        if not node.plain:
            return node, text
        try:
            return node, plain_scalar(text)
        except BadNumber as error:
            self._say(str(error), event, number=text[:40])
            return node, None

    def _sequence(self, event: Event, events: Iterator[Event]) -> tuple[Node, Data]:
        node = self._place(event)
        data: list[Data] = []
        for item in events:
            if isinstance(item, SequenceEndEvent):
                break
            place, value = self._node(item, events)
            node.items.append(place)
            data.append(value)
        return node, data

    def _mapping(self, event: Event, events: Iterator[Event]) -> tuple[Node, Data]:
        node = self._place(event)
        data: dict[str, Data] = {}
        merged: list[tuple[Node, Data, Event]] = []
        for item in events:
            if isinstance(item, MappingEndEvent):
                break
            name, key = self._node(item, events)
            place, value = self._node(next(events), events)
            if name.text is None or (name.plain and key is None):
                self._say("yaml.key_not_text", item)
            elif name.plain and name.text == MERGE:
                merged.append((place, value, item))
            elif name.text in data:
                first = node.pairs[name.text][0].line
                self._say("yaml.duplicate_key", item, key=name.text, first=first)
            else:
                data[name.text] = value
                node.pairs[name.text] = name, place
        for place, value, item in merged:
            self._merge(node, data, place, value, item)
        return node, data

    def _merge(self, node: Node, data: dict[str, Data], place: Node, value: Data, event: Event) -> None:
        """`<<: *base` (or a list of such): what is written here wins, then what was merged first."""
        sources = zip(place.items, value, strict=True) if isinstance(value, list) else [(place, value)]
        for source, below in sources:
            if not isinstance(below, dict):
                self._say("yaml.merge", event)
                continue
            for key, inherited in below.items():
                if key not in data:
                    data[key] = inherited
                    node.pairs[key] = source.pairs[key]

    def _alias(self, event: Event) -> tuple[Node, Data]:
        name = event.anchor
        if name in self._open:
            self._stop("yaml.recursive_alias", event, name=name)
        if name not in self._anchors:
            self._stop("yaml.unknown_alias", event, name=name)
        target, data, size = self._anchors[name]
        self._copied += size
        self._count += size
        if self._copied > MAX_COPIED:
            self._stop("yaml.too_many_aliases", event, count=MAX_COPIED)
        place = self._place(event)
        place.text, place.plain, place.items, place.pairs = target.text, target.plain, target.items, target.pairs
        place.end = event.end_mark.index
        return place, data

    def _place(self, event: Event) -> Node:
        mark = event.start_mark
        return Node(mark.line + 1, mark.column + 1, mark.index, mark.index)

    def _say(self, code: str, event: Event, **args: object) -> None:
        place = self._place(event)
        self.found.append(Diagnostic(code, Where(self.file, place.line, place.column), args))

    def _stop(self, code: str, event: Event, **args: object) -> None:
        self._say(code, event, **args)
        raise BlueprintError(self.found)
